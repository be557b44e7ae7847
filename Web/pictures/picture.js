// What all pictures share: a frame that is drawn for its width, hatching, and labels that fit.

import { freshID, h, s } from "../browser/dom.js";

/** @typedef {(text: string) => number} Measure the width of a label in pixels */

/** Whether pictures run from right to left. Inside they count from the left all the same, and mirror what they place. */
export function mirrored() {
  return document.documentElement.dir === "rtl";
}

/**
 * An SVG that is as wide as its place, one unit a pixel, and drawn anew when that changes.
 * @param {{title: string, height: number, name: string, role?: "img" | "group", draw: (width: number) => Node[]}} options
 *   `group` for a picture with links in it
 * @returns {SVGSVGElement}
 */
export function picture({ title, height, name, role = "img", draw }) {
  const id = freshID("picture");
  const naming = s("title", { id }, title);
  const svg = s("svg", { class: `picture ${name}`, role, "aria-labelledby": id, height }, naming);
  let drawn = 0;
  new ResizeObserver(([{ contentRect }]) => {
    const width = Math.floor(contentRect.width);
    if (!width || width === drawn) return;
    drawn = width;
    svg.replaceChildren(naming, ...draw(width));
  }).observe(svg);
  return svg;
}

/** Slanting lines, so that an area differs by more than its colour.
 * @param {string} name the class of the lines @returns {{fill: string, pattern: SVGPatternElement}} */
export function hatching(name) {
  const id = freshID("hatching");
  const pattern = s("pattern", { id, width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    s("rect", { width: 2, height: 5, class: name }));
  return { fill: `url(#${id})`, pattern };
}

/** Words at a place, in their own direction. @param {number} x @param {number} y
 * @param {"start" | "middle" | "end"} anchor @param {string} words */
export function label(x, y, anchor, words) {
  return s("text", { x, y, class: `picture-${anchor}` }, `\u2068${words}\u2069`);
}

/** What a shape of a picture means. @param {string} meaning @param {...Node} shapes of 18 pixels */
export function legendEntry(meaning, ...shapes) {
  return h("li", {}, s("svg", { class: "picture-key", width: 18, height: 18, "aria-hidden": "true" }, shapes), meaning);
}

/** @type {CanvasRenderingContext2D | null | undefined} */
let ruler;

/** How wide a label is. @type {Measure} */
export function measured(text) {
  ruler ??= document.createElement("canvas").getContext("2d");
  if (!ruler) return text.length * 8;
  const { fontFamily, letterSpacing, wordSpacing } = getComputedStyle(document.body);
  Object.assign(ruler, { font: `600 13px ${fontFamily}`, letterSpacing, wordSpacing });
  return ruler.measureText(text).width;
}

/** A text cut to a width; empty where not even three letters have room.
 * @param {string} text @param {number} room @param {Measure} measure */
export function fitted(text, room, measure) {
  if (measure(text) <= room) return text;
  const letters = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
  for (let count = letters.length - 1; count >= 3; count -= 1) {
    const cut = `${letters.slice(0, count).join("").trimEnd()}…`;
    if (measure(cut) <= room) return cut;
  }
  return "";
}
