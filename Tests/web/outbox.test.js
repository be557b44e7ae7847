import assert from "node:assert/strict";
import test from "node:test";
import { isPassing, Outbox } from "../../Web/chat/outbox.js";
import { settled } from "./fake-page.js";

const away = { status: 0, code: "offline" };
const refused = { status: 409, code: "memberUnavailable", message: "no" };

/** A browser: what it keeps, and a server that answers as it is told and stores each name once. */
class World {
  kept = new Map();
  stored = [];
  asked = [];
  timers = [];
  locks = Promise.resolve();
  tabs = [];
  now = 1_000;
  /** Refusals by text, the next first. @type {Record<string, any[]>} */
  refusals = {};
  /** Whether the answers are lost on their way. */
  isDeaf = false;

  tab(member = "ada") {
    const outbox = new Outbox({
      member, now: () => this.now, freshID: () => `name-${this.asked.length}-${this.kept.size}-${++this.count}`,
      store: {
        all: async () => [...this.kept.values()].map((entry) => ({ ...entry })),
        put: async (entry) => void this.kept.set(entry.clientId, { ...entry }),
        remove: async (clientId) => void this.kept.delete(clientId),
      },
      send: async (entry) => this.answer(entry), sent: () => undefined,
      exclusively: (act) => (this.locks = this.locks.then(act, act)),
      tellOthers: () => { for (const other of this.tabs) if (other !== outbox) other.heard(); },
      later: (act, delay) => this.timers.push({ act, delay }),
    });
    this.tabs.push(outbox);
    return outbox;
  }

  count = 0;

  answer({ clientId, text }) {
    this.asked.push(text);
    const refusal = this.refusals[text]?.shift();
    if (refusal) throw refusal;
    if (!this.stored.some((message) => message.clientId === clientId)) this.stored.push({ clientId, text });
    if (this.isDeaf) throw away;
    return { clientId, text };
  }

  get texts() { return this.stored.map(({ text }) => text); }

  /** What was put off is due. */
  async later() {
    for (const { act } of this.timers.splice(0)) act();
    await rest();
  }
}

async function rest() {
  for (let turn = 0; turn < 20; turn += 1) await settled();
}

const states = (outbox, conversation = "c") => outbox.of(conversation).map(({ text, state }) => `${text} ${state}`);

test("what is written goes out in its order, and is then kept no more", async () => {
  const world = new World();
  const outbox = world.tab();
  for (const text of ["one", "two", "three"]) outbox.add("c", text);
  assert.deepEqual(outbox.of("c").map(({ text }) => text), ["one", "two", "three"], "shown at once");
  await rest();
  assert.deepEqual(world.texts, ["one", "two", "three"]);
  assert.equal(world.kept.size, 0);
  assert.deepEqual(states(outbox), []);
});

test("what was written without a connection outlives the page", async () => {
  const world = new World();
  world.refusals = { one: [away, away] };
  const before = world.tab();
  await Promise.all(["one", "two"].map((text) => before.add("c", text)));
  await rest();
  assert.deepEqual(states(before), ["one waiting", "two waiting"]);
  world.tabs = [];
  world.timers = [];
  await world.tab().start();
  await rest();
  assert.deepEqual(world.texts, ["one", "two"]);
});

test("an answer that got lost stores nothing twice", async () => {
  const world = new World();
  world.isDeaf = true;
  const outbox = world.tab();
  await outbox.add("c", "once");
  await rest();
  assert.deepEqual(states(outbox), ["once waiting"]);
  world.isDeaf = false;
  await world.later();
  assert.deepEqual([world.asked, world.texts], [["once", "once"], ["once"]]);
  assert.deepEqual(states(outbox), []);
});

test("without a connection it waits longer each time, and no longer than half a minute", async () => {
  const world = new World();
  world.refusals = { one: Array(8).fill(away) };
  world.tab().add("c", "one");
  await rest();
  const delays = [];
  while (world.timers.length) {
    delays.push(world.timers[0].delay);
    await world.later();
  }
  assert.deepEqual(delays, [1, 2, 4, 8, 16, 30, 30, 30].map((seconds) => seconds * 1_000));
  assert.deepEqual(world.texts, ["one"]);
});

