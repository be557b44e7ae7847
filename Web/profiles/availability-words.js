// Free time in words, and the names of days and hours as the reader writes them.

import { clock, duration, list, weekday } from "../languages/format.js";
import { locale, t } from "../languages/text.js";
import { clockOf, freeMinutes, grouped, runs, weekFrom } from "./week.js";

/** @typedef {import("./week.js").Interval} Interval */

/** The days of the reader's week: some begin it on Sunday or Saturday. */
export function week() {
  const known = /** @type {any} */ (new Intl.Locale(locale()));
  return weekFrom((known.getWeekInfo?.() ?? known.weekInfo)?.firstDay ?? 1);
}

/** @param {number} day 1 is Monday @param {"short" | "long" | "narrow"} [length] */
export function dayName(day, length = "long") {
  return weekday(Date.UTC(2024, 0, day, 12), "UTC", length);
}

/** 18:00 or 6 PM; the end of a day is its midnight. @param {string} time */
export function timeName(time) {
  const [hours, minutes] = time.split(":").map(Number);
  return clock(Date.UTC(2024, 0, 1, hours, minutes), "UTC");
}

/** @param {number} hour */
export function hourName(hour) {
  return timeName(clockOf(hour * 60));
}

/** From 18:00 to 21:00. @param {{start: string, end: string}} time */
export function spanName({ start, end }) {
  return t("availability.span", { start: timeName(start), end: timeName(end) });
}

/** “Monday to Friday, 18:00–21:00; Saturday, 10:00–12:00. 17 hours a week.” @param {Interval[]} intervals */
export function inWords(intervals) {
  if (!intervals.length) return t("availability.nothing");
  const days = week();
  const groups = grouped(intervals, days).map((group) => t("availability.group", {
    days: group.days.length === 7 ? t("availability.everyDay") : list(runs(group.days, days).flatMap(([from, to]) => runName(from, to, days))),
    times: list(group.times.map(spanName)),
  }));
  return t("availability.summary", { times: groups.join(t("availability.separator")), length: duration(freeMinutes(intervals)) });
}

/** @param {number} from @param {number} to @param {number[]} days */
function runName(from, to, days) {
  if (from === to) return [dayName(from)];
  if (days.indexOf(to) === days.indexOf(from) + 1) return [dayName(from), dayName(to)];
  return [t("availability.run", { from: dayName(from), to: dayName(to) })];
}
