import { h } from "../browser/dom.js";
import { patch, put, remove } from "../browser/http.js";
import { languageName } from "../languages/format.js";
import { t } from "../languages/text.js";
import { toast } from "../shell/dialogs.js";
import { field, form, textArea, toggle } from "../shell/forms.js";
import { avatar, button, iconButton, say } from "../shell/parts.js";
import { shrunk } from "./picture.js";

/** @typedef {import("../shell/app-state.js").App} App */

/** Languages that many people speak; any other can be typed as its tag. */
const common = ["ar", "bn", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi", "hr", "hu", "id", "it",
  "ja", "ko", "lt", "lv", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "sw", "ta", "th", "tr", "uk", "ur", "vi", "zh"];

/** @param {App} app */
export function profileForm(app) {
  const { me } = app;
  let spoken = [...(me.languages ?? [])];
  const about = textArea({ name: "about", maxlength: 2000, rows: 6, value: me.about ?? "" });
  const chips = h("ul", { class: "chips" });
  const more = h("select", { "aria-label": t("settings.addLanguage") });
  const draw = () => {
    chips.replaceChildren(...spoken.map((tag) => h("li", { class: "chip" }, languageName(tag),
      iconButton("close", t("settings.removeLanguage", { name: languageName(tag) }), () => {
        spoken = spoken.filter((other) => other !== tag);
        draw();
        more.focus();
      }))));
    more.replaceChildren(h("option", { value: "" }, t("settings.addLanguage")), ...common.filter((tag) => !spoken.includes(tag))
      .map((tag) => [languageName(tag), tag]).sort(([one], [other]) => one.localeCompare(other))
      .map(([label, tag]) => h("option", { value: tag }, label)));
    more.disabled = spoken.length >= 10;
  };
  more.addEventListener("change", () => {
    if (more.value) spoken.push(more.value);
    draw();
  });
  draw();
  const text = (/** @type {string} */ name, /** @type {string} */ value, /** @type {number} */ maxlength, /** @type {any} */ extra = {}) => {
    const control = h("input", { type: "text", maxlength, ...extra });
    control.value = value;
    return control;
  };
  return h("div", { class: "stack" }, picture(app), form({
    content: [
      field({ label: t("settings.name"), name: "name", control: text("name", me.name, 80, { autocomplete: "name" }) }),
      field({ label: t("settings.headline"), name: "headline", control: text("headline", me.headline ?? "", 120), optional: true, hint: t("settings.headlineHint") }),
      field({ label: t("settings.about"), name: "about", control: about, optional: true }),
      h("fieldset", { class: "field", "data-field": "languages" }, h("legend", {}, t("settings.languages")), chips, more,
        h("p", { class: "error", hidden: true })),
    ],
    submit: button(t("shell.save"), { kind: "first" }),
    send: async (values) => {
      app.update(await patch("/me", { name: values.name, headline: values.headline, about: values.about, languages: spoken }));
      toast(t("settings.saved"));
    },
  }), toggle(t("settings.accepting"), me.accepting, async (isOn) => {
    try {
      await app.changeProfile({ accepting: isOn });
      toast(t("settings.saved"));
    } catch (problem) {
      toast(say(problem));
    }
  }, { hint: t("settings.acceptingHint") }));
}

/** The picture, and how to change it. @param {App} app */
function picture(app) {
  const place = h("div", { class: "row" });
  const error = h("p", { class: "error", role: "alert" });
  const input = h("input", { type: "file", accept: "image/png,image/jpeg,image/webp", class: "hidden", tabindex: -1,
    "aria-hidden": "true", onchange: () => change() });
  const change = async () => {
    error.textContent = "";
    const [file] = input.files ?? [];
    if (!file) return;
    try {
      app.update(await put("/me/avatar", await shrunk(file)));
      draw();
    } catch (problem) {
      error.textContent = say(problem);
    }
    input.value = "";
  };
  const draw = () => place.replaceChildren(avatar(app.me, "large"), h("div", { class: "actions" },
    button(t("settings.choosePicture"), { onclick: () => input.click() }),
    app.me.avatar && button(t("settings.removePicture"), { kind: "quiet", onclick: async () => {
      await remove("/me/avatar");
      app.update({ avatar: null });
      draw();
    } })), input, error);
  draw();
  return place;
}
