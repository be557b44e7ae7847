import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test from "node:test";
import { gzipSync } from "node:zlib";
import { SocketError } from "../../Web/browser/socket.js";
import { connected, handshake, world } from "./fake-page.js";

const code = (wanted) => (error) => error instanceof SocketError && error.code === wanted;

test("a connection is opened, joined and told", () => {
  let after = 4;
  const { page, socket, states } = world({ auth: () => ({ after }) });
  socket.connect();
  assert.equal(page.socket.url, "wss://example.org/socket.io/?EIO=4&transport=websocket");
  assert.deepEqual(page.socket.sent, []);
  page.socket.open();
  assert.deepEqual(page.socket.sent, ['40{"after":4}']);
  page.socket.take('40{"sid":"n1"}');
  assert.deepEqual(states, [["connecting", {}], ["connected", { id: "n1" }]]);
  after = 9;
  page.socket.onclose();
  page.pass(1_000);
  page.socket.open();
  assert.deepEqual(page.socket.sent, ['40{"after":9}']);
  assert.equal(page.sockets.length, 2);
});

test("the address, the path and the namespace are the owner's", () => {
  const { page, socket } = world({ url: "http://other.example:8080", path: "/live/", namespace: "/custom" });
  socket.connect();
  assert.equal(page.socket.url, "ws://other.example:8080/live/?EIO=4&transport=websocket");
  page.socket.open();
  page.socket.take('40/custom,{"sid":"a"}');
  socket.emit("a", 1);
  assert.deepEqual(page.socket.sent, ["40/custom,", '42/custom,["a",1]']);
});

test("events reach their handlers in order, and every handler once", () => {
  const { page, socket } = connected();
  const heard = [];
  const handler = (...values) => heard.push(["a", ...values]);
  socket.onAny((...values) => heard.push(["any", ...values]));
  socket.on("a", handler);
  socket.on("a", handler);
  socket.once("a", () => heard.push(["once"]));
  const never = () => heard.push(["never"]);
  socket.once("a", never);
  socket.off("a", never);
  page.socket.take('42["a",1,{"b":null}]', '42["c"]', '42["a"]');
  socket.off("a", handler);
  page.socket.take('42["a",2]');
  assert.deepEqual(heard, [
    ["any", "a", 1, { b: null }], ["a", 1, { b: null }], ["once"], ["any", "c"], ["any", "a"], ["a"], ["any", "a", 2],
  ]);
});

test("a handler that throws harms nobody else", () => {
  const { page, socket, states } = connected();
  const heard = [];
  socket.on("a", () => { throw new Error("mine"); });
  socket.on("a", () => heard.push("a"));
  socket.onstate = () => { throw new Error("state"); };
  page.socket.take('42["a"]', '42["a"]', "41");
  assert.deepEqual(heard, ["a", "a"]);
  assert.deepEqual(page.errors.map((error) => error.message), ["mine", "mine", "state"]);
  assert.equal(socket.state, "closed");
  assert.equal(states.length, 2);
});

test("a handler may close the socket: what comes behind is not heard", () => {
  const { page, socket } = connected();
  const heard = [];
  socket.on("a", (value) => {
    heard.push(value);
    socket.close();
  });
  page.socket.take('42["a",1]', '42["a",2]');
  assert.deepEqual(heard, [1]);
  assert.deepEqual(page.socket.sent.slice(1), ["41"]);
  assert.ok(page.socket.isClosed);
});

test("answers come to who asked, in any order, and once", async () => {
  const { page, socket } = connected();
  const timers = page.timers.size;
  const asked = [socket.request("a", 1), socket.request("b", { c: 2 })];
  assert.deepEqual(page.socket.sent.slice(1), ['420["a",1]', '421["b",{"c":2}]']);
  page.socket.take('431["second","more"]', "430[]", '431["again"]', "4399[1]");
  assert.deepEqual(await Promise.all(asked), [undefined, "second"]);
  assert.equal(page.timers.size, timers);
  assert.equal(socket.state, "connected");
});

