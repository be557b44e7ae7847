// What is asked before a session is declined, moved, cancelled, reported or decided.

import { freshID, h } from "../browser/dom.js";
import { get, put } from "../browser/http.js";
import { parts, t } from "../languages/text.js";
import { openDialog } from "../shell/dialogs.js";
import { field, form, select, textArea, toggle } from "../shell/forms.js";
import { banner, button } from "../shell/parts.js";
import { refused, send } from "./session-actions.js";
import { isLate, partnerOf } from "./sessions.js";
import { slotPicker } from "./slot-picker.js";

/**
 * @typedef {import("./sessions.js").Session} Session
 * @typedef {import("../shell/app-state.js").App} App
 */

/** @type {Record<string, (app: App, session: Session, action: string) => Promise<any>>} */
const dialogs = { reject, cancel, contest, counter: move, "propose-time": move, "report-not-held": report,
  "meeting-link": meet, resolve };

/** @param {App} app @param {Session} session @param {string} action @returns {Promise<any>} null when it was closed */
export function dialogFor(app, session, action) {
  return dialogs[action](app, session, action);
}

/**
 * A dialog with a form. A refusal closes it only where the session has gone on, so that asking again makes no sense.
 * @param {{title: string, content: any, act: string, kind?: "first" | "danger", action: string,
 *   sending: (values: Record<string, string>) => Promise<Session> | null, taken?: () => string}} options
 *   sending: null where something must be mended first; taken: what was chosen to be done
 */
function ask({ title, content, act, kind = "first", action, sending, taken = () => action }) {
  const deliver = async (/** @type {Record<string, string>} */ values) => {
    try {
      const session = await sending(values);
      if (session) dialog.close({ session, problem: null, action: taken() });
    } catch (problem) {
      const { session } = refused(problem) ?? {};
      if (!session || session.can.includes(taken())) throw problem;
      dialog.close({ session, problem });
    }
  };
  const dialog = openDialog({ title, content: form({ content, submit: button(act, { kind }), send: deliver }),
    kept: () => isWritten(dialog.element) });
  return dialog.closed.then((outcome) => outcome ?? null);
}

/** Whether something was written that Escape would lose. @param {HTMLElement} element */
export function isWritten(element) {
  return [...element.querySelectorAll("textarea")].some(({ value }) => value.trim() !== "");
}

/** @param {string} label @param {boolean} optional @param {string} [hint] */
function reasonField(label, optional, hint) {
  return field({ label, name: "reason", optional, hint, control: textArea({ rows: 3, maxlength: 500, required: !optional }) });
}

/** @param {Session} session @param {App} app */
function nameOf(session, app) {
  return partnerOf(session, app.me.id)?.name ?? "";
}

/** @param {App} app @param {Session} session */
function reject(app, session) {
  let pauseRequests = false;
  return ask({ title: t("sessions.rejectTitle"), act: t("sessions.act.reject"), action: "reject",
    content: [reasonField(t("sessions.reason"), true, t("sessions.reasonSeen", { name: nameOf(session, app) })),
      session.recipient.id === app.me.id && toggle(t("sessions.pause"), false, (isOn) => { pauseRequests = isOn; },
        { hint: t("sessions.pauseHint") })],
    sending: async ({ reason }) => {
      const now = await send(session, "reject", { ...(reason && { reason }), ...(pauseRequests && { pauseRequests }) });
      if (pauseRequests) app.update({ accepting: false });
      return now;
    } });
}

/** @param {App} app @param {Session} session */
function cancel(app, session) {
  return ask({ title: t("sessions.cancelTitle"), act: t("sessions.act.cancel"), kind: "danger", action: "cancel",
    content: [isLate(session, Date.now()) ? banner("warn", h("p", {}, t("sessions.cancelLate")))
      : h("p", {}, t("sessions.cancelInTime")),
    reasonField(t("sessions.reason"), true, t("sessions.reasonSeen", { name: nameOf(session, app) }))],
    sending: ({ reason }) => send(session, "cancel", reason ? { reason } : {}) });
}

/** @param {App} app @param {Session} session */
function contest(app, session) {
  return ask({ title: t("sessions.contestTitle"), act: t("sessions.act.contest"), action: "contest",
    content: [h("p", {}, t("sessions.contestText")), reasonField(t("sessions.contestReason"), false)],
    sending: ({ reason }) => send(session, "contest", { reason }) });
}

