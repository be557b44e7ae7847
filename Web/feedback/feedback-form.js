// Asks how a session was. The first question is whether it happened at all.

import { h } from "../browser/dom.js";
import { freshKeys, post } from "../browser/http.js";
import { parts, t } from "../languages/text.js";
import { openDialog, toast } from "../shell/dialogs.js";
import { field, form, textArea } from "../shell/forms.js";
import { button } from "../shell/parts.js";
import { again, refused } from "../sessions/session-actions.js";
import { dialogFor, isWritten } from "../sessions/session-dialogs.js";
import { partnerOf } from "../sessions/sessions.js";

/** @typedef {import("../sessions/sessions.js").Session} Session */

const best = 5;

/** How good it was, in words. @param {number} rating 1 to 5 */
export function ratingWords(rating) {
  return t(`feedback.rating.${rating}`);
}

/**
 * @param {import("../shell/app-state.js").App} app @param {Session} session
 * @returns {Promise<any>} the session as it stands then, with `given`: the feedback; null where none was given
 */
export async function feedbackDialog(app, session) {
  const partner = partnerOf(session, app.me.id) ?? session.recipient;
  const keyOf = freshKeys();
  /** @type {{report?: Promise<any>}} */
  const otherwise = {};
  const sending = async (/** @type {Record<string, string>} */ values, /** @type {string[]} */ endorsed) => {
    try {
      const written = { rating: Number(values.rating), ...(values.text && { text: values.text }),
        ...(values.privateNote && { privateNote: values.privateNote }), ...(endorsed.length && { endorsed }) };
      const given = await post(`/sessions/${session.id}/feedback`, written, { key: keyOf(written) });
      toast(t(given.revealedAt ? "feedback.bothGiven" : "feedback.given", { name: partner.name }));
      dialog.close({ session: await again(session).catch(() => session), problem: null, given });
    } catch (problem) {
      const { session: now } = refused(problem) ?? {};
      if (!now || now.can.includes("feedback")) throw problem;
      dialog.close({ session: now, problem });
    }
  };
  const dialog = openDialog({ title: t("feedback.title"), kept: () => isWritten(dialog.element), content: [
    notHeld(session, (action) => {
      dialog.close(null);
      otherwise.report = dialogFor(app, session, action);
    }),
    fields(session, app.me.id, partner, sending),
  ] });
  const outcome = await dialog.closed;
  return (await otherwise.report) ?? outcome ?? null;
}

/** The first choice: it did not happen, which is a report and no feedback.
 * @param {Session} session @param {(action: string) => any} report */
function notHeld(session, report) {
  const action = ["report-not-held", "contest"].find((possible) => session.can.includes(possible));
  return action && h("div", { class: "not-held" },
    button(t("feedback.notHeld"), { icon: "warn", "data-action": action, onclick: () => report(action) }),
    h("p", { class: "hint" }, t("feedback.notHeldHint")));
}

/** @param {Session} session @param {string} me @param {import("../sessions/sessions.js").Member} partner
 * @param {(values: Record<string, string>, endorsed: string[]) => Promise<void>} sending */
function fields(session, me, partner, sending) {
  const taught = session.teaches.filter(({ teacher }) => teacher !== me).map(({ skill }) => skill);
  const endorsing = taught.slice(0, 3).map((skill) => h("label", { class: "choice" },
    h("input", { type: "checkbox", value: skill.slug, "data-endorsed": true }), h("bdi", {}, skill.name)));
  const element = form({ submit: button(t("feedback.send"), { kind: "first" }), content: [
    ratingField(partner.name),
    field({ label: t("feedback.text"), name: "text", optional: true, hint: t("feedback.textHint"),
      control: textArea({ rows: 4, maxlength: 2000 }) }),
    endorsing.length > 0 && session.status === "completed" && h("fieldset", { class: "field", "data-field": "endorsed" },
      h("legend", {}, parts("feedback.endorse", { name: h("bdi", {}, partner.name) })), endorsing,
      h("p", { class: "error", hidden: true })),
    h("details", {}, h("summary", {}, t("feedback.tellModerators")), field({ label: t("feedback.privateNote"),
      name: "privateNote", optional: true, hint: t("feedback.privateHint"), control: textArea({ rows: 3, maxlength: 2000 }) })),
    h("p", { class: "hint" }, parts("feedback.together", { name: h("bdi", {}, partner.name) })),
  ], send: (values) => {
    if (!values.rating) return missing(element);
    return sending(values, [...element.querySelectorAll("[data-endorsed]:checked")].map((box) => box.value));
  } });
  return element;
}

/** @param {HTMLElement} element */
async function missing(element) {
  const place = /** @type {HTMLElement} */ (element.querySelector('[data-field="rating"]'));
  const error = /** @type {HTMLElement} */ (place.querySelector(".error"));
  error.textContent = t("feedback.ratingMissing");
  error.hidden = false;
  place.querySelector("input")?.focus();
}

/** @param {string} name */
function ratingField(name) {
  const ratings = Array.from({ length: best }, (_, index) => best - index);
  return h("fieldset", { class: "field rating", "data-field": "rating" },
    h("legend", {}, parts("feedback.question", { name: h("bdi", {}, name) })),
    ratings.map((rating) => h("label", { class: "choice" }, h("input", { type: "radio", name: "rating", value: rating }),
      h("span", {}, ratingWords(rating), h("span", { class: "muted small" }, ` ${t("feedback.of", { rating, best })}`)))),
    h("p", { class: "error", hidden: true }));
}
