import { debounced, h } from "../browser/dom.js";
import { get, getAhead, loaded, post, queryText } from "../browser/http.js";
import { clock, fromNow, list, shortDay, there } from "../languages/format.js";
import { t } from "../languages/text.js";
import { icon } from "../look/icons.js";
import { style } from "../look/styles.js";
import { menu } from "../shell/dialogs.js";
import { LongList, pressedNearby } from "../shell/long-list.js";
import { avatar, badge, button, empty, failure, linkButton, person, skeleton } from "../shell/parts.js";
import { laterOf } from "../sessions/sessions.js";
import { partner, partners, sorted, withMessage, withReading } from "./chat.js";
import { composer } from "./composer.js";
import { personPanel } from "./person-panel.js";
import { firstRequests, openRequests } from "./requests.js";
import { messagesOf, newest, Thread } from "./thread.js";

/** @typedef {import("./chat.js").Conversation} Conversation @typedef {import("../shell/app-state.js").App} App */

const styles = (/** @type {Record<string, string>} */ { id }) => Promise.all(
  ["chat.css", ...id ? ["../sessions/sessions.css"] : []].map((name) => style(new URL(name, import.meta.url))));

/** How many conversations are read at once. */
const portion = { limit: 30 };

/** The filter for those in which a request waits for my answer, which alone needs to know of requests. */
const requests = "requests";

/** What the list can be narrowed to. */
const filters = ["all", "unread", requests];

/** Where a list and a conversation are beside one another; on a phone it is one or the other. */
const wide = matchMedia("(width >= 48rem)");

/** @param {import("../shell/app-state.js").Visit} visit */
export function ahead({ app, params, query }) {
  styles(params);
  if (query.get("to")) return undefined;
  if (!params.id || wide.matches) {
    getAhead("/conversations", portion);
    if (query.get("show") === requests) getAhead("/sessions", firstRequests);
  } else getAhead(conversationPath(params.id));
  if (!params.id) return undefined;
  if (!query.get("at")) getAhead(messagesOf(params.id), newest);
  return app.outbox();
}

/** @param {string} id */
const conversationPath = (id) => `/conversations/${encodeURIComponent(id)}`;

/** @param {import("../shell/app-state.js").Visit} visit @returns {Promise<import("../shell/app-state.js").Page | null>} */
export async function page({ app, params, query, signal }) {
  const to = query.get("to");
  if (to && !params.id) {
    const conversation = await post("/conversations", { member: to });
    await app.go(`/messages/${conversation.id}`, { replace: true });
    return null;
  }
  const [inbox] = await Promise.all([Inbox.load(app, params.id, query, signal), styles(params)]);
  const open = params.id ? await inbox.conversationOf(params.id) : null;
  const pane = open ? await threadPane(app, open, inbox, Number(query.get("at")) || undefined, signal) : null;
  const panel = open && !open.ring && matchMedia("(width >= 72rem)").matches
    ? personPanel(app, partner(open, app.me.id), () => pane?.sessions() ?? [], signal) : null;
  if (panel) inbox.sessionsChanged = panel.draw;
  const content = h("div", { class: `messages ${open ? "with-thread" : ""}` },
    inbox.element, pane?.element ?? h("div", { class: "thread-pane none" }, empty(t("chat.choose"), t("chat.chooseText"))), panel?.element);
  return { title: open ? talkName(open, app.me.id) : t("shell.messages"), content,
    shown: () => pane?.shown(), resumed: () => pane?.resumed() };
}

/** With whom a conversation is: the other one, or all of a ring. @param {Conversation} conversation @param {string} me @returns {string} */
function talkName(conversation, me) {
  return conversation.ring ? t("rings.with", { names: list(partners(conversation, me).map(({ name }) => `\u2068${name}\u2069`)) })
    : partner(conversation, me).name;
}

/** The face of a conversation. @param {Conversation} conversation @param {string} me @param {"small" | ""} [size] */
function face(conversation, me, size = "") {
  return conversation.ring ? h("span", { class: `avatar pebble-1 ${size}`.trim() }, icon("ring")) : avatar(partner(conversation, me), size);
}

