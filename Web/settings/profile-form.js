import { h } from "../browser/dom.js";
import { patch } from "../browser/http.js";
import { t } from "../languages/text.js";
import { style } from "../look/styles.js";
import { aboutFields } from "../profiles/about-fields.js";
import { toast } from "../shell/dialogs.js";
import { field, form, toggle } from "../shell/forms.js";
import { button } from "../shell/parts.js";

/** @param {import("../shell/app-state.js").App} app @param {AbortSignal} signal */
export async function profileForm(app, signal) {
  await style(new URL("../profiles/welcome.css", import.meta.url));
  const { me } = app;
  const { content, changes } = aboutFields(app, signal);
  return h("div", { class: "stack" }, form({
    content: [field({ label: t("settings.name"), name: "name", value: me.name, maxlength: 80, autocomplete: "name" }), content],
    submit: button(t("shell.save"), { kind: "first" }),
    send: async (values) => {
      app.update(await patch("/me", { name: values.name, ...changes(values) }));
      toast(t("settings.saved"));
    },
  }), toggle(t("settings.accepting"), me.accepting, async (isOn) => {
    await app.changeProfile({ accepting: isOn });
    toast(t("settings.saved"));
  }, { hint: t("settings.acceptingHint") }));
}
