// A session as a card: in lists, in the conversation of the two, wherever it is spoken of. It keeps itself up to date.

import { freshID, h } from "../browser/dom.js";
import { clock, day, dayAndClock, duration, fromNow, zoneName } from "../languages/format.js";
import { parts, t } from "../languages/text.js";
import { zoned } from "../languages/zones.js";
import { icon } from "../look/icons.js";
import { style } from "../look/styles.js";
import { menu } from "../shell/dialogs.js";
import { avatar, button, linkButton, rest, say } from "../shell/parts.js";
import { act, again } from "./session-actions.js";
import { endOf, expected, laterOf, nextMoment, partnerOf, personOf, roomOf, startOf, stateOf } from "./sessions.js";

/**
 * @typedef {import("./sessions.js").Session} Session
 * @typedef {import("../shell/app-state.js").App} App
 * @typedef {HTMLElement & {session: Session, show: (session: Session) => void}} SessionCard
 */

/** Longer than a browser can wait, in ms. */
const tooFar = 2 ** 31 - 1;
/** The server's clock decides: ask it a little later. */
const grace = 1_000;
/** How old an answer may be when it is shown, in ms: a request may take 20 seconds. */
const mayBeOld = 30_000;

/** In the order of the buttons; the first two are shown, what follows waits in a menu. */
const order = ["accept", "accept-time", "complete", "feedback", "counter", "reject", "reject-time", "report-not-held",
  "confirm", "withdraw", "propose-time", "contest", "resolve", "meeting-link", "cancel"];
const welcome = new Set(["accept", "accept-time", "complete", "feedback"]);
const grave = new Set(["reject", "withdraw", "cancel", "contest"]);

/** A member's name within a text. @param {{name: string} | null | undefined} member */
export function nameOf(member) {
  return h("bdi", {}, member?.name ?? t("sessions.moderator"));
}

/** How a session stands, in words. @param {Session} session @param {string} me @param {number} [now] @returns {any[]} */
export function stateWords(session, me, now = Date.now()) {
  const who = { asked: session.requester, countered: partnerOf(session, me), waiting: personOf(session, session.awaiting),
    withdrawn: session.requester, missed: personOf(session, session.missedBy) };
  const state = stateOf(session, me, now);
  const by = who[/** @type {keyof typeof who} */ (state)] ?? personOf(session, session.endedBy);
  return parts(`sessions.state.${state}`, { name: nameOf(by) });
}

/** Who teaches what, from my side: teaching is solid and upward, learning dashed and downward.
 * @param {Session} session @param {string} me */
export function exchangeChips(session, me) {
  return h("ul", { class: "chips" }, session.teaches.map(({ teacher, learner, skill }) => {
    const kind = learner === me ? "learn" : "teach";
    const key = teacher === me ? "sessions.youTeach" : learner === me ? "sessions.youLearn" : "sessions.teaches";
    return h("li", { class: `chip ${kind}` }, icon(kind), h("span", {}, parts(key, { skill: h("bdi", {}, skill.name),
      name: nameOf(personOf(session, teacher)), learner: nameOf(personOf(session, learner)) })));
  }));
}

/** A time by my clock, and small by the other's, each with its zone. @param {App} app
 * @param {{scheduledAt: string, durationMinutes: number}} time @param {Session} session */
export function timeBlock(app, time, session) {
  const end = endOf(time);
  const others = [partnerOf(session, app.me.id) ?? session.recipient];
  if (!partnerOf(session, app.me.id)) others.unshift(session.requester);
  return h("div", { class: "session-time" },
    h("time", { class: "mine", datetime: time.scheduledAt }, h("span", {}, day(time.scheduledAt, app.zone)), " ",
      h("strong", {}, h("bdi", {}, `${clock(time.scheduledAt, app.zone)}–${clock(end, app.zone)}`))),
    h("p", { class: "small muted" }, `${zoneName(app.zone, time.scheduledAt)} · ${duration(time.durationMinutes)}`),
    others.filter((member) => member.timeZone !== app.zone).map((member) => theirTime(app, time.scheduledAt, member)));
}

