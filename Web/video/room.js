// What the page of a call makes of the server's answers. No DOM, no network.

/**
 * @typedef {{provider: "jwt" | "jaas" | "open" | "link", domain: string, room: string, url: string, token?: string,
 *   subject: string, displayName: string, closesAt: string}} Room
 * @typedef {{code: string, detail: string, session?: {meetingLink: string | null}}} Problem
 * @typedef {{text: string, link: string | null, signIn: boolean}} Notice
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

/** What the script's JitsiMeetExternalAPI is given; only keys that Jitsi lets a page set. @param {Room} room */
export function optionsOf(room) {
  return {
    roomName: room.room,
    ...(room.token === undefined ? {} : { jwt: room.token }),
    width: "100%",
    height: "100%",
    userInfo: { displayName: room.displayName },
    configOverwrite: {
      prejoinConfig: { enabled: true },
      startWithAudioMuted: false,
      startWithVideoMuted: false,
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

/** What to tell a person about a refusal. @param {number} status @param {Problem | null} problem @returns {Notice} */
export function noticeOf(status, problem) {
  const link = safeLink(problem?.session?.meetingLink);
  if (status === 401) return { text: "Sign in to join the call.", link: null, signIn: true };
  if (status === 404) return { text: "There is no such session, or it is not yours.", link: null, signIn: false };
  if (problem?.code === "videoOff") {
    const text = link ? "This server has no video. You meet here:"
      : "This server has no video. Agree on a meeting link: either of you can set one in the session.";
    return { text, link, signIn: false };
  }
  return { text: problem?.detail ?? "The room could not be opened. Try again in a moment.", link, signIn: false };
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
