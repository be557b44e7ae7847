// Time taught above a line, time learned below it, week by week: whether both are in balance is seen at once.

import { h, s } from "../browser/dom.js";
import { duration, number, shortDay } from "../languages/format.js";
import { language, t } from "../languages/text.js";
import { hatching, label, legendEntry, measured, mirrored, picture } from "./picture.js";

/** @typedef {{week: string, minutesTaught: number, minutesLearned: number}} Week ISO weeks like 2026-W47, in UTC */

const dayLength = 86_400_000;
const height = 220;
const bottom = 20;
const middle = (height - bottom) / 2;
const reach = middle - 12;

/** The Monday a week begins with. @param {string} week like 2026-W47 */
export function mondayOf(week) {
  const [year, count] = week.split("-W").map(Number);
  const fourth = Date.UTC(year, 0, 4);
  return new Date(fourth + ((count - 1) * 7 - ((new Date(fourth).getUTCDay() + 6) % 7)) * dayLength);
}

/** The week a day is in. @param {Date} date */
export function weekName(date) {
  const day = new Date(Math.floor(date.getTime() / dayLength) * dayLength);
  const thursday = new Date(day.getTime() + (3 - ((day.getUTCDay() + 6) % 7)) * dayLength);
  const days = (thursday.getTime() - Date.UTC(thursday.getUTCFullYear(), 0, 1)) / dayLength;
  return `${thursday.getUTCFullYear()}-W${String(Math.floor(days / 7) + 1).padStart(2, "0")}`;
}

/** As many weeks up to now, those without a session too. @param {Week[]} weeks @param {Date} now @param {number} [count] */
export function everyWeek(weeks, now, count = 26) {
  const known = new Map(weeks.map((week) => [week.week, week]));
  return Array.from({ length: count }, (_, index) => {
    const week = weekName(new Date(now.getTime() - (count - 1 - index) * 7 * dayLength));
    return known.get(week) ?? { week, minutesTaught: 0, minutesLearned: 0 };
  });
}

/** Where lines are drawn, in minutes: one or two up to what is needed. @param {Week[]} weeks */
export function ticksOf(weeks) {
  const most = Math.max(30, ...weeks.flatMap((week) => [week.minutesTaught, week.minutesLearned]));
  const steps = [30, 60, 90, 120, 180, 300, 600, 1200, 3000, 6000];
  const step = steps.find((step) => most <= 2 * step) ?? Math.ceil(most / 2 / 60) * 60;
  return most <= step ? [step] : [step, 2 * step];
}

/** @param {Week[]} weeks */
export function totals(weeks) {
  return { taught: weeks.reduce((sum, week) => sum + week.minutesTaught, 0),
    learned: weeks.reduce((sum, week) => sum + week.minutesLearned, 0) };
}

/** @param {Week[]} weeks those with a session @param {Date} [now] @returns {HTMLElement} */
export function weeksChart(weeks, now = new Date()) {
  const shown = everyWeek(weeks, now);
  const { taught, learned } = totals(shown);
  if (!taught && !learned) return h("p", { class: "picture-none" }, t("pictures.weeks.none"));
  const title = t("pictures.weeks.title", { taught: duration(taught), learned: duration(learned), count: shown.length });
  const lines = hatching("picture-learn-line");
  const svg = picture({ title, name: "weeks", height, draw: (width) => [lines.pattern, ...drawing(shown, width, lines.fill)] });
  return h("figure", { class: "picture-figure" }, svg, h("ul", { class: "picture-legend" },
    key("teach", t("pictures.weeks.above")), key("learn", t("pictures.weeks.below"))),
  h("figcaption", {}, title), h("details", {}, h("summary", {}, t("pictures.weeks.table")), table(weeks)));
}

/** The place of each bar: up for what was taught, down for what was learned.
 * @param {Week[]} weeks @param {number} width @param {number} gutter beside the bars, for names @param {boolean} flip */
