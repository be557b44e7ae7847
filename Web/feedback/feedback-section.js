// The feedback of one session: mine, theirs once both can be read, and when that will be.

import { freshID, h } from "../browser/dom.js";
import { get } from "../browser/http.js";
import { day } from "../languages/format.js";
import { parts, t } from "../languages/text.js";
import { nameOf } from "../sessions/session-card.js";
import { partnerOf, revealedBy } from "../sessions/sessions.js";
import { button, person } from "../shell/parts.js";
import { feedbackEntry } from "./feedback-list.js";

/**
 * @typedef {import("../sessions/sessions.js").Session} Session
 * @typedef {import("../sessions/sessions.js").Entry} Entry
 * @typedef {import("./feedback-list.js").Feedback} Feedback
 */

export class FeedbackSection {
  /** @type {Feedback | null} */
  #mine = null;
  /** @type {Feedback | null} */
  #theirs = null;

  /** @param {import("../shell/app-state.js").App} app @param {AbortSignal} signal
   * @param {(action: string) => any} press */
  constructor(app, signal, press) {
    this.app = app;
    this.signal = signal;
    this.press = press;
    const heading = freshID("feedback");
    this.heading = h("h2", { id: heading }, t("feedback.section"));
    this.element = h("section", { class: "card", id: "feedback", "aria-labelledby": heading, hidden: true }, this.heading);
    app.live?.on("feedback:received", ({ feedback }) => {
      if (feedback.session === this.session?.id) this.load(this.session, this.history);
    }, signal);
  }

  /** Whether mine is written: the session says so by not asking for it. @param {Session} session @param {Entry[]} history */
  isGiven(session, history) {
    const until = revealedBy(session, history);
    return Boolean(this.#mine) || (until !== null && Date.now() < until && !session.can.includes("feedback"));
  }

  /** What was just written. @param {Feedback} given */
  note(given) {
    this.#mine = given;
  }

  /** @param {Session} session @param {Entry[]} history */
  async load(session, history) {
    this.session = session;
    this.history = history;
    const partner = partnerOf(session, this.app.me.id);
    this.until = revealedBy(session, history);
    this.element.hidden = !partner || this.until === null;
    if (!partner || this.until === null) return;
    if (!session.can.includes("feedback")) {
      /** @type {{items: Feedback[]}} */
      const { items } = await get(`/sessions/${session.id}/feedback`, {}, { signal: this.signal }).catch(() => ({ items: [] }));
      this.#mine = items.find(({ author }) => author.id === this.app.me.id) ?? this.#mine;
      this.#theirs = items.find(({ author }) => author.id === partner.id) ?? this.#theirs;
    }
    if (!this.signal.aborted) this.#draw(partner);
  }

  /** @param {import("../sessions/sessions.js").Member} partner */
  #draw(partner) {
    const { session, app, until } = this;
    const written = this.element.querySelector("textarea")?.value;
    // Somebody is answering: what they write stays.
    if (written) return;
    const isOver = Date.now() >= until;
    const may = session.can.includes("feedback");
    const name = nameOf(partner);
    this.element.replaceChildren(...[this.heading,
      may && h("p", {}, parts("feedback.invitation", { name, day: day(until, app.zone) })),
      may && h("div", { class: "actions" }, button(t("sessions.act.feedback"), { kind: "first", "data-action": "feedback",
        onclick: () => this.press("feedback") })),
      this.#mine && feedbackEntry(app, this.#mine, { mayReply: false, heading: t("feedback.mine") }),
      !this.#theirs && !may && !isOver && h("p", {}, parts("feedback.waiting", { name, day: day(until, app.zone) })),
      this.#theirs ? feedbackEntry(app, this.#theirs, { mayReply: true, heading: person(this.#theirs.author) })
        : isOver && h("p", { class: "muted" }, parts("feedback.theyWroteNone", { name })),
    ].filter(Boolean));
  }
}
