// A ring as a card: who teaches whom what, how much time they share, and what is to be done.

import { freshID, h } from "../browser/dom.js";
import { dayAndClock, duration, fromNow, list } from "../languages/format.js";
import { parts, t } from "../languages/text.js";
import { icon } from "../look/icons.js";
import { avatar, linkButton } from "../shell/parts.js";
import { addressOf, edges, edgeText, joined, others, stateOf } from "./rings.js";

/**
 * @typedef {import("./rings.js").Ring} Ring @typedef {import("./rings.js").Suggestion} Suggestion
 * @typedef {import("../shell/app-state.js").App} App
 */

/** Ring with Bo and Cem @param {{members: import("./rings.js").Line[]}} ring @param {string} me */
export function ringName({ members }, me) {
  return t("rings.with", { names: list(others(members, me).map(({ name }) => `\u2068${name}\u2069`)) });
}

/** Each line as a chip: what I teach is solid and upward, what I learn dashed and downward.
 * @param {{members: import("./rings.js").Line[]}} ring @param {string} me */
export function edgeChips({ members }, me) {
  return h("ol", { class: "chips ring-chips" }, edges(members, me).map(({ line, teacher, learner, kind }) =>
    h("li", { class: kind === "other" ? "chip" : `chip ${kind}` }, icon(kind === "other" ? "ring" : kind),
      h("span", {}, parts(edgeText(kind), { teacher: h("bdi", {}, teacher.name), learner: h("bdi", {}, learner.name),
        skill: h("bdi", {}, line.teaches.name) })))));
}

/** How much time two neighbours have at least. @param {{sharedMinutesPerWeek: number | null}} ring */
export function sharedTime({ sharedMinutesPerWeek: minutes }) {
  return minutes === null ? t("rings.timeUnknown") : minutes ? t("rings.timeShared", { time: duration(minutes) }) : t("rings.timeNone");
}

/** The faces of the others, one behind the other. @param {{members: import("./rings.js").Line[]}} ring @param {string} me */
export function faces({ members }, me) {
  return h("span", { class: "faces" }, others(members, me).map((member) => avatar(member, "small")));
}

/** A ring that nobody has proposed yet. @param {App} app @param {Suggestion} ring @param {{level?: 2 | 3}} [options] */
export function suggestionCard(app, ring, { level = 3 } = {}) {
  const me = app.me.id;
  return h("article", { class: "card ring-card" },
    h("div", { class: "row" }, faces(ring, me), h(`h${level}`, { class: "grow" }, ringName(ring, me))),
    edgeChips(ring, me), h("p", { class: "small muted" }, sharedTime(ring)),
    h("div", { class: "actions" }, linkButton(addressOf(ring), t("rings.see"), { kind: "first", icon: "ring" })));
}

/** A ring of mine. @param {App} app @param {Ring} ring @param {{level?: 2 | 3}} [options] */
export function ringCard(app, ring, { level = 3 } = {}) {
  const me = app.me.id;
  const title = freshID("ring");
  const { count, all } = joined(ring);
  return h("article", { class: `card ring-card is-${ring.status}`, "aria-labelledby": title, "data-ring": ring.id },
    h("div", { class: "row" }, faces(ring, me), h(`h${level}`, { class: "grow", id: title },
      h("a", { href: `/rings/${ring.id}` }, ringName(ring, me)))),
    h("p", { class: "ring-state" }, stateWords(ring, me)), edgeChips(ring, me),
    ring.status === "proposed" && h("p", { class: "small muted" }, t("rings.joined", { count, all }), " ",
      ring.expiresAt && t("rings.answerBy", { when: fromNow(ring.expiresAt), time: dayAndClock(ring.expiresAt, app.zone) })),
    ring.status === "active" && h("p", { class: "small muted" }, balanceWords(ring.balance)),
    h("div", { class: "actions" }, linkButton(`/rings/${ring.id}`, t(`rings.open.${ring.can.includes("accept") ? "answer"
      : ring.nextStep?.kind === "repair" ? "repair" : "see"}`), { kind: ring.can.includes("accept") ? "first" : "", icon: "ring" })));
}

/** How a ring stands, in words. @param {Ring} ring @param {string} me @returns {any[]} */
export function stateWords(ring, me) {
  const who = ring.members.find(({ member }) => member.id === (ring.left ?? ring.proposer))?.member;
  return parts(`rings.state.${stateOf(ring, me)}`, { name: h("bdi", {}, who?.name ?? t("rings.somebody")) });
}

/** What I gave and received, and what may still come. @param {import("./rings.js").Balance | undefined} balance */
export function balanceWords(balance) {
  if (!balance || (!balance.givenMinutes && !balance.receivedMinutes)) return t("rings.balance.none");
  const { givenMinutes, receivedMinutes, canReceiveMinutes } = balance;
  const words = t("rings.balance.words", { given: duration(givenMinutes), received: duration(receivedMinutes) });
  return canReceiveMinutes ? `${words} ${t("rings.balance.can", { time: duration(canReceiveMinutes) })}` : words;
}
