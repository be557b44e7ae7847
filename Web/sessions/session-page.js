// Everything about one session: its time, its course, where to meet, what was said of it.

import { freshID, h } from "../browser/dom.js";
import { forgetAhead, get, getAhead } from "../browser/http.js";
import { FeedbackSection } from "../feedback/feedback-section.js";
import { clock, dayAndClock, duration } from "../languages/format.js";
import { has, parts, t } from "../languages/text.js";
import { style } from "../look/styles.js";
import { sessionTimeline } from "../pictures/timeline.js";
import { avatar, linkButton, person, say } from "../shell/parts.js";
import { act } from "./session-actions.js";
import { actionButtons, exchangeChips, hearing, nameOf, remarks, ringLink, roomLink, stateWords, timeBlock, watch } from "./session-card.js";
import { expected, personOf, revealedBy, startOf, timeIn } from "./sessions.js";

/**
 * @typedef {import("./sessions.js").Session} Session
 * @typedef {import("./sessions.js").Entry} Entry
 * @typedef {import("../shell/app-state.js").App} App
 */

const pathOf = (/** @type {Record<string, string>} */ { id }) => `/sessions/${encodeURIComponent(id)}`;
/** What there may be to say once the session begins: asked for along with the rest, since its page waits for all of it. */
const later = ["/attendance", "/feedback"];
const styles = () => Promise.all(["sessions.css", "../pictures/pictures.css"].map((name) => style(new URL(name, import.meta.url))));

/** @param {import("../shell/app-state.js").Visit} visit */
export function ahead({ params }) {
  styles();
  for (const part of ["", "/history", ...later]) getAhead(pathOf(params) + part);
}

