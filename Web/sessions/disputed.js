// Sessions whose outcome is contested, for those who decide.

import { h } from "../browser/dom.js";
import { get } from "../browser/http.js";
import { t } from "../languages/text.js";
import { pagedList } from "../shell/long-list.js";
import { empty } from "../shell/parts.js";
import { sessionCard } from "./session-card.js";

/** @param {import("../shell/app-state.js").App} app @param {AbortSignal} signal */
export async function disputedList(app, signal) {
  const list = await pagedList({ signal, size: 6, load: (after) => get("/moderation/sessions", { after }, { signal }),
    row: (session) => sessionCard(app, session, { signal, level: 2 }), label: t("sessions.view.disputed"),
    empty: () => empty(t("sessions.noDisputes"), t("sessions.noDisputesText")) });
  return h("div", { class: "stack" }, h("p", { class: "muted" }, t("sessions.disputedText")), list);
}
