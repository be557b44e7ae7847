import { h } from "../browser/dom.js";
import { post } from "../browser/http.js";
import { parts, t } from "../languages/text.js";
import { style } from "../look/styles.js";
import { field, form } from "../shell/forms.js";
import { button, linkButton } from "../shell/parts.js";
import { passwordField } from "./password-field.js";
import { sendAgain } from "./send-again.js";
import { takeToken } from "./token.js";

/** Asks for a link by mail. @param {import("../shell/app-state.js").Visit} visit @returns {Promise<import("../shell/app-state.js").Page>} */
export async function forgotPage({ signal }) {
  await style(new URL("accounts.css", import.meta.url));
  const content = h("div", { class: "page narrow account" },
    h("h1", {}, t("accounts.forgotTitle")), h("p", { class: "muted" }, t("accounts.forgotText")),
    form({
      content: field({ label: t("accounts.email"), name: "email", type: "email", autocomplete: "username", inputmode: "email", required: true,
        maxlength: 254, autocapitalize: "none" }),
      submit: button(t("accounts.sendLink"), { kind: "first" }),
      send: async (values) => {
        const email = values.email.trim();
        const ask = () => post("/password/forgot", { email });
        await ask();
        showInstead(content, t("accounts.lookIntoMail"),
          h("p", {}, parts("accounts.resetSent", { email: h("strong", {}, h("bdi", {}, email)) })), sendAgain(ask, signal), toSignIn());
      },
    }), toSignIn());
  return { title: t("accounts.forgotTitle"), content };
}

/** Sets a new password with the mailed token. @param {import("../shell/app-state.js").Visit} visit @returns {Promise<import("../shell/app-state.js").Page>} */
export async function resetPage({ app, url }) {
  await style(new URL("accounts.css", import.meta.url));
  const token = takeToken(url);
  const content = h("div", { class: "page narrow account" }, h("h1", {}, t("accounts.resetTitle")),
    form({
      content: passwordField({ label: t("accounts.newPassword"), name: "password", autocomplete: "new-password", hint: t("accounts.passwordHint") }),
      submit: button(t("accounts.setPassword"), { kind: "first" }),
      send: async ({ password }) => {
        try {
          await post("/password/reset", { token, password });
        } catch (problem) {
          if (problem?.code !== "tokenInvalid") throw problem;
          return showUsed(content);
        }
        if (app.me) {
          app.leave();
          app.router.forgetAll();
          app.shell.draw();
        }
        return showInstead(content, t("accounts.passwordSet"), h("p", {}, t("accounts.passwordSetText")),
          h("div", { class: "actions" }, linkButton("/sign-in", t("accounts.signIn"), { kind: "first" })));
      },
    }));
  if (!token) showUsed(content);
  return { title: t("accounts.resetTitle"), content };
}

/** @param {HTMLElement} content */
function showUsed(content) {
  showInstead(content, t("accounts.linkUsed"), h("p", {}, t("accounts.resetUsedText")),
    h("div", { class: "actions" }, linkButton("/forgot-password", t("accounts.askAgain"), { kind: "first" })));
}

/** @param {HTMLElement} content @param {string} title @param {...Node} rest */
function showInstead(content, title, ...rest) {
  const heading = h("h1", { tabindex: -1 }, title);
  content.replaceChildren(heading, ...rest);
  heading.focus();
}

function toSignIn() {
  return h("p", {}, h("a", { href: "/sign-in" }, t("accounts.backToSignIn")));
}
