// What the server tells while a page is open: every event once and in order, and whether the connection stands.

import { loaded } from "../browser/http.js";

/** @typedef {import("../browser/socket.js").Socket} Socket */
/** @typedef {import("../browser/socket.js").State} State @typedef {import("../browser/socket.js").Detail} Detail */
/** @typedef {{seq?: number, at?: string, [name: string]: any}} Told */

/** When it is tried again where the socket could not be loaded, or where the server put it out, in ms. */
const again = 5_000;

export class Live {
  /** @type {{pattern: string, act: (payload: Told, type: string) => void}[]} */
  #listeners = [];
  /** @type {Socket | null} */
  #socket = null;
  #isOpening = false;
  #isOver = false;
  #seq;
  /** After which event there was a gap that asking again did not fill. */
  #gapAfter = -1;

  /**
   * @param {number} seq of the last event that the state shown already holds
   * @param {(state: State, detail: Detail) => void} stateChanged
   * @param {{page?: any, [option: string]: any}} [options] of its socket
   * @param {() => Promise<{Socket: new (options: any) => Socket}>} [load] the socket's module
   */
  constructor(seq, stateChanged, options = {}, load = () => import("../browser/socket.js")) {
    this.options = options;
    this.load = load;
    this.#seq = seq;
    this.stateChanged = stateChanged;
    /** @type {State} */
    this.state = "connecting";
  }

  /** Does nothing where it is connected or connecting, or was closed. The socket is loaded here, so that a page is shown
   * without it: what happens meanwhile is told once it stands. */
  async connect() {
    if (this.#isOpening || this.#isOver) return;
    this.#isOpening = true;
    const Socket = await this.#loadSocket();
    if (!Socket || this.#isOver) return;
    this.#open(new Socket({ retryRefused: () => true, ...this.options, auth: () => ({ after: this.#seq }) }));
  }

  /** The socket's class; nothing where it could not be reached, and then it is asked for again. */
  async #loadSocket() {
    try {
      return (await loaded(this.load())).Socket;
    } catch (problem) {
      if (problem?.code !== "offline") throw problem;
      this.#isOpening = false;
      if (this.#isOver) return null;
      this.#changed("waiting", {});
      this.#later(() => this.connect());
      return null;
    }
  }

  close() {
    this.#isOver = true;
    this.#socket?.close();
    this.#socket = null;
  }

  /** @param {Socket} socket */
  #open(socket) {
    this.#socket = socket;
    socket.onAny((/** @type {string} */ type, /** @type {Told} */ payload) => this.#take(type, payload ?? {}));
    socket.onstate = (state, detail) => {
      const isPutOut = state === "closed" && detail.reason === "io server disconnect";
      this.#changed(isPutOut ? "waiting" : state, detail);
      // Why, the next connection is told, if the reason still holds.
      if (isPutOut) this.#later(() => this.#socket?.connect());
    };
    socket.connect();
  }

  /** @param {() => void} act */
  #later(act) {
    (this.options.page ?? globalThis).setTimeout(act, again);
  }

  /** @param {State} state @param {Detail} detail */
  #changed(state, detail) {
    this.state = state;
    this.stateChanged(state, detail);
  }

  /**
   * @param {string} pattern the name of an event, a group of them like `session:*`, or `*`
   * @param {(payload: Told, type: string) => void} act
   * @param {AbortSignal} signal ends the listening
   */
  on(pattern, act, signal) {
    if (signal.aborted) return;
    const listener = { pattern, act };
    this.#listeners.push(listener);
    signal.addEventListener("abort", () => {
      this.#listeners = this.#listeners.filter((other) => other !== listener);
    }, { once: true });
  }

  /** Sends something that is acknowledged; throws when it is not. @param {string} event @param {any} payload */
  async request(event, payload) {
    if (!this.#socket) throw new Error("not connected");
    return this.#socket.request(event, payload);
  }

  /** Tells everybody on this page of something that an answer said before its event came. @param {string} type @param {Told} payload */
  tell(type, payload) {
    for (const { pattern, act } of [...this.#listeners]) {
      if (!fits(pattern, type)) continue;
      try {
        act(payload, type);
      } catch (error) {
        console.error(error);
      }
    }
  }

  /** Numbers have no gaps, so something was lost on its way: a browser that repeats a poll by itself throws away what the
   * server has answered. Another connection begins with what is missing. */
  #askAgain() {
    this.#gapAfter = this.#seq;
    this.#socket?.close();
    this.#socket?.connect();
  }

  /** @param {string} type @param {Told} payload */
  #take(type, payload) {
    if (type === "resync") this.#seq = Math.max(this.#seq, payload.seq ?? 0);
    else if (payload.seq !== undefined) {
      if (payload.seq <= this.#seq) return;
      if (payload.seq > this.#seq + 1 && this.#gapAfter !== this.#seq) return this.#askAgain();
      this.#seq = payload.seq;
    }
    this.tell(type, payload);
  }
}

/** @param {string} pattern @param {string} type */
export function fits(pattern, type) {
  return pattern === "*" || pattern === type || (pattern.endsWith("*") && type.startsWith(pattern.slice(0, -1)));
}
