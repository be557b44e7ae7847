import { h } from "../browser/dom.js";
import { get, getAhead, loaded } from "../browser/http.js";
import { languageName } from "../languages/format.js";
import { t } from "../languages/text.js";
import { style } from "../look/styles.js";
import { select } from "../shell/forms.js";
import { pagedList } from "../shell/long-list.js";
import { button, empty, failure, linkButton, skeleton } from "../shell/parts.js";
import { suggestionCard } from "../rings/ring-card.js";
import { matchCard } from "./match-card.js";
import { addressOf, filtersOf, fits, setFilters } from "./matches.js";

/** @typedef {import("./matches.js").Filters} Filters @typedef {import("./matches.js").Match} Match */

/** How many pages are looked through for what the server does not filter by. */
const patience = 5;

/** The kinds of matches that are shown together, and of how many is asked at once. */
const kinds = ["mutual", "teacher", "learner"];
const many = 12;

/** What is near a wish is shown where fewer people than so many have the very thing; others find it under its tab. */
const enough = 4;

/** The question for the rings that are shown where fewer fit both ways than so many; others find them under their tab. */
const [someRings, few] = [{ limit: 2 }, 2];

/** @param {import("../shell/app-state.js").Visit} visit */
export function ahead({ app, query }) {
  styles();
  const filters = filtersOf(query);
  if (filters.kind === "ring" || !app.me.teach?.length && !app.me.learn?.length) return;
  if (!filters.kind && !setFilters(filters).length) getAhead("/rings", someRings);
  getAhead("/matches", filters.kind ? { kind: filters.kind, skill: filters.skill, limit: many } : ofAllKinds(filters));
}

/** The question for the best of each kind. @param {Filters} filters */
const ofAllKinds = ({ skill }) => ({ kind: kinds.join(","), skill, limit: many });

function styles() {
  return Promise.all([style(new URL("matching.css", import.meta.url)), style(new URL("../pictures/pictures.css", import.meta.url))]);
}

/** @param {import("../shell/app-state.js").Visit} visit @returns {Promise<import("../shell/app-state.js").Page>} */
export async function page({ app, query, signal }) {
  const filters = filtersOf(query);
  const results = h("div", { class: "stack results" });
  const tabs = h("nav", { class: "tablist one-row", "aria-label": t("matching.kinds") });
  let turn = 0;
  /** Ends what follows the cards that are shown. */
  let shown = new AbortController();
  signal.addEventListener("abort", () => shown.abort(), { once: true });

  const change = async (/** @type {Partial<Filters>} */ wanted) => {
    Object.assign(filters, wanted);
    app.router.rename(addressOf(filters));
    return fill();
  };
  const fill = async () => {
    const mine = ++turn;
    drawTabs();
    bar.show();
    // Rings are few, and found for all that one teaches and wants.
    bar.hidden = filters.kind === "ring";
    const late = setTimeout(() => results.replaceChildren(skeleton("list")), 200);
    const next = new AbortController();
    const made = await found(app, filters, change, next.signal).catch((problem) => failure(problem, fill));
    clearTimeout(late);
    if (mine !== turn || signal.aborted) return next.abort();
    shown.abort();
    shown = next;
    const focused = results.contains(document.activeElement) ? document.activeElement?.getAttribute("href") : null;
    results.replaceChildren(...[made].flat());
    // What is told meanwhile does not take the focus away.
    if (focused) /** @type {HTMLElement | null} */ (results.querySelector(`a[href="${CSS.escape(focused)}"]`))?.focus();
    return undefined;
  };
  const drawTabs = () => {
    const hadFocus = tabs.contains(document.activeElement);
    tabs.replaceChildren(...tabsOf());
    if (hadFocus) /** @type {HTMLElement | null} */ (tabs.querySelector("[aria-current]"))?.focus({ preventScroll: true });
    requestAnimationFrame(showCurrent);
  };
  // Where the row is longer than the screen the current tab may be beside it.
  const showCurrent = () => {
    const middle = (/** @type {Element} */ element) => element.getBoundingClientRect().x + element.getBoundingClientRect().width / 2;
    const current = tabs.querySelector("[aria-current]");
    if (current) tabs.scrollBy({ left: middle(current) - middle(tabs), behavior: "instant" });
  };
  const tabsOf = () => ["", ...kinds, "related", "ring"].map((kind) =>
    h("a", { href: addressOf({ ...filters, kind }), "aria-current": filters.kind === kind ? "page" : undefined,
      onclick: (/** @type {MouseEvent} */ event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        event.stopPropagation();
        change({ kind });
      } }, t(`matching.tab.${kind || "all"}`)));

  const bar = filterBar(app, filters, change);
  const content = h("div", { class: "page" },
    h("div", { class: "page-head" }, h("h1", {}, t("matching.title"))),
    tabs, bar, results);
  app.live?.on("resync", fill, signal);
  const asksForRings = () => filters.kind === "ring"
    || (!filters.kind && !setFilters(filters).length && results.querySelectorAll(".both").length < few);
  app.live?.on("ring:*", () => { if (asksForRings()) fill(); }, signal);
  await Promise.all([styles(), fill()]);
  return { title: t("matching.title"), content };
}

