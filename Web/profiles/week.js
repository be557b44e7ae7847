// The free time of a week as intervals in local time, in minutes from midnight. Pure.

/**
 * @typedef {{weekday: number, start: string, end: string}} Interval as the API has it: 1 is Monday, `24:00` ends a day
 * @typedef {{days: number[], times: {start: string, end: string}[]}} Group days with the same times
 */

/** @param {string} clock */
export function minutesOf(clock) {
  const [hours, minutes] = clock.split(":").map(Number);
  return hours * 60 + minutes;
}

/** @param {number} minutes */
export function clockOf(minutes) {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

/** In order, with what touches or overlaps joined. @param {Interval[]} intervals @returns {Interval[]} */
export function joined(intervals) {
  /** @type {{weekday: number, start: number, end: number}[]} */
  const result = [];
  const spans = intervals.map(({ weekday, start, end }) => ({ weekday, start: minutesOf(start), end: minutesOf(end) }))
    .filter(({ start, end }) => start < end)
    .sort((one, other) => one.weekday - other.weekday || one.start - other.start);
  for (const span of spans) {
    const last = result.at(-1);
    if (last && last.weekday === span.weekday && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else result.push({ ...span });
  }
  return result.map(({ weekday, start, end }) => ({ weekday, start: clockOf(start), end: clockOf(end) }));
}

/** @param {Interval[]} intervals @param {Interval} added */
export function withTime(intervals, added) {
  return joined([...intervals, added]);
}

/** @param {Interval[]} intervals @param {Interval} removed */
export function withoutTime(intervals, removed) {
  return joined(intervals.flatMap((interval) => interval.weekday !== removed.weekday ? [interval] : [
    { ...interval, end: earlier(interval.end, removed.start) },
    { ...interval, start: later(interval.start, removed.end) },
  ]));
}

/** How much of a time is free. @param {Interval[]} intervals @param {Interval} time @returns {"all" | "some" | "none"} */
export function freeIn(intervals, time) {
  const [start, end] = [minutesOf(time.start), minutesOf(time.end)];
  const free = joined(intervals).filter(({ weekday }) => weekday === time.weekday).reduce((sum, interval) =>
    sum + Math.max(0, Math.min(end, minutesOf(interval.end)) - Math.max(start, minutesOf(interval.start))), 0);
  return free === 0 ? "none" : free === end - start ? "all" : "some";
}

/** Minutes of a week that are free. @param {Interval[]} intervals */
export function freeMinutes(intervals) {
  return joined(intervals).reduce((sum, { start, end }) => sum + minutesOf(end) - minutesOf(start), 0);
}

/** Days with the same times together, in the order of their first day. @param {Interval[]} intervals @param {number[]} days in the order of the reader's week @returns {Group[]} */
export function grouped(intervals, days) {
  const all = joined(intervals);
  /** @type {Group[]} */
  const groups = [];
  for (const day of days) {
    const times = all.filter(({ weekday }) => weekday === day).map(({ start, end }) => ({ start, end }));
    if (!times.length) continue;
    const same = groups.find((group) => JSON.stringify(group.times) === JSON.stringify(times));
    if (same) same.days.push(day);
    else groups.push({ days: [day], times });
  }
  return groups;
}

/** Days that follow each other as runs, for “Monday to Friday”. @param {number[]} days @param {number[]} week @returns {[number, number][]} */
export function runs(days, week) {
  const places = days.map((day) => week.indexOf(day)).sort((one, other) => one - other);
  /** @type {[number, number][]} */
  const found = [];
  for (const place of places) {
    const last = found.at(-1);
    if (last && place === last[1] + 1) last[1] = place;
    else found.push([place, place]);
  }
  return found.map(([from, to]) => [week[from], week[to]]);
}

/** The days of a week from its first on. @param {number} first */
export function weekFrom(first) {
  return Array.from({ length: 7 }, (_, index) => (first - 1 + index) % 7 + 1);
}

/** @param {string} one @param {string} other */
function earlier(one, other) {
  return minutesOf(one) < minutesOf(other) ? one : other;
}

/** @param {string} one @param {string} other */
function later(one, other) {
  return minutesOf(one) > minutesOf(other) ? one : other;
}
