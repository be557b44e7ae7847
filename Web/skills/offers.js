// What I teach and want, as the server takes it. Pure.

/**
 * @param {{teach?: import("./suggestions.js").Entry[], learn?: import("./suggestions.js").Entry[]}} lists
 * @param {string} [slug] of a skill to teach as well
 */
export function withOffer({ teach = [], learn = [] }, slug) {
  const plain = (/** @type {import("./suggestions.js").Entry[]} */ entries) => entries.map(({ skill, level, note }) =>
    ({ skill: skill.slug, level, ...(note ? { note } : {}) }));
  return { teach: [...plain(teach), ...(slug ? [{ skill: slug, level: "intermediate" }] : [])], learn: plain(learn) };
}
