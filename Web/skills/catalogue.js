// The catalogue of skills in the order in which it is looked through. Pure.

/** @typedef {{slug: string, name: string, category: string, aliases: string[], teachers: number, learners: number}} Skill */

export const categories = ["languages", "programming", "data", "music", "arts", "cooking", "sport", "home", "nature", "academic", "business",
  "wellbeing", "other"];

/** How many skills of a category are shown before all are asked for. */
export const few = 9;

/**
 * Categories that hold something, each with its skills: first what most people teach or want, then by name.
 * @param {Skill[]} skills @param {string} locale
 */
export function byCategory(skills, locale) {
  const collator = new Intl.Collator(locale);
  const people = (/** @type {Skill} */ { teachers, learners }) => teachers + learners;
  return categories.map((name) => ({
    name,
    skills: skills.filter(({ category }) => category === name)
      .sort((one, other) => people(other) - people(one) || collator.compare(one.name, other.name)),
  })).filter(({ skills }) => skills.length > 0);
}
