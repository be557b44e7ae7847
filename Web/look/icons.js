// Icons of our own, drawn on a grid of 24; always beside a word, but for back, close and more.

import { s } from "../browser/dom.js";

const sprite = new URL("icons.svg", import.meta.url).pathname;

/** @param {string} name of a symbol in icons.svg */
export function icon(name) {
  return s("svg", { class: "icon", "aria-hidden": "true", focusable: "false" }, s("use", { href: `${sprite}#${name}` }));
}
