// What the pages make of sessions: whose turn it is, when the room is open, where they stand in a calendar. No DOM.

import { dateAfter, localToUTC, zoned } from "../languages/zones.js";

/**
 * @typedef {import("../shell/parts.js").Member} Member
 * @typedef {{id: string, requester: Member, recipient: Member, topic: string, note?: string,
 *   teaches: {teacher: string, learner: string, skill: {slug: string, name: string}}[], scheduledAt: string,
 *   durationMinutes: number, status: string, awaiting: string | null, version: number,
 *   proposal: {scheduledAt: string, durationMinutes: number, by: string} | null, expiresAt?: string, acceptedAt?: string,
 *   completedAt?: string, completedBy?: string, confirmedBy: string[], endedBy?: string, late: boolean,
 *   missedBy?: string, reason?: string, meetingLink: string | null, can: string[], conversation: string,
 *   ring?: string | null, createdAt: string, updatedAt: string}} Session
 * @typedef {{at: string, by: string | null, transition: string, from: string | null, to: string,
 *   detail: string | null}} Entry of a session's history
 * @typedef {{show: string, role: string}} Filter empty texts for everything
 */

const minute = 60_000;
const dayLength = 1440 * minute;

/** Those that are over, or with a moderator. */
export const past = ["rejected", "withdrawn", "expired", "cancelled", "completed", "missed", "notHeld", "disputed"];

/** Those that have a place in a calendar: the rest came to nothing. */
export const dated = ["pending", "accepted", "completed", "missed", "notHeld", "disputed"];

/** @param {Session} session */
export function startOf(session) {
  return Date.parse(session.scheduledAt);
}

/** @param {{scheduledAt: string, durationMinutes: number}} time */
export function endOf({ scheduledAt, durationMinutes }) {
  return Date.parse(scheduledAt) + durationMinutes * minute;
}

/** The other one of the two; null to those who take no part in it. @param {Session} session @param {string} me */
export function partnerOf({ requester, recipient }, me) {
  if (requester.id === me) return recipient;
  return recipient.id === me ? requester : null;
}

/** Who of the two has an id. @param {Session} session @param {string | null | undefined} id */
export function personOf({ requester, recipient }, id) {
  return [requester, recipient].find((member) => member.id === id) ?? null;
}

/** A session of which two states are known: the later one. An event may be older than what a page has read.
 * @param {Session} shown @param {Session} told */
export function laterOf(shown, told) {
  const ahead = Date.parse(told.updatedAt) - Date.parse(shown.updatedAt) || told.version - shown.version;
  return ahead >= 0 ? told : shown;
}

/** How a session stands, as one word for which there is a text. @param {Session} session @param {string} me
 * @param {number} now */
export function stateOf(session, me, now) {
  const mine = (/** @type {string | undefined} */ id, /** @type {string} */ word) => (id === me ? `${word}ByYou` : word);
  switch (session.status) {
    case "pending":
      if (session.expiresAt && now >= Date.parse(session.expiresAt)) return "expired";
      if (session.awaiting !== me) return "waiting";
      return session.version > 1 ? "countered" : "asked";
    case "accepted":
      if (now < startOf(session)) return "agreed";
      return now < endOf(session) ? "now" : "outcome";
    case "rejected": return mine(session.endedBy, "rejected");
    case "withdrawn": return mine(session.endedBy, "withdrawn");
    case "cancelled": return session.endedBy ? mine(session.endedBy, "cancelled") : "calledOff";
    case "missed": return mine(session.missedBy, "missed");
    default: return session.status;
  }
}

/** What somebody should do about a session now, or null; the server said what they may.
 * @param {Session} session @param {number} now @returns {"answer" | "outcome" | "feedback" | null} */
export function dueOf(session, now) {
  if (session.can.includes("accept") || session.can.includes("accept-time")) return "answer";
  if (session.status === "accepted" && session.can.includes("complete") && now >= endOf(session)) return "outcome";
  return session.can.includes("feedback") ? "feedback" : null;
}

/** The part of the list in which a session stands. @param {Session} session @param {number} now
 * @returns {"due" | "waiting" | "coming" | "past"} */
export function partOf(session, now) {
  if (dueOf(session, now)) return "due";
  if (session.status === "pending") return "waiting";
  return session.status === "accepted" ? "coming" : "past";
}

const urgency = ["answer", "outcome", "feedback"];

/** The list in its parts: what is due first by what it is, what is over the latest first.
 * @param {Session[]} sessions @param {number} now */
export function partsOf(sessions, now) {
  /** @type {Record<"due" | "waiting" | "coming" | "past", Session[]>} */
  const parts = { due: [], waiting: [], coming: [], past: [] };
  for (const session of [...sessions].sort((a, b) => startOf(a) - startOf(b))) parts[partOf(session, now)].push(session);
  const rank = (/** @type {Session} */ session) => urgency.indexOf(dueOf(session, now) ?? "");
  parts.due.sort((a, b) => rank(a) - rank(b));
  parts.past.reverse();
  return parts;
}

/** Whether the filters of a list let a session through. @param {Session} session @param {Filter} filter
 * @param {string} me */
