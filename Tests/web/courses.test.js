import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { use } from "../../Web/languages/text.js";
import { arrowPath, covers, edgesOf, fromMe, ringHeight, ringLayout, ringSentence } from "../../Web/pictures/ring.js";
import { timelineSteps } from "../../Web/pictures/timeline.js";

use("en", JSON.parse(readFileSync(new URL("../../Web/languages/en.json", import.meta.url), "utf8")));

const member = (name, teaches, rest) => ({ id: name, name, teaches, accepted: true, ...rest });
const three = [member("Cem", "baking"), member("Ada", "Swift", { isMe: true }), member("Bo", "fiddle", { accepted: false })];
const layout = (members, width, flip = false) => {
  const people = fromMe(members);
  return ringLayout(people, edgesOf(people), width, { measure: (text) => text.length * 8, name: ({ name }) => name, flip });
};

test("a ring begins with me and says who teaches whom", () => {
  assert.deepEqual(fromMe(three).map(({ name }) => name), ["Ada", "Bo", "Cem"]);
  assert.deepEqual(fromMe([member("Bo"), member("Cem")]).map(({ name }) => name), ["Bo", "Cem"]);
  assert.equal(ringSentence(edgesOf(fromMe(three))), "You teach Bo Swift; Bo teaches Cem fiddle; Cem teaches you baking");
});

test("an arrow is confirmed when both have accepted, and one who teaches nothing has none", () => {
  assert.deepEqual(edgesOf(fromMe(three)).map(({ confirmed }) => confirmed), [false, false, true]);
  assert.deepEqual(edgesOf([{ id: "a", name: "Ada", teaches: "Swift" }, { id: "b", name: "Bo", teaches: "fiddle" }])
    .map(({ confirmed }) => confirmed), [true, true]);
  assert.deepEqual(edgesOf([member("Ada", "Swift"), member("Bo", null)]).map(({ from, to }) => [from, to]), [[0, 1]]);
  assert.deepEqual(edgesOf([member("Ada", "Swift")]), []);
});

test("I am on top, and everything has room at every width and size", () => {
  const names = ["Ada", "Bartholomew Longname", "Cem", "Dora", "Emil"];
  for (const width of [250, 288, 400, 560]) {
    for (const count of [2, 3, 4, 5]) {
      const members = names.slice(0, count).map((name, index) => member(name, "Portuguese conversation", { isMe: index === 0 }));
      for (const flip of [false, true]) {
        const { pills, arrows } = layout(members, width, flip);
        const where = `${count} people, ${width} wide`;
        assert.equal(Math.min(...pills.map(({ y }) => y)), pills[0].y, where);
        assert.equal(Math.round(pills[0].x), width / 2, where);
        for (const [index, pill] of pills.entries()) {
          assert.ok(pill.x - pill.width / 2 >= 0 && pill.x + pill.width / 2 <= width, `${where}: ${pill.text}`);
          assert.ok(pill.y - pill.height / 2 >= 0 && pill.y + pill.height / 2 <= ringHeight(count), `${where}: ${pill.text}`);
          for (const other of pills.slice(index + 1)) {
            assert.ok(Math.abs(pill.x - other.x) >= (pill.width + other.width) / 2 || Math.abs(pill.y - other.y) >= 36, where);
          }
        }
        for (const { label } of arrows) {
          const length = label.text.length * 8;
          const left = label.anchor === "start" ? label.x : label.anchor === "end" ? label.x - length : label.x - length / 2;
          assert.ok(label.text && left >= 0 && left + length <= width && label.y < ringHeight(count), `${where}: ${label.text}`);
        }
      }
    }
  }
});

test("without room for a skill its arrow has a number", () => {
  assert.deepEqual(layout(["Ada", "Bo"].map((name) => member(name, "Portuguese")), 80).arrows.map(({ label }) => label.text), ["1", "2"]);
});

