import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test from "node:test";
import { readYAML } from "../../Web/browser/yaml.js";

const readable = [
  ["nothing", "# only a comment\n", null],
  ["scalars", "a: text\nb: 12\nc: -1.5\nd: true\ne: null\nf: \"12\"\ng: 3.1.0\nh:", {
    a: "text", b: 12, c: -1.5, d: true, e: null, f: "12", g: "3.1.0", h: null,
  }],
  ["quotes", 'a: "one: two, # three \\"four\\""\n"200": {"5": x}', { a: 'one: two, # three "four"', 200: { 5: "x" } }],
  ["nesting", "a:\n  b:\n    c: 1\n  d: 2\ne: 3", { a: { b: { c: 1 }, d: 2 }, e: 3 }],
  ["sequences", "a:\n  - 1\n  - b: 2\n    c: 3\n  - {d: 4}\n  -\n    e: 5", { a: [1, { b: 2, c: 3 }, { d: 4 }, { e: 5 }] }],
  ["flow", "a: {b: [1, two, \"three, four\"], c: {}, d: []}", { a: { b: [1, "two", "three, four"], c: {}, d: [] } }],
  ["colons in plain text", "a: [session:accepted]\nb: 18:00", { a: ["session:accepted"], b: "18:00" }],
  ["folded text", "a: >-\n  one\n  two\nb: 1", { a: "one two", b: 1 }],
  ["literal text", "a: |\n  one\n\n    two\nb: 1", { a: "one\n\n  two\n", b: 1 }],
  ["paths as keys", "/a/{id}:\n  get: {}\nimage/*: {x: 1}", { "/a/{id}": { get: {} }, "image/*": { x: 1 } }],
];

for (const [name, text, expected] of readable) {
  test(`reads ${name}`, () => assert.deepEqual(readYAML(text), expected));
}

for (const [name, text, line] of [
  ["an open list", "a: [1, 2", 1],
  ["a line without a key", "a: 1\nnonsense", 2],
  ["a wrong indentation", "a: 1\n  b: 2", 2],
  ["text after a flow collection", "a: {b: 1} c", 1],
]) {
  test(`refuses ${name}`, () => {
    assert.throws(() => readYAML(text), (error) => error instanceof SyntaxError && error.message.startsWith(`line ${line}:`));
  });
}

test("reads the whole contract", async () => {
  const contract = readYAML(await readFile(new URL("../../Web/openapi.yaml", import.meta.url), "utf8"));
  assert.equal(contract.openapi, "3.1.0");
  assert.ok(Object.keys(contract.paths).length > 30);
});
