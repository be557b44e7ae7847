import { debounced, h } from "../browser/dom.js";
import { get, getAhead, loaded, queryText } from "../browser/http.js";
import { clock, shortDay } from "../languages/format.js";
import { t } from "../languages/text.js";
import { LongList, pressedNearby } from "../shell/long-list.js";
import { badge, button, empty, failure, linkButton, skeleton } from "../shell/parts.js";
import { laterOf } from "../sessions/sessions.js";
import { sessionWords, sorted, withMessage, withoutMember, withReading } from "./chat.js";
import { firstRequests, openRequests } from "./requests.js";
import { face, talkName } from "./talk.js";

/** @typedef {import("./chat.js").Conversation} Conversation @typedef {import("../shell/app-state.js").App} App */

/** How many conversations are read at once, and how many at most where more were read before. */
const [portion, most] = [{ limit: 30 }, 100];

/** The filter for those in which a request waits for my answer, which alone needs to know of requests. */
const requests = "requests";

/** What the list can be narrowed to. */
const filters = ["all", "unread", requests];

/** Where a list and a conversation are beside one another; on a phone it is one or the other. */
export const wide = matchMedia("(width >= 48rem)");

/** @param {string} id */
export const conversationPath = (id) => `/conversations/${encodeURIComponent(id)}`;

/** Begins to load what the list needs first. @param {URLSearchParams} query */
export function inboxAhead(query) {
  getAhead("/conversations", portion);
  if (query.get("show") === requests) getAhead("/sessions", firstRequests);
}

/** The first conversations of the list, so many at least. @param {number} many
 * @returns {Promise<{items: Conversation[], next: string | null}>} */
async function firstOf(many) {
  let page = await get("/conversations", portion);
  const { items } = page;
  while (page.next && items.length < many) {
    page = await get("/conversations", { limit: Math.min(most, many - items.length), after: page.next });
    items.push(...page.items);
  }
  return { items, next: page.next };
}

/** The list of conversations, which keeps itself up to date. */
export class Inbox {
  /** @type {Conversation[]} */
  conversations = [];
  /** @type {string | null} */
  next = null;
  /** As events told of them, and those asked for where the filter needed them, by their ids. @type {Map<string, import("../sessions/sessions.js").Session>} */
  sessions = new Map();
  /** What events tell of sessions, for each time that requests are being read. @type {Set<import("../sessions/sessions.js").Session[]>} */
  told = new Set();
  /** Whether all requests are known. */
  knowsRequests = false;
  /** Why they could not be read. @type {any} */
  problem = null;
  /** Messages as events told of them, until the conversation to be opened is open. @type {{told: any, type: string}[] | null} */
  heard = null;
  /** What events tell of conversations, for each time that some are being read. @type {Set<{told: any, type: string}[]>} */
  meanwhile = new Set();
  /** Those that are being read, because they are further down the list or new. @type {Set<string>} */
  missing = new Set();
  /** What is searched for now. */
  words = "";
  /** Whether there is a list to put them into. */
  isRead = false;
  /** Called when one of these changes. */
  sessionsChanged = () => undefined;

  /** @param {App} app @param {string | undefined} open @param {URLSearchParams} query @param {AbortSignal} signal */
  static async load(app, open, query, signal) {
    const inbox = new Inbox(app, open, query, signal);
    if (inbox.isHidden) wide.addEventListener("change", () => inbox.refresh().catch(() => undefined), { signal });
    else await inbox.refresh();
    return inbox;
  }

  /** @param {App} app @param {string | undefined} open @param {URLSearchParams} query @param {AbortSignal} signal */
  constructor(app, open, query, signal) {
    this.app = app;
    this.open = open;
    if (open) this.heard = [];
    /** @type {string} */
    this.filter = filters.find((name) => name === query.get("show")) ?? "all";
    this.list = h("ul", { class: "rows conversations", "aria-label": t("chat.conversations") });
    this.found = h("div", { class: "stack", hidden: true, "aria-live": "polite" });
    this.rows = new LongList(this.list, { signal });
    this.more = button(t("shell.more"), { kind: "quiet", onclick: () => this.loadMore() });
    this.near = pressedNearby(this.more, signal);
    const search = h("input", { type: "search", "aria-label": t("chat.search"), placeholder: t("chat.search"), maxlength: 200, autocomplete: "off" });
    search.addEventListener("input", debounced(250, () => this.search(search.value.trim())));
    this.tabs = h("div", { class: "tablist" }, filters.map((name) => h("button", { type: "button", "data-show": name,
      onclick: () => this.show(name) }, t(`chat.show.${name}`))));
    this.element = h("div", { class: "inbox" }, h(open ? "h2" : "h1", {}, t("shell.messages")), search, this.tabs, this.found, this.list, this.more);
    app.live?.on("message:*", (told, type) => this.take(told, type), signal);
    app.live?.on("session:*", ({ message }) => message && this.take({ conversation: message.conversation, message }, "message:created"), signal);
    app.live?.on("session:*", ({ session }) => this.asked(session), signal);
    app.live?.on("presence", (told) => this.presence(told), signal);
    app.live?.on("ring:broken", ({ ring }) => this.left(ring), signal);
    app.live?.on("resync", () => this.refresh().catch(() => undefined), signal);
  }

