// What can wait until the first page is shown: working offline, and keys.

/** @typedef {import("./app-state.js").App} App */

/** @param {App} app */
export function begin(app) {
  registerWorker();
  if (app.me) openOutbox(app);
  listenToKeys(app);
}

/** Sends what waits from an earlier visit; without a connection, once there is one. @param {App} app */
function openOutbox(app) {
  app.outbox().catch(() => onceOnline(() => openOutbox(app)));
}

/** @param {App} app */
function listenToKeys(app) {
  import("../help/shortcuts.js").then(({ listen }) => listen(app), () => onceOnline(() => listenToKeys(app)));
}

/** @param {() => void} act */
function onceOnline(act) {
  addEventListener("online", act, { once: true });
}

/** One policy of Trusted Types, which admits this one script. */
function registerWorker() {
  if (!("serviceWorker" in navigator)) return;
  const digest = new URL(import.meta.url).pathname.match(/^\/assets\/([0-9a-f]+)\//)?.[1] ?? "";
  const address = `/sw.js?v=${digest}`;
  const types = /** @type {any} */ (window).trustedTypes;
  const policy = types?.createPolicy("app", {
    createScriptURL: (/** @type {string} */ asked) => {
      if (asked !== address) throw new TypeError("not our service worker");
      return asked;
    },
  });
  navigator.serviceWorker.register(policy ? policy.createScriptURL(address) : address).catch(() => undefined);
}