/** @param {import("../shell/app-state.js").App} app @param {Filters} filters
 * @param {(wanted: Partial<Filters>) => any} change @param {AbortSignal} signal @returns {Promise<Node | Node[]>} */
async function found(app, filters, change, signal) {
  const { me } = app;
  if (!me.teach?.length && !me.learn?.length) {
    return empty(t("matching.nothingSaid"), t("matching.nothingSaidText"),
      linkButton("/welcome", t("matching.say"), { kind: "first" }));
  }
  if (filters.kind === "ring") return (await loaded(import("../rings/rings-page.js"))).openRings(app, signal);
  if (filters.kind) return paged(app, filters, change, signal);
  // Most have nobody who fits both ways: rings are asked for at the same time.
  const suggested = setFilters(filters).length ? [] : ringsFor();
  const sections = await bestOfEachKind(app, filters);
  if (new Set(sections.flatMap(({ items }) => items.map(({ member }) => member.id))).size < enough) {
    sections.push({ kind: "related", ...await load(app, { ...filters, kind: "related" }, many) });
  }
  const shown = new Set();
  const parts = sections.map(({ kind, items }) => {
    const fresh = items.filter(({ member }) => !shown.has(member.id));
    const some = fresh.slice(0, kind === "mutual" ? 8 : 4);
    for (const { member } of some) shown.add(member.id);
    return some.length === 0 ? null : section(app, kind, some, () => change({ kind }), fresh.length > some.length, signal);
  }).filter((part) => part !== null);
  const mutual = sections[0].items.length;
  const inRings = mutual < few ? await suggested : [];
  if (!parts.length && !inRings.length) return nobody(app, filters, change);
  // First who fits both ways, then rings, then who fits one way.
  if (inRings.length) parts.splice(mutual ? 1 : 0, 0, ringSection(app, inRings, () => change({ kind: "ring" })));
  if (mutual) return parts;
  const fitsOneWay = sections.some(({ kind, items }) => kind !== "related" && items.length > 0);
  return [inTheirPlace(inRings.length ? "noMutualRings" : fitsOneWay ? "noMutual" : "onlyNear"), ...parts];
}

/** One question brings all kinds, unless something is filtered by that the server does not know.
 * @param {import("../shell/app-state.js").App} app @param {Filters} filters
 * @returns {Promise<{kind: string, items: Match[]}[]>} */
async function bestOfEachKind(app, filters) {
  if (setFilters(filters).some((name) => name !== "skill")) {
    return Promise.all(kinds.map(async (kind) => ({ kind, ...await load(app, { ...filters, kind }, many) })));
  }
  /** @type {{items: Match[]}} */
  const { items } = await get("/matches", ofAllKinds(filters));
  return kinds.map((kind) => ({ kind, items: items.filter((match) => match.kind === kind) }));
}

/** @param {import("../shell/app-state.js").App} app @param {string} kind @param {Match[]} matches
 * @param {() => any} all @param {boolean} hasMore @param {AbortSignal} signal */
function section(app, kind, matches, all, hasMore, signal) {
  return h("section", { class: "stack" },
    h("h2", {}, t(`matching.section.${kind}`)),
    h("ul", { class: "cards" }, matches.map((match) => h("li", {}, matchCard(app, match, signal)))),
    hasMore && h("div", { class: "actions" }, button(t(`matching.all.${kind}`), { kind: "quiet", onclick: all })));
}

/** Says that nobody fits both ways, and who is shown instead. @param {"noMutual" | "noMutualRings" | "onlyNear"} text */
function inTheirPlace(text) {
  return h("div", { class: "banner info" }, h("div", {}, h("p", {}, t(`matching.${text}`))));
}

/** Rings that I could be in; what is filtered by says nothing of them. @returns {Promise<import("../rings/rings.js").Suggestion[]>} */
async function ringsFor() {
  return (await get("/rings", someRings).catch(() => ({ items: [] }))).items;
}

