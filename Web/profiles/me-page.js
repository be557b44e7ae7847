import { h } from "../browser/dom.js";
import { t } from "../languages/text.js";
import { icon } from "../look/icons.js";
import { avatar, badge, button } from "../shell/parts.js";
import { nextHint } from "./completeness.js";

/** @param {import("../shell/app-state.js").Visit} visit @returns {Promise<import("../shell/app-state.js").Page>} */
export async function page({ app }) {
  const content = h("div", { class: "page narrow" });
  const draw = () => {
    const { me } = app;
    const hint = nextHint(me);
    const place = (/** @type {string} */ path, /** @type {string} */ name, /** @type {string} */ label, /** @type {"notifications" | undefined} */ counted = undefined) =>
      h("li", {}, h("a", { class: "card row place", href: path, "data-unread": counted }, icon(name), h("span", { class: "grow" }, label),
        counted && badge(app.unread[counted], t("shell.unread", { count: app.unread[counted] }))));
    content.replaceChildren(
      h("header", { class: "row" }, avatar(me, "large"), h("div", { class: "grow" }, h("h1", {}, h("bdi", {}, me.name)),
        h("p", {}, h("a", { href: `/people/${me.id}` }, t("settings.seeProfile"))))),
      ...(hint ? [h("p", { class: "banner info" }, icon("info"), h("a", { href: hint.path }, t(`settings.hint.${hint.name}`)))] : []),
      h("ul", { class: "rows" },
        place("/notifications", "bell", t("shell.notifications"), "notifications"),
        place("/rings", "ring", t("rings.mine")),
        place("/ledger", "swap", t("ledger.title")),
        place("/statistics", "statistics", t("help.statistics")),
        place("/settings/profile", "edit", t("settings.section.profile")),
        place("/settings/skills", "teach", t("settings.section.skills")),
        place("/settings/availability", "clock", t("settings.section.availability")),
        place("/settings", "settings", t("settings.title")),
        place("/help", "help", t("help.title"))),
      h("div", { class: "actions" }, button(t("settings.signOut"), { icon: "leave", onclick: () => app.signOut() })));
  };
  draw();
  return { title: t("shell.me"), content, resumed: draw };
}
