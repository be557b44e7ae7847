import assert from "node:assert/strict";
import test from "node:test";
import { byDate, dueOf, expected, fits, isDate, isLate, laterOf, monthWeeks, nextMoment, partOf, partsOf, partnerOf, revealedBy,
  roomOf, shifted, spanOf, stateOf, timeIn, weekDates } from "../../Web/sessions/sessions.js";
import { startsIn, wrongWith } from "../../Web/sessions/slot-picker.js";

const [ada, bo] = [{ id: "a", name: "Ada" }, { id: "b", name: "Bo" }];
const minute = 60_000;
const day = 1440 * minute;
const at = (/** @type {string} */ text) => Date.parse(text);

/** Ada asks Bo. @param {any} fields */
function session(fields = {}) {
  return { id: "s", requester: ada, recipient: bo, topic: "Fiddle", teaches: [], scheduledAt: "2026-11-25T18:00:00.000Z",
    durationMinutes: 60, status: "pending", awaiting: "b", version: 1, proposal: null, confirmedBy: [], late: false,
    meetingLink: null, can: [], conversation: "c", expiresAt: "2026-11-25T18:00:00.000Z",
    createdAt: "2026-11-23T18:00:00.000Z", updatedAt: "2026-11-23T18:00:00.000Z", ...fields };
}

const start = at("2026-11-25T18:00:00.000Z");

test("how a session stands depends on who looks and when", () => {
  const before = start - day;
  for (const [fields, me, now, state] of [
    [{}, "b", before, "asked"], [{}, "a", before, "waiting"], [{ version: 2 }, "b", before, "countered"],
    [{}, "a", start, "expired"],
    [{ status: "accepted" }, "a", start - 1, "agreed"], [{ status: "accepted" }, "a", start, "now"],
    [{ status: "accepted" }, "a", start + 60 * minute, "outcome"],
    [{ status: "rejected", endedBy: "b" }, "b", before, "rejectedByYou"],
    [{ status: "rejected", endedBy: "b" }, "a", before, "rejected"],
    [{ status: "withdrawn", endedBy: "a" }, "a", before, "withdrawnByYou"],
    [{ status: "cancelled" }, "a", before, "calledOff"], [{ status: "cancelled", endedBy: "a" }, "b", before, "cancelled"],
    [{ status: "missed", endedBy: "a", missedBy: "b" }, "b", start, "missedByYou"],
    [{ status: "notHeld" }, "a", start, "notHeld"], [{ status: "disputed" }, "x", start, "disputed"],
  ]) assert.equal(stateOf(session(fields), me, now), state, `${JSON.stringify(fields)} ${me}`);
});

test("what is due is what the server lets one do, by its urgency", () => {
  const answer = session({ id: "1", can: ["accept"], scheduledAt: "2026-11-27T18:00:00.000Z" });
  const moved = session({ id: "2", status: "accepted", can: ["accept-time", "cancel"], scheduledAt: "2026-11-26T18:00:00.000Z" });
  const held = session({ id: "3", status: "accepted", can: ["complete"] });
  const told = session({ id: "4", status: "completed", can: ["feedback"], scheduledAt: "2026-11-20T18:00:00.000Z" });
  const later = session({ id: "5", status: "accepted", can: ["cancel"], scheduledAt: "2026-11-28T18:00:00.000Z" });
  const gone = [session({ id: "6", status: "rejected", scheduledAt: "2026-11-01T18:00:00.000Z" }),
    session({ id: "7", status: "notHeld", scheduledAt: "2026-11-02T18:00:00.000Z" })];
  const now = start + 60 * minute;
  assert.equal(dueOf(held, start + 59 * minute), null, "not while it goes on");
  assert.equal(partOf(held, start), "coming");
  const parts = partsOf([told, later, held, ...gone, answer, moved, session()], now);
  assert.deepEqual(Object.fromEntries(Object.entries(parts).map(([part, list]) => [part, list.map(({ id }) => id)])),
    { due: ["2", "1", "3", "4"], waiting: ["s"], coming: ["5"], past: ["7", "6"] });
});

