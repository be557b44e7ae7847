// What comes over a page: dialogs, menus, and short notices that go by themselves.

import { freshID, h } from "../browser/dom.js";
import { t } from "../languages/text.js";
import { button, iconButton } from "./parts.js";

/**
 * Shows a dialog until it is closed by Escape, its button or `close`.
 * @param {{title: string, content: any, actions?: HTMLElement[], wide?: boolean, kept?: () => boolean}} options
 *   kept: asked before closing by Escape; true keeps it open, and lets it wait where its page is left
 * @returns {{element: HTMLDialogElement, close: (value?: any) => void, closed: Promise<any>}}
 */
export function openDialog({ title, content, actions = [], wide = false, kept }) {
  const heading = freshID("dialog");
  /** @type {(value: any) => void} */
  let settle = () => undefined;
  const closed = new Promise((resolve) => { settle = resolve; });
  const before = document.activeElement;
  const close = (/** @type {any} */ value) => {
    settle(value);
    element.close();
  };
  const element = h("dialog", { class: wide ? "dialog wide" : "dialog", "aria-labelledby": heading },
    h("div", { class: "dialog-head" }, h("h2", { id: heading, tabindex: -1 }, title),
      iconButton("close", t("shell.close"), () => close(undefined))),
    h("div", { class: "dialog-body" }, content), actions.length > 0 && h("div", { class: "dialog-foot" }, actions));
  element.addEventListener("cancel", (/** @type {Event} */ event) => { if (kept?.()) event.preventDefault(); });
  element.addEventListener("leave", (/** @type {Event} */ event) => (kept?.() ? event.preventDefault() : close(undefined)));
  element.addEventListener("close", () => {
    settle(undefined);
    element.remove();
    if (before instanceof HTMLElement && before.isConnected) before.focus();
  });
  document.body.append(element);
  element.showModal();
  const first = element.querySelector("[autofocus]") ?? element.querySelector("h2");
  first?.focus();
  return { element, close, closed };
}

/** What was written in and waits for its page to come back. @type {WeakMap<Element, HTMLDialogElement[]>} */
const waiting = new WeakMap();

/** A page is left, and what is open over it goes with it. @param {Element} page */
export function leaveDialogs(page) {
  const open = /** @type {NodeListOf<HTMLDialogElement>} */ (document.querySelectorAll("dialog.dialog[open]"));
  const stay = [...open].filter((dialog) => !dialog.dispatchEvent(new Event("leave", { cancelable: true })));
  waiting.set(page, stay);
  for (const dialog of stay) dialog.remove();
}

/** @param {Element} page that is shown again */
export function returnDialogs(page) {
  for (const dialog of waiting.get(page) ?? []) {
    dialog.open = false;
    document.body.append(dialog);
    dialog.showModal();
  }
  waiting.delete(page);
}

/** Asks before something that cannot be taken back. @param {{title: string, text: any, act: string}} options
 * @returns {Promise<boolean>} */
export async function confirmed({ title, text, act }) {
  const no = button(t("shell.cancel"), { kind: "quiet", onclick: () => dialog.close(false) });
  const yes = button(act, { kind: "danger", onclick: () => dialog.close(true) });
  const dialog = openDialog({ title, content: h("p", {}, text), actions: [no, yes] });
  return (await dialog.closed) === true;
}

/**
 * A button that opens a list of things to do. The list is made when it is first opened: a page may have many menus.
 * @typedef {{label: string, icon?: string, kind?: string, act: () => any}} MenuEntry
 * @param {string} label @param {MenuEntry[] | (() => MenuEntry[])} entries a function is asked at each opening
 */
export function menu(label, entries) {
  const opener = iconButton("more", label, () => {
    // What the button does by itself, after this, is to open what it now points at.
    if (!opener.hasAttribute("popovertarget")) opener.after(menuList(label, entries, opener));
  }, { "aria-expanded": "false" });
  return h("span", { class: "menu-place" }, opener);
}

/** @param {string} label @param {MenuEntry[] | (() => MenuEntry[])} entries @param {HTMLElement} opener */
function menuList(label, entries, opener) {
  const id = freshID("menu");
  const list = h("div", { id, class: "menu", popover: "auto", role: "group", "aria-label": label });
  const entryButton = (/** @type {MenuEntry} */ entry) => button(entry.label, { kind: `quiet ${entry.kind ?? ""}`,
    icon: entry.icon, onclick: () => {
      list.hidePopover();
      return entry.act();
    } });
  list.addEventListener("beforetoggle", (/** @type {any} */ event) => {
    if (event.newState === "open") list.replaceChildren(...(Array.isArray(entries) ? entries : entries()).map(entryButton));
  });
  const keepPlace = () => place(list, opener);
  list.addEventListener("toggle", (/** @type {any} */ event) => {
    const isOpen = event.newState === "open";
    opener.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) keepPlace();
    globalThis[isOpen ? "addEventListener" : "removeEventListener"]("resize", keepPlace);
  });
  opener.setAttribute("popovertarget", id);
  return list;
}

/** Puts a menu beside its button and inside the window. @param {HTMLElement} list @param {HTMLElement} opener */
function place(list, opener) {
  const at = opener.getBoundingClientRect();
  const size = list.getBoundingClientRect();
  const below = at.bottom + 4 + size.height <= innerHeight;
  list.style.top = `${Math.max(8, below ? at.bottom + 4 : at.top - size.height - 4)}px`;
  const wanted = document.documentElement.dir === "rtl" ? at.left : at.right - size.width;
  list.style.left = `${Math.min(Math.max(8, wanted), innerWidth - size.width - 8)}px`;
}

/**
 * Says something for a few seconds, with something to do about it, such as undoing.
 * @param {string} text @param {{action?: string, act?: () => any, stays?: boolean}} [options]
 */
export function toast(text, { action, act, stays = false } = {}) {
  const list = document.getElementById("toasts");
  if (!list) return;
  const element = h("div", { class: "toast" }, h("p", {}, text),
    action && button(action, { kind: "quiet", onclick: () => {
      element.remove();
      return act?.();
    } }),
    iconButton("close", t("shell.close"), () => element.remove()));
  list.append(element);
  while (list.children.length > 3) list.firstElementChild?.remove();
  if (!stays) vanish(element, action ? 10_000 : 6_000);
}

/** Not while somebody points at it or has the focus in it. @param {HTMLElement} element @param {number} delay */
function vanish(element, delay) {
  setTimeout(() => {
    if (element.matches(":hover, :focus-within")) vanish(element, 2_000);
    else element.remove();
  }, delay);
}
