// What became of a session, as a line of its conversation; the last line of each carries the session as a card.

import { h } from "../browser/dom.js";
import { loaded } from "../browser/http.js";
import { dayAndClock } from "../languages/format.js";
import { has, parts } from "../languages/text.js";

/**
 * @param {import("../shell/app-state.js").App} app @param {import("./chat.js").Message} message
 * @param {{other: any, withCard: boolean, cards: Map<string, any>, signal: AbortSignal}} options
 */
export function sessionLine(app, message, { other, withCard, cards, signal }) {
  const { session, transition, by } = message.system;
  const who = by === app.me.id ? ["you"] : by ? ["they"] : ["clock", "they"];
  const form = who.find((name) => has(`sessions.history.${transition}.${name}`));
  const words = form ? parts(`sessions.history.${transition}.${form}`, { name: h("bdi", {}, other.name) }) : [message.text];
  return h("div", { class: "system", "data-seq": message.seq }, h("p", {}, h("a", { href: `/sessions/${session}` }, words), " ",
    h("time", { class: "muted", datetime: message.createdAt }, dayAndClock(message.createdAt, app.zone))),
  withCard && card(app, session, cards, signal));
}

/** @param {import("../shell/app-state.js").App} app @param {string} id @param {Map<string, any>} cards @param {AbortSignal} signal */
function card(app, id, cards, signal) {
  let place = cards.get(id);
  if (!place) {
    place = h("div", { class: "session-place" });
    cards.set(id, place);
    loaded(import("../sessions/session-card.js")).then(({ readCard }) => readCard(app, id, { signal, level: 2 }))
      .then((shown) => place.replaceChildren(shown), () => { cards.delete(id); });
  }
  return place;
}
