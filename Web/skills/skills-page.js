import { debounced, h } from "../browser/dom.js";
import { get, getAhead } from "../browser/http.js";
import { locale, t } from "../languages/text.js";
import { icon } from "../look/icons.js";
import { style } from "../look/styles.js";
import { LongList } from "../shell/long-list.js";
import { button, empty, failure, linkButton, skeleton } from "../shell/parts.js";
import { byCategory, categories, few } from "./catalogue.js";

/** @typedef {import("./catalogue.js").Skill} Skill @typedef {{query: string, category: string}} Filters */

const look = () => style(new URL("skills.css", import.meta.url));
const portion = { limit: 1000 };

/** @param {import("../shell/app-state.js").Visit} visit */
export function ahead({ query }) {
  look();
  if (!query.get("query")) getAhead("/skills", portion);
}

/** @param {import("../shell/app-state.js").Visit} visit @returns {Promise<import("../shell/app-state.js").Page>} */
export async function page({ app, query, signal }) {
  /** @type {Filters} */
  const filters = { query: query.get("query") ?? "", category: categories.includes(query.get("category") ?? "") ? String(query.get("category")) : "" };
  const results = h("div", { class: "stack catalogue-place" });
  const count = h("p", { class: "hidden", role: "status" });
  const tabs = h("nav", { class: "tablist categories", "aria-label": t("skills.categories") });
  /** @type {Skill[]} */
  let catalogue = [];
  let turn = 0;

  const change = (/** @type {Partial<Filters>} */ wanted) => {
    Object.assign(filters, wanted);
    app.router.rename(addressOf(filters), content);
    return fill();
  };
  const fill = async () => {
    const mine = ++turn;
    drawTabs();
    const late = setTimeout(() => results.replaceChildren(skeleton("list")), 200);
    try {
      if (!filters.query && !catalogue.length) catalogue = await everything(signal);
      const found = filters.query ? (await get("/skills", { query: filters.query, limit: 50 }, { signal })).items : catalogue;
      if (mine !== turn) return;
      results.replaceChildren(...(filters.query ? [foundList(app, found, filters.query)] : sections(app, found, filters, change)));
      count.textContent = filters.query ? t("skills.found", { count: found.length }) : "";
    } catch (problem) {
      if (mine === turn && !signal.aborted) results.replaceChildren(failure(problem, fill));
    } finally {
      clearTimeout(late);
    }
  };
  const drawTabs = () => {
    tabs.hidden = Boolean(filters.query);
    tabs.replaceChildren(...["", ...categories].map((category) => h("a", { href: addressOf({ query: "", category }),
      "aria-current": category === filters.category ? "page" : undefined, onclick: (/** @type {MouseEvent} */ event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        change({ category });
        /** @type {HTMLElement | null} */ (tabs.querySelector("[aria-current]"))?.focus();
      } }, category ? categoryName(category) : t("skills.allCategories"))));
  };
  const box = h("input", { type: "search", id: "search", "aria-label": t("skills.search"), placeholder: t("skills.search"), maxlength: 100,
    autocomplete: "off", enterkeyhint: "search", value: filters.query, oninput: debounced(200, () => change({ query: box.value.trim() })) });

  const content = h("div", { class: "page" }, h("h1", {}, t("skills.title")), h("p", {}, t(app.me ? "skills.text" : "skills.textForGuests"), " ",
      h("a", { href: "/demand" }, t("demand.title"))),
    h("form", { role: "search", onsubmit: (/** @type {Event} */ event) => event.preventDefault() }, box), tabs, count, results,
    !app.me && h("div", { class: "actions" }, linkButton("/join", t("shell.join"), { kind: "first" })));
  await Promise.all([look(), fill()]);
  return { title: t("skills.title"), content };
}

/** @param {Filters} filters */
function addressOf({ query, category }) {
  const text = new URLSearchParams(Object.entries({ query, category }).filter(([, value]) => value)).toString();
  return text ? `/skills?${text}` : "/skills";
}

/** @param {string} category */
function categoryName(category) {
  return t(`skills.category.${category === "other" ? "rest" : category}`);
}

/** The whole catalogue, page by page. @param {AbortSignal} signal @returns {Promise<Skill[]>} */
async function everything(signal) {
  /** @type {Skill[]} */
  const skills = [];
  let after;
  do {
    const page = await get("/skills", { ...portion, after }, { signal });
    skills.push(...page.items);
    after = page.next;
  } while (after);
  return skills;
}

/** @param {import("../shell/app-state.js").App} app @param {Skill[]} skills @param {Filters} filters @param {(wanted: Partial<Filters>) => any} change */
function sections(app, skills, filters, change) {
  return byCategory(skills, locale()).filter(({ name }) => !filters.category || name === filters.category).map(({ name, skills: those }) => {
    const shown = filters.category ? those : those.slice(0, few);
    const rest = those.length - shown.length;
    return h("section", { class: "stack" }, h("h2", {}, categoryName(name)), skillList(app, shown),
      rest > 0 && h("div", { class: "actions" }, button(t("skills.more", { count: rest }), { kind: "quiet", onclick: async () => {
        await change({ category: name });
        scrollTo(0, 0);
      } })));
  });
}

/** @param {import("../shell/app-state.js").App} app @param {Skill[]} skills @param {string} query */
function foundList(app, skills, query) {
  if (skills.length) return skillList(app, skills);
  return empty(t("skills.nothing", { query }), t("skills.nothingText"),
    linkButton(app.me ? "/settings/skills" : "/join", t(app.me ? "skills.addToMine" : "shell.join"), { kind: "first" }));
}

/** @param {import("../shell/app-state.js").App} app @param {Skill[]} skills */
function skillList(app, skills) {
  const list = h("ul", { class: "catalogue" });
  new LongList(list, { size: 24 }).append(skills.map((skill) => ({ make: () => [h("bdi", {}, skill.name),
    people(app, "teach", skill.teachers, `/people?teaches=${encodeURIComponent(skill.slug)}`, skill.name),
    people(app, "learn", skill.learners, `/people?learns=${encodeURIComponent(skill.slug)}`, skill.name)] })));
  return list;
}

/** How many teach or want it: a link for members. @param {import("../shell/app-state.js").App} app @param {"teach" | "learn"} kind
 * @param {number} count @param {string} href @param {string} name */
function people(app, kind, count, href, name) {
  const text = t(kind === "teach" ? "skills.teachIt" : "skills.wantIt", { count });
  const content = [icon(kind), h("span", {}, text)];
  if (!count) return null;
  return app.me ? h("a", { class: `count ${kind}`, href, "aria-label": `${name}: ${text}` }, content) : h("span", { class: `count ${kind}` }, content);
}
