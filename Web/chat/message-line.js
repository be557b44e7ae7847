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
 * @param {{me: string, zone: string, theirReadUpTo: number, isContinued: boolean, name: string, now: number,
 *   act: (name: "edit" | "remove" | "copy", message: Message) => any}} options
 */
export function messageLine(message, { me, zone, theirReadUpTo, isContinued, name, now, act }) {
  const isMine = message.sender === me;
  const time = h("time", { datetime: message.createdAt, title: dayAndClock(message.createdAt, zone) }, clock(message.createdAt, zone));
  if (message.deletedAt) {
    return line(message.seq, isMine, isContinued, [h("p", { class: "bubble gone" }, t("chat.deleted")), h("p", { class: "meta" }, time)]);
  }
  const isFresh = now - Date.parse(message.createdAt) < changeable;
  const things = menu(t("chat.more"), [
    { label: t("chat.copy"), icon: "copy", act: () => act("copy", message) },
    ...(isMine && isFresh ? [{ label: t("chat.edit"), icon: "edit", act: () => act("edit", message) },
      { label: t("chat.delete"), icon: "trash", kind: "danger", act: () => act("remove", message) }] : []),
  ]);
  return line(message.seq, isMine, isContinued, [
    h("span", { class: "hidden" }, isMine ? t("chat.you") : name),
    h("p", { class: "bubble", dir: "auto" }, text(message.text)),
    h("p", { class: "meta" }, message.editedAt && h("span", {}, t("chat.edited")), time, isMine && state(receipt(message, theirReadUpTo)), things)]);
}

/** A message that waits in the outbox. @param {Entry} entry @param {string} zone
 * @param {{retry: () => any, drop: () => any}} acts */
export function waitingLine(entry, zone, { retry, drop }) {
  return line(null, true, false, [
    h("p", { class: "bubble waiting", dir: "auto" }, text(entry.text)),
    h("p", { class: "meta" }, clock(entry.createdAt, zone), state(entry.state)),
    entry.state === "failed" && h("div", { class: "stack" },
      h("p", { class: "error" }, say({ code: entry.problem?.code ?? "unexpected", message: entry.problem?.message ?? "" })),
      h("div", { class: "actions" }, button(t("problems.again"), { onclick: retry }), button(t("chat.discard"), { kind: "quiet", onclick: drop })))]);
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