/** Another time, for a request or for what was agreed. @param {App} app @param {Session} session @param {string} action */
async function move(app, session, action) {
  const partner = partnerOf(session, app.me.id) ?? session.requester;
  const picker = slotPicker({ app, theirZone: partner.timeZone ?? "UTC", theirName: partner.name,
    slots: await slotsWith(partner.id), durationMinutes: session.durationMinutes });
  const isCounter = action === "counter";
  return ask({ title: t(`sessions.act.${action}`), act: t("sessions.suggest"), action,
    content: [h("p", { class: "hint" }, t(isCounter ? "sessions.counterText" : "sessions.proposeText", { name: partner.name })),
      picker, isCounter && field({ label: t("sessions.counterNote"), name: "note", optional: true,
        control: textArea({ rows: 2, maxlength: 2000 }) })],
    sending: ({ note }) => {
      const time = picker.value();
      return time && send(session, action, { ...time, ...(note && { note }) });
    } });
}

/** When the two have time, as far as it can be learned now. @param {string} partner
 * @returns {Promise<{start: string, end: string}[]>} */
async function slotsWith(partner) {
  const match = await get(`/members/${partner}/match`).catch(() => null);
  return match?.nextSlots ?? [];
}

/** It did not happen: whose doing was it? @param {App} app @param {Session} session */
function report(app, session) {
  const name = freshID("report");
  const choice = (/** @type {string} */ action, /** @type {any} */ label, /** @type {string} */ hint) =>
    session.can.includes(action) && h("label", { class: "choice" },
      h("input", { type: "radio", name, value: action, checked: action === "report-not-held" }),
      h("span", {}, label, h("span", { class: "hint block" }, hint)));
  const choices = h("fieldset", {}, h("legend", {}, t("sessions.reportQuestion")),
    choice("report-not-held", t("sessions.reportNotHeld"), t("sessions.reportNotHeldHint")),
    choice("report-missed", parts("sessions.reportMissed", { name: h("bdi", {}, nameOf(session, app)) }),
      t("sessions.reportMissedHint")),
    !session.can.includes("report-missed") && h("p", { class: "hint" }, t("sessions.reportMissedLater")));
  const chosen = () => choices.querySelector("input:checked")?.value ?? "report-not-held";
  return ask({ title: t("sessions.act.report-not-held"), act: t("sessions.report"), content: choices,
    action: "report-not-held", taken: chosen, sending: () => send(session, chosen()) });
}

/** @param {App} _app @param {Session} session */
function meet(_app, session) {
  const control = h("input", { type: "url", value: session.meetingLink ?? "", placeholder: "https://", maxlength: 500,
    inputmode: "url", autocomplete: "off", dir: "ltr" });
  return ask({ title: t("sessions.act.meeting-link"), act: t("shell.save"), action: "meeting-link",
    content: field({ label: t("sessions.link"), name: "meetingLink", control, hint: t("sessions.linkHint") }),
    sending: ({ meetingLink }) => put(`/sessions/${session.id}/meeting-link`, { meetingLink: meetingLink.trim() || null }) });
}

/** @param {App} _app @param {Session} session */
function resolve(_app, session) {
  const outcomes = /** @type {[string, string][]} */ (["completed", "missed", "notHeld"].map((outcome) =>
    [outcome, t(`sessions.outcome.${outcome}`)]));
  const absent = field({ label: t("sessions.absent"), name: "missedBy", control: select(
    [session.requester, session.recipient].map(({ id, name }) => [id, name]), session.missedBy) });
  absent.hidden = true;
  const outcome = select(outcomes, "completed", { onchange: () => { absent.hidden = outcome.value !== "missed"; } });
  return ask({ title: t("sessions.resolveTitle"), act: t("sessions.act.resolve"), action: "resolve",
    content: [field({ label: t("sessions.outcome.label"), name: "outcome", control: outcome }), absent,
      reasonField(t("sessions.reason"), false, t("sessions.resolveReason"))],
    sending: ({ outcome: decided, missedBy, reason }) =>
      send(session, "resolve", { outcome: decided, reason, ...(decided === "missed" && { missedBy }) }) });
}
