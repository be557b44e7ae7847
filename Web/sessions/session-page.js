// Everything about one session: its time, its course, where to meet, what was said of it.

import { freshID, h } from "../browser/dom.js";
import { get } from "../browser/http.js";
import { t } from "../languages/text.js";
import { style } from "../look/styles.js";
import { sessionTimeline } from "../pictures/timeline.js";
import { FeedbackSection } from "../feedback/feedback-section.js";
import { avatar, linkButton, person, say } from "../shell/parts.js";
import { act } from "./session-actions.js";
import { actionButtons, exchangeChips, remarks, roomLink, stateWords, timeBlock, watch } from "./session-card.js";
import { attendanceHints, historyList } from "./session-history.js";
import { expected, startOf } from "./sessions.js";

/**
 * @typedef {import("./sessions.js").Session} Session
 * @typedef {import("./sessions.js").Entry} Entry
 * @typedef {import("../shell/app-state.js").App} App
 */

/** @param {import("../shell/app-state.js").Visit} visit @returns {Promise<import("../shell/app-state.js").Page>} */
export async function page({ app, params, signal }) {
  const path = `/sessions/${encodeURIComponent(params.id)}`;
  const [session, { items: history }] = await Promise.all([get(path, {}, { signal }), get(`${path}/history`, {}, { signal }),
    style(new URL("sessions.css", import.meta.url)), style(new URL("../pictures/pictures.css", import.meta.url))]);
  const shown = new SessionPage(app, session, history, signal);
  await shown.load();
  return { title: session.topic, content: shown.element, shown: () => shown.goToPlace() };
}

class SessionPage {
  /** @type {any} */
  #problem = null;
  /** @type {any[]} */
  #attendance = [];

