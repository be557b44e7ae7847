// Forms: labelled fields, and what the server finds wrong said beside the field.

import { freshID, h } from "../browser/dom.js";
import { Problem } from "../browser/http.js";
import { t } from "../languages/text.js";
import { rest, say } from "./parts.js";

/**
 * A labelled control with room for a hint and for what is wrong.
 * @param {{label: string, name: string, control?: HTMLElement, hint?: any, optional?: boolean, [attribute: string]: any}}
 *   options control: an input of one line unless given; other attributes go to it
 * @returns {any} the field; `.control` is its control
 */
export function field({ label, name, control, hint, optional = false, ...attributes }) {
  const id = freshID(name);
  const element = control ?? inOwnDirection(h("input", { type: "text", ...attributes }));
  element.id ||= id;
  if (!element.getAttribute("name")) element.setAttribute("name", name);
  const described = [hint && `${id}-hint`, `${id}-error`].filter(Boolean).join(" ");
  element.setAttribute("aria-describedby", described);
  const place = h("div", { class: "field", "data-field": name },
    h("label", { for: element.id }, label, optional && h("span", { class: "muted" }, ` ${t("forms.optional")}`)),
    hint && h("p", { class: "hint", id: `${id}-hint` }, hint), element,
    h("p", { class: "error", id: `${id}-error`, hidden: true }));
  place.control = element;
  return place;
}

/** @param {{name: string, value?: string, rows?: number, maxlength?: number, [attribute: string]: any}} options */
export function textArea({ value = "", rows = 4, ...attributes }) {
  const element = h("textarea", { rows, ...attributes });
  element.value = value;
  return inOwnDirection(element);
}

/** What is written runs as its first letter does, and an empty control as the page. @param {HTMLInputElement | HTMLTextAreaElement} element */
function inOwnDirection(element) {
  const turn = () => { element.dir = element.value ? "auto" : ""; };
  element.addEventListener("input", turn);
  turn();
  return element;
}

/** @param {[value: string, label: string][]} choices @param {string | undefined} chosen @param {Record<string, any>} [attributes] */
export function select(choices, chosen, attributes = {}) {
  return h("select", attributes,
    choices.map(([value, label]) => h("option", { value, selected: value === chosen }, label)));
}

/** A switch that is on or off. What it says is sent in order, and where that is refused it shows what holds.
 * @param {string} label @param {boolean} isOn @param {(isOn: boolean) => any} changed @param {{hint?: string}} [options] */
export function toggle(label, isOn, changed, { hint } = {}) {
  const id = freshID("toggle");
  let holds = isOn;
  let turn = 0;
  let sending = Promise.resolve();
  const send = async () => {
    const [mine, wanted] = [++turn, input.checked];
    sending = sending.catch(() => undefined).then(() => changed(wanted)).then(() => { holds = wanted; });
    await sending.catch((problem) => {
      if (mine === turn) input.checked = holds;
      throw problem;
    });
  };
  const input = h("input", { type: "checkbox", role: "switch", id, checked: isOn,
    "aria-describedby": hint ? `${id}-hint` : undefined, onchange: send });
  return h("div", { class: "toggle" }, input, h("label", { for: id }, label),
    hint && h("p", { class: "hint", id: `${id}-hint` }, hint));
}

/**
 * A form that sends its values, rests while they are on their way, and says what is wrong where it is wrong.
 * Nothing that was typed is lost when it is refused.
 * @param {{content: any, submit: HTMLElement, send: (values: Record<string, string>) => Promise<any>, class?: string,
 *   names?: Record<string, string>}} options names: the field of ours for a field that the server names otherwise
 */
export function form({ content, submit, send, class: kind = "", names = {} }) {
  const notice = h("div", { class: "form-notice", role: "alert" });
  submit.setAttribute("type", "submit");
  const element = h("form", { class: `form ${kind}`.trim(), novalidate: true }, content, notice,
    h("div", { class: "actions" }, submit));
  let isBusy = false;
  element.addEventListener("submit", async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    if (isBusy) return;
    isBusy = true;
    clear(element, notice);
    const values = Object.fromEntries([...new FormData(element)].map(([name, value]) => [name, String(value)]));
    const sending = Promise.resolve().then(() => send(values)).catch((problem) => {
      if (!(problem instanceof Problem)) console.error(problem);
      showProblem(element, notice, problem, names);
    });
    await rest(submit, sending);
    isBusy = false;
  });
  return element;
}

/** @param {HTMLElement} element @param {HTMLElement} notice */
function clear(element, notice) {
  notice.replaceChildren();
  for (const error of element.querySelectorAll(".field > .error")) {
    error.replaceChildren();
    /** @type {HTMLElement} */ (error).hidden = true;
  }
  for (const control of element.querySelectorAll("[aria-invalid]")) control.removeAttribute("aria-invalid");
}

/** @param {HTMLElement} element @param {HTMLElement} notice @param {any} problem @param {Record<string, string>} names */
function showProblem(element, notice, problem, names) {
  const unplaced = (problem.fields ?? []).filter((/** @type {{field: string, message: string}} */ { field: name, message }) =>
    !markField(element, names[name] ?? name, message));
  const first = element.querySelector("[aria-invalid]");
  if (!problem.fields?.length || unplaced.length) {
    const texts = unplaced.length ? unplaced.map((/** @type {any} */ { message }) => message) : [say(problem)];
    notice.replaceChildren(...texts.map((/** @type {string} */ text) => h("p", { class: "error" }, text)));
  }
  if (first instanceof HTMLElement) first.focus();
}

/** Says beside a field what is wrong with it. @param {HTMLElement} form @param {string} name @param {string} message
 * @returns {boolean} whether there is such a field */
export function markField(form, name, message) {
  const place = form.querySelector(`[data-field="${CSS.escape(name)}"]`)
    ?? form.querySelector(`[data-field="${CSS.escape(name.split(/[.[]/)[0])}"]`);
  if (!place) return false;
  const error = /** @type {HTMLElement} */ (place.querySelector(":scope > .error"));
  error.textContent = message;
  error.hidden = false;
  const control = place.querySelector("input, select, textarea, [tabindex], button");
  control?.setAttribute("aria-invalid", "true");
  return true;
}
