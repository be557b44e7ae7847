import assert from "node:assert/strict";
import test from "node:test";
import { readFileSync } from "node:fs";
import { continues, linked, partner, receipt, sessionWords, sorted, Stretch, withMessage, withReading } from "../../Web/chat/chat.js";
import { use } from "../../Web/languages/text.js";

const message = (seq, fields = {}) => ({ id: `m${seq}`, conversation: "c", seq, sender: "bo", text: `text ${seq}`,
  createdAt: new Date(Date.UTC(2026, 10, 24, 18, seq)).toISOString(), system: null, ...fields });
const range = (from, to) => Array.from({ length: to - from + 1 }, (_, index) => message(from + index));
const conversation = (fields = {}) => ({ id: "c", members: [{ id: "ada" }, { id: "bo" }], lastMessage: message(5), unread: 0,
  myReadUpTo: 5, theirReadUpTo: 0, updatedAt: message(5).createdAt, ...fields });

test("a message moves its conversation up and counts once, when it is new and of another", () => {
  const told = withMessage(conversation(), message(6), "ada");
  assert.deepEqual([told.unread, told.lastMessage.seq, told.updatedAt], [1, 6, message(6).createdAt]);
  assert.equal(withMessage(told, message(6), "ada").unread, 1, "told again");
  assert.equal(withMessage(told, message(6, { text: "edited" }), "ada").lastMessage.text, "edited");
  assert.equal(withMessage(told, message(3, { text: "edited" }), "ada"), told, "an older one");
  assert.equal(withMessage(conversation(), message(6, { sender: "ada" }), "ada").unread, 0);
  assert.equal(withMessage(conversation(), message(6, { system: {} }), "ada").unread, 0);
  assert.equal(withMessage(conversation({ myReadUpTo: 9 }), message(6), "ada").unread, 0, "read elsewhere already");
  assert.deepEqual(sorted([conversation(), conversation({ id: "d", updatedAt: message(9).createdAt }), told])
    .map(({ id, unread }) => [id, unread]), [["d", 0], ["c", 1]]);
});

test("reading never moves back", () => {
  const unread = conversation({ unread: 2, myReadUpTo: 3 });
  assert.deepEqual(withReading(unread, { member: "ada", upTo: 5 }, "ada").unread, 0);
  assert.equal(withReading(unread, { member: "ada", upTo: 2 }, "ada"), unread);
  assert.equal(withReading(unread, { member: "ada", upTo: 4 }, "ada").myReadUpTo, 4);
  const theirs = withReading(unread, { member: "bo", upTo: 4 }, "ada");
  assert.equal(withReading(theirs, { member: "bo", upTo: 1 }, "ada").theirReadUpTo, 4);
  assert.deepEqual([4, 5].map((seq) => receipt(message(seq), theirs.theirReadUpTo)), ["read", "sent"]);
  assert.equal(partner(unread, "ada").id, "bo");
});

test("only what looks like a web address becomes a link", () => {
  const links = (text) => linked(text).filter((part) => typeof part !== "string").map(({ text: shown }) => shown);
  assert.deepEqual(links("see https://example.org/a?b=c#d."), ["https://example.org/a?b=c#d"]);
  assert.deepEqual(links("(http://example.org), http://example.com!"), ["http://example.org", "http://example.com"]);
  for (const text of ["javascript:alert(1)", "data:text/html,x", "//example.org", "ftp://example.org/x", "https://", "<b>x</b>"]) {
    assert.deepEqual(linked(text), [text]);
  }
  const hostile = "a \u202Ehttps://example.org/x\n<img src=x onerror=alert(1)> \u{1F469}\u200D\u{1F680}";
  assert.equal(linked(hostile).map((part) => (typeof part === "string" ? part : part.text)).join(""), hostile, "nothing is lost");
});

