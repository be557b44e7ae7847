import assert from "node:assert/strict";
import { Socket } from "../../Web/browser/socket.js";

// What a page's globalThis has of what a socket needs, with a clock, a network and a chance that tests move by hand.

export const handshake = { sid: "s1", upgrades: [], pingInterval: 25_000, pingTimeout: 20_000, maxPayload: 1_000 };

class FakeWebSocket {
  sent = [];
  isClosed = false;
  constructor(url) { this.url = url; }
  send(packet) { this.sent.push(packet); }
  close() { this.isClosed = true; }
  take(...packets) { for (const data of packets) this.onmessage({ data }); }
  open(values) { this.take(`0${JSON.stringify({ ...handshake, ...values })}`); }
  /** How a connection fails that was never opened. */
  fail() { this.onerror(); this.onclose(); }
}

/** Until all that was promised has happened. */
export const settled = () => new Promise((resolve) => setImmediate(resolve));

export class FakePage {
  now = 1_000;
  chance = 0.5;
  sockets = [];
  requests = [];
  errors = [];
  timers = new Map();
  listening = [];
  target = new EventTarget();
  document = { hidden: false };
  location = { origin: "https://example.org" };

  constructor() {
    const page = this;
    this.Date = { now: () => page.now };
    this.Math = { random: () => page.chance };
    let count = 0;
    this.setTimeout = (act, after) => {
      this.timers.set(++count, { act, at: this.now + after });
      return count;
    };
    this.clearTimeout = (timer) => this.timers.delete(timer);
    this.reportError = (error) => this.errors.push(error);
    this.addEventListener = (name, act, { signal }) => {
      this.target.addEventListener(name, act, { signal });
      this.listening.push(signal);
    };
    this.WebSocket = class extends FakeWebSocket {
      constructor(url) {
        super(url);
        page.sockets.push(this);
      }
    };
    this.fetch = (url, { method, body, signal }) => new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
      const answer = (text, status = 200) => {
        resolve({ ok: status === 200, status, text: async () => text, json: async () => JSON.parse(text) });
        return settled();
      };
      const fail = () => {
        reject(new TypeError("no network"));
        return settled();
      };
      page.requests.push({ url, method, body, signal, answer, fail });
    });
  }

  get socket() { return this.sockets.at(-1); }
  get get() { return this.requests.findLast(({ method }) => method === "GET"); }
  get post() { return this.requests.findLast(({ method }) => method === "POST"); }

  get listeners() { return this.listening.filter((signal) => !signal.aborted).length; }

  /** Lets time pass, with every timer at its time. */
  pass(milliseconds) {
    const end = this.now + milliseconds;
    for (;;) {
      const [id, next] = [...this.timers].sort(([, one], [, other]) => one.at - other.at)[0] ?? [];
      if (!next || next.at > end) break;
      this.now = next.at;
      this.timers.delete(id);
      next.act();
    }
    this.now = end;
  }

  tell(name) { this.target.dispatchEvent(new Event(name)); }
}

/** A socket and what its page has seen. */
export function world(options = {}) {
  const page = new FakePage();
  const socket = new Socket({ page, ...options });
  const states = [];
  socket.onstate = (state, detail) => states.push([state, detail]);
  return { page, socket, states, last: () => states.at(-1) };
}

/** As `world`, connected over a WebSocket. */
export function connected(options) {
  const it = world(options);
  it.socket.connect();
  it.page.socket.open();
  it.page.socket.take(`40${options?.namespace ? `${options.namespace},` : ""}{"sid":"n1"}`);
  assert.equal(it.socket.state, "connected");
  return it;
}