test("a question without an answer ends in time, and a late answer is nobody's", async () => {
  const { page, socket } = connected();
  const asked = assert.rejects(socket.request("a", 1, { timeout: 300 }), code("timeout"));
  page.pass(300);
  await asked;
  page.socket.take("430[1]");
  assert.equal(socket.state, "connected");
});

test("what nobody can answer any more is told at once", async () => {
  for (const end of [(it) => it.page.socket.onclose(), (it) => it.socket.close(), (it) => it.page.socket.take("41")]) {
    const it = connected();
    const asked = assert.rejects(it.socket.request("a", 1), code("disconnected"));
    end(it);
    await asked;
  }
});

test("nothing is sent while it is away", async () => {
  const { page, socket } = world();
  const refused = async () => {
    assert.throws(() => socket.emit("a"), code("disconnected"));
    await assert.rejects(socket.request("a"), code("disconnected"));
  };
  await refused();
  socket.connect();
  await refused();
  page.socket.open();
  await refused();
  page.socket.take('40{"sid":"a"}');
  socket.emit("a");
  page.socket.onclose();
  await refused();
});

test("what the server would not take is not sent", async () => {
  const { page, socket } = connected();
  const fits = "x".repeat(handshake.maxPayload - '42["a",""]'.length);
  socket.emit("a", fits);
  assert.throws(() => socket.emit("a", `${fits}x`), code("tooLarge"));
  assert.throws(() => socket.emit("a", "ü".repeat(handshake.maxPayload / 2)), code("tooLarge"));
  assert.throws(() => socket.emit("disconnect"), TypeError);
  assert.throws(() => socket.emit("a", new Uint8Array(2)), /binary/);
  await assert.rejects(socket.request("a", { b: new Uint8Array(2) }), /binary/);
  assert.equal(page.socket.sent.length, 2);
});

test("the server's questions are answered once, on their own connection", () => {
  const { page, socket } = connected();
  let answer;
  socket.on("a", (value, given) => { answer = given; });
  page.socket.take('4207["a",1]');
  answer(5, { b: true });
  answer(6);
  page.socket.take('428["a",1]');
  const late = answer;
  assert.deepEqual(page.socket.sent.slice(1), ['4307[5,{"b":true}]']);
  page.socket.onclose();
  page.pass(1_000);
  page.socket.open();
  page.socket.take('40{"sid":"a"}');
  late(1);
  assert.deepEqual(page.socket.sent, ["40"]);
});

for (const packets of [
  ["5"], ["0{}"], ["9"], [""], ["3"], ['40{"sid":"b"}'], ["42"], ["42{}"], ['42["connect"]'], ["451-[]"], ["4"],
  ["44{}"], ["43[]"], ['44{"message":"no"}'], [new ArrayBuffer(2)], [new Blob(["40"])], ["x"], ['42["a"'],
]) {
  test(`${JSON.stringify(packets)} closes the connection and throws nothing`, () => {
    const { page, last } = connected();
    page.socket.take(...packets);
    assert.equal(last()[0], "waiting");
    assert.equal(last()[1].reason, "parse error");
    assert.ok(page.socket.isClosed);
    assert.deepEqual(page.errors, []);
    page.socket.take('42["a"]');
  });
}

test("before the handshake and before joining nothing else may come", () => {
  for (const packets of [["2"], ['42["a"]'], ["0"], ['0{"sid":""}'], ["x"]]) {
    const { page, socket, last } = world({ transports: ["websocket"] });
    socket.connect();
    page.socket.take(...packets);
    assert.equal(last()[1].reason, "parse error");
  }
  const { page, socket, last } = world();
  socket.connect();
  page.socket.open();
  page.socket.take('42["a"]');
  assert.equal(last()[1].reason, "parse error");
});

test("packets of other namespaces are not ours", () => {
  const { page, socket } = connected();
  page.socket.take("41/other", '42/other,["a"]', '44/other,{"message":"no"}');
  assert.equal(socket.state, "connected");
});

test("all of it is small", async () => {
  let size = 0;
  for (const name of ["packets", "engine", "socket"]) {
    const file = await readFile(new URL(`../../Web/browser/${name}.js`, import.meta.url));
    size += gzipSync(file, { level: 9 }).length;
  }
  assert.ok(size < 6_000, `${size} bytes`);
});