test("the filters let through what they say", () => {
  const offered = session({ status: "accepted", proposal: { by: "b" } });
  const all = { show: "", role: "" };
  assert.ok(fits(session(), all, "a"));
  assert.ok(fits(session(), { ...all, show: "waiting" }, "a"));
  assert.ok(fits(offered, { ...all, show: "waiting" }, "a") && fits(offered, { ...all, show: "coming" }, "a"));
  assert.ok(!fits(session(), { ...all, show: "past" }, "a"));
  assert.ok(fits(session({ status: "disputed" }), { ...all, show: "past" }, "a"));
  assert.ok(fits(session(), { ...all, role: "requester" }, "a") && !fits(session(), { ...all, role: "requester" }, "b"));
});

test("the room is open from ten minutes before to half an hour after", () => {
  const agreed = session({ status: "accepted" });
  for (const [now, isOpen] of [[start - 10 * minute - 1, false], [start - 10 * minute, true], [start + 90 * minute - 1, true]]) {
    assert.equal(roomOf(agreed, now)?.isOpen, isOpen);
  }
  assert.equal(roomOf(agreed, start + 90 * minute), null);
  assert.equal(roomOf(session(), start), null);
});

test("the clock is looked at when it changes something", () => {
  const agreed = session({ status: "accepted" });
  const moments = [];
  for (let now = start - day, next; (next = nextMoment(agreed, now)) !== null; now = next) moments.push((next - start) / minute);
  assert.deepEqual(moments, [-10, 0, 10, 60, 90]);
  assert.equal(nextMoment(session(), start - 1), start);
  assert.equal(nextMoment(session({ status: "completed" }), 0), null);
});

test("of two states the later one holds, whatever comes first", () => {
  const old = session();
  const now = session({ version: 2, updatedAt: "2026-11-24T18:00:00.000Z" });
  assert.equal(laterOf(now, old), now);
  assert.equal(laterOf(old, now), now);
  const again = session({ can: ["accept"] });
  assert.equal(laterOf(old, again), again, "the same state read anew says what can be done");
  const sameTime = session({ version: 3, updatedAt: now.updatedAt });
  assert.equal(laterOf(sameTime, now), sameTime);
});

test("what is expected of an action, and what is left to the server", () => {
  assert.equal(expected(session(), "withdraw", "a")?.status, "withdrawn");
  assert.deepEqual(expected(session({ status: "completed", can: ["confirm", "contest", "feedback"] }), "confirm", "b")?.can, ["feedback"]);
  assert.equal(expected(session(), "accept", "b"), null);
});

test("calling off is late within a day, but not within an hour of agreeing", () => {
  const agreed = session({ status: "accepted", acceptedAt: "2026-11-25T10:00:00.000Z" });
  assert.equal(isLate(agreed, at("2026-11-25T10:30:00.000Z")), false);
  assert.equal(isLate(agreed, at("2026-11-25T11:00:00.001Z")), true);
  assert.equal(isLate(session({ acceptedAt: "2026-11-20T10:00:00.000Z" }), start - day), false);
});

test("feedback is shown 14 days after the end, the report or the decision", () => {
  const entry = (/** @type {string} */ transition, /** @type {string} */ to, /** @type {string} */ time, from = "accepted") =>
    ({ transition, from, to, at: time, by: "a", detail: null });
  const completed = session({ status: "completed" });
  assert.equal(revealedBy(completed, [entry("complete", "completed", "2026-11-25T18:10:00.000Z")]), start + 60 * minute + 14 * day);
  assert.equal(revealedBy(completed, [entry("complete", "completed", "2026-11-26T18:00:00.000Z"),
    entry("confirm", "completed", "2026-11-27T18:00:00.000Z", "completed")]), start + 15 * day);
  assert.equal(revealedBy(completed, [entry("complete", "completed", "2026-11-25T19:00:00.000Z"),
    entry("contest", "disputed", "2026-11-26T18:00:00.000Z", "completed"),
    entry("resolve", "completed", "2026-11-28T18:00:00.000Z", "disputed")]), start + 17 * day);
  const cancelled = [entry("cancel", "cancelled", "2026-11-25T12:00:00.000Z")];
  assert.equal(revealedBy(session({ status: "cancelled", late: true }), cancelled), start - 360 * minute + 14 * day);
  assert.equal(revealedBy(session({ status: "cancelled" }), cancelled), null);
  assert.equal(revealedBy(session({ status: "notHeld" }), [entry("report-not-held", "notHeld", "2026-11-25T19:00:00.000Z")]), null);
});

