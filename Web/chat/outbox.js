// What was written and not yet acknowledged: kept until the server has it, sent in order, stored there once.

/**
 * @typedef {{clientId: string, member: string, conversation: string, text: string, createdAt: string,
 *   state: "waiting" | "sending" | "failed", problem?: {code: string, message: string, retryAfter?: number}}} Entry
 * @typedef {{all: () => Promise<Entry[]>, put: (entry: Entry) => Promise<void>, remove: (clientId: string) => Promise<void>}} Store
 * @typedef {{code?: string, status?: number, message?: string, retryAfter?: number}} Refusal
 */

/** How long to wait before trying again, in milliseconds; doubled each time. */
const [shortest, longest] = [1_000, 30_000];

/** Whether trying again may help: the connection or the server was away, or there was too much at once. @param {Refusal} refusal */
export function isPassing({ status = 0, code = "" }) {
  return status === 0 || status >= 500 || status === 401 || code === "limited";
}

export class Outbox {
  /** @type {Entry[]} */
  #entries = [];
  /** Names of those that the browser has not kept yet, or cannot keep. @type {Set<string>} */
  #unkept = new Set();
  /** Names of those that are done with, should they be read once more. @type {Set<string>} */
  #gone = new Set();
  /** @type {Set<() => void>} */
  #listeners = new Set();
  #delay = shortest;
  /** @type {any} */
  #timer;
  #isFlushing = false;
  #isAskedAgain = false;

  /**
   * @param {{member: string, store: Store, send: (entry: Entry) => Promise<any>, sent: (message: any) => void,
   *   freshID: () => string, exclusively: (act: () => Promise<void>) => Promise<void>, tellOthers: () => void,
   *   later: (act: () => void, delay: number) => any, now: () => number}} options
   *   send: rejects with a refusal; exclusively: one tab at a time
   */
  constructor(options) {
    this.options = options;
  }

  /** Reads what an earlier page left, and begins to send it. */
  async start() {
    await this.reload();
    return this.flush();
  }

  /** Reads what other tabs have changed. */
  async reload() {
    const { member, store } = this.options;
    const kept = (await store.all()).filter((entry) => entry.member === member && !this.#gone.has(entry.clientId));
    const unkept = this.#entries.filter(({ clientId }) =>
      this.#unkept.has(clientId) && !kept.some((entry) => entry.clientId === clientId));
    this.#entries = [...kept, ...unkept].sort((one, other) => one.createdAt.localeCompare(other.createdAt));
    this.#changed(false);
  }

  /** Another tab has changed something: should it be closed, this one sends what it left. */
  async heard() {
    await this.reload();
    if (this.#entries.some(({ state }) => state === "waiting")) this.#tryLater();
  }

  /** How many there are. */
  get count() {
    return this.#entries.length;
  }

  /** Those of a conversation in the order in which they were written. @param {string} conversation */
  of(conversation) {
    return this.#entries.filter((entry) => entry.conversation === conversation);
  }

  /** @param {() => void} act @param {AbortSignal} signal */
  onChange(act, signal) {
    this.#listeners.add(act);
    signal.addEventListener("abort", () => this.#listeners.delete(act));
  }

  /** Keeps a message and sends it as soon as it can be. @param {string} conversation @param {string} text */
  async add(conversation, text) {
    const { member, freshID, now } = this.options;
    const last = this.#entries[this.#entries.length - 1];
    const at = Math.max(now(), last ? Date.parse(last.createdAt) + 1 : 0);
    /** @type {Entry} */
    const entry = { clientId: freshID(), member, conversation, text, createdAt: new Date(at).toISOString(), state: "waiting" };
    this.#entries.push(entry);
    this.#unkept.add(entry.clientId);
    this.#changed(false);
    await this.#keep(entry);
    this.options.tellOthers();
    this.flush();
  }

  /** Tries one again that was refused. @param {string} clientId */
  async retry(clientId) {
    await this.#set(clientId, { state: "waiting", problem: undefined });
    return this.flush();
  }

  /** Gives one up. @param {string} clientId */
  async drop(clientId) {
    await this.#forget(clientId);
    return this.flush();
  }

  /** The server has it: an answer or an event said so. @param {string | undefined} clientId */
  async settle(clientId) {
    if (clientId && this.#entries.some((entry) => entry.clientId === clientId)) await this.#forget(clientId);
  }

  /** Sends what waits. Called again meanwhile, it looks once more. */
  async flush() {
    if (this.#isFlushing) {
      this.#isAskedAgain = true;
      return;
    }
    this.#isFlushing = true;
    clearTimeout(this.#timer);
    try {
      do {
        this.#isAskedAgain = false;
        await this.options.exclusively(() => this.#sendAll());
      } while (this.#isAskedAgain);
    } finally {
      this.#isFlushing = false;
    }
  }

  async #sendAll() {
    await this.reload();
    const stuck = new Set(this.#entries.filter((entry) => entry.state === "failed").map((entry) => entry.conversation));
    for (const entry of [...this.#entries]) {
      if (stuck.has(entry.conversation)) continue;
      const refusal = await this.#send(entry);
      if (!refusal) continue;
      // What comes after it must not overtake it.
      stuck.add(entry.conversation);
      if (!isPassing(refusal)) continue;
      this.#tryLater(refusal.retryAfter);
      return;
    }
  }

  /** @param {Entry} entry @returns {Promise<Refusal | null>} */
  async #send(entry) {
    entry.state = "sending";
    this.#changed(false);
    try {
      const message = await this.options.send(entry);
      this.#delay = shortest;
      this.options.sent(message);
      await this.#forget(entry.clientId);
      return null;
    } catch (error) {
      const refusal = /** @type {Refusal} */ (error);
      const problem = { code: refusal.code ?? "unexpected", message: refusal.message ?? "" };
      await this.#set(entry.clientId, isPassing(refusal) ? { state: "waiting" } : { state: "failed", problem });
      return refusal;
    }
  }

  /** @param {number} [seconds] */
  #tryLater(seconds) {
    const delay = Math.max(this.#delay, (seconds ?? 0) * 1_000);
    this.#delay = Math.min(longest, this.#delay * 2);
    clearTimeout(this.#timer);
    this.#timer = this.options.later(() => this.flush(), delay);
  }

  /** @param {string} clientId @param {Partial<Entry>} change */
  async #set(clientId, change) {
    const entry = this.#entries.find((one) => one.clientId === clientId);
    if (!entry) return;
    Object.assign(entry, change);
    await this.#keep(entry);
    this.#changed(true);
  }

  /** What the browser has no room for is sent all the same, as long as the page is open. @param {Entry} entry */
  async #keep(entry) {
    try {
      await this.options.store.put({ ...entry, state: entry.state === "sending" ? "waiting" : entry.state });
      this.#unkept.delete(entry.clientId);
    } catch (error) {
      console.warn(error);
    }
  }

  /** @param {string} clientId */
  async #forget(clientId) {
    this.#gone.add(clientId);
    this.#unkept.delete(clientId);
    this.#entries = this.#entries.filter((entry) => entry.clientId !== clientId);
    await this.options.store.remove(clientId).catch(() => undefined);
    this.#changed(true);
  }

  /** @param {boolean} isForAll */
  #changed(isForAll) {
    if (isForAll) this.options.tellOthers();
    for (const listener of this.#listeners) listener();
  }
}
