// The messages of a conversation: a window over a long list, which stays where one reads while messages come and go.

import { h } from "../browser/dom.js";
import { get, patch, post, remove } from "../browser/http.js";
import { day } from "../languages/format.js";
import { t } from "../languages/text.js";
import { confirmed, toast } from "../shell/dialogs.js";
import { button, failure, say } from "../shell/parts.js";
import { continues, Stretch } from "./chat.js";
import { messageLine, waitingLine } from "./message-line.js";
import { sessionLine } from "./session-line.js";

/** @typedef {import("./chat.js").Message} Message @typedef {import("./chat.js").Conversation} Conversation */

/** How many messages are asked for at once, and how near to an end one has to be for that, in pixels. */
const [portion, near] = [40, 600];

export class Thread {
  #stretch = new Stretch();
  /** @type {any} */
  #loading = null;
  /** @type {number | null} up to which message was read when this was opened; null when all was */
  #newSince = null;
  #missed = 0;
  #sentRead = 0;
  /** @type {Map<string, any>} cards of sessions, kept while lines are drawn anew */
  #cards = new Map();

  /**
   * @param {import("../shell/app-state.js").App} app @param {Conversation} conversation
   * @param {import("./outbox.js").Outbox} outbox @param {any} other @param {AbortSignal} signal
   * @param {{edit: (message: Message) => void}} hooks
   */
  constructor(app, conversation, outbox, other, signal, hooks) {
    this.app = app;
    this.conversation = conversation;
    this.outbox = outbox;
    this.other = other;
    this.signal = signal;
    this.hooks = hooks;
    this.lines = h("div", { class: "lines" });
    this.typing = h("p", { class: "typing", "aria-live": "polite" });
    this.element = h("div", { class: "log", role: "log", "aria-live": "off", tabindex: 0, "aria-label": t("chat.log", { name: other.name }) }, this.lines, this.typing);
    this.said = h("div", { class: "hidden", "aria-live": "polite" });
    this.newest = button(t("chat.newest"), { kind: "first newest", onclick: () => this.toNewest() });
    this.newest.hidden = true;
    this.element.addEventListener("scroll", () => this.#scrolled(), { passive: true, signal });
    // An open menu belongs to a line: drawing waits until it is closed.
    this.lines.addEventListener("toggle", () => { if (this.#isStale) this.draw(); }, { capture: true, signal });
    outbox.onChange(() => this.draw(), signal);
    for (const event of ["focus", "visibilitychange"]) addEventListener(event, () => this.#read(), { signal });
  }

  /** Reads what is shown first: the place of a message that was looked for, or the first unread. @param {number} [seq] */
  async open(seq) {
    const { myReadUpTo, unread } = this.conversation;
    const from = seq ?? (unread > 0 ? myReadUpTo + 1 : undefined);
    if (this.#newSince === null && unread > 0) this.#newSince = myReadUpTo;
    await this.#load(from);
    this.draw();
    const wanted = seq ? this.lines.querySelector(`[data-seq="${seq}"]`) : this.lines.querySelector(".new-since");
    if (wanted) {
      wanted.scrollIntoView({ block: seq ? "center" : "start" });
      if (seq) wanted.classList.add("found");
    } else {
      this.element.scrollTop = this.element.scrollHeight;
    }
    this.#scrolled();
  }

  /** @param {number} [from] */
  async #load(from) {
    const path = `/conversations/${this.conversation.id}/messages`;
    if (!from || from <= 1) {
      const page = from ? await get(path, { after: 0, limit: portion }) : await get(path, { limit: portion });
      if (from) this.#stretch.replace(page.items, false, page.next !== null);
      else this.#stretch.replace(page.items, page.next !== null, false);
      return;
    }
    const [before, after] = await Promise.all([get(path, { before: from, limit: portion }), get(path, { after: from - 1, limit: portion })]);
    this.#stretch.replace([...before.items, ...after.items], before.next !== null, after.next !== null);
  }

  /** Shows the end. */
  async toNewest() {
    if (this.#stretch.hasLater) await this.#load();
    this.#missed = 0;
    this.draw();
    this.element.scrollTop = this.element.scrollHeight;
    this.#scrolled();
  }

  /** @param {Message} message as the server told */
  async take(message) {
    const wasAtEnd = this.isAtEnd;
    const what = this.#stretch.take(message);
    if (what === "missed") return this.#fillGap();
    const isTheirs = message.sender !== this.app.me.id;
    if (what === "added" || what === "known") {
      if (isTheirs && !message.system) {
        this.typing.textContent = "";
        this.said.textContent = t("chat.said", { name: this.other.name, text: message.text });
      }
      if (!wasAtEnd && isTheirs) this.#missed += 1;
    }
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

  /** The other is typing. */
  showTyping() {
    this.typing.textContent = t("chat.typing", { name: this.other.name });
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => { this.typing.textContent = ""; }, 5_000);
  }

  /** @type {any} */
  #quiet;

  get isAtEnd() {
    const { scrollTop, clientHeight, scrollHeight } = this.element;
    return !this.#stretch.hasLater && scrollHeight - scrollTop - clientHeight < 48;
  }

  #isStale = false;

  /** Draws what is held, without moving what is read. */
  draw() {
    this.#isStale = this.lines.querySelector(":popover-open") !== null;
    if (this.#isStale) return;
    const { me, zone } = this.app;
    const isAtEnd = this.isAtEnd;
    const anchor = this.#anchor();
    const dayOf = (/** @type {string} */ time) => day(time, zone);
    const now = Date.now();
    const made = [];
    let last = "";
    const { messages } = this.#stretch;
    const newestOf = new Map(messages.filter(({ system }) => system).map((message) => [message.system.session, message.seq]));
    messages.forEach((message, index) => {
      const date = dayOf(message.createdAt);
      if (date !== last) made.push(h("p", { class: "date" }, h("span", {}, date)));
      last = date;
      if (this.#newSince !== null && message.seq > this.#newSince && (messages[index - 1]?.seq ?? 0) <= this.#newSince) {
        made.push(h("p", { class: "new-since" }, h("span", {}, t("chat.newSince"))));
      }
      if (message.system) {
        made.push(sessionLine(this.app, message, { other: this.other, withCard: newestOf.get(message.system.session) === message.seq,
          cards: this.#cards, signal: this.signal }));
        return;
      }
      made.push(messageLine(message, { me: me.id, zone, theirReadUpTo: this.conversation.theirReadUpTo, name: this.other.name,
        now, isContinued: continues(messages[index - 1], message, dayOf), act: (name, which) => this.#act(name, which) }));
    });
    if (!this.#stretch.hasLater) {
      for (const entry of this.outbox.of(this.conversation.id)) {
        if (messages.some(({ clientId }) => clientId === entry.clientId)) continue;
        made.push(waitingLine(entry, zone, { retry: () => this.outbox.retry(entry.clientId), drop: () => this.outbox.drop(entry.clientId) }));
      }
    }
    if (!made.length) made.push(h("p", { class: "date muted" }, t("chat.firstWord", { name: this.other.name })));
    this.lines.replaceChildren(...made);
    if (isAtEnd) this.element.scrollTop = this.element.scrollHeight;
    else this.#hold(anchor);
    this.newest.hidden = this.isAtEnd;
    this.newest.querySelector("span")?.replaceChildren(this.#missed ? t("chat.newCount", { count: this.#missed }) : t("chat.newest"));
  }

  /** The first line in sight, and where it is. */
  #anchor() {
    const top = this.element.getBoundingClientRect().top;
    for (const line of this.lines.querySelectorAll("[data-seq]")) {
      const at = line.getBoundingClientRect();
      if (at.bottom > top) return { seq: line.getAttribute("data-seq"), offset: at.top - top };
    }
    return null;
  }

  /** @param {{seq: string | null, offset: number} | null} anchor */
  #hold(anchor) {
    const line = anchor && this.lines.querySelector(`[data-seq="${anchor.seq}"]`);
    if (!line) return;
    const top = this.element.getBoundingClientRect().top;
    this.element.scrollTop += line.getBoundingClientRect().top - top - anchor.offset;
  }

  #scrolled() {
    if (this.isAtEnd) this.#missed = 0;
    this.newest.hidden = this.isAtEnd;
    const { scrollTop, clientHeight, scrollHeight } = this.element;
    if (scrollTop < near && this.#stretch.hasEarlier) this.#more("before");
    else if (scrollHeight - scrollTop - clientHeight < near && this.#stretch.hasLater) this.#more("after");
    this.#read();
  }

  /** @param {"before" | "after"} direction */
  #more(direction) {
    this.#loading ??= (async () => {
      const path = `/conversations/${this.conversation.id}/messages`;
      try {
        const from = direction === "before" ? this.#stretch.first : this.#stretch.last;
        const page = await get(path, { [direction]: from, limit: portion }, { signal: this.signal });
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
    const page = await get(`/conversations/${this.conversation.id}/messages`, { after: this.#stretch.last, limit: 100 }).catch(() => null);
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
      await this.take({ ...message, text: "", deletedAt: new Date().toISOString() });
    } catch (problem) {
      toast(say(problem));
    }
    return undefined;
  }

  /** Changes a message of one's own. @param {Message} message @param {string} text */
  async change(message, text) {
    await this.take(await patch(`/conversations/${this.conversation.id}/messages/${message.id}`, { text }));
  }
}
