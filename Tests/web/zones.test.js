import assert from "node:assert/strict";
import test from "node:test";
import { changes, dateAfter, localToUTC, offset, weekOf, whenShown, zoned } from "../../Web/languages/zones.js";

const utc = (zone, date, time) => localToUTC(zone, date, time).toISOString().slice(0, 16);

test("a clock of a place means a moment", () => {
  for (const [zone, date, time, expected] of [
    ["Europe/Berlin", "2026-11-24", "18:00", "2026-11-24T17:00"],
    ["Europe/Berlin", "2026-07-24", "18:00", "2026-07-24T16:00"],
    ["Europe/Berlin", "2026-11-24", "24:00", "2026-11-24T23:00"],
    ["Europe/Berlin", "2026-11-24", "00:00", "2026-11-23T23:00"],
    ["America/New_York", "2026-11-24", "18:00", "2026-11-24T23:00"],
    ["Australia/Lord_Howe", "2026-11-24", "18:00", "2026-11-24T07:00"],
    ["Australia/Lord_Howe", "2026-07-24", "18:00", "2026-07-24T07:30"],
    ["Asia/Kathmandu", "2026-11-24", "18:00", "2026-11-24T12:15"],
    ["UTC", "2026-11-24", "18:00", "2026-11-24T18:00"],
    ["Pacific/Kiritimati", "2026-11-24", "01:00", "2026-11-23T11:00"],
  ]) assert.equal(utc(zone, date, time), expected, `${zone} ${date} ${time}`);
});

test("a skipped time counts as before the skip, a repeated one is the first", () => {
  for (const [zone, date, time, expected] of [
    ["Europe/Berlin", "2026-03-29", "01:59", "2026-03-29T00:59"],
    ["Europe/Berlin", "2026-03-29", "02:00", "2026-03-29T01:00"],
    ["Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T01:30"],
    ["Europe/Berlin", "2026-03-29", "03:00", "2026-03-29T01:00"],
    ["Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T00:30"],
    ["Europe/Berlin", "2026-10-25", "03:00", "2026-10-25T02:00"],
    ["America/New_York", "2026-03-08", "02:30", "2026-03-08T07:30"],
    ["America/New_York", "2026-11-01", "01:30", "2026-11-01T05:30"],
    ["Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:45"],
    ["Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-04T14:45"],
    ["America/Santiago", "2026-09-06", "00:00", "2026-09-06T04:00"],
  ]) assert.equal(utc(zone, date, time), expected, `${zone} ${date} ${time}`);
});

test("a moment has a date, a time and a weekday in a place", () => {
  assert.deepEqual(zoned(new Date("2026-11-24T17:30:00Z"), "Europe/Berlin"),
    { date: "2026-11-24", time: "18:30", weekday: 2, minutes: 1110 });
  assert.deepEqual(zoned("2026-11-29T18:15:59.999Z", "Asia/Kathmandu"),
    { date: "2026-11-30", time: "00:00", weekday: 1, minutes: 0 });
  assert.deepEqual(zoned(Date.UTC(2026, 10, 30, 4), "America/New_York"),
    { date: "2026-11-29", time: "23:00", weekday: 7, minutes: 1380 });
});

test("days are as long as the clock makes them, and follow one another", () => {
  const hours = (zone, from) => weekOf(zone, new Date(from)).map(({ start, end }) => (end - start) / 3_600_000);
  assert.deepEqual(hours("Europe/Berlin", "2026-03-27T12:00:00Z"), [24, 24, 23, 24, 24, 24, 24]);
  assert.deepEqual(hours("Europe/Berlin", "2026-10-23T12:00:00Z"), [24, 24, 25, 24, 24, 24, 24]);
  assert.deepEqual(hours("America/New_York", "2026-11-01T12:00:00Z"), [25, 24, 24, 24, 24, 24, 24]);
  assert.deepEqual(hours("Australia/Lord_Howe", "2026-10-03T00:00:00Z"), [24, 23.5, 24, 24, 24, 24, 24]);
  assert.deepEqual(hours("Asia/Kathmandu", "2026-11-24T00:00:00Z"), [24, 24, 24, 24, 24, 24, 24]);
  assert.deepEqual(hours("America/Santiago", "2026-09-05T12:00:00Z"), [24, 23, 24, 24, 24, 24, 24]);
  for (const zone of ["Europe/Berlin", "Australia/Lord_Howe", "America/Santiago"]) {
    for (const from of ["2026-03-26T23:30:00Z", "2026-09-03T12:00:00Z", "2026-12-29T10:00:00Z"]) {
      const week = weekOf(zone, new Date(from));
      week.slice(1).forEach((day, index) => assert.deepEqual(day.start, week[index].end));
      assert.ok(week[0].start <= new Date(from) && new Date(from) < week[0].end);
    }
  }
});

test("dates go on over the end of a year", () => {
  assert.equal(dateAfter("2026-12-31", 1), "2027-01-01");
  assert.deepEqual(weekOf("Europe/Berlin", new Date("2026-12-29T23:30:00Z")).map(({ date }) => date.slice(5)),
    ["12-30", "12-31", "01-01", "01-02", "01-03", "01-04", "01-05"]);
});

test("the change of a clock is found to the minute", () => {
  const [from, to] = [Date.parse("2026-10-24T12:00:00Z"), Date.parse("2026-10-25T12:00:00Z")];
  assert.deepEqual(changes("Europe/Berlin", from, to), [Date.parse("2026-10-25T01:00:00Z")]);
  assert.deepEqual(changes("Asia/Kathmandu", from, to), []);
  assert.equal(offset(from, "Asia/Kathmandu"), 345 * 60_000);
});

test("a skipped time of the week is no time, a repeated one is there twice", () => {
  const shown = (zone, date, start, end) => whenShown(zone, date, start, end)
    .map((range) => range.map((moment) => new Date(moment).toISOString().slice(11, 16)).join("-")).join(" ");
  assert.equal(shown("Europe/Berlin", "2026-11-24", "18:00", "24:00"), "17:00-23:00");
  assert.equal(shown("Europe/Berlin", "2026-03-29", "02:00", "03:00"), "");
  assert.equal(shown("Europe/Berlin", "2026-03-29", "01:30", "03:30"), "00:30-01:00 01:00-01:30");
  assert.equal(shown("Europe/Berlin", "2026-10-25", "02:30", "03:00"), "00:30-01:00 01:30-02:00");
  assert.equal(shown("Europe/Berlin", "2026-10-25", "01:00", "02:30"), "23:00-00:30 01:00-01:30");
  assert.equal(shown("Australia/Lord_Howe", "2026-04-05", "01:30", "02:00"), "14:30-15:00 15:00-15:30");
  assert.equal(shown("America/New_York", "2026-03-08", "00:00", "24:00"), "05:00-07:00 07:00-04:00");
  assert.equal(shown("Asia/Kathmandu", "2026-11-24", "18:00", "19:00"), "12:15-13:15");
});
