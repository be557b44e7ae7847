// Says when the two of a swap change roles: what is left until then, a bell, and who teaches next.

import { h } from "../browser/dom.js";
import { t } from "../languages/text.js";
import { halfTime, remaining } from "./room.js";

/**
 * @param {() => any} current the session as it stands: its time may be moved while it is looked at
 * @param {string} me @param {AbortSignal} signal
 * @returns {HTMLElement | null} what to show beside the call; null where one teaches all the time
 */
export function halfTimeBell(current, me, signal) {
  if (halfTime(current()) === null) return null;
  const element = h("p", { class: "bell", role: "status" });
  const clock = h("span", { role: "timer", "aria-live": "off" });
  const { teaches: [first, second], requester, recipient } = current();
  const words = (/** @type {any} */ { teacher, skill }) => t(teacher === me ? "video.youTeach" : "video.theyTeach", {
    name: (requester.id === me ? recipient : requester).name, skill: skill.name });
  /** @type {number | null} */
  let time = null;
  let hasRung = false;
  const tick = () => {
    const now = Date.now();
    const at = /** @type {number} */ (halfTime(current()));
    if (at !== time) {
      time = at;
      hasRung = now >= at;
      delete element.dataset.half;
    }
    const left = remaining(at, now);
    if (left) {
      if (now < Date.parse(current().scheduledAt)) element.replaceChildren(t("video.first", { what: words(first) }));
      else {
        clock.textContent = left;
        if (!clock.isConnected) element.replaceChildren(`${words(first)} `, t("video.swapIn"), " ", clock);
      }
      return;
    }
    if (!hasRung) {
      hasRung = true;
      ring();
    }
    if (element.dataset.half !== "second") {
      element.dataset.half = "second";
      element.replaceChildren(t("video.swapNow", { what: words(second) }));
    }
  };
  tick();
  const timer = setInterval(tick, 1_000);
  signal.addEventListener("abort", () => clearInterval(timer));
  return element;
}

/** Two soft tones; nothing where sound is not allowed. */
function ring() {
  try {
    const audio = new AudioContext();
    for (const [index, frequency] of [660, 880].entries()) {
      const [tone, volume] = [audio.createOscillator(), audio.createGain()];
      const at = audio.currentTime + index * 0.35;
      tone.frequency.value = frequency;
      volume.gain.setValueAtTime(0.0001, at);
      volume.gain.exponentialRampToValueAtTime(0.2, at + 0.03);
      volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.9);
      tone.connect(volume).connect(audio.destination);
      tone.start(at);
      tone.stop(at + 1);
    }
    setTimeout(() => audio.close(), 3_000);
  } catch {
    // The words are there all the same.
  }
}
