import assert from "node:assert/strict";
import test from "node:test";
import { Socket } from "../../Web/browser/socket.js";
import { FakePage, handshake, settled } from "./fake-page.js";

const address = "https://example.org/socket.io/?EIO=4&transport=polling";
const opening = `0${JSON.stringify(handshake)}`;

/** A socket over polling that has joined; its states without details. */
async function polling(options) {
  const page = new FakePage();
  const socket = new Socket({ page, transports: ["polling"], ...options });
  const states = [];
  socket.onstate = (state, detail) => states.push([state, detail.reason]);
  socket.connect();
  await page.get.answer(opening);
  await page.post.answer("ok");
  await page.get.answer('40{"sid":"a"}');
  assert.equal(socket.state, "connected");
  return { page, socket, states };
}

test("polling opens, joins and asks on", async () => {
  const { page } = await polling();
  assert.deepEqual(page.requests.map(({ url, method, body }) => [method, url, body]), [
    ["GET", address, undefined], ["GET", `${address}&sid=s1`, undefined], ["POST", `${address}&sid=s1`, "40"],
    ["GET", `${address}&sid=s1`, undefined],
  ]);
});

test("what comes in one body comes in order, and a ping is answered", async () => {
  const { page, socket } = await polling();
  const heard = [];
  socket.onAny((...values) => heard.push(values));
  await page.get.answer('42["a",1]\x1e2\x1e6\x1e42["b"]');
  assert.deepEqual(heard, [["a", 1], ["b"]]);
  assert.equal(page.post.body, "3");
});

test("one POST at a time, as much in each as the server takes", async () => {
  const { page, socket } = await polling();
  const long = "x".repeat(580);
  for (const value of [1, 2, long, long, 3]) socket.emit("a", value);
  await settled();
  const posts = () => page.requests.filter(({ method }) => method === "POST").slice(1)
    .map(({ body }) => body.split("\x1e").length);
  assert.deepEqual(posts(), [3]);
  socket.emit("a", 4);
  await settled();
  assert.deepEqual(posts(), [3]);
  await page.post.answer("ok");
  assert.deepEqual(posts(), [3, 3]);
  assert.ok(page.requests.every(({ body }) => (body ?? "").length <= handshake.maxPayload));
  await page.post.answer("ok");
  assert.deepEqual(posts(), [3, 3]);
});

for (const [what, act, reason] of [
  ["a GET fails", ({ page }) => page.get.fail(), "transport error"],
  ["a GET is refused", ({ page }) => page.get.answer('{"code":1}', 400), "transport error"],
  ["a POST fails", ({ page }) => page.post.fail(), "transport error"],
  ["a POST is refused", ({ page }) => page.post.answer("", 413), "transport error"],
  ["it is forbidden", ({ page }) => page.get.answer('{"message":"no"}', 403), "transport error"],
  ["the server ends it", ({ page }) => page.get.answer("1"), "transport close"],
  ["nonsense comes", ({ page }) => page.get.answer('42["a"]\x1e\x1e42["b"]'), "parse error"],
  ["bytes come", ({ page }) => page.get.answer("bAAAA"), "parse error"],
  ["no ping comes", ({ page }) => page.pass(45_000), "ping timeout"],
]) {
  test(`it waits and comes back when ${what}`, async () => {
    const it = await polling();
    if (what.includes("POST")) it.socket.emit("a");
    await settled();
    const asked = it.page.requests.length;
    const heard = [];
    it.socket.onAny((name) => heard.push(name));
    await act(it);
    await settled();
    assert.deepEqual(it.states.at(-1), ["waiting", reason]);
    assert.ok(it.page.get.signal.aborted);
    assert.equal(it.page.requests.length, asked);
    assert.ok(!heard.includes("b"));
    it.page.pass(500);
    assert.equal(it.page.get.url, address);
  });
}

test("a goodbye comes after what was sent before, and waits for it", async () => {
  const { page, socket } = await polling();
  socket.emit("a", 1);
  await settled();
  socket.emit("a", 2);
  socket.close();
  assert.equal(page.post.body, '42["a",1]');
  await page.post.answer("ok");
  assert.equal(page.post.body, '42["a",2]\x1e41\x1e1');
  assert.ok(!page.get.signal.aborted);
  await page.get.answer("6");
  await page.post.answer("ok");
  assert.ok(page.get.signal.aborted);
  assert.equal(page.requests.filter(({ method }) => method === "GET").length, 3);
});

