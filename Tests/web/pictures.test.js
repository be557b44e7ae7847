import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { t, use } from "../../Web/languages/text.js";
import { barsOf } from "../../Web/pictures/bars.js";
import { fitted } from "../../Web/pictures/picture.js";
import { replySentence, showUpSentence, spoken } from "../../Web/pictures/replies.js";
import { everyWeek, mondayOf, ticksOf, totals, weekBars, weekName } from "../../Web/pictures/weeks.js";
import { partnersCSV, skillsCSV, weeksCSV } from "../../Web/statistics/csv.js";

const tags = ["en", "de", "es", "ar"];
const catalogue = (tag) => (JSON.parse(readFileSync(
  new URL(`../../Web/languages/${tag}.json`, import.meta.url), "utf8")));
use("en", catalogue("en"));

/** Each text with its key; the plurals of one key together. */
test("labels are cut to their room between whole letters", () => {
  const measure = (text) => text.length * 10;
  assert.equal(fitted("Swift", 50, measure), "Swift");
  assert.equal(fitted("Portuguese", 50, measure), "Port…");
  assert.equal(fitted("Old time fiddle", 50, measure), "Old…");
  assert.equal(fitted("Portuguese", 30, measure), "");
  assert.equal(fitted("👩‍🍳👩‍🍳👩‍🍳👩‍🍳👩‍🍳", 200, measure), "👩‍🍳👩‍🍳👩‍🍳…");
});

test("skills are sorted and as long as they are many", () => {
  const skill = (name, sessions) => ({ skill: { name }, sessions });
  assert.deepEqual(barsOf([skill("Baking", 5), skill("Swift", 20), skill("Chess", 0), skill("Go", 0.1)]), [
    { name: "Swift", sessions: 20, percent: 100 }, { name: "Baking", sessions: 5, percent: 25 },
    { name: "Go", sessions: 0.1, percent: 2 }, { name: "Chess", sessions: 0, percent: 0 }]);
  assert.deepEqual(barsOf([]), []);
});

test("weeks are ISO weeks", () => {
  for (const [week, monday] of [["2026-W47", "2026-11-16"], ["2026-W01", "2025-12-29"], ["2026-W53", "2026-12-28"],
    ["2027-W01", "2027-01-04"], ["2020-W53", "2020-12-28"], ["2024-W01", "2024-01-01"]]) {
    assert.equal(mondayOf(week).toISOString().slice(0, 10), monday, week);
    assert.equal(weekName(new Date(`${monday}T00:00:00Z`)), week);
    assert.equal(weekName(new Date(mondayOf(week).getTime() + 7 * 86_400_000 - 1)), week);
  }
});

test("weeks without a session have their place", () => {
  const known = { week: "2026-W52", minutesTaught: 30, minutesLearned: 45.5 };
  const weeks = everyWeek([known], new Date("2027-01-05T12:00:00Z"), 4);
  assert.deepEqual(weeks.map(({ week }) => week), ["2026-W51", "2026-W52", "2026-W53", "2027-W01"]);
  assert.deepEqual(totals(weeks), { taught: 30, learned: 45.5 });
  assert.equal(everyWeek([], new Date()).length, 26);
  assert.equal(weeksCSV([known]), "week,minutesTaught,minutesLearned\r\n2026-W52,30,45.5\r\n");
});

test("the lines of the weeks reach over the highest", () => {
  const ticks = (taught, learned) => ticksOf([{ week: "2026-W47", minutesTaught: taught, minutesLearned: learned }]);
  assert.deepEqual(ticks(0, 0), [30]);
  assert.deepEqual(ticks(30, 45), [30, 60]);
  assert.deepEqual(ticks(90, 135), [90, 180]);
  assert.deepEqual(ticks(600, 0), [300, 600]);
  assert.deepEqual(ticks(13_000, 0), [6540, 13_080]);
});

test("bars go up for what was taught and down for what was learned, mirrored from right to left", () => {
  const weeks = [{ week: "2026-W46", minutesTaught: 60, minutesLearned: 0 }, { week: "2026-W47", minutesTaught: 30, minutesLearned: 60 }];
  const bars = weekBars(weeks, 240, 40, false);
  assert.deepEqual(bars.map(({ kind }) => kind), ["teach", "teach", "learn"]);
  const [first, second, learned] = bars;
  assert.equal(first.height, 2 * second.height);
  assert.equal(first.y + first.height, learned.y);
  assert.equal(learned.height, first.height);
  assert.deepEqual([first.x, first.width, second.x], [54, 72, 154]);
  assert.deepEqual(weekBars(weeks, 240, 40, true).map(({ x, width }) => 240 - x - width), [54, 154, 154]);
  for (const flip of [false, true]) assert.ok(weekBars(weeks, 30, 40, flip).every(({ width }) => width >= 0));
});

test("a habit of replying is put into words", () => {
  const reply = (rate, medianMinutes, count) => replySentence({ rate, medianMinutes, count });
  assert.equal(reply(0.9, 150, 10), "Answers 9 of 10 requests, usually within 3 hours");
  assert.equal(reply(1, 2, 3), "Answers 3 of 3 requests, usually within 5 minutes");
  assert.equal(reply(2 / 3, 60, 3), "Answers 2 of 3 requests, usually within 1 hour");
  assert.equal(reply(0, null, 4), "Answers 0 of 4 requests");
  assert.match(replySentence(null), /Too few/);
  assert.deepEqual([50, 51, 1440, 1441].map(spoken), [{ unit: "minutes", count: 50 }, { unit: "hours", count: 1 },
    { unit: "hours", count: 24 }, { unit: "days", count: 2 }]);
  assert.equal(showUpSentence(1), "Came to every session");
  assert.equal(showUpSentence(0.954), "Came to 95% of sessions");
  assert.match(showUpSentence(null), /Too few/);
});

test("habits have the plurals of Arabic", () => {
  use("ar", catalogue("ar"));
  try {
    assert.equal(t("pictures.replies.hours", { count: 2 }), "ساعتين");
    assert.equal(t("pictures.replies.hours", { count: 3 }).replace(/^\S+ /, ""), "ساعات");
    assert.equal(t("pictures.replies.hours", { count: 11 }).replace(/^\S+ /, ""), "ساعة");
  } finally {
    use("en", catalogue("en"));
  }
});

test("what is saved holds what the page shows, and no formula", () => {
  const count = (slug, name, sessions) => ({ skill: { slug, name }, sessions });
  assert.equal(skillsCSV({ skillsTaught: [count("swift", "Swift", 2), count("chess", 'Chess, "blind"', 1)], skillsLearned: [count("swift", "Swift", 1), count("oud", "العود", 3)] }),
    'skill,sessionsTaught,sessionsLearned\r\nSwift,2,1\r\n"Chess, ""blind""",1,0\r\nالعود,0,3\r\n');
  const balance = { givenMinutes: 30, receivedMinutes: 0, canReceiveMinutes: 30 };
  assert.equal(partnersCSV([{ member: { name: "=1+1" }, balance }]),
    "member,givenMinutes,receivedMinutes,canReceiveMinutes\r\n'=1+1,30,0,30\r\n");
});
