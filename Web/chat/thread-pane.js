import { h } from "../browser/dom.js";
import { loaded } from "../browser/http.js";
import { there } from "../languages/format.js";
import { t } from "../languages/text.js";
import { icon } from "../look/icons.js";
import { menu } from "../shell/dialogs.js";
import { followPresence, person } from "../shell/parts.js";
import { partner, withoutMember, withReading } from "./chat.js";
import { composer } from "./composer.js";
import { wide } from "./inbox.js";
import { face, talkName } from "./talk.js";
import { Thread } from "./thread.js";

/** @typedef {import("./chat.js").Conversation} Conversation @typedef {import("../shell/app-state.js").App} App */

/** After these refusals nobody here can be written to: somebody is suspended, or the conversation is gone for me. */
const final = new Set(["memberUnavailable", "notFound"]);

/**
 * The open conversation: who it is with, what was said, and where to write.
 * @param {App} app @param {Conversation} conversation @param {import("./inbox.js").Inbox} inbox @param {number | undefined} at @param {AbortSignal} signal
 */
export async function threadPane(app, conversation, inbox, at, signal) {
  const me = app.me.id;
  const other = conversation.ring ? { id: null, name: t("rings.everybody") } : partner(conversation, me);
  const outbox = await app.outbox();
  const thread = new Thread(app, conversation, outbox, other, signal,
    { edit: (message) => writer.edit(message), rewrite: (text) => writer.write(text), told: inbox.sessions,
      sessionsRead: () => inbox.sessionsChanged() });
  const writer = composer({ app, conversation: conversation.id, name: other.name,
    send: (text) => {
      outbox.add(conversation.id, text);
      thread.toNewest();
    }, change: (message, text) => thread.change(message, text) });
  const isOver = () => outbox.of(conversation.id).some(({ problem }) => final.has(problem?.code ?? ""));
  const closeIfOver = () => {
    if (conversation.canWrite && !isOver()) return;
    writer.close(t(conversation.ring ? "chat.closedRing" : "problems.memberUnavailable"));
  };
  closeIfOver();
  outbox.onChange(closeIfOver, signal);
  const name = h("a", { href: `/rings/${conversation.ring}`, class: "person" }, talkName(conversation, me));
  app.live?.on("ring:broken", ({ ring }) => {
    if (ring.id !== conversation.ring) return;
    // It goes on without whoever left.
    if (ring.left === me) return writer.close(t("chat.leftRing"));
    name.replaceChildren(talkName(withoutMember(conversation, ring.left), me));
  }, signal);
  const status = h("p", { class: "muted small" }, conversation.ring ? t("rings.talk") : there(other));
  const mine = (/** @type {any} */ told) => told.conversation === conversation.id || told.message?.conversation === conversation.id;
  for (const event of ["message:created", "message:updated", "session:*"]) {
    app.live?.on(event, (told, type) => {
      if (told.message && mine(told)) thread.take(told.message, type === "message:created");
    }, signal);
  }
  app.live?.on("message:read", (told) => {
    if (told.conversation === conversation.id) thread.update(withReading(thread.conversation, /** @type {any} */ (told), app.me.id));
  }, signal);
  app.live?.on("typing", (told) => { if (told.conversation === conversation.id && told.member !== me) thread.showTyping(told.member); }, signal);
  const picture = face(conversation, me, "small");
  if (!conversation.ring) followPresence(app, other, picture, (now) => { status.textContent = there(now); }, signal);
  app.live?.on("resync", () => thread.refresh().catch(() => undefined), signal);
  const head = h("header", { class: "thread-head row" },
    h("a", { class: "icon-button narrow-only", href: "/messages", "aria-label": t("shell.back"), onclick: (/** @type {any} */ event) => event.currentTarget.setAttribute("href", inbox.address("/messages")) }, icon("back")), picture,
    h("div", { class: "grow" }, h("h1", {}, conversation.ring ? name : person(other)), status),
    conversation.ring ? h("a", { class: "icon-button", href: `/rings/${conversation.ring}`, "aria-label": t("rings.see"), title: t("rings.see") }, icon("ring")) : menu(t("chat.moreAbout", { name: other.name }), [
      { label: t("chat.profile"), icon: "me", act: () => app.go(`/people/${other.id}`) },
      { label: t("matching.request"), icon: "calendar", act: async () => (await loaded(import("../sessions/request-dialog.js"))).openRequest(app, other) },
      { label: t("profiles.block"), icon: "block", kind: "danger", act: async () =>
        (await loaded(import("../profiles/block.js"))).block(app, other, { next: "/messages", signal }) }]));
  const element = h("section", { class: "thread-pane", "aria-label": t("chat.with", { name: other.name }) }, head, thread.said,
    h("div", { class: "log-place" }, h("h2", { class: "hidden" }, t("chat.log", { name: other.name })), thread.element, thread.newest), writer.element);
  await thread.open(at);
  // What was told before is newer than what was read.
  for (const { told, type } of inbox.heard ?? []) if (mine(told)) thread.take(told.message, type === "message:created");
  inbox.heard = null;
  return { element, sessions: () => thread.sessions, resumed: () => thread.return(), shown: () => {
    thread.arrive(at);
    if (wide.matches) writer.focus();
  } };
}
