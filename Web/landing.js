// The front page is whole without this. It speaks the reader's language, says how many are here, and lets members in.

import { choose, languages, parts, speakFrom, t, wantedLanguage } from "./languages/text.js";

/** How long the page waits for its texts before it shows itself in English, in milliseconds. */
const patience = 1_500;

/** @typedef {{slug: string, name: string, teachers: number}} Skill
 * @typedef {{members?: number, skills?: number, completedSessions?: number, popular?: Skill[],
 *   operator?: {name?: string, contact?: string, rules?: string, privacy?: string}}} Community */

/** Numbers below this are not worth a word. */
const floor = 20;

/** @type {Community} */
let community = {};

if (localStorage.getItem("member")) location.replace("/matches");
else begin();

async function begin() {
  const root = document.documentElement;
  const tag = wantedLanguage();
  // What would be written anew before it is read is not shown first.
  root.classList.toggle("waiting", tag !== "en");
  setTimeout(() => root.classList.remove("waiting"), patience);
  const counting = fetch("/api/v1/community").then((answer) => (answer.ok ? answer.json() : {})).catch(() => ({}));
  await speak(tag).catch(() => undefined);
  root.classList.remove("waiting");
  community = await counting;
  tell();
}

/** @param {string} tag */
async function speak(tag) {
  await speakFrom(new URL(`languages/landing/${tag}.json`, import.meta.url), tag);
  for (const element of document.querySelectorAll("[data-t]")) {
    element.textContent = t(/** @type {HTMLElement} */ (element).dataset.t ?? "");
  }
  drawLanguages(tag);
}

/** @param {string} current */
function drawLanguages(current) {
  const list = byID("languages");
  list.hidden = false;
  list.setAttribute("aria-label", t("landing.language"));
  list.replaceChildren(...Object.entries(languages).map(([tag, name]) => {
    const choice = element("button", name, { type: "button", lang: tag, ...(tag === current ? { "aria-current": "true" } : {}) });
    choice.addEventListener("click", async () => {
      choose(tag);
      await speak(tag);
      tell();
      /** @type {HTMLElement | null} */ (list.querySelector("[aria-current]"))?.focus();
    });
    return element("li", choice);
  }));
}

/** Says what is known of the community; what is not stays away. */
function tell() {
  const { members = 0, skills = 0, completedSessions = 0, popular = [], operator = {} } = community;
  byID("counts").replaceChildren(...[
    members >= floor && t("landing.members", { count: members }),
    skills >= floor && t("landing.skills", { count: skills }),
    completedSessions >= floor && t("landing.sessions", { count: completedSessions }),
  ].filter((text) => text !== false).map((text) => element("li", text)));
  byID("popular").replaceChildren(...popular.slice(0, 12).map(({ name, teachers }) =>
    element("li", element("a", [element("bdi", name), " ", element("span", t("landing.teach", { count: teachers }))],
      { href: `/skills?query=${encodeURIComponent(name)}` }))));
  byID("popular").hidden = !popular.length;
  const runBy = byID("operator");
  runBy.hidden = !operator.name;
  runBy.replaceChildren(...(operator.name ? parts("landing.runBy", { name: element("bdi", operator.name) }) : []));
  for (const name of /** @type {const} */ (["rules", "privacy", "contact"])) {
    const address = operator[name] ?? "";
    const isSafe = /^(https?:|mailto:|\/(?!\/))/i.test(address);
    if (isSafe) byID(name).setAttribute("href", address);
    /** @type {HTMLElement} */ (byID(name).parentElement).hidden = !isSafe;
  }
}

/** @param {string} id @returns {HTMLElement} */
function byID(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/** @param {string} tag @param {any} content @param {Record<string, string>} [attributes] @returns {HTMLElement} */
function element(tag, content, attributes = {}) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...[content].flat());
  return made;
}
