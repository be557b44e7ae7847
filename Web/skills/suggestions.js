// What a skill picker offers for what was typed, and where its keys lead. Pure.

/**
 * @typedef {{slug: string, name: string, aliases?: string[], teachers: number, learners: number}} Found
 * @typedef {{slug: string, name: string, also?: string, isNew: boolean, teachers: number, learners: number}} Option also: the other name that was typed
 * @typedef {{skill: {slug: string, name: string}, level: string, note?: string}} Entry
 */

/** The longest name of a skill. */
export const longest = 60;

/** A name as it is kept: one space between words. @param {string} typed */
export function tidy(typed) {
  return [...typed.trim().replace(/\s+/g, " ")].slice(0, longest).join("").trim();
}

/** Whether there is enough to ask for: two letters, or one of a script whose words are that short. @param {string} typed */
export function isEnough(typed) {
  const text = tidy(typed);
  return [...text].length >= 2 || /[^\u0000-\u02ff]/.test(text);
}

/** A name without case and accents, for comparing. @param {string} name */
export function plain(name) {
  return tidy(name).normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase("en");
}

/** The skill that is called so, by its name, its slug or another name. @param {{slug: string, name: string, aliases?: string[]}[]} found @param {string} typed */
export function called(found, typed) {
  const wanted = plain(typed);
  return found.find(({ slug, name, aliases = [] }) => [slug, name, ...aliases].some((word) => plain(word) === wanted));
}

/** Whether a word of a name begins as was typed. @param {string} name @param {string} typed */
function begins(name, typed) {
  return ` ${plain(name)}`.includes(` ${plain(typed)}`);
}

/**
 * The skills that were found and not chosen yet, and the typed name as a new one unless something is called so.
 * @param {Found[]} found @param {string} typed @param {Entry[]} chosen @returns {Option[]}
 */
export function optionsFor(found, typed, chosen) {
  const known = chosen.map(({ skill }) => skill);
  /** @type {Option[]} */
  const options = found.filter(({ slug }) => !known.some((skill) => skill.slug === slug))
    .map(({ slug, name, aliases = [], teachers, learners }) =>
      ({ slug, name, also: begins(name, typed) ? undefined : aliases.find((alias) => begins(alias, typed)), isNew: false, teachers, learners }));
  const name = tidy(typed);
  if (name && !called(found, name) && !called(known, name)) {
    options.push({ slug: name, name, isNew: true, teachers: 0, learners: 0 });
  }
  return options;
}

/**
 * Which option a key leads to; `undefined` when the key is none of the list's. -1 is the text itself.
 * @param {string} key @param {number} active @param {number} count @returns {number | undefined}
 */
export function activeAfter(key, active, count) {
  if (key === "ArrowDown") return active + 1 < count ? active + 1 : -1;
  if (key === "ArrowUp") return active < 0 ? count - 1 : active - 1;
  if (active < 0) return undefined;
  return { Home: 0, End: count - 1 }[key];
}
