// Says when somebody is free in a week: ready-made times, a list to add to, and a grid to paint on.

import { h } from "../browser/dom.js";
import { zoneName } from "../languages/format.js";
import { t } from "../languages/text.js";
import { style } from "../look/styles.js";
import { field, markField, select } from "../shell/forms.js";
import { button, iconButton } from "../shell/parts.js";
import { dayName, inWords, spanName, timeName, week } from "./availability-words.js";
import { clockOf, freeIn, joined, minutesOf, withoutTime, withTime } from "./week.js";
import { weekGrid } from "./week-grid.js";

/** @typedef {import("./week.js").Interval} Interval */

/** How many intervals the server takes. */
const most = 50;

/** @type {{name: string, days: number[], start: string, end: string}[]} */
const presets = [
  { name: "weekdayEvenings", days: [1, 2, 3, 4, 5], start: "18:00", end: "21:00" },
  { name: "weekdayMornings", days: [1, 2, 3, 4, 5], start: "09:00", end: "12:00" },
  { name: "weekdayAfternoons", days: [1, 2, 3, 4, 5], start: "14:00", end: "17:00" },
  { name: "weekends", days: [6, 7], start: "10:00", end: "18:00" },
];

/** To be waited for before it is shown: without its look it has another height. */
export const look = () => style(new URL("availability.css", import.meta.url));

/**
 * @param {{zone: string, intervals: Interval[], changed: (intervals: Interval[]) => void, isFolded?: boolean}} options
 *   changed: called with all intervals, joined and in order, after every change
 *   isFolded: whether all but ready-made times is folded away where there is little room
 * @returns {HTMLElement & {intervals: Interval[], zone: string}} `intervals` are those said now; setting either shows it
 */
export function availabilityGrid({ zone, intervals, changed, isFolded = false }) {
  let free = joined(intervals);
  const words = h("p", { class: "summary", role: "status" });
  const zoneText = h("p", { class: "hint zone-text" });
  const list = h("ul", { class: "rows", "aria-label": t("availability.times") });
  const clear = button(t("availability.clear"), { kind: "quiet", icon: "trash", onclick: () => change([]) });
  const grid = weekGrid({ intervals: () => free, change: (wanted) => change(wanted) });
  const error = h("p", { class: "error", role: "alert", hidden: true });

  const isFree = (/** @type {Interval[]} */ times) => times.every((time) => freeIn(free, time) === "all");
  const ready = presets.map(({ name, days, start, end }) => {
    const times = days.map((weekday) => ({ weekday, start, end }));
    return { times, preset: button(t(`availability.preset.${name}`), {
      onclick: () => change(times.reduce(isFree(times) ? withoutTime : withTime, free)) }) };
  });

  const draw = () => {
    words.textContent = inWords(free);
    list.replaceChildren(...free.map((interval) => row(interval)));
    list.hidden = free.length === 0;
    for (const { preset, times } of ready) preset.setAttribute("aria-pressed", String(isFree(times)));
    clear.disabled = free.length === 0;
    grid.draw();
  };
  const change = (/** @type {Interval[]} */ wanted) => {
    error.hidden = wanted.length <= most;
    error.textContent = error.hidden ? "" : t("availability.tooMany", { count: most });
    if (!error.hidden) return;
    free = wanted;
    draw();
    changed(free.map((interval) => ({ ...interval })));
  };
  const row = (/** @type {Interval} */ interval) => {
    const name = t("availability.time", { day: dayName(interval.weekday), span: spanName(interval) });
    return h("li", { class: "row" }, h("span", { class: "grow" }, name),
      iconButton("close", t("availability.remove", { time: name }), () => {
        const at = free.indexOf(interval);
        change(withoutTime(free, interval));
        const next = list.children[Math.min(at, free.length - 1)]?.querySelector("button");
        /** @type {HTMLElement} */ (next ?? element.querySelector(".presets button")).focus();
      }));
  };

  const add = (/** @type {Interval[]} */ times) => change(times.reduce(withTime, free));
  const element = h("div", { class: "availability", "data-field": "intervals" }, zoneText,
    h("div", { class: "actions presets", role: "group", "aria-label": t("availability.presets") },
      ready.map(({ preset }) => preset), clear),
    error, folded(isFolded, views(h("div", { class: "stack" }, list, addForm(add)), grid.element)),
    // Below, so that what is pressed does not move when more has to be said.
    words);
  Object.defineProperty(element, "intervals", {
    get: () => free.map((interval) => ({ ...interval })),
    set: (/** @type {Interval[]} */ wanted) => {
      free = joined(wanted);
      draw();
    },
  });
  Object.defineProperty(element, "zone", { get: () => zone, set: (/** @type {string} */ wanted) => {
    zone = wanted;
    zoneText.textContent = t("availability.zone", { zone: zoneName(zone) });
  } });
  element.zone = zone;
  draw();
  return element;
}

/** The list and the grid, one of which is shown: the list first where there is little room. @param {HTMLElement} list @param {HTMLElement} grid */
function views(list, grid) {
  const show = (/** @type {boolean} */ isGrid) => {
    list.hidden = isGrid;
    grid.hidden = !isGrid;
    asList.setAttribute("aria-pressed", String(!isGrid));
    asGrid.setAttribute("aria-pressed", String(isGrid));
  };
  const asList = h("button", { type: "button", onclick: () => show(false) }, t("availability.asList"));
  const asGrid = h("button", { type: "button", onclick: () => show(true) }, t("availability.asGrid"));
  show(isWide());
  return h("div", { class: "stack" },
    h("div", { class: "tablist", role: "group", "aria-label": t("availability.view") }, asList, asGrid), list, grid);
}

/** @param {boolean} isFolded @param {HTMLElement} content */
function folded(isFolded, content) {
  if (!isFolded) return content;
  return h("details", { class: "other-times", open: isWide() }, h("summary", {}, t("availability.others")), content);
}

const isWide = () => matchMedia("(min-width: 48rem)").matches;

/** Adds one time: day, from, to. @param {(times: Interval[]) => void} add */
function addForm(add) {
  const days = select(/** @type {[string, string][]} */ ([["weekdays", t("availability.weekdays")], ["all", t("availability.everyDay")],
    ...week().map((day) => [String(day), dayName(day)])]), String(week()[0]));
  const start = select(times(0, 1425), "18:00");
  const end = select(times(15, 1440), "20:00");
  const place = h("div", { class: "add-time", role: "group", "aria-label": t("availability.addTime") },
    field({ label: t("availability.day"), name: "day", control: days }),
    field({ label: t("availability.from"), name: "from", control: start }),
    field({ label: t("availability.to"), name: "to", control: end }),
    button(t("availability.add"), { icon: "plus", onclick: () => {
      for (const wrong of place.querySelectorAll(".error")) /** @type {HTMLElement} */ (wrong).hidden = true;
      end.removeAttribute("aria-invalid");
      if (minutesOf(start.value) >= minutesOf(end.value)) {
        markField(place, "to", t("availability.endsBefore"));
        return end.focus();
      }
      const wanted = { weekdays: [1, 2, 3, 4, 5], all: [1, 2, 3, 4, 5, 6, 7] }[days.value] ?? [Number(days.value)];
      return add(wanted.map((weekday) => ({ weekday, start: start.value, end: end.value })));
    } }));
  return place;
}

/** Every quarter of an hour between two. @param {number} first @param {number} last @returns {[string, string][]} */
function times(first, last) {
  return Array.from({ length: (last - first) / 15 + 1 }, (_, index) => clockOf(first + index * 15))
    .map((time) => [time, timeName(time)]);
}
