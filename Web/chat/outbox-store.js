// The outbox of this browser: kept in its database, one tab sends at a time.

import { freshKey, post, Problem } from "../browser/http.js";
import { Outbox } from "./outbox.js";

/** @typedef {import("./outbox.js").Entry} Entry @typedef {import("./outbox.js").Store} Store */

/** @returns {Promise<Store>} in memory where the browser keeps nothing, as in some private windows */
async function openStore() {
  try {
    return kept(await open());
  } catch {
    const entries = new Map();
    return { all: async () => [...entries.values()], put: async (entry) => void entries.set(entry.clientId, entry),
      remove: async (clientId) => void entries.delete(clientId) };
  }
}

/** @returns {Promise<IDBDatabase>} */
function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("skillsync", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("outbox", { keyPath: "clientId" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** @param {IDBDatabase} database @returns {Store} */
function kept(database) {
  const run = (/** @type {IDBTransactionMode} */ mode, /** @type {(store: IDBObjectStore) => IDBRequest} */ act) =>
    new Promise((resolve, reject) => {
      const transaction = database.transaction("outbox", mode);
      const request = act(transaction.objectStore("outbox"));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error);
    });
  return {
    all: () => /** @type {Promise<Entry[]>} */ (run("readonly", (store) => store.getAll())),
    put: (entry) => run("readwrite", (store) => store.put(entry)).then(() => undefined),
    remove: (clientId) => run("readwrite", (store) => store.delete(clientId)).then(() => undefined),
  };
}

/** A store that is there at once, though it takes the browser a while to open it. @param {Promise<Store>} opening
 * @returns {Store} */
function opened(opening) {
  return { all: async () => (await opening).all(), put: async (entry) => (await opening).put(entry),
    remove: async (clientId) => (await opening).remove(clientId) };
}

/** Sends over the live connection where there is one. @param {import("../shell/app-state.js").App} app */
function sender(app) {
  return async (/** @type {Entry} */ { conversation, clientId, text }) => {
    if (app.live?.state !== "connected") {
      return post(`/conversations/${conversation}/messages`, { clientId, text });
    }
    let answer;
    try {
      answer = await app.live.request("message:send", { conversation, clientId, text });
    } catch {
      throw new Problem(0, {});
    }
    if (!answer?.ok) throw new Problem(answer?.problem?.status ?? 500, answer?.problem ?? {});
    return answer.message;
  };
}

/** The outbox of whoever is here, which sends as long as the app is open. @param {import("../shell/app-state.js").App} app */
export function openOutbox(app) {
  const channel = "BroadcastChannel" in window ? new BroadcastChannel("outbox") : null;
  const outbox = new Outbox({
    member: app.me.id, store: opened(openStore()), send: sender(app), freshID: freshKey, now: Date.now,
    sent: (message) => app.live?.tell("message:created", { conversation: message.conversation, message }),
    exclusively: (act) => ("locks" in navigator ? navigator.locks.request("outbox", act) : act()),
    tellOthers: () => channel?.postMessage("changed"),
    later: (act, delay) => setTimeout(act, delay),
  });
  if (channel) channel.onmessage = () => outbox.heard();
  addEventListener("online", () => outbox.flush());
  app.onConnected(() => outbox.flush());
  app.live?.on("message:created", ({ message }) => outbox.settle(message?.clientId), new AbortController().signal);
  outbox.start();
  return outbox;
}
