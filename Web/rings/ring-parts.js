// The parts of the page of a ring.

import { freshID, h } from "../browser/dom.js";
import { day, dayAndClock, duration, fromNow, list } from "../languages/format.js";
import { parts, t } from "../languages/text.js";
import { icon } from "../look/icons.js";
import { lineBars } from "../pictures/balance.js";
import { overlapBars } from "../pictures/overlap.js";
import { partnerOf, stateOf } from "../sessions/sessions.js";
import { avatar, button, linkButton, person } from "../shell/parts.js";
import { balanceWords, edgeChips, sharedTime } from "./ring-card.js";
import { course, edges, edgeText, inOrder, joined, memberOf, waitingFor } from "./rings.js";

/**
 * @typedef {import("./rings.js").Ring} Ring @typedef {import("./rings.js").Line} Line
 * @typedef {import("./rings.js").Suggestion} Suggestion @typedef {import("../shell/app-state.js").App} App
 * @typedef {{ask: (line: Line) => any, repair: (ring: Suggestion) => any}} Acts
 */

/** @param {string} title @param {...any} content */
export function section(title, ...content) {
  const heading = freshID("part");
  return h("section", { class: "card", "aria-labelledby": heading }, h("h2", { id: heading }, title), h("div", { class: "stack" }, content));
}

/** When the next answer is due. @param {App} app @param {Ring} ring */
export function deadline(app, { status, expiresAt }) {
  return status === "proposed" && expiresAt
    ? h("p", { class: "small muted" }, icon("clock"), " ", t("rings.answerBy", { when: fromNow(expiresAt), time: dayAndClock(expiresAt, app.zone) })) : null;
}

/** Who has joined and who is still asked. @param {Ring} ring @param {string} me */
export function whoJoined(ring, me) {
  const { count, all } = joined(ring);
  return h("div", { class: "stack" }, h("p", {}, h("strong", {}, t("rings.joined", { count, all }))),
    h("ul", { class: "rows ring-answers" }, edges(ring.members, me).map(({ line: { member, accepted } }) => h("li", { class: "row" }, avatar(member, "small"),
      h("span", { class: "grow" }, member.id === me ? t("pictures.ring.you") : person(member)),
      h("span", { class: accepted ? "answer given" : "answer" }, icon(accepted ? "check" : "clock"),
        h("span", {}, t(accepted ? "rings.hasJoined" : "rings.isAsked")))))));
}

/** What I could do next, with the button that does it. @param {App} app @param {Ring} ring @param {Acts} acts */
export function nextStep(app, ring, acts) {
  const step = ring.nextStep;
  if (!step || step.kind === "answer") return null;
  const names = step.kind === "awaitAnswers" ? list(waitingFor(ring).map(({ name }) => `\u2068${name}\u2069`))
    : h("bdi", {}, memberOf(ring.members, step.members?.[0])?.name ?? "");
  const words = h("p", {}, parts(`rings.next.${step.kind}`, { names, skill: h("bdi", {}, step.skill?.name ?? "") }));
  const line = step.kind === "ask" && ring.members.find(({ to, member }) => to === app.me.id && member.id === step.members?.[0]);
  const act = line ? button(t("rings.ask"), { kind: "first", icon: "calendar", "data-action": "next", onclick: () => acts.ask(line) })
    : step.session ? linkButton(`/sessions/${step.session}`, t(`rings.toSession.${step.kind}`), { kind: "first", icon: "calendar", "data-action": "next" })
      : null;
  return h("section", { class: "ring-next stack", "aria-label": t("rings.part.next") }, h("h2", {}, t("rings.part.next")), words,
    act && h("div", { class: "actions" }, act));
}

/** Each line of the ring: who teaches whom, when the two can meet, and for mine what to do. @param {App} app @param {Ring} ring
 * @param {Acts} acts */
export function linesOf(app, ring, acts) {
  const now = new Date();
  return h("ul", { class: "rows ring-lines" }, edges(ring.members, app.me.id).map(({ line, teacher, learner, kind }) => {
    const other = kind === "teach" ? learner : teacher;
    return h("li", { class: `ring-line ${kind}` }, h("h3", {}, parts(edgeText(kind), { teacher: h("bdi", {}, teacher.name),
      learner: h("bdi", {}, learner.name), skill: h("bdi", {}, line.teaches.name) })),
    line.sharedMinutesPerWeek !== undefined && h("p", { class: "small muted" }, shared(line, kind)),
    (line.nextSlots ?? []).length > 0 && overlapBars({ slots: line.nextSlots ?? [], myZone: app.zone, from: now }),
    ring.status === "active" && kind !== "other" && h("div", { class: "actions" },
      button(t(kind === "learn" ? "rings.ask" : "rings.offer"), { icon: "calendar", "data-action": `ask-${kind}`, onclick: () => acts.ask(line) }),
      linkButton(`/messages?to=${other.id}`, t("rings.write"), { kind: "quiet", icon: "messages" })));
  }));
}

