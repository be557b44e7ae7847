// The frame around every page: where one can go, what waits for an answer, and whether the connection stands.

import { h } from "../browser/dom.js";
import { loaded } from "../browser/http.js";
import { language, languages, t } from "../languages/text.js";
import { number, zoneName } from "../languages/format.js";
import { icon } from "../look/icons.js";
import { avatar, badge, banner, button, linkButton } from "./parts.js";

/** @typedef {import("./app-state.js").App} App */

/** How long a connection may be away before it is spoken of, in milliseconds. */
const patience = 3_000;

const places = [
  { path: "/matches", key: "shell.matches", icon: "matches" },
  { path: "/messages", key: "shell.messages", icon: "messages", count: "messages" },
  { path: "/sessions", key: "shell.sessions", icon: "calendar" },
];

export class Shell {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #lost;
  #title = "";
  /** What the frame and the notice were drawn of: what stays the same keeps the focus that is in it. */
  #drawn = { frame: "", notice: "" };

  /** @param {App} app */
  constructor(app) {
    this.app = app;
    this.main = h("main", { id: "main", tabindex: -1 });
    this.header = h("header", { class: "top" });
    this.tabs = h("nav", { class: "tabs", "aria-label": t("shell.navigation") });
    this.foot = h("footer", { class: "foot" });
    this.notices = h("div", { class: "notices" });
    this.connection = h("div", { class: "connection", role: "status" });
    this.progress = h("div", { class: "progress", hidden: true });
  }

  /** @param {HTMLElement} place */
  show(place) {
    place.replaceChildren(
      h("a", { class: "skip", href: "#main", onclick: (/** @type {Event} */ event) => {
        event.preventDefault();
        this.main.focus();
      } }, t("shell.skip")),
      this.progress, this.header, this.connection, this.notices, this.main, this.foot, this.tabs,
      h("div", { id: "toasts", class: "toasts", role: "status" }));
    this.draw();
  }

