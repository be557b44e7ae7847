import { freshID, h } from "../browser/dom.js";
import { get, getAhead, loaded } from "../browser/http.js";
import { feedbackList } from "../feedback/feedback-list.js";
import { dayAndClock, duration, languageName, list, month, percent, score, there } from "../languages/format.js";
import { t } from "../languages/text.js";
import { style } from "../look/styles.js";
import { why } from "../matching/match-card.js";
import { overlapStrip } from "../pictures/overlap.js";
import { replySentence } from "../pictures/replies.js";
import { ringPicture } from "../pictures/ring.js";
import { menu } from "../shell/dialogs.js";
import { avatar, banner, button, followPresence, linkButton, skillChip } from "../shell/parts.js";

/** @typedef {import("../shell/app-state.js").App} App */

/** @param {import("../shell/app-state.js").Visit} visit */
export function ahead({ app, params }) {
  styles();
  getAhead(`/members/${params.id}`);
  if (params.id !== app.me.id) getAhead(`/members/${params.id}/match`);
  getAhead(`/members/${params.id}/feedback`);
}

function styles() {
  return Promise.all([style(new URL("profiles.css", import.meta.url)), style(new URL("../pictures/pictures.css", import.meta.url))]);
}

/** @param {import("../shell/app-state.js").Visit} visit @returns {Promise<import("../shell/app-state.js").Page>} */
export async function page({ app, params, signal }) {
  const isMe = params.id === app.me.id;
  const [member, match] = await Promise.all([get(`/members/${params.id}`),
    isMe ? null : get(`/members/${params.id}/match`), styles()]);
  const status = h("p", { class: "muted" }, there(member));
  const face = avatar(member, "large");
  followPresence(app, member, face, (now) => { status.textContent = there(now); }, signal);
  const asked = h("div", { class: "stack" });
  const sent = (/** @type {{id: string}} */ { id }) => asked.replaceChildren(banner("info",
    h("p", {}, t("requests.sent", { name: member.name })), linkButton(`/sessions/${id}`, t("shell.look"))));
  const ask = async (/** @type {string | undefined} */ at) => {
    const { openRequest } = await loaded(import("../sessions/request-dialog.js"));
    return openRequest(app, member, match, sent, at);
  };
  const content = h("div", { class: "page person-page" },
    h("header", { class: "row person-head" }, face,
      h("div", { class: "grow stack" }, h("h1", {}, h("bdi", {}, member.name)),
        member.headline && h("p", {}, h("bdi", {}, member.headline)), status,
        member.statistics?.reply && h("p", { class: "muted" }, replySentence(member.statistics.reply)))),
    isMe ? banner("info", h("p", {}, t("profiles.thisIsYou")), linkButton("/settings/profile", t("profiles.change")))
      : h("div", { class: "stack" }, actions(app, member, ask, signal), asked),
    match && (match.theyTeach.length > 0 || match.iTeach.length > 0) && fit(app, match, member.accepting && ask),
    h("div", { class: "two" }, skills(member, "teach"), skills(member, "learn")),
    member.about && h("section", { class: "stack" }, h("h2", {}, t("profiles.about")),
      h("p", { class: "prose" }, h("bdi", {}, member.about))),
    facts(member), numbers(member), await feedbackSection(app, member, signal));
  return { title: member.name, content };
}

/** @param {App} app @param {any} member @param {(at?: string) => any} ask @param {AbortSignal} signal */
function actions(app, member, ask, signal) {
  return h("div", { class: "actions" },
    button(t("matching.request"), { kind: "first", icon: "calendar", disabled: !member.accepting, onclick: () => ask() }),
    linkButton(`/messages?to=${member.id}`, t("matching.ask"), { icon: "messages" }),
    !member.accepting && h("p", { class: "muted" }, t("requests.notAccepting", { name: member.name })),
    menu(t("profiles.more"), [{ label: t("profiles.block"), icon: "block", kind: "danger", act: async () =>
      (await loaded(import("./block.js"))).block(app, member, { next: "/matches", undone: `/people/${member.id}`, signal }) }]));
}

