// Does things with sessions: asks what must be asked, sends it once, and brings back how the session stands then.

import { freshKey, get, loaded, post, Problem } from "../browser/http.js";
import { t } from "../languages/text.js";
import { confirmed, toast } from "../shell/dialogs.js";
import { partnerOf } from "./sessions.js";

/**
 * @typedef {import("./sessions.js").Session} Session
 * @typedef {import("../shell/app-state.js").App} App
 * What came of it: the session as it stands, and why it was refused. Null where somebody thought better of it.
 * @typedef {{session: Session | null, problem: any, action?: string, given?: any} | null} Outcome action: what was
 *   done where one could choose; given: the feedback that was written
 */

/** Those that hold for a certain offer of a time and for no other. */
const versioned = new Set(["accept", "counter", "reject", "propose-time", "accept-time", "reject-time"]);

const direct = new Set(["accept", "withdraw", "accept-time", "reject-time", "complete", "confirm"]);

/** @type {Map<string, string>} the key of each thing that was tried and is not known to be done */
const keys = new Map();

/** Sends an action: the same again has the same key, so that it is done once. @param {Session} session
 * @param {string} action @param {Record<string, any>} [body] @returns {Promise<Session>} */
export async function send(session, action, body = {}) {
  const sent = versioned.has(action) ? { ...body, version: session.version } : body;
  const intention = JSON.stringify([session.id, action, sent]);
  const key = keys.get(intention) ?? freshKey();
  keys.set(intention, key);
  const answer = await post(`/sessions/${session.id}/${action}`, sent, { key }).catch((problem) => {
    // Without an answer it may be done all the same.
    if (problem?.status > 0 && problem.status < 500) keys.delete(intention);
    throw problem;
  });
  keys.delete(intention);
  return answer;
}

/**
 * Does something with a session that its `can` names.
 * @param {App} app @param {Session} session @param {string} action
 * @param {{expecting?: () => void}} [hooks] expecting: called when nothing more is asked and it is on its way
 * @returns {Promise<Outcome>}
 */
export async function act(app, session, action, { expecting } = {}) {
  try {
    if (!direct.has(action)) return await asked(app, session, action);
    if (action === "withdraw" && !await wantsToWithdraw(session, app)) return null;
    expecting?.();
    const now = await send(session, action);
    told(app, now, action);
    return { session: now, problem: null };
  } catch (problem) {
    return refused(problem);
  }
}

/** @param {App} app @param {Session} session @param {string} action @returns {Promise<Outcome>} */
async function asked(app, session, action) {
  if (action === "feedback") {
    const { feedbackDialog } = await loaded(import("../feedback/feedback-form.js"));
    return feedbackDialog(app, session);
  }
  const { dialogFor } = await loaded(import("./session-dialogs.js"));
  const outcome = await dialogFor(app, session, action);
  if (outcome?.session && !outcome.problem) told(app, outcome.session, outcome.action ?? action);
  return outcome;
}

/** @param {Session} session @param {App} app */
function wantsToWithdraw(session, app) {
  return confirmed({ title: t("sessions.withdrawTitle"), act: t("sessions.act.withdraw"),
    text: t("sessions.withdrawText", { name: partnerOf(session, app.me.id)?.name ?? "" }) });
}

/** What was not done: with the session as it is now, where the server says it. @param {any} problem @returns {Outcome} */
export function refused(problem) {
  if (!(problem instanceof Problem)) console.error(problem);
  return { session: problem?.session ?? null, problem };
}

/** Says what was done, and offers what comes next. @param {App} app @param {Session} session @param {string} action */
function told(app, session, action) {
  const name = partnerOf(session, app.me.id)?.name ?? "";
  const path = `/sessions/${session.id}`;
  const next = action === "complete" && session.can.includes("feedback") && location.pathname !== path
    ? { action: t("sessions.act.feedback"), act: () => app.go(`${path}#feedback`) } : {};
  toast(t(`sessions.done.${action}`, { name }), next);
}

/** The session as it is now. @param {Session} session @param {AbortSignal} [signal] @returns {Promise<Session>} */
export function again(session, signal) {
  return get(`/sessions/${session.id}`, {}, { signal });
}
