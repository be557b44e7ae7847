// What every page shares: who is here, what is unread, and the live connection.

import { get, loaded, patch, Problem } from "../browser/http.js";
import { Live } from "../events/live.js";
import { t } from "../languages/text.js";
import { notificationText } from "../notifications/notification-text.js";
import { toast } from "./dialogs.js";
import { say } from "./parts.js";

/**
 * What a page is given.
 * @typedef {{app: App, url: URL, params: Record<string, string>, query: URLSearchParams, signal: AbortSignal}} Visit
 *   signal: aborted when the page is gone for good
 * Beside `page` a module may export `ahead`, which is given the same but for `url` and `signal`, and begins to load what
 * the page will need: it is called for the first page only, once, and often before there are texts. It may give a promise;
 * what fails is said when the page is opened.
 * What a page gives back; `shown` is called once it is on the screen, `resumed` each time Back brings it back.
 * @typedef {{title: string, content: HTMLElement, shown?: () => void, resumed?: () => void}} Page
 */

export class App {
  /** @type {any} the member as `GET /me` tells, or null */
  me = null;
  /** @type {Live | null} */
  live = null;
  /** Unread messages and notifications. */
  unread = { messages: 0, notifications: 0 };
  /** @type {import("../browser/router.js").Router} */
  router = /** @type {any} */ (null);
  /** @type {import("./shell.js").Shell} */
  shell = /** @type {any} */ (null);
  #ending = new AbortController();
  /** How often something became known of oneself or of what is unread. */
  #changes = 0;
  /** @type {(() => void)[]} */
  #connected = [];
  /** @type {Promise<import("../chat/outbox.js").Outbox> | null} */
  #outbox = null;

  /** What was written and waits to be sent; it sends whatever page is shown. */
  outbox() {
    this.#outbox ??= loaded(import("./late.js")).then(({ outboxOf }) => outboxOf(this)).catch((problem) => {
      this.#outbox = null;
      throw problem;
    });
    return this.#outbox;
  }

  /** Calls back each time the live connection stands. @param {() => void} act */
  onConnected(act) {
    this.#connected.push(act);
  }

  /** The zone in which times are shown. */
  get zone() {
    return this.me?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone ?? "UTC";
  }

  /** Finds out who is here. @param {boolean} isSure whether to ask although nobody is known to have signed in here */
  async start(isSure) {
    if (!isSure && !localStorage.getItem("member")) return;
    try {
      await this.#enter();
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.status !== 401) throw problem;
      localStorage.removeItem("member");
    }
  }

  /** Somebody signed in. @param {string} [next] where to go */
  async signedIn(next = "/matches") {
    await this.#enter();
    this.router.forgetAll();
    this.shell.draw();
    await this.router.go(next, { replace: true });
    this.listen();
  }

  /** Connects, if a member is here: what happened since `GET /me` answered is told then, so this waits for the first page
   * to be there that hears it. */
  listen() {
    this.live?.connect();
  }

  /** Signs out, unless something is not sent yet and the member wants to keep it. */
  async signOut() {
    await (await loaded(import("./sign-out.js"))).signOut(this);
  }

  /** Nobody is here any more. */
  leave() {
    this.#ending.abort();
    this.live?.close();
    this.live = null;
    this.me = null;
    this.#changes += 1;
    localStorage.removeItem("member");
  }

  /** @param {any} me as an answer of the server says it; what is unread is counted on its own */
  update({ lastEvent: _, unread: __, ...me }) {
    this.#changes += 1;
    // Pages that wait behind show times of the zone before.
    if (me.timeZone && me.timeZone !== this.me.timeZone) this.router.forgetAll();
    this.me = { ...this.me, ...me };
    this.shell?.draw();
  }

  /** Changes the own profile and tells everybody on this page. @param {any} change */
  async changeProfile(change) {
    this.update(await patch("/me", change));
  }

  /** @param {string} path @param {{replace?: boolean}} [options] */
  go(path, options) {
    return this.router.go(path, options);
  }

  /** @param {Partial<{messages: number, notifications: number}>} change */
  setUnread(change) {
    this.#changes += 1;
    Object.assign(this.unread, change);
    this.shell?.draw();
  }

  /** Asks anew who one is, which another tab may have changed, and what is unread. */
  async refresh() {
    if (!this.me) return;
    const changes = this.#changes;
    const me = await get("/me");
    // What was done or heard meanwhile may be missing in the answer.
    if (changes !== this.#changes) return this.#recount();
    this.me = me;
    this.unread = unreadOf(me);
    this.shell?.draw();
  }

  /** Loads who is here. */
  async #enter() {
    const me = await get("/me");
    this.#ending.abort();
    this.#ending = new AbortController();
    this.live?.close();
    this.#connected = [];
    this.#outbox = null;
    this.#changes += 1;
    this.me = me;
    this.unread = unreadOf(me);
    localStorage.setItem("member", me.id);
    const live = new Live(me.lastEvent, (state, detail) => this.#connectionChanged(state, detail));
    this.live = live;
    this.#hear(live, this.#ending.signal);
  }

  /** @param {Live} live @param {AbortSignal} signal */
  #hear(live, signal) {
    live.on("notification:created", ({ notification, seq = Infinity }) => {
      // A count that was read after it was stored holds it already.
      if (seq > this.me.lastEvent) this.setUnread({ notifications: this.unread.notifications + 1 });
      if (notification.target.type !== "conversation" && document.visibilityState === "visible") {
        toast(notificationText(notification, this.zone), { action: t("shell.look"), act: () => this.go(targetOf(notification.target)) });
      }
    }, signal);
    for (const event of ["notification:read", "message:read", "message:created", "resync"]) {
      live.on(event, () => this.#recount(), signal);
    }
  }

  #recount = later(() => this.refresh().catch(() => undefined));

  /** @param {import("../events/live.js").State} state @param {import("../events/live.js").Detail} detail */
  #connectionChanged(state, detail) {
    this.shell?.connectionChanged(state);
    if (state === "connected") for (const act of this.#connected) act();
    if (state === "refused" && !isPassing(detail.data?.status)) this.#askWhy();
  }

  /** Who is refused may have been signed out, which the answer leads on from, or suspended, which no other try mends. */
  async #askWhy() {
    const { live } = this;
    const problem = await get("/me").then(() => null, (refused) => refused);
    if (problem?.code !== "suspended" || live !== this.live) return;
    live?.close();
    toast(say(problem), { stays: true });
  }
}

/** Whether a refusal passes by itself: there is too much at once, or the server is away. @param {number | undefined} status */
const isPassing = (status = 0) => status === 429 || status >= 500;

/** @param {any} me */
function unreadOf({ unread }) {
  return { messages: unread.conversations, notifications: unread.notifications };
}

/** Where a notification leads. @param {{type: string, id: string}} target */
export function targetOf({ type, id }) {
  return { session: `/sessions/${id}`, conversation: `/messages/${id}`, member: `/people/${id}`,
    ring: `/rings/${id}` }[type] ?? "/notifications";
}

/** Many calls in a short time become one. @param {() => any} act */
function later(act) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, 300);
  };
}
