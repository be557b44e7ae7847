// A guest chooses another language while a form may be half filled in: what is written in it stays.

import { choose, speak } from "../languages/text.js";

/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control */

/** @param {import("./shell.js").Shell} shell @param {string} tag */
export async function change(shell, tag) {
  await speak(tag);
  choose(tag);
  const written = new Map(controls(shell.main).map(({ name, value }) => [name, value]));
  shell.speakAnew();
  shell.app.router.forgetAll();
  await shell.app.router.reload();
  for (const control of controls(shell.main)) {
    const value = written.get(control.name);
    if (value !== undefined && value !== control.value) write(control, value);
  }
  /** @type {HTMLElement | null} */ (shell.foot.querySelector("[aria-current]"))?.focus();
}

/** @param {HTMLElement} place @returns {Control[]} */
function controls(place) {
  return /** @type {Control[]} */ ([...place.querySelectorAll("input[name], select[name], textarea[name]")]);
}

/** @param {Control} control @param {string} value */
function write(control, value) {
  // A list may be filled only when it is opened.
  if (control instanceof HTMLSelectElement && ![...control.options].some((option) => option.value === value)) control.append(new Option(value, value));
  control.value = value;
  control.dispatchEvent(new Event("change"));
}