  /** Whether there is room for the open conversation alone. */
  get isHidden() { return Boolean(this.open) && !wide.matches; }

  /** Reads anew as many as there were: the list keeps its length, and whoever reads it their place. */
  async refresh() {
    if (this.isHidden) return;
    const isNeeded = this.knowsRequests || this.filter === requests;
    const many = this.conversations.length;
    /** @type {{told: any, type: string}[]} */
    const heard = [];
    const [page] = await Promise.all([this.read(() => firstOf(many), heard), isNeeded && this.readRequests()]);
    this.conversations = sorted(page.items);
    if (isNeeded) await this.completed();
    this.next = page.next;
    this.isRead = true;
    this.draw();
    for (const { told } of heard) if (told.message) this.learn(told.conversation);
  }

  /** Reads conversations. What happened meanwhile is newer than what was read.
   * @template {{items: Conversation[]}} Page @param {() => Promise<Page>} ask @param {{told: any, type: string}[]} [heard]
   * @returns {Promise<Page>} */
  async read(ask, heard = []) {
    this.meanwhile.add(heard);
    const page = await ask().finally(() => this.meanwhile.delete(heard));
    return { ...page, items: page.items.map((conversation) => heard.reduce((now, { told, type }) =>
      (told.conversation === now.id ? this.after(now, told, type) : now), conversation)) };
  }

  async readRequests() {
    /** @type {import("../sessions/sessions.js").Session[]} */
    const told = [];
    this.told.add(told);
    const open = await openRequests().finally(() => this.told.delete(told));
    for (const { id, status } of this.sessions.values()) if (status === "pending") this.sessions.delete(id);
    // What happened meanwhile is newer than what was read.
    for (const session of [...open, ...told]) this.keep(session);
    this.knowsRequests = true;
  }

  async loadMore() {
    const page = await this.read(() => get("/conversations", { ...portion, after: this.next }));
    this.conversations = sorted([...this.conversations, ...page.items]);
    this.next = page.next;
    this.draw();
    // It may be near still, which is told at the next look only.
    this.near.unobserve(this.more);
    this.near.observe(this.more);
  }

  /** One of my conversations; those that have not begun are not in the list. @param {string} id @returns {Promise<Conversation>} */
  async conversationOf(id) {
    return this.conversations.find((one) => one.id === id) ?? get(conversationPath(id));
  }

  /** Conversations further down the list in which a request waits for my answer. */
  async completed() {
    const missing = [...this.waiting()].filter((id) => !this.conversations.some((one) => one.id === id));
    await Promise.all(missing.map((id) => this.complete(id).catch(() => undefined)));
  }

  /** Puts a conversation into the list that is not in it. @param {string} id */
  async complete(id) {
    const { items } = await this.read(async () => ({ items: [await get(conversationPath(id))] }));
    this.conversations = sorted([...this.conversations, ...items]);
  }

  /** The conversations in which a request waits for my answer. @returns {Set<string>} */
  waiting() {
    return new Set([...this.sessions.values()].filter(({ status, awaiting }) => status === "pending" && awaiting === this.app.me.id)
      .map(({ conversation }) => conversation));
  }

  /** @param {any} session as it is now */
  asked(session) {
    for (const told of this.told) told.push(session);
    this.keep(session);
    this.draw();
  }

  /** @param {any} session */
  keep(session) {
    const known = this.sessions.get(session.id);
    this.sessions.set(session.id, known ? laterOf(known, session) : session);
  }

  /** @param {string} filter */
  show(filter) {
    this.filter = filter;
    this.app.router.rename(this.address(location.pathname));
    if (filter === requests && !this.knowsRequests) this.learnRequests();
    else this.draw();
  }

  async learnRequests() {
    this.problem = null;
    this.draw();
    try {
      await this.readRequests();
      await this.completed();
    } catch (problem) {
      this.problem = problem;
    }
    this.draw();
  }

  /** With the filter that is on. @param {string} path */
  address(path) {
    return path + queryText({ show: this.filter === "all" ? "" : this.filter });
  }

  /** @param {any} told @param {string} type */
  take(told, type) {
    if (told.message) this.heard?.push({ told, type });
    for (const heard of this.meanwhile) heard.push({ told, type });
    const known = this.conversations.find(({ id }) => id === told.conversation);
    if (known) this.replace(this.after(known, told, type));
    else if (told.message && this.isRead) this.learn(told.conversation);
  }

  /** Puts a conversation in which something was said into the list, if it is not there. @param {string} id */
  async learn(id) {
    if (this.isHidden || this.missing.has(id) || this.conversations.some((one) => one.id === id)) return;
    this.missing.add(id);
    await this.complete(id).then(() => this.draw(), () => undefined);
    this.missing.delete(id);
  }

