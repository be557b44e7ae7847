import { debounced, h } from "../browser/dom.js";
import { get, getAhead } from "../browser/http.js";
import { there } from "../languages/format.js";
import { t } from "../languages/text.js";
import { style } from "../look/styles.js";
import { pagedList } from "../shell/long-list.js";
import { avatar, button, empty, failure, followPresence, linkButton, person, skeleton } from "../shell/parts.js";

const look = () => style(new URL("profiles.css", import.meta.url));
const filtersOf = (/** @type {URLSearchParams} */ query) =>
  ({ query: query.get("query") ?? "", teaches: query.get("teaches") ?? "", learns: query.get("learns") ?? "" });
const many = 20;

/** @param {import("../shell/app-state.js").Visit} visit */
export function ahead({ query }) {
  look();
  getAhead("/members", { ...filtersOf(query), limit: many });
}

/** @param {import("../shell/app-state.js").Visit} visit @returns {Promise<import("../shell/app-state.js").Page>} */
export async function page({ app, query, signal }) {
  const filters = filtersOf(query);
  const results = h("div", { class: "stack" });
  const status = h("p", { class: "hidden", role: "status" });
  let turn = 0;
  /** Ends what follows the rows that are shown. */
  let shown = new AbortController();
  signal.addEventListener("abort", () => shown.abort(), { once: true });
  const address = () => `/people?${new URLSearchParams(Object.entries(filters).filter(([, value]) => value))}`.replace(/\?$/, "");
  const fill = async () => {
    const mine = ++turn;
    let said = "";
    const late = setTimeout(() => results.replaceChildren(skeleton("list")), 200);
    const next = new AbortController();
    const list = await pagedList({
      load: async (after) => {
        const page = await get("/members", { ...filters, limit: many, after });
        const found = { ...page, items: page.items.filter((/** @type {any} */ { id }) => id !== app.me.id) };
        if (!after) said = t(found.next ? "profiles.foundMany" : "profiles.foundCount", { count: found.items.length });
        return found;
      },
      row: (member) => row(app, member, next.signal), label: t("profiles.found"), signal: next.signal,
      empty: () => empty(t("profiles.nobody"), t("profiles.nobodyText"),
        linkButton("/skills", t("profiles.browseSkills"), { kind: "first" })),
    }).catch((problem) => failure(problem, fill));
    clearTimeout(late);
    if (mine !== turn || signal.aborted) return next.abort();
    shown.abort();
    shown = next;
    results.replaceChildren(list);
    status.textContent = said;
    return undefined;
  };
  const change = debounced(250, () => {
    app.router.rename(address(), content);
    fill();
  });
  const box = (/** @type {"query" | "teaches" | "learns"} */ name, /** @type {Record<string, any>} */ more = {}) => {
    const input = h("input", { type: "search", "aria-label": t(`profiles.search.${name}`), placeholder: t(`profiles.search.${name}`),
      maxlength: 100, autocomplete: "off", oninput: () => {
        filters[name] = input.value.trim();
        change();
      }, ...more });
    input.value = filters[name];
    return input;
  };
  const content = h("div", { class: "page" }, h("h1", {}, t("shell.search")),
    h("form", { class: "search", role: "search", onsubmit: (/** @type {Event} */ event) => event.preventDefault() },
      box("query", { id: "search" }), box("teaches"), box("learns"),
      button(t("profiles.clear"), { kind: "quiet", onclick: () => app.go("/people", { replace: true }) })), status, results);
  await Promise.all([look(), fill()]);
  return { title: t("shell.search"), content };
}

/** @param {import("../shell/app-state.js").App} app @param {any} member @param {AbortSignal} signal */
function row(app, member, signal) {
  const [face, status] = [avatar(member), h("p", { class: "muted small" }, there(member))];
  followPresence(app, member, face, (now) => { status.textContent = there(now); }, signal);
  return h("article", { class: "card" }, h("div", { class: "row" }, face, h("div", { class: "grow" },
    h("h2", { class: "row-title" }, person(member)), member.headline && h("p", {}, h("bdi", {}, member.headline)), status)));
}
