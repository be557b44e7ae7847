// What a match says about two people. No DOM, no network.

/**
 * @typedef {{slug: string, name: string}} Skill
 * @typedef {{member: any, kind: string, score: number, theyTeach: {skill: Skill, level: string, myLevel: string, relatedTo?: Skill}[],
 *   iTeach: {skill: Skill, level: string, theirLevel: string, relatedTo?: Skill}[], sharedMinutesPerWeek: number | null,
 *   nextSlots: {start: string, end: string}[], fix: string[], ring?: string}} Match ring: in which the two would meet
 * @typedef {{kind: string, skill: string, language: string, free: string, online: boolean}} Filters
 */

const kinds = ["mutual", "teacher", "learner", "related", "ring"];
const parts = ["morning", "afternoon", "evening"];

/** The filters that an address names. @param {URLSearchParams} query @returns {Filters} */
export function filtersOf(query) {
  const one = (/** @type {string} */ name, /** @type {string[]} */ of) => {
    const value = query.get(name) ?? "";
    return of.includes(value) ? value : "";
  };
  return { kind: one("kind", kinds), skill: query.get("skill") ?? "", language: query.get("language") ?? "",
    free: one("free", parts), online: query.get("online") === "yes" };
}

/** The address of filters. @param {Filters} filters */
export function addressOf(filters) {
  const query = new URLSearchParams();
  for (const name of /** @type {const} */ (["kind", "skill", "language", "free"])) {
    if (filters[name]) query.set(name, filters[name]);
  }
  if (filters.online) query.set("online", "yes");
  const text = query.toString();
  return text ? `/matches?${text}` : "/matches";
}

/** The filters that are set, so that one can be loosened. @param {Filters} filters */
export function setFilters(filters) {
  return /** @type {(keyof Filters)[]} */ (["skill", "language", "free", "online"]).filter((name) => filters[name]);
}

/**
 * Whether a match fits what the server does not filter by.
 * @param {Match} match @param {Filters} filters @param {(time: string) => number} hourOf the hour of a time where I am
 */
export function fits(match, filters, hourOf) {
  if (filters.online && !match.member.online) return false;
  if (filters.language && !(match.member.languages ?? []).some((/** @type {string} */ tag) =>
    tag.split("-")[0] === filters.language.split("-")[0])) return false;
  return !filters.free || match.nextSlots.some(({ start, end }) => covers(filters.free, hourOf(start), hourOf(end)));
}

/** @param {string} part @param {number} from @param {number} to hours of a day */
function covers(part, from, to) {
  const [begin, end] = { morning: [6, 12], afternoon: [12, 17], evening: [17, 24] }[part] ?? [0, 24];
  return from < end && (to > begin || to <= from);
}

/**
 * The reasons of a match as keys of texts and what fills them, the strongest first.
 * @param {Match} match @param {string[]} languages names of the languages that both speak
 * @returns {{key: string, values: Record<string, any>}[]}
 */
export function reasons(match, languages) {
  const found = [];
  const near = (/** @type {{relatedTo?: Skill}} */ entry) => entry.relatedTo !== undefined;
  for (const entry of match.theyTeach.filter(near)) found.push({ key: "matching.whyNearTheirs", values: { theirs: [entry.skill.name], near: [entry.relatedTo?.name] } });
  for (const entry of match.iTeach.filter(near)) found.push({ key: "matching.whyNearMine", values: { mine: [entry.skill.name], near: [entry.relatedTo?.name] } });
  const theirs = match.theyTeach.filter((entry) => !near(entry)).map(({ skill }) => skill.name);
  const mine = match.iTeach.filter((entry) => !near(entry)).map(({ skill }) => skill.name);
  if (theirs.length && mine.length) found.push({ key: "matching.whyBoth", values: { theirs, mine } });
  else if (theirs.length) found.push({ key: "matching.whyTheyTeach", values: { theirs } });
  else if (mine.length) found.push({ key: "matching.whyYouTeach", values: { mine } });
  if (match.sharedMinutesPerWeek) found.push({ key: "matching.whyTime", values: { minutes: match.sharedMinutesPerWeek } });
  if (languages.length) found.push({ key: "matching.whyLanguages", values: { languages } });
  return found;
}

/** The tags of languages that both speak. @param {string[]} mine @param {string[]} theirs */
export function commonLanguages(mine, theirs) {
  const base = (/** @type {string} */ tag) => tag.split("-")[0].toLowerCase();
  const known = new Set(mine.map(base));
  return [...new Set(theirs.map(base))].filter((tag) => known.has(tag));
}

/** What two people could exchange: the entries of a request, one way or both. @param {Match} match
 * @param {string} me @returns {{teacher: string, skill: Skill}[][]} the best first */
export function exchanges(match, me) {
  const them = match.member.id;
  const theyTeach = match.theyTeach.map(({ skill }) => ({ teacher: them, skill }));
  const iTeach = match.iTeach.map(({ skill }) => ({ teacher: me, skill }));
  const swap = theyTeach.length && iTeach.length ? [[theyTeach[0], iTeach[0]]] : [];
  return [...swap, ...theyTeach.map((one) => [one]), ...iTeach.map((one) => [one])];
}
