// Single keys for those who know them; they can be switched off (WCAG 2.1.4).

import { h } from "../browser/dom.js";
import { t } from "../languages/text.js";
import { openDialog } from "../shell/dialogs.js";

/** @typedef {import("../shell/app-state.js").App} App */

const places = { m: "/matches", i: "/messages", s: "/sessions", n: "/notifications", t: "/statistics", h: "/help" };

/** How long the second key may take to follow `g`, in milliseconds. */
const patience = 1_500;

/** Whether single keys do anything here. */
export function areOn() {
  return localStorage.getItem("shortcuts") !== "off";
}

/** @param {boolean} isOn */
export function switchTo(isOn) {
  if (isOn) localStorage.removeItem("shortcuts");
  else localStorage.setItem("shortcuts", "off");
}

/** @param {App} app */
export function listen(app) {
  let wentAt = 0;
  document.addEventListener("keydown", (event) => {
    if (!areOn() || !app.me || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
    const path = Date.now() - wentAt < patience ? places[/** @type {keyof typeof places} */ (event.key)] : undefined;
    wentAt = 0;
    if (path) app.go(path);
    else if (event.key === "g") wentAt = Date.now();
    else if (event.key === "?") showKeys();
    else if (event.key === "/") search(app);
    else if (event.key === "j" || event.key === "k") step(event.key === "j" ? 1 : -1);
    else return;
    event.preventDefault();
  });
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
}

/** @param {App} app */
function search(app) {
  const here = document.querySelector("main input[type=search]");
  if (here instanceof HTMLElement) here.focus();
  else app.go("/people");
}

/** To the next or last thing in a list. @param {1 | -1} direction */
function step(direction) {
  const links = [...document.querySelectorAll("main article a.person, main .rows > li a, main .cards > li a, main article h3 a")]
    .filter((link) => link instanceof HTMLElement && link.offsetParent);
  const at = links.indexOf(/** @type {Element} */ (document.activeElement));
  const next = links[at === -1 ? (direction === 1 ? 0 : links.length - 1) : at + direction];
  if (next instanceof HTMLElement) next.focus();
}

/** The keys as a table. */
export function keyTable() {
  const row = (/** @type {string} */ keys, /** @type {string} */ text) => h("tr", {}, h("th", { scope: "row" },
    keys.split(" ").map((key, index) => [index > 0 && " ", h("kbd", {}, key)])), h("td", {}, text));
  return h("table", {}, h("caption", { class: "hidden" }, t("help.keys")), h("tbody", {},
    row("?", t("help.key.list")), row("/", t("help.key.search")),
    row("g m", t("shell.matches")), row("g i", t("shell.messages")), row("g s", t("shell.sessions")),
    row("g n", t("shell.notifications")), row("g t", t("help.statistics")), row("g h", t("help.title")),
    row("j k", t("help.key.step")), row("Ctrl+Enter", t("help.key.send"))));
}

function showKeys() {
  openDialog({ title: t("help.keys"), content: keyTable() });
}
