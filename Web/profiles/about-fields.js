// What members say about themselves in a few words: picture, headline, a text, their languages.

import { h } from "../browser/dom.js";
import { Problem, put, remove } from "../browser/http.js";
import { languageName } from "../languages/format.js";
import { locale, t } from "../languages/text.js";
import { field, select, textArea } from "../shell/forms.js";
import { avatar, button, iconButton, rest, say } from "../shell/parts.js";
import { squarePicture } from "./square-picture.js";

/** What can be chosen at once; whoever speaks another finds it in the settings of the browser. */
const spoken = ("af am ar az be bg bn bs ca cs cy da de el en eo es et eu fa fi fil fr ga gl gu ha he hi hr hu hy id ig is it ja ka kk " +
  "km kn ko ku ky lb lo lt lv mi mk ml mn mr ms mt my ne nl no pa pl ps pt ro ru rw sd si sk sl so sq sr sv sw ta te th tl tr uk ur uz " +
  "vi xh yo zh zu").split(" ");

/** How many languages the server takes. */
const most = 10;

/** @param {import("../shell/app-state.js").App} app @param {AbortSignal} signal */
export function aboutFields(app, signal) {
  const { me } = app;
  const languages = languageChoice(me.languages.length ? me.languages : guessed());
  const content = [
    pictureChoice(app, signal),
    field({ label: t("welcome.headline"), name: "headline", optional: true, value: me.headline, maxlength: 120, hint: t("welcome.headlineHint"),
      autocomplete: "off" }),
    field({ label: t("welcome.about"), name: "about", optional: true, control: textArea({ name: "about", value: me.about, rows: 4, maxlength: 2000 }),
      hint: t("welcome.aboutHint") }),
    languages.element,
  ];
  return { content, changes: (/** @type {Record<string, string>} */ { headline, about }) => ({ headline, about, languages: languages.chosen() }) };
}

/** The languages of the browser, without regions, each once. */
function guessed() {
  return [...new Set(navigator.languages.map((tag) => tag.split("-")[0].toLowerCase()))].filter((tag) => spoken.includes(tag)).slice(0, most);
}

/** @param {string[]} start */
function languageChoice(start) {
  let chosen = [...start];
  const list = h("ul", { class: "chips", "aria-label": t("welcome.languages") });
  const more = h("select", { onchange: () => {
    if (more.value && chosen.length < most) chosen.push(more.value);
    draw();
    more.focus();
  } });
  const draw = () => {
    list.replaceChildren(...chosen.map((tag) => h("li", { class: "chip" }, h("span", {}, languageName(tag)),
      iconButton("close", t("welcome.removeLanguage", { language: languageName(tag) }), () => {
        chosen = chosen.filter((other) => other !== tag);
        draw();
        more.focus();
      }))));
    const left = spoken.filter((tag) => !chosen.includes(tag)).map((tag) => /** @type {[string, string]} */ ([tag, languageName(tag)]))
      .sort(([, one], [, other]) => one.localeCompare(other, locale()));
    more.replaceChildren(...select([["", t("welcome.addLanguage")], ...left], "").children);
    more.value = "";
    more.disabled = chosen.length >= most;
  };
  draw();
  const element = field({ label: t("welcome.languages"), name: "languages", control: more, hint: t("welcome.languagesHint") });
  element.insertBefore(list, more);
  return { element, chosen: () => chosen };
}

/** @param {import("../shell/app-state.js").App} app @param {AbortSignal} signal */
function pictureChoice(app, signal) {
  const file = h("input", { type: "file", accept: "image/*", hidden: true });
  const shown = h("span", {});
  const wrong = h("p", { class: "error", role: "alert", hidden: true });
  const choose = button(t(app.me.avatar ? "welcome.otherPicture" : "welcome.picture"), { onclick: () => file.click() });
  const send = async () => {
    wrong.hidden = true;
    try {
      app.update(await put("/me/avatar", await squarePicture(file.files[0])));
      draw();
    } catch (problem) {
      wrong.textContent = problem instanceof Problem ? say(problem) : t("welcome.noPicture");
      wrong.hidden = false;
    }
    file.value = "";
  };
  const without = button(t("welcome.withoutPicture"), { kind: "quiet", onclick: async () => {
    await remove("/me/avatar");
    app.update({ avatar: null });
    draw();
  } });
  const draw = () => {
    shown.replaceChildren(avatar(app.me, "large"));
    without.hidden = !app.me.avatar;
  };
  draw();
  file.addEventListener("change", () => { if (file.files.length) rest(choose, send()); }, { signal });
  return h("div", { class: "row picture" }, shown, h("div", { class: "stack grow" }, h("div", { class: "actions" }, choose, without), file,
    h("p", { class: "hint" }, t("welcome.pictureHint")), wrong));
}
