// Everything about one ring of mine: who teaches whom, who has joined, what is next, what was given and received.

import { h } from "../browser/dom.js";
import { get, getAhead } from "../browser/http.js";
import { t } from "../languages/text.js";
import { style } from "../look/styles.js";
import { ringPicture } from "../pictures/ring.js";
import { button, linkButton, say } from "../shell/parts.js";
import { actOn, ask, propose } from "./ring-actions.js";
import { ringName, stateWords } from "./ring-card.js";
import { balanceOf, courseOf, deadline, linesOf, nextStep, repairsOf, section, talksOf, sessionsOf, whoJoined } from "./ring-parts.js";
import { drawn, edges, joined, keyOf, latest, past } from "./rings.js";

/** @typedef {import("./rings.js").Ring} Ring @typedef {import("../shell/app-state.js").App} App */

/** Longer than a browser can wait, in ms. */
const tooFar = 2 ** 31 - 1;
/** The server's clock decides: it is asked a little later. */
const grace = 1_000;

const pathOf = (/** @type {Record<string, string>} */ { id }) => `/rings/${encodeURIComponent(id)}`;
const styles = () => Promise.all(["rings.css", "../pictures/pictures.css"].map((name) => style(new URL(name, import.meta.url))));
const sessionsIn = (/** @type {string} */ ring) => ({ ring, limit: 50 });

/** @param {import("../shell/app-state.js").Visit} visit */
export function ahead({ params }) {
  styles();
  getAhead(pathOf(params));
  getAhead("/sessions", sessionsIn(params.id));
}

/** @param {import("../shell/app-state.js").Visit} visit @returns {Promise<import("../shell/app-state.js").Page>} */
export async function page({ app, params, signal }) {
  const path = pathOf(params);
  /** @type {RingPage | null} */
  let shown = null;
  let wasTold = false;
  const look = latest(() => get(path, {}, { signal }), (ring) => shown?.show(ring));
  // What happens while the ring is read is read again.
  const told = () => (shown ? look().catch(() => undefined) : void (wasTold = true));
  app.live?.on("ring:*", ({ ring }) => { if (ring.id === params.id) told(); }, signal);
  app.live?.on("session:*", ({ session }) => {
    if (session.ring !== params.id) return;
    told();
    shown?.readSessions();
  }, signal);
  app.live?.on("resync", told, signal);
  const [ring] = await Promise.all([get(path, {}, { signal }), styles()]);
  shown = new RingPage(app, ring, signal, look);
  await shown.readSessions();
  if (wasTold) await look().catch(() => undefined);
  return { title: ringName(shown.ring, app.me.id), content: shown.element, resumed: () => told() };
}

class RingPage {
  /** @type {any} */
  #problem = null;
  /** @type {any[]} */
  #sessions = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #drawn = "";
  /** @type {import("./ring-parts.js").Acts} */
  #acts = { ask: (line) => ask(this.app, this.ring, line), repair: (repair) => this.#repair(repair) };

