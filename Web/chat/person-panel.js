// Who one writes to, beside the conversation where there is room.

import { h } from "../browser/dom.js";
import { get } from "../browser/http.js";
import { dayAndClock } from "../languages/format.js";
import { t } from "../languages/text.js";
import { avatar, linkButton, person } from "../shell/parts.js";
import { laterOf, partnerOf, roomOf } from "../sessions/sessions.js";

/** @typedef {import("../sessions/sessions.js").Session} Session */

/** How long before its end at the latest a session began, in milliseconds. */
const longest = 8 * 3_600_000;

/** @param {import("../shell/app-state.js").App} app @param {any} other @param {AbortSignal} signal */
export function personPanel(app, other, signal) {
  const next = h("div", { class: "stack" });
  /** @type {Map<string, Session>} */
  const sessions = new Map();
  const draw = () => next.replaceChildren(...nextSession(app, [...sessions.values()]));
  const take = (/** @type {Session} */ session) => {
    if (partnerOf(session, app.me.id)?.id !== other.id) return;
    const known = sessions.get(session.id);
    sessions.set(session.id, known ? laterOf(known, session) : session);
  };
  const load = async () => {
    const from = new Date(Date.now() - longest).toISOString();
    const { items } = await get("/sessions", { status: "accepted", from, limit: 100 }, { signal });
    items.forEach(take);
    draw();
  };
  app.live?.on("session:*", ({ session }) => {
    take(session);
    draw();
  }, signal);
  app.live?.on("resync", () => load().catch(() => undefined), signal);
  const timer = setInterval(draw, 30_000);
  signal.addEventListener("abort", () => clearInterval(timer), { once: true });
  load().catch(() => undefined);
  return h("aside", { class: "person-panel", "aria-label": t("chat.profile") }, avatar(other, "large"), h("h2", {}, person(other)),
    other.headline && h("p", {}, h("bdi", {}, other.headline)), next);
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
