// What the server says of fields, as its sources have it, against the words that readers get for it.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

import { get, onFieldsRefused, Problem } from "../../Web/browser/http.js";
import { inWords, keyOf } from "../../Web/languages/refusals.js";
import { use } from "../../Web/languages/text.js";
import { say } from "../../Web/shell/parts.js";

const root = new URL("../../", import.meta.url);
const read = (path) => readFileSync(new URL(path, root), "utf8");
const catalogue = (tag) => JSON.parse(read(`Web/languages/refusals/${tag}.json`));
const english = catalogue("en");

const sources = ["Exchange", "Operations", "Server"].flatMap((target) => readdirSync(new URL(`Sources/${target}`, root), { recursive: true })
  // Programs alone sign in at the socket, and no member makes the demonstration's life.
  .filter((name) => name.endsWith(".swift") && !/SocketSignIn|Seed\//.test(name))
  .map((name) => read(`Sources/${target}/${name}`).replace(/^\s*\/\/.*$/gm, "")));

const text = String.raw`"((?:[^"\\\n]|\\[^(]|\\\((?:[^()]|\([^()]*\))*\))*)"`;
const calls = [
  [String.raw`(?:FieldProblem|\.invalid|complain|complaints\.add)\([^\n]*?,\s*${text}\s*\)`, (said) => said],
  [String.raw`(?<!\w)(?:TextRule\.|Field)?Complaint\(\s*(?:count == 0 \? "must not be empty" : )?${text}\s*\)`, (said) => said],
  [String.raw`\bparsed\(\s*${text}`, (said) => `must be ${said}`],
  [String.raw`let message = ${text}`, (said) => said],
  [text, (said) => (/^must (?:be|have|not) /.test(said) ? said : null)],
];

/** What a program may put into a text: numbers, but for the words of a list. */
const filled = (said) => said.replace(/^(one of|some of|must be one of|must be some of) \\\(.*\)(?=,|$)/, "$1 red, green").replace(/\\\((?:[^()]|\([^()]*\))*\)/g, "7");

function saidOfFields() {
  const found = new Set();
  for (const source of sources) {
    for (const [pattern, whole] of calls) {
      for (const [, said] of source.matchAll(new RegExp(pattern, "g"))) {
        if (/^must be \\\(expected\(\)\)$|^must have \\\(bound\)/.test(said)) continue;
        const message = whole(said);
        if (message) found.add(filled(message));
      }
    }
  }
  return [...found, "must have at least 2 entries", "must have at most 3 entries", "must be a text"];
}

test("whatever the server says of a field is said in every language, and nothing else", () => {
  const said = saidOfFields();
  assert.ok(said.length > 50, `only ${said.length} were found`);
  assert.deepEqual(said.filter((message) => keyOf(english, message) === undefined), [], "without words");
  const used = new Set(said.map((message) => keyOf(english, message)));
  assert.deepEqual(Object.keys(english).filter((key) => !used.has(key)), [], "words that nobody needs");
});

test("numbers are written and counted as in the language", () => {
  use("ar", {});
  assert.equal(inWords(catalogue("ar"), "must have at least 8 characters"), `على الأقل ${new Intl.NumberFormat("ar").format(8)} أحرف.`);
  use("de", {});
  assert.equal(inWords(catalogue("de"), "must have at most 2000 characters"), "Höchstens 2.000 Zeichen.");
  assert.equal(inWords(catalogue("de"), "must be from 15 to 240"), "Wähl zwischen 15 und 240 Minuten.");
  assert.equal(inWords(catalogue("de"), "must be one of beginner, intermediate, advanced, expert"), "Wähl etwas vom Angebotenen.");
  assert.equal(inWords(catalogue("de"), "must be one of the two participants"), "Wähl jemanden von den beiden.");
  assert.equal(inWords(catalogue("de"), "must be blue"), "must be blue");
});

test("what is refused is shown in the words of the language, and as it came where there are none", async (context) => {
  context.mock.method(globalThis, "fetch", async () => new Response(JSON.stringify({ code: "invalid", detail: "name must not be empty.",
    fields: [{ field: "name", message: "must not be empty" }] }), { status: 422 }));
  onFieldsRefused(async (problem) => { problem.fields = problem.fields.map((said) => ({ ...said, message: "Bitte fülle das aus." })); });
  await assert.rejects(get("/me"), (problem) => problem instanceof Problem && problem.fields[0].message === "Bitte fülle das aus.");
  onFieldsRefused(async () => { throw new TypeError("Failed to fetch"); });
  await assert.rejects(get("/me"), (problem) => problem instanceof Problem && problem.fields[0].message === "must not be empty");
});

test("every refusal has a text", () => {
  const codes = [...read("Sources/Exchange/Refusal.swift").matchAll(/case \.\w+: "(\w+)"/g)].map(([, code]) => code).filter((code) => code !== "invalid");
  assert.ok(codes.length > 25);
  const texts = JSON.parse(read("Web/languages/de.json"));
  use("de", texts);
  assert.deepEqual(codes.filter((code) => say(new Problem(409, { code, detail: "English" })) !== texts.problems[code]), []);
});
