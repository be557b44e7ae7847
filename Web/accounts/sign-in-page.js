import { h } from "../browser/dom.js";
import { post } from "../browser/http.js";
import { t } from "../languages/text.js";
import { style } from "../look/styles.js";
import { field, form } from "../shell/forms.js";
import { button } from "../shell/parts.js";
import { passwordField } from "./password-field.js";

/** @param {import("../shell/app-state.js").Visit} visit @returns {Promise<import("../shell/app-state.js").Page>} */
export async function page({ app, query }) {
  await style(new URL("accounts.css", import.meta.url));
  const next = query.get("next") ?? "/matches";
  const content = h("div", { class: "page narrow account" },
    h("div", { class: "stack" }, h("h1", {}, t("accounts.signIn")), query.has("next") && h("p", { class: "muted" }, t("accounts.signInFirst"))),
    form({
      content: [
        field({ label: t("accounts.email"), name: "email", type: "email", autocomplete: "username", inputmode: "email", required: true,
          maxlength: 254, autocapitalize: "none" }),
        passwordField({ label: t("accounts.password"), name: "password", autocomplete: "current-password" }),
      ],
      submit: button(t("accounts.signIn"), { kind: "first" }),
      send: async ({ email, password }) => {
        await post("/login", { email: email.trim(), password });
        await app.signedIn(/^\/(?![/\\])/.test(next) ? next : "/matches");
      },
    }),
    h("p", {}, h("a", { href: "/forgot-password" }, t("accounts.forgot"))),
    h("p", {}, `${t("accounts.newHere")} `, h("a", { href: "/join" }, t("accounts.join"))));
  return { title: t("accounts.signIn"), content };
}
