// A week as a grid of hours that are switched on and off: by pressing, by keys with Shift, by dragging.

import { h } from "../browser/dom.js";
import { t } from "../languages/text.js";
import { button } from "../shell/parts.js";
import { dayName, hourName, spanName, week } from "./availability-words.js";
import { clockOf, freeIn, withoutTime, withTime } from "./week.js";

/** @typedef {import("./week.js").Interval} Interval */

/** The hours before this one are folded away until somebody is free in them or asks for them. */
const morning = 6;

const pressed = { all: "true", some: "mixed", none: "false" };

/**
 * @param {{intervals: () => Interval[], change: (intervals: Interval[]) => void}} options
 * @returns {{element: HTMLElement, draw: () => void}}
 */
export function weekGrid({ intervals, change }) {
  const days = week();
  const short = days.map((day) => dayName(day, "short"));
  /** Some languages have no short names: then a letter heads the column. */
  const heads = short.every((name) => name.length <= 4) ? short : days.map((day) => dayName(day, "narrow"));
  /** The cell that the keyboard is in, and what Shift and dragging spread. */
  const at = { column: 0, hour: 18 };
  let isSpreading = true;
  let isDragging = false;
  /** A mouse flips when it goes down; the click that follows is done already. A finger may be scrolling. */
  let isByMouse = false;

  /** @type {HTMLElement[][]} by hour and column */
  const cells = Array.from({ length: 24 }, (_, hour) => days.map((day, column) => cell(day, column, hour)));
  const rows = cells.map((row, hour) => h("tr", { hidden: hour < morning }, h("th", { scope: "row" }, hourName(hour)),
    row.map((element) => h("td", {}, element))));
  const night = button(t("availability.night"), { kind: "quiet", onclick: () => unfold() });
  const table = h("table", { class: "week-grid", "aria-label": t("availability.grid"), "aria-describedby": "week-grid-keys" },
    h("thead", {}, h("tr", {}, h("td", {}), days.map((day, column) => h("th", { scope: "col" },
      h("span", { "aria-hidden": "true" }, heads[column]), h("span", { class: "hidden" }, dayName(day)))))),
    h("tbody", {}, rows));

  /** @param {number} day @param {number} column @param {number} hour */
  function cell(day, column, hour) {
    return h("button", { type: "button", tabindex: -1, "data-hour": hour, "data-column": column,
      "aria-label": t("availability.time", { day: dayName(day), span: spanName(timeOf(day, hour)) }) });
  }
  const set = (/** @type {number} */ column, /** @type {number} */ hour, /** @type {boolean} */ isFree) => {
    const time = timeOf(days[column], hour);
    if (freeIn(intervals(), time) !== (isFree ? "all" : "none")) change((isFree ? withTime : withoutTime)(intervals(), time));
  };
  const flip = (/** @type {number} */ column, /** @type {number} */ hour) => {
    isSpreading = freeIn(intervals(), timeOf(days[column], hour)) !== "all";
    set(column, hour, isSpreading);
  };
  const move = (/** @type {number} */ column, /** @type {number} */ hour, /** @type {boolean} */ isFocused) => {
    cells[at.hour][at.column].tabIndex = -1;
    at.column = column;
    at.hour = hour;
    cells[hour][column].tabIndex = 0;
    if (isFocused) cells[hour][column].focus();
  };
  const first = () => rows.findIndex((row) => !row.hidden);
  const unfold = () => {
    const had = document.activeElement === night;
    for (const row of rows) row.hidden = false;
    night.hidden = true;
    if (had) move(at.column, 0, true);
  };
  const draw = () => {
    const free = intervals();
    for (const [hour, row] of cells.entries()) {
      for (const [column, element] of row.entries()) {
        element.setAttribute("aria-pressed", pressed[freeIn(free, timeOf(days[column], hour))]);
      }
    }
    if (free.some(({ start }) => Number(start.slice(0, 2)) < morning)) unfold();
  };

  table.addEventListener("click", (/** @type {MouseEvent} */ event) => {
    const place = placeOf(event.target);
    if (!place) return;
    move(place.column, place.hour, true);
    if (event.detail === 0 || !isByMouse) flip(place.column, place.hour);
    isByMouse = false;
  });
  table.addEventListener("pointerdown", (/** @type {PointerEvent} */ event) => {
    const place = placeOf(event.target);
    isByMouse = event.pointerType !== "touch";
    if (!place || !isByMouse || event.button !== 0) return;
    isDragging = true;
    flip(place.column, place.hour);
    addEventListener("pointerup", () => { isDragging = false; }, { once: true });
  });
  table.addEventListener("pointerover", (/** @type {PointerEvent} */ event) => {
    const place = placeOf(event.target);
    if (!place || !isDragging) return;
    if (event.buttons & 1) set(place.column, place.hour, isSpreading);
    else isDragging = false;
  });
  table.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    const place = placeOf(event.target);
    const next = place && neighbour(event.key, place, first(), document.documentElement.dir === "rtl");
    if (!place || !next || event.altKey || event.metaKey) return;
    event.preventDefault();
    if (event.shiftKey) {
      isSpreading = freeIn(intervals(), timeOf(days[place.column], place.hour)) === "all";
      set(next.column, next.hour, isSpreading);
    }
    move(next.column, next.hour, true);
  });
  cells[at.hour][at.column].tabIndex = 0;
  return { draw, element: h("div", { class: "week-place" }, h("p", { class: "hint", id: "week-grid-keys" }, t("availability.gridHint")),
    night, table) };
}

/** @param {number} weekday @param {number} hour @returns {Interval} */
function timeOf(weekday, hour) {
  return { weekday, start: clockOf(hour * 60), end: clockOf(hour * 60 + 60) };
}

/** @param {EventTarget | null} target */
function placeOf(target) {
  const element = /** @type {HTMLElement | null} */ (target)?.closest?.("[data-hour]");
  return element instanceof HTMLElement ? { column: Number(element.dataset.column), hour: Number(element.dataset.hour) } : null;
}

/** Where a key leads from a cell. @param {string} key @param {{column: number, hour: number}} place @param {number} first the first hour shown @param {boolean} isMirrored */
export function neighbour(key, { column, hour }, first, isMirrored) {
  const ahead = isMirrored ? "ArrowLeft" : "ArrowRight";
  const back = isMirrored ? "ArrowRight" : "ArrowLeft";
  if (key === "ArrowDown") return { column, hour: Math.min(23, hour + 1) };
  if (key === "ArrowUp") return { column, hour: Math.max(first, hour - 1) };
  if (key === ahead) return { column: Math.min(6, column + 1), hour };
  if (key === back) return { column: Math.max(0, column - 1), hour };
  if (key === "Home") return { column: 0, hour };
  if (key === "End") return { column: 6, hour };
  if (key === "PageUp") return { column, hour: first };
  return key === "PageDown" ? { column, hour: 23 } : null;
}