/** The list of conversations, which keeps itself up to date. */
class Inbox {
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
    app.live?.on("resync", () => this.refresh().catch(() => undefined), signal);
  }

  /** Whether there is room for the open conversation alone. */
  get isHidden() { return Boolean(this.open) && !wide.matches; }

  async refresh() {
    if (this.isHidden) return;
    const isNeeded = this.knowsRequests || this.filter === requests;
    const [page] = await Promise.all([get("/conversations", portion), isNeeded && this.readRequests()]);
    this.conversations = sorted(page.items);
    if (isNeeded) await this.completed();
    this.next = page.next;
    this.draw();
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
    const page = await get("/conversations", { ...portion, after: this.next });
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
    const found = await Promise.all(missing.map((id) => get(conversationPath(id)).catch(() => null)));
    this.conversations = sorted([...this.conversations, ...found.filter(Boolean)]);
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
    const known = this.conversations.find(({ id }) => id === told.conversation);
    if (!known) {
      if (told.message) this.refresh().catch(() => undefined);
      return;
    }
    const me = this.app.me.id;
    this.replace(type === "message:read" ? withReading(known, /** @type {any} */ (told), me)
      : told.message ? withMessage(known, told.message, me) : known);
  }

  /** @param {{member: string, online: boolean, lastSeenOn: string}} told */
  presence(told) {
    for (const conversation of this.conversations) {
      if (!conversation.members.some(({ id }) => id === told.member)) continue;
      this.replace({ ...conversation, members: conversation.members.map((member) =>
        (member.id === told.member ? { ...member, online: told.online, lastSeenOn: told.lastSeenOn } : member)) });
    }
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
    this.found.hidden = !words;
    this.list.hidden = this.tabs.hidden = Boolean(words);
    if (!words) return this.draw();
    this.more.hidden = true;
    this.found.replaceChildren(skeleton("list"));
    try {
      const { items } = await get("/messages", { query: words, limit: 30 });
      this.found.replaceChildren(items.length ? h("ul", { class: "rows" }, items.map((/** @type {any} */ message) => h("li", {},
        foundRow(this.app, message, this.conversations)))) : empty(t("chat.nothingFound"), t("chat.nothingFoundText")));
    } catch (problem) {
      this.found.replaceChildren(failure(problem, () => this.search(words)));
    }
    return undefined;
  }
}

/** @param {App} app @param {Conversation} conversation @param {string} me @param {Inbox} inbox */
function conversationRow(app, conversation, me, inbox) {
  const last = conversation.lastMessage;
  const words = !last ? "" : last.deletedAt ? t("chat.deleted") : who(conversation, last, me) + last.text;
  const when = last ? (Date.now() - Date.parse(last.createdAt) < 20 * 3_600_000 ? clock(last.createdAt, app.zone) : shortDay(last.createdAt, app.zone)) : "";
  return h("a", { class: `row conversation${conversation.unread ? " unread" : ""}`, href: inbox.address(`/messages/${conversation.id}`),
    "aria-current": conversation.id === inbox.open ? "page" : undefined }, face(conversation, me),
  h("span", { class: "grow" }, h("span", { class: "row" }, h("bdi", { class: "grow name" }, talkName(conversation, me)), h("span", { class: "muted small" }, when)),
    h("span", { class: "row" }, h("bdi", { class: "grow last small" }, words),
      badge(conversation.unread, t("shell.unread", { count: conversation.unread })))));
}

/** Who wrote a line, before what they wrote. @param {Conversation} conversation @param {any} message @param {string} me */
function who({ ring, members }, { sender, system }, me) {
  const name = system ? "" : sender === me ? t("chat.you") : ring ? members.find(({ id }) => id === sender)?.name : "";
  return name ? `${name}: ` : "";
}

/** @param {App} app @param {any} message @param {Conversation[]} conversations */
function foundRow(app, message, conversations) {
  const conversation = conversations.find(({ id }) => id === message.conversation);
  return h("a", { class: "row conversation", href: `/messages/${message.conversation}?at=${message.seq}` }, icon("messages"),
    h("span", { class: "grow" }, h("span", { class: "muted small" }, conversation && [h("bdi", {}, talkName(conversation, app.me.id)), " · "], fromNow(message.createdAt)), h("br"),
      h("bdi", {}, message.text)));
}

