// Skills and how many sessions each had: a table whose middle column is drawn.

import { h, s } from "../browser/dom.js";
import { number } from "../languages/format.js";
import { t } from "../languages/text.js";
import { hatching, mirrored } from "./picture.js";

/** @typedef {{skill: {name: string}, sessions: number}} SkillCount */

/** How long each bar is in per cent, longest first; what is not nothing stays visible.
 * @param {SkillCount[]} skills @returns {{name: string, sessions: number, percent: number}[]} */
export function barsOf(skills) {
  const most = Math.max(1, ...skills.map(({ sessions }) => sessions));
  return [...skills].sort((a, b) => b.sessions - a.sessions).map(({ skill, sessions }) => (
    { name: skill.name, sessions, percent: sessions ? Math.max(2, Math.round((sessions / most) * 100)) : 0 }));
}

/** @param {SkillCount[]} skills @param {"teach" | "learn"} kind @returns {HTMLElement} */
export function skillBars(skills, kind) {
  const name = t(`pictures.bars.${kind}`);
  if (!skills.length) return h("p", { class: "picture-none" }, t(`pictures.bars.none.${kind}`));
  return h("table", { class: `picture-bars ${kind}` }, h("caption", {}, name),
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("pictures.bars.skill")),
      h("th", { scope: "col", colspan: 2 }, t("pictures.bars.sessions")))),
    h("tbody", {}, barsOf(skills).map((bar) => h("tr", {}, h("th", { scope: "row" }, h("bdi", {}, bar.name)),
      h("td", {}, drawn(bar.percent, kind)), h("td", { class: "picture-number" }, number(bar.sessions))))));
}

/** @param {number} percent @param {"teach" | "learn"} kind */
function drawn(percent, kind) {
  const lines = kind === "learn" ? hatching("picture-learn-line") : null;
  return s("svg", { class: "picture-bar", height: 14, "aria-hidden": "true" }, lines?.pattern,
    s("rect", { class: `picture-${kind}`, x: mirrored() ? `${100 - percent}%` : 0, y: 1, width: `${percent}%`, height: 12,
      fill: lines?.fill }));
}
