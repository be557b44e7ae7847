// What a ring says about the people in it: who teaches whom, what is next, where it leads. No DOM, no network.

/**
 * @typedef {{slug: string, name: string}} Skill
 * @typedef {import("../shell/parts.js").Member} Member
 * @typedef {{member: Member, teaches: Skill, to: string, accepted: boolean, sharedMinutesPerWeek?: number | null,
 *   nextSlots?: {start: string, end: string}[], taughtMinutes?: number}} Line a member, and what they teach the next
 * @typedef {{givenMinutes: number, receivedMinutes: number, canReceiveMinutes: number}} Balance
 * @typedef {{id: null, status: "suggested", members: Line[], score: number, sharedMinutesPerWeek: number | null}} Suggestion
 * @typedef {{kind: string, members?: string[], skill?: Skill, session?: string}} NextStep
 * @typedef {{id: string, status: string, proposer: string, members: Line[], score: number,
 *   sharedMinutesPerWeek: number | null, createdAt: string, expiresAt?: string, activeSince?: string, endedAt?: string,
 *   left?: string, conversation: string | null, balance?: Balance, nextStep?: NextStep, can: string[],
 *   repairs: Suggestion[]}} Ring
 */

/** Those that are over. */
export const past = ["dissolved", "broken", "ended"];

/** The members but me, in the order of teaching from me on. @param {Line[]} lines @param {string} me @returns {Member[]} */
export function others(lines, me) {
  const mine = Math.max(0, lines.findIndex(({ member }) => member.id === me));
  return [...lines.slice(mine), ...lines.slice(0, mine)].map(({ member }) => member).filter(({ id }) => id !== me);
}

/** Who of a ring has an id. @param {Line[]} lines @param {string | undefined} id @returns {Member | undefined} */
export function memberOf(lines, id) {
  return lines.find(({ member }) => member.id === id)?.member;
}

/** Each line with its two people, mine first: I teach, the others, I learn. @param {Line[]} lines @param {string} me
 * @returns {{line: Line, teacher: Member, learner: Member, kind: "teach" | "learn" | "other"}[]} */
export function edges(lines, me) {
  const mine = Math.max(0, lines.findIndex(({ member }) => member.id === me));
  return [...lines.slice(mine), ...lines.slice(0, mine)].map((line) => {
    const learner = memberOf(lines, line.to) ?? line.member;
    return { line, teacher: line.member, learner,
      kind: line.member.id === me ? "teach" : line.to === me ? "learn" : "other" };
  });
}

/** The text of a line. @param {"teach" | "learn" | "other"} kind */
export function edgeText(kind) {
  return { teach: "pictures.ring.youTeach", learn: "pictures.ring.teachesYou", other: "pictures.ring.teaches" }[kind];
}

/** The members as the picture wants them; who left has none to confirm. @param {Suggestion | Ring} ring @param {string} me
 * @returns {import("../pictures/ring.js").RingMember[]} */
export function drawn(ring, me) {
  const left = "left" in ring ? ring.left : undefined;
  return ring.members.map(({ member, teaches, accepted }) => ({ id: member.id, name: member.name, teaches: teaches.name,
    isMe: member.id === me, accepted: accepted && member.id !== left }));
}

/** What a ring is proposed by. @param {Suggestion} ring */
export function proposal({ members }) {
  return { members: members.map(({ member, teaches }) => ({ member: member.id, teaches: teaches.slug })) };
}

/** The same for the same people teaching the same. @param {{members: Line[]}} ring */
export function keyOf({ members }) {
  return members.map(({ member, teaches }) => `${member.id}~${teaches.slug}`).join(",");
}

/** Where a suggestion can be looked at. @param {Suggestion} ring */
export function addressOf(ring) {
  return `/rings/suggested?${new URLSearchParams({ of: keyOf(ring) })}`;
}

/** How a ring stands for me, as one word for which there is a text. @param {Ring} ring @param {string} me */
export function stateOf({ status, can, left, proposer }, me) {
  if (status === "proposed") return can.includes("accept") ? "asked" : proposer === me ? "proposed" : "joined";
  return status === "broken" && left === me ? "brokenByYou" : status;
}

/** How many have joined, of how many. @param {Ring} ring */
export function joined({ members }) {
  return { count: members.filter(({ accepted }) => accepted).length, all: members.length };
}

/** Who has not answered yet. @param {Ring} ring @returns {Member[]} */
export function waitingFor({ members }) {
  return members.filter(({ accepted }) => !accepted).map(({ member }) => member);
}

/** What the request of a session inside a ring begins with: the two people of a line and what passes between them.
 * @param {Ring} ring @param {Line} line one of mine @param {string} me */
export function exchangeOn(ring, line, me) {
  const entry = { skill: line.teaches, level: "", myLevel: "", theirLevel: "" };
  const isMine = line.member.id === me;
  return { ring: ring.id, member: isMine ? memberOf(ring.members, line.to) : line.member, kind: isMine ? "learner" : "teacher", score: 0,
    theyTeach: isMine ? [] : [entry], iTeach: isMine ? [entry] : [], fix: [],
    sharedMinutesPerWeek: line.sharedMinutesPerWeek ?? null, nextSlots: line.nextSlots ?? [] };
}

/** What has happened to a ring, oldest first, with what is known of when. @param {Ring} ring
 * @returns {{at: string, step: string}[]} */
export function course({ createdAt, activeSince, endedAt, status }) {
  return [{ at: createdAt, step: "proposed" }, ...(activeSince ? [{ at: activeSince, step: "active" }] : []),
    ...(endedAt && past.includes(status) ? [{ at: endedAt, step: status }] : [])];
}

/** Those to come before those that are over, which begin with the latest.
 * @template {{scheduledAt: string, status: string}} T @param {T[]} sessions */
export function inOrder(sessions) {
  const rank = (/** @type {{status: string}} */ { status }) => (status === "pending" || status === "accepted" ? 0 : 1);
  return [...sessions].sort((one, other) => rank(one) - rank(other)
    || (rank(one) ? -1 : 1) * one.scheduledAt.localeCompare(other.scheduledAt));
}

/** Whether a ring that was read is the last thing told of it, when several are on their way at once.
 * @template T @param {() => Promise<T>} read @param {(found: T) => void} take @returns {() => Promise<void>} */
export function latest(read, take) {
  let turn = 0;
  return async () => {
    const mine = ++turn;
    const found = await read();
    if (mine === turn) take(found);
  };
}
