// What became of a session, as a line of its conversation; the last line of each carries the session as a card.

import { h } from "../browser/dom.js";
import { dayAndClock } from "../languages/format.js";
import { has, parts } from "../languages/text.js";
import { readCard } from "../sessions/session-card.js";

/** @typedef {Map<string, {place: HTMLElement, shown: Promise<void>}>} Cards shown: never rejects */

/**
 * @param {import("../shell/app-state.js").App} app @param {import("./chat.js").Message} message
 * @param {{other: any, withCard: boolean, cards: Cards, read: (id: string) => Promise<any>, signal: AbortSignal}} options
 */
export function sessionLine(app, message, { other, withCard, cards, read, signal }) {
  const { session, transition, by } = message.system;
  const who = by === app.me.id ? ["you"] : by ? ["they"] : ["clock", "they"];
  const form = who.find((name) => has(`sessions.history.${transition}.${name}`));
  const words = form ? parts(`sessions.history.${transition}.${form}`, { name: h("bdi", {}, other.name) }) : [message.text];
  return h("div", { class: "system", "data-seq": message.seq }, h("p", {}, h("a", { href: `/sessions/${session}` }, words), " ",
    h("time", { class: "muted", datetime: message.createdAt }, dayAndClock(message.createdAt, app.zone))),
  withCard && card(app, session, cards, read, signal));
}

/** @param {import("../shell/app-state.js").App} app @param {string} id @param {Cards} cards
 * @param {(id: string) => Promise<any>} read @param {AbortSignal} signal */
function card(app, id, cards, read, signal) {
  const known = cards.get(id);
  if (known) return known.place;
  const place = h("div", { class: "session-place" });
  cards.set(id, { place, shown: readCard(app, id, { read, signal, level: 2 })
    .then((card) => place.replaceChildren(card), () => { cards.delete(id); }) });
  return place;
}