test("the history tells of times", () => {
  const entry = { at: "", by: "a", from: "pending", to: "pending", detail: "2026-11-26T18:30:00.000Z, 45 min" };
  assert.deepEqual(timeIn({ ...entry, transition: "counter" }), { scheduledAt: "2026-11-26T18:30:00.000Z", durationMinutes: 45 });
  assert.equal(timeIn({ ...entry, transition: "reject" }), null);
  assert.equal(timeIn({ ...entry, transition: "counter", detail: null }), null);
});

test("weeks and months are whole weeks", () => {
  assert.deepEqual(weekDates("2026-11-25"), ["2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27", "2026-11-28", "2026-11-29"]);
  assert.equal(weekDates("2026-11-29")[0], "2026-11-23");
  assert.equal(weekDates("2026-11-25", 6)[0], "2026-11-21");
  assert.equal(weekDates("2026-11-25", 7)[0], "2026-11-22");
  const weeks = monthWeeks("2027-02-14");
  assert.deepEqual([weeks.length, weeks[0][0], weeks[3][6]], [4, "2027-02-01", "2027-02-28"]);
  assert.deepEqual(monthWeeks("2026-11-25").map((week) => week[0]), ["2026-10-26", "2026-11-02", "2026-11-09", "2026-11-16", "2026-11-23", "2026-11-30"]);
  assert.deepEqual([shifted("2026-12-31", "week", 1), shifted("2026-01-31", "month", 1), shifted("2026-01-31", "month", -1)],
    ["2027-01-07", "2026-02-01", "2025-12-01"]);
  assert.deepEqual(["2026-11-25", "2026-02-30", "2026-1-1", "", null, "2026-11-25x"].map(isDate), [true, false, false, false, false, false]);
});

test("a week in which the clock is changed begins and ends at midnight there", () => {
  assert.deepEqual(spanOf(weekDates("2027-03-28"), "Europe/Berlin"),
    { from: "2027-03-21T23:00:00.000Z", to: "2027-03-28T22:00:00.000Z" });
  assert.deepEqual(spanOf(weekDates("2027-03-14"), "America/New_York"),
    { from: "2027-03-08T05:00:00.000Z", to: "2027-03-15T04:00:00.000Z" });
});

test("a session stands on the day on which it begins where one is", () => {
  const late = session({ scheduledAt: "2027-03-28T22:30:00.000Z" });
  assert.deepEqual([...byDate([late], "Europe/Berlin").keys()], ["2027-03-29"]);
  assert.deepEqual([...byDate([late], "America/New_York").keys()], ["2027-03-28"]);
});

test("to those who take no part a session has no partner", () => {
  assert.deepEqual(["a", "b", "x"].map((me) => partnerOf(session(), me)), [bo, ada, null]);
});

test("common time is offered in steps of the length, what meets as one", () => {
  const slots = [{ start: "2026-11-25T19:00:00.000Z", end: "2026-11-25T20:00:00.000Z" },
    { start: "2026-11-25T18:00:00.000Z", end: "2026-11-25T19:00:00.000Z" },
    { start: "2026-11-26T18:00:00.000Z", end: "2026-11-26T19:00:00.000Z" }];
  const offered = (/** @type {number} */ minutes, now = 0) =>
    startsIn(slots, minutes, now).map((moment) => new Date(moment).toISOString().slice(8, 16));
  assert.deepEqual(offered(60), ["25T18:00", "25T19:00", "26T18:00"]);
  assert.deepEqual(offered(90), ["25T18:00", "26T18:00"]);
  assert.deepEqual(offered(30, start), ["25T18:30", "25T19:00", "25T19:30", "26T18:00", "26T18:30"]);
  assert.deepEqual(offered(240), ["25T18:00", "26T18:00"]);
  assert.deepEqual(startsIn([], 60, 0), []);
});

test("a time that is over, or too far, cannot be chosen", () => {
  assert.deepEqual([NaN, 5, 6, 6 + 180 * day].map((moment) => wrongWith(moment, 5)), ["missing", "past", null, "far"]);
});
