// The messages of a conversation: a window over a long list, which stays where one reads while messages come and go.

import { h } from "../browser/dom.js";
import { get, patch, post, remove } from "../browser/http.js";
import { day, dayAndClock } from "../languages/format.js";
import { t } from "../languages/text.js";
import { confirmed, toast } from "../shell/dialogs.js";
import { button, failure, say } from "../shell/parts.js";
import { continues, Stretch } from "./chat.js";
import { messageLine, showLines, waitingLine } from "./message-line.js";
import { laterOf } from "../sessions/sessions.js";
import { sessionLine } from "./session-line.js";

/** @typedef {import("./chat.js").Message} Message @typedef {import("./chat.js").Conversation} Conversation */

/** @typedef {{seq: string | null, offset: number}} Anchor a line, and how far below the top it is */

/** How many messages are asked for at once, and how near to an end one has to be for that, in pixels. */
const [portion, near] = [40, 600];

/** @param {string} conversation */
export const messagesOf = (conversation) => `/conversations/${conversation}/messages`;

/** The question for the end of a conversation. */
export const newest = { limit: portion, sessions: true };

export class Thread {
  #stretch = new Stretch();
  /** @type {any} */
  #loading = null;
  /** How far I had read when I came, if there was more. @type {number | null} */
  #newSince = null;
  #missed = 0;
  #sentRead = 0;
  /** Kept while lines are drawn anew. @type {import("./session-line.js").Cards} */
  #cards = new Map();
  /** Of which the lines tell, and what is agreed on next, as they were read. @type {Map<string, import("../sessions/sessions.js").Session>} */
  #sessions = new Map();
  /** @type {Map<string, {sign: string, element: HTMLElement}>} */
  #shown = new Map();
  /** Where one reads, for when the page is come back to. @type {{isAtEnd: boolean, anchor: Anchor | null}} */
  #place = { isAtEnd: true, anchor: null };

