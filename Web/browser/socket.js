// A Socket.IO 5 client for one namespace that keeps itself connected. It buffers nothing, has no binary data and no
// recovery of connection states: say in `auth` where you stand.

import { connectEngine } from "./engine.js";
import { ACK, CONNECT, DISCONNECT, EVENT, REFUSED, decode, encode, isEvent } from "./packets.js";

/**
 * @typedef {"connecting" | "connected" | "waiting" | "refused" | "closed"} State
 * @typedef {{id?: string, reason?: string, retryIn?: number, message?: string, data?: any}} Detail `retryIn` in ms
 */

// Times in ms.
const stableAfter = 10_000; // the loss of a connection as old as this begins with short delays again
const joinWithin = 20_000;
const keepSecond = 300_000; // after so long with the second transport, the next connection tries the first again
const everything = Symbol();
/** A server that restarts looks like a network without WebSockets: where they have worked, try so often first. */
const faith = 3;

/** Why something was not sent or not answered. */
export class SocketError extends Error {
  /** @param {"timeout" | "disconnected" | "tooLarge"} code */
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/** In ms. @param {number} attempt from 0 @param {number} random from 0 to 1 */
export function delay(attempt, random) {
  return Math.round(random * Math.min(30_000, 500 * 2 ** attempt));
}

export class Socket {
  /** @type {(state: State, detail: Detail) => void} */
  onstate = () => {};
  /** @type {State} */
  state = "closed";
  #engine;
  #handlers = new Map();
  #asked = new Map();
  #requests = 0;
  #attempts = 0;
  #joinedAt = Infinity;
  #timer = 0;
  #watch = new AbortController();
  #secondUntil = 0;
  #misses = faith - 1;
  #page;
  #url;
  #options;

  /**
   * `auth` is called at each connection; `retryRefused` says whether to go on after a refusal with this data (or {});
   * `page` has what a page's globalThis has.
   * @param {{url?: string, path?: string, namespace?: string, auth?: () => object | undefined, page?: any,
   *   transports?: ("websocket" | "polling")[], retryRefused?: (data: any, message: string) => boolean}} [options]
   */
  constructor(options = {}) {
    this.#options = { namespace: "/", auth() {}, transports: ["websocket", "polling"], retryRefused() {}, ...options };
    this.#page = options.page ?? globalThis;
    this.#url = new URL(options.path ?? "/socket.io/", options.url ?? this.#page.location.origin);
  }

  /** Behind the values may come a function to answer with. @param {any} event @param {Function} handler */
  on(event, handler, isOnce = false) {
    this.#handlers.set(event, (this.#handlers.get(event) ?? new Map()).set(handler, isOnce));
  }

  /** @param {string} event @param {Function} handler */
  once(event, handler) {
    this.on(event, handler, true);
  }

  /** @param {string} event @param {Function} handler */
  off(event, handler) {
    this.#handlers.get(event)?.delete(handler);
  }

  /** @param {Function} handler called with the name of every event and its values, before its own handlers */
  onAny(handler) {
    this.on(everything, handler);
  }

  /** @param {string} event @param {...any} values @throws {SocketError} when it is not connected */
  emit(event, ...values) {
    this.#send(EVENT, undefined, [event, ...values]);
  }

  /**
   * The first value of the server's answer; rejects with a SocketError.
   * @param {string} event @param {any} payload @param {{timeout?: number}} [options] in ms @returns {Promise<any>}
   */
  async request(event, payload, { timeout = 10_000 } = {}) {
    const id = `${this.#requests++}`;
    this.#send(EVENT, id, [event, payload]);
    return new Promise((resolve, reject) => {
      const timer = this.#page.setTimeout(() => settle(new SocketError("timeout")), timeout);
      const settle = (error, answer) => {
        this.#page.clearTimeout(timer);
        this.#asked.delete(id);
        if (error) reject(error);
        else resolve(answer);
      };
      this.#asked.set(id, settle);
    });
  }

