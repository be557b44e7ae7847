import assert from "node:assert/strict";
import { test } from "node:test";
import { filtersOf, reasons } from "../../Web/matching/matches.js";

const skill = (/** @type {string} */ name) => ({ slug: name.toLowerCase(), name });

test("what is near is told with what is wanted, and apart from the very skill", () => {
  const match = /** @type {any} */ ({
    kind: "related", theyTeach: [{ skill: skill("Piano"), relatedTo: skill("Guitar") }, { skill: skill("Chess") }],
    iTeach: [{ skill: skill("Swift"), relatedTo: skill("Python") }], sharedMinutesPerWeek: null });
  assert.deepEqual(reasons(match, []), [
    { key: "matching.whyNearTheirs", values: { theirs: ["Piano"], near: ["Guitar"] } },
    { key: "matching.whyNearMine", values: { mine: ["Swift"], near: ["Python"] } },
    { key: "matching.whyTheyTeach", values: { theirs: ["Chess"] } },
  ]);
  assert.equal(filtersOf(new URLSearchParams("kind=related")).kind, "related");
});