test("from right to left the ring is mirrored", () => {
  const [plain, flipped] = [layout(three, 300), layout(three, 300, true)];
  plain.pills.forEach((pill, index) => assert.equal(Math.round(pill.x + flipped.pills[index].x), 300));
  assert.deepEqual([plain.arrows[0].label.anchor, flipped.arrows[0].label.anchor], ["start", "end"]);
});

test("arrows begin and end outside of the names", () => {
  const pill = (x, y) => ({ x, y, width: 80, height: 32, text: "" });
  const [from, to] = [pill(150, 20), pill(150, 190)];
  const [start, , end] = [...arrowPath(from, { x: 290, y: 105 }, to).matchAll(/([\d.]+) ([\d.]+)/g)]
    .map(([, x, y]) => ({ x: Number(x), y: Number(y) }));
  assert.equal(covers(from, start, 2), false);
  assert.equal(covers(to, end, 4), false);
  assert.equal(covers(from, start, 8), true);
  assert.equal(covers(to, end, 10), true);
});

const session = (status, rest) => ({ requester: { id: "a", name: "Ada" }, recipient: { id: "b", name: "Bo" }, status,
  awaiting: null, scheduledAt: "2026-11-25T18:00:00.000Z", durationMinutes: 60, can: [], ...rest });
const entry = (transition, to) => ({ at: "2026-11-23T18:00:00.000Z", by: "a", transition, to });
const [requested, accepted] = [entry("request", "pending"), entry("accept", "accepted")];
const steps = (given, history, now = "2026-11-24T12:00:00Z", hasGivenFeedback = false) =>
  timelineSteps(given, history, Date.parse(now), hasGivenFeedback).map(({ step, state }) => `${step} ${state}`);

test("the course of a session says what was, what is due and what is to come", () => {
  assert.deepEqual(steps(session("pending", { awaiting: "b" }), [requested]),
    ["requested done", "answer current", "meeting planned", "completion planned", "feedback planned"]);
  assert.deepEqual(steps(session("accepted"), [requested, entry("counter", "pending"), accepted, entry("meeting-link", "accepted")]),
    ["requested done", "countered done", "accepted done", "meeting current", "completion planned", "feedback planned"]);
  assert.deepEqual(steps(session("accepted"), [requested, accepted], "2026-11-25T19:00:00Z"),
    ["requested done", "accepted done", "meeting done", "completion current", "feedback planned"]);
  const done = [requested, accepted, entry("complete", "completed")];
  assert.deepEqual(steps(session("completed", { can: ["feedback"] }), done),
    ["requested done", "accepted done", "met done", "completed done", "feedback current"]);
  assert.deepEqual(steps(session("completed"), done, undefined, true).at(-1), "feedbackGiven done");
  assert.deepEqual(steps(session("completed"), done).at(-1), "completed done");
});

test("what ended a session is crossed, and nothing follows", () => {
  for (const [transition, status, step] of [["reject", "rejected", "rejected"], ["withdraw", "withdrawn", "withdrawn"],
    ["expire", "expired", "expired"], ["cancel", "cancelled", "cancelled"], ["report-missed", "missed", "missed"],
    ["report-not-held", "notHeld", "notHeld"]]) {
    assert.deepEqual(steps(session(status), [requested, entry(transition, status)]), ["requested done", `${step} ended`]);
  }
});

test("what is contested awaits a decision, and the decision counts", () => {
  const history = [requested, accepted, entry("report-missed", "missed"), entry("contest", "disputed")];
  assert.deepEqual(steps(session("disputed"), history).slice(2), ["missed ended", "contested done", "decision current"]);
  assert.deepEqual(steps(session("completed"), [...history, entry("resolve", "completed")]).slice(2),
    ["met done", "missed ended", "contested done", "resolved done"]);
  assert.deepEqual(steps(session("missed"), [...history, entry("resolve", "missed")]).at(-1), "resolved ended");
});
