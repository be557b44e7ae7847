// What is known of oneself and of what is unread, whatever comes first: the answer or the event.

import assert from "node:assert/strict";
import test from "node:test";
import { App } from "../../Web/shell/app-state.js";
import { settled } from "./fake-page.js";

const me = (more = {}) => ({ id: "a", name: "Ada", teach: [], lastEvent: 4, unread: { conversations: 0, notifications: 0 }, ...more });

/** An app with a member in it, and the requests that wait for their answers. */
async function signedIn(t) {
  const requests = [];
  t.mock.timers.enable({ apis: ["setTimeout"] });
  globalThis.localStorage = { setItem() {}, removeItem() {} };
  globalThis.document = { visibilityState: "hidden" };
  t.mock.method(globalThis, "fetch", () => new Promise((resolve) => { requests.push((body) => {
    resolve(new Response(JSON.stringify(body)));
    return settled().then(settled);
  }); }));
  const app = new App();
  const starting = app.start(true);
  await requests.shift()(me());
  await starting;
  return { app, requests };
}

const created = (seq) => ({ seq, notification: { target: { type: "conversation" } } });

test("what another tab has changed of oneself is known with the next count", async (t) => {
  const { app, requests } = await signedIn(t);
  const refreshing = app.refresh();
  await requests.shift()(me({ teach: ["swift"], unread: { conversations: 2, notifications: 1 } }));
  await refreshing;
  assert.deepEqual(app.me.teach, ["swift"]);
  assert.deepEqual(app.unread, { messages: 2, notifications: 1 });
});

test("an answer that may not know of a change is asked for again", async (t) => {
  const { app, requests } = await signedIn(t);
  const refreshing = app.refresh();
  app.update({ teach: ["swift"] });
  await requests.shift()(me());
  await refreshing;
  assert.deepEqual(app.me.teach, ["swift"]);
  t.mock.timers.tick(300);
  await requests.shift()(me({ teach: ["swift", "chess"] }));
  assert.deepEqual(app.me.teach, ["swift", "chess"]);
});

test("who left while it was asked is not here again", async (t) => {
  const { app, requests } = await signedIn(t);
  const refreshing = app.refresh();
  app.leave();
  await requests.shift()(me());
  await refreshing;
  t.mock.timers.tick(300);
  assert.equal(app.me, null);
  assert.equal(requests.length, 0);
});

test("a notification is counted once, whether the count that is on its way knows of it or not", async (t) => {
  const { app, requests } = await signedIn(t);
  const refreshing = app.refresh();
  app.live.tell("notification:created", created(5));
  await requests.shift()(me());
  await refreshing;
  assert.equal(app.unread.notifications, 1);

  t.mock.timers.tick(300);
  await requests.shift()(me({ lastEvent: 6, unread: { conversations: 0, notifications: 2 } }));
  app.live.tell("notification:created", created(6));
  assert.equal(app.unread.notifications, 2);
  app.live.tell("notification:created", created(7));
  assert.equal(app.unread.notifications, 3);
});