/** @param {import("../shell/app-state.js").App} app @param {import("../rings/rings.js").Suggestion[]} suggested @param {() => any} all */
function ringSection(app, suggested, all) {
  return h("section", { class: "stack" }, h("h2", {}, t("matching.section.ring")), h("p", { class: "muted" }, t("matching.ringText")),
    h("ul", { class: "cards" }, suggested.map((ring) => h("li", {}, suggestionCard(app, ring)))),
    h("div", { class: "actions" }, button(t("matching.all.ring"), { kind: "quiet", onclick: all })));
}

/** A list of one kind that grows by pages. @param {import("../shell/app-state.js").App} app @param {Filters} filters
 * @param {(wanted: Partial<Filters>) => any} change @param {AbortSignal} signal */
async function paged(app, filters, change, signal) {
  const title = t(`matching.section.${filters.kind}`);
  return h("section", { class: "stack" }, h("h2", { class: "hidden" }, title), await pagedList({
    load: (after) => load(app, filters, many, after), row: (match) => matchCard(app, match, signal), label: title, kind: "cards", size: 4, margin: 300, signal,
    empty: () => nobody(app, filters, change) }));
}

/**
 * A page of matches that fit all filters; looks on while the server's pages hold too few.
 * @param {import("../shell/app-state.js").App} app @param {Filters} filters @param {number} limit @param {string} [after]
 * @returns {Promise<{items: Match[], next: string | null}>}
 */
async function load(app, filters, limit, after) {
  const format = new Intl.DateTimeFormat("en", { timeZone: app.zone, hour: "2-digit", hourCycle: "h23" });
  const hourOf = (/** @type {string} */ time) => Number(format.format(new Date(time)));
  /** @type {Match[]} */
  const items = [];
  let next = after ?? null;
  for (let pages = 0; pages < patience; pages += 1) {
    const answer = await get("/matches", { kind: filters.kind, skill: filters.skill, limit, after: next });
    items.push(...answer.items.filter((/** @type {Match} */ match) => fits(match, filters, hourOf)));
    next = answer.next;
    if (!next || items.length >= limit / 2) break;
  }
  return { items, next };
}

/** Nobody: which filter could be loosened, what else helps, and that whoever comes is told of.
 * @param {import("../shell/app-state.js").App} app @param {Filters} filters @param {(wanted: Partial<Filters>) => any} change */
function nobody(app, filters, change) {
  const loose = setFilters(filters).map((name) => button(t(`matching.without.${name}`), {
    onclick: () => change({ [name]: name === "online" ? false : "" }) }));
  const place = loose.length ? empty(t("matching.nobodyFits"), t("matching.loosen"), ...loose)
    : empty(t("matching.nobody"), t("matching.nobodyText"),
      linkButton("/settings/skills", t("matching.moreSkills"), { kind: "first" }), linkButton("/demand", t("demand.title")),
      linkButton("/people", t("matching.lookAround")));
  // The server tells of what is wished for, not of who wishes for something.
  if (app.me.learn?.length) {
    place.append(h("p", { class: "muted" }, t("matching.alert"), " ", h("a", { href: "/settings/notifications" }, t("matching.alertSettings"))));
  }
  return place;
}

/** The filters as controls; `show` has them say what is filtered by now, wherever that was changed.
 * @param {import("../shell/app-state.js").App} app @param {Filters} filters @param {(wanted: Partial<Filters>) => any} change */
function filterBar(app, filters, change) {
  const { me } = app;
  const skills = [...new Map([...(me.learn ?? []), ...(me.teach ?? [])].map(({ skill }) => [skill.slug, skill.name]))];
  const choose = (/** @type {"skill" | "language" | "free"} */ name, /** @type {[string, string][]} */ choices) =>
    select([["", t(`matching.any.${name}`)], ...choices], filters[name], { name, "aria-label": t(`matching.filter.${name}`),
      onchange: (/** @type {any} */ event) => change({ [name]: event.target.value }) });
  const online = h("button", { type: "button", class: "pill", onclick: () => change({ online: !filters.online }) }, t("matching.online"));
  const bar = h("div", { class: "filters one-row", role: "group", "aria-label": t("matching.filters") },
    choose("skill", /** @type {[string, string][]} */ (skills)),
    (me.languages ?? []).length > 1 && choose("language", me.languages.map((/** @type {string} */ tag) => [tag, languageName(tag)])),
    choose("free", ["morning", "afternoon", "evening"].map((part) => [part, t(`matching.part.${part}`)])),
    h("span", { class: "tablist" }, online));
  return Object.assign(bar, { show: () => {
    online.setAttribute("aria-pressed", String(filters.online));
    for (const choice of bar.querySelectorAll("select")) choice.value = filters[/** @type {"skill" | "language" | "free"} */ (choice.name)];
  } });
}