/** @param {App} app @param {string} at @param {import("./sessions.js").Member} member */
function theirTime(app, at, member) {
  const zone = member.timeZone ?? "UTC";
  const [mine, theirs] = [zoned(at, app.zone), zoned(at, zone)];
  return h("p", { class: "small muted theirs" }, parts("sessions.theirTime", { name: nameOf(member),
    zone: zoneName(zone, at), time: mine.date === theirs.date ? clock(at, zone) : dayAndClock(at, zone) }));
}

/** The way to the ring to which a session belongs. @param {Session} session */
export function ringLink({ ring }) {
  return ring ? h("p", { class: "small" }, icon("ring"), " ", h("a", { href: `/rings/${ring}` }, t("sessions.inRing"))) : null;
}

/** What else is to be known at a glance: a new time, a request that runs out, why it ended. @param {App} app
 * @param {Session} session @returns {any[]} */
export function remarks(app, session) {
  const { proposal, expiresAt, status } = session;
  const mine = proposal?.by === app.me.id;
  return [
    proposal && h("div", { class: "session-proposal" },
      h("p", {}, parts(mine ? "sessions.youProposed" : "sessions.proposed", { name: nameOf(personOf(session, proposal.by)) })),
      timeBlock(app, proposal, session)),
    status === "pending" && expiresAt && h("p", { class: "small muted" }, t("sessions.expires",
      { when: fromNow(expiresAt), time: dayAndClock(expiresAt, app.zone) })),
    session.reason && h("p", { class: "session-reason" }, parts("sessions.because", { reason: h("bdi", {}, session.reason) })),
    status === "cancelled" && session.late && h("p", { class: "small muted" }, t("sessions.wasLate")),
  ];
}

/** The way into the room, or when it opens. @param {App} app @param {Session} session @param {number} now */
export function roomLink(app, session, now = Date.now()) {
  const room = roomOf(session, now);
  if (room?.isOpen) return linkButton(`/call/${session.id}`, t("sessions.join"), { kind: "first", icon: "video" });
  const isSoon = room && room.opensAt - now < 86_400_000;
  return isSoon ? h("p", { class: "small muted" }, t("sessions.roomOpens", { time: clock(room.opensAt, app.zone) })) : null;
}

/** The buttons for what the server says can be done. @param {Session} session
 * @param {(action: string) => any} press @param {{all?: boolean}} [options] all: none behind a menu */
export function actionButtons(session, press, { all = false } = {}) {
  // Whoever can decline need not withdraw: declining may give a reason. One report asks what happened.
  const can = order.filter((action) => session.can.includes(action) && !(action === "withdraw" && session.can.includes("reject")));
  const isOver = Date.now() >= endOf(session);
  const kindOf = (/** @type {string} */ action) => {
    if (action === "complete" && !isOver) return "";
    return welcome.has(action) ? "first" : grave.has(action) ? "danger" : "";
  };
  const label = (/** @type {string} */ action) => (action === "reject-time" && !session.can.includes("accept-time")
    ? t("sessions.takeBack") : t(`sessions.act.${action}`));
  const shown = all ? can : can.filter((action) => !["meeting-link", "cancel"].includes(action)).slice(0, 3);
  const hidden = can.filter((action) => !shown.includes(action));
  return h("div", { class: "actions" },
    shown.map((action) => button(label(action), { kind: kindOf(action), "data-action": action, onclick: () => press(action) })),
    hidden.length > 0 && menu(t("sessions.more", { topic: session.topic }), hidden.map((action) => (
      { label: label(action), kind: grave.has(action) ? "danger" : "", act: () => press(action) }))));
}

/**
 * Watches a session: tells of each later state, by events and by the clock.
 * @param {App} app @param {() => Session} shown @param {(session: Session) => void} take @param {AbortSignal} signal
 * @returns {() => void} plans the next look anew; to be called when another state is shown
 */
