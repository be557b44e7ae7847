// What the server tells while a page is open: every event once and in order, and whether the connection stands.

import { Socket } from "../browser/socket.js";

/** @typedef {{seq?: number, at?: string, [name: string]: any}} Told */

export class Live {
  /** @type {{pattern: string, act: (payload: Told, type: string) => void}[]} */
  #listeners = [];
  /** @type {Socket | null} */
  #socket = null;
  #seq;
  /** After which event there was a gap that asking again did not fill. */
  #gapAfter = -1;

  /**
   * @param {number} seq of the last event that the state shown already holds
   * @param {(state: "connected" | "connecting" | "waiting" | "closed" | "refused") => void} stateChanged
   * @param {object} [options] of its socket
   */
  constructor(seq, stateChanged, options = {}) {
    this.options = options;
    this.#seq = seq;
    this.stateChanged = stateChanged;
    this.state = "connecting";
  }

  /** Does nothing where it is connected or connecting. */
  connect() {
    if (this.#socket) return;
    const socket = new Socket({ ...this.options, auth: () => ({ after: this.#seq }) });
    this.#socket = socket;
    socket.onAny((/** @type {string} */ type, /** @type {Told} */ payload) => this.#take(type, payload ?? {}));
    socket.onstate = (/** @type {any} */ state) => {
      this.state = state;
      this.stateChanged(state);
    };
    socket.connect();
  }

  close() {
    this.#socket?.close();
    this.#socket = null;
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
