// How a conversation is called and looks like wherever it is named.

import { h } from "../browser/dom.js";
import { list } from "../languages/format.js";
import { t } from "../languages/text.js";
import { icon } from "../look/icons.js";
import { avatar } from "../shell/parts.js";
import { partner, partners } from "./chat.js";

/** @typedef {import("./chat.js").Conversation} Conversation */

/** With whom a conversation is: the other one, or all of a ring. @param {Conversation} conversation @param {string} me @returns {string} */
export function talkName(conversation, me) {
  return conversation.ring ? t("rings.with", { names: list(partners(conversation, me).map(({ name }) => `\u2068${name}\u2069`)) })
    : partner(conversation, me).name;
}

/** The face of a conversation. @param {Conversation} conversation @param {string} me @param {"small" | ""} [size] */
export function face(conversation, me, size = "") {
  return conversation.ring ? h("span", { class: `avatar pebble-1 ${size}`.trim() }, icon("ring")) : avatar(partner(conversation, me), size);
}
