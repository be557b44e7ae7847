// Chooses skills: a box that suggests (a combobox as WAI-ARIA describes it), and the chosen ones as rows.

import { debounced, freshID, h } from "../browser/dom.js";
import { get } from "../browser/http.js";
import { t } from "../languages/text.js";
import { icon } from "../look/icons.js";
import { style } from "../look/styles.js";
import { toast } from "../shell/dialogs.js";
import { select } from "../shell/forms.js";
import { iconButton, say } from "../shell/parts.js";
import { activeAfter, called, isEnough, longest, optionsFor, tidy } from "./suggestions.js";

/** @typedef {import("./suggestions.js").Entry} Entry @typedef {import("./suggestions.js").Option} Option */

const levels = ["beginner", "intermediate", "advanced", "expert"];

/** How long typing has to rest before the server is asked, in milliseconds. */
const rest = 120;

/** How many skills are suggested. */
const most = 8;

/**
 * @param {{kind: "teach" | "learn", entries: Entry[], changed: (entries: Entry[]) => void, limit?: number}} options
 *   changed: called with all entries in their order whenever one is added, removed or said more of
 * @returns {HTMLElement & {entries: Entry[]}} `entries` are the chosen ones now; setting it shows others
 */
export function skillPicker({ kind, entries, changed, limit = 30 }) {
  style(new URL("skills.css", import.meta.url));
  const list = h("ul", { class: "rows chosen-skills", "aria-label": t(`skills.chosen.${kind}`) });
  const status = h("p", { class: "hidden", role: "status" });
  /** @type {Entry[]} */
  let chosen = [];

  const combobox = suggestingBox({ kind, chosen: () => chosen, status, pick: (option) => {
    const entry = { skill: { slug: option.slug, name: option.name }, level: kind === "teach" ? "intermediate" : "beginner" };
    insert(entry, chosen.length);
    status.textContent = t("skills.added", { name: option.name });
  } });
  const full = h("p", { class: "hint", hidden: true }, t("skills.full", { count: limit }));

  const tell = () => {
    full.hidden = chosen.length < limit;
    combobox.box.disabled = chosen.length >= limit;
    changed(chosen.map((entry) => ({ ...entry })));
  };
  const insert = (/** @type {Entry} */ entry, /** @type {number} */ at) => {
    chosen.splice(at, 0, entry);
    list.insertBefore(row(entry), list.children[at] ?? null);
    tell();
  };
  const row = (/** @type {Entry} */ entry) => chosenRow(kind, entry, tell, () => removed(entry));
  const removed = (/** @type {Entry} */ entry) => {
    const at = chosen.indexOf(entry);
    chosen.splice(at, 1);
    list.children[at].remove();
    tell();
    const next = list.children[Math.min(at, chosen.length - 1)]?.querySelector(".icon-button");
    (next ?? combobox.box).focus();
    toast(t("skills.removed", { name: entry.skill.name }), { action: t("shell.undo"), act: () => {
      if (!chosen.includes(entry) && chosen.length < limit) insert(entry, Math.min(at, chosen.length));
    } });
  };

  const element = h("div", { class: "skill-picker", "data-field": kind }, combobox.element, full, list, status,
    h("p", { class: "error", hidden: true }));
  Object.defineProperty(element, "entries", {
    get: () => chosen.map((entry) => ({ ...entry })),
    set: (/** @type {Entry[]} */ wanted) => {
      chosen = wanted.map((entry) => ({ ...entry }));
      list.replaceChildren(...chosen.map(row));
      full.hidden = chosen.length < limit;
      combobox.box.disabled = chosen.length >= limit;
    },
  });
  element.entries = entries;
  return element;
}

/** A chosen skill: its level, a sentence, and the way out. @param {"teach" | "learn"} kind @param {Entry} entry
 * @param {() => void} tell @param {() => void} remove */
function chosenRow(kind, entry, tell, remove) {
  const { name } = entry.skill;
  const level = select(levels.map((level) => [level, t(`levels.${level}`)]), entry.level, { onchange: () => {
    entry.level = level.value;
    tell();
  } });
  const note = h("input", { type: "text", maxlength: 200, value: entry.note ?? "", "aria-label": t("skills.note", { name }),
    placeholder: t(`skills.noteHint.${kind}`), autocomplete: "off", onchange: tell, oninput: () => {
      entry.note = note.value.trim() || undefined;
    } });
  return h("li", { class: `chosen-skill ${kind}` },
    h("span", { class: `name ${kind}` }, icon(kind), h("bdi", {}, name)),
    iconButton("close", t("skills.remove", { name }), remove),
    h("label", { class: "level" }, h("span", { class: "muted small" }, t(`skills.level.${kind}`, { name })), level), note);
}

/**
 * The box in which one types, with the list below it.
 * @param {{kind: "teach" | "learn", chosen: () => Entry[], status: HTMLElement, pick: (option: Option) => void}} options
 */
