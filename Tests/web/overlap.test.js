import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { use } from "../../Web/languages/text.js";
import { barHeights, common, expanded, onClock, overlapOf, overlapSentence, united } from "../../Web/pictures/overlap.js";
import { weekOf } from "../../Web/languages/zones.js";

use("de", JSON.parse(readFileSync(new URL("../../Web/languages/de.json", import.meta.url), "utf8")));

const from = new Date("2026-11-23T10:00:00Z");
const on = (weekday, start, end) => ({ weekday, start, end });
const slot = (start, end) => ({ start: `${start}:00.000Z`, end: `${end}:00.000Z` });
const iso = (ranges) => ranges.map((range) => range.map((time) => new Date(time).toISOString().slice(0, 16)));

test("ranges that meet are one, and empty ones none", () => {
  assert.deepEqual(united([[5, 8], [1, 3], [3, 4], [6, 7], [9, 9], [12, 10]]), [[1, 4], [5, 8]]);
  assert.deepEqual(common([[1, 5], [7, 9]], [[0, 2], [4, 8]]), [[1, 2], [4, 5], [7, 8]]);
  assert.deepEqual(common([[1, 2]], [[2, 3]]), []);
});

test("a weekly availability becomes moments, over midnight too", () => {
  const [start, end] = [new Date("2026-11-22T23:00:00Z"), new Date("2026-11-29T23:00:00Z")];
  assert.deepEqual(iso(expanded([on(2, "22:00", "24:00"), on(3, "00:00", "01:00")], "Europe/Berlin", start, end)),
    [["2026-11-24T21:00", "2026-11-25T00:00"]]);
  assert.deepEqual(iso(expanded([on(1, "00:00", "04:00")], "Asia/Kathmandu", start, end)),
    [["2026-11-29T18:15", "2026-11-29T22:15"]]);
  assert.deepEqual(iso(expanded([on(7, "18:00", "24:00")], "America/New_York", start, end)),
    [["2026-11-22T23:00", "2026-11-23T05:00"]]);
});

test("a weekly availability follows the clock where it is changed", () => {
  const [start, end] = [new Date("2026-10-24T22:00:00Z"), new Date("2026-10-25T23:00:00Z")];
  assert.deepEqual(iso(expanded([on(7, "01:00", "02:30")], "Europe/Berlin", start, end)),
    [["2026-10-24T23:00", "2026-10-25T00:30"], ["2026-10-25T01:00", "2026-10-25T01:30"]]);
});

test("what the other has is shown on the reader's clock, across the line between two days", () => {
  const { tracks, shared } = overlapOf({ mine: [on(2, "00:00", "24:00")], theirs: [on(1, "16:00", "20:00")],
    myZone: "Europe/Berlin", theirZone: "America/New_York", from });
  assert.deepEqual(tracks.map(({ theirs }) => theirs), [[[1320, 1440]], [[0, 120]], [], [], [], [], []]);
  assert.deepEqual(tracks[1].shared, [[0, 120]]);
  assert.deepEqual(iso(shared), [["2026-11-23T23:00", "2026-11-24T01:00"]]);
});

test("where the other's time is not known, slots say what is common", () => {
  const overlap = overlapOf({ mine: [on(2, "17:00", "22:00")], myZone: "Europe/Berlin", from, slots: [
    slot("2026-11-24T17:00", "2026-11-24T18:00"), slot("2026-11-24T18:00", "2026-11-24T19:00"),
    slot("2026-11-26T22:30", "2026-11-26T23:30"), slot("2026-12-02T18:00", "2026-12-02T19:00")] });
  assert.deepEqual(overlap.tracks.map(({ shared }) => shared), [[], [[1080, 1200]], [], [[1410, 1440]], [[0, 30]], [], []]);
  assert.deepEqual(overlap.tracks[1].mine, [[1020, 1320]]);
  assert.equal(overlapSentence(overlap, "Europe/Berlin"), "Gemeinsame Zeit: Di 18:00–20:00 und Do 23:30–00:30");
});

test("a week without common time says so, and when there is some", () => {
  const sentence = (slots) => overlapSentence(overlapOf({ myZone: "Europe/Berlin", from, slots }), "Europe/Berlin");
  assert.equal(sentence([]), "Keine gemeinsame Zeit in diesen sieben Tagen");
  assert.match(sentence([slot("2026-12-03T18:00", "2026-12-03T19:00"), slot("2026-12-02T18:00", "2026-12-02T19:00")]),
    /; die nächste ist Mi.*2\. Dezember.*19:00/);
});

test("on days when clocks change, times stand where the clock shows them", () => {
  const dayOf = (date) => weekOf("Europe/Berlin", new Date(`${date}T12:00:00Z`))[0];
  const shown = (date, start, end) => onClock([[Date.parse(start), Date.parse(end)]], dayOf(date), "Europe/Berlin");
  assert.deepEqual(shown("2026-03-29", "2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z"), [[90, 120], [180, 210]]);
  assert.deepEqual(shown("2026-10-25", "2026-10-24T23:30:00Z", "2026-10-25T02:30:00Z"), [[90, 210]]);
  assert.deepEqual(shown("2026-10-25", "2026-10-25T00:45:00Z", "2026-10-25T01:15:00Z"), [[120, 135], [165, 180]]);
  assert.deepEqual(shown("2026-10-25", "2026-10-25T20:00:00Z", "2026-10-26T20:00:00Z"), [[1260, 1440]]);
  const lordHowe = weekOf("Australia/Lord_Howe", new Date("2026-10-03T20:00:00Z"))[0];
  assert.deepEqual(onClock([[lordHowe.start.getTime(), lordHowe.end.getTime()]], lordHowe, "Australia/Lord_Howe"),
    [[0, 120], [150, 1440]]);
});

test("bars are measured against three hours, or the longest day", () => {
  assert.deepEqual(barHeights([[], [[0, 90]], [[0, 60], [120, 240]], [[0, 5]]], 28), [0, 14, 28, 4]);
  assert.deepEqual(barHeights([[[0, 360]], [[0, 180]]], 28), [28, 14]);
});