  /** A conversation after what was told. @param {Conversation} known @param {any} told @param {string} type */
  after(known, told, type) {
    const me = this.app.me.id;
    if (type === "message:read") return withReading(known, told, me);
    return told.message ? withMessage(known, told.message, me) : known;
  }

  /** @param {{member: string, online: boolean, lastSeenOn: string}} told */
  presence(told) {
    for (const conversation of this.conversations) {
      if (!conversation.members.some(({ id }) => id === told.member)) continue;
      this.replace({ ...conversation, members: conversation.members.map((member) =>
        (member.id === told.member ? { ...member, online: told.online, lastSeenOn: told.lastSeenOn } : member)) });
    }
  }

  /** Somebody is no longer in the conversation of a ring. @param {import("../rings/rings.js").Ring} ring */
  left({ id, left = "" }) {
    const known = this.conversations.find(({ ring }) => ring === id);
    if (!known) return;
    this.conversations = this.conversations.filter((one) => one !== known);
    if (left === this.app.me.id) this.draw();
    else this.replace(withoutMember(known, left));
  }

  /** @param {Conversation} conversation */
  replace(conversation) {
    this.conversations = sorted([...this.conversations, conversation]);
    this.draw();
  }

  draw() {
    const { me } = this.app;
    for (const tab of this.tabs.children) tab.setAttribute("aria-pressed", String(tab.getAttribute("data-show") === this.filter));
    const waiting = this.waiting();
    const shown = this.conversations.filter(({ unread, id }) => this.filter === "all" || id === this.open
      || (this.filter === "unread" ? unread > 0 : waiting.has(id)));
    const focused = this.list.contains(document.activeElement) ? document.activeElement?.getAttribute("href") : null;
    this.rows.replace(shown.map((conversation) => ({ make: () => conversationRow(this.app, conversation, me.id, this) })), { isWhole: !this.next });
    if (focused) /** @type {HTMLElement | null} */ (this.list.querySelector(`a[href="${focused}"]`))?.focus();
    if (this.filter === requests && !this.knowsRequests) {
      this.rows.replace([], { isWhole: true });
      this.list.replaceChildren(h("li", {}, this.problem ? failure(this.problem, () => this.learnRequests()) : skeleton("list")));
    } else if (!shown.length) {
      this.list.replaceChildren(h("li", {}, this.filter !== "all" ? empty(t("chat.allRead"), t("chat.allReadText"))
        : empty(t("chat.none"), t("chat.noneText"), linkButton("/matches", t("shell.matches"), { kind: "first" }))));
    }
    this.more.hidden = !this.next;
    this.sessionsChanged();
  }

  /** @param {string} words */
  async search(words) {
    this.words = words;
    this.found.hidden = !words;
    this.list.hidden = this.tabs.hidden = Boolean(words);
    if (!words) return this.draw();
    this.more.hidden = true;
    this.found.replaceChildren(skeleton("list"));
    try {
      const { find } = await loaded(import("./search.js"));
      const found = await find(this.app, words, this.conversations);
      if (words === this.words) this.found.replaceChildren(found);
    } catch (problem) {
      if (words === this.words) this.found.replaceChildren(failure(problem, () => this.search(words)));
    }
    return undefined;
  }
}

/** @param {App} app @param {Conversation} conversation @param {string} me @param {Inbox} inbox */
function conversationRow(app, conversation, me, inbox) {
  const last = conversation.lastMessage;
  const words = !last ? "" : last.deletedAt ? t("chat.deleted") : last.system
    ? sessionWords(last, me, h("bdi", {}, talkName(conversation, me)), inbox.sessions.get(last.system.session))
    : who(conversation, last, me) + last.text;
  const when = last ? (Date.now() - Date.parse(last.createdAt) < 20 * 3_600_000 ? clock(last.createdAt, app.zone) : shortDay(last.createdAt, app.zone)) : "";
  return h("a", { class: `row conversation${conversation.unread ? " unread" : ""}`, href: inbox.address(`/messages/${conversation.id}`),
    "aria-current": conversation.id === inbox.open ? "page" : undefined }, face(conversation, me),
  h("span", { class: "grow" }, h("span", { class: "row" }, h("bdi", { class: "grow name" }, talkName(conversation, me)), h("span", { class: "muted small" }, when)),
    h("span", { class: "row" }, h("bdi", { class: "grow last small" }, words),
      badge(conversation.unread, t("shell.unread", { count: conversation.unread })))));
}

/** Who wrote a line, before what they wrote. @param {Conversation} conversation @param {any} message @param {string} me */
function who({ ring, members }, { sender }, me) {
  const name = sender === me ? t("chat.you") : ring ? members.find(({ id }) => id === sender)?.name : "";
  return name ? `${name}: ` : "";
}
