// My sessions: what is due first, as a list, a week or a month.

import { freshID, h } from "../browser/dom.js";
import { get, getAhead, loaded, queryText } from "../browser/http.js";
import { number } from "../languages/format.js";
import { t } from "../languages/text.js";
import { style } from "../look/styles.js";
import { LongList } from "../shell/long-list.js";
import { banner, button, empty, failure, linkButton, skeleton } from "../shell/parts.js";
import { sessionCard } from "./session-card.js";
import { dueOf, fits, isDate, laterOf, partsOf, past } from "./sessions.js";

/**
 * @typedef {import("./sessions.js").Session} Session
 * @typedef {import("../shell/app-state.js").Visit} Visit
 */

const views = ["list", "week", "month"];
const filters = ["", "waiting", "coming", "past"];
const [hourLength, dayLength] = [3_600_000, 86_400_000];
/** How much of the past is shown at first. */
const span = 60 * dayLength;

/** Every item of a list that the server gives in pages. @param {string} path @param {Record<string, any>} query
 * @param {AbortSignal} signal @returns {Promise<any[]>} */
export async function everything(path, query, signal) {
  const items = [];
  let after;
  do {
    const page = await get(path, pageOf(query, after), { signal });
    items.push(...page.items);
    after = page.next;
  } while (after);
  return items;
}

/** @param {Record<string, any>} query @param {string} [after] */
const pageOf = (query, after) => ({ ...query, limit: 100, after });

const alive = { status: "pending,accepted" };

/** What is over and began between two moments. @param {number} from @param {number} [to] */
const over = (from, to) => ({ status: past.join(","), from: new Date(from).toISOString(), to: to && new Date(to).toISOString() });

/** From when on the past is shown at first: the same for an hour, so that it can be asked for ahead. */
const lately = () => Math.floor(Date.now() / hourLength) * hourLength - span;

const look = () => style(new URL("sessions.css", import.meta.url));

/** @param {import("../shell/app-state.js").Visit} visit */
export function ahead({ query }) {
  look();
  if (query.get("view")) return;
  getAhead("/sessions", pageOf(alive));
  getAhead("/sessions", pageOf(over(lately())));
}

/** @param {Visit} visit @returns {Promise<import("../shell/app-state.js").Page>} */
export async function page({ app, query, signal }) {
  const view = query.get("view") ?? "list";
  const mayDecide = app.me.role !== "member" && app.me.role !== undefined;
  const content = h("div", { class: "page sessions" }, h("div", { class: "page-head" }, h("h1", {}, t("sessions.title")),
    viewTabs(view, query, mayDecide)));
  await look();
  if (view === "disputed" && mayDecide) {
    const { disputedList } = await loaded(import("./disputed.js"));
    content.append(await disputedList(app, signal));
  } else if (view === "week" || view === "month") {
    const { calendar } = await loaded(import("./sessions-calendar.js"));
    const date = query.get("date");
    content.append(await calendar(app, view, isDate(date) ? date : null, signal));
  } else {
    content.append(await new SessionList(app, query, signal).load());
  }
  return { title: t("sessions.title"), content };
}

/** @param {string} shown @param {URLSearchParams} query @param {boolean} mayDecide */
function viewTabs(shown, query, mayDecide) {
  const date = query.get("date");
  const tabs = mayDecide ? [...views, "disputed"] : views;
  const current = tabs.includes(shown) ? shown : "list";
  return h("nav", { class: "tablist", "aria-label": t("sessions.views") }, tabs.map((view) =>
    h("a", { href: `/sessions${queryText({ view: view === "list" ? "" : view, date: view === "list" ? "" : date })}`,
      "aria-current": view === current ? "page" : null }, t(`sessions.view.${view}`))));
}

class SessionList {
  /** @type {Map<string, Session>} */
  #sessions = new Map();
  /** @type {Map<string, import("./session-card.js").SessionCard>} */
  #cards = new Map();
  /** @type {Map<string, {section: HTMLElement, count: HTMLElement, rows: LongList, shown: string}>} */
  #parts = new Map();
  #moving = false;

  /** @param {import("../shell/app-state.js").App} app @param {URLSearchParams} query @param {AbortSignal} signal */
  constructor(app, query, signal) {
    this.app = app;
    this.signal = signal;
    this.show = filters.includes(query.get("show") ?? "") ? query.get("show") ?? "" : "";
    this.role = ["requester", "recipient"].includes(query.get("role") ?? "") ? query.get("role") ?? "" : "";
    this.lists = h("div", { class: "stack session-parts" });
    this.filterBar = h("div", { class: "session-filters" });
    this.more = h("div", { class: "actions" });
    this.element = h("div", { class: "stack" }, this.filterBar, this.lists, this.more);
  }

