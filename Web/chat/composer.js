// Where a message is written: what was begun stays, and Enter sends where there is a keyboard.

import { h } from "../browser/dom.js";
import { t } from "../languages/text.js";
import { button, iconButton, say } from "../shell/parts.js";

/** The longest text, and from which length what is left is said. */
const [longest, warnFrom] = [4000, 3500];

/** How often the other is told that one is typing, in milliseconds. */
const typingEvery = 2_000;

/**
 * @param {{app: import("../shell/app-state.js").App, conversation: string, name: string, send: (text: string) => any,
 *   change: (message: any, text: string) => Promise<any>}} options
 * @returns {{element: HTMLElement, edit: (message: any) => void, write: (text: string) => void, focus: () => void,
 *   close: (why: string) => void}} close: nothing new can be written; what was begun stays kept
 */
export function composer({ app, conversation, name, send, change }) {
  const draftName = `draft-${conversation}`;
  const area = h("textarea", { rows: 1, "aria-label": t("chat.write", { name }), placeholder: t("chat.write", { name }),
    enterkeyhint: hasKeyboard() ? "send" : "enter", dir: "auto" });
  const count = h("p", { class: "hint count", "aria-live": "polite" });
  const error = h("p", { class: "error", role: "alert" });
  const editing = h("div", { class: "row editing", hidden: true }, h("span", { class: "grow" }, t("chat.editing")),
    iconButton("close", t("chat.stopEditing"), () => stop()));
  const closed = h("p", { class: "muted", role: "status", tabindex: -1, hidden: true });
  const row = h("div", { class: "row" }, area, button(t("chat.send"), { kind: "first", icon: "send", type: "submit" }));
  /** @type {any} */
  let message = null;
  let toldAt = 0;
  area.value = localStorage.getItem(draftName) ?? "";

  const grow = () => {
    area.style.blockSize = "auto";
    area.style.blockSize = `${Math.min(area.scrollHeight + 4, 220)}px`;
    const left = longest - [...area.value].length;
    count.classList.toggle("error", left < 0);
    count.textContent = longest - left > warnFrom ? t("chat.left", { count: left }) : "";
  };
  const keep = () => {
    if (message) return;
    if (area.value) localStorage.setItem(draftName, area.value);
    else localStorage.removeItem(draftName);
  };
  const stop = () => {
    message = null;
    editing.hidden = true;
    row.hidden = !closed.hidden;
    area.value = localStorage.getItem(draftName) ?? "";
    grow();
    area.focus();
  };
  const submit = async () => {
    const text = area.value.trim();
    // An attribute would count halves of characters and cut off what was pasted.
    if (!text || [...text].length > longest) return;
    error.textContent = "";
    if (message) {
      try {
        await change(message, text);
        stop();
      } catch (problem) {
        error.textContent = say(problem);
      }
      return;
    }
    area.value = "";
    keep();
    grow();
    toldAt = 0;
    send(text);
    area.focus();
  };
  area.addEventListener("input", () => {
    grow();
    keep();
    if (message || !area.value || Date.now() - toldAt < typingEvery || app.live?.state !== "connected") return;
    toldAt = Date.now();
    app.live.request("typing", { conversation }).catch(() => undefined);
  });
  area.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Escape" && message) return stop();
    if (event.key !== "Enter" || event.isComposing || event.shiftKey) return undefined;
    if (!event.ctrlKey && !event.metaKey && !hasKeyboard()) return undefined;
    event.preventDefault();
    submit();
    return undefined;
  });
  const element = h("form", { class: "composer", onsubmit: (/** @type {Event} */ event) => {
    event.preventDefault();
    submit();
  } }, closed, editing, row, count, error);
  requestAnimationFrame(grow);
  return {
    element, focus: () => area.focus(),
    write: (text) => {
      if (message) stop();
      area.value = [text, area.value].filter(Boolean).join("\n");
      keep();
      grow();
      area.focus();
    },
    close: (why) => {
      const hadFocus = row.contains(document.activeElement);
      closed.textContent = why;
      closed.hidden = false;
      row.hidden = !message;
      if (hadFocus && !message) closed.focus();
    },
    edit: (which) => {
      message = which;
      editing.hidden = row.hidden = false;
      area.value = which.text;
      grow();
      area.focus();
    },
  };
}

/** Whether Enter is a key and not the new-line sign of a keyboard on glass. */
function hasKeyboard() {
  return matchMedia("(hover: hover) and (pointer: fine)").matches;
}