export function fits(session, { show, role }, me) {
  if (role && (role === "requester") !== (session.requester.id === me)) return false;
  switch (show) {
    case "waiting": return session.status === "pending" || session.proposal !== null;
    case "coming": return session.status === "accepted";
    case "past": return past.includes(session.status);
    default: return true;
  }
}

/** From when to when the two can meet in the room; null where there is none. @param {Session} session
 * @param {number} now @returns {{opensAt: number, closesAt: number, isOpen: boolean} | null} */
export function roomOf(session, now) {
  if (session.status !== "accepted") return null;
  const [opensAt, closesAt] = [startOf(session) - 10 * minute, endOf(session) + 30 * minute];
  return now < closesAt ? { opensAt, closesAt, isOpen: now >= opensAt } : null;
}

/** When the clock next changes what may be done with a session, or null. @param {Session} session @param {number} now */
export function nextMoment(session, now) {
  const start = startOf(session);
  /** @type {Record<string, number[]>} */
  const moments = {
    pending: session.expiresAt ? [Date.parse(session.expiresAt)] : [],
    accepted: [start - 10 * minute, start, start + 10 * minute, endOf(session), endOf(session) + 30 * minute],
  };
  return (moments[session.status] ?? []).find((moment) => moment > now) ?? null;
}

/** Whether calling it off now counts as late: the server decides, this warns. @param {Session} session
 * @param {number} now */
export function isLate(session, now) {
  return startOf(session) - now < dayLength && now - Date.parse(session.acceptedAt ?? session.createdAt) > 60 * minute;
}

/** What a session is expected to become by an action that nothing can stand against; null for the others.
 * @param {Session} session @param {string} action @param {string} me @returns {Session | null} */
export function expected(session, action, me) {
  switch (action) {
    case "withdraw": return { ...session, status: "withdrawn", endedBy: me, awaiting: null, can: [] };
    case "confirm":
      return { ...session, confirmedBy: [...session.confirmedBy, me],
        can: session.can.filter((other) => other !== "confirm" && other !== "contest") };
    default: return null;
  }
}

/** When feedback is shown at the latest, and until when it may be given; null where there is none.
 * @param {Session} session @param {Entry[]} history */
export function revealedBy(session, history) {
  const allows = ["completed", "missed"].includes(session.status) || (session.status === "cancelled" && session.late);
  const end = history.findLast(({ from, to }) => from !== to && to === session.status);
  if (!allows || !end) return null;
  const at = Date.parse(end.at);
  const begins = session.status === "cancelled" || end.transition === "resolve" ? at : Math.max(at, endOf(session));
  return begins + 14 * dayLength;
}

/** The time that an entry of the history tells of, such as a counter-offer; null where it tells of none.
 * @param {Entry} entry @returns {{scheduledAt: string, durationMinutes: number} | null} */
export function timeIn({ transition, detail }) {
  if (!["counter", "propose-time", "accept-time"].includes(transition)) return null;
  const found = /^(\S+), (\d+) min$/.exec(detail ?? "");
  return found && { scheduledAt: found[1], durationMinutes: Number(found[2]) };
}

/** Whether a text is a day such as 2026-11-24. @param {string | null} text @returns {text is string} */
export function isDate(text) {
  return /^\d{4}-\d\d-\d\d$/.test(text ?? "") && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) &&
    dateAfter(/** @type {string} */ (text), 0) === text;
}

/** The seven days of a week. @param {string} date one of them @param {number} firstDay 1 is Monday */
export function weekDates(date, firstDay = 1) {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
  const first = dateAfter(date, -((weekday - firstDay + 7) % 7));
  return Array.from({ length: 7 }, (_, index) => dateAfter(first, index));
}

/** The weeks that a month touches, each of seven days. @param {string} date in the month @param {number} firstDay */
export function monthWeeks(date, firstDay = 1) {
  const month = date.slice(0, 7);
  const weeks = [weekDates(`${month}-01`, firstDay)];
  for (let next = dateAfter(weeks[0][6], 1); next.startsWith(month); next = dateAfter(next, 7)) {
    weeks.push(weekDates(next, firstDay));
  }
  return weeks;
}

/** A day in the week or month before or after. @param {string} date @param {"week" | "month"} view @param {number} by */
export function shifted(date, view, by) {
  if (view === "week") return dateAfter(date, 7 * by);
  const [year, month] = date.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1 + by, 1)).toISOString().slice(0, 10);
}

/** The moments between which days lie on a clock there. @param {string[]} dates in order @param {string} zone */
export function spanOf(dates, zone) {
  return { from: localToUTC(zone, dates[0], "00:00").toISOString(),
    to: localToUTC(zone, dates[dates.length - 1], "24:00").toISOString() };
}

/** Sessions by the day on which they begin on a clock there. @param {Session[]} sessions @param {string} zone
 * @returns {Map<string, Session[]>} */
export function byDate(sessions, zone) {
  const days = new Map();
  for (const session of [...sessions].sort((a, b) => startOf(a) - startOf(b))) {
    const { date } = zoned(session.scheduledAt, zone);
    days.set(date, [...(days.get(date) ?? []), session]);
  }
  return days;
}
