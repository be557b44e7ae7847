// Says when the two of a swap change roles: what is left until then, a bell, and who teaches next.

import { h } from "../browser/dom.js";
import { t } from "../languages/text.js";
import { halfTime, remaining } from "./room.js";

/**
 * @param {any} session @param {string} me @param {AbortSignal} signal
 * @returns {HTMLElement | null} what to show beside the call; null where one teaches all the time
 */
export function halfTimeBell(session, me, signal) {
  const time = halfTime(session);
  if (time === null) return null;
  const element = h("p", { class: "bell", role: "status" });
  const clock = h("span", { role: "timer", "aria-live": "off" });
  const [first, second] = session.teaches;
  const words = (/** @type {any} */ { teacher, skill }) => t(teacher === me ? "video.youTeach" : "video.theyTeach", {
    name: (session.requester.id === me ? session.recipient : session.requester).name, skill: skill.name });
  let hasRung = Date.now() >= time;
  const tick = () => {
    const now = Date.now();
    const left = remaining(time, now);
    if (left) {
      if (now < Date.parse(session.scheduledAt)) element.replaceChildren(t("video.first", { what: words(first) }));
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
