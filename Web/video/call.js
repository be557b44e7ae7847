import { h } from "../browser/dom.js";
import { CallState, isEmbedded, noticeOf, optionsOf, patience, scriptOf, sessionOf } from "./room.js";

/** @typedef {import("./room.js").Room} Room */

const topic = /** @type {HTMLElement} */ (document.getElementById("topic"));
const state = /** @type {HTMLElement} */ (document.getElementById("state"));
const actions = /** @type {HTMLElement} */ (document.getElementById("actions"));
const knocks = /** @type {HTMLElement} */ (document.getElementById("knocks"));
const place = /** @type {HTMLElement} */ (document.getElementById("call"));
const session = sessionOf(location.pathname);

if (session) look(); else say("This address names no session.");

/** Shows what can be done now. */
async function look() {
  const room = await enter();
  if (!room) return;
  topic.textContent = room.subject;
  document.title = `${room.subject} – SkillSync`;
  if (!isEmbedded(room)) return offerLink(room, "The call opens in a tab of its own.");
  say("Camera and microphone are asked for when you join.");
  actions.replaceChildren(button("Join the call", "first", join));
}

/** Asks for the room; says why where there is none. @returns {Promise<Room | null>} */
async function enter() {
  try {
    const answer = await send("room", {});
    if (answer.ok) return await answer.json();
    const notice = noticeOf(answer.status, await answer.json().catch(() => null));
    say(notice.text);
    actions.replaceChildren(
      ...(notice.link ? [tabLink(notice.link, notice.link)] : []),
      ...(notice.signIn ? [h("a", { class: "button first", href: "/" }, "Sign in")] : [button("Try again", "", look)]));
  } catch {
    say("The server could not be reached.");
    actions.replaceChildren(button("Try again", "", look));
  }
  return null;
}

/** Loads the call. The token is a new one: this page may have been open for long. */
async function join() {
  actions.replaceChildren();
  say("Joining …");
  const room = await enter();
  if (!room) return;
  const call = new CallState();
  const fallback = setTimeout(() => offerLink(room, "The call does not show up here."), patience);
  try {
    await load(scriptOf(room));
    show(room, call, fallback);
  } catch {
    clearTimeout(fallback);
    offerLink(room, "The call could not be loaded.");
  }
}

/** @param {Room} room @param {CallState} call @param {number} fallback */
function show(room, call, fallback) {
  place.hidden = false;
  // @ts-expect-error: the script of the Jitsi defines it
  const api = new window.JitsiMeetExternalAPI(room.domain, { ...optionsOf(room), parentNode: place });
  const take = (/** @type {string} */ name, /** @type {any} */ detail) => {
    const { report, ends, fails } = call.take(name, detail);
    if (call.isShown || call.isOver) clearTimeout(fallback);
    if (call.isShown && !call.isOver && !fails) {
      say("");
      actions.replaceChildren();
    }
    if (report) tell(report);
    if (ends) {
      api.dispose();
      place.hidden = true;
      knocks.hidden = true;
      if (!fails) {
        say("You left the call.");
        actions.replaceChildren(button("Join again", "", join));
      }
    }
    if (fails) offerLink(room, ends ? "The call broke off." : "The camera cannot be used here.");
  };
  for (const name of ["prejoinScreenLoaded", "videoConferenceJoined", "videoConferenceLeft", "readyToClose",
    "errorOccurred", "cameraError"]) api.addListener(name, (/** @type {any} */ detail) => take(name, detail));
  api.addListener("knockingParticipant", (/** @type {any} */ detail) => showKnock(api, detail.participant));
  api.addListener("participantRoleChanged", (/** @type {any} */ detail) => {
    // Without tokens whoever learns the address could walk in: let the first of the two open the door.
    if (room.provider === "open" && detail.role === "moderator") api.executeCommand("toggleLobby", true);
  });
  window.addEventListener("pagehide", () => take("pagehide", undefined));
}

/** @param {any} api @param {{id: string, name?: string}} participant */
function showKnock(api, participant) {
  const answer = (/** @type {boolean} */ isWelcome) => () => {
    api.executeCommand("answerKnockingParticipant", participant.id, isWelcome);
    knocks.hidden = true;
  };
  knocks.replaceChildren(
    h("span", {}, `${participant.name || "Somebody"} would like to come in.`),
    button("Let in", "first", answer(true)), button("Turn away", "", answer(false)));
  knocks.hidden = false;
}

/** Another way into the room. @param {Room} room @param {string} text */
function offerLink(room, text) {
  say(room.token ? `${text} The link is for you alone: it brings in whoever has it under your name.` : text);
  const address = h("input", { readonly: true, value: room.url, "aria-label": "Link to the room" });
  const copy = button("Copy the link", "", async () => {
    try {
      await navigator.clipboard.writeText(room.url);
      copy.textContent = "Copied";
    } catch {
      /** @type {HTMLInputElement} */ (address).select();
    }
  });
  actions.replaceChildren(tabLink(room.url, "Open in a new tab"), address, copy);
}

/** @param {string} url @param {string} text */
function tabLink(url, text) {
  return h("a", { class: "button first", href: url, target: "_blank", rel: "noopener noreferrer" }, text);
}

/** @param {string} text @param {string} kind @param {() => void} act */
function button(text, kind, act) {
  const element = h("button", { type: "button", class: `button ${kind}`.trim() }, text);
  element.addEventListener("click", act);
  return element;
}

/** @param {string} text */
function say(text) {
  state.textContent = text;
}

/** A hint for the record of the session; nothing depends on it. @param {"joined" | "left"} event */
function tell(event) {
  send("attendance", { event }).catch(() => undefined);
}

/** @param {string} path @param {object} body */
function send(path, body) {
  return fetch(`/api/v1/sessions/${session}/${path}`, {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body), keepalive: true,
  });
}

/** Runs a script of the Jitsi, and no other. @param {string} url @returns {Promise<void>} */
function load(url) {
  if ("JitsiMeetExternalAPI" in window) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = trusted(url);
    script.addEventListener("load", () => resolve());
    script.addEventListener("error", () => reject(new Error("the script did not load")));
    document.head.append(script);
  });
}

/** @type {any} made once, because a name can be used once */
let policy;

/** @param {string} url @returns {any} the address in the form that a page with Trusted Types takes */
function trusted(url) {
  // @ts-expect-error: not every browser has it
  const types = window.trustedTypes;
  policy ??= types?.createPolicy("sx-jitsi", {
    createScriptURL: (/** @type {string} */ asked) => {
      if (!/^https:\/\/[a-z0-9.:-]+\/([\w%-]+\/)?external_api\.js$/.test(asked)) throw new TypeError("not our script");
      return asked;
    },
  });
  return policy ? policy.createScriptURL(url) : url;
}
