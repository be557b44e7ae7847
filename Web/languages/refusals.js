// What the server says of a field in words of the reader's language. Loaded when something is refused for the first time.

import { fill, language } from "./text.js";

/** @typedef {string | Record<string, string>} Text one, or one for each plural */

/** @type {Map<string, Promise<Record<string, Text>>>} */
const catalogues = new Map();

/**
 * The key of what the server says: numbers are left out of it, and so are names and the words of which one should be chosen.
 * @param {Record<string, Text>} texts @param {string} message @returns {string | undefined}
 */
export function keyOf(texts, message) {
  const general = message.replace(/\d+/g, "#");
  return [general, general.replace(/^(must be (?:one|some) of|is the same skill as entry #,) .*/, "$1 …")].find((key) => Object.hasOwn(texts, key));
}

/** @param {Record<string, Text>} texts @param {string} message @returns {string} what is not known stays as it came */
export function inWords(texts, message) {
  const key = keyOf(texts, message);
  const [count = 0, most = 0] = (message.match(/\d+/g) ?? []).map(Number);
  return key === undefined ? message : fill(texts[key], { count, most }).join("");
}

/** Puts what is said of the fields into the reader's words. @param {import("../browser/http.js").Problem} problem */
export async function translate(problem) {
  const texts = await catalogue(language());
  problem.fields = problem.fields.map(({ field, message }) => ({ field, message: inWords(texts, message) }));
  problem.message = [...new Set(problem.fields.map(({ message }) => message))].join(" ");
}

/** @param {string} tag */
function catalogue(tag) {
  const known = catalogues.get(tag) ?? load(tag);
  catalogues.set(tag, known);
  known.catch(() => catalogues.delete(tag));
  return known;
}

/** @param {string} tag */
async function load(tag) {
  const answer = await fetch(new URL(`refusals/${tag}.json`, import.meta.url));
  if (!answer.ok) throw new Error(`the words for what is refused could not be loaded in ${tag}`);
  return answer.json();
}
