// My rings: what waits for my answer, what is active, what is over.

import { h } from "../browser/dom.js";
import { get, getAhead } from "../browser/http.js";
import { t } from "../languages/text.js";
import { style } from "../look/styles.js";
import { pagedList } from "../shell/long-list.js";
import { empty, failure, linkButton } from "../shell/parts.js";
import { ringCard, suggestionCard } from "./ring-card.js";
import { past } from "./rings.js";

/** @typedef {import("./rings.js").Ring} Ring @typedef {import("./rings.js").Suggestion} Suggestion
 * @typedef {import("../shell/app-state.js").App} App */

const open = { status: "proposed,active", limit: 100 };
const suggestions = { limit: 10 };

/** @param {import("../shell/app-state.js").Visit} visit */
export function ahead({ query }) {
  style(new URL("rings.css", import.meta.url));
  if (query.get("show") === "past") return;
  getAhead("/me/rings", open);
  getAhead("/rings", suggestions);
}

/** @param {import("../shell/app-state.js").Visit} visit @returns {Promise<import("../shell/app-state.js").Page>} */
export async function page({ app, query, signal }) {
  const show = query.get("show") === "past" ? "past" : "open";
  const results = h("div", { class: "stack results" });
  const fill = async () => {
    const made = await (show === "past" ? list(app, past, signal, () => empty(t("rings.nonePast"), t("rings.nonePastText"),
      linkButton("/rings", t("rings.show.open"), { kind: "first" }))) : openRings(app, signal)).catch((problem) => failure(problem, fill));
    if (signal.aborted) return;
    const focused = results.contains(document.activeElement) ? document.activeElement?.getAttribute("href") : null;
    results.replaceChildren(...[made].flat());
    // What is told meanwhile does not take the focus away.
    if (focused) /** @type {HTMLElement | null} */ (results.querySelector(`a[href="${CSS.escape(focused)}"]`))?.focus();
  };
  const tabs = h("nav", { class: "tablist", "aria-label": t("rings.views") }, ["open", "past"].map((name) =>
    h("a", { href: name === "open" ? "/rings" : "/rings?show=past", "aria-current": name === show ? "page" : undefined }, t(`rings.show.${name}`))));
  const content = h("div", { class: "page" },
    h("div", { class: "page-head" }, h("h1", {}, t("rings.mine")), linkButton("/ledger", t("ledger.title"), { kind: "quiet", icon: "statistics" })),
    h("p", { class: "muted" }, t("rings.text")), tabs, results);
  const again = () => fill().catch(() => undefined);
  for (const event of ["ring:*", "resync"]) app.live?.on(event, again, signal);
  await Promise.all([style(new URL("rings.css", import.meta.url)), fill()]);
  return { title: t("rings.mine"), content, resumed: again };
}

/** @param {App} app @param {string[]} statuses @param {AbortSignal} signal @param {() => Node} none */
function list(app, statuses, signal, none) {
  return pagedList({ load: (after) => get("/me/rings", { status: statuses.join(","), limit: 20, after }, { signal }),
    row: (ring) => ringCard(app, ring, { level: 2 }), label: t("rings.mine"), kind: "cards", size: 6, signal, empty: none });
}

/** My open and active rings, and those that could be. @param {App} app @param {AbortSignal} [signal] @returns {Promise<Node[]>} */
export async function openRings(app, signal) {
  const [mine, suggested] = await Promise.all([get("/me/rings", open, { signal }),
    get("/rings", suggestions, { signal })]);
  const due = mine.items.filter((/** @type {Ring} */ { can }) => can.includes("accept"));
  const others = mine.items.filter((/** @type {Ring} */ ring) => !due.includes(ring));
  const parts = [section("due", due, (ring) => ringCard(app, ring)), section("mine", others, (ring) => ringCard(app, ring)),
    section("suggested", suggested.items, (ring) => suggestionCard(app, ring))].filter((part) => part !== null);
  if (parts.length) return parts;
  return [empty(t("rings.none"), t("rings.noneText"), linkButton("/settings/skills", t("matching.moreSkills"), { kind: "first" }),
    linkButton("/demand", t("demand.title")))];
}

/** @param {string} name @param {any[]} rings @param {(ring: any) => HTMLElement} card */
function section(name, rings, card) {
  return rings.length === 0 ? null : h("section", { class: "stack" }, h("h2", {}, t(`rings.section.${name}`)),
    h("ul", { class: "cards" }, rings.map((ring) => h("li", {}, card(ring)))));
}
