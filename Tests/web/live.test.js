// What a page is told: every event once and in order, also where something was lost on its way.

import assert from "node:assert/strict";
import test from "node:test";
import { Live } from "../../Web/events/live.js";
import { FakePage, settled } from "./fake-page.js";

async function joined(seq) {
  const page = new FakePage();
  const live = new Live(seq, () => undefined, { page });
  const heard = [];
  live.on("*", (told) => heard.push(told.seq), new AbortController().signal);
  await live.connect();
  join(page);
  return { page, live, heard };
}

function join(page) {
  page.sockets.at(-1).open();
  page.sockets.at(-1).take('40{"sid":"a"}');
}

const event = (seq) => `42["message:created",{"seq":${seq}}]`;
const asked = (page) => page.sockets.at(-1).sent.find((packet) => packet.startsWith("40"));

test("what comes twice is told once", async () => {
  const { page, heard } = await joined(4);
  page.sockets[0].take(event(4), event(5), event(5), event(6));
  assert.deepEqual(heard, [5, 6]);
});

test("a gap is asked for again before anything after it is told", async () => {
  const { page, heard } = await joined(4);
  page.sockets[0].take(event(5), event(9), event(10));
  assert.deepEqual(heard, [5]);
  assert.equal(page.sockets.length, 2);
  join(page);
  assert.equal(asked(page), '40{"after":5}');
  page.sockets[1].take(...[6, 7, 8, 9, 10].map(event));
  assert.deepEqual(heard, [5, 6, 7, 8, 9, 10]);
  assert.deepEqual(page.errors, []);
});

test("a gap that nothing fills is not asked for for ever", async () => {
  const { page, heard } = await joined(4);
  page.sockets[0].take(event(9));
  join(page);
  page.sockets[1].take(event(9), event(10));
  assert.equal(page.sockets.length, 2);
  assert.deepEqual(heard, [9, 10]);
});

test("a resync says where to go on", async () => {
  const { page, heard } = await joined(4);
  page.sockets[0].take('42["resync",{"seq":2000}]', event(2001));
  assert.deepEqual(heard, [2000, 2001]);
  assert.equal(page.sockets.length, 1);
});

test("what has no number is told as it comes", async () => {
  const { page, heard } = await joined(4);
  page.sockets[0].take('42["presence",{"member":"m"}]', event(5));
  assert.deepEqual(heard, [undefined, 5]);
});

test("who leaves while the socket is loaded is not connected", async () => {
  const page = new FakePage();
  const live = new Live(0, () => undefined, { page });
  const connecting = live.connect();
  live.close();
  await connecting;
  await live.connect();
  assert.equal(page.sockets.length, 0);
});

const unreached = () => Promise.reject(new TypeError("Failed to fetch dynamically imported module"));

test("who leaves while the socket cannot be loaded is told nothing more", async () => {
  const page = new FakePage();
  const states = [];
  const live = new Live(0, (state) => states.push(state), { page }, unreached);
  const connecting = live.connect();
  live.close();
  await connecting;
  assert.deepEqual(states, []);
  assert.equal(page.timers.size, 0);
});

test("a socket that is loaded and goes wrong is not opened again and again", async () => {
  const page = new FakePage();
  let made = 0;
  class Broken { constructor() { made += 1; throw new Error("a fault of ours"); } }
  const live = new Live(0, () => undefined, { page }, () => Promise.resolve({ Socket: Broken }));
  await assert.rejects(live.connect(), /a fault of ours/);
  page.pass(5_000);
  await settled();
  assert.equal(made, 1);
});

test("a socket that could not be loaded is said to be waited for, and asked for again", async () => {
  const page = new FakePage();
  const states = [];
  let tries = 0;
  const live = new Live(3, (state) => states.push(state), { page }, () => {
    tries += 1;
    return tries === 1 ? unreached() : import("../../Web/browser/socket.js");
  });
  await live.connect();
  assert.deepEqual(states, ["waiting"]);
  assert.equal(live.state, "waiting");
  page.pass(5_000);
  await settled();
  join(page);
  assert.equal(tries, 2);
  assert.equal(asked(page), '40{"after":3}');
});

test("it is opened once, however often it is asked for", async () => {
  const { page, live } = await joined(0);
  await Promise.all([live.connect(), live.connect()]);
  assert.equal(page.sockets.length, 1);
});

test("a refusal is told with its reason, and tried again until it passes", async () => {
  const page = new FakePage();
  const told = [];
  const live = new Live(3, (state, detail) => told.push([state, detail.data?.status]), { page });
  await live.connect();
  for (const again of [250, 500]) {
    page.sockets.at(-1).open();
    page.sockets.at(-1).take('44{"message":"no","data":{"status":429}}');
    page.pass(again);
  }
  join(page);
  assert.equal(asked(page), '40{"after":3}');
  assert.deepEqual(told, [["connecting", undefined], ...[1, 2].flatMap(() =>
    [["refused", 429], ["waiting", undefined], ["connecting", undefined]]), ["connected", undefined]]);
});

test("who is put out waits and asks to be let in again, unless they left", async () => {
  for (const hasLeft of [false, true]) {
    const { page, live } = await joined(4);
    page.sockets[0].take("41");
    assert.equal(live.state, "waiting");
    if (hasLeft) live.close();
    page.pass(5_000);
    assert.equal(page.sockets.length, hasLeft ? 1 : 2);
  }
});
