// Times, lengths, lists and names as they are written in the language spoken now.

import { language, locale, t } from "./text.js";

/** @typedef {Date | string | number} Time */

/** @type {Map<string, any>} */
const formats = new Map();

/**
 * A format of the language spoken now; each is made once, which takes a phone longer than to use it.
 * @template Format @param {new (locale: string, options: any) => Format} Kind one of `Intl` @param {object} [options]
 * @returns {Format}
 */
export function format(Kind, options = {}) {
  const key = JSON.stringify([Kind.name, locale(), options]);
  let known = formats.get(key);
  if (!known) {
    known = new Kind(locale(), options);
    formats.set(key, known);
  }
  return known;
}

/** @param {Time} time @param {string | undefined} zone @param {Intl.DateTimeFormatOptions} options */
function dated(time, zone, options) {
  return format(Intl.DateTimeFormat, { ...options, timeZone: zone }).format(new Date(time));
}

/** 18:00 @param {Time} time @param {string} [zone] */
export function clock(time, zone) {
  return dated(time, zone, { timeStyle: "short" });
}

/** Tue, 24 November @param {Time} time @param {string} [zone] */
export function day(time, zone) {
  return dated(time, zone, { weekday: "short", day: "numeric", month: "long", ...yearUnlessThis(time) });
}

/** 24 Nov @param {Time} time @param {string} [zone] */
export function shortDay(time, zone) {
  return dated(time, zone, { day: "numeric", month: "short", ...yearUnlessThis(time) });
}

/** Tuesday @param {Time} time @param {string} [zone] @param {"short" | "long" | "narrow"} [length] */
export function weekday(time, zone, length = "long") {
  return dated(time, zone, { weekday: length });
}

/** November 2026 @param {Time} time @param {string} [zone] */
export function month(time, zone) {
  return dated(time, zone, { month: "long", year: "numeric" });
}

/** Tue, 24 November, 18:00 @param {Time} time @param {string} [zone] */
export function dayAndClock(time, zone) {
  return day(time, zone) + comma() + clock(time, zone);
}

/** What stands between two things that are said one after the other. */
export function comma() {
  return language() === "ar" ? "، " : ", ";
}

/** The name of a zone as people say it: its city, and how far it is from UTC at that time.
 * @param {string} zone @param {Time} [time] */
export function zoneName(zone, time = Date.now()) {
  const city = (zone.split("/").pop() ?? zone).replaceAll("_", " ");
  const part = format(Intl.DateTimeFormat, { timeZone: zone, timeZoneName: "shortOffset" })
    .formatToParts(new Date(time)).find((part) => part.type === "timeZoneName");
  return part && part.value !== city ? `${city} (${part.value})` : city;
}

/** 3 hours ago, in 5 minutes, yesterday @param {Time} time @param {number} [now] */
export function fromNow(time, now = Date.now()) {
  const seconds = (new Date(time).getTime() - now) / 1000;
  const relative = format(Intl.RelativeTimeFormat, { numeric: "auto" });
  for (const [unit, size] of /** @type {[Intl.RelativeTimeFormatUnit, number][]} */ (
    [["year", 31_557_600], ["month", 2_629_800], ["week", 604_800], ["day", 86_400], ["hour", 3600], ["minute", 60]])) {
    if (Math.abs(seconds) >= size) return relative.format(Math.trunc(seconds / size), unit);
  }
  return relative.format(0, "second");
}

/** 1 h 30 min @param {number} minutes */
export function duration(minutes) {
  const unit = (/** @type {string} */ name, /** @type {number} */ value) => format(Intl.NumberFormat, {
    style: "unit", unit: name, unitDisplay: "short" }).format(value);
  const hours = Math.floor(minutes / 60);
  const rest = Math.round(minutes - hours * 60);
  if (!hours) return unit("minute", rest);
  return rest ? `${unit("hour", hours)} ${unit("minute", rest)}` : unit("hour", hours);
}

/** @param {number} value @param {Intl.NumberFormatOptions} [options] */
export function number(value, options) {
  return format(Intl.NumberFormat, options).format(value);
}

/** 95% @param {number} share from 0 to 1 */
export function percent(share) {
  return number(share, { style: "percent", maximumFractionDigits: 0 });
}

/** 4.5 @param {number} average of ratings */
export function score(average) {
  return number(average, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
}

/** Ada, Bo and Cem @param {string[]} names */
export function list(names) {
  return format(Intl.ListFormat, { type: "conjunction" }).format(names);
}

/** Portuguese (Portugal) @param {string} tag */
export function languageName(tag) {
  try {
    return format(Intl.DisplayNames, { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** When somebody was here, no finer than a day. @param {{online: boolean, lastSeenOn?: string | null}} member */
export function lastSeen(member) {
  if (member.online) return t("people.online");
  if (!member.lastSeenOn) return "";
  const days = Math.floor((Date.now() - Date.parse(`${member.lastSeenOn}T00:00:00Z`)) / 86_400_000);
  if (days < 2) return t(days < 1 ? "people.seenToday" : "people.seenYesterday");
  return t("people.seen", { when: fromNow(`${member.lastSeenOn}T12:00:00Z`) });
}

/** Where somebody is, what time it is there, and when they were here. @param {any} member */
export function there(member) {
  const place = member.timeZone ? t("matching.localTime", { time: clock(Date.now(), member.timeZone),
    place: (member.timeZone.split("/").pop() ?? "").replaceAll("_", " ") }) : "";
  return [place, lastSeen(member)].filter(Boolean).join(" · ");
}

/** @param {Time} time */
function yearUnlessThis(time) {
  const date = new Date(time);
  return date.getFullYear() === new Date().getFullYear() ? {} : { year: /** @type {const} */ ("numeric") };
}
