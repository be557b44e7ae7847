import assert from "node:assert/strict";
import test from "node:test";
import { percent } from "../../Web/pictures/balance.js";
import { addressOf, course, drawn, edges, exchangeOn, inOrder, joined, keyOf, latest, memberOf, others, proposal, stateOf, waitingFor }
  from "../../Web/rings/rings.js";

const line = (id, slug, to, accepted = true, more = {}) =>
  ({ member: { id, name: id.toUpperCase() }, teaches: { slug, name: slug }, to, accepted, ...more });
const three = () => [line("bo", "violin", "cem"), line("cem", "baking", "ada"), line("ada", "swift", "bo")];
const ring = (more = {}) => ({ id: "r", status: "proposed", proposer: "bo", members: three(), score: 1, sharedMinutesPerWeek: null,
  createdAt: "2026-11-23T10:00:00.000Z", conversation: null, can: [], repairs: [], ...more });

test("a ring begins with me, wherever its members begin to count", () => {
  assert.deepEqual(others(three(), "ada").map(({ id }) => id), ["bo", "cem"]);
  assert.deepEqual(others(three(), "cem").map(({ id }) => id), ["ada", "bo"]);
  assert.deepEqual(edges(three(), "ada").map(({ teacher, learner, kind }) => [teacher.id, learner.id, kind]),
    [["ada", "bo", "teach"], ["bo", "cem", "other"], ["cem", "ada", "learn"]]);
  assert.deepEqual(edges(three(), "nobody").map(({ kind }) => kind), ["other", "other", "other"]);
  assert.equal(memberOf(three(), "dee"), undefined);
});

test("what is proposed is what was suggested, and an address finds it again", () => {
  const suggestion = { id: null, status: "suggested", members: three(), score: 1, sharedMinutesPerWeek: 60 };
  assert.deepEqual(proposal(suggestion).members, [{ member: "bo", teaches: "violin" }, { member: "cem", teaches: "baking" },
    { member: "ada", teaches: "swift" }]);
  const address = new URL(addressOf(suggestion), "https://example.org");
  assert.equal(address.searchParams.get("of"), keyOf(suggestion));
  const hostile = { ...suggestion, members: [line("bo", "a&b=c#d~e,f ü", "cem"), ...three().slice(1)] };
  assert.equal(new URL(addressOf(hostile), "https://example.org").searchParams.get("of"), keyOf(hostile));
});

test("how a ring stands depends on who looks", () => {
  assert.equal(stateOf(ring({ can: ["accept", "reject"] }), "ada"), "asked");
  assert.equal(stateOf(ring({ can: ["reject"] }), "bo"), "proposed");
  assert.equal(stateOf(ring({ can: ["reject"] }), "cem"), "joined");
  assert.equal(stateOf(ring({ status: "broken", left: "cem" }), "cem"), "brokenByYou");
  assert.equal(stateOf(ring({ status: "broken", left: "cem" }), "ada"), "broken");
  for (const status of ["active", "dissolved", "ended"]) assert.equal(stateOf(ring({ status }), "ada"), status);
});

test("who has joined is counted, and who left confirms nothing any more", () => {
  const asked = ring({ members: [line("bo", "violin", "cem"), line("cem", "baking", "ada", false), line("ada", "swift", "bo", false)] });
  assert.deepEqual(joined(asked), { count: 1, all: 3 });
  assert.deepEqual(waitingFor(asked).map(({ id }) => id), ["cem", "ada"]);
  assert.deepEqual(drawn(ring({ status: "broken", left: "cem" }), "ada").map(({ id, isMe, accepted }) => [id, isMe, accepted]),
    [["bo", false, true], ["cem", false, false], ["ada", true, true]]);
});

test("a request inside a ring holds its line and nothing else", () => {
  const [mine, , theirs] = edges(three(), "ada").map(({ line }) => line);
  const offered = exchangeOn(ring(), mine, "ada");
  assert.deepEqual([offered.ring, offered.member.id, offered.iTeach.map(({ skill }) => skill.slug), offered.theyTeach], ["r", "bo", ["swift"], []]);
  const asked = exchangeOn(ring(), { ...theirs, nextSlots: [{ start: "a", end: "b" }], sharedMinutesPerWeek: 30 }, "ada");
  assert.deepEqual([asked.member.id, asked.theyTeach.map(({ skill }) => skill.slug), asked.iTeach, asked.nextSlots.length, asked.sharedMinutesPerWeek],
    ["cem", ["baking"], [], 1, 30]);
});

test("its course ends only when it is over", () => {
  const active = { activeSince: "2026-11-23T11:00:00.000Z" };
  assert.deepEqual(course(ring()).map(({ step }) => step), ["proposed"]);
  assert.deepEqual(course(ring({ ...active, status: "active" })).map(({ step }) => step), ["proposed", "active"]);
  assert.deepEqual(course(ring({ ...active, status: "broken", endedAt: "2026-11-24T11:00:00.000Z" })).map(({ step }) => step),
    ["proposed", "active", "broken"]);
});

test("what is to come stands before what is over, the latest of that first", () => {
  const session = (status, scheduledAt) => ({ status, scheduledAt });
  const sorted = inOrder([session("completed", "2026-01"), session("accepted", "2026-05"), session("missed", "2026-02"), session("pending", "2026-04")]);
  assert.deepEqual(sorted.map(({ scheduledAt }) => scheduledAt), ["2026-04", "2026-05", "2026-02", "2026-01"]);
});

test("an answer that was overtaken is dropped", async () => {
  const waiting = [];
  const taken = [];
  const look = latest(() => new Promise((resolve) => { waiting.push(resolve); }), (found) => taken.push(found));
  const looks = [look(), look()];
  waiting[1]("later");
  waiting[0]("earlier");
  await Promise.all(looks);
  assert.deepEqual(taken, ["later"]);
});

test("a bar is as long as its share, and never hides what there is", () => {
  assert.deepEqual([percent(30, 60), percent(1, 600), percent(0, 60), percent(0, 0), percent(60, 60)], [50, 2, 0, 0, 100]);
});
