import { h } from "../browser/dom.js";
import { get, post } from "../browser/http.js";
import { fromNow } from "../languages/format.js";
import { t } from "../languages/text.js";
import { icon } from "../look/icons.js";
import { targetOf } from "../shell/app-state.js";
import { button, empty, failure, linkButton, pagedList } from "../shell/parts.js";
import { notificationText } from "./notification-text.js";

const icons = { session: "calendar", conversation: "messages", member: "star" };

/** @param {import("../shell/app-state.js").Visit} visit @returns {Promise<import("../shell/app-state.js").Page>} */
export async function page({ app, signal }) {
  let newest = 0;
  const place = h("div", { class: "stack" });
  const all = button(t("notifications.markAll"), { kind: "quiet", icon: "checks", onclick: async () => {
    const { unread } = await post("/notifications/read", { upTo: newest });
    app.setUnread({ notifications: unread });
    return fill();
  } });
  const fill = async () => {
    const list = await pagedList({
      load: async (after) => {
        const answer = await get("/notifications", { limit: 30, after });
        newest = Math.max(newest, ...answer.items.map((/** @type {any} */ { seq }) => seq));
        if (!after) app.setUnread({ notifications: answer.unread });
        return answer;
      },
      row: (notification) => row(notification, app.zone), label: t("shell.notifications"),
      empty: () => empty(t("notifications.none"), t("notifications.noneText"), linkButton("/matches", t("shell.matches"), { kind: "first" })),
    }).catch((problem) => failure(problem, fill));
    if (!signal.aborted) place.replaceChildren(list);
    all.hidden = app.unread.notifications === 0;
  };
  const content = h("div", { class: "page narrow" },
    h("div", { class: "page-head" }, h("h1", {}, t("shell.notifications")),
      h("div", { class: "actions" }, all, linkButton("/settings/notifications", t("settings.title"), { kind: "quiet", icon: "settings" }))),
    place);
  await fill();
  for (const event of ["notification:created", "notification:read", "resync"]) app.live?.on(event, fill, signal);
  return { title: t("shell.notifications"), content };
}

/** @param {any} notification @param {string} zone */
function row(notification, zone) {
  const { seq, at, read, target } = notification;
  return h("a", { class: `card row notification${read ? "" : " unread"}`, href: targetOf(target), onclick: () => {
    // Those below it stand in the same list and were seen with it.
    if (!read) post("/notifications/read", { upTo: seq }).catch(() => undefined);
  } }, icon(icons[/** @type {keyof typeof icons} */ (target.type)] ?? "bell"),
  h("span", { class: "grow" }, h("bdi", {}, notificationText(notification, zone)), h("br"), h("time", { class: "muted small", datetime: at }, fromNow(at))),
  !read && h("span", { class: "badge" }, t("notifications.new")));
}