/** After these refusals nobody here can be written to: somebody is suspended, or the conversation is gone for me. */
const final = new Set(["memberUnavailable", "notFound"]);

/**
 * The open conversation: who it is with, what was said, and where to write.
 * @param {App} app @param {Conversation} conversation @param {Inbox} inbox @param {number | undefined} at @param {AbortSignal} signal
 */
async function threadPane(app, conversation, inbox, at, signal) {
  const me = app.me.id;
  const other = conversation.ring ? { id: null, name: t("rings.everybody") } : partner(conversation, me);
  const outbox = await app.outbox();
  const thread = new Thread(app, conversation, outbox, other, signal,
    { edit: (message) => writer.edit(message), rewrite: (text) => writer.write(text), told: inbox.sessions,
      sessionsRead: () => inbox.sessionsChanged() });
  const writer = composer({ app, conversation: conversation.id, name: other.name,
    send: (text) => {
      outbox.add(conversation.id, text);
      thread.toNewest();
    }, change: (message, text) => thread.change(message, text) });
  const isOver = () => outbox.of(conversation.id).some(({ problem }) => final.has(problem?.code ?? ""));
  const closeIfOver = () => {
    if (conversation.canWrite && !isOver()) return;
    writer.close(t(conversation.ring ? "chat.closedRing" : "problems.memberUnavailable"));
  };
  closeIfOver();
  outbox.onChange(closeIfOver, signal);
  const status = h("p", { class: "muted small" }, conversation.ring ? t("rings.talk") : there(other));
  const mine = (/** @type {any} */ told) => told.conversation === conversation.id || told.message?.conversation === conversation.id;
  for (const event of ["message:created", "message:updated", "session:*"]) {
    app.live?.on(event, (told, type) => {
      if (told.message && mine(told)) thread.take(told.message, type === "message:created");
    }, signal);
  }
  app.live?.on("message:read", (told) => {
    if (told.conversation === conversation.id) thread.update(withReading(thread.conversation, /** @type {any} */ (told), app.me.id));
  }, signal);
  app.live?.on("typing", (told) => { if (told.conversation === conversation.id && told.member !== me) thread.showTyping(told.member); }, signal);
  app.live?.on("presence", (told) => { if (told.member === other.id) status.textContent = there({ ...other, ...told }); }, signal);
  app.live?.on("resync", () => thread.refresh().catch(() => undefined), signal);
  const head = h("header", { class: "thread-head row" },
    h("a", { class: "icon-button narrow-only", href: "/messages", "aria-label": t("shell.back"), onclick: (/** @type {any} */ event) => event.currentTarget.setAttribute("href", inbox.address("/messages")) }, icon("back")), face(conversation, me, "small"),
    h("div", { class: "grow" }, h("h1", {}, conversation.ring
      ? h("a", { href: `/rings/${conversation.ring}`, class: "person" }, talkName(conversation, me)) : person(other)), status),
    conversation.ring ? h("a", { class: "icon-button", href: `/rings/${conversation.ring}`, "aria-label": t("rings.see"), title: t("rings.see") }, icon("ring")) : menu(t("chat.moreAbout", { name: other.name }), [
      { label: t("chat.profile"), icon: "me", act: () => app.go(`/people/${other.id}`) },
      { label: t("matching.request"), icon: "calendar", act: async () => (await loaded(import("../sessions/request-dialog.js"))).openRequest(app, other) },
      { label: t("profiles.block"), icon: "block", kind: "danger", act: async () =>
        (await loaded(import("../profiles/block.js"))).block(app, other, { next: "/messages" }) }]));
  const element = h("section", { class: "thread-pane", "aria-label": t("chat.with", { name: other.name }) }, head, thread.said,
    h("div", { class: "log-place" }, h("h2", { class: "hidden" }, t("chat.log", { name: other.name })), thread.element, thread.newest), writer.element);
  await thread.open(at);
  // What was told before is newer than what was read.
  for (const { told, type } of inbox.heard ?? []) if (mine(told)) thread.take(told.message, type === "message:created");
  inbox.heard = null;
  return { element, sessions: () => thread.sessions, resumed: () => thread.return(), shown: () => {
    thread.arrive(at);
    if (wide.matches) writer.focus();
  } };
}