  /** @param {App} app @param {Ring} ring @param {AbortSignal} signal @param {() => Promise<void>} look reads it anew */
  constructor(app, ring, signal, look) {
    this.app = app;
    this.ring = ring;
    this.signal = signal;
    this.look = look;
    // One element that stays, so that a reader is told when its words change.
    this.state = h("p", { class: "ring-state", role: "status" });
    this.said = h("p", { class: "hidden", role: "status" });
    this.body = h("div", { class: "stack" });
    this.title = h("h1", {});
    this.picture = h("div", { class: "ring-place" });
    this.places = { picture: section(t("rings.part.picture"), this.picture),
      repairs: section(t("rings.part.repairs")), lines: section(t("rings.part.lines")), balance: section(t("rings.part.balance")),
      sessions: section(t("rings.part.sessions")), talks: section(t("rings.part.talks")), course: section(t("rings.part.course")) };
    this.main = h("section", { class: "card ring-main", "aria-label": t("rings.what") }, this.state, this.said, this.body);
    const { picture, repairs, lines, balance, sessions, talks, course } = this.places;
    this.element = h("div", { class: "page ring-page" },
      h("div", { class: "page-head" }, this.title, linkButton("/rings", t("rings.mine"), { kind: "quiet", icon: "ring" })),
      h("div", { class: "ring-columns" }, h("div", { class: "stack" }, this.main, repairs),
        h("div", { class: "stack" }, picture, balance), h("div", { class: "stack" }, lines, sessions, talks, course)));
    signal.addEventListener("abort", () => clearTimeout(this.#timer), { once: true });
    this.show(ring);
  }

  /** @param {Ring} ring as it is now */
  show(ring) {
    // What was refused stays said until the ring goes on.
    if (ring.status !== this.ring.status || keyOf(ring) !== keyOf(this.ring)) this.#problem = null;
    this.ring = ring;
    this.#draw();
    clearTimeout(this.#timer);
    const delay = ring.status === "proposed" && ring.expiresAt ? Math.max(0, Date.parse(ring.expiresAt) - Date.now()) + grace : tooFar;
    if (delay < tooFar && !this.signal.aborted) this.#timer = setTimeout(() => this.look().catch(() => undefined), delay);
  }

  async readSessions() {
    if (this.ring.status === "proposed" || this.ring.status === "dissolved") return;
    const found = await get("/sessions", sessionsIn(this.ring.id), { signal: this.signal }).catch(() => null);
    if (!found || this.signal.aborted) return;
    this.#sessions = found.items;
    this.#fill();
  }

  /** @param {string} action */
  async #press(action) {
    const outcome = await actOn(this.app, this.ring, action);
    if (!outcome) return;
    const { ring, problem } = outcome;
    this.#problem = null;
    if (ring) this.show(ring);
    this.#problem = problem;
    this.#draw();
    if (!this.element.contains(document.activeElement)) {
      this.title.tabIndex = -1;
      this.title.focus();
    }
  }

  /** @param {import("./rings.js").Suggestion} repair */
  async #repair(repair) {
    const made = await propose(this.app, repair);
    if (this.app.router.isHere(this.signal)) await this.app.go(`/rings/${made.id}`);
  }

  #draw() {
    const { ring, app, element } = this;
    const me = app.me.id;
    const focused = element.contains(document.activeElement) ? document.activeElement?.getAttribute("data-action") : undefined;
    this.title.replaceChildren(ringName(ring, me));
    this.main.className = `card ring-main is-${ring.status}`;
    const words = h("span", {}, stateWords(ring, me));
    if (words.textContent !== this.state.textContent) this.state.replaceChildren(words);
    const said = ring.status === "proposed" ? t("rings.joined", joined(ring)) : "";
    if (said !== this.said.textContent) this.said.textContent = said;
    this.body.replaceChildren(...[h("p", {}, t(`rings.explain.${ring.status}`)), deadline(app, ring),
      ring.status === "proposed" && whoJoined(ring, me), this.#problem && h("p", { class: "error", role: "alert" }, say(this.#problem)),
      nextStep(app, ring, this.#acts), this.#buttons()].filter(Boolean));
    this.#drawPicture();
    this.#fill();
    if (focused) /** @type {HTMLElement | null} */ (element.querySelector(`[data-action="${focused}"]`))?.focus();
  }

  #buttons() {
    const { ring, app } = this;
    const buttons = ["accept", "reject", "leave"].filter((action) => ring.can.includes(action)).map((action) => {
      const label = action === "reject" && ring.proposer === app.me.id ? "takeBack" : action;
      return button(t(`rings.act.${label}`), { kind: action === "accept" ? "first" : "danger", "data-action": action,
        icon: action === "accept" ? "check" : undefined, onclick: () => this.#press(action) });
    });
    return buttons.length > 0 && h("div", { class: "actions" }, buttons);
  }

  #drawPicture() {
    const { ring, app: { me } } = this;
    const sign = JSON.stringify([keyOf(ring), ring.members.map(({ accepted }) => accepted), past.includes(ring.status)]);
    if (sign === this.#drawn) return;
    this.#drawn = sign;
    this.picture.replaceChildren(ringPicture(drawn(ring, me.id), { link: (id) => `/people/${id}`, isSuggested: past.includes(ring.status) }));
  }

  /** What stands below the state and beside the picture. */
  #fill() {
    const { ring, app, places } = this;
    const me = app.me.id;
    put(places.repairs, repairsOf(app, ring, this.#acts));
    put(places.lines, past.includes(ring.status) ? null : linesOf(app, ring, this.#acts));
    put(places.balance, ring.status === "proposed" || ring.status === "dissolved" ? null : balanceOf(edges(ring.members, me), ring.balance));
    put(places.sessions, sessionsOf(app, this.#sessions));
    put(places.talks, talksOf(ring, me));
    put(places.course, courseOf(app, ring));
  }
}

/** Shows content below the heading of a section, or nothing of it. @param {HTMLElement} place @param {Node | null} content */
function put(place, content) {
  place.hidden = !content;
  place.lastElementChild?.replaceChildren(...(content ? [content] : []));
}
