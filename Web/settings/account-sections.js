// What concerns the account: who may see what, where one is signed in, the password.

import { h } from "../browser/dom.js";
import { get, patch, post, remove } from "../browser/http.js";
import { fromNow } from "../languages/format.js";
import { parts, t } from "../languages/text.js";
import { confirmed, toast } from "../shell/dialogs.js";
import { field, form, toggle } from "../shell/forms.js";
import { pagedList } from "../shell/long-list.js";
import { button } from "../shell/parts.js";

/** @typedef {import("../shell/app-state.js").App} App */

/** @param {App} app @param {AbortSignal} signal */
export async function privacy(app, signal) {
  const change = (/** @type {"hideStatistics" | "hidePresence" | "clearing"} */ name) => async (/** @type {boolean} */ isOn) => {
    app.update(await patch("/me", { settings: { [name]: isOn } }));
    toast(t("settings.saved"));
  };
  const { settings } = app.me;
  const community = await get("/community", {}, { signal });
  return h("div", { class: "stack" },
    toggle(t("settings.hidePresence"), settings.hidePresence, change("hidePresence"), { hint: t("settings.hidePresenceHint") }),
    toggle(t("settings.hideStatistics"), settings.hideStatistics, change("hideStatistics"), { hint: t("settings.hideStatisticsHint") }),
    community.clearing ? toggle(t("settings.clearing"), settings.clearing, change("clearing"), { hint: t("settings.clearingHint") }) : null,
    h("h2", {}, t("settings.blocked")), await blockedList(signal));
}

/** @param {AbortSignal} signal */
async function blockedList(signal) {
  return pagedList({ signal,
    load: (after) => get("/me/blocks", { after }), label: t("settings.blocked"),
    empty: () => h("p", { class: "muted" }, t("settings.nobodyBlocked")),
    row: (member) => {
      const element = h("div", { class: "card row" }, h("bdi", { class: "grow" }, member.name),
        button(t("settings.unblock"), { onclick: async () => {
          await remove(`/members/${member.id}/block`);
          element.replaceChildren(h("span", { class: "muted" }, t("settings.unblocked", { name: member.name })));
        } }));
      return element;
    },
  });
}

/** @param {App} app @param {AbortSignal} signal */
export async function devices(app, signal) {
  const list = await pagedList({ signal, load: (after) => get("/devices", { after }), label: t("settings.section.devices"),
    empty: () => h("p", {}, ""), row: (device) => deviceRow(app, device) });
  return h("div", { class: "stack" }, h("p", { class: "muted" }, t("settings.devicesHint")), list, ...tokens(app, (device) =>
    "rows" in list && list.rows.prepend([{ make: () => deviceRow(app, device) }])));
}

/** @param {App} app @param {any} device */
function deviceRow(app, device) {
  const element = h("div", { class: "card row" }, h("div", { class: "grow" }, h("bdi", {}, device.label), h("br"),
    h("span", { class: "muted small" }, device.current ? t("settings.thisDevice")
      : t("settings.lastUsed", { when: fromNow(new Date(Math.min(Date.parse(device.lastSeenAt), Date.now()))) }))),
  button(t(device.current ? "settings.signOut" : "settings.revoke"), { kind: device.current ? "" : "danger", onclick: async () => {
    if (device.current) return app.signOut();
    await remove(`/devices/${device.id}`);
    element.replaceChildren(h("span", { class: "muted" }, t("settings.revoked", { name: device.label })));
    return undefined;
  } }));
  return element;
}

/** Makes tokens for programs. @param {App} app @param {(device: any) => void} made */
function tokens(app, made) {
  const place = h("div", {});
  const make = form({
    content: [
      h("input", { type: "hidden", name: "username", autocomplete: "username", value: app.me.email }),
      field({ label: t("settings.tokens.label"), name: "label", maxlength: 80, autocomplete: "off", hint: t("settings.tokens.labelHint") }),
      field({ label: t("settings.currentPassword"), name: "password", type: "password", autocomplete: "current-password" }),
    ],
    submit: button(t("settings.tokens.make")),
    send: async ({ label, password }) => {
      const { token, device } = await post("/tokens", { email: app.me.email, label, password });
      make.reset();
      made(device);
      const shown = h("code", { class: "token" }, token);
      const heading = h("h3", { tabindex: -1 }, parts("settings.tokens.made", { label: h("bdi", {}, device.label) }));
      place.replaceChildren(h("div", { class: "card" }, heading, h("p", {}, t("settings.tokens.once")), shown,
        h("div", { class: "actions" }, button(t("settings.tokens.copy"), { icon: "copy", onclick: async () => {
          try {
            await navigator.clipboard.writeText(token);
            toast(t("settings.tokens.copied"));
          } catch {
            getSelection()?.selectAllChildren(shown);
          }
        } }))));
      heading.focus();
    },
  });
  return [h("h2", {}, t("settings.tokens.title")), h("p", { class: "muted" }, t("settings.tokens.text"), " ",
    h("a", { href: "/api" }, t("settings.tokens.api"))), place, make];
}

/** @param {App} app */
export async function account(app) {
  const change = form({
    content: [
      h("input", { type: "hidden", name: "username", autocomplete: "username", value: app.me.email }),
      field({ label: t("settings.currentPassword"), name: "currentPassword", type: "password", autocomplete: "current-password" }),
      field({ label: t("settings.newPassword"), name: "newPassword", type: "password", autocomplete: "new-password" }),
    ],
    submit: button(t("settings.changePassword"), { kind: "first" }),
    send: async (values) => {
      const isSure = await confirmed({ title: t("settings.changePassword"), text: t("settings.changePasswordText"), act: t("settings.changePassword") });
      if (!isSure) return;
      await post("/password/change", { currentPassword: values.currentPassword, newPassword: values.newPassword });
      change.reset();
      toast(t("settings.passwordChanged"));
    },
  });
  return h("div", { class: "stack" }, h("p", {}, t("settings.email", { email: app.me.email })),
    h("h2", {}, t("settings.changePassword")), change,
    h("h2", {}, t("settings.leave")), h("p", { class: "muted" }, t("settings.leaveText")),
    h("div", { class: "actions" }, button(t("settings.signOut"), { icon: "leave", onclick: () => app.signOut() })));
}