function suggestingBox({ kind, chosen, status, pick }) {
  const id = freshID("skill");
  const list = h("ul", { class: "suggestions", role: "listbox", id: `${id}-list`, "aria-label": t("skills.suggestions"), hidden: true });
  const box = h("input", { type: "text", id, role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false",
    "aria-controls": list.id, "aria-describedby": `${id}-hint`, autocomplete: "off", autocapitalize: "none", spellcheck: "false",
    enterkeyhint: "done", maxlength: longest });
  /** @type {Option[]} */
  let options = [];
  let active = -1;
  let asking = new AbortController();
  /** What was found last, and for what. @type {{typed: string, items: import("./suggestions.js").Found[]}} */
  let last = { typed: "", items: [] };

  const close = () => {
    asking.abort();
    list.hidden = true;
    options = [];
    activate(-1);
    box.setAttribute("aria-expanded", "false");
  };
  const activate = (/** @type {number} */ index) => {
    active = index;
    for (const [at, item] of [...list.children].entries()) item.setAttribute("aria-selected", String(at === index));
    const item = list.children[index];
    if (item) box.setAttribute("aria-activedescendant", item.id);
    else box.removeAttribute("aria-activedescendant");
    item?.scrollIntoView({ block: "nearest" });
  };
  const choose = (/** @type {Option} */ option) => {
    box.value = "";
    close();
    pick(option);
    box.focus();
  };
  const show = (/** @type {string} */ note) => {
    list.replaceChildren(...options.map((option, index) => optionItem(kind, option, `${id}-${index}`, () => choose(option))));
    list.hidden = options.length === 0;
    box.setAttribute("aria-expanded", String(options.length > 0));
    activate(-1);
    status.textContent = note;
  };
  /** Asks the server; what nobody waits for any more is dropped. @returns {Promise<boolean>} whether this is the answer to what stands there */
  const ask = async () => {
    const typed = tidy(box.value);
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    if (!typed) return close(), false;
    let problem = null;
    const items = await get("/skills", { query: typed, limit: most }, { signal }).then((page) => page.items, (error) => {
      problem = error;
      return [];
    });
    if (signal.aborted) return false;
    last = { typed, items };
    options = optionsFor(items, typed, chosen());
    const isChosen = called(chosen().map(({ skill }) => skill), typed);
    show(problem ? say(problem) : isChosen ? t("skills.already", { name: isChosen.name }) : t("skills.found", { count: options.length }));
    return true;
  };
  const askSoon = debounced(rest, () => { if (isEnough(box.value) && box === document.activeElement) ask(); });

  /** Enter takes the active option, or what is called as typed; else it leads into the list. */
  const enter = async () => {
    if (active >= 0) return choose(options[active]);
    if (last.typed !== tidy(box.value) || list.hidden) {
      if (!await ask()) return undefined;
    }
    const same = called(last.items, last.typed);
    const option = same && options.find(({ slug }) => slug === same.slug);
    if (option) return choose(option);
    return options.length === 1 ? choose(options[0]) : activate(options.length ? 0 : -1);
  };

  box.addEventListener("input", () => {
    if (!isEnough(box.value)) close();
    askSoon();
  });
  box.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter" && tidy(box.value)) {
      event.preventDefault();
      enter();
    } else if (event.key === "Escape" && (!list.hidden || box.value)) {
      event.preventDefault();
      event.stopPropagation();
      if (list.hidden) box.value = "";
      close();
    } else if (event.key === "ArrowDown" && list.hidden) {
      event.preventDefault();
      ask();
    } else if (!list.hidden) {
      const next = activeAfter(event.key, active, options.length);
      if (next === undefined) return;
      event.preventDefault();
      activate(next);
    }
  });
  box.addEventListener("blur", close);
  list.addEventListener("mousedown", (/** @type {Event} */ event) => event.preventDefault());

  const element = h("div", { class: "field combobox" }, h("label", { for: id }, t(`skills.box.${kind}`)),
    h("p", { class: "hint", id: `${id}-hint` }, t("skills.boxHint")), h("div", { class: "combobox-place" }, box, list));
  return { element, box };
}

/** @param {"teach" | "learn"} kind @param {Option} option @param {string} id @param {() => void} choose */
function optionItem(kind, option, id, choose) {
  const { name, also, isNew } = option;
  const count = kind === "teach" ? option.learners : option.teachers;
  return h("li", { id, role: "option", "aria-selected": "false", onclick: choose },
    isNew ? h("span", {}, icon("plus"), " ", t("skills.add", { name })) : h("span", {}, h("bdi", {}, name), also && " ", also && h("bdi", { class: "muted small" }, also)),
    count > 0 && h("span", { class: "muted small" }, t(kind === "teach" ? "skills.wantIt" : "skills.teachIt", { count })));
}
