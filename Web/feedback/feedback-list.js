// What others have said about a member, with one answer to each.

import { h } from "../browser/dom.js";
import { freshKeys, get, post } from "../browser/http.js";
import { day } from "../languages/format.js";
import { parts, t } from "../languages/text.js";
import { icon } from "../look/icons.js";
import { field, form, textArea } from "../shell/forms.js";
import { pagedList } from "../shell/long-list.js";
import { avatar, button, empty, failure, person, skeleton } from "../shell/parts.js";

/**
 * @typedef {import("../shell/app-state.js").App} App
 * @typedef {{id: string, session: string, author: import("../shell/parts.js").Member, rating: number, text?: string,
 *   endorsed: {slug: string, name: string}[], createdAt: string, revealedAt: string | null,
 *   reply: {text: string, at: string} | null, privateNote?: string}} Feedback
 */

/** Feedback about a member; it loads itself, and grows when more is revealed. @param {App} app @param {string} memberID
 * @param {{signal: AbortSignal}} options @returns {HTMLElement} */
export function feedbackList(app, memberID, { signal }) {
  const place = h("div", { class: "feedback-list" }, skeleton("list"));
  const isMine = memberID === app.me?.id;
  const load = async () => {
    try {
      const list = await pagedList({ signal, label: t("feedback.about"),
        load: (after) => get(`/members/${memberID}/feedback`, { after }, { signal }),
        row: (feedback) => feedbackEntry(app, feedback, { mayReply: isMine }),
        empty: () => empty(t("feedback.none"), t(isMine ? "feedback.noneOfYou" : "feedback.noneText")) });
      place.replaceChildren(list);
    } catch (problem) {
      if (!signal.aborted) place.replaceChildren(failure(problem, load));
    }
  };
  load();
  const reload = () => {
    // Somebody is answering: what they write stays.
    if (!place.querySelector("textarea")?.value) load();
  };
  if (isMine) for (const event of ["feedback:received", "resync"]) app.live?.on(event, reload, signal);
  return place;
}

/** @param {App} app @param {Feedback} feedback @param {{mayReply: boolean, heading?: string}} options */
export function feedbackEntry(app, feedback, { mayReply, heading }) {
  const { author, rating, text, endorsed, createdAt } = feedback;
  const element = h("article", { class: "feedback", "data-feedback": feedback.id },
    h("div", { class: "row" }, avatar(author, "small"), h("div", { class: "grow" },
      h("p", {}, heading ?? person(author)),
      h("p", { class: "rating-words" }, icon("star"), " ", t(`feedback.rating.${rating}`), " ",
        h("span", { class: "small muted" }, t("feedback.of", { rating, best: 5 }))))),
    text && h("blockquote", { class: "member-text", dir: "auto" }, text),
    endorsed.length > 0 && h("ul", { class: "chips" }, endorsed.map((skill) => h("li", { class: "chip teach" }, icon("check"),
      h("span", {}, parts("feedback.endorsed", { skill: h("bdi", {}, skill.name) }))))),
    h("p", { class: "small muted" }, h("time", { datetime: createdAt }, day(createdAt, app.zone)),
      mayReply && [" · ", h("a", { href: `/sessions/${feedback.session}` }, t("feedback.toSession"))]),
    replyPlace(app, feedback, mayReply));
  return element;
}

/** @param {App} app @param {Feedback} feedback @param {boolean} mayReply */
function replyPlace(app, feedback, mayReply) {
  const place = h("div", { class: "reply-place" });
  const draw = (/** @type {Feedback} */ { reply }) => {
    if (reply) {
      place.replaceChildren(h("div", { class: "reply" }, h("p", { class: "small muted" }, t(mayReply ? "feedback.yourReply" : "feedback.reply"),
        " · ", h("time", { datetime: reply.at }, day(reply.at, app.zone))), h("p", { class: "member-text", dir: "auto" }, reply.text)));
    } else if (mayReply && feedback.revealedAt) {
      place.replaceChildren(button(t("feedback.answer"), { kind: "quiet", onclick: () => {
        place.replaceChildren(replyForm(feedback, draw));
        place.querySelector("textarea")?.focus();
      } }));
    }
  };
  draw(feedback);
  return place;
}

/** @param {Feedback} feedback @param {(answered: Feedback) => void} done */
function replyForm(feedback, done) {
  const keyOf = freshKeys();
  return form({ submit: button(t("feedback.sendReply"), { kind: "first" }),
    content: field({ label: t("feedback.yourReply"), name: "text", hint: t("feedback.replyHint"),
      control: textArea({ rows: 3, maxlength: 2000 }) }),
    send: async ({ text }) => done(await post(`/feedback/${feedback.id}/reply`, { text }, { key: keyOf(text) })) });
}
