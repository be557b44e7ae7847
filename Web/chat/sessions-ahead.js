// The sessions ahead of me, as the list of conversations and the panel beside one need them.

import { get } from "../browser/http.js";

/** @typedef {import("../sessions/sessions.js").Session} Session */

const hour = 3_600_000;
/** How long before its end at the latest a session began, in milliseconds. */
const longest = 8 * hour;

/** The question for all that are asked for, and those agreed on that are not over: the same for an hour, so that it can be
 * asked ahead. */
export const sessionsAheadOf = () => ({ status: "pending,accepted",
  from: new Date(Math.floor(Date.now() / hour) * hour - longest).toISOString(), limit: 100 });

/** @returns {Promise<Session[]>} */
export async function sessionsAhead() {
  /** @type {Session[]} */
  const sessions = [];
  const wanted = sessionsAheadOf();
  let after;
  do {
    const page = await get("/sessions", { ...wanted, after });
    sessions.push(...page.items);
    after = page.next;
  } while (after);
  return sessions;
}
