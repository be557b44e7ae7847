// Who teaches whom: people on a circle, arrows from teacher to learner; a pair is the smallest ring.

import { freshID, h, s } from "../browser/dom.js";
import { parts, t } from "../languages/text.js";
import { fitted, label, measured, mirrored, picture } from "./picture.js";

/**
 * @typedef {{id: string, name: string, teaches?: string | null, isMe?: boolean, accepted?: boolean}} RingMember
 *   each teaches the next, the last the first; where nobody is asked to accept, `accepted` is left out
 * @typedef {{teacher: RingMember, learner: RingMember, skill: string, from: number, to: number, confirmed: boolean}} Edge
 * @typedef {{x: number, y: number}} Point
 * @typedef {{x: number, y: number, width: number, height: number, text: string}} Pill
 * @typedef {{path: string, label: {x: number, y: number, anchor: "start" | "middle" | "end", text: string}}} Arrow
 */

/** More than this have no room on a phone; they become a list. */
export const mostDrawn = 5;

const pillHeight = 32;
const bow = 1.06;

/** The members as they stand, I first. @param {RingMember[]} members */
export function fromMe(members) {
  const me = Math.max(0, members.findIndex(({ isMe }) => isMe));
  return [...members.slice(me), ...members.slice(0, me)];
}

/** @param {RingMember[]} members @returns {Edge[]} */
export function edgesOf(members) {
  if (members.length < 2) return [];
  return members.flatMap((teacher, from) => {
    const to = (from + 1) % members.length;
    const learner = members[to];
    if (!teacher.teaches) return [];
    return [{ teacher, learner, skill: teacher.teaches, from, to,
      confirmed: teacher.accepted !== false && learner.accepted !== false }];
  });
}

/** You teach Cem Swift @param {Edge} edge */
export function edgeSentence({ teacher, learner, skill }) {
  return t(`pictures.ring.${sentenceOf(teacher, learner)}`, { teacher: teacher.name, learner: learner.name, skill });
}

/** The same with each name in its own direction. @param {Edge} edge */
function edgeWords({ teacher, learner, skill }) {
  return parts(`pictures.ring.${sentenceOf(teacher, learner)}`, { teacher: h("bdi", {}, teacher.name),
    learner: h("bdi", {}, learner.name), skill: h("bdi", {}, skill) });
}

/** @param {RingMember} teacher @param {RingMember} learner */
function sentenceOf(teacher, learner) {
  return teacher.isMe ? "youTeach" : learner.isMe ? "teachesYou" : "teaches";
}

/** @param {Edge[]} edges */
export function ringSentence(edges) {
  return edges.map(edgeSentence).join(t("pictures.separator"));
}

/** @param {number} count of members */
export function ringHeight(count) {
  return count === 2 ? 210 : 300;
}

/**
 * Where the pills and the arrows are. Without room for a skill an arrow has its number in the list instead.
 * @param {RingMember[]} members @param {Edge[]} edges @param {number} width
 * @param {{measure: import("./picture.js").Measure, name: (member: RingMember) => string, flip: boolean}} options
 * @returns {{pills: Pill[], arrows: Arrow[]}}
 */
export function ringLayout(members, edges, width, { measure, name, flip }) {
  const count = members.length;
  const height = ringHeight(count);
  // Of two nobody stands at the side, which leaves room for the skills.
  const radius = { x: Math.min(150, width / (count === 2 ? 5 : 4)), y: (height / 2 - 24) / bow };
  const turn = ((flip ? -1 : 1) * 2 * Math.PI) / count;
  /** @param {number} angle @param {number} reach @returns {Point} */
  const at = (angle, reach) => ({ x: width / 2 + radius.x * reach * Math.cos(angle), y: height / 2 + radius.y * reach * Math.sin(angle) });
  const widest = Math.min(140, count === 2 ? width / 2 : radius.x * (count > 4 ? 1.1 : 1.5));
  const pills = members.map((member, index) => {
    const text = fitted(name(member), widest - 20, measure);
    return { ...at(turn * index - Math.PI / 2, 1), width: Math.max(48, measure(text) + 20), height: pillHeight, text };
  });
  const arrows = edges.map((edge, index) => {
    const middle = turn * (edge.from + 0.5) - Math.PI / 2;
    const path = arrowPath(pills[edge.from], at(middle, 2 * bow - Math.cos(Math.PI / count)), pills[edge.to]);
    return { path, label: arrowLabel(at(middle, bow), middle, width, edge.skill, String(index + 1), measure) };
  });
  return { pills, arrows };
}