  /** Draws what depends on who is here and on how much is unread. */
  draw() {
    const { me } = this.app;
    const frame = me ? [me.id, me.name, me.avatar].join() : "guest";
    if (frame !== this.#drawn.frame) this.#drawFrame(me);
    this.#drawn.frame = frame;
    const here = me && this.#otherZone(me);
    const notice = here ? `${here} ${me.timeZone}` : "";
    if (notice !== this.#drawn.notice) this.#drawNotice(here, me);
    this.#drawn.notice = notice;
    this.#drawCounts();
    this.#writeTitle();
  }

  /** @param {any} me */
  #drawFrame(me) {
    document.body.classList.toggle("guest", !me);
    this.header.replaceChildren(this.#logo(), ...(me ? this.#forMember(me) : this.#forGuest()));
    this.tabs.replaceChildren(...(me ? [...places, { path: "/me", key: "shell.me", icon: "me", count: "notifications" }]
      .map((place) => this.#link(place)) : []));
    this.tabs.hidden = !me;
    this.foot.replaceChildren(...(me ? [] : this.#footForGuest()));
    this.foot.hidden = Boolean(me);
    this.mark(location.pathname);
  }

  #drawCounts() {
    for (const link of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-unread]"))) {
      const count = this.app.unread[/** @type {"messages" | "notifications"} */ (link.dataset.unread)];
      link.querySelector(".badge")?.replaceWith(badge(count, t("shell.unread", { count })));
      if (link.hasAttribute("aria-label")) link.setAttribute("aria-label", this.#bellLabel());
    }
  }

  /** Marks where we are. @param {string} path */
  mark(path) {
    for (const link of document.querySelectorAll(".top nav a, .tabs a, .top .self")) {
      const place = /** @type {HTMLAnchorElement} */ (link).pathname;
      if (path === place || path.startsWith(`${place}/`)) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    // What leads here is not offered twice.
    for (const link of document.querySelectorAll(".top .guests a")) {
      /** @type {HTMLElement} */ (link).hidden = /** @type {HTMLAnchorElement} */ (link).pathname === path;
    }
  }

  /** @param {string} title */
  title(title) {
    this.#title = title;
    this.#writeTitle();
  }

  /** @param {string} state of the live connection */
  connectionChanged(state) {
    if (state === "connected" || state === "closed") {
      clearTimeout(this.#lost);
      this.#lost = undefined;
      this.connection.replaceChildren();
    } else if (this.connection.firstChild) this.#sayLost();
    else this.#lost ??= setTimeout(() => this.#sayLost(), patience);
  }

  #sayLost() {
    const isOffline = !navigator.onLine;
    const text = t(isOffline ? "shell.offline" : "shell.reconnecting");
    if (this.connection.textContent === text) return;
    this.connection.classList.toggle("offline", isOffline);
    this.connection.replaceChildren(banner("warn", text));
  }

  #writeTitle() {
    const { messages, notifications } = this.app.unread;
    const count = messages + notifications;
    document.title = (count ? `(${number(count)}) ` : "") + (this.#title ? `${this.#title} – SkillSync` : "SkillSync");
    if ("setAppBadge" in navigator) {
      const nav = /** @type {any} */ (navigator);
      (count ? nav.setAppBadge(count) : nav.clearAppBadge()).catch(() => undefined);
    }
  }

  #logo() {
    return h("a", { class: "mark", href: this.app.me ? "/matches" : "/", "aria-label": "SkillSync" },
      h("img", { src: new URL("../mark.svg", import.meta.url).pathname, alt: "", width: 32, height: 32 }),
      h("span", {}, "SkillSync"));
  }

  /** @param {any} me */
  #forMember(me) {
    return [
      h("nav", { class: "wide", "aria-label": t("shell.navigation") }, places.map((place) => this.#link(place))),
      h("div", { class: "corner" },
        h("a", { class: "icon-button", href: "/help", "aria-label": t("help.title"), title: t("help.title") }, icon("help")),
        h("a", { class: "icon-button", href: "/people", "aria-label": t("shell.search"), title: t("shell.search") },
          icon("search")),
        h("a", { class: "icon-button", href: "/notifications", "aria-label": this.#bellLabel(),
          title: t("shell.notifications"), "data-unread": "notifications" }, icon("bell"), badge(0, "")),
        h("a", { class: "self wide", href: "/me" }, avatar(me, "small"), h("bdi", {}, me.name))),
    ];
  }

  #bellLabel() {
    const count = this.app.unread.notifications;
    return count ? t("shell.notificationsUnread", { count }) : t("shell.notifications");
  }

  #forGuest() {
    return [h("div", { class: "corner guests" },
      h("a", { href: "/sign-in", class: "button quiet" }, t("shell.signIn")), linkButton("/join", t("shell.join"), { kind: "first" }))];
  }

  /** Members have these two in the bar and in their settings. */
  #footForGuest() {
    const choices = Object.entries(languages).map(([tag, name]) => h("li", {}, h("button", { type: "button", lang: tag,
      "aria-current": tag === language() ? "true" : undefined,
      onclick: async () => (await loaded(import("./other-language.js"))).change(this, tag) }, name)));
    return [h("ul", { "aria-label": t("shell.language") }, choices), h("p", {}, h("a", { href: "/help" }, t("help.title")))];
  }

  /** Says all of it in another language. */
  speakAnew() {
    this.#drawn.frame = "";
    this.show(/** @type {HTMLElement} */ (this.main.parentElement));
  }

  /** @param {{path: string, key: string, icon: string, count?: string}} place */
  #link({ path, key, icon: name, count }) {
    return h("a", { href: path, "data-unread": count }, icon(name), h("span", {}, t(key)), badge(0, ""));
  }

  /** The zone of this device, where it is another than that of the profile and nobody said so before. @param {any} me */
  #otherZone(me) {
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const isKnown = !here || here === me.timeZone || offset(here) === offset(me.timeZone) || sessionStorage.getItem("zone-kept") === here;
    return isKnown ? undefined : here;
  }

  /** Times are shown in the zone of the profile: says so where the device thinks otherwise.
   * @param {string | undefined} here @param {any} me */
  #drawNotice(here, me) {
    if (this.notices.contains(document.activeElement)) this.main.focus();
    if (!here) return this.notices.replaceChildren();
    const kept = () => {
      sessionStorage.setItem("zone-kept", here);
      this.draw();
    };
    return this.notices.replaceChildren(banner("info", h("p", {}, t("shell.otherZone", { here: zoneName(here), zone: zoneName(me.timeZone) })),
      h("div", { class: "actions" },
        button(t("shell.useZone", { zone: zoneName(here) }), { onclick: () => this.#useZone(here) }),
        button(t("shell.keepZone"), { kind: "quiet", onclick: kept }))));
  }

  /** The page is made anew in the zone, unless something may have been written in it. @param {string} timeZone */
  async #useZone(timeZone) {
    await this.app.changeProfile({ timeZone });
    if (!this.main.querySelector("form.form, .editing:not([hidden])")) await this.app.router.reload();
  }
}

/** How far a zone is from UTC now. @param {string} zone */
function offset(zone) {
  return new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" }).formatToParts(new Date())
    .find((part) => part.type === "timeZoneName")?.value;
}
