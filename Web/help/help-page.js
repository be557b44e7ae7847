import { h } from "../browser/dom.js";
import { t } from "../languages/text.js";
import { linkButton } from "../shell/parts.js";
import { toggle } from "../shell/forms.js";
import { areOn, keyTable, switchTo } from "./shortcuts.js";

const questions = /** @type {const} */ (["start", "request", "ring", "time", "meet", "missed", "feedback", "block", "money"]);

/** @param {import("../shell/app-state.js").Visit} visit @returns {Promise<import("../shell/app-state.js").Page>} */
export async function page({ app }) {
  const content = h("div", { class: "page narrow" }, h("h1", {}, t("help.title")),
    questions.map((name) => h("details", { class: "card" },
      h("summary", {}, t(`help.question.${name}`)), h("p", {}, t(`help.answer.${name}`)))),
    h("h2", {}, t("help.keys")), toggle(t("help.keysOn"), areOn(), switchTo, { hint: t("help.keysHint") }), keyTable(),
    h("p", {}, h("a", { href: "/api" }, t("help.api"))),
    !app.me && h("div", { class: "actions" }, linkButton("/join", t("shell.join"), { kind: "first" })));
  return { title: t("help.title"), content };
}
