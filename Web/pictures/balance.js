// What was given and what was received: tables whose middle is drawn. Nobody owes anything, so there is no sign and no red.

import { h, s } from "../browser/dom.js";
import { duration } from "../languages/format.js";
import { t } from "../languages/text.js";
import { hatching, mirrored } from "./picture.js";

/**
 * @typedef {{name: any, minutes: number, kind: "teach" | "learn" | "other"}} LineRow
 * @typedef {{kind: "teach" | "learn" | "other", size: number}} Bar size in per cent
 * @typedef {{name: any, givenMinutes: number, receivedMinutes: number, canReceiveMinutes: number}} BalanceRow
 */

/** How long a bar is in per cent of the longest; what is not nothing stays visible. @param {number} minutes @param {number} most */
export function percent(minutes, most) {
  return minutes > 0 && most > 0 ? Math.max(2, Math.round((minutes / most) * 100)) : 0;
}

/** What was taught on each line of a ring. @param {LineRow[]} rows @returns {HTMLElement} */
export function lineBars(rows) {
  const most = Math.max(0, ...rows.map(({ minutes }) => minutes));
  return h("table", { class: "picture-bars balance-bars" }, h("caption", { class: "hidden" }, t("pictures.balance.lines")),
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("pictures.balance.line")), h("th", { scope: "col", class: "picture-number" }, t("pictures.balance.taught")))),
    h("tbody", {}, rows.flatMap(({ name, minutes, kind }) => [h("tr", {},
      h("th", { scope: "row" }, name), h("td", { class: "picture-number" }, duration(minutes))), drawn(2, [{ kind, size: percent(minutes, most) }])])));
}

/** What I gave and received, with each partner or in each ring. @param {BalanceRow[]} rows
 * @param {{caption: string, head: string}} texts head: what the rows are @returns {HTMLElement} */
export function balanceTable(rows, { caption, head }) {
  const most = Math.max(0, ...rows.flatMap(({ givenMinutes, receivedMinutes }) => [givenMinutes, receivedMinutes]));
  const heads = ["given", "received"].map((name) => h("th", { scope: "col", class: "picture-number" }, t(`pictures.balance.${name}`)));
  return h("table", { class: "picture-bars balance-bars" }, h("caption", { class: "hidden" }, caption),
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, head), heads)),
    h("tbody", {}, rows.flatMap((row) => [h("tr", {}, h("th", { scope: "row" }, row.name),
      [row.givenMinutes, row.receivedMinutes].map((minutes) => h("td", { class: "picture-number" }, duration(minutes)))),
    drawn(3, barsOf(row, most), row.canReceiveMinutes)])));
}

/** What belongs to the row above: its bars, for the eye alone, and what may still come. @param {number} columns @param {Bar[]} bars
 * @param {number} [canReceive] minutes */
function drawn(columns, bars, canReceive = 0) {
  return h("tr", { class: "balance-drawn", "aria-hidden": canReceive ? undefined : "true" }, h("td", { colspan: columns }, drawing(bars),
    canReceive > 0 && t("rings.balance.can", { time: duration(canReceive) })));
}

/** What I gave, solid, above what I received, hatched. @param {{givenMinutes: number, receivedMinutes: number}} balance */
export function balanceBar({ givenMinutes, receivedMinutes }) {
  const most = Math.max(givenMinutes, receivedMinutes);
  return drawing(barsOf({ givenMinutes, receivedMinutes }, most));
}

/** @param {{givenMinutes: number, receivedMinutes: number}} balance @param {number} most @returns {Bar[]} */
function barsOf({ givenMinutes, receivedMinutes }, most) {
  return [{ kind: "teach", size: percent(givenMinutes, most) }, { kind: "learn", size: percent(receivedMinutes, most) }];
}

/** @param {Bar[]} bars */
function drawing(bars) {
  const lines = bars.some(({ kind }) => kind === "learn") ? hatching("picture-learn-line") : null;
  return s("svg", { class: "picture-bar", height: bars.length * 14, "aria-hidden": "true" }, lines?.pattern,
    bars.map(({ kind, size }, index) => [
      s("rect", { class: "balance-track", x: 0, y: index * 14 + 1, width: "100%", height: 12 }),
      s("rect", { class: kind === "other" ? "balance-other" : `picture-${kind}`, x: mirrored() ? `${100 - size}%` : 0, y: index * 14 + 1,
        width: `${size}%`, height: 12, fill: kind === "learn" ? lines?.fill : undefined })]));
}
