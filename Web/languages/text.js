// The texts of the app in the language of whoever reads them.

/** What we speak, each by its own name. */
export const languages = { en: "English", de: "Deutsch", es: "Español", ar: "العربية" };

const rightToLeft = new Set(["ar"]);

/** @type {any} */
let texts = {};
let current = "en";
/** Made when they are needed, which takes a phone a while. @type {Intl.PluralRules | null} */
let plurals = null;
/** @type {Intl.NumberFormat | null} */
let numbers = null;

/** The language that is spoken now. */
export function language() {
  return current;
}

/** The same as finely as the browser knows it, such as `en-GB`: people of one language write times differently. */
export function locale() {
  return globalThis.navigator?.languages?.find((tag) => tag.split("-")[0] === current) ?? current;
}

/** The language chosen before, or the first of the browser's that we speak. */
export function wantedLanguage() {
  const known = (/** @type {string | null} */ tag) => (tag && tag.slice(0, 2) in languages ? tag.slice(0, 2) : null);
  const chosen = known(localStorage.getItem("language"));
  if (chosen) choose(chosen);
  return chosen ?? navigator.languages.map(known).find((found) => found) ?? "en";
}

/** Keeps the language that somebody chose on this device. The cookie lets the server name its texts along with the page.
 * @param {string} tag */
export function choose(tag) {
  localStorage.setItem("language", tag);
  document.cookie = `language=${tag}; Path=/; Max-Age=31536000; SameSite=Lax${location.protocol === "https:" ? "; Secure" : ""}`;
}

/** Speaks a language from now on. @param {string} tag one of `languages` */
export function speak(tag) {
  return speakFrom(new URL(`${tag}.json`, import.meta.url), tag);
}

/** The same with the texts of a file of its own. @param {URL} address @param {string} tag */
export async function speakFrom(address, tag) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`the texts in ${tag} could not be loaded`);
  use(tag, await answer.json());
  document.documentElement.lang = tag;
  document.documentElement.dir = rightToLeft.has(tag) ? "rtl" : "ltr";
}

/** @param {string} tag @param {any} catalogue */
export function use(tag, catalogue) {
  current = tag;
  texts = catalogue;
  plurals = null;
  numbers = null;
}

/**
 * A text with its placeholders filled. `count` chooses the plural and is written as a number of the language.
 * @param {string} key like `sessions.accept`
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function t(key, values = {}) {
  return parts(key, values).join("");
}

/**
 * The same with elements among the values, to be given to `h`.
 * @param {string} key
 * @param {Record<string, any>} [values]
 * @returns {any[]}
 */
export function parts(key, values = {}) {
  return fill(lookUp(key) ?? key, values);
}

/** The same with a text that is at hand. @param {string | Record<string, string>} text one, or one for each plural
 * @param {Record<string, any>} values @returns {any[]} */
export function fill(text, values) {
  return split(plural(text, values.count)).map((part) => (typeof part === "string" ? withDigits(part) : value(values, part.name)));
}

/** Whether there is such a text. @param {string} key */
export function has(key) {
  return lookUp(key) !== undefined;
}

/** @param {Record<string, any>} values @param {string} name */
function value(values, name) {
  const given = values[name];
  return typeof given === "number" ? numeral(given) : given ?? "";
}

/** @param {number} given */
function numeral(given) {
  numbers ??= new Intl.NumberFormat(locale());
  return numbers.format(given);
}

/** Numbers that stand in an Arabic text, in the digits of those beside it: countries have their own. @param {string} text */
function withDigits(text) {
  return current === "ar" ? text.replace(/\d+/g, (digits) => numeral(Number(digits))) : text;
}

/** @param {string | Record<string, string>} text @param {any} count */
function plural(text, count) {
  if (typeof text === "string") return text;
  plurals ??= new Intl.PluralRules(current);
  return text[plurals.select(Number(count))] ?? text.other;
}

/** @param {string} key */
function lookUp(key) {
  return key.split(".").reduce((place, name) => place?.[name], texts);
}

/** @param {string} text @returns {(string | {name: string})[]} */
function split(text) {
  return text.split(/(\{\w+\})/).filter(Boolean)
    .map((part) => (/^\{\w+\}$/.test(part) ? { name: part.slice(1, -1) } : part));
}
