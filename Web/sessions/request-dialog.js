// Asks somebody for a session: what passes between the two, when, and a line to go with it.

import { h } from "../browser/dom.js";
import { freshKeys, get, post } from "../browser/http.js";
import { t } from "../languages/text.js";
import { openDialog, toast } from "../shell/dialogs.js";
import { field, form, markField, select, textArea } from "../shell/forms.js";
import { banner, button, failure, skeleton } from "../shell/parts.js";
import { chosenSkills, suggestedTopic } from "./requests.js";
import { slotPicker } from "./slot-picker.js";

/** @typedef {import("../shell/app-state.js").App} App */

/**
 * @param {App} app @param {{id: string, name: string}} person
 * @param {import("../matching/matches.js").Match | null} [match] what is known of the two; looked up otherwise
 * @param {(session: any) => void} [sent] called with the session once it was asked for
 * @param {string} [at] the time to begin with
 */
export async function openRequest(app, person, match = null, sent = undefined, at = undefined) {
  const body = h("div", { class: "stack" });
  const dialog = openDialog({ title: t("requests.title", { name: person.name }), content: body });
  const fill = async () => {
    body.replaceChildren(skeleton("form"));
    try {
      const [member, pair] = await Promise.all([get(`/members/${person.id}`),
        match ?? get(`/members/${person.id}/match`)]);
      body.replaceChildren(requestForm(app, withinRing(member, pair.theyTeach, pair), pair, dialog, sent, at));
      body.querySelector("select")?.focus();
    } catch (problem) {
      body.replaceChildren(failure(problem, fill));
      body.querySelector("button")?.focus();
    }
  };
  await fill();
}

/** @param {App} app @param {any} member @param {any} match @param {{close: () => void}} dialog
 * @param {(session: any) => void} [sent] @param {string} [at] */
function requestForm(app, member, match, dialog, sent, at) {
  const me = withinRing(app.me, match?.iTeach, match);
  if (!member.accepting) return banner("info", h("p", {}, t("requests.notAccepting", { name: member.name })));
  if (!member.teach?.length && !me.teach?.length) return banner("info", h("p", {}, t("requests.nothingToTeach")));
  const draft = drafts(match?.ring ? `${member.id}-${match.ring}` : member.id);
  const chosen = chosenSkills(member, me, match, draft.value);
  const learn = skillSelect("requests.nothing", member.teach ?? [], chosen.learn);
  const teach = skillSelect("requests.nothing", me.teach ?? [], chosen.teach);
  const topic = h("input", { type: "text", maxlength: 120, autocomplete: "off" });
  topic.value = draft.value.topic ?? suggestion();
  const note = textArea({ name: "note", maxlength: 2000, rows: 3, value: draft.value.note ?? "" });
  const picker = slotPicker({ app, theirZone: member.timeZone, theirName: member.name, slots: match?.nextSlots ?? [],
    durationMinutes: draft.value.durationMinutes ?? 60,
    scheduledAt: at ?? (Date.parse(draft.value.scheduledAt) > Date.now() ? draft.value.scheduledAt : undefined) });
  const when = h("fieldset", { class: "field", "data-field": "scheduledAt" }, h("legend", {}, t("requests.when")), picker,
    h("p", { class: "error", hidden: true }));

  function suggestion() {
    return suggestedTopic(learn.value && nameIn(member.teach, learn.value), teach.value && nameIn(me.teach, teach.value),
      (skill) => t("requests.topicOne", { skill }), (theirs, mine) => t("requests.topicSwap", { theirs, mine }));
  }
  let isOwnTopic = draft.value.topic !== undefined;
  topic.addEventListener("input", () => { isOwnTopic = true; });
  for (const choice of [learn, teach]) {
    choice.addEventListener("change", () => { if (!isOwnTopic) topic.value = suggestion(); });
  }
  const keep = () => draft.keep({ learn: learn.value, teach: teach.value, note: note.value,
    ...(isOwnTopic ? { topic: topic.value } : {}), ...picker.value() });
  const keyOf = freshKeys();
  const element = form({
    content: [
      h("div", { class: "pair-of-fields" },
        (!match?.ring || chosen.learn) && field({ label: t("requests.learn", { name: member.name }), name: "teaches", control: learn }),
        (!match?.ring || chosen.teach) && field({ label: t("requests.teach", { name: member.name }), name: "teach", control: teach })),
      when,
      field({ label: t("requests.topic"), name: "topic", control: topic }),
      field({ label: t("requests.note"), name: "note", control: note, optional: true, hint: t("requests.noteHint") }),
      h("p", { class: "muted small" }, match?.ring && `${t("requests.inRing")} `, t("requests.expiry")),
    ],
    submit: button(t("requests.send"), { kind: "first", icon: "send" }),
    send: async () => {
      const time = picker.value();
      if (!time) return markField(element, "scheduledAt", t("requests.noTime"));
      const teaches = [learn.value && { teacher: member.id, skill: learn.value },
        teach.value && { teacher: me.id, skill: teach.value }].filter(Boolean);
      if (!teaches.length) return markField(element, "teaches", t("requests.noSkill"));
      const asked = { recipient: member.id, topic: topic.value, ...(note.value.trim() ? { note: note.value } : {}), teaches, ...time,
        ...(match?.ring ? { ring: match.ring } : {}) };
      const session = await post("/sessions", asked, { key: keyOf(asked) });
      draft.drop();
      dialog.close();
      sent?.(session);
      toast(t("requests.sent", { name: member.name }), { action: t("shell.look"), act: () => app.go(`/sessions/${session.id}`) });
      return undefined;
    },
  });
  element.addEventListener("input", keep);
  element.addEventListener("change", keep);
  return element;
}

/** Inside a ring only what it is made of passes between two. @param {any} member @param {any[] | undefined} passes @param {any} match */
function withinRing(member, passes, match) {
  return match?.ring ? { ...member, teach: member.teach.filter((/** @type {any} */ entry) =>
    passes?.some(({ skill }) => skill.slug === entry.skill.slug)) } : member;
}

/** @param {string} none @param {any[]} entries @param {string | undefined} chosen */
function skillSelect(none, entries, chosen) {
  return select([["", t(none)], .../** @type {[string, string][]} */ (entries.map(({ skill, level }) =>
    [skill.slug, `${skill.name} (${t(`levels.${level}`)})`]))], chosen ?? "");
}

/** @param {any[]} entries @param {string} slug */
function nameIn(entries, slug) {
  return entries.find(({ skill }) => skill.slug === slug)?.skill.name ?? slug;
}

/** What was begun and not sent, until the browser closes. @param {string} member */
function drafts(member) {
  const name = `request-${member}`;
  let value = /** @type {any} */ ({});
  try {
    value = JSON.parse(sessionStorage.getItem(name) ?? "{}");
  } catch {
    // A draft that cannot be read is none.
  }
  return {
    value,
    keep: (/** @type {any} */ draft) => sessionStorage.setItem(name, JSON.stringify(draft)),
    drop: () => sessionStorage.removeItem(name),
  };
}
