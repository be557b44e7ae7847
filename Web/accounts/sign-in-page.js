import { h } from "../browser/dom.js";
import { post } from "../browser/http.js";
import { t } from "../languages/text.js";
import { field, form } from "../shell/forms.js";
import { button } from "../shell/parts.js";

/** @param {import("../shell/app-state.js").Visit} visit @returns {Promise<import("../shell/app-state.js").Page>} */
export async function page({ app, query }) {
  const next = query.get("next") ?? "/matches";
  const content = h("div", { class: "page narrow" },
    h("h1", {}, t("accounts.signIn")),
    form({
      content: [
        field({ label: t("accounts.email"), name: "email", type: "email", autocomplete: "username", inputmode: "email",
          required: true }),
        field({ label: t("accounts.password"), name: "password", type: "password", autocomplete: "current-password",
          required: true }),
      ],
      submit: button(t("accounts.signIn"), { kind: "first" }),
      send: async ({ email, password }) => {
        await post("/login", { email, password });
        await app.signedIn(/^\/(?![/\\])/.test(next) ? next : "/matches");
      },
    }),
    h("p", {}, h("a", { href: "/forgot-password" }, t("accounts.forgot"))),
    h("p", {}, `${t("accounts.newHere")} `, h("a", { href: "/join" }, t("accounts.join"))));
  return { title: t("accounts.signIn"), content };
}
