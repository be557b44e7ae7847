// A ring that could be: who is in it and what it would give, before anybody is asked.

import { h } from "../browser/dom.js";
import { get, getAhead } from "../browser/http.js";
import { languageName, list, there } from "../languages/format.js";
import { t } from "../languages/text.js";
import { style } from "../look/styles.js";
import { ringPicture } from "../pictures/ring.js";
import { avatar, banner, button, empty, linkButton, person } from "../shell/parts.js";
import { propose } from "./ring-actions.js";
import { edgeChips, ringName, sharedTime } from "./ring-card.js";
import { section } from "./ring-parts.js";
import { drawn, keyOf, others } from "./rings.js";

/** @typedef {import("./rings.js").Suggestion} Suggestion @typedef {import("../shell/app-state.js").App} App */

const styles = () => Promise.all(["rings.css", "../pictures/pictures.css"].map((name) => style(new URL(name, import.meta.url))));
/** As many as are suggested at once. */
const all = { limit: 10 };

export function ahead() {
  styles();
  getAhead("/rings", all);
}

/** @param {import("../shell/app-state.js").Visit} visit @returns {Promise<import("../shell/app-state.js").Page>} */
export async function page({ app, query, signal }) {
  const [{ items }] = await Promise.all([get("/rings", all, { signal }), styles()]);
  const ring = items.find((/** @type {Suggestion} */ one) => keyOf(one) === query.get("of"));
  return ring ? { title: ringName(ring, app.me.id), content: content(app, ring, signal) } : gone();
}

/** Somebody has changed what they teach, or the ring is there already. @returns {import("../shell/app-state.js").Page} */
function gone() {
  return { title: t("rings.gone"), content: h("div", { class: "page narrow" }, h("h1", { class: "hidden" }, t("rings.gone")),
    empty(t("rings.gone"), t("rings.goneText"), linkButton("/matches?kind=ring", t("rings.others"), { kind: "first" }),
      linkButton("/rings", t("rings.mine")))) };
}

/** @param {App} app @param {Suggestion} ring @param {AbortSignal} signal */
function content(app, ring, signal) {
  const me = app.me.id;
  const ask = button(t("rings.propose"), { kind: "first", icon: "ring", onclick: async () => {
    const made = await propose(app, ring);
    if (app.router.isHere(signal)) return app.go(`/rings/${made.id}`, { replace: true });
    // Who comes back is not asked to propose it a second time.
    return ask.replaceWith(linkButton(`/rings/${made.id}`, t("rings.see"), { kind: "first", icon: "ring" }));
  } });
  return h("div", { class: "page ring-page" },
    h("div", { class: "page-head" }, h("h1", {}, ringName(ring, me)), linkButton("/matches?kind=ring", t("rings.others"), { kind: "quiet", icon: "ring" })),
    h("div", { class: "ring-columns" },
      h("div", { class: "stack" },
        h("section", { class: "card ring-main", "aria-label": t("rings.what") }, h("p", {}, t("rings.suggested")), edgeChips(ring, me),
          h("p", { class: "muted" }, sharedTime(ring)), banner("info", h("p", {}, t("rings.howItGoes"))), h("div", { class: "actions" }, ask))),
      h("div", { class: "stack" }, section(t("rings.part.picture"), ringPicture(drawn(ring, me), { link: (id) => `/people/${id}`, isSuggested: true }))),
      h("div", { class: "stack" }, section(t("rings.part.people"), h("ul", { class: "rows ring-people-list" }, others(ring.members, me).map((member) => h("li", { class: "row" },
          avatar(member), h("div", { class: "grow" }, person(member), member.headline && h("p", { class: "small" }, h("bdi", {}, member.headline)),
            h("p", { class: "small muted" }, about(member))))))))));
}

/** What is known of somebody at a glance. @param {any} member */
function about(member) {
  const languages = (member.languages ?? []).map(languageName);
  return [there(member), languages.length ? t("rings.speaks", { languages: list(languages) }) : ""].filter(Boolean).join(" · ");
}
