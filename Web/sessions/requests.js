// What a new request says before anybody has changed it. No DOM, no network.

/**
 * What to choose at first: as in the draft, else what fits both, else the first that the other teaches.
 * @param {any} member @param {any} me @param {any} match @param {{learn?: string, teach?: string}} draft
 * @returns {{learn: string, teach: string}}
 */
export function chosenSkills(member, me, match, draft) {
  const offered = (/** @type {any[]} */ entries, /** @type {string | undefined} */ slug) =>
    slug !== undefined && (slug === "" || entries?.some(({ skill }) => skill.slug === slug)) ? slug : undefined;
  const theirs = match?.theyTeach?.[0]?.skill.slug;
  const mine = match?.iTeach?.[0]?.skill.slug;
  const fallback = theirs === undefined && mine === undefined ? member.teach?.[0]?.skill.slug : undefined;
  return {
    learn: offered(member.teach, draft.learn) ?? offered(member.teach, theirs) ?? fallback ?? "",
    teach: offered(me.teach, draft.teach) ?? offered(me.teach, mine) ?? "",
  };
}

/**
 * @param {string} theirs the name of the skill that the other teaches, or empty @param {string} mine
 * @param {(skill: string) => string} one @param {(theirs: string, mine: string) => string} swap
 */
export function suggestedTopic(theirs, mine, one, swap) {
  const text = theirs && mine ? swap(theirs, mine) : theirs || mine ? one(theirs || mine) : "";
  return [...text].slice(0, 120).join("");
}
