import assert from "node:assert/strict";
import test from "node:test";
import { byCategory, categories } from "../../Web/skills/catalogue.js";
import { asAsked, rebased, withOffer, withoutOffer } from "../../Web/skills/offers.js";
import { activeAfter, called, isEnough, optionsFor, tidy } from "../../Web/skills/suggestions.js";

const guitar = { slug: "guitar", name: "Guitar", aliases: ["gitarre"], teachers: 3, learners: 5 };
const cafe = { slug: "coffee", name: "Café", aliases: [], teachers: 0, learners: 1 };
const entry = ({ slug, name }) => ({ skill: { slug, name }, level: "beginner" });

test("suggestions begin with two letters, or one where a letter is a word", () => {
  for (const [typed, is] of [["", false], ["  ", false], ["g", false], ["ñ", false], [" g ", false], ["gu", true], ["琴", true], ["ع", true]]) {
    assert.equal(isEnough(typed), is, typed);
  }
});

test("a name is tidied and cut between characters", () => {
  assert.equal(tidy("  two \n words "), "two words");
  assert.equal(tidy("𝄞".repeat(61)), "𝄞".repeat(60));
});

test("a skill is known by its names, whatever their case and accents", () => {
  assert.equal(called([guitar, cafe], "GITARRE"), guitar);
  assert.equal(called([guitar, cafe], " cafe "), cafe);
  assert.equal(called([guitar, cafe], "guit"), undefined);
});

test("what is typed can be added unless something is called so", () => {
  const names = (found, typed, chosen = []) => optionsFor(found, typed, chosen).map(({ name, isNew }) => (isNew ? `+${name}` : name));
  assert.deepEqual(names([guitar], "guit"), ["Guitar", "+guit"]);
  assert.deepEqual(names([guitar], "gitarre"), ["Guitar"]);
  assert.deepEqual(names([], " fid  dle "), ["+fid dle"]);
  assert.deepEqual(names([], "  "), []);
});

test("what was found by another name says by which", () => {
  const also = (typed) => optionsFor([{ ...guitar, aliases: ["guitarra", "gitarre"] }], typed, [])[0].also;
  for (const [typed, name] of [["gui", undefined], ["Git", "gitarre"], ["guitarr", "guitarra"], ["tar", undefined]]) {
    assert.equal(also(typed), name, typed);
  }
});

test("what is chosen is not offered again", () => {
  assert.deepEqual(optionsFor([guitar], "guitar", [entry(guitar)]), []);
  assert.deepEqual(optionsFor([], "Fid", [entry({ slug: "fid", name: "fid" })]), []);
});

test("keys lead through the list and back to the text", () => {
  for (const [key, active, next] of [["ArrowDown", -1, 0], ["ArrowDown", 2, -1], ["ArrowUp", -1, 2], ["ArrowUp", 0, -1], ["Home", 2, 0],
    ["End", 0, 2], ["Home", -1, undefined], ["End", -1, undefined], ["a", 1, undefined]]) {
    assert.equal(activeAfter(key, active, 3), next, `${key} from ${active}`);
  }
  assert.equal(activeAfter("ArrowDown", -1, 0), -1);
  assert.equal(activeAfter("ArrowUp", -1, 0), -1);
});

test("categories show what most people teach or want first, and none that is empty", () => {
  const skill = (name, category, teachers, learners) => ({ slug: name, name, category, aliases: [], teachers, learners });
  const found = byCategory([skill("Zither", "music", 0, 0), skill("Äolsharfe", "music", 0, 0), skill("Oud", "music", 1, 2), skill("Go", "programming", 0, 0)], "de");
  assert.deepEqual(found.map(({ name, skills }) => [name, skills.map((one) => one.name)]),
    [["programming", ["Go"]], ["music", ["Oud", "Äolsharfe", "Zither"]]]);
  assert.equal(new Set(categories).size, 13);
});

const at = (slug, level = "expert", note = undefined) => ({ skill: { slug, name: slug }, level, ...(note ? { note } : {}) });

test("an offer more keeps all that was said, and is made once", () => {
  const lists = { teach: [at("swift", "expert", "kindly")], learn: [at("violin")] };
  const baking = { slug: "baking", name: "Baking" };
  const more = withOffer(lists, baking);
  assert.deepEqual(asAsked(more), {
    teach: [{ skill: "swift", level: "expert", note: "kindly" }, { skill: "baking", level: "intermediate" }], learn: [{ skill: "violin", level: "expert" }] });
  assert.deepEqual(withOffer(more, baking), more);
  assert.deepEqual(withoutOffer(more, "baking"), lists);
  assert.deepEqual(asAsked({}), { teach: [], learn: [] });
});

test("a change of lists that were changed elsewhere keeps both changes", () => {
  const before = [at("swift"), at("chess"), at("go", "beginner"), at("tea")];
  for (const [what, wanted, now, result] of [
    ["nothing elsewhere", [at("swift"), at("piano")], before, [at("swift"), at("piano")]],
    ["one more elsewhere", [...before, at("piano")], [...before, at("baking")], [...before, at("piano"), at("baking")]],
    ["one less elsewhere", [...before, at("piano")], before.slice(1), [...before.slice(1), at("piano")]],
    ["another level elsewhere", before.slice(0, 3), [at("swift", "advanced"), ...before.slice(1)], [at("swift", "advanced"), at("chess"), at("go", "beginner")]],
    ["another level here", [at("swift", "beginner"), ...before.slice(1)], before, [at("swift", "beginner"), ...before.slice(1)]],
    ["a note here, gone elsewhere", [at("swift", "expert", "kindly")], [at("chess")], [at("swift", "expert", "kindly")]],
    ["the same one more", [...before, at("piano", "beginner")], [...before, at("piano")], [...before, at("piano", "beginner")]],
  ]) assert.deepEqual(rebased({ teach: before }, { teach: wanted }, { teach: now }), { teach: result, learn: [] }, what);
});
