// What happened to a session in words, and who was in its call.

import { h } from "../browser/dom.js";
import { clock, dayAndClock, duration } from "../languages/format.js";
import { has, parts } from "../languages/text.js";
import { nameOf } from "./session-card.js";
import { personOf, timeIn } from "./sessions.js";

/**
 * @typedef {import("./sessions.js").Session} Session
 * @typedef {import("./sessions.js").Entry} Entry
 * @typedef {import("../shell/app-state.js").App} App
 */

/** @param {App} app @param {Session} session @param {Entry[]} history */
export function historyList(app, session, history) {
  return h("ol", { class: "history" }, history.map((entry) => h("li", {}, h("p", {}, sentence(app, session, entry)),
    detail(app, entry), h("time", { class: "small muted", datetime: entry.at }, dayAndClock(entry.at, app.zone)))));
}

/** @param {App} app @param {Session} session @param {Entry} entry */
function sentence(app, session, { by, transition, to, detail: link }) {
  const variant = by === null ? "clock" : by === app.me.id ? "you" : "they";
  const word = transition === "resolve" ? `resolve-${to}` : transition === "meeting-link" && !link ? "no-link" : transition;
  const key = `sessions.history.${word}.${variant}`;
  return parts(has(key) ? key : `sessions.history.${word}.they`, { name: nameOf(by === null ? null : personOf(session, by)) });
}

/** A new time, a reason or a link that belongs to a step. @param {App} app @param {Entry} entry */
function detail(app, entry) {
  const time = timeIn(entry);
  if (time) {
    return h("p", { class: "small" }, `${dayAndClock(time.scheduledAt, app.zone)} · ${duration(time.durationMinutes)}`);
  }
  return entry.detail && h("p", { class: "small member-text" }, parts("sessions.quoted", { text: h("bdi", {}, entry.detail) }));
}

/** Who was in the call, as the page of the call noted; null where it noted nothing.
 * @param {App} app @param {Session} session @param {{member: string, event: string, at: string}[]} items */
export function attendanceHints(app, session, items) {
  if (!items.length) return null;
  const people = [session.requester, session.recipient].map(({ id }) => id);
  return h("ul", { class: "small muted attendance" }, people.map((id) => {
    const first = items.find(({ member, event }) => member === id && event === "joined");
    const key = `${id === app.me.id ? "you" : "they"}${first ? "Joined" : "NotJoined"}`;
    return h("li", {}, parts(`sessions.attendance.${key}`,
      { name: nameOf(personOf(session, id)), time: first ? clock(first.at, app.zone) : "" }));
  }));
}