export function weekBars(weeks, width, gutter, flip) {
  const scale = reach / (ticksOf(weeks).at(-1) ?? 1);
  const step = Math.max(0, width - gutter) / weeks.length;
  return weeks.flatMap((week, index) => {
    const start = flip ? width - gutter - (index + 1) * step : gutter + index * step;
    const place = { x: start + step * 0.14, width: step * 0.72 };
    const [up, down] = [week.minutesTaught * scale, week.minutesLearned * scale];
    return [{ ...place, kind: "teach", y: middle - up, height: up }, { ...place, kind: "learn", y: middle, height: down }]
      .filter(({ height }) => height > 0);
  });
}

/** @param {Week[]} weeks @param {number} width @param {string} hatched */
function drawing(weeks, width, hatched) {
  const ticks = ticksOf(weeks);
  const gutter = Math.ceil(Math.max(...ticks.map((tick) => measured(lineName(tick))))) + 8;
  const flip = mirrored();
  const x = (/** @type {number} */ place) => (flip ? width - gutter - place : gutter + place);
  return [...grid(ticks, x, width - gutter, flip ? width : 0),
    ...weekBars(weeks, width, gutter, flip).map(({ kind, ...place }) => (
      s("rect", { ...place, class: `picture-${kind}`, fill: hatched }))),
    s("line", { class: "picture-axis", x1: x(0), x2: x(width - gutter), y1: middle, y2: middle }),
    ...months(weeks, (width - gutter) / weeks.length, x)];
}

/** @param {number[]} ticks @param {(place: number) => number} x @param {number} length
 * @param {number} edge where the names of the lines begin */
function grid(ticks, x, length, edge) {
  const scale = reach / (ticks.at(-1) ?? 1);
  return ticks.flatMap((tick) => [-tick, tick]).flatMap((minutes) => {
    const y = middle + minutes * scale;
    return [s("line", { class: "picture-grid", x1: x(0), x2: x(length), y1: y, y2: y }),
      label(edge, y + 4, edge ? "end" : "start", lineName(Math.abs(minutes)))];
  });
}

/** 1.5h @param {number} minutes */
function lineName(minutes) {
  return number(minutes / 60, { style: "unit", unit: "hour", unitDisplay: "narrow", maximumFractionDigits: 1 });
}

/** The name of each month at its first week, as far as there is room.
 * @param {Week[]} weeks @param {number} step @param {(place: number) => number} x */
function months(weeks, step, x) {
  const names = new Intl.DateTimeFormat(language(), { month: "short", timeZone: "UTC" });
  const flip = mirrored();
  let free = 0;
  return weeks.flatMap((week, index) => {
    const [monday, name] = [mondayOf(week.week), names.format(mondayOf(week.week))];
    const fits = index * step >= free && index * step + measured(name) <= weeks.length * step;
    if (monday.getUTCDate() > 7 || !fits) return [];
    free = index * step + measured(name) + 6;
    return [label(x(index * step), height - 4, flip ? "end" : "start", name)];
  });
}

/** @param {Week[]} weeks */
function table(weeks) {
  const heads = ["week", "taught", "learned"].map((name) => h("th", { scope: "col" }, t(`pictures.weeks.${name}`)));
  return h("table", { class: "picture-table" }, h("caption", {}, t("pictures.weeks.caption")), h("thead", {}, h("tr", {}, heads)),
    h("tbody", {}, weeks.map((week) => h("tr", {}, h("th", { scope: "row" }, shortDay(mondayOf(week.week), "UTC")),
      h("td", {}, duration(week.minutesTaught)), h("td", {}, duration(week.minutesLearned))))));
}

/** @param {"teach" | "learn"} kind @param {string} meaning */
function key(kind, meaning) {
  const lines = hatching("picture-learn-line");
  return legendEntry(meaning, lines.pattern, s("rect", { x: 1, y: 1, width: 16, height: 16, class: `picture-${kind}`, fill: lines.fill }));
}