test("nobody is told goodbye who has not answered yet", async () => {
  const page = new FakePage();
  const socket = new Socket({ page, transports: ["polling"] });
  socket.connect();
  socket.close();
  await settled();
  assert.deepEqual(page.requests.map(({ method, signal }) => [method, signal.aborted]), [["GET", true]]);
});

test("a goodbye that nobody takes is given up", async () => {
  const { page, socket, states } = await polling();
  socket.close();
  await settled();
  page.pass(5_000);
  assert.ok(page.post.signal.aborted);
  await settled();
  assert.deepEqual(states.at(-1), ["closed", "io client disconnect"]);
});

test("who may not connect from here is told so", async () => {
  const page = new FakePage();
  const asked = [];
  const socket = new Socket({ page, retryRefused: (...what) => asked.push(what) < 2 });
  socket.connect();
  page.socket.fail();
  await page.get.answer('{"code":4,"message":"Too many connections."}', 403);
  assert.deepEqual(asked, [[{}, "Too many connections."]]);
  assert.equal(socket.state, "waiting");
  page.pass(500);
  page.socket.fail();
  await page.get.answer('{"code":4,"message":"Suspended."}', 403);
  assert.equal(socket.state, "refused");
});

test("a forbidding answer that says nothing is a failure like others", async () => {
  const page = new FakePage();
  const socket = new Socket({ page, transports: ["polling"] });
  socket.connect();
  await page.get.answer("<html>", 403);
  assert.equal(socket.state, "waiting");
});

/** A socket that prefers WebSockets, and the transports that its tries used. */
function both() {
  const page = new FakePage();
  const socket = new Socket({ page });
  const tries = () => page.sockets.length * 10 + page.requests.filter(({ url }) => !url.includes("sid=")).length;
  socket.connect();
  return { page, socket, tries };
}

async function joinByPolling(page) {
  await page.get.answer(opening);
  await page.get.answer('40{"sid":"a"}');
}

function joinByWebSocket(page) {
  page.socket.open();
  page.socket.take('40{"sid":"a"}');
}

for (const [what, act] of [
  ["cannot be opened", (page) => page.socket.fail()],
  ["is closed before the handshake", (page) => page.socket.onclose()],
  ["says nothing for 5 seconds", (page) => page.pass(5_000)],
  ["says nonsense", (page) => page.socket.take("<html>")],
]) {
  test(`polling begins at once when the WebSocket ${what}`, async () => {
    const { page, socket, tries } = both();
    act(page);
    assert.equal(tries(), 11);
    assert.ok(page.socket.isClosed);
    await joinByPolling(page);
    page.socket.onclose();
    page.socket.open();
    assert.equal(socket.state, "connected");
  });
}

test("polling is kept for five minutes, then the WebSocket is tried again", async () => {
  const { page, socket, tries } = both();
  page.socket.fail();
  await joinByPolling(page);
  const comesBackAt = async (now) => {
    page.now = now;
    await page.get.fail();
    page.pass(500);
  };
  const end = page.now + 300_000;
  await comesBackAt(end - 150_000);
  assert.equal(tries(), 12);
  await joinByPolling(page);
  await comesBackAt(end - 501);
  assert.equal(tries(), 13);
  await joinByPolling(page);
  assert.equal(tries(), 13);
  await comesBackAt(end);
  assert.equal(tries(), 23);
  page.socket.fail();
  await joinByPolling(page);
  await comesBackAt(end + 150_000);
  assert.equal(tries(), 25);
  await joinByPolling(page);
  await comesBackAt(end + 310_000);
  joinByWebSocket(page);
  assert.equal(socket.state, "connected");
  page.socket.onclose();
  page.pass(500);
  assert.equal(tries(), 45);
});

test("polling that fails too is not kept", async () => {
  const { page, tries } = both();
  page.socket.fail();
  await page.get.fail();
  page.pass(500);
  assert.equal(tries(), 21);
});

test("where the WebSocket has worked, a server that restarts does not bring polling", async () => {
  const { page, tries } = both();
  joinByWebSocket(page);
  page.socket.onclose();
  for (const delay of [250, 500]) {
    page.pass(delay);
    page.socket.fail();
  }
  assert.equal(tries(), 30);
  page.pass(1_000);
  page.socket.fail(); // no restart takes that long
  assert.equal(tries(), 41);
});
