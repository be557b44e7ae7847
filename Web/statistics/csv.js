// What a page of numbers shows, as a file for programs: the names are those of the API in every language.

import { h } from "../browser/dom.js";

/** @typedef {{skill: {slug: string, name: string}, sessions: number}} SkillCount */

/** @param {import("../pictures/weeks.js").Week[]} weeks */
export function weeksCSV(weeks) {
  return written([["week", "minutesTaught", "minutesLearned"],
    ...weeks.map(({ week, minutesTaught, minutesLearned }) => [week, minutesTaught, minutesLearned])]);
}

/** A skill that was both taught and learned is one row. @param {{skillsTaught: SkillCount[], skillsLearned: SkillCount[]}} statistics */
export function skillsCSV({ skillsTaught, skillsLearned }) {
  const sessions = (/** @type {SkillCount[]} */ counts) => new Map(counts.map((count) => [count.skill.slug, count.sessions]));
  const [taught, learned] = [sessions(skillsTaught), sessions(skillsLearned)];
  const names = new Map([...skillsTaught, ...skillsLearned].map(({ skill }) => [skill.slug, skill.name]));
  return written([["skill", "sessionsTaught", "sessionsLearned"],
    ...[...names].map(([slug, name]) => [name, taught.get(slug) ?? 0, learned.get(slug) ?? 0])]);
}

/** @param {{member: {name: string}, balance: import("../rings/rings.js").Balance}[]} partners */
export function partnersCSV(partners) {
  return written([["member", "givenMinutes", "receivedMinutes", "canReceiveMinutes"],
    ...partners.map(({ member, balance }) => [member.name, balance.givenMinutes, balance.receivedMinutes, balance.canReceiveMinutes])]);
}

/** @param {string} name of the file @param {string} text */
export function save(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  h("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1_000);
}

/** Rows as RFC 4180 has them. @param {(string | number)[][]} rows */
function written(rows) {
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

/** @param {string | number} value */
function cell(value) {
  // Spreadsheets compute what begins like this, and members choose their names.
  const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
