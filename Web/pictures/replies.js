// How a member answers and whether they come, in words.

import { h } from "../browser/dom.js";
import { percent } from "../languages/format.js";
import { t } from "../languages/text.js";

/** @typedef {{reply: {rate: number, medianMinutes: number | null, count: number} | null, showUpRate: number | null}} Habits */

/** A time rounded up to what people say. @param {number} minutes @returns {{unit: "minutes" | "hours" | "days", count: number}} */
export function spoken(minutes) {
  if (minutes <= 50) return { unit: "minutes", count: Math.max(5, Math.ceil(minutes / 5) * 5) };
  if (minutes <= 1440) return { unit: "hours", count: Math.ceil(minutes / 60) };
  return { unit: "days", count: Math.ceil(minutes / 1440) };
}

/** @param {Habits["reply"]} reply @returns {string} */
export function replySentence(reply) {
  if (!reply) return t("pictures.replies.unknown");
  const answered = Math.round(reply.rate * reply.count);
  if (reply.medianMinutes === null || !answered) return t("pictures.replies.answers", { answered, count: reply.count });
  const { unit, count } = spoken(reply.medianMinutes);
  return t("pictures.replies.answersWithin", { answered, count: reply.count,
    time: t(`pictures.replies.${unit}`, { count }) });
}

/** @param {number | null} rate @returns {string} */
export function showUpSentence(rate) {
  if (rate === null) return t("pictures.shows.unknown");
  if (rate === 1) return t("pictures.shows.always");
  return t("pictures.shows.mostly", { rate: percent(rate) });
}

/** @param {Habits} statistics @returns {HTMLElement} */
export function replyHabit(statistics) {
  return h("ul", { class: "picture-habits" }, h("li", {}, replySentence(statistics.reply)),
    h("li", {}, showUpSentence(statistics.showUpRate)));
}
