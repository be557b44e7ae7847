// The texts of all languages against each other, and the keys that the code asks for.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

import { list, percent, score } from "../../Web/languages/format.js";
import { t, use } from "../../Web/languages/text.js";

const tags = ["en", "de", "es", "ar"];
const web = new URL("../../Web/", import.meta.url);
const read = (path) => JSON.parse(readFileSync(new URL(path, web), "utf8"));
const catalogue = (tag) => ({ ...read(`languages/${tag}.json`), ...read(`languages/landing/${tag}.json`),
  refusals: read(`languages/refusals/${tag}.json`) });

const isPlural = (value) => Object.keys(value).every((name) => ["zero", "one", "two", "few", "many", "other"].includes(name));

function textsOf(tree, path = "") {
  return Object.entries(tree).flatMap(([name, value]) => (typeof value === "string" || isPlural(value)
    ? [[path + name, value]] : textsOf(value, `${path}${name}.`)));
}

test("every language has every text, every plural and every placeholder", () => {
  const english = textsOf(catalogue("en"));
  const placeholders = (text) => new Set((typeof text === "string" ? text : text.other).match(/\{\w+\}/g) ?? []);
  for (const tag of tags) {
    const texts = new Map(textsOf(catalogue(tag)));
    assert.deepEqual([...texts.keys()].sort(), english.map(([key]) => key).sort(), tag);
    for (const [key, text] of english) {
      const ours = texts.get(key);
      assert.deepEqual(placeholders(ours), placeholders(text), `${tag} ${key}`);
      assert.equal(typeof ours, typeof text, `${tag} ${key}`);
      if (typeof ours === "string") assert.notEqual(ours.trim(), "", `${tag} ${key}`);
      else assert.deepEqual(Object.keys(ours).sort(), new Intl.PluralRules(tag).resolvedOptions().pluralCategories.sort(), `${tag} ${key}`);
    }
  }
});

test("the front page says without scripts what it says with them", () => {
  const page = readFileSync(new URL("index.html", web), "utf8");
  const said = [...page.matchAll(/data-t="([\w.]+)">([^<]+)</g)];
  const texts = new Map(textsOf(catalogue("en")));
  assert.ok(said.length > 20);
  for (const [, key, text] of said) assert.equal(text, texts.get(key), key);
});

test("every text that the code asks for is there", () => {
  const known = textsOf(catalogue("en")).map(([key]) => key);
  const files = readdirSync(web, { recursive: true }).filter((name) => name.endsWith(".js") && !name.startsWith("api/"));
  const missing = [];
  for (const name of files) {
    const code = readFileSync(new URL(name, web), "utf8");
    for (const [, key] of code.matchAll(/(?<![.\w])(?:t|parts|has)\(\s*"([\w.-]+)"/g)) {
      if (!known.includes(key)) missing.push(`${name}: ${key}`);
    }
    for (const [, start] of code.matchAll(/(?<![.\w])(?:t|parts|has)\(\s*`([\w.-]+)\$\{/g)) {
      if (!known.some((key) => key.startsWith(start))) missing.push(`${name}: ${start}…`);
    }
  }
  assert.deepEqual(missing, []);
});

test("no text that wants values is asked for without any", () => {
  const texts = new Map(textsOf(catalogue("en")));
  const wants = (text) => text !== undefined && (typeof text !== "string" || /\{\w+\}/.test(text));
  const bare = readdirSync(web, { recursive: true }).filter((name) => name.endsWith(".js"))
    .flatMap((name) => [...readFileSync(new URL(name, web), "utf8").matchAll(/(?<![.\w])(?:t|parts)\(\s*"([\w.-]+)"\s*\)/g)]
      .filter(([, key]) => wants(texts.get(key))).map(([, key]) => `${name}: ${key}`));
  assert.deepEqual(bare, []);
});

test("every module that is imported is there", () => {
  const files = readdirSync(web, { recursive: true }).filter((name) => name.endsWith(".js"));
  const missing = files.flatMap((name) => [...readFileSync(new URL(name, web), "utf8")
    .matchAll(/(?:from|import\()\s*"(\.[^"]+)"/g)].map(([, path]) => new URL(path, new URL(name, web)))
    .filter((address) => { try { readFileSync(address); return false; } catch { return true; } }).map(({ pathname }) => `${name}: ${pathname}`));
  assert.deepEqual(missing, []);
});

test("numbers and lists are written as the language writes them", () => {
  const written = {};
  for (const tag of tags) {
    use(tag, catalogue(tag));
    written[tag] = [score(4), score(4.46), percent(0.954), list(["A", "B"]), t("profiles.showUp", { percent: percent(1) })];
  }
  assert.deepEqual(written.en, ["4.0", "4.5", "95%", "A and B", "Came to 100% of what was agreed"]);
  assert.deepEqual(written.de.slice(0, 4), ["4,0", "4,5", "95\u00a0%", "A und B"]);
  assert.equal(written.es[3], "A y B");
  assert.match(written.ar[2], /95|٩٥/);
});
