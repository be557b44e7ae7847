// Numbers and times of one page are written in the same digits, and parted by the signs of the language.

import assert from "node:assert/strict";
import { test } from "node:test";
import { dayAndClock, number } from "../../Web/languages/format.js";
import { t, use } from "../../Web/languages/text.js";

function speaking(/** @type {string} */ tag, /** @type {any} */ texts) {
  Object.defineProperty(globalThis, "navigator", { value: { languages: [tag, "en"] }, configurable: true });
  use(tag.slice(0, 2), texts);
}

test("a number in a text has the digits of numbers and times beside it", () => {
  for (const [tag, wanted] of [["ar-EG", "١٢"], ["ar-MA", "12"], ["en-GB", "12"]]) {
    speaking(tag, { weeks: "{count}" });
    assert.equal(t("weeks", { count: 12 }), wanted, tag);
    assert.equal(number(12), wanted, tag);
  }
});

test("a number that stands in an Arabic text has these digits too", () => {
  for (const [tag, wanted] of [["ar-EG", "آخر ٢٦ أسبوعًا"], ["ar-MA", "آخر 26 أسبوعًا"]]) {
    speaking(tag, { weeks: "آخر 26 أسبوعًا" });
    assert.equal(t("weeks"), wanted, tag);
  }
  speaking("en-GB", { weeks: "The last 26 weeks" });
  assert.equal(t("weeks"), "The last 26 weeks");
});

test("day and time are parted as the language parts things", () => {
  speaking("ar-EG", {});
  assert.match(dayAndClock("2030-11-24T18:00:00Z", "UTC"), /٢٠٣٠، /);
  speaking("en-GB", {});
  assert.match(dayAndClock("2030-11-24T18:00:00Z", "UTC"), /2030, 18:00$/);
});
