// What became of a session, as a line of its conversation; the last line of each carries the session as a card.

import { h } from "../browser/dom.js";
import { dayAndClock } from "../languages/format.js";
import { has, parts } from "../languages/text.js";
import { sessionCard } from "../sessions/session-card.js";

/** @typedef {Map<string, HTMLElement>} Cards by the ids of their sessions */

/**
 * @param {import("../shell/app-state.js").App} app @param {import("./chat.js").Message} message
 * @param {{other: any, withCard: boolean, cards: Cards, session: (id: string) => any, signal: AbortSignal}} options
 */
export function sessionLine(app, message, { other, withCard, cards, session: find, signal }) {
  const { session, transition, by } = message.system;
  const who = by === app.me.id ? ["you"] : by ? ["they"] : ["clock", "they"];
  const form = who.find((name) => has(`sessions.history.${transition}.${name}`));
  const words = form ? parts(`sessions.history.${transition}.${form}`, { name: h("bdi", {}, other.name) }) : [message.text];
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
