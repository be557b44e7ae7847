// The page of a call: a look at oneself, the room of the session, and the conversation beside it.

import { h } from "../browser/dom.js";
import { get, post, Problem } from "../browser/http.js";
import { dayAndClock, duration } from "../languages/format.js";
import { parts, speak, t, wantedLanguage } from "../languages/text.js";
import { App } from "../shell/app-state.js";
import { button, linkButton, say, unreached } from "../shell/parts.js";
import { embed } from "./embedded-call.js";
import { halfTimeBell } from "./half-time.js";
import { Prejoin } from "./prejoin.js";
import { isEmbedded, noticeOf, sessionOf } from "./room.js";
import { sideChat } from "./side-chat.js";

/** @typedef {import("./room.js").Room} Room */

const topic = /** @type {HTMLElement} */ (document.getElementById("topic"));
const state = /** @type {HTMLElement} */ (document.getElementById("state"));
const actions = /** @type {HTMLElement} */ (document.getElementById("actions"));
const place = /** @type {HTMLElement} */ (document.getElementById("call"));
const before = /** @type {HTMLElement} */ (document.getElementById("before"));
const beside = /** @type {HTMLElement} */ (document.getElementById("beside"));
const id = sessionOf(location.pathname);
const app = new App();
const leaving = new AbortController();
/** @type {any} */
let session = null;
/** @type {Prejoin | null} */
let prejoin = null;
/** What follows the session is not to tear down a call. */
let hasJoined = false;
let looks = 0;

begin();

async function begin() {
  if (!await speak(wantedLanguage()).then(() => true, () => false)) return state.replaceChildren(...unreached());
  addEventListener("pagehide", () => leaving.abort());
  document.querySelector(".back span")?.replaceChildren(t("video.back"));
  if (!id) return tellState("video.noSession");
  await look();
  return undefined;
}

/** Shows what can be done now. */
async function look() {
  const turn = ++looks;
  actions.replaceChildren();
  try {
    if (!app.me) await app.start(true);
    if (!app.me) return signIn();
    session ??= await get(`/sessions/${id}`);
  } catch (problem) {
    return refused(problem);
  }
  showSession();
  const room = await enter(() => turn !== looks || hasJoined);
  if (!room) return undefined;
  if (!isEmbedded(room)) return offerLink(room, "video.ownTab");
  return prejoin ? readyToJoin() : offerJoining();
}

function showSession() {
  topic.replaceChildren(h("bdi", {}, session.topic));
  document.title = `${session.topic} – SkillSync`;
  const other = session.requester.id === app.me.id ? session.recipient : session.requester;
  document.getElementById("about")?.replaceChildren(...parts("video.with", { name: h("bdi", {}, other.name),
    time: dayAndClock(session.scheduledAt, app.zone), length: duration(session.durationMinutes) }));
  if (!beside.hidden) return;
  beside.replaceChildren(...[halfTimeBell(() => session, app.me.id, leaving.signal)].filter((part) => part !== null));
  sideChat(app, session, leaving.signal).then((chat) => beside.append(chat));
  app.live?.on("session:*", (told) => { if (told.session.id === id) follow(told.session); }, leaving.signal);
  app.live?.on("resync", () => get(`/sessions/${id}`).then(follow, () => undefined), leaving.signal);
  app.listen();
  beside.hidden = false;
}

/** The session went on: what was said of its time, and whether one can go in, may hold no more. @param {any} told */
async function follow(told) {
  const known = session;
  if (Date.parse(told.updatedAt) < Date.parse(known.updatedAt)) return;
  session = told;
  showSession();
  if (hasJoined || ["status", "scheduledAt", "durationMinutes", "meetingLink"].every((name) => told[name] === known[name])) return;
  const hadFocus = actions.contains(document.activeElement);
  await look();
  if (hadFocus) actions.querySelector("button")?.focus();
}

/** Asks for the room; says why where there is none. @param {() => boolean} [isPast] whether nobody waits for it any more
 * @returns {Promise<Room | null>} */
async function enter(isPast = () => false) {
  try {
    const room = await post(`/sessions/${id}/room`);
    return isPast() ? null : room;
  } catch (problem) {
    if (!isPast()) refused(problem);
    return null;
  }
}

/** @param {any} problem */
function refused(problem) {
  if (!(problem instanceof Problem)) console.error(problem);
  prejoin?.finish();
  prejoin = null;
  before.hidden = true;
  const notice = noticeOf(problem?.status ?? 0, { code: problem?.code ?? "", detail: problem?.message ?? "", session: problem?.session ?? session });
  if (notice.signIn) return signIn();
  state.replaceChildren(notice.key ? t(notice.key) : say(problem));
  actions.replaceChildren(...(notice.link ? [linkButton(notice.link, notice.link, { target: "_blank", rel: "noopener noreferrer" })] : []),
    button(t("problems.again"), { icon: "reload", onclick: look }));
  return undefined;
}

function signIn() {
  tellState("video.signIn");
  actions.replaceChildren(linkButton(`/sign-in?next=${encodeURIComponent(location.pathname)}`, t("shell.signIn"), { kind: "first" }));
}

/** A look at oneself, and the button that goes in. */
function offerJoining() {
  hasJoined = false;
  prejoin = new Prejoin();
  before.replaceChildren(prejoin.element);
  before.hidden = false;
  readyToJoin();
  prejoin.start();
}

function readyToJoin() {
  tellState("video.ready");
  actions.replaceChildren(button(t("video.join"), { kind: "first", icon: "video", onclick: join }));
}

/** Loads the call. The token is a new one: this page may have been open for long. */
async function join() {
  const choice = prejoin?.finish() ?? { camera: true, microphone: true };
  prejoin = null;
  before.hidden = true;
  actions.replaceChildren();
  tellState("video.joining");
  hasJoined = true;
  const room = await enter();
  if (!room) {
    hasJoined = false;
    return;
  }
  embed(room, choice, place, {
    shown: () => {
      state.replaceChildren();
      actions.replaceChildren();
    },
    report: tell,
    left: () => {
      tellState("video.left");
      actions.replaceChildren(button(t("video.again"), { icon: "video", onclick: offerJoining }), linkButton(`/sessions/${id}`, t("video.toSession"), { kind: "first" }));
    },
    failed: (key) => offerLink(room, key),
    leaving: leaving.signal,
  });
}

/** Another way into the room. @param {Room} room @param {string} key */
function offerLink(room, key) {
  state.replaceChildren(t(key), ...(room.token ? [" ", t("video.yourLink")] : []));
  const address = h("input", { readonly: true, value: room.url, "aria-label": t("video.link") });
  const copy = button(t("video.copy"), { icon: "copy", onclick: async () => {
    try {
      await navigator.clipboard.writeText(room.url);
      copy.querySelector("span")?.replaceChildren(t("video.copied"));
    } catch {
      address.select();
    }
  } });
  actions.replaceChildren(linkButton(room.url, t("video.newTab"), { kind: "first", target: "_blank", rel: "noopener noreferrer" }), address, copy);
}

/** A hint for the record of the session; nothing depends on it. @param {"joined" | "left"} event */
function tell(event) {
  fetch(`/api/v1/sessions/${id}/attendance`, {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ event }), keepalive: true,
  }).catch(() => undefined);
}

/** @param {string} key */
function tellState(key) {
  state.replaceChildren(t(key));
}