/** How much time the two of a line have. @param {Line} line @param {string} kind */
function shared({ sharedMinutesPerWeek: minutes }, kind) {
  const who = kind === "other" ? "two" : "you";
  if (minutes === null || minutes === undefined) return t("rings.pair.unknown");
  return minutes ? t(`rings.pair.${who}`, { time: duration(minutes) }) : t("rings.pair.none");
}

/** What was given and received, as a picture, in words and as a table. @param {ReturnType<typeof edges>} lines
 * @param {import("./rings.js").Balance | undefined} balance */
export function balanceOf(lines, balance) {
  return h("div", { class: "stack" }, h("p", {}, balanceWords(balance)), lineBars(lines.map(({ line, teacher, learner, kind }) => ({
    kind, minutes: line.taughtMinutes ?? 0, name: parts(edgeText(kind), { teacher: h("bdi", {}, teacher.name),
      learner: h("bdi", {}, learner.name), skill: h("bdi", {}, line.teaches.name) }) }))));
}

/** My sessions inside the ring, each with how it stands. @param {App} app @param {import("../sessions/sessions.js").Session[]} sessions */
export function sessionsOf(app, sessions) {
  const me = app.me.id;
  return sessions.length === 0 ? null : h("ul", { class: "rows" }, inOrder(sessions).map((session) => {
    const partner = partnerOf(session, me);
    const state = stateOf(session, me, Date.now());
    return h("li", {}, h("a", { class: "card row place ring-session", href: `/sessions/${session.id}` }, icon("calendar"), h("span", { class: "grow" },
      h("bdi", {}, session.topic), h("span", { class: "small muted" }, parts("sessions.with", { name: h("bdi", {}, partner?.name ?? "") }), " · ",
        dayAndClock(session.scheduledAt, app.zone))),
    h("span", { class: "small ring-session-state" }, parts(`sessions.state.${state}`, { name: h("bdi", {}, partner?.name ?? "") }))));
  }));
}

/** Where its members write: all together, and each two who teach each other. @param {Ring} ring @param {string} me */
export function talksOf(ring, me) {
  if (!ring.conversation || ring.left === me) return null;
  const neighbours = edges(ring.members, me).filter(({ kind }) => kind !== "other").map(({ kind, teacher, learner }) =>
    (kind === "teach" ? learner : teacher)).filter(({ id }) => id !== ring.left);
  return h("ul", { class: "rows" },
    h("li", {}, h("a", { class: "card row place", href: `/messages/${ring.conversation}` }, icon("ring"), h("span", { class: "grow" }, t("rings.talkAll")))),
    neighbours.map((member) => h("li", {}, h("a", { class: "card row place", href: `/messages?to=${member.id}` }, avatar(member, "small"),
      h("span", { class: "grow" }, parts("rings.talkWith", { name: h("bdi", {}, member.name) }))))));
}

/** Who could take the place of who left. @param {App} app @param {Ring} ring @param {Acts} acts */
export function repairsOf(app, ring, acts) {
  if (ring.status !== "broken" || ring.left === app.me.id) return null;
  if (!ring.repairs.length) return h("p", {}, t("rings.noRepair"));
  const before = new Set(ring.members.map(({ member }) => member.id));
  return h("ul", { class: "rows" }, ring.repairs.map((repair) => {
    const fresh = repair.members.find(({ member }) => !before.has(member.id))?.member;
    return h("li", { class: "ring-repair stack" }, fresh && h("div", { class: "row" }, avatar(fresh, "small"), h("div", { class: "grow" },
      h("h3", {}, person(fresh)), fresh.headline && h("p", { class: "small muted" }, h("bdi", {}, fresh.headline)))),
    edgeChips(repair, app.me.id), h("p", { class: "small muted" }, sharedTime(repair)),
    h("div", { class: "actions" }, button(t("rings.proposeWith", { name: fresh ? `\u2068${fresh.name}\u2069` : "" }), { kind: "first", icon: "ring",
      onclick: () => acts.repair(repair) })));
  }));
}

/** What has happened to it. @param {App} app @param {Ring} ring */
export function courseOf(app, ring) {
  const name = (/** @type {string | undefined} */ id) => h("bdi", {}, memberOf(ring.members, id)?.name ?? t("rings.somebody"));
  return h("ol", { class: "history" }, course(ring).map(({ at, step }) => {
    const by = step === "proposed" ? ring.proposer : ring.left;
    const form = by === app.me.id && (step === "proposed" || step === "broken") ? `${step}ByYou` : step;
    return h("li", {}, h("p", {}, parts(`rings.course.${form}`, { name: name(by) })),
      h("time", { class: "small muted", datetime: at }, day(at, app.zone)));
  }));
}
