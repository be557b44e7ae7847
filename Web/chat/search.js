// Finds messages in all conversations.

import { h } from "../browser/dom.js";
import { get } from "../browser/http.js";
import { fromNow } from "../languages/format.js";
import { t } from "../languages/text.js";
import { icon } from "../look/icons.js";
import { empty } from "../shell/parts.js";
import { talkName } from "./talk.js";

/** @typedef {import("./chat.js").Conversation} Conversation @typedef {import("../shell/app-state.js").App} App */

/** The messages with these words, each leading to its place. @param {App} app @param {string} words
 * @param {Conversation[]} conversations those that are known @returns {Promise<HTMLElement>} */
export async function find(app, words, conversations) {
  const { items } = await get("/messages", { query: words, limit: 30 });
  if (!items.length) return empty(t("chat.nothingFound"), t("chat.nothingFoundText"));
  return h("ul", { class: "rows" }, items.map((/** @type {any} */ message) => h("li", {}, row(app, message, conversations))));
}

/** @param {App} app @param {any} message @param {Conversation[]} conversations */
function row(app, message, conversations) {
  const conversation = conversations.find(({ id }) => id === message.conversation);
  return h("a", { class: "row conversation", href: `/messages/${message.conversation}?at=${message.seq}` }, icon("messages"),
    h("span", { class: "grow" }, h("span", { class: "muted small" }, conversation && [h("bdi", {}, talkName(conversation, app.me.id)), " · "], fromNow(message.createdAt)), h("br"),
      h("bdi", {}, message.text)));
}