/** Why the two fit, and when both are free.
 * @param {App} app @param {any} match @param {false | ((at: string) => any)} ask false where nothing may be asked */
function fit(app, match, ask) {
  const { me } = app;
  const { member } = match;
  const both = match.theyTeach.length > 0 && match.iTeach.length > 0;
  return h("section", { class: "card" }, h("h2", {}, t("profiles.fit", { name: member.name })), why(app, match),
    both && ringPicture([{ id: me.id, name: me.name, teaches: match.iTeach[0].skill.name, isMe: true, accepted: true },
      { id: member.id, name: member.name, teaches: match.theyTeach[0].skill.name, isMe: false, accepted: true }],
    { link: (/** @type {string} */ id) => `/people/${id}` }),
    match.nextSlots.length > 0 && h("div", { class: "stack" }, h("h3", {}, t("profiles.sharedTimes")),
      overlapStrip({ mine: me.availability?.intervals ?? [], myZone: app.zone, from: new Date(), slots: match.nextSlots }),
      ask && askAt(app, match.nextSlots, ask)),
    match.fix.length > 0 && banner("info", h("p", {}, match.fix.map((/** @type {string} */ fix) => t(`matching.fix.${fix}`)).join(" "))));
}

/** The next common times as buttons. @param {App} app @param {{start: string}[]} slots @param {(at: string) => any} ask */
function askAt(app, slots, ask) {
  const id = freshID("ask-at");
  return [h("p", { class: "small muted", id }, t("profiles.askAt")),
    h("ul", { class: "chips", "aria-labelledby": id }, slots.map(({ start }) =>
      h("li", {}, button(dayAndClock(start, app.zone), { onclick: () => ask(start) }))))];
}

/** @param {any} member @param {"teach" | "learn"} kind */
function skills(member, kind) {
  const entries = member[kind] ?? [];
  return h("section", { class: "stack" }, h("h2", {}, t(kind === "teach" ? "profiles.teaches" : "profiles.wants")),
    entries.length === 0 ? h("p", { class: "muted" }, t("profiles.none"))
      : h("ul", { class: "rows" }, entries.map((/** @type {any} */ entry) => h("li", {}, skillChip(kind, entry),
        entry.note && h("p", { class: "small" }, h("bdi", {}, entry.note))))));
}

/** @param {any} member */
function facts(member) {
  const languages = (member.languages ?? []).map(languageName);
  return h("dl", { class: "facts" },
    languages.length > 0 && [h("dt", {}, t("profiles.languages")), h("dd", {}, list(languages))],
    [h("dt", {}, t("profiles.since")), h("dd", {}, month(member.memberSince))]);
}

/** @param {any} member */
function numbers(member) {
  const statistics = member.statistics;
  if (!statistics) return null;
  const rating = statistics.rating;
  return h("section", { class: "stack" }, h("h2", {}, t("profiles.numbers")), h("ul", { class: "numbers" },
    h("li", {}, t("profiles.sessions", { count: statistics.completedSessions })),
    h("li", {}, t("profiles.people", { count: statistics.peopleMet })),
    statistics.minutesTaught > 0 && h("li", {}, t("profiles.taught", { time: duration(statistics.minutesTaught) })),
    statistics.minutesLearned > 0 && h("li", {}, t("profiles.learned", { time: duration(statistics.minutesLearned) })),
    rating && h("li", {}, t("profiles.rating", { average: score(rating.average), count: rating.count })),
    statistics.showUpRate !== null && statistics.showUpRate !== undefined
      && h("li", {}, t("profiles.showUp", { percent: percent(statistics.showUpRate) }))));
}

/** @param {App} app @param {any} member @param {AbortSignal} signal */
async function feedbackSection(app, member, signal) {
  return h("section", { class: "stack" }, h("h2", {}, t("profiles.feedback")), await feedbackList(app, member.id, { signal }));
}
