// The requests that are open, as the list of conversations needs them to show in which of them one waits for an answer.

import { get } from "../browser/http.js";

/** @typedef {import("../sessions/sessions.js").Session} Session */

/** The question for the first of them. */
export const firstRequests = { status: "pending", limit: 100 };

/** All of mine, whoever has to answer. @returns {Promise<Session[]>} */
export async function openRequests() {
  /** @type {Session[]} */
  const sessions = [];
  let after;
  do {
    const page = await get("/sessions", { ...firstRequests, after });
    sessions.push(...page.items);
    after = page.next;
  } while (after);
  return sessions;
}