export function watch(app, shown, take, signal) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** Up to when the clock has been followed: what is shown was read a while ago. */
  let seen = Date.now() - mayBeOld;
  const look = async () => {
    const asked = Date.now();
    const session = await again(shown(), signal).catch(() => null);
    if (!session || signal.aborted) return;
    seen = asked;
    take(session);
  };
  const plan = () => {
    clearTimeout(timer);
    const next = nextMoment(shown(), seen);
    const delay = next === null ? tooFar : Math.max(0, next - Date.now()) + grace;
    if (delay < tooFar && !signal.aborted) timer = setTimeout(look, delay);
  };
  app.live?.on("session:*", ({ session }) => {
    if (session.id === shown().id && laterOf(shown(), session) === session) take(session);
  }, signal);
  app.live?.on("resync", look, signal);
  signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
  plan();
  return plan;
}

/** Listens to a session while it is read, so that what happens meanwhile is not lost.
 * @param {App} app @param {string} id @param {AbortSignal} signal
 * @returns {(read: Session) => Session} the later of what was read and what was told */
export function hearing(app, id, signal) {
  /** @type {Session | undefined} */
  let told;
  app.live?.on("session:*", ({ session }) => { if (session.id === id) told = session; }, signal);
  return (read) => (told ? laterOf(read, told) : read);
}

/**
 * @param {App} app @param {Session} session
 * @param {{signal: AbortSignal, changed?: (session: Session) => void, level?: 2 | 3}} options changed: called for each
 *   later state; level: of the heading
 * @returns {SessionCard}
 */
export function sessionCard(app, session, { signal, changed, level = 3 }) {
  style(new URL("sessions.css", import.meta.url));
  const title = { level, id: freshID("session") };
  const element = h("article", { class: "card session", "aria-labelledby": title.id, "data-session": session.id });
  /** @type {any} */
  let problem = null;
  const draw = () => {
    const focused = element.contains(document.activeElement)
      ? document.activeElement?.getAttribute("data-action") ?? "" : null;
    element.className = `card session is-${element.session.status}`;
    element.replaceChildren(...content(app, element.session, title, press, problem));
    if (focused !== null) (element.querySelector(`[data-action="${focused}"]`) ?? element.querySelector("a"))?.focus();
  };
  const take = (/** @type {Session} */ later) => {
    // What was refused stays said until the session goes on.
    if (later.updatedAt !== element.session.updatedAt) problem = null;
    show(later);
  };
  const show = (/** @type {Session} */ next) => {
    element.session = next;
    draw();
    plan();
    changed?.(next);
  };
  const press = async (/** @type {string} */ action) => {
    const before = element.session;
    const outcome = await act(app, before, action, { expecting: () => {
      const next = expected(before, action, app.me.id);
      if (next) show(next);
    } });
    if (!outcome) return;
    problem = outcome.problem;
    const now = outcome.session ?? (problem ? before : element.session);
    // What was told meanwhile is not overwritten by an older answer.
    show(element.session.updatedAt > now.updatedAt ? element.session : now);
  };
  Object.assign(element, { session, show: take });
  draw();
  const plan = watch(app, () => element.session, take, signal);
  return element;
}

/** @param {App} app @param {Session} session @param {{level: number, id: string}} title @param {(action: string) => any} press
 * @param {any} problem @returns {Node[]} */
function content(app, session, title, press, problem) {
  const me = app.me.id;
  const partner = partnerOf(session, me);
  const people = partner ? parts("sessions.with", { name: nameOf(partner) })
    : parts("sessions.between", { one: nameOf(session.requester), other: nameOf(session.recipient) });
  const room = roomLink(app, session);
  return [
    h("div", { class: "row session-head" }, avatar(partner ?? session.requester), h("div", { class: "grow" },
      h(`h${title.level}`, { id: title.id }, h("a", { href: `/sessions/${session.id}` }, h("bdi", {}, session.topic))),
      h("p", { class: "small" }, people))),
    h("p", { class: "session-state" }, stateWords(session, me)),
    timeBlock(app, session, session), exchangeChips(session, me), ringLink(session),
    ...remarks(app, session).filter(Boolean),
    problem && h("p", { class: "error", role: "alert" }, say(problem)),
    h("div", { class: "actions" }, room, actionButtons(session, press)),
  ].filter(Boolean);
}
