// What the page of a call makes of the server's answers. No DOM, no network.

/**
 * @typedef {{provider: "jwt" | "jaas" | "open" | "link", domain: string, room: string, url: string, token?: string,
 *   subject: string, displayName: string, closesAt: string}} Room
 * @typedef {{code: string, detail: string, session?: {meetingLink: string | null}}} Problem
 * @typedef {{key: string | null, link: string | null, signIn: boolean}} Notice
 */

/** After how many milliseconds without a sign of the call the page offers another way. */
export const patience = 10_000;

/** The session that the page's path names, or null. @param {string} path */
export function sessionOf(path) {
  return /^\/call\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i.exec(path)?.[1] ?? null;
}

/** Whether the call is shown in the page; otherwise it is only opened in a tab of its own. @param {Room} room */
export function isEmbedded(room) {
  return room.provider !== "link";
}

/** The one script that this room needs. @param {Room} room */
export function scriptOf(room) {
  if (!/^[a-z0-9.-]+(:[0-9]+)?$/.test(room.domain)) throw new TypeError("not the name of a host");
  const tenant = room.provider === "jaas" ? `${encodeURIComponent(room.room.split("/")[0])}/` : "";
  return `https://${room.domain}/${tenant}external_api.js`;
}

/** What the script's JitsiMeetExternalAPI is given; only keys that Jitsi lets a page set.
 * @param {Room} room @param {{camera: boolean, microphone: boolean, cameraLabel?: string, microphoneLabel?: string}} choice
 *   what was chosen before joining */
export function optionsOf(room, choice = { camera: true, microphone: true }) {
  return {
    roomName: room.room,
    ...(room.token === undefined ? {} : { jwt: room.token }),
    width: "100%",
    height: "100%",
    userInfo: { displayName: room.displayName },
    devices: { ...(choice.cameraLabel ? { videoInput: choice.cameraLabel } : {}),
      ...(choice.microphoneLabel ? { audioInput: choice.microphoneLabel } : {}) },
    configOverwrite: {
      prejoinConfig: { enabled: false },
      startWithAudioMuted: !choice.microphone,
      startWithVideoMuted: !choice.camera,
      disableDeepLinking: true,
      disableInviteFunctions: true,
      disableThirdPartyRequests: true,
      readOnlyName: true,
      subject: room.subject,
      toolbarButtons: [
        "microphone", "camera", "desktop", "chat", "raisehand", "tileview", "whiteboard", "settings", "fullscreen",
        "hangup",
      ],
    },
  };
}

/** What to tell a person about a refusal; without a key the problem says it. @param {number} status @param {Problem | null} problem
 * @returns {Notice} */
export function noticeOf(status, problem) {
  const link = safeLink(problem?.session?.meetingLink);
  if (status === 401) return { key: "video.signIn", link: null, signIn: true };
  if (status === 404) return { key: "video.noSession", link: null, signIn: false };
  if (problem?.code === "videoOff") return { key: link ? "video.offButLink" : "video.off", link, signIn: false };
  return { key: null, link, signIn: false };
}

/**
 * When the two of a swap change roles, or null where one teaches all the time.
 * @param {{teaches: any[], scheduledAt: string, durationMinutes: number}} session
 */
export function halfTime({ teaches, scheduledAt, durationMinutes }) {
  return teaches.length === 2 ? Date.parse(scheduledAt) + durationMinutes * 30_000 : null;
}

/** What is left until a time as minutes and seconds, 12:30; empty once it is there. @param {number} time @param {number} now */
export function remaining(time, now) {
  const seconds = Math.ceil((time - now) / 1000);
  return seconds <= 0 ? "" : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** An address that may become a link: members type them. @param {string | null | undefined} link */
export function safeLink(link) {
  return link && /^https?:\/\//i.test(link) ? link : null;
}

/** A call as far as its page knows. */
export class CallState {
  #isIn = false;
  #isShown = false;
  #isOver = false;

  /** Whether something of the call is to be seen, so that waiting for it can end. */
  get isShown() { return this.#isShown; }
  /** Whether it ended, by hanging up or by failing. */
  get isOver() { return this.#isOver; }

  /**
   * Takes an event of the call.
   * @param {string} name @param {{error?: {isFatal?: boolean}}} [detail]
   * @returns {{report: "joined" | "left" | null, ends: boolean, fails: boolean}} what to tell the server, whether the
   *   call is to be taken away, and whether another way is to be offered
   */
  take(name, detail) {
    const nothing = { report: null, ends: false, fails: false };
    if (this.#isOver) return nothing;
    switch (name) {
      case "prejoinScreenLoaded":
        this.#isShown = true;
        return nothing;
      case "videoConferenceJoined": {
        this.#isShown = true;
        const isNew = !this.#isIn;
        this.#isIn = true;
        return { ...nothing, report: isNew ? "joined" : null };
      }
      case "videoConferenceLeft":
      case "readyToClose":
      case "pagehide":
        return { ...this.#end(), fails: false };
      case "errorOccurred":
        return detail?.error?.isFatal ? this.#end() : nothing;
      case "cameraError":
        return { ...nothing, fails: true };
      default:
        return nothing;
    }
  }

  /** @returns {{report: "left" | null, ends: boolean, fails: boolean}} */
  #end() {
    const report = this.#isIn ? "left" : null;
    this.#isIn = false;
    this.#isOver = true;
    return { report, ends: true, fails: true };
  }
}