test("lines belong together when one person writes them in a row on one day", () => {
  const dayOf = (time) => time.slice(0, 10);
  assert.ok(continues(message(1), message(2), dayOf));
  assert.ok(!continues(undefined, message(1), dayOf));
  assert.ok(!continues(message(1), message(2, { sender: "ada" }), dayOf));
  assert.ok(!continues(message(1), message(6), dayOf), "five minutes later");
  assert.ok(!continues(message(1, { system: {} }), message(2), dayOf));
  assert.ok(!continues(message(1, { createdAt: "2026-11-24T23:59:00.000Z" }), message(2, { createdAt: "2026-11-25T00:01:00.000Z" }), dayOf));
});

test("a stretch without gaps follows the reader and lets go of its far end", () => {
  const stretch = new Stretch(80);
  stretch.replace(range(961, 1000), true, false);
  for (let first = 961; first > 1; first = stretch.first) {
    const from = Math.max(1, first - 40);
    stretch.prepend(range(from, first - 1), from > 1);
    assert.ok(stretch.messages.length <= 80);
    assert.deepEqual(stretch.messages.map(({ seq }) => seq), range(stretch.first, stretch.last).map(({ seq }) => seq));
  }
  assert.deepEqual([stretch.first, stretch.last, stretch.hasEarlier, stretch.hasLater], [1, 80, false, true]);
  assert.equal(stretch.take(message(1001)), "known", "it is too far away to be shown");
  stretch.append(range(81, 120), true);
  assert.deepEqual([stretch.first, stretch.last, stretch.hasEarlier], [41, 120, true]);
  stretch.append(range(101, 140), true);
  assert.deepEqual([stretch.first, stretch.last], [61, 140], "what was there already is not doubled");
});

test("a message is added at the end, changes in its place, and shows when one was missed", () => {
  const stretch = new Stretch();
  stretch.replace(range(3, 5), true, false);
  assert.deepEqual([message(6), message(6), message(4, { text: "edited" }), message(8), message(1)]
    .map((one) => stretch.take(one)), ["added", "changed", "changed", "missed", "known"]);
  assert.deepEqual(stretch.messages.map(({ text }) => text), ["text 3", "edited", "text 5", "text 6"]);
  const empty = new Stretch();
  empty.replace([], false, false);
  assert.equal(empty.take(message(1)), "added");
});

test("every line about a session is said in the language of the reader", () => {
  const said = (tag, transition, by, session) => {
    use(tag, JSON.parse(readFileSync(new URL(`../../Web/languages/${tag}.json`, import.meta.url), "utf8")));
    return sessionWords(message(1, { text: "plain English", system: { session: "s", transition, by } }), "ada", "Bo", session).join("");
  };
  const transitions = ["request", "counter", "accept", "reject", "withdraw", "expire", "propose-time", "accept-time", "reject-time",
    "lapse-time", "cancel", "complete", "confirm", "report-missed", "report-not-held", "contest", "meeting-link", "resolve"];
  for (const tag of ["de", "es", "ar"]) {
    for (const transition of transitions) {
      for (const by of ["ada", "bo"].filter(() => !["expire", "lapse-time"].includes(transition))) {
        assert.notEqual(said(tag, transition, by), "plain English", `${tag} ${transition} ${by}`);
      }
    }
    for (const transition of ["expire", "lapse-time", "cancel", "report-not-held", "resolve"]) {
      assert.notEqual(said(tag, transition, null), "plain English", `${tag} ${transition} by the clock`);
    }
  }
  assert.equal(said("en", "meeting-link", "bo"), "Bo changed where to meet.", "set or taken back");
  assert.equal(said("en", "resolve", "cem"), "A moderator decided how it counts.");
  assert.equal(said("en", "resolve", "cem", { status: "disputed" }), "A moderator decided how it counts.", "what is known is older");
  assert.equal(said("en", "resolve", "cem", { status: "completed" }), "A moderator decided that it took place.");
  assert.equal(said("en", "resolve", null, { status: "notHeld" }), "Nobody decided within 14 days, so it counts as not held.");
});
