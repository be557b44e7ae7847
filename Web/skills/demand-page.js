// What many want to learn and nobody teaches here, with a way to offer it at one press.

import { h } from "../browser/dom.js";
import { get, getAhead } from "../browser/http.js";
import { t } from "../languages/text.js";
import { icon } from "../look/icons.js";
import { style } from "../look/styles.js";
import { toast } from "../shell/dialogs.js";
import { pagedList } from "../shell/long-list.js";
import { button, empty, linkButton } from "../shell/parts.js";
import { changeSkills, withOffer, withoutOffer } from "./offers.js";

/** @typedef {import("./catalogue.js").Skill} Skill @typedef {import("../shell/app-state.js").App} App */

const look = () => style(new URL("skills.css", import.meta.url));
const portion = { limit: 50 };

export function ahead() {
  look();
  getAhead("/demand", portion);
}

/** @param {import("../shell/app-state.js").Visit} visit @returns {Promise<import("../shell/app-state.js").Page>} */
export async function page({ app, signal }) {
  const [, list] = await Promise.all([look(), pagedList({
    load: (after) => get("/demand", { ...portion, after }, { signal }), row: (skill) => row(app, skill), label: t("demand.title"), size: 20, signal,
    empty: () => empty(t("demand.none"), t("demand.noneText"), linkButton("/skills", t("profiles.browseSkills"), { kind: "first" })) })]);
  return { title: t("demand.title"), content: h("div", { class: "page narrow" }, h("h1", {}, t("demand.title")),
    h("p", {}, t(app.me ? "demand.text" : "demand.textForGuests")), list,
    h("p", { class: "small muted" }, t("demand.counted")), !app.me && h("div", { class: "actions" }, linkButton("/join", t("shell.join"), { kind: "first" }))) };
}

/** @param {App} app @param {Skill} skill */
function row(app, skill) {
  const place = h("div", { class: "demand-act" });
  const isMine = app.me?.teach?.some((/** @type {any} */ entry) => entry.skill.slug === skill.slug);
  if (app.me) place.replaceChildren(isMine ? offered() : offer(app, skill, place));
  return h("article", { class: "card row demand" }, h("div", { class: "grow" }, h("h2", {}, h("bdi", {}, skill.name)),
    h("p", { class: "learn small" }, icon("learn"), " ", t("skills.wantIt", { count: skill.learners }))), place);
}

/** @param {App} app @param {Skill} skill @param {HTMLElement} place */
function offer(app, skill, place) {
  return button(t("demand.offer"), { icon: "teach", "aria-label": t("demand.offerOf", { skill: skill.name }), onclick: async () => {
    await changeSkills(app, (now) => withOffer(now, skill));
    const done = offered();
    place.replaceChildren(done);
    done.querySelector("a")?.focus();
    toast(t("demand.offered", { skill: skill.name }), { action: t("shell.undo"), act: async () => {
      await changeSkills(app, (now) => withoutOffer(now, skill.slug));
      place.replaceChildren(offer(app, skill, place));
    } });
  } });
}

function offered() {
  return h("p", { class: "small" }, icon("check"), " ", h("a", { href: "/settings/skills" }, t("demand.yours")));
}