  /** Begins; anew after an end or a refusal. */
  connect() {
    if (this.state !== "closed" && this.state !== "refused") return;
    this.#watch.abort();
    this.#watch = new AbortController();
    const listen = (name, act) => this.#page.addEventListener(name, act, { signal: this.#watch.signal });
    listen("online", () => this.reconnectNow());
    listen("offline", () => this.#engine?.end("transport close"));
    listen("visibilitychange", () => {
      if (this.#page.document.hidden) return;
      this.#engine?.check();
      this.reconnectNow();
    });
    this.#attempts = 0;
    this.#open();
  }

  close() {
    if (this.state === "closed") return;
    if (this.state === "connected") this.#send(DISCONNECT);
    this.#stop("closed", { reason: "io client disconnect" });
  }

  /** Ends the wait for another attempt, as the network and the page do when they come back. */
  reconnectNow() {
    if (this.state !== "waiting") return;
    this.#page.clearTimeout(this.#timer);
    this.#attempts = 0;
    this.#open();
  }

  #open(isSecond = this.#now() < this.#secondUntil) {
    const [first, second] = this.#options.transports;
    const engine = connectEngine(this.#page, this.#url, isSecond ? second : first, {
      open: () => {
        if (!isSecond) this.#misses = 0;
        else if (this.#now() >= this.#secondUntil) this.#secondUntil = this.#now() + keepSecond;
        this.#timer = this.#page.setTimeout(() => engine.end("timeout"), joinWithin);
        engine.send(encode(CONNECT, this.#options.namespace, "", this.#call(this.#options.auth)));
      },
      message: (text) => this.#take(text, engine),
      end: (reason, message) => {
        if (reason === "refused") this.#refused({ message });
        else if (engine.isOpen() || isSecond || !second || ++this.#misses < faith) this.#wait(reason);
        else this.#open(true);
      },
    });
    this.#engine = engine;
    this.#become("connecting", {});
  }

  #take(text, engine) {
    const { type, namespace, id, body } = decode(text) ?? {};
    const isJoining = this.state === "connecting";
    if (type === undefined) engine.end("parse error");
    else if (namespace !== this.#options.namespace) return;
    else if (type === DISCONNECT) this.#stop("closed", { reason: "io server disconnect" });
    else if (isJoining !== (type === CONNECT || type === REFUSED)) engine.end("parse error");
    else if (type === REFUSED) this.#refused(body);
    else if (type === ACK) this.#asked.get(id)?.(undefined, body[0]);
    else if (type === EVENT) this.#deliver(body, id, engine);
    else {
      this.#page.clearTimeout(this.#timer);
      this.#joinedAt = this.#now();
      this.#become("connected", { id: body.sid });
    }
  }

  #deliver(values, id, engine) {
    const answer = (...given) => {
      if (id && this.#engine === engine) this.#send(ACK, id, given);
      id = undefined;
    };
    if (id) values.push(answer);
    this.#hand(everything, values);
    this.#hand(values[0], values.slice(1));
  }

  #hand(event, values) {
    for (const [handler, isOnce] of [...this.#handlers.get(event) ?? []]) {
      if (isOnce) this.off(event, handler);
      this.#call(handler, ...values);
    }
  }

  #send(type, id, body) {
    if (type === EVENT && !isEvent(body?.[0])) throw new TypeError(`${body?.[0]} is reserved`);
    const text = encode(type, this.#options.namespace, id, body);
    if (this.state !== "connected") throw new SocketError("disconnected");
    if (!this.#engine?.fits(text)) throw new SocketError("tooLarge");
    this.#engine.send(text);
  }

  #refused({ message = "", data }) {
    const detail = { message, data: data ?? {} };
    if (!this.#call(this.#options.retryRefused, detail.data, message)) return this.#stop("refused", detail);
    this.#engine?.close();
    this.#become("refused", detail);
    if (this.state === "refused") this.#wait("refused");
  }

  #wait(reason) {
    this.#leave();
    if (this.#now() - this.#joinedAt >= stableAfter) this.#attempts = 0;
    this.#joinedAt = Infinity;
    const retryIn = delay(this.#attempts++, this.#page.Math.random());
    this.#timer = this.#page.setTimeout(() => this.#open(), retryIn);
    this.#become("waiting", { reason, retryIn });
  }

  #stop(state, detail) {
    this.#watch.abort();
    this.#leave();
    this.#become(state, detail);
  }

  #leave() {
    this.#page.clearTimeout(this.#timer);
    this.#engine?.close();
    this.#engine = undefined;
    for (const settle of [...this.#asked.values()]) settle(new SocketError("disconnected"));
  }

  #become(state, detail) {
    if (this.state === "connecting" && state === "connecting") return;
    this.state = state;
    this.#call(this.onstate, state, detail);
  }

  /** What the page's own code throws is reported, and changes nothing here. */
  #call(code, ...values) {
    try {
      return code(...values);
    } catch (error) {
      this.#page.reportError(error);
    }
  }

  #now() {
    return this.#page.Date.now();
  }
}