/** @param {Point} apex @param {number} angle @param {number} width @param {string} skill @param {string} number
 * @param {import("./picture.js").Measure} measure @returns {Arrow["label"]} */
function arrowLabel(apex, angle, width, skill, number, measure) {
  const side = Math.cos(angle);
  if (Math.abs(side) < 0.2) {
    return { x: apex.x, y: apex.y + 17, anchor: "middle", text: fitted(skill, width - 16, measure) || number };
  }
  const x = apex.x + Math.sign(side) * 12;
  const room = side > 0 ? width - x : x;
  return { x, y: apex.y + 4, anchor: side > 0 ? "start" : "end", text: fitted(skill, room, measure) || number };
}

/** A curve from the edge of one pill to the edge of another. @param {Pill} from @param {Point} control @param {Pill} to */
export function arrowPath(from, control, to) {
  /** The blossom of the curve: its point where both parameters are the same.
   * @param {number} u @param {number} v @returns {Point} */
  const blossom = (u, v) => {
    const weights = [(1 - u) * (1 - v), (1 - u) * v + u * (1 - v), u * v];
    return { x: weights[0] * from.x + weights[1] * control.x + weights[2] * to.x,
      y: weights[0] * from.y + weights[1] * control.y + weights[2] * to.y };
  };
  let start = 0;
  while (start < 0.5 && covers(from, blossom(start, start), 3)) start += 0.01;
  let end = 1;
  while (end > 0.5 && covers(to, blossom(end, end), 5)) end -= 0.01;
  const points = [blossom(start, start), blossom(start, end), blossom(end, end)]
    .map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`);
  return `M${points[0]} Q${points[1]} ${points[2]}`;
}

/** @param {Pill} pill @param {Point} point @param {number} margin */
export function covers(pill, point, margin) {
  return Math.abs(point.x - pill.x) < pill.width / 2 + margin && Math.abs(point.y - pill.y) < pill.height / 2 + margin;
}

/**
 * The ring and the same in words. @param {RingMember[]} members each teaches the next
 * @param {{link: (id: string) => string, isSuggested?: boolean}} options isSuggested: nobody was asked, or nobody is any
 *   more, so that there is nothing to confirm @returns {HTMLElement}
 */
export function ringPicture(members, { link, isSuggested = false }) {
  const people = fromMe(members);
  const edges = edgesOf(people);
  const words = h("ol", { class: "ring-words" }, edges.map((edge) => h("li", { class: edge.confirmed ? null : "ring-open" },
    edgeWords(edge), edge.confirmed || isSuggested ? null : ` ${t("pictures.ring.unconfirmed")}`)));
  if (people.length > mostDrawn || !edges.length) {
    return h("div", { class: "picture-figure" }, words, h("ul", { class: "ring-people" }, people.map((member) =>
      h("li", {}, h("a", { href: link(member.id) }, nameOf(member))))));
  }
  const svg = picture({ title: ringSentence(edges), name: "ring", role: "group", height: ringHeight(people.length),
    draw: (width) => drawing(people, edges, width, link) });
  return h("figure", { class: "picture-figure" }, svg, h("figcaption", {}, words));
}

/** @param {RingMember[]} people @param {Edge[]} edges @param {number} width @param {(id: string) => string} link */
function drawing(people, edges, width, link) {
  const { pills, arrows } = ringLayout(people, edges, width, { measure: measured, name: nameOf, flip: mirrored() });
  const head = freshID("arrow");
  return [arrowHead(head), s("g", { "aria-hidden": "true" }, arrows.flatMap(({ path, label: { x, y, anchor, text } }, index) => [
    s("path", { class: edges[index].confirmed ? "ring-edge" : "ring-edge ring-edge-open", d: path, "marker-end": `url(#${head})` }),
    label(x, y, anchor, text)])),
  ...pills.map((pill, index) => s("a", { href: link(people[index].id), "aria-label": nameOf(people[index]), class: "ring-node" },
    s("rect", { x: pill.x - pill.width / 2, y: pill.y - pill.height / 2, width: pill.width, height: pill.height, rx: 16,
      class: people[index].isMe ? "ring-me" : null }),
    label(pill.x, pill.y + 5, "middle", pill.text)))];
}

/** @param {RingMember} member */
function nameOf(member) {
  return member.isMe ? t("pictures.ring.you") : member.name;
}

/** @param {string} id */
function arrowHead(id) {
  return s("marker", { id, viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 8, markerHeight: 8, orient: "auto",
    markerUnits: "userSpaceOnUse" }, s("path", { d: "M0 0 8 4 0 8z", class: "ring-head" }));
}
