// When two people have time: seven days, the reader's half above, the other's below, common time over both.

import { h, s } from "../browser/dom.js";
import { clock, dayAndClock, format, list, weekday } from "../languages/format.js";
import { t } from "../languages/text.js";
import { changes, dateAfter, weekOf, whenShown, zoned } from "../languages/zones.js";
import { hatching, label, legendEntry, measured, mirrored, picture } from "./picture.js";

/**
 * @typedef {{weekday: number, start: string, end: string}} Interval of a week, in local time; 1 is Monday
 * @typedef {[number, number]} Range of moments in milliseconds, or of minutes since midnight
 * @typedef {{start: string, end: string}} Slot
 * @typedef {{mine?: Interval[], theirs?: Interval[], myZone: string, theirZone?: string, from: Date, slots?: Slot[]}} Times
 *   `theirs` is known of nobody but oneself as a rule: then common time is what `slots` say
 * @typedef {{start: Date, mine: Range[], theirs: Range[], shared: Range[]}} Track minutes on the clock of that day
 */

const rowHeight = 24;
const trackHeight = 18;
const axisHeight = 20;

/** Ranges in order, those that meet made one. @param {Range[]} ranges @returns {Range[]} */
export function united(ranges) {
  /** @type {Range[]} */
  const found = [];
  for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = found.at(-1);
    if (end <= start) continue;
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else found.push([start, end]);
  }
  return found;
}

/** @param {Range[]} some @param {Range[]} others @returns {Range[]} */
export function common(some, others) {
  return united(some.flatMap((a) => others.map((b) => clipped(a, b[0], b[1]))));
}

/** The moments of a weekly availability between two others.
 * @param {Interval[]} intervals @param {string} zone @param {Date} from @param {Date} to @returns {Range[]} */
export function expanded(intervals, zone, from, to) {
  /** @type {Range[]} */
  const ranges = [];
  const last = zoned(to, zone).date;
  for (let date = zoned(from, zone).date; date <= last; date = dateAfter(date, 1)) {
    const today = new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
    for (const { start, end } of intervals.filter((interval) => interval.weekday === today)) {
      ranges.push(...whenShown(zone, date, start, end).map((range) => clipped(range, from.getTime(), to.getTime())));
    }
  }
  return united(ranges);
}

/** The parts of ranges on one day, in minutes on its clock; where that is changed, a range falls into two.
 * @param {Range[]} ranges @param {{start: Date, end: Date}} day @param {string} zone @returns {Range[]} */
export function onClock(ranges, day, zone) {
  return united(ranges.map((range) => clipped(range, day.start.getTime(), day.end.getTime()))
    .filter(([start, end]) => start < end)
    .flatMap(([start, end]) => {
      const edges = [start, ...changes(zone, start, end).filter((change) => change > start && change < end), end];
      return edges.slice(1).map((edge, index) => /** @type {Range} */ ([zoned(edges[index], zone).minutes,
        zoned(edges[index], zone).minutes + (edge - edges[index]) / 60_000]));
    }));
}

/** @param {Times} times @returns {{tracks: Track[], shared: Range[], later: number | null}} */
export function overlapOf({ mine = [], theirs, myZone, theirZone = myZone, from, slots = [] }) {
  const days = weekOf(myZone, from);
  const [start, end] = [days[0].start, days[6].end];
  const ours = expanded(mine, myZone, start, end);
  const other = expanded(theirs ?? [], theirZone, start, end);
  const given = slots.map((slot) => /** @type {Range} */ ([Date.parse(slot.start), Date.parse(slot.end)]));
  const shared = theirs ? common(ours, other)
    : united(given.map((slot) => clipped(slot, start.getTime(), end.getTime())));
  const later = given.map((slot) => slot[0]).filter((moment) => moment >= end.getTime());
  return { shared, later: later.length ? Math.min(...later) : null,
    tracks: days.map((day) => ({ start: day.start, mine: onClock(ours, day, myZone),
      theirs: onClock(other, day, myZone), shared: onClock(shared, day, myZone) })) };
}

/** Shared: Tue 18:00–20:00 and Thu 19:00–21:00 @param {{shared: Range[], later: number | null}} overlap @param {string} zone */
export function overlapSentence({ shared, later }, zone) {
  if (shared.length) {
    return t("pictures.overlap.sentence", { times: list(shared.map(([start, end]) => t("pictures.overlap.time",
      { day: weekday(start, zone, "short"), start: clock(start, zone), end: clock(end, zone) }))) });
  }
  return later === null ? t("pictures.overlap.none") : t("pictures.overlap.later", { when: dayAndClock(later, zone) });
}

