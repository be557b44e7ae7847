// A message as a line of its conversation.

import { h } from "../browser/dom.js";
import { clock, dayAndClock } from "../languages/format.js";
import { t } from "../languages/text.js";
import { icon } from "../look/icons.js";
import { menu } from "../shell/dialogs.js";
import { button, say } from "../shell/parts.js";
import { changeable, linked, receipt } from "./chat.js";

/** @typedef {import("./chat.js").Message} Message @typedef {import("./outbox.js").Entry} Entry */

/**
 * @param {Message} message
 * @param {{me: string, zone: string, theirReadUpTo: number, isContinued: boolean, name: string, showsName?: boolean,
 *   act: (name: "edit" | "remove" | "copy", message: Message) => any}} options
 */
export function messageLine(message, { me, zone, theirReadUpTo, isContinued, name, showsName = false, act }) {
  const isMine = message.sender === me;
  const time = h("time", { datetime: message.createdAt, title: dayAndClock(message.createdAt, zone) }, clock(message.createdAt, zone));
  if (message.deletedAt) {
    return line(message.seq, isMine, isContinued, [h("p", { class: "bubble gone" }, t("chat.deleted")), h("p", { class: "meta" }, time)]);
  }
  const things = menu(t("chat.more"), () => [
    { label: t("chat.copy"), icon: "copy", act: () => act("copy", message) },
    ...(isMine && Date.now() - Date.parse(message.createdAt) < changeable ? [
      { label: t("chat.edit"), icon: "edit", act: () => act("edit", message) },
      { label: t("chat.delete"), icon: "trash", kind: "danger", act: () => act("remove", message) }] : []),
  ]);
  return line(message.seq, isMine, isContinued, [
    h("span", { class: showsName && !isMine ? "small muted" : "hidden" }, isMine ? t("chat.you") : h("bdi", {}, name)),
    h("p", { class: "bubble", dir: "auto" }, text(message.text)),
    h("p", { class: "meta" }, message.editedAt && h("span", {}, t("chat.edited")), time, isMine && state(receipt(message, theirReadUpTo)), things)]);
}

/** A message that waits in the outbox. @param {Entry} entry @param {string} zone
 * @param {{retry: () => any, edit: () => any, drop: () => any}} acts */
export function waitingLine(entry, zone, { retry, edit, drop }) {
  return line(null, true, false, [
    h("p", { class: "bubble waiting", dir: "auto" }, text(entry.text)),
    h("p", { class: "meta" }, clock(entry.createdAt, zone), state(entry.state)),
    entry.state === "failed" && h("div", { class: "stack" },
      h("p", { class: "error" }, say({ code: entry.problem?.code ?? "unexpected", message: entry.problem?.message ?? "" })),
      h("div", { class: "actions" }, button(t("problems.again"), { onclick: retry }),
        button(t("chat.edit"), { kind: "quiet", onclick: edit }), button(t("chat.discard"), { kind: "quiet", onclick: drop })))]);
}

/** @param {number | null} seq @param {boolean} isMine @param {boolean} isContinued @param {any[]} content */
function line(seq, isMine, isContinued, content) {
  return h("div", { class: `line ${isMine ? "mine" : "theirs"}${isContinued ? " continued" : ""}`, "data-seq": seq }, content);
}

/** @param {"waiting" | "sending" | "failed" | "sent" | "read"} name */
function state(name) {
  const picture = { waiting: "clock", sending: "send", failed: "warn", sent: "check", read: "checks" }[name];
  return h("span", { class: `state ${name}` }, icon(picture), h("span", {}, t(`chat.state.${name}`)));
}

/** @param {string} words */
function text(words) {
  return linked(words).map((part) => (typeof part === "string" ? part
    : h("a", { href: part.href, target: "_blank", rel: "noopener noreferrer nofollow" }, part.text)));
}

/**
 * Shows lines in their order. Those that are as they were stay the same elements, with what is marked or open in them.
 * @param {HTMLElement} place @param {{key: string, sign: string, make: () => HTMLElement}[]} wanted sign: changes with the line
 * @param {Map<string, {sign: string, element: HTMLElement}>} shown the lines by their keys; is brought up to date
 */
export function showLines(place, wanted, shown) {
  const before = new Map(shown);
  shown.clear();
  for (const { key, sign, make } of wanted) {
    const known = before.get(key);
    const isFocused = known && known.sign !== sign && known.element.contains(document.activeElement);
    const line = known?.sign === sign ? known : { sign, element: make() };
    shown.set(key, line);
    if (isFocused) requestAnimationFrame(() => /** @type {HTMLElement | null} */ (line.element.querySelector("button"))?.focus());
  }
  const elements = [...shown.values()].map(({ element }) => element);
  const staying = new Set(/** @type {Element[]} */ (elements));
  for (const child of [...place.children]) if (!staying.has(child)) child.remove();
  let next = place.firstElementChild;
  for (const element of elements) {
    if (element === next) next = next.nextElementSibling;
    else place.insertBefore(element, next);
  }
}
