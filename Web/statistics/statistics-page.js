import { h } from "../browser/dom.js";
import { get, getAhead } from "../browser/http.js";
import { duration, score } from "../languages/format.js";
import { t } from "../languages/text.js";
import { style } from "../look/styles.js";
import { skillBars } from "../pictures/bars.js";
import { replyHabit } from "../pictures/replies.js";
import { weeksChart } from "../pictures/weeks.js";
import { button, empty, linkButton } from "../shell/parts.js";
import { save, skillsCSV, weeksCSV } from "./csv.js";

const styles = () => Promise.all(["../pictures/pictures.css", "../profiles/profiles.css"].map((name) => style(new URL(name, import.meta.url))));
const pathOf = (/** @type {any} */ me) => `/members/${me.id}/statistics`;

/** @param {import("../shell/app-state.js").Visit} visit */
export function ahead({ app }) {
  styles();
  getAhead(pathOf(app.me));
}

/** @param {import("../shell/app-state.js").Visit} visit @returns {Promise<import("../shell/app-state.js").Page>} */
export async function page({ app, signal }) {
  const content = h("div", { class: "page" });
  let turn = 0;
  const draw = async () => {
    const mine = ++turn;
    const statistics = await get(pathOf(app.me));
    if (mine !== turn || signal.aborted) return;
    const isOpen = content.querySelector("details")?.open;
    content.replaceChildren(h("h1", {}, t("statistics.title")), ...parts(statistics, app));
    if (isOpen) content.querySelector("details")?.setAttribute("open", "");
  };
  const refresh = () => draw().catch(() => undefined);
  for (const event of ["session:*", "feedback:received", "resync"]) app.live?.on(event, refresh, signal);
  await Promise.all([draw(), styles()]);
  return { title: t("statistics.title"), content };
}

/** @param {any} statistics @param {import("../shell/app-state.js").App} app @returns {any[]} */
function parts(statistics, app) {
  if (!statistics.completedSessions) {
    return [empty(t("statistics.none"), t("statistics.noneText"), linkButton("/matches", t("shell.matches"), { kind: "first" }))];
  }
  const { rating } = statistics;
  return [
    h("ul", { class: "numbers" },
      h("li", {}, t("profiles.sessions", { count: statistics.completedSessions })),
      h("li", { class: "teach" }, t("profiles.taught", { time: duration(statistics.minutesTaught) })),
      h("li", { class: "learn" }, t("profiles.learned", { time: duration(statistics.minutesLearned) })),
      h("li", {}, t("profiles.people", { count: statistics.peopleMet })),
      statistics.streakWeeks > 1 && h("li", {}, t("statistics.streak", { count: statistics.streakWeeks })),
      rating && h("li", {}, t("profiles.rating", { average: score(rating.average), count: rating.count }))),
    h("section", { class: "card" }, h("h2", {}, t("statistics.weeks")), weeksChart(statistics.weeks),
      h("div", { class: "actions" }, button(t("statistics.csv"), { kind: "quiet", onclick: () => save("skillsync-weeks.csv", weeksCSV(statistics.weeks)) }))),
    h("div", { class: "two" },
      h("section", { class: "card" }, h("h2", {}, t("statistics.taught")), skillBars(statistics.skillsTaught, "teach")),
      h("section", { class: "card" }, h("h2", {}, t("statistics.learned")), skillBars(statistics.skillsLearned, "learn"))),
    h("div", { class: "actions" }, button(t("statistics.csvSkills"), { kind: "quiet", onclick: () => save("skillsync-skills.csv", skillsCSV(statistics)) })),
    h("section", { class: "stack" }, h("h2", {}, t("statistics.habit")), replyHabit(statistics)),
    h("p", {}, h("a", { href: "/sessions?show=past" }, t("statistics.list")), " · ",
      h("a", { href: "/ledger" }, t("ledger.title")), " · ", h("a", { href: `/people/${app.me.id}` }, t("statistics.feedback"))),
  ];
}
