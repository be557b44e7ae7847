// Clocks of places: what a moment is called there, and which moment a clock there means. All by Intl, none by tables.

/** @typedef {{date: string, time: string, weekday: number, minutes: number}} Zoned weekday 1 is Monday, as in the API */

const minute = 60_000;
const dayLength = 1440 * minute;

/** @type {Map<string, Intl.DateTimeFormat>} */
const clocks = new Map();

/** @param {string} zone */
function clockOf(zone) {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat("en", { timeZone: zone, calendar: "gregory", numberingSystem: "latn",
      hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" });
    clocks.set(zone, clock);
  }
  return clock;
}

/** What a clock there shows, as if it were UTC. @param {number} time @param {string} zone */
function shown(time, zone) {
  /** @type {Record<string, number>} */
  const part = {};
  for (const { type, value } of clockOf(zone).formatToParts(time)) part[type] = Number(value);
  return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute);
}

/** How far a zone is ahead of UTC, in milliseconds. @param {number} time @param {string} zone */
export function offset(time, zone) {
  return shown(time, zone) - Math.floor(time / minute) * minute;
}

/** Date, time, weekday and minutes since midnight on a clock there.
 * @param {Date | number | string} date @param {string} zone @returns {Zoned} */
export function zoned(date, zone) {
  const local = new Date(shown(new Date(date).getTime(), zone));
  const text = local.toISOString();
  return { date: text.slice(0, 10), time: text.slice(11, 16), weekday: local.getUTCDay() || 7,
    minutes: local.getUTCHours() * 60 + local.getUTCMinutes() };
}

/** The moment that a clock there means; 24:00 is the end of the day. A time that is skipped is read as if it were not,
 * so 02:30 becomes 03:30; of a time that comes twice the first is taken.
 * @param {string} zone @param {string} date like 2026-11-24 @param {string} time like 18:00 */
export function localToUTC(zone, date, time) {
  const local = localTime(date, time);
  const offsets = [offset(local - dayLength, zone), offset(local + dayLength, zone)];
  const fitting = offsets.map((ahead) => local - ahead).filter((moment) => shown(moment, zone) === local);
  return new Date(fitting.length ? Math.min(...fitting) : local - offsets[0]);
}

/** The moments at which a clock there shows a time between two of one day: none of what is skipped, twice what comes twice.
 * @param {string} zone @param {string} date @param {string} start @param {string} end @returns {[number, number][]} */
export function whenShown(zone, date, start, end) {
  const [first, last] = [localTime(date, start), localTime(date, end)];
  const edges = [first - dayLength, ...changes(zone, first - dayLength, last + dayLength), last + dayLength];
  return edges.slice(1).map((edge, index) => {
    const ahead = offset(edges[index], zone);
    return /** @type {[number, number]} */ ([Math.max(first - ahead, edges[index]), Math.min(last - ahead, edge)]);
  }).filter(([from, to]) => from < to);
}

/** A date and a time as if they were of UTC. @param {string} date @param {string} time */
function localTime(date, time) {
  const [hours, minutes] = time.split(":").map(Number);
  return Date.parse(`${date}T00:00:00Z`) + (hours * 60 + minutes) * minute;
}

/** When the clock there is changed between two moments, to the minute: none or one for anything as short as some days.
 * @param {string} zone @param {number} from @param {number} to @returns {number[]} */
export function changes(zone, from, to) {
  const before = offset(from, zone);
  if (offset(to, zone) === before) return [];
  let [low, high] = [Math.floor(from / minute), Math.ceil(to / minute)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offset(middle * minute, zone) === before) low = middle;
    else high = middle;
  }
  return [high * minute];
}

/** The date some days after another. @param {string} date @param {number} days */
export function dateAfter(date, days) {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayLength).toISOString().slice(0, 10);
}

/** Seven days there, from midnight to midnight; the first is the one of `from`.
 * @param {string} zone @param {Date} from @returns {{start: Date, end: Date, date: string}[]} */
export function weekOf(zone, from) {
  const first = zoned(from, zone).date;
  return Array.from({ length: 7 }, (_, index) => {
    const date = dateAfter(first, index);
    return { date, start: localToUTC(zone, date, "00:00"), end: localToUTC(zone, date, "24:00") };
  });
}
