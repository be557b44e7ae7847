// What became of a session, as a line of its conversation; the last line of each carries the session as a card.

import { h } from "../browser/dom.js";
import { dayAndClock } from "../languages/format.js";
import { sessionCard } from "../sessions/session-card.js";
import { sessionWords } from "./chat.js";

/** @typedef {Map<string, HTMLElement>} Cards by the ids of their sessions */

/**
 * @param {import("../shell/app-state.js").App} app @param {import("./chat.js").Message} message
 * @param {{other: any, withCard: boolean, cards: Cards, session: (id: string) => any, signal: AbortSignal}} options
 */
export function sessionLine(app, message, { other, withCard, cards, session: find, signal }) {
  const { session } = message.system;
  const words = sessionWords(message, app.me.id, h("bdi", {}, other.name), find(session));
  return h("div", { class: "system", "data-seq": message.seq }, h("p", {}, h("a", { href: `/sessions/${session}` }, words), " ",
    h("time", { class: "muted", datetime: message.createdAt }, dayAndClock(message.createdAt, app.zone))),
  withCard && card(app, session, cards, find, signal));
}

/** @param {import("../shell/app-state.js").App} app @param {string} id @param {Cards} cards
 * @param {(id: string) => any} find @param {AbortSignal} signal */
function card(app, id, cards, find, signal) {
  const known = cards.get(id);
  const session = known ? null : find(id);
  if (!session) return known;
  const place = h("div", { class: "session-place" }, sessionCard(app, session, { signal, level: 2 }));
  cards.set(id, place);
  return place;
}
