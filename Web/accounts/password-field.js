import { h } from "../browser/dom.js";
import { t } from "../languages/text.js";
import { field } from "../shell/forms.js";

/**
 * A password that can be looked at while it is typed.
 * @param {{label: string, name: string, autocomplete: "current-password" | "new-password", hint?: string}} options
 */
export function passwordField({ label, name, autocomplete, hint }) {
  const input = h("input", { type: "password", name, autocomplete, required: true, maxlength: 256, autocapitalize: "none", spellcheck: "false" });
  const place = field({ label, name, control: input, hint });
  const show = h("button", { type: "button", class: "button quiet", "aria-pressed": "false", onclick: () => {
    const isShown = input.type === "text";
    input.type = isShown ? "password" : "text";
    show.setAttribute("aria-pressed", String(!isShown));
  } }, t("accounts.show"));
  const row = h("div", { class: "password" });
  input.replaceWith(row);
  row.append(input, show);
  return place;
}