test("it waits as long as the server asks for", async () => {
  const world = new World();
  world.refusals = { one: [{ status: 429, code: "limited", retryAfter: 60 }] };
  world.tab().add("c", "one");
  await rest();
  assert.deepEqual(world.timers.map(({ delay }) => delay), [60_000]);
});

test("what is refused stays with its reason, holds up its conversation and no other", async () => {
  const world = new World();
  world.refusals = { one: [refused] };
  const outbox = world.tab();
  for (const [conversation, text] of [["c", "one"], ["c", "two"], ["d", "elsewhere"]]) await outbox.add(conversation, text);
  await rest();
  assert.deepEqual(states(outbox), ["one failed", "two waiting"]);
  assert.deepEqual(outbox.of("c")[0].problem, { code: "memberUnavailable", message: "no" });
  assert.deepEqual(world.texts, ["elsewhere"]);
  await outbox.retry(outbox.of("c")[0].clientId);
  await rest();
  assert.deepEqual(world.texts, ["elsewhere", "one", "two"]);
});

test("what was held up goes out when what was refused is given up", async () => {
  const world = new World();
  world.refusals = { one: [refused] };
  const outbox = world.tab();
  await outbox.add("c", "one");
  await outbox.add("c", "two");
  await rest();
  await outbox.drop(outbox.of("c")[0].clientId);
  await rest();
  assert.deepEqual([world.texts, states(outbox)], [["two"], []]);
});

test("several tabs send it once", async () => {
  const world = new World();
  const tabs = [world.tab(), world.tab(), world.tab()];
  await Promise.all([...tabs.map((tab) => tab.start()), tabs[0].add("c", "one"), tabs[1].add("c", "two")]);
  await Promise.all(tabs.map((tab) => tab.flush()));
  await rest();
  assert.deepEqual([...world.asked].sort(), ["one", "two"]);
  for (const tab of tabs) assert.deepEqual(states(tab), []);
});

test("another tab sends what a closed one has left", async () => {
  const world = new World();
  const [left, stays] = [world.tab(), world.tab()];
  await stays.start();
  world.refusals = { one: [away] };
  left.add("c", "one");
  await rest();
  assert.deepEqual(states(stays), ["one waiting"]);
  world.tabs = [stays];
  await world.later();
  assert.deepEqual(world.texts, ["one"]);
});

test("two tabs without a connection do not wake each other without end", async () => {
  const world = new World();
  const [one] = [world.tab(), world.tab()];
  world.refusals = { text: Array(100).fill(away) };
  one.add("c", "text");
  await rest();
  assert.equal(world.asked.length, 1);
});

test("what somebody else wrote in this browser is not sent in my name", async () => {
  const world = new World();
  world.refusals = { theirs: [away] };
  world.tab("bo").add("c", "theirs");
  await rest();
  world.tabs = [];
  world.timers = [];
  const outbox = world.tab("ada");
  await outbox.start();
  assert.deepEqual([states(outbox), world.texts, world.kept.size], [[], [], 1]);
});

test("what an event told of is not sent any more, nor read back", async () => {
  const world = new World();
  world.refusals = { one: [away] };
  const outbox = world.tab();
  await outbox.add("c", "one");
  await rest();
  const { clientId } = outbox.of("c")[0];
  const reading = outbox.reload();
  await Promise.all([outbox.settle(clientId), reading]);
  assert.deepEqual(states(outbox), []);
  await world.later();
  assert.deepEqual(world.asked, ["one"]);
});

test("what the browser cannot keep is sent all the same", async () => {
  const world = new World();
  const outbox = world.tab();
  outbox.options.store.put = async () => { throw new Error("no room"); };
  await outbox.add("c", "one");
  await rest();
  assert.deepEqual([world.texts, states(outbox)], [["one"], []]);
});

test("only what can pass is tried again by itself", () => {
  for (const passing of [{}, away, { status: 503, code: "busy" }, { status: 500 }, { status: 401 }, { status: 429, code: "limited" }]) {
    assert.ok(isPassing(passing), JSON.stringify(passing));
  }
  for (const lasting of [refused, { status: 422, code: "invalid" }, { status: 403 }, { status: 404 },
    { status: 429, code: "tooManyFirstContacts" }]) assert.ok(!isPassing(lasting), JSON.stringify(lasting));
});
