import { h } from "../browser/dom.js";
import { loaded } from "../browser/http.js";
import { duration, languageName, list, there } from "../languages/format.js";
import { parts, t } from "../languages/text.js";
import { overlapBars } from "../pictures/overlap.js";
import { avatar, button, followPresence, linkButton, person, skillChip } from "../shell/parts.js";
import { commonLanguages, reasons } from "./matches.js";

/** @typedef {import("./matches.js").Match} Match */

/**
 * A match on a card: who, what passes between the two, when, and why.
 * @param {import("../shell/app-state.js").App} app @param {Match} match @param {AbortSignal} signal
 */
export function matchCard(app, match, signal) {
  const { member } = match;
  const [face, status] = [avatar(member), h("p", { class: "muted small" }, there(member))];
  followPresence(app, member, face, (now) => { status.textContent = there(now); }, signal);
  const asking = button(t("matching.request"), { kind: "first", icon: "calendar", onclick: () => request(app, member, match, (session) => {
    // Who was asked is not asked a second time by mistake.
    const asked = linkButton(`/sessions/${session.id}`, t("requests.toRequest"), { icon: "calendar" });
    asking.replaceWith(asked);
    asked.focus();
  }) });
  return h("article", { class: "card match" },
    h("div", { class: "row" }, face, h("div", { class: "grow" }, h("h3", {}, person(member)), status),
      match.kind === "mutual" && h("span", { class: "both" }, t("matching.bothWays"))),
    member.headline && h("p", {}, h("bdi", {}, member.headline)),
    h("ul", { class: "chips" },
      match.theyTeach.slice(0, 3).map((entry) => h("li", {}, skillChip("teach", entry))),
      match.iTeach.slice(0, 3).map(({ skill, theirLevel }) => h("li", {}, skillChip("learn", { skill, level: theirLevel })))),
    match.nextSlots.length > 0 && overlapBars({ slots: match.nextSlots, myZone: app.zone, from: new Date() }),
    why(app, match),
    match.fix.length > 0 && h("p", { class: "fix small" }, match.fix.map((fix) => t(`matching.fix.${fix}`)).join(" ")),
    h("div", { class: "actions" },
      asking,
      linkButton(`/messages?to=${member.id}`, t("matching.ask"), { kind: "quiet", icon: "messages" })));
}

/** The reasons in words. @param {import("../shell/app-state.js").App} app @param {Match} match */
export function why(app, match) {
  const common = commonLanguages(app.me.languages ?? [], match.member.languages ?? []).map(languageName);
  const sentences = reasons(match, common).map(({ key, values }) => parts(key, { name: h("bdi", {}, match.member.name),
    theirs: list(values.theirs ?? []), mine: list(values.mine ?? []), near: list(values.near ?? []), languages: list(values.languages ?? []),
    minutes: duration(values.minutes ?? 0) }));
  return h("p", { class: "why small" }, h("strong", {}, t("matching.why")), " ",
    sentences.map((sentence) => [...sentence, " "]).flat());
}

/** Opens the request of a session. @param {import("../shell/app-state.js").App} app @param {any} member
 * @param {Match | null} match @param {(session: any) => void} sent */
async function request(app, member, match, sent) {
  const { openRequest } = await loaded(import("../sessions/request-dialog.js"));
  return openRequest(app, member, match, sent);
}
