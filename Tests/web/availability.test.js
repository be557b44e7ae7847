import assert from "node:assert/strict";
import test from "node:test";
import { clockOf, freeIn, freeMinutes, grouped, joined, minutesOf, runs, weekFrom, withoutTime, withTime } from "../../Web/profiles/week.js";

const at = (weekday, start, end) => ({ weekday, start, end });
const week = weekFrom(1);

test("clocks and minutes are the same", () => {
  for (const [clock, minutes] of [["00:00", 0], ["09:05", 545], ["24:00", 1440]]) {
    assert.equal(minutesOf(clock), minutes);
    assert.equal(clockOf(minutes), clock);
  }
});

test("what touches or overlaps is joined, in order, and never over midnight", () => {
  assert.deepEqual(joined([at(2, "20:00", "24:00"), at(1, "18:00", "19:00"), at(1, "19:00", "20:30"), at(2, "18:00", "21:00"), at(3, "00:00", "01:00"), at(4, "05:00", "05:00")]),
    [at(1, "18:00", "20:30"), at(2, "18:00", "24:00"), at(3, "00:00", "01:00")]);
});

test("a time is taken out of what it lies in", () => {
  const free = [at(1, "18:00", "21:00"), at(2, "18:00", "21:00")];
  assert.deepEqual(withoutTime(free, at(1, "19:00", "20:00")), [at(1, "18:00", "19:00"), at(1, "20:00", "21:00"), free[1]]);
  assert.deepEqual(withoutTime(free, at(1, "17:00", "22:00")), [free[1]]);
  assert.deepEqual(withoutTime(free, at(1, "21:00", "22:00")), free);
});

test("adding and taking away an hour leaves every minute as it was, for all weeks of a kind", () => {
  for (let seed = 0; seed < 500; seed += 1) {
    const free = [0, 1, 2].map((part) => at(1 + (seed + part) % 7, clockOf((seed * 37 * (part + 1)) % 1200), clockOf((seed * 37 * (part + 1)) % 1200 + 15 + seed % 180)));
    const time = at(1 + seed % 7, clockOf(seed % 24 * 60), clockOf(seed % 24 * 60 + 60));
    assert.equal(freeIn(withTime(free, time), time), "all");
    assert.equal(freeIn(withoutTime(free, time), time), "none");
    const before = freeMinutes(withoutTime(free, time));
    assert.equal(freeMinutes(withTime(free, time)), before + 60);
  }
});

test("how much of an hour is free", () => {
  const free = [at(1, "18:30", "20:00")];
  for (const [start, end, much] of [["18:00", "19:00", "some"], ["19:00", "20:00", "all"], ["20:00", "21:00", "none"]]) {
    assert.equal(freeIn(free, at(1, start, end)), much);
  }
  assert.equal(freeIn(free, at(2, "19:00", "20:00")), "none");
});

test("days with the same times are said together", () => {
  const evenings = [1, 2, 3, 5].map((day) => at(day, "18:00", "21:00"));
  const groups = grouped([...evenings, at(6, "10:00", "12:00")], week);
  assert.deepEqual(groups.map(({ days }) => days), [[1, 2, 3, 5], [6]]);
  assert.deepEqual(runs(groups[0].days, week), [[1, 3], [5, 5]]);
  assert.deepEqual(runs([7, 1], weekFrom(7)), [[7, 1]]);
});

test("a week begins where it begins", () => {
  assert.deepEqual(weekFrom(6), [6, 7, 1, 2, 3, 4, 5]);
});
