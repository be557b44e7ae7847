// My sessions in a week, as columns or as an agenda, and in a month, as a table.

import { h } from "../browser/dom.js";
import { queryText } from "../browser/http.js";
import { clock, day, month, number, shortDay, weekday } from "../languages/format.js";
import { locale, parts, t } from "../languages/text.js";
import { localToUTC, zoned } from "../languages/zones.js";
import { linkButton } from "../shell/parts.js";
import { nameOf, stateWords } from "./session-card.js";
import { byDate, dated, endOf, laterOf, monthWeeks, partnerOf, shifted, spanOf, weekDates } from "./sessions.js";
import { everything } from "./sessions-page.js";

/**
 * @typedef {import("./sessions.js").Session} Session
 * @typedef {import("../shell/app-state.js").App} App
 */

/** The first day of the week where the reader is; 1 is Monday. @returns {number} */
function firstDay() {
  const place = /** @type {any} */ (new Intl.Locale(locale()));
  return (place.getWeekInfo?.() ?? place.weekInfo)?.firstDay ?? 1;
}

/** @param {App} app @param {"week" | "month"} view @param {string | null} date @param {AbortSignal} signal */
export async function calendar(app, view, date, signal) {
  const today = zoned(Date.now(), app.zone).date;
  const shown = date ?? today;
  const weeks = view === "week" ? [weekDates(shown, firstDay())] : monthWeeks(shown, firstDay());
  const span = spanOf(weeks.flat(), app.zone);
  /** @type {Map<string, Session>} */
  const sessions = new Map();
  const place = h("div", { class: `calendar ${view}` });
  const keep = (/** @type {Session} */ session) => {
    const known = sessions.get(session.id);
    sessions.set(session.id, known ? laterOf(known, session) : session);
  };
  const draw = () => {
    const days = byDate([...sessions.values()].filter(({ status }) => dated.includes(status)), app.zone);
    place.replaceChildren(...(view === "week" ? weekOf(app, weeks[0], days, today)
      : [monthOf(app, weeks, days, today, shown.slice(0, 7))]));
  };
  const load = async () => {
    for (const session of await everything("/sessions", { ...span, status: dated.join(",") }, signal)) keep(session);
    draw();
  };
  app.live?.on("session:*", ({ session }) => {
    keep(session);
    draw();
  }, signal);
  app.live?.on("resync", () => load().catch(() => undefined), signal);
  await load();
  return h("div", { class: "stack" }, turning(app, view, shown, today), place);
}

/** The day at noon there, so that no change of the clock moves it. @param {string} date @param {string} zone */
function noon(date, zone) {
  return localToUTC(zone, date, "12:00");
}

/** @param {App} app @param {"week" | "month"} view @param {string} shown @param {string} today */
function turning(app, view, shown, today) {
  const days = weekDates(shown, firstDay());
  const name = view === "month" ? month(noon(shown, app.zone), app.zone)
    : `${shortDay(noon(days[0], app.zone), app.zone)} – ${shortDay(noon(days[6], app.zone), app.zone)}`;
  const link = (/** @type {string} */ date, /** @type {string} */ label, /** @type {string} */ icon) =>
    linkButton(`/sessions${queryText({ view, date })}`, label, { kind: "quiet", icon });
  return h("div", { class: "turning" }, link(shifted(shown, view, -1), t(`sessions.before.${view}`), "back"),
    h("h2", {}, name), link(shifted(shown, view, 1), t(`sessions.after.${view}`), "forward"),
    h("a", { href: `/sessions${queryText({ view })}`, class: "button quiet", hidden: shown === today },
      t("sessions.today")));
}

/** @param {App} app @param {string[]} dates @param {Map<string, Session[]>} days @param {string} today */
function weekOf(app, dates, days, today) {
  const isEmpty = dates.every((date) => !days.get(date)?.length);
  return [h("ol", { class: "week-days" }, dates.map((date) => {
    const sessions = days.get(date) ?? [];
    return h("li", { class: sessions.length ? "day" : "day is-empty", "aria-current": date === today ? "date" : null },
      h("h3", {}, h("span", {}, weekday(noon(date, app.zone), app.zone, "short")), " ",
        h("time", { datetime: date }, shortDay(noon(date, app.zone), app.zone))),
      sessions.length ? h("ul", { class: "rows" }, sessions.map((session) => h("li", {}, entry(app, session, true))))
        : h("p", { class: "muted small" }, t("sessions.free")));
  })), ...(isEmpty ? [h("p", { class: "muted" }, t("sessions.emptyWeek"))] : [])];
}

/** @param {App} app @param {string[][]} weeks @param {Map<string, Session[]>} days @param {string} today
 * @param {string} month */
function monthOf(app, weeks, days, today, month) {
  const name = (/** @type {string} */ date, /** @type {"long" | "short" | "narrow"} */ length) =>
    weekday(noon(date, app.zone), app.zone, length);
  const head = weeks[0].map((date) => h("th", { scope: "col", abbr: name(date, "long") },
    h("span", { class: "wide" }, name(date, "short")), h("span", { class: "narrow-only" }, name(date, "narrow"))));
  const cell = (/** @type {string} */ date) => h("td", { class: date.startsWith(month) ? "" : "is-other",
    "aria-current": date === today ? "date" : null },
  h("a", { class: "date", href: `/sessions${queryText({ view: "week", date })}`, "aria-label": day(noon(date, app.zone), app.zone) },
    number(Number(date.slice(8)))),
  (days.get(date) ?? []).map((session) => entry(app, session, false)));
  return h("table", { class: "month-table" }, h("caption", { class: "hidden" }, t("sessions.monthCaption")),
    h("thead", {}, h("tr", {}, head)), h("tbody", {}, weeks.map((week) => h("tr", {}, week.map(cell)))));
}

/** @param {App} app @param {Session} session @param {boolean} isLong */
function entry(app, session, isLong) {
  const partner = partnerOf(session, app.me.id);
  const state = stateWords(session, app.me.id);
  return h("a", { class: `entry is-${session.status}`, href: `/sessions/${session.id}` },
    h("bdi", { class: "entry-time" }, isLong ? `${clock(session.scheduledAt, app.zone)}–${clock(endOf(session), app.zone)}`
      : clock(session.scheduledAt, app.zone)), " ",
    h("span", { class: "entry-topic" }, isLong ? h("bdi", {}, session.topic) : nameOf(partner)),
    isLong && h("span", { class: "small" }, parts("sessions.with", { name: nameOf(partner) })),
    h("span", { class: isLong ? "small muted" : "hidden" }, " ", state));
}
