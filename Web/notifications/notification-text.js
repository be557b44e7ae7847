// What a notification says in the language of whoever reads it.

import { dayAndClock } from "../languages/format.js";
import { has, t } from "../languages/text.js";

/** @param {{kind: string, text: string, about?: {name?: string, topic?: string, scheduledAt?: string, outcome?: string}}} notification
 * @param {string} zone of the reader */
export function notificationText({ kind, text, about }, zone) {
  const key = `notifications.kind.${kind}`;
  if (!about || !has(key)) return text;
  const { name = "", topic = "", scheduledAt, outcome } = about;
  return t(key, { name, topic, time: scheduledAt ? dayAndClock(scheduledAt, zone) : "",
    outcome: outcome ? t(`notifications.outcome.${outcome}`) : "" });
}
