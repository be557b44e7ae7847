import { h } from "../browser/dom.js";
import { getAhead, post } from "../browser/http.js";
import { t } from "../languages/text.js";
import { style } from "../look/styles.js";
import { empty } from "../shell/parts.js";
import { partner } from "./chat.js";
import { conversationPath, Inbox, inboxAhead, wide } from "./inbox.js";
import { personPanel } from "./person-panel.js";
import { talkName } from "./talk.js";
import { messagesOf, newest } from "./thread.js";
import { threadPane } from "./thread-pane.js";

const styles = (/** @type {Record<string, string>} */ { id }) => Promise.all(
  ["chat.css", ...id ? ["../sessions/sessions.css"] : []].map((name) => style(new URL(name, import.meta.url))));

/** @param {import("../shell/app-state.js").Visit} visit */
export function ahead({ app, params, query }) {
  styles(params);
  if (query.get("to")) return undefined;
  if (!params.id || wide.matches) inboxAhead(query);
  else getAhead(conversationPath(params.id));
  if (!params.id) return undefined;
  if (!query.get("at")) getAhead(messagesOf(params.id), newest);
  return app.outbox();
}

/** @param {import("../shell/app-state.js").Visit} visit @returns {Promise<import("../shell/app-state.js").Page | null>} */
export async function page({ app, params, query, signal }) {
  const to = query.get("to");
  if (to && !params.id) {
    const conversation = await post("/conversations", { member: to });
    if (app.router.isHere(signal)) await app.go(`/messages/${conversation.id}`, { replace: true });
    return null;
  }
  const [inbox] = await Promise.all([Inbox.load(app, params.id, query, signal), styles(params)]);
  const open = params.id ? await inbox.conversationOf(params.id) : null;
  const pane = open ? await threadPane(app, open, inbox, Number(query.get("at")) || undefined, signal) : null;
  const panel = open && !open.ring && matchMedia("(width >= 72rem)").matches
    ? personPanel(app, partner(open, app.me.id), () => pane?.sessions() ?? [], signal) : null;
  if (panel) inbox.sessionsChanged = panel.draw;
  const content = h("div", { class: `messages ${open ? "with-thread" : ""}` },
    inbox.element, pane?.element ?? h("div", { class: "thread-pane none" }, empty(t("chat.choose"), t("chat.chooseText"))), panel?.element);
  return { title: open ? talkName(open, app.me.id) : t("shell.messages"), content,
    shown: () => pane?.shown(), resumed: () => pane?.resumed() };
}
