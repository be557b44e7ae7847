import assert from "node:assert/strict";
import test from "node:test";
import { delay } from "../../Web/browser/socket.js";
import { connected, handshake, world } from "./fake-page.js";

test("a ping is answered, and its absence ends the connection", () => {
  const { page, last } = connected();
  const patience = handshake.pingInterval + handshake.pingTimeout;
  page.pass(patience - 1);
  page.socket.take("2");
  assert.equal(page.socket.sent.at(-1), "3");
  page.pass(patience - 1);
  page.socket.take('42["a"]', "6"); // only a ping counts
  assert.equal(last()[0], "connected");
  page.pass(1);
  assert.equal(last()[0], "waiting");
  assert.equal(last()[1].reason, "ping timeout");
  assert.ok(page.socket.isClosed);
});

test("a page that comes back looks at the time itself: its timers may be late", () => {
  const { page, socket, last } = connected();
  page.document.hidden = true;
  page.now += 100_000; // the machine slept, and no timer ran
  page.tell("visibilitychange");
  assert.equal(socket.state, "connected");
  page.document.hidden = false;
  page.tell("visibilitychange");
  assert.equal(last()[0], "connecting");
  assert.equal(page.sockets.length, 2);
  page.socket.open();
  page.socket.take('40{"sid":"b"}');
  page.tell("visibilitychange");
  assert.equal(socket.state, "connected");
});

test("the network that goes and comes back", () => {
  const { page, socket, last } = connected();
  page.tell("offline");
  assert.equal(last()[1].reason, "transport close");
  page.tell("online");
  assert.equal(last()[0], "connecting");
  page.tell("online");
  page.pass(4_999); // long after the time when it would have tried without that
  assert.equal(page.sockets.length, 2);
  assert.equal(page.requests.length, 0);
  socket.close();
  page.tell("online");
  page.tell("visibilitychange");
  assert.equal(page.sockets.length, 2);
});

for (const [what, act, reason] of [
  ["the transport closes", (page) => page.socket.onclose(), "transport close"],
  ["the transport fails", (page) => page.socket.fail(), "transport error"],
  ["the server ends it", (page) => page.socket.take("1"), "transport close"],
]) {
  test(`it comes back when ${what}`, () => {
    const { page, socket, last } = connected();
    act(page);
    assert.deepEqual(last(), ["waiting", { reason, retryIn: 250 }]);
    page.pass(249);
    assert.equal(page.sockets.length, 1);
    page.pass(1);
    assert.equal(page.sockets.length, 2);
    page.socket.open();
    page.socket.take('40{"sid":"b"}');
    assert.equal(socket.state, "connected");
  });
}

test("it stays away when the server or the owner says so, until the owner connects again", () => {
  for (const [act, reason] of [
    [({ page }) => page.socket.take("41"), "io server disconnect"],
    [({ socket }) => socket.close(), "io client disconnect"],
  ]) {
    const it = connected();
    act(it);
    assert.deepEqual(it.last(), ["closed", { reason }]);
    it.page.pass(1_000_000);
    it.page.tell("online");
    it.socket.reconnectNow();
    assert.equal(it.page.sockets.length, 1);
    assert.equal(it.page.timers.size, 0);
    assert.equal(it.page.listeners, 0);
    it.socket.connect();
    it.socket.connect();
    assert.equal(it.page.sockets.length, 2);
  }
});

test("a refusal is told, and the owner says whether it is the end", () => {
  const refusal = '44{"message":"no","data":{"code":"gone"}}';
  const asked = [];
  const answers = [true, false];
  const { page, socket, states } = world({
    retryRefused: (...what) => {
      asked.push(what);
      return answers.shift();
    },
  });
  socket.connect();
  page.socket.open();
  page.socket.take(refusal);
  page.pass(250);
  page.socket.open();
  page.socket.take('44{"message":"no","data":{"code":"other"}}');
  assert.deepEqual(asked, [[{ code: "gone" }, "no"], [{ code: "other" }, "no"]]);
  assert.deepEqual(states.map(([state]) => state), ["connecting", "refused", "waiting", "connecting", "refused"]);
  assert.deepEqual(states[1][1], { message: "no", data: { code: "gone" } });
  page.pass(1_000_000);
  assert.equal(page.sockets.length, 2);
  assert.ok(page.socket.isClosed);
  socket.connect();
  assert.equal(page.sockets.length, 3);
});

test("a refusal without data, and an owner who says nothing, end it", () => {
  const { page, socket, last } = world();
  socket.connect();
  page.socket.open();
  page.socket.take('44{"message":"Invalid namespace"}');
  assert.deepEqual(last(), ["refused", { message: "Invalid namespace", data: {} }]);
  assert.equal(page.timers.size, 0);
});

test("an owner who connects anew when refused is not waited for", () => {
  const { page, socket, last } = world({ retryRefused: () => true });
  socket.connect();
  page.socket.open();
  const note = socket.onstate;
  socket.onstate = (state, detail) => {
    note(state, detail);
    if (state === "refused") socket.connect();
  };
  page.socket.take('44{"message":"no"}');
  assert.equal(last()[0], "connecting");
  assert.deepEqual(page.sockets.map(({ isClosed }) => isClosed), [true, false]);
  assert.equal(page.listeners, 3);
  page.socket.open();
  page.socket.take('40{"sid":"a"}');
  page.pass(40_000);
  assert.equal(page.sockets.length, 2);
});

test("a server that never lets in is left", () => {
  const { page, socket, last } = world();
  socket.connect();
  page.socket.open({ pingInterval: 100_000 });
  page.pass(19_999);
  assert.equal(socket.state, "connecting");
  page.pass(1);
  assert.equal(last()[1].reason, "timeout");
});

test("delays grow, with chance, to half a minute", () => {
  assert.deepEqual([0, 1, 2, 3, 6, 50].map((attempt) => delay(attempt, 1)), [500, 1_000, 2_000, 4_000, 30_000, 30_000]);
  assert.equal(delay(3, 0), 0);
  assert.equal(delay(3, 0.5), 2_000);
});

test("delays begin anew after a stable connection, and not before", () => {
  const { page, last } = connected({ transports: ["websocket"] });
  const delays = [];
  const again = (lasts) => {
    page.pass(lasts);
    page.socket.onclose();
    delays.push(last()[1].retryIn);
    page.pass(delays.at(-1));
    page.socket.open();
    page.socket.take('40{"sid":"b"}');
  };
  for (const lasts of [0, 5_000, 9_999, 10_000, 0, 20_000]) again(lasts);
  assert.deepEqual(delays, [250, 500, 1_000, 250, 500, 250]);
  page.pass(20_000);
  for (const delay of [250, 500, 1_000]) {
    page.socket.fail();
    assert.equal(last()[1].retryIn, delay);
    page.pass(delay);
  }
});

test("a connection that was never made counts towards the delays", () => {
  const { page, socket, states } = world({ transports: ["websocket"] });
  socket.connect();
  for (let attempt = 0; attempt < 4; attempt += 1) {
    page.socket.fail();
    page.pass(states.at(-1)[1].retryIn);
  }
  const waits = states.filter(([state]) => state === "waiting").map(([, detail]) => detail.retryIn);
  assert.deepEqual(waits, [250, 500, 1_000, 2_000]);
  page.socket.fail();
  socket.reconnectNow();
  page.socket.fail();
  assert.equal(states.at(-1)[1].retryIn, 250);
  page.socket.fail();
  socket.close();
  socket.connect();
  page.socket.fail();
  assert.equal(states.at(-1)[1].retryIn, 250);
});
