// The conversation of the two beside their call: what was last written, which is read then, and a line to write.

import { h } from "../browser/dom.js";
import { freshKey, get, post } from "../browser/http.js";
import { sessionWords } from "../chat/chat.js";
import { clock } from "../languages/format.js";
import { t } from "../languages/text.js";
import { button, failure, say } from "../shell/parts.js";

/**
 * @param {import("../shell/app-state.js").App} app @param {import("../sessions/sessions.js").Session} session
 * @param {AbortSignal} signal
 */
export async function sideChat(app, { conversation, requester, recipient }, signal) {
  const other = requester.id === app.me.id ? recipient : requester;
  const log = h("div", { class: "side-log", role: "log", tabindex: 0, "aria-label": t("video.chat") });
  const input = h("input", { type: "text", maxlength: 4000, "aria-label": t("video.write"), placeholder: t("video.write"), autocomplete: "off" });
  const error = h("p", { class: "error", role: "alert" });
  /** @type {Map<number, any>} */
  const messages = new Map();
  let latest = { clientId: "", text: "" };
  let isSending = false;
  let isSeen = false;
  /** Whether something may be; which conversations are unread is not known here. */
  let isUnread = app.unread.messages > 0;
  const draw = () => {
    const isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
    log.replaceChildren(...[...messages.values()].sort((one, other) => one.seq - other.seq).slice(-100)
      .filter((message) => !message.deletedAt).map((message) => line(app, message, other.name)));
    if (isAtEnd) log.scrollTop = log.scrollHeight;
    end.disconnect();
    if (log.lastElementChild) end.observe(log.lastElementChild);
  };
  // Beside a call that fills a small screen, what is below was not seen.
  const end = new IntersectionObserver((entries) => {
    isSeen = entries.at(-1)?.isIntersecting ?? false;
    read();
  });
  const read = async () => {
    if (!isSeen || !isUnread || document.visibilityState !== "visible" || !document.hasFocus()) return;
    isUnread = false;
    await post(`/conversations/${conversation}/read`, { upTo: Math.max(...messages.keys()) }).catch(() => { isUnread = true; });
  };
  const take = (/** @type {any} */ message) => {
    if (message?.conversation !== conversation) return;
    if (message.sender !== app.me.id && !messages.has(message.seq)) isUnread = true;
    messages.set(message.seq, message);
    draw();
  };
  const load = async () => {
    try {
      const { items } = await get(`/conversations/${conversation}/messages`, { limit: 50 });
      for (const message of items) messages.set(message.seq, message);
      draw();
      log.scrollTop = log.scrollHeight;
    } catch (problem) {
      log.replaceChildren(failure(problem, load));
    }
  };
  const form = h("form", { class: "side-form", onsubmit: async (/** @type {Event} */ event) => {
    event.preventDefault();
    const text = input.value.trim();
    if (!text || isSending) return;
    isSending = true;
    // A changed text is another message; the same one again is a repeat.
    if (text !== latest.text) latest = { clientId: freshKey(), text };
    input.value = error.textContent = "";
    try {
      take(await post(`/conversations/${conversation}/messages`, latest));
      latest = { clientId: "", text: "" };
    } catch (problem) {
      input.value = [text, input.value].filter(Boolean).join(" ");
      error.textContent = say(problem);
    }
    isSending = false;
  } }, input, button(t("video.send"), { icon: "send", type: "submit" }));
  for (const event of ["message:created", "message:updated"]) app.live?.on(event, ({ message }) => take(message), signal);
  app.live?.on("session:*", ({ message }) => take(message), signal);
  app.live?.on("resync", load, signal);
  for (const event of ["focus", "visibilitychange"]) addEventListener(event, read, { signal });
  await load();
  return h("section", { class: "side-chat", "aria-label": t("video.chat") }, log, error, form);
}

/** @param {import("../shell/app-state.js").App} app @param {any} message @param {string} name of the other */
function line(app, message, name) {
  const isMine = message.sender === app.me.id && !message.system;
  return h("p", { class: message.system ? "side-line system" : isMine ? "side-line mine" : "side-line" },
    message.system ? sessionWords(message, app.me.id, h("bdi", {}, name)) : h("bdi", {}, message.text), " ",
    h("time", { class: "muted small", datetime: message.createdAt }, clock(message.createdAt, app.zone)));
}
