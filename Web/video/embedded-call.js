// Runs the call of a Jitsi in the page through its IFrame API.

import { h } from "../browser/dom.js";
import { t } from "../languages/text.js";
import { button } from "../shell/parts.js";
import { CallState, optionsOf, patience, scriptOf } from "./room.js";

/**
 * @typedef {import("./room.js").Room} Room
 * @typedef {{shown: () => void, report: (event: "joined" | "left") => void, left: () => void, failed: (key: string) => void,
 *   leaving: AbortSignal}} Hooks
 */

/** @param {Room} room @param {import("./prejoin.js").Choice} choice @param {HTMLElement} place @param {Hooks} hooks */
export async function embed(room, choice, place, hooks) {
  const call = new CallState();
  const fallback = setTimeout(() => hooks.failed("video.notShown"), patience);
  try {
    await load(scriptOf(room));
    show(room, choice, place, hooks, call, fallback);
  } catch {
    clearTimeout(fallback);
    hooks.failed("video.notLoaded");
  }
}

/** @param {Room} room @param {import("./prejoin.js").Choice} choice @param {HTMLElement} place @param {Hooks} hooks
 * @param {CallState} call @param {ReturnType<typeof setTimeout>} fallback */
function show(room, choice, place, hooks, call, fallback) {
  place.hidden = false;
  const knocks = h("div", { class: "knocks", role: "region", "aria-label": t("video.knocks"), hidden: true });
  const frame = h("div", { class: "frame" });
  place.replaceChildren(knocks, frame);
  // @ts-expect-error: the script of the Jitsi defines it
  const api = new window.JitsiMeetExternalAPI(room.domain, { ...optionsOf(room, choice), parentNode: frame });
  frame.querySelector("iframe")?.setAttribute("title", t("video.frame"));
  const take = (/** @type {string} */ name, /** @type {any} */ detail) => {
    const { report, ends, fails } = call.take(name, detail);
    if (call.isShown || call.isOver) clearTimeout(fallback);
    if (call.isShown && !call.isOver && !fails) hooks.shown();
    if (report) hooks.report(report);
    if (ends) {
      api.dispose();
      place.hidden = true;
      if (!fails) hooks.left();
    }
    if (fails) hooks.failed(ends ? "video.broke" : "video.cameraFails");
  };
  for (const name of ["prejoinScreenLoaded", "videoConferenceJoined", "videoConferenceLeft", "readyToClose",
    "errorOccurred", "cameraError"]) api.addListener(name, (/** @type {any} */ detail) => take(name, detail));
  api.addListener("knockingParticipant", (/** @type {any} */ detail) => showKnock(knocks, api, detail.participant));
  api.addListener("participantRoleChanged", (/** @type {any} */ detail) => {
    // Without tokens whoever learns the address could walk in: let the first of the two open the door.
    if (room.provider === "open" && detail.role === "moderator") api.executeCommand("toggleLobby", true);
  });
  hooks.leaving.addEventListener("abort", () => take("pagehide", undefined));
}

/** @param {HTMLElement} knocks @param {any} api @param {{id: string, name?: string}} participant */
function showKnock(knocks, api, participant) {
  const answer = (/** @type {boolean} */ isWelcome) => () => {
    api.executeCommand("answerKnockingParticipant", participant.id, isWelcome);
    knocks.hidden = true;
  };
  knocks.replaceChildren(h("span", {}, t("video.knocking", { name: participant.name || t("video.somebody") })),
    button(t("video.letIn"), { kind: "first", onclick: answer(true) }), button(t("video.turnAway"), { onclick: answer(false) }));
  knocks.hidden = false;
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
