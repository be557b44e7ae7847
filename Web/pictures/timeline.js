// The course of a session: what has happened, what is due, what is still to come.

import { h, s } from "../browser/dom.js";
import { dayAndClock } from "../languages/format.js";
import { t } from "../languages/text.js";

/**
 * @typedef {{id: string, name: string}} Person
 * @typedef {{requester: Person, recipient: Person, status: string, awaiting: string | null, scheduledAt: string,
 *   durationMinutes: number, can: string[]}} Session
 * @typedef {{at: string, by: string | null, transition: string, to: string}} Entry
 * @typedef {{step: string, state: "done" | "current" | "planned" | "ended", at?: string, by?: string | null}} Step
 */

/** What is told of the history; new links and times that came to nothing are not. @type {Record<string, string>} */
const told = { request: "requested", counter: "countered", accept: "accepted", "accept-time": "moved", reject: "rejected",
  withdraw: "withdrawn", expire: "expired", cancel: "cancelled", complete: "completed", "report-missed": "missed",
  "report-not-held": "notHeld", contest: "contested", resolve: "resolved" };

const over = new Set(["rejected", "withdrawn", "expired", "cancelled", "missed", "notHeld"]);

/** @type {Record<Step["state"], string[]>} */
const drawn = { done: ["M6 12.5l4 4 8-9"], current: [], planned: [], ended: ["M8 8l8 8M16 8l-8 8"] };

/**
 * @param {Session} session @param {Entry[]} history oldest first @param {number} now
 * @param {boolean} [hasGivenFeedback] @returns {Step[]}
 */
export function timelineSteps(session, history, now, hasGivenFeedback = false) {
  const past = history.filter(({ transition }) => transition in told).map(({ at, by, transition, to }) => (
    /** @type {Step} */ ({ step: told[transition], state: over.has(to) ? "ended" : "done", at, by })));
  const met = /** @type {Step} */ ({ step: "met", state: "done", at: session.scheduledAt });
  if (session.status === "completed") {
    const last = past.findLastIndex(({ step }) => step === "accepted" || step === "moved");
    return [...past.slice(0, last + 1), met, ...past.slice(last + 1), ...feedback(session, hasGivenFeedback)];
  }
  return [...past, ...due(session, met, now)];
}

/** @param {Session} session @param {boolean} isGiven @returns {Step[]} */
function feedback(session, isGiven) {
  if (isGiven) return [{ step: "feedbackGiven", state: "done" }];
  return session.can.includes("feedback") ? [{ step: "feedback", state: "current" }] : [];
}

/** @param {Session} session @param {Step} met @param {number} now @returns {Step[]} */
function due(session, met, now) {
  const end = Date.parse(session.scheduledAt) + session.durationMinutes * 60_000;
  const planned = (/** @type {string} */ step) => /** @type {Step} */ ({ step, state: "planned" });
  switch (session.status) {
    case "pending":
      return [{ step: "answer", state: "current", by: session.awaiting }, { ...met, step: "meeting", state: "planned" },
        planned("completion"), planned("feedback")];
    case "accepted":
      return now < end
        ? [{ ...met, step: "meeting", state: "current" }, planned("completion"), planned("feedback")]
        : [{ ...met, step: "meeting" }, { step: "completion", state: "current" }, planned("feedback")];
    case "disputed":
      return [{ step: "decision", state: "current" }];
    default:
      return [];
  }
}

/**
 * The steps as a list: beside one another where there is room, below one another on a phone.
 * @param {Session} session @param {Entry[]} history the items of its history @param {string} me my id
 * @param {{zone?: string, hasGivenFeedback?: boolean, now?: number}} options @returns {HTMLElement}
 */
export function sessionTimeline(session, history, me, { zone, hasGivenFeedback, now = Date.now() } = {}) {
  const steps = timelineSteps(session, history, now, hasGivenFeedback);
  return h("div", { class: "timeline" }, h("ol", { "aria-label": t("pictures.timeline.title") }, steps.map((step) =>
    h("li", { class: `timeline-${step.state}`, "aria-current": step.state === "current" ? "step" : null },
      icon(step.state), h("span", { class: "timeline-step" }, t(`pictures.timeline.${step.step}`),
        h("span", { class: "picture-hidden" }, ` (${t(`pictures.timeline.state.${step.state}`)})`)),
      step.by && h("span", { class: "timeline-by" }, byWhom(step, session, me)),
      step.at && h("time", { datetime: step.at }, dayAndClock(step.at, zone))))));
}

/** @param {Step} step @param {Session} session @param {string} me */
function byWhom(step, session, me) {
  const key = step.step === "answer" ? "due" : "by";
  if (step.by === me) return t(`pictures.timeline.${key}You`);
  const person = [session.requester, session.recipient].find(({ id }) => id === step.by);
  return t(`pictures.timeline.${key}`, { name: person?.name ?? t("pictures.timeline.moderator") });
}

/** @param {Step["state"]} state */
function icon(state) {
  return s("svg", { class: "timeline-icon", width: 24, height: 24, "aria-hidden": "true" },
    s("circle", { cx: 12, cy: 12, r: 10.5 }), state === "current" && s("circle", { cx: 12, cy: 12, r: 5, class: "timeline-dot" }),
    drawn[state].map((d) => s("path", { d })));
}
