// Sessions as conversations need them: those ahead of me, and those that lines speak of.

import { get, Problem } from "../browser/http.js";

/** @typedef {import("../sessions/sessions.js").Session} Session */

/** How long before its end at the latest a session began, in milliseconds. */
const longest = 8 * 3_600_000;

/** All that are asked for, and those agreed on that are not over. @returns {Promise<Session[]>} */
export async function sessionsAhead() {
  /** @type {Session[]} */
  const sessions = [];
  const from = new Date(Date.now() - longest).toISOString();
  let after;
  do {
    const page = await get("/sessions", { status: "pending,accepted", from, limit: 100, after });
    sessions.push(...page.items);
    after = page.next;
  } while (after);
  return sessions;
}

/** Reads sessions by their ids: those that are wanted at the same time are one question.
 * @param {(id: string) => Session | undefined} known those that need not be asked for
 * @returns {(id: string) => Promise<Session>} */
export function together(known) {
  /** @type {Set<string>} */
  let wanted = new Set();
  /** @type {Promise<Session[]>} */
  let answer;
  return async (id) => {
    const ours = known(id);
    if (ours) return ours;
    if (!wanted.size) {
      answer = new Promise((resolve) => setTimeout(resolve)).then(() => {
        const ids = [...wanted];
        wanted = new Set();
        return readSessions(ids);
      });
    }
    wanted.add(id);
    const found = (await answer).find((session) => session.id === id);
    if (!found) throw new Problem(404, {});
    return found;
  };
}

/** @param {string[]} ids @returns {Promise<Session[]>} */
async function readSessions(ids) {
  return (await get("/sessions", { id: ids.join(","), limit: 100 })).items;
}
