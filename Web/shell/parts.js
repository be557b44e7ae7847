// The pieces that screens are made of: buttons, chips, avatars, notices.

import { h } from "../browser/dom.js";
import { number } from "../languages/format.js";
import { has, parts, t } from "../languages/text.js";
import { icon } from "../look/icons.js";

/** @typedef {{id: string, name: string, avatar?: string | null, online?: boolean, headline?: string,
 *   languages?: string[], timeZone?: string, lastSeenOn?: string | null}} Member */

/**
 * @param {string} label
 * @param {{kind?: "first" | "quiet" | "danger" | "", icon?: string, onclick?: (event: MouseEvent) => any, type?: string,
 *   [attribute: string]: any}} [options] onclick: while what it returns is pending the button rests
 */
export function button(label, { kind = "", icon: name, onclick, type = "button", ...attributes } = {}) {
  const element = h("button", { type, class: `button ${kind}`.trim(), ...attributes }, name && icon(name),
    h("span", {}, label));
  if (onclick) element.addEventListener("click", (/** @type {MouseEvent} */ event) => rest(element, onclick(event)));
  return element;
}

/** A button that is an icon alone, such as back, close and more. @param {string} name @param {string} label
 * @param {(event: MouseEvent) => any} onclick @param {Record<string, any>} [attributes] */
export function iconButton(name, label, onclick, attributes = {}) {
  return h("button", { type: "button", class: "icon-button", "aria-label": label, title: label, onclick, ...attributes },
    icon(name));
}

/** @param {string} href @param {string} label @param {{kind?: string, icon?: string, [attribute: string]: any}} [options] */
export function linkButton(href, label, { kind = "", icon: name, ...attributes } = {}) {
  return h("a", { href, class: `button ${kind}`.trim(), ...attributes }, name && icon(name), h("span", {}, label));
}

/** Keeps a button from being pressed again until a promise is settled. @param {HTMLElement} element @param {any} pending */
export async function rest(element, pending) {
  if (!(pending instanceof Promise)) return;
  element.setAttribute("aria-disabled", "true");
  element.classList.add("busy");
  const stop = (/** @type {Event} */ event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  element.addEventListener("click", stop, { capture: true });
  try {
    await pending;
  } finally {
    element.removeEventListener("click", stop, { capture: true });
    element.removeAttribute("aria-disabled");
    element.classList.remove("busy");
  }
}

/**
 * What somebody teaches (solid, upward) or wants to learn (dashed, downward).
 * @param {"teach" | "learn"} kind @param {{skill: {slug: string, name: string}, level?: string}} entry
 */
export function skillChip(kind, { skill, level }) {
  return h("span", { class: `chip ${kind}` }, icon(kind),
    h("span", { class: "hidden" }, t(kind === "teach" ? "skills.teaches" : "skills.wants")), h("bdi", {}, skill.name),
    level && h("span", { class: "level" }, t(`levels.${level}`)));
}

/** A pebble with a picture or the first letters of a name. @param {Member} member @param {"small" | "large" | ""} [size] */
export function avatar(member, size = "") {
  const shape = [...member.name].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % 5;
  const content = member.avatar
    ? h("img", { src: member.avatar, alt: "", width: 48, height: 48, loading: "lazy", decoding: "async" })
    : h("span", { "aria-hidden": "true" }, initials(member.name));
  return h("span", { class: `avatar pebble-${shape} ${size}`.trim() }, content,
    member.online && presence());
}

function presence() {
  return h("span", { class: "presence", title: t("people.online") });
}

/**
 * Follows whether somebody is here, on an avatar and in words.
 * @template {Member} Known @param {import("./app-state.js").App} app @param {Known} member @param {HTMLElement} face
 * @param {(now: Known) => void} say @param {AbortSignal} signal
 */
export function followPresence(app, member, face, say, signal) {
  app.live?.on("presence", ({ member: id, online, lastSeenOn }) => {
    if (id !== member.id) return;
    face.querySelector(".presence")?.remove();
    if (online) face.append(presence());
    say({ ...member, online, lastSeenOn });
  }, signal);
}

/** @param {string} name */
function initials(name) {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words[words.length - 1] : ""].map((word) => [...word][0] ?? "");
  return letters.join("").toLocaleUpperCase();
}

/** A member's name with a link to the person. @param {Member} member */
export function person(member) {
  return h("a", { href: `/people/${member.id}`, class: "person" }, h("bdi", {}, member.name));
}

/** How many, as a small number beside a word; nothing for none. @param {number} count @param {string} label */
export function badge(count, label) {
  return h("span", { class: "badge", hidden: !count }, h("span", { "aria-hidden": "true" }, count > 99 ? `${number(99)}+` : number(count)),
    h("span", { class: "hidden" }, label));
}

/** A place with nothing in it yet, and the one thing to do about it.
 * @param {string} title @param {string} text @param {...any} actions */
export function empty(title, text, ...actions) {
  return h("div", { class: "empty" }, h("h2", {}, title), h("p", {}, text),
    actions.length > 0 && h("div", { class: "actions" }, actions));
}

/** What went wrong, with a way to try again. @param {any} problem @param {() => any} [again] */
export function failure(problem, again) {
  return h("div", { class: "empty failure", role: "alert" }, icon(problem?.code === "offline" ? "offline" : "warn"),
    h("h2", {}, t(problem?.code === "offline" ? "problems.offlineTitle" : "problems.title")), h("p", {}, say(problem)),
    problem?.request && h("p", { class: "muted small" }, parts("problems.request", { id: h("code", {}, problem.request) })),
    again && h("div", { class: "actions" }, button(t("problems.again"), { icon: "reload", onclick: again })));
}

/** A problem in words of the reader's language; the server's own where we have none. @param {any} problem */
export function say(problem) {
  // What a browser throws has a code too, and a text of its own language.
  if (problem?.code === undefined || problem instanceof DOMException) return t("problems.unexpected");
  if (problem.code === "limited" && problem.retryAfter) {
    return t("problems.limitedFor", { count: Math.ceil(problem.retryAfter) });
  }
  if (problem.code !== "invalid" && has(`problems.${problem.code}`)) return t(`problems.${problem.code}`);
  return problem.message || t("problems.unexpected");
}

/** Something to know before going on. @param {"info" | "warn" | "ok"} kind @param {...any} content */
export function banner(kind, ...content) {
  return h("div", { class: `banner ${kind}` }, icon(kind === "ok" ? "check" : kind), h("div", {}, content));
}

/** Grey shapes where content will be. @param {"list" | "detail" | "form" | "chat" | string} [shape] */
export function skeleton(shape = "list") {
  const blocks = { list: 5, detail: 3, form: 4, chat: 6 }[shape] ?? 4;
  return h("div", { class: `skeleton ${shape}`, role: "status" }, h("span", { class: "hidden" }, t("shell.loading")),
    Array.from({ length: blocks }, () => h("div", { class: "bone", "aria-hidden": "true" })));
}

/** Said without the texts of any language, when not even those came; the page tries again by itself. */
export function unreached() {
  addEventListener("online", () => location.reload(), { once: true });
  return [h("p", {}, "You seem to be offline. This page tries again as soon as there is a connection."),
    h("p", {}, h("button", { type: "button", class: "button first", onclick: () => location.reload() }, "Try again"))];
}
