// The first steps of a member: what they teach, what they want to learn, when they are free, who they are.

import { h } from "../browser/dom.js";
import { loaded, patch, put } from "../browser/http.js";
import { linkOf } from "../browser/router.js";
import { t } from "../languages/text.js";
import { style } from "../look/styles.js";
import { form } from "../shell/forms.js";
import { button, linkButton } from "../shell/parts.js";

/** @typedef {{content: any, save: (values: Record<string, string>) => Promise<any>, hasSome?: () => boolean}} Step
 * hasSome: whether there is something to go on with, so that nobody wonders what skipping would do to it */

const steps = ["teach", "learn", "when", "about"];

/** @param {import("../shell/app-state.js").Visit} visit */
export function ahead({ app, params }) {
  const step = stepOf(app.me, params);
  look(step);
  if (step === "when") return timeParts();
  return step === "about" ? import("./about-fields.js") : import("../skills/skill-picker.js");
}

/** With the looks of what a step is made of: they come along with its modules, not after them. */
const look = (/** @type {string} */ step) => Promise.all(
  ["welcome.css", ...step === "when" ? ["availability.css", "../accounts/accounts.css"] : []].map((name) => style(new URL(name, import.meta.url))));
const timeParts = () => Promise.all([import("./availability-grid.js"), import("../accounts/zone-field.js")]);

/** @param {any} me @param {Record<string, string>} params */
const stepOf = (me, { step }) => (steps.includes(step) ? step : firstOpen(me));

/** @param {import("../shell/app-state.js").Visit} visit @returns {Promise<import("../shell/app-state.js").Page | null>} */
export async function page({ app, params, signal }) {
  const step = stepOf(app.me, params);
  if (step !== params.step) history.replaceState(history.state, "", `/welcome/${step}`);
  const at = steps.indexOf(step);
  const next = at + 1 < steps.length ? `/welcome/${steps[at + 1]}` : "/matches";
  const skip = linkButton(next, t("welcome.skip"), { kind: "quiet" });
  /** @type {Step | undefined} */
  let made;
  const showSkip = () => { skip.hidden = made?.hasSome?.() ?? false; };
  let isTouched = false;
  const changed = () => {
    isTouched = true;
    showSkip();
  };
  [made] = await Promise.all([
    step === "teach" || step === "learn" ? skillStep(app, step, changed) : step === "when" ? timeStep(app, changed) : aboutStep(app, signal),
    look(step)]);
  const { content, save } = made;

  let goal = next;
  const element = form({ class: "welcome-step", content: [
    h("h1", {}, t(`welcome.title.${step}`)), h("p", {}, t(`welcome.text.${step}`)), content],
    submit: button(t(at + 1 < steps.length ? "welcome.next" : "welcome.finish"), { kind: "first" }),
    send: async (values) => {
      const to = goal;
      goal = next;
      await save(values);
      isTouched = false;
      if (app.router.isHere(signal)) await app.go(to);
    } });
  element.addEventListener("input", changed);
  const actions = /** @type {HTMLElement} */ (element.querySelector(":scope > .actions"));
  showSkip();
  actions.append(skip);
  if (at > 0) actions.append(linkButton(`/welcome/${steps[at - 1]}`, t("shell.back"), { kind: "quiet back", icon: "back" }));
  const whole = h("div", { class: "page narrow welcome", onclick: (/** @type {MouseEvent} */ event) => {
    const link = linkOf(event);
    if (!isTouched || link === skip || !link?.pathname.startsWith("/welcome/")) return;
    // Another step is made of what is known, so that what was chosen here is saved before.
    event.preventDefault();
    goal = link.pathname;
    element.requestSubmit();
  } }, progress(at), element);
  return { title: t(`welcome.title.${step}`), content: whole };
}

/** Where somebody left off. @param {any} me */
function firstOpen(me) {
  if (!me.teach.length) return "teach";
  if (!me.learn.length) return "learn";
  return me.availability.intervals.length ? "about" : "when";
}

/** “2 of 4”, and each step as a link. @param {number} at */
function progress(at) {
  return h("nav", { class: "steps", "aria-label": t("welcome.steps") },
    h("p", { class: "muted small" }, t("welcome.progress", { step: at + 1, count: steps.length })),
    h("ol", {}, steps.map((step, index) => h("li", { class: index < at ? "done" : undefined },
      h("a", { href: `/welcome/${step}`, "aria-current": index === at ? "step" : undefined }, t(`welcome.step.${step}`))))));
}

/** @param {import("../shell/app-state.js").App} app @param {"teach" | "learn"} kind @param {() => void} changed @returns {Promise<Step>} */
async function skillStep(app, kind, changed) {
  const { skillPicker } = await loaded(import("../skills/skill-picker.js"));
  let before = app.me;
  const picker = skillPicker({ kind, entries: before[kind], changed });
  return { content: picker, hasSome: () => picker.entries.length > 0, save: async () => {
    const { changeSkills, rebased } = await loaded(import("../skills/offers.js"));
    await changeSkills(app, (now) => rebased(before, { ...before, [kind]: picker.entries }, now));
    before = app.me;
    // The server may know a new name by another.
    picker.entries = before[kind];
  } };
}

/** @param {import("../shell/app-state.js").App} app @param {() => void} changed @returns {Promise<Step>} */
async function timeStep(app, changed) {
  const [{ availabilityGrid }, { zoneField }] = await loaded(timeParts());
  const grid = availabilityGrid({ zone: app.zone, intervals: app.me.availability.intervals, changed, isFolded: true });
  const zone = zoneField(app.zone, (wanted) => { grid.zone = wanted; });
  return { content: [zone, grid], hasSome: () => grid.intervals.length > 0, save: async () => app.update(await put("/me/availability", { timeZone: grid.zone, intervals: grid.intervals })) };
}

/** @param {import("../shell/app-state.js").App} app @param {AbortSignal} signal @returns {Promise<Step>} */
async function aboutStep(app, signal) {
  const { aboutFields } = await loaded(import("./about-fields.js"));
  const fields = aboutFields(app, signal);
  return { content: fields.content, save: async (values) => app.update(await patch("/me", fields.changes(values))) };
}
