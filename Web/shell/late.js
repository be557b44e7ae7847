// What can wait until the first page is shown: working offline, keys, sending what was written, and printing.

import { openOutbox } from "../chat/outbox-store.js";
import { listen } from "../help/shortcuts.js";

/** @typedef {import("./app-state.js").App} App */

/** Does as much of it as has not been done yet. @param {App} app */
export async function begin(app) {
  if (!isBegun) {
    isBegun = true;
    registerWorker();
    listen(app);
    unfoldForPrint();
  }
  if (app.me) await app.outbox();
}

/** See `openOutbox`. @param {App} app */
export const outboxOf = (app) => openOutbox(app);

let isBegun = false;

/** On paper nobody opens the table of a picture. */
function unfoldForPrint() {
  /** @type {HTMLDetailsElement[]} */
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("main details:has(table):not([open])")].map((one) => /** @type {HTMLDetailsElement} */ (one));
    for (const one of folded) one.open = true;
  });
  addEventListener("afterprint", () => { for (const one of folded) one.open = false; });
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