  /** @param {App} app @param {Session} session @param {Entry[]} history @param {AbortSignal} signal */
  constructor(app, session, history, signal) {
    this.app = app;
    this.session = session;
    this.history = history;
    this.signal = signal;
    this.feedback = new FeedbackSection(app, signal, (action) => this.#press(action));
    this.places = { main: h("section", { class: "card session session-main", "aria-label": t("sessions.what") }),
      meet: section(t("sessions.where")), note: section(t("sessions.note")), course: section(t("sessions.course")),
      feedback: this.feedback.element, log: section(t("sessions.historyTitle")) };
    const { main, meet, note, course, feedback, log } = this.places;
    this.element = h("div", { class: "page session-page" },
      h("div", { class: "page-head" }, h("h1", {}, h("bdi", {}, session.topic)),
        linkButton("/sessions", t("sessions.all"), { kind: "quiet", icon: "calendar" })),
      h("div", { class: "session-columns" }, h("div", { class: "stack" }, main, feedback, note, log),
        h("div", { class: "stack" }, meet, course)));
  }

  async load() {
    this.plan = watch(this.app, () => this.session, (session) => this.#take(session), this.signal);
    await Promise.all([this.#readAttendance(), this.feedback.load(this.session, this.history)]);
    this.#draw();
  }

  goToPlace() {
    if (location.hash === "#feedback") this.feedback.element.scrollIntoView();
  }

  /** A later state was told. @param {Session} session */
  async #take(session) {
    // What was refused stays said until the session goes on.
    if (session.updatedAt !== this.session.updatedAt) this.#problem = null;
    this.#show(session);
    const history = await get(`/sessions/${session.id}/history`, {}, { signal: this.signal }).catch(() => null);
    if (this.signal.aborted) return;
    if (history) this.history = history.items;
    await Promise.all([this.#readAttendance(), this.feedback.load(this.session, this.history)]);
    if (!this.signal.aborted) this.#draw();
  }

  /** @param {Session} session */
  #show(session) {
    this.session = session;
    this.#draw();
    this.plan?.();
  }

  async #readAttendance() {
    if (Date.now() < startOf(this.session) - 10 * 60_000 || !this.session.acceptedAt) return;
    const answer = await get(`/sessions/${this.session.id}/attendance`, {}, { signal: this.signal }).catch(() => null);
    if (answer) this.#attendance = answer.items;
  }

  /** @param {string} action */
  async #press(action) {
    const before = this.session;
    const outcome = await act(this.app, before, action, { expecting: () => {
      const next = expected(before, action, this.app.me.id);
      if (next) this.#show(next);
    } });
    if (!outcome) return;
    if (outcome.given) this.feedback.note(outcome.given);
    const now = outcome.session ?? before;
    const later = this.session.updatedAt > now.updatedAt ? this.session : now;
    this.session = later;
    this.#problem = outcome.problem;
    await this.#take(later);
    if (!this.element.contains(document.activeElement)) this.element.querySelector("h1")?.focus();
  }

  #draw() {
    const { session, app, history } = this;
    this.#drawMain();
    const { note, course, log } = this.places;
    note.hidden = !session.note;
    fill(note, h("p", { class: "member-text", dir: "auto" }, session.note));
    const isGiven = this.feedback.isGiven(session, history);
    fill(course, sessionTimeline(session, history, app.me.id, { zone: app.zone, hasGivenFeedback: isGiven }));
    fill(log, historyList(app, session, history));
    this.#drawPlace();
  }

  #drawMain() {
    const { session, app } = this;
    const focused = this.places.main.contains(document.activeElement)
      ? document.activeElement?.getAttribute("data-action") : undefined;
    const people = [session.requester, session.recipient].filter(({ id }) => id !== app.me.id);
    this.places.main.className = `card session session-main is-${session.status}`;
    this.places.main.replaceChildren(...[
      h("p", { class: "session-state", role: "status" }, stateWords(session, app.me.id)),
      timeBlock(app, session, session),
      h("ul", { class: "rows" }, people.map((member) => h("li", { class: "row" }, avatar(member), h("div", { class: "grow" },
        person(member), member.headline && h("p", { class: "small muted" }, h("bdi", {}, member.headline)))))),
      exchangeChips(session, app.me.id), ...remarks(app, session),
      this.#problem && h("p", { class: "error", role: "alert" }, say(this.#problem)),
      h("div", { class: "actions" }, actionButtons(withoutPlace(session), (action) => this.#press(action), { all: true }),
        people.length === 1 && linkButton(`/messages/${session.conversation}`, t("sessions.write"), { kind: "quiet", icon: "messages" })),
    ].filter(Boolean));
    if (focused) this.places.main.querySelector(`[data-action="${focused}"]`)?.focus();
  }

  /** Where the two meet: the room, and a link of their own. */
  #drawPlace() {
    const { session, app } = this;
    const { meet } = this.places;
    const link = safeLink(session.meetingLink);
    const mayChange = session.can.includes("meeting-link");
    meet.hidden = !mayChange && !link && !roomLink(app, session);
    const hints = attendanceHints(app, session, this.#attendance);
    if (hints) meet.hidden = false;
    fill(meet, roomLink(app, session),
      link && h("p", {}, h("a", { href: link, target: "_blank", rel: "noopener noreferrer nofollow", class: "meeting-link",
        dir: "ltr" }, link)),
      mayChange && !link && h("p", { class: "muted small" }, t("sessions.noLink")), hints,
      mayChange && h("div", { class: "actions" }, actionButtons({ ...session, can: ["meeting-link"] },
        (action) => this.#press(action), { all: true })));
  }
}

/** Where to meet has a place of its own. @param {Session} session */
function withoutPlace(session) {
  return { ...session, can: session.can.filter((action) => action !== "meeting-link") };
}

/** @param {string} title */
function section(title) {
  const heading = freshID("part");
  return h("section", { class: "card", "aria-labelledby": heading }, h("h2", { id: heading }, title));
}

/** Puts content below a section's heading. @param {HTMLElement} place @param {...any} content */
function fill(place, ...content) {
  const [heading] = place.children;
  place.replaceChildren(heading, ...content.flat().filter(Boolean));
}

/** An address that may become a link: members type them. @param {string | null} link */
export function safeLink(link) {
  return link && /^https?:\/\//i.test(link) && URL.canParse(link) ? link : null;
}