/** Seven tracks of a day each, with what they mean and the same in words. @param {Times} times @returns {HTMLElement} */
export function overlapStrip(times) {
  const overlap = overlapOf(times);
  const sentence = overlapSentence(overlap, times.myZone);
  const theirs = hatching("overlap-line");
  const days = overlap.tracks.map((track) => weekday(track.start, times.myZone, "short"));
  const gutter = Math.ceil(Math.max(...days.map(measured))) + 8;
  const svg = picture({ title: sentence, name: "overlap", height: axisHeight + 7 * rowHeight, draw: (width) => {
    const place = placing(width, gutter);
    const row = (/** @type {number} */ index) => axisHeight + index * rowHeight;
    return [theirs.pattern, ...days.flatMap((day, index) => [place.name(day, row(index) + 14),
      place.bar([0, 1440], row(index), trackHeight, { class: "overlap-track" })]), ...axis(place),
    ...overlap.tracks.flatMap((track, index) => trackShapes(track, row(index), place, theirs.fill))];
  } });
  return h("figure", { class: "picture-figure" }, svg, h("ul", { class: "picture-legend" },
    key("mine"), times.theirs && key("theirs"), key("shared")), h("figcaption", {}, sentence));
}

/** The compact form: how much common time each of seven days has. @param {Times} times @returns {HTMLElement} */
export function overlapBars(times) {
  const overlap = overlapOf(times);
  const sentence = overlapSentence(overlap, times.myZone);
  const heights = barHeights(overlap.tracks.map(({ shared }) => shared), 28);
  const svg = picture({ title: sentence, name: "overlap-bars", height: 48, draw: () => overlap.tracks.flatMap((track, index) => {
    const x = (mirrored() ? 6 - index : index) * 24;
    return [s("rect", { class: "overlap-base", x: x + 2, y: 29, width: 20, height: 2 }),
      heights[index] && s("rect", { class: "overlap-shared", x: x + 4, y: 30 - heights[index], width: 16, height: heights[index] }),
      label(x + 12, 45, "middle", weekday(track.start, times.myZone, "narrow"))].filter(Boolean);
  }) });
  return h("figure", { class: "picture-figure" }, svg, h("figcaption", {}, sentence));
}

/** Heights for the minutes of each day; three hours fill a bar, or the longest day if that is longer.
 * @param {Range[][]} days @param {number} height */
export function barHeights(days, height) {
  const minutes = days.map((ranges) => ranges.reduce((sum, [start, end]) => sum + end - start, 0));
  const most = Math.max(180, ...minutes);
  return minutes.map((value) => (value ? Math.max(4, Math.round((value / most) * height)) : 0));
}

/** @param {Range} range @param {number} from @param {number} to @returns {Range} */
function clipped(range, from, to) {
  return [Math.max(range[0], from), Math.min(range[1], to)];
}

/** @typedef {ReturnType<typeof placing>} Placing */

/** Puts minutes of a day and names of days where they belong, mirrored if need be.
 * @param {number} width @param {number} gutter */
function placing(width, gutter) {
  const flip = mirrored();
  const scale = Math.max(0, width - gutter - 1) / 1440;
  return {
    /** @param {number} minutes */
    x: (minutes) => (flip ? width - gutter - minutes * scale : gutter + minutes * scale),
    /** @param {Range} range @param {number} y @param {number} height @param {Record<string, any>} attributes */
    bar([start, end], y, height, attributes) {
      const x = this.x(flip ? end : start);
      return s("rect", { x, y, width: (end - start) * scale, height, ...attributes });
    },
    /** @param {string} day @param {number} y */
    name: (day, y) => label(flip ? width : 0, y, flip ? "end" : "start", day),
  };
}

/** @param {Track} track @param {number} y @param {Placing} place @param {string} hatched */
function trackShapes(track, y, place, hatched) {
  const half = trackHeight / 2;
  return [...track.mine.map((range) => place.bar(range, y, half, { class: "overlap-mine" })),
    ...track.theirs.map((range) => place.bar(range, y + half, half, { class: "overlap-theirs", fill: hatched })),
    ...track.shared.map((range) => place.bar(range, y, trackHeight, { class: "overlap-shared" }))];
}

/** @param {Placing} place */
function axis(place) {
  return [0, 6, 12, 18, 24].flatMap((hour) => [
    s("line", { class: "picture-grid", x1: place.x(hour * 60), x2: place.x(hour * 60), y1: axisHeight - 4,
      y2: axisHeight + 7 * rowHeight - 6 }),
    ...(hour < 24 ? [label(place.x(hour * 60), 12, "middle", hourName(hour))] : [])]);
}

/** 6 AM, or 06 @param {number} hour */
function hourName(hour) {
  return format(Intl.DateTimeFormat, { hour: "numeric", timeZone: "UTC" })
    .formatToParts(Date.UTC(2026, 0, 1, hour)).filter(({ type }) => type === "hour" || type === "dayPeriod")
    .map(({ value }) => value).join(" ");
}

/** @param {"mine" | "theirs" | "shared"} name */
function key(name) {
  const lines = hatching("overlap-line");
  return legendEntry(t(`pictures.overlap.${name}`), lines.pattern, s("rect", { class: "overlap-track", width: 18, height: 18 }),
    s("rect", { class: `overlap-${name}`, y: name === "theirs" ? 9 : 0, width: 18, height: name === "shared" ? 18 : 9,
      fill: lines.fill }));
}