  async load() {
    this.app.live?.on("session:*", ({ session }) => this.#take(session), this.signal);
    this.app.live?.on("resync", () => this.#read().then(() => this.#draw(), () => undefined), this.signal);
    await this.#read();
    this.#draw();
    return this.element;
  }

  /** What is alive, and what ended lately; older ones come when they are asked for. */
  async #read() {
    this.before = undefined;
    this.span = span;
    const [live] = await Promise.all([everything("/sessions", alive, this.signal), this.#readEarlier()]);
    for (const session of live) this.#keep(session);
  }

  /** Sessions come from the server the earliest first: so the past is read in spans of time, each longer. */
  async #readEarlier() {
    const to = this.before;
    const from = to === undefined ? lately() : to - this.span;
    const items = await everything("/sessions", over(from, to), this.signal);
    for (const session of items) this.#keep(session);
    this.before = from;
    this.span *= 2;
    if (!items.length && this.#hasEarlier()) await this.#readEarlier();
  }

  #hasEarlier() {
    return this.before > Date.parse(this.app.me.memberSince ?? 0) - dayLength;
  }

  /** @param {Session} session */
  #keep(session) {
    const known = this.#sessions.get(session.id);
    this.#sessions.set(session.id, known ? laterOf(known, session) : session);
  }

  /** Something changed. The cards look after themselves; which part they are in is up to us. @param {Session} session */
  #take(session) {
    this.#keep(session);
    if (this.#moving) return;
    this.#moving = true;
    queueMicrotask(() => {
      this.#moving = false;
      this.#draw();
    });
  }

  #draw() {
    if (this.signal.aborted) return;
    this.filterBar.replaceChildren(this.#filterLinks());
    const all = [...this.#sessions.values()];
    const shown = all.filter((session) => fits(session, this, this.app.me.id));
    const parts = partsOf(shown, Date.now());
    const focused = document.activeElement;
    const sections = /** @type {(keyof typeof parts)[]} */ (["due", "waiting", "coming", "past"])
      .filter((part) => parts[part].length).map((part) => this.#section(part, parts[part]));
    if (!sections.length) this.lists.replaceChildren(this.#nothing(all.length > 0));
    else if ([...this.lists.children].some((child, index) => child !== sections[index]) || this.lists.childElementCount !== sections.length) {
      this.lists.replaceChildren(...sections);
    }
    if (focused instanceof HTMLElement && focused.isConnected && focused !== document.activeElement) focused.focus();
    this.#drawMore(shown.length > 0);
  }

  /** @param {"due" | "waiting" | "coming" | "past"} part @param {Session[]} sessions */
  #section(part, sessions) {
    const place = this.#parts.get(part) ?? this.#newPart(part);
    place.count.textContent = ` ${number(sessions.length)}`;
    const ids = sessions.map(({ id }) => id).join();
    // Cards that were seen look after themselves; the others are made as the session is then.
    for (const session of sessions) if (this.#cards.has(session.id)) this.#card(session);
    if (ids !== place.shown) place.rows.replace(sessions.map(({ id }) => ({ make: () => this.#card(/** @type {Session} */ (this.#sessions.get(id))) })));
    place.shown = ids;
    return place.section;
  }

  /** @param {string} part */
  #newPart(part) {
    const heading = freshID(part);
    const count = h("span", { class: "muted count" });
    const list = h("ul", { class: "cards" });
    const section = h("section", { "aria-labelledby": heading, class: "stack" },
      h("h2", { id: heading }, t(`sessions.part.${part}`), count), list);
    const made = { section, count, rows: new LongList(list, { size: 4, margin: 300, signal: this.signal }), shown: "" };
    this.#parts.set(part, made);
    return made;
  }

  /** @param {Session} session */
  #card(session) {
    let card = this.#cards.get(session.id);
    if (!card) {
      card = sessionCard(this.app, session, { signal: this.signal, changed: (later) => {
        this.#sessions.set(later.id, later);
        this.#take(later);
      } });
      this.#cards.set(session.id, card);
    } else if (laterOf(card.session, session) === session && card.session !== session) {
      card.show(session);
    }
    return card;
  }

  #filterLinks() {
    const link = (/** @type {{show?: string, role?: string}} */ change, /** @type {string} */ label,
      /** @type {boolean} */ isOn) => h("a", { "aria-current": isOn ? "true" : null,
      href: `/sessions${queryText({ show: this.show, role: this.role, ...change })}` }, label);
    return h("nav", { class: "tablist", "aria-label": t("sessions.filters") },
      filters.map((show) => link({ show }, t(`sessions.filter.${show || "all"}`), this.show === show)),
      h("span", { class: "gap", "aria-hidden": "true" }),
      ["requester", "recipient"].map((role) => link({ role: this.role === role ? "" : role }, t(`sessions.filter.${role}`),
        this.role === role)));
  }

  /** @param {boolean} hasOthers */
  #nothing(hasOthers) {
    return hasOthers && (this.show || this.role)
      ? empty(t("sessions.noneHere"), t("sessions.noneHereText"), linkButton("/sessions", t("sessions.filter.all"), { kind: "first" }))
      : empty(t("sessions.none"), t("sessions.noneText"), linkButton("/matches", t("sessions.findSomebody"), { kind: "first" }));
  }

  /** @param {boolean} isAnyShown */
  #drawMore(isAnyShown) {
    if (!this.#hasEarlier() || !isAnyShown || (this.show && this.show !== "past")) return this.more.replaceChildren();
    this.more.replaceChildren(button(t("sessions.earlier"), { kind: "quiet", onclick: () => this.#readEarlier()
      .then(() => this.#draw(), (problem) => this.more.append(failure(problem))) }));
  }
}