  /**
   * @param {import("../shell/app-state.js").App} app @param {Conversation} conversation
   * @param {import("./outbox.js").Outbox} outbox @param {any} other @param {AbortSignal} signal
   * @param {{edit: (message: Message) => void, rewrite: (text: string) => void, told: Map<string, any>,
   *   sessionsRead: () => any}} hooks `told` are the sessions as events told of them
   */
  constructor(app, conversation, outbox, other, signal, hooks) {
    this.app = app;
    this.conversation = conversation;
    this.outbox = outbox;
    this.other = other;
    this.signal = signal;
    this.hooks = hooks;
    this.lines = h("div", { class: "lines" });
    this.part = h("p", { class: "printed-part" });
    this.typing = h("p", { class: "typing", "aria-live": "polite" });
    this.element = h("div", { class: "log", role: "log", "aria-live": "off", tabindex: 0, "aria-label": t("chat.log", { name: other.name }) }, this.part, this.lines, this.typing);
    this.said = h("div", { class: "hidden", "aria-live": "polite" });
    this.newest = button(t("chat.newest"), { kind: "first newest", onclick: () => this.toNewest() });
    this.newest.hidden = true;
    this.element.addEventListener("scroll", () => this.#scrolled(), { passive: true, signal });
    outbox.onChange(() => this.draw(), signal);
    for (const event of ["focus", "visibilitychange"]) addEventListener(event, () => this.#read(), { signal });
  }

  /** Reads what is shown first: the place of a message that was looked for, or the first unread. @param {number} [seq] */
  async open(seq) {
    const { myReadUpTo, unread } = this.conversation;
    if (unread > 0) this.#newSince = myReadUpTo;
    await (seq ? this.#load(seq) : this.#loadNewest(unread > 0 ? myReadUpTo + 1 : Infinity));
    this.draw();
  }

  /** A page of messages, and the sessions that come along. @param {Record<string, any>} query */
  async #page(query) {
    const page = await get(messagesOf(this.conversation.id), { ...query, sessions: true }, { signal: this.signal });
    for (const session of page.sessions) this.#sessions.set(session.id, session);
    this.hooks.sessionsRead();
    return page;
  }

  /** All that were told or read. */
  get sessions() {
    return [...new Set([...this.#sessions.keys(), ...this.hooks.told.keys()])].map((id) => this.#session(id));
  }

  /** A session as it was last told or read. @param {string} id */
  #session(id) {
    const [told, read] = [this.hooks.told.get(id), this.#sessions.get(id)];
    return told && read ? laterOf(read, told) : told ?? read;
  }

  /** Goes there, once the page is on the screen. @param {number} [seq] */
  arrive(seq) {
    const wanted = seq ? this.lines.querySelector(`[data-seq="${seq}"]`) : this.lines.querySelector(".new-since");
    if (wanted) {
      wanted.scrollIntoView({ block: seq ? "center" : "start" });
      if (seq) wanted.classList.add("found");
    } else {
      this.element.scrollTop = this.element.scrollHeight;
    }
    this.#scrolled();
  }

  /** Reads the end; what is around a message that is further back, in its place. @param {number} [from] */
  async #loadNewest(from = Infinity) {
    const page = await this.#page(newest);
    if (page.next !== null && page.items[0]?.seq > from) return this.#load(from);
    return this.#stretch.replace(page.items, page.next !== null, false);
  }

  /** Reads what is around a message. @param {number} from */
  async #load(from) {
    if (from <= 1) {
      const page = await this.#page({ after: 0, limit: portion });
      return this.#stretch.replace(page.items, false, page.next !== null);
    }
    const [before, after] = await Promise.all([this.#page({ before: from, limit: portion }), this.#page({ after: from - 1, limit: portion })]);
    return this.#stretch.replace([...before.items, ...after.items], before.next !== null, after.next !== null);
  }

  /** The page is on the screen again: shows the place where one was. */
  return() {
    if (this.#place.isAtEnd) return this.toNewest();
    this.#hold(this.#place.anchor);
    return this.#scrolled();
  }

  /** Reads anew what is shown, after too much has happened to be told. */
  async refresh() {
    const { first, hasEarlier } = this.#stretch;
    const page = await this.#page({ after: Math.max(0, first - 1), limit: 100 });
    this.#stretch.replace(page.items, hasEarlier, page.next !== null);
    this.draw();
    this.#scrolled();
  }

  /** Shows the end. */
  async toNewest() {
    if (this.#stretch.hasLater) await this.#loadNewest();
    this.#missed = 0;
    this.draw();
    this.element.scrollTop = this.element.scrollHeight;
    this.#scrolled();
  }

  /** @param {Message} message as the server told @param {boolean} isNew whether it was just written */
  async take(message, isNew) {
    const wasAtEnd = this.isAtEnd;
    const what = this.#stretch.take(message);
    if (isNew && what !== "changed" && message.sender !== this.app.me.id && !message.system) {
      this.typing.textContent = "";
      this.said.textContent = t("chat.said", { name: this.#nameOf(message.sender), text: message.text });
      if (!wasAtEnd) this.#missed += 1;
    }
    if (what === "missed") return this.#fillGap();
    this.draw();
    if (wasAtEnd && what === "added") this.element.scrollTop = this.element.scrollHeight;
    this.#scrolled();
    return undefined;
  }

  /** @param {Conversation} conversation how far the two have read now */
  update(conversation) {
    const isOther = conversation.theirReadUpTo !== this.conversation.theirReadUpTo;
    this.conversation = conversation;
    if (isOther) this.draw();
  }

  /** Whose lines they are: in a ring there are several others. @param {string | null} id */
  #nameOf(id) {
    if (!this.conversation.ring) return this.other.name;
    return this.conversation.members.find((member) => member.id === id)?.name ?? t("rings.somebody");
  }

  /** Somebody else is typing. @param {string} member */
  showTyping(member) {
    this.typing.textContent = t("chat.typing", { name: this.#nameOf(member) });
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => { this.typing.textContent = ""; }, 5_000);
  }

  /** @type {any} */
  #quiet;

  get isAtEnd() {
    if (!this.element.isConnected) return this.#place.isAtEnd;
    const { scrollTop, clientHeight, scrollHeight } = this.element;
    return !this.#stretch.hasLater && scrollHeight - scrollTop - clientHeight < 48;
  }

  /** Draws what is held, without moving what is read. */
  draw() {
    const isAtEnd = this.isAtEnd;
    const anchor = this.#anchor();
    const wanted = this.#stretch.messages.flatMap((message, index) => this.#linesOf(message, index));
    if (!this.#stretch.hasLater) wanted.push(...this.#waiting());
    if (!wanted.length) {
      wanted.push({ key: "none", sign: "", make: () => h("p", { class: "date muted" }, t("chat.firstWord", { name: this.other.name })) });
    }
    showLines(this.lines, wanted, this.#shown);
    this.#sayPart();
    if (isAtEnd) this.element.scrollTop = this.element.scrollHeight;
    else this.#hold(anchor);
    this.#drawNewest();
  }

  /** What is printed is what is held: on paper it says so. */
  #sayPart() {
    const { messages, hasEarlier, hasLater } = this.#stretch;
    const [from, to] = [messages[0], messages[messages.length - 1]].map((one) => one && dayAndClock(one.createdAt, this.app.zone));
    this.part.textContent = from && (hasEarlier || hasLater) ? t("chat.printedPart", { from, to }) : "";
  }

  #drawNewest() {
    this.newest.hidden = this.isAtEnd;
    this.newest.querySelector("span")?.replaceChildren(this.#missed ? t("chat.newCount", { count: this.#missed }) : t("chat.newest"));
  }

  /** A message, below what separates it from the one before. @param {Message} message @param {number} index */
  #linesOf(message, index) {
    const { messages } = this.#stretch;
    const { app: { me, zone }, conversation: { theirReadUpTo, ring }, other } = this;
    const before = messages[index - 1];
    const dayOf = (/** @type {string} */ time) => day(time, zone);
    const date = dayOf(message.createdAt);
    const lines = [];
    if (!before || dayOf(before.createdAt) !== date) {
      lines.push({ key: `date ${date}`, sign: "", make: () => h("p", { class: "date" }, h("span", {}, date)) });
    }
    if (this.#newSince !== null && message.seq > this.#newSince && (before?.seq ?? 0) <= this.#newSince) {
      lines.push({ key: "new", sign: "", make: () => h("p", { class: "new-since" }, h("span", {}, t("chat.newSince"))) });
    }
    const { seq, system, text, editedAt, deletedAt } = message;
    if (system) {
      const withCard = !messages.some((later) => later.seq > seq && later.system?.session === system.session);
      const decided = system.transition === "resolve" ? this.#session(system.session)?.status : "";
      lines.push({ key: `${seq}`, sign: `${withCard} ${decided}`, make: () => sessionLine(this.app, message,
        { other, withCard, cards: this.#cards, session: (id) => this.#session(id), signal: this.signal }) });
      return lines;
    }
    const isContinued = continues(before, message, dayOf);
    const isRead = message.sender === me.id && seq <= theirReadUpTo;
    lines.push({ key: `${seq}`, sign: JSON.stringify([text, editedAt, deletedAt, isContinued, isRead]), make: () => messageLine(message,
      { me: me.id, zone, theirReadUpTo, name: this.#nameOf(message.sender), showsName: Boolean(ring) && !isContinued, isContinued, act: (name, which) => this.#act(name, which) }) });
    return lines;
  }

  /** What the server does not have yet. */
  #waiting() {
    const known = new Set(this.#stretch.messages.map(({ clientId }) => clientId));
    return this.outbox.of(this.conversation.id).filter(({ clientId }) => !known.has(clientId)).map((entry) => ({
      key: entry.clientId, sign: JSON.stringify([entry.state, entry.problem]), make: () => waitingLine(entry, this.app.zone, {
        retry: () => this.outbox.retry(entry.clientId), drop: () => this.outbox.drop(entry.clientId),
        edit: () => {
          this.hooks.rewrite(entry.text);
          return this.outbox.drop(entry.clientId);
        } }) }));
  }

  /** The first line in sight, and where it is. */
  #anchor() {
    if (!this.element.isConnected) return this.#place.anchor;
    const top = this.element.getBoundingClientRect().top;
    for (const line of this.lines.querySelectorAll("[data-seq]")) {
      const at = line.getBoundingClientRect();
      if (at.bottom > top) return { seq: line.getAttribute("data-seq"), offset: at.top - top };
    }
    return null;
  }

  /** @param {Anchor | null} anchor */
  #hold(anchor) {
    const line = this.element.isConnected && anchor && this.lines.querySelector(`[data-seq="${anchor.seq}"]`);
    if (!line) return;
    const top = this.element.getBoundingClientRect().top;
    this.element.scrollTop += line.getBoundingClientRect().top - top - anchor.offset;
  }

  #scrolled() {
    if (!this.element.isConnected) return;
    if (this.isAtEnd) this.#missed = 0;
    this.#place = { isAtEnd: this.isAtEnd, anchor: this.#anchor() };
    this.#drawNewest();
    const { scrollTop, clientHeight, scrollHeight } = this.element;
    if (scrollTop < near && this.#stretch.hasEarlier) this.#more("before");
    else if (scrollHeight - scrollTop - clientHeight < near && this.#stretch.hasLater) this.#more("after");
    this.#read();
  }

  /** @param {"before" | "after"} direction */
  #more(direction) {
    this.#loading ??= (async () => {
      try {
        const from = direction === "before" ? this.#stretch.first : this.#stretch.last;
        const page = await this.#page({ [direction]: from, limit: portion });
        this.#stretch[direction === "before" ? "prepend" : "append"](page.items, page.next !== null);
        this.draw();
      } catch (problem) {
        if (!this.signal.aborted) this.lines.prepend(failure(problem, () => this.#scrolled()));
      } finally {
        this.#loading = null;
      }
    })();
  }

  async #fillGap() {
    const page = await this.#page({ after: this.#stretch.last, limit: 100 }).catch(() => null);
    if (!page) return;
    const isAtEnd = this.isAtEnd;
    this.#stretch.append(page.items, page.next !== null);
    this.draw();
    if (isAtEnd) this.element.scrollTop = this.element.scrollHeight;
  }

  /** Says how far was read, once the end is really seen. */
  #read() {
    if (!this.isAtEnd || document.visibilityState !== "visible" || !document.hasFocus() || !this.element.isConnected) return;
    const upTo = this.#stretch.last;
    if (upTo <= Math.max(this.#sentRead, this.conversation.myReadUpTo)) return;
    this.#sentRead = upTo;
    post(`/conversations/${this.conversation.id}/read`, { upTo }).catch(() => { this.#sentRead = 0; });
  }

  /** @param {"edit" | "remove" | "copy"} name @param {Message} message */
  async #act(name, message) {
    if (name === "edit") return this.hooks.edit(message);
    try {
      if (name === "copy") {
        await navigator.clipboard.writeText(message.text);
        return toast(t("chat.copied"));
      }
      if (!await confirmed({ title: t("chat.deleteTitle"), text: t("chat.deleteText"), act: t("chat.delete") })) return undefined;
      await remove(`/conversations/${this.conversation.id}/messages/${message.id}`);
      await this.take({ ...message, text: "", deletedAt: new Date().toISOString() }, false);
    } catch (problem) {
      toast(say(problem));
    }
    return undefined;
  }

  /** Changes a message of one's own. @param {Message} message @param {string} text */
  async change(message, text) {
    await this.take(await patch(`/conversations/${this.conversation.id}/messages/${message.id}`, { text }), false);
  }
}