/** @param {import("../shell/app-state.js").Visit} visit @returns {Promise<import("../shell/app-state.js").Page>} */
export async function page({ app, params, signal }) {
  const path = pathOf(params);
  const latest = hearing(app, params.id, signal);
  const [session, { items: history }] = await Promise.all([get(path, {}, { signal }), get(`${path}/history`, {}, { signal }),
    styles()]);
  const shown = new SessionPage(app, session, history, signal);
  await shown.load(latest(session));
  for (const part of later) forgetAhead(path + part);
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
    // One element that stays, so that a reader is told when its words change.
    this.state = h("p", { class: "session-state", role: "status" });
    this.body = h("div", { class: "stack" });
    this.places = { main: h("section", { "aria-label": t("sessions.what") }, this.state, this.body),
      meet: section(t("sessions.where")), note: section(t("sessions.note")), course: section(t("sessions.course")),
      feedback: h("div", { hidden: true }), log: section(t("sessions.historyTitle")) };
    const { main, meet, note, course, feedback, log } = this.places;
    this.element = h("div", { class: "page session-page" },
      h("div", { class: "page-head" }, h("h1", {}, h("bdi", {}, session.topic)),
        linkButton("/sessions", t("sessions.all"), { kind: "quiet", icon: "calendar" })),
      h("div", { class: "session-columns" }, h("div", { class: "stack" }, main, feedback, note, log),
        h("div", { class: "stack" }, meet, course)));
  }

  /** @param {Session} now as it stands after what was told of it meanwhile */
  async load(now) {
    this.plan = watch(this.app, () => this.session, (session) => this.#take(session), this.signal);
    if (now !== this.session) return this.#take(now);
    await this.#readMore();
    this.#draw();
  }

  #readMore() {
    return Promise.all([this.#readAttendance(), this.#readFeedback()]);
  }

  /** Most sessions have none yet. */
  async #readFeedback() {
    if (!this.feedback) {
      if (revealedBy(this.session, this.history) === null) return;
      this.feedback = new FeedbackSection(this.app, this.signal, (action) => this.#press(action));
      this.places.feedback.hidden = false;
      this.places.feedback.replaceChildren(this.feedback.element);
    }
    await this.feedback.load(this.session, this.history);
  }

  goToPlace() {
    if (location.hash === "#feedback") this.places.feedback.scrollIntoView();
  }

  /** A later state was told. @param {Session} session */
  async #take(session) {
    // What was refused stays said until the session goes on.
    if (session.updatedAt !== this.session.updatedAt) this.#problem = null;
    this.#show(session);
    const history = await get(`/sessions/${session.id}/history`, {}, { signal: this.signal }).catch(() => null);
    if (this.signal.aborted) return;
    if (history) this.history = history.items;
    await this.#readMore();
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
    const answer = await get(`${pathOf(this.session)}/attendance`, {}, { signal: this.signal }).catch(() => null);
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
    if (outcome.given) this.feedback?.note(outcome.given);
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
    const hasGivenFeedback = this.feedback?.isGiven(session, history);
    fill(course, sessionTimeline(session, history, app.me.id, { zone: app.zone, hasGivenFeedback }));
    fill(log, historyList(app, session, history));
    this.#drawPlace();
  }

  #drawMain() {
    const { session, app } = this;
    const focused = this.places.main.contains(document.activeElement)
      ? document.activeElement?.getAttribute("data-action") : undefined;
    const people = [session.requester, session.recipient].filter(({ id }) => id !== app.me.id);
    this.places.main.className = `card session session-main is-${session.status}`;
    const words = h("span", {}, stateWords(session, app.me.id));
    if (words.textContent !== this.state.textContent) this.state.replaceChildren(words);
    this.body.replaceChildren(...[
      timeBlock(app, session, session),
      h("ul", { class: "rows" }, people.map((member) => h("li", { class: "row" }, avatar(member), h("div", { class: "grow" },
        person(member), member.headline && h("p", { class: "small muted" }, h("bdi", {}, member.headline)))))),
      exchangeChips(session, app.me.id), ringLink(session), ...remarks(app, session),
      this.#problem && h("p", { class: "error", role: "alert" }, say(this.#problem)),
      h("div", { class: "actions" }, actionButtons(this.#withoutOtherPlaces(), (action) => this.#press(action), { all: true }),
        people.length === 1 && linkButton(`/messages/${session.conversation}`, t("sessions.write"), { kind: "quiet", icon: "messages" })),
    ].filter(Boolean));
    if (focused) this.places.main.querySelector(`[data-action="${focused}"]`)?.focus();
  }

  /** Where to meet and feedback have places of their own. */
  #withoutOtherPlaces() {
    const elsewhere = this.feedback ? ["meeting-link", "feedback"] : ["meeting-link"];
    return { ...this.session, can: this.session.can.filter((action) => !elsewhere.includes(action)) };
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
function safeLink(link) {
  return link && /^https?:\/\//i.test(link) && URL.canParse(link) ? link : null;
}

/** @param {App} app @param {Session} session @param {Entry[]} history */
function historyList(app, session, history) {
  return h("ol", { class: "history" }, history.map((entry) => h("li", {}, h("p", {}, sentence(app, session, entry)),
    detail(app, entry), h("time", { class: "small muted", datetime: entry.at }, dayAndClock(entry.at, app.zone)))));
}

/** @param {App} app @param {Session} session @param {Entry} entry */
function sentence(app, session, { by, transition, to, detail: link }) {
  const variant = by === null ? "clock" : by === app.me.id ? "you" : "they";
  const word = transition === "resolve" ? `resolve-${to}` : transition === "meeting-link" && !link ? "no-link" : transition;
  const key = `sessions.history.${word}.${variant}`;
  return parts(has(key) ? key : `sessions.history.${word}.they`, { name: nameOf(by === null ? null : personOf(session, by)) });
}

/** A new time, a reason or a link that belongs to a step. @param {App} app @param {Entry} entry */
function detail(app, entry) {
  const time = timeIn(entry);
  if (time) {
    return h("p", { class: "small" }, `${dayAndClock(time.scheduledAt, app.zone)} · ${duration(time.durationMinutes)}`);
  }
  return entry.detail && h("p", { class: "small member-text" }, parts("sessions.quoted", { text: h("bdi", {}, entry.detail) }));
}

/** Who was in the call, as the page of the call noted; null where it noted nothing.
 * @param {App} app @param {Session} session @param {{member: string, event: string, at: string}[]} items */
function attendanceHints(app, session, items) {
  if (!items.length) return null;
  const people = [session.requester, session.recipient].map(({ id }) => id);
  return h("ul", { class: "small muted attendance" }, people.map((id) => {
    const first = items.find(({ member, event }) => member === id && event === "joined");
    const key = `${id === app.me.id ? "you" : "they"}${first ? "Joined" : "NotJoined"}`;
    return h("li", {}, parts(`sessions.attendance.${key}`,
      { name: nameOf(personOf(session, id)), time: first ? clock(first.at, app.zone) : "" }));
  }));
}
