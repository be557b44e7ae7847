// What I gave and what I received: in all, with each partner, in each ring.

import { h, s } from "../browser/dom.js";
import { get, getAhead } from "../browser/http.js";
import { t } from "../languages/text.js";
import { style } from "../look/styles.js";
import { balanceBar, balanceTable } from "../pictures/balance.js";
import { hatching, legendEntry } from "../pictures/picture.js";
import { balanceWords, ringName } from "../rings/ring-card.js";
import { button, empty, linkButton, person } from "../shell/parts.js";
import { partnersCSV, save } from "./csv.js";

/** @typedef {import("../rings/rings.js").Balance} Balance @typedef {import("../shell/app-state.js").App} App */

const styles = () => Promise.all(["../pictures/pictures.css", "../profiles/profiles.css"].map((name) => style(new URL(name, import.meta.url))));

export function ahead() {
  styles();
  getAhead("/me/ledger");
}

/** @param {import("../shell/app-state.js").Visit} visit @returns {Promise<import("../shell/app-state.js").Page>} */
export async function page({ app, signal }) {
  const content = h("div", { class: "page" });
  const draw = async () => {
    const ledger = await get("/me/ledger", {}, { signal });
    const rings = ledger.rings.length ? await namesOf(app, signal) : new Map();
    if (!signal.aborted) content.replaceChildren(h("h1", {}, t("ledger.title")), ...parts(ledger, rings));
  };
  const again = () => draw().catch(() => undefined);
  for (const event of ["session:completed", "session:resolved", "session:disputed", "ring:active", "resync"]) app.live?.on(event, again, signal);
  await Promise.all([draw(), styles()]);
  return { title: t("ledger.title"), content };
}

/** The names of my rings, also of those that are over. @param {App} app @param {AbortSignal} signal @returns {Promise<Map<string, string>>} */
async function namesOf(app, signal) {
  const { items } = await get("/me/rings", { status: "proposed,active,dissolved,broken,ended", limit: 100 }, { signal });
  return new Map(items.map((/** @type {import("../rings/rings.js").Ring} */ ring) => [ring.id, ringName(ring, app.me.id)]));
}

/** @param {{total: Balance, partners: {member: any, balance: Balance}[], rings: {ring: string, balance: Balance}[]}} ledger
 * @param {Map<string, string>} rings @returns {any[]} */
function parts({ total, partners, rings: inRings }, rings) {
  if (!partners.length && !inRings.length) {
    return [empty(t("ledger.none"), t("ledger.noneText"), linkButton("/matches", t("shell.matches"), { kind: "first" }))];
  }
  return [
    h("p", { class: "muted" }, t("ledger.text")),
    h("section", { class: "card" }, h("h2", {}, t("ledger.total")), h("p", { class: "ledger-words" }, balanceWords(total)), balanceBar(total), legend()),
    partners.length > 0 && h("section", { class: "card" }, h("h2", {}, t("ledger.partners")), balanceTable(partners.map(({ member, balance }) =>
      ({ name: person(member), ...balance })), { caption: t("ledger.partners"), head: t("ledger.partner") }),
      h("div", { class: "actions" }, button(t("statistics.csv"), { kind: "quiet", onclick: () => save("skillsync-partners.csv", partnersCSV(partners)) }))),
    inRings.length > 0 && h("section", { class: "card" }, h("h2", {}, t("ledger.rings")), balanceTable(inRings.map(({ ring, balance }) =>
      ({ name: h("a", { href: `/rings/${ring}` }, rings.get(ring) ?? t("rings.ring")), ...balance })), { caption: t("ledger.rings"), head: t("ledger.ring") })),
    h("p", {}, h("a", { href: "/statistics" }, t("statistics.title")), " · ", h("a", { href: "/rings" }, t("rings.mine")), " · ",
      h("a", { href: "/sessions?show=past" }, t("statistics.list"))),
  ].filter(Boolean);
}

function legend() {
  const lines = hatching("picture-learn-line");
  const square = (/** @type {string} */ kind) => s("rect", { x: 1, y: 1, width: 16, height: 16, class: `picture-${kind}`, fill: kind === "learn" ? lines.fill : undefined });
  return h("ul", { class: "picture-legend" }, legendEntry(t("pictures.balance.given"), square("teach")),
    legendEntry(t("pictures.balance.received"), lines.pattern, square("learn")));
}
