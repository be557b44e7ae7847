// What a notification says in the language of whoever reads it.

import { h } from "../browser/dom.js";
import { dayAndClock } from "../languages/format.js";
import { has, parts, t } from "../languages/text.js";

/** @typedef {{kind: string, text: string, about?: {name?: string, topic?: string, scheduledAt?: string, outcome?: string}}} Notification */

/** @param {Notification} notification @param {string} zone of the reader */
export function notificationText(notification, zone) {
  return said(notification, zone, t, (words) => words) ?? notification.text;
}

/** The same as elements: what members wrote runs in a direction of its own, and the rest in that of the page.
 * @param {Notification} notification @param {string} zone @returns {any[]} */
export function notificationParts(notification, zone) {
  const apart = (/** @type {string} */ words) => h("bdi", {}, words);
  return said(notification, zone, parts, apart) ?? [apart(notification.text)];
}

/** Null where only the server has words for it.
 * @template Text @param {Notification} notification @param {string} zone
 * @param {(key: string, values: Record<string, any>) => Text} fill @param {(words: string) => any} member @returns {Text | null} */
function said({ kind, about }, zone, fill, member) {
  const key = `notifications.kind.${kind}`;
  if (!about || !has(key)) return null;
  const { name = "", topic = "", scheduledAt, outcome } = about;
  return fill(key, { name: member(name), topic: member(topic), time: scheduledAt ? dayAndClock(scheduledAt, zone) : "",
    outcome: outcome ? t(`notifications.outcome.${outcome}`) : "" });
}
