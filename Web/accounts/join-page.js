import { h } from "../browser/dom.js";
import { loaded, post, Problem } from "../browser/http.js";
import { parts, t } from "../languages/text.js";
import { style } from "../look/styles.js";
import { field, form } from "../shell/forms.js";
import { button } from "../shell/parts.js";
import { passwordField } from "./password-field.js";
import { zoneField, zoneHere } from "./zone-field.js";

/** @param {import("../shell/app-state.js").Visit} visit @returns {Promise<import("../shell/app-state.js").Page>} */
export async function page({ app, signal }) {
  await style(new URL("accounts.css", import.meta.url));
  const content = h("div", { class: "page narrow account" },
    h("div", { class: "stack" }, h("h1", {}, t("accounts.joinTitle")), h("p", { class: "muted" }, t("accounts.joinText"))),
    form({
      content: [
        field({ label: t("accounts.name"), name: "name", autocomplete: "name", required: true, maxlength: 80, hint: t("accounts.nameHint") }),
        field({ label: t("accounts.email"), name: "email", type: "email", autocomplete: "username", inputmode: "email", required: true,
          maxlength: 254, autocapitalize: "none" }),
        passwordField({ label: t("accounts.password"), name: "password", autocomplete: "new-password", hint: t("accounts.passwordHint") }),
        zoneField(zoneHere()),
      ],
      submit: button(t("accounts.join"), { kind: "first" }),
      send: async (values) => {
        const account = { ...values, email: values.email.trim() };
        const me = await post("/accounts", account).catch(atItsField);
        if (me?.id) return app.signedIn("/welcome");
        return lookIntoMail(content, account, signal);
      },
    }),
    h("p", {}, `${t("accounts.haveAccount")} `, h("a", { href: "/sign-in" }, t("accounts.signIn"))));
  return { title: t("accounts.join"), content };
}

/** A taken address is said beside the address. @param {any} problem @returns {never} */
function atItsField(problem) {
  if (problem?.code !== "emailTaken") throw problem;
  throw new Problem(problem.status, { code: problem.code, fields: [{ field: "email", message: t("problems.emailTaken") }] });
}

/** The address has to be confirmed first. @param {HTMLElement} content @param {any} account @param {AbortSignal} signal */
async function lookIntoMail(content, account, signal) {
  const { sendAgain } = await loaded(import("./send-again.js"));
  const before = [...content.childNodes];
  const heading = h("h1", { tabindex: -1 }, t("accounts.lookIntoMail"));
  content.replaceChildren(heading,
    h("p", {}, parts("accounts.mailSent", { email: h("strong", {}, h("bdi", {}, account.email)) })),
    h("p", { class: "muted" }, t("accounts.noMail")),
    sendAgain(() => post("/accounts", account), signal),
    h("p", {}, button(t("accounts.otherAddress"), { kind: "quiet", onclick: () => content.replaceChildren(...before) })));
  heading.focus();
}
