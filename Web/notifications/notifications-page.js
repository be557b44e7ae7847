import { h } from "../browser/dom.js";
import { get, getAhead, post } from "../browser/http.js";
import { fromNow } from "../languages/format.js";
import { t } from "../languages/text.js";
import { icon } from "../look/icons.js";
import { targetOf } from "../shell/app-state.js";
import { pagedList } from "../shell/long-list.js";
import { button, empty, failure, linkButton } from "../shell/parts.js";
import { notificationParts } from "./notification-text.js";

const icons = { session: "calendar", conversation: "messages", member: "star", ring: "ring" };

const portion = { limit: 30 };

export const ahead = () => getAhead("/notifications", portion);

/** @param {import("../shell/app-state.js").Visit} visit @returns {Promise<import("../shell/app-state.js").Page>} */
export async function page({ app, signal }) {
  /** What is in the list, with its row once that was made. @type {Map<number, {notification: any, element?: HTMLElement}>} */
  const shown = new Map();
  /** @type {import("../shell/long-list.js").LongList | null} */
  let rows = null;
  const place = h("div", { class: "stack" });
  const all = button(t("notifications.markAll"), { kind: "quiet", icon: "checks", onclick: async () => {
    const upTo = Math.max(0, ...shown.keys());
    const { unread } = await post("/notifications/read", { upTo });
    app.setUnread({ notifications: unread });
    markRead({ upTo });
  } });
  const take = (/** @type {any} */ notification) => {
    const entry = { notification, element: /** @type {HTMLElement | undefined} */ (undefined) };
    shown.set(notification.seq, entry);
    return entry;
  };
  const fill = async () => {
    shown.clear();
    const list = await pagedList({
      load: async (after) => {
        const answer = await get("/notifications", { ...portion, after });
        if (!after) app.setUnread({ notifications: answer.unread });
        return { ...answer, items: answer.items.map(take) };
      },
      row: (entry) => (entry.element = row(entry.notification, app.zone)), label: t("shell.notifications"), signal,
      empty: () => empty(t("notifications.none"), t("notifications.noneText"), linkButton("/matches", t("shell.matches"), { kind: "first" })),
    }).catch((problem) => failure(problem, fill));
    rows = "rows" in list ? list.rows : null;
    if (!signal.aborted) place.replaceChildren(list);
    all.hidden = app.unread.notifications === 0;
  };
  /** One more, above those that are there: who has scrolled down stays there. @param {any} notification */
  const add = (notification) => {
    if (!rows?.count) return fill();
    if (shown.has(notification.seq)) return undefined;
    const entry = take(notification);
    rows.prepend([{ make: () => (entry.element = row(notification, app.zone)) }]);
    all.hidden = false;
    return undefined;
  };
  const markRead = (/** @type {{upTo?: number, id?: string}} */ { upTo = 0, id }) => {
    for (const [seq, entry] of shown) {
      if (seq > upTo && entry.notification.id !== id) continue;
      entry.notification = { ...entry.notification, read: true };
      entry.element?.classList.remove("unread");
      entry.element?.querySelector(".badge")?.remove();
    }
    all.hidden = [...shown.values()].every(({ notification }) => notification.read);
  };
  const content = h("div", { class: "page narrow" },
    h("div", { class: "page-head" }, h("h1", {}, t("shell.notifications")),
      h("div", { class: "actions" }, all, linkButton("/settings/notifications", t("settings.title"), { kind: "quiet", icon: "settings" }))),
    place);
  /** What came while the list was read. @type {any[] | null} */
  let early = [];
  app.live?.on("notification:created", ({ notification }) => (early ? early.push(notification) : add(notification)), signal);
  await fill();
  for (const notification of early.splice(0)) add(notification);
  early = null;
  app.live?.on("notification:read", (told) => markRead(/** @type {any} */ (told)), signal);
  app.live?.on("resync", fill, signal);
  return { title: t("shell.notifications"), content };
}

/** @param {any} notification @param {string} zone */
function row(notification, zone) {
  const { seq, at, read, target } = notification;
  return h("a", { class: `card row notification${read ? "" : " unread"}`, href: targetOf(target), onclick: () => {
    // Those below it stand in the same list and were seen with it.
    if (!read) post("/notifications/read", { upTo: seq }).catch(() => undefined);
  } }, icon(icons[/** @type {keyof typeof icons} */ (target.type)] ?? "bell"),
  h("span", { class: "grow" }, h("span", {}, notificationParts(notification, zone)), h("br"), h("time", { class: "muted small", datetime: at }, fromNow(at))),
  !read && h("span", { class: "badge" }, t("notifications.new")));
}
