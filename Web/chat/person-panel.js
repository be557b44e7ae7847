// Who one writes to, beside the conversation where there is room.

import { h } from "../browser/dom.js";
import { dayAndClock } from "../languages/format.js";
import { t } from "../languages/text.js";
import { avatar, followPresence, linkButton, person } from "../shell/parts.js";
import { partnerOf, roomOf } from "../sessions/sessions.js";

/** @typedef {import("../sessions/sessions.js").Session} Session */

/** @param {import("../shell/app-state.js").App} app @param {any} other
 * @param {() => Session[]} sessions with whomever @param {AbortSignal} signal */
export function personPanel(app, other, sessions, signal) {
  const next = h("div", { class: "stack" });
  const draw = () => next.replaceChildren(...nextSession(app, sessions().filter((session) =>
    partnerOf(session, app.me.id)?.id === other.id)));
  const timer = setInterval(draw, 30_000);
  signal.addEventListener("abort", () => clearInterval(timer), { once: true });
  draw();
  const face = avatar(other, "large");
  followPresence(app, other, face, () => undefined, signal);
  const element = h("aside", { class: "person-panel", "aria-label": t("chat.profile") }, face, h("h2", {}, person(other)),
    other.headline && h("p", {}, h("bdi", {}, other.headline)), next);
  return { element, draw };
}

/** @param {import("../shell/app-state.js").App} app @param {Session[]} sessions */
function nextSession(app, sessions) {
  const now = Date.now();
  const [session] = sessions.filter(({ status, scheduledAt, durationMinutes }) => status === "accepted"
    && Date.parse(scheduledAt) + durationMinutes * 60_000 > now).sort((one, two) => one.scheduledAt.localeCompare(two.scheduledAt));
  if (!session) return [];
  return [h("h3", {}, t("chat.next")), h("p", {}, h("a", { href: `/sessions/${session.id}` }, h("bdi", {}, session.topic)), h("br"),
    h("time", { class: "muted small", datetime: session.scheduledAt }, dayAndClock(session.scheduledAt, app.zone))),
  ...(roomOf(session, now)?.isOpen ? [linkButton(`/call/${session.id}`, t("sessions.join"), { kind: "first", icon: "video" })] : [])];
}
