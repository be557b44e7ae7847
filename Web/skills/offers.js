// What I teach and want, as the server takes it, and changes that are built on what it is by now.

import { get, put } from "../browser/http.js";

/** @typedef {import("./suggestions.js").Entry} Entry @typedef {{teach?: Entry[], learn?: Entry[]}} Lists */

const kinds = /** @type {const} */ (["teach", "learn"]);

/**
 * Another tab or device may have changed the lists since they were read, and they are only replaced as a whole.
 * @param {import("../shell/app-state.js").App} app @param {(now: Lists) => Lists} change
 */
export async function changeSkills(app, change) {
  app.update(await put("/me/skills", asAsked(change(await get("/me")))));
}

/** @param {Lists} lists */
export function asAsked({ teach = [], learn = [] }) {
  const plain = (/** @type {Entry[]} */ entries) => entries.map(({ skill, level, note }) =>
    ({ skill: skill.slug, level, ...(note ? { note } : {}) }));
  return { teach: plain(teach), learn: plain(learn) };
}

/** @param {Lists} lists @param {{slug: string, name: string}} skill @returns {Lists} */
export function withOffer({ teach = [], learn }, skill) {
  const isThere = teach.some((entry) => entry.skill.slug === skill.slug);
  return { teach: isThere ? teach : [...teach, { skill, level: "intermediate" }], learn };
}

/** @param {Lists} lists @param {string} slug @returns {Lists} */
export function withoutOffer({ teach = [], learn }, slug) {
  return { teach: teach.filter(({ skill }) => skill.slug !== slug), learn };
}

/**
 * The lists as they are now with what somebody did to what they were before; each entry is as it was changed last.
 * @param {Lists} before @param {Lists} wanted made of `before` @param {Lists} now @returns {Lists}
 */
export function rebased(before, wanted, now) {
  return Object.fromEntries(kinds.map((kind) => [kind, rebasedList(before[kind] ?? [], wanted[kind] ?? [], now[kind] ?? [])]));
}

/** @param {Entry[]} before @param {Entry[]} wanted @param {Entry[]} now */
function rebasedList(before, wanted, now) {
  const isKept = (/** @type {Entry} */ entry) => isSame(find(before, entry), entry);
  const mine = wanted.flatMap((entry) => (isKept(entry) ? find(now, entry) ?? [] : entry));
  return [...mine, ...now.filter((entry) => !find(before, entry) && !find(wanted, entry))];
}

/** @param {Entry[]} entries @param {Entry} wanted */
function find(entries, wanted) {
  return entries.find(({ skill }) => skill.slug === wanted.skill.slug);
}

/** @param {Entry | undefined} one @param {Entry} other */
function isSame(one, other) {
  return one?.level === other.level && (one.note ?? "") === (other.note ?? "");
}
