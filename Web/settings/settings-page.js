import { h } from "../browser/dom.js";
import { get, loaded, put } from "../browser/http.js";
import { choose, language, languages, t } from "../languages/text.js";
import { field, form, select, toggle } from "../shell/forms.js";
import { toast } from "../shell/dialogs.js";
import { button, failure, say } from "../shell/parts.js";
import { zones } from "./zone-list.js";

/** @typedef {import("../shell/app-state.js").App} App @typedef {{body: HTMLElement, resumed?: () => any}} Section */

const sections = /** @type {const} */ (["profile", "skills", "availability", "notifications", "privacy", "devices", "account", "language"]);

/** @param {import("../shell/app-state.js").Visit} visit @returns {Promise<import("../shell/app-state.js").Page>} */
export async function page({ app, params, signal }) {
  const section = sections.find((name) => name === params.section);
  /** @type {Record<string, (app: App, signal: AbortSignal) => Promise<HTMLElement | Section>>} */
  const makers = { profile, skills, availability, notifications, privacy: account("privacy"), devices: account("devices"),
    account: account("account"), language: speech };
  const made = section ? await makers[section](app, signal) : h("p", {}, t("settings.choose"));
  const { body, resumed } = made instanceof HTMLElement ? { body: made, resumed: undefined } : made;
  const title = section ? t(`settings.section.${section}`) : t("settings.title");
  const nav = h("nav", { class: "tablist", "aria-label": t("settings.title") }, sections.map((name) =>
    h("a", { href: `/settings/${name}`, "aria-current": name === section ? "page" : undefined }, t(`settings.section.${name}`))));
  const content = h("div", { class: section === "availability" ? "page" : "page narrow" },
    h("h1", {}, title), nav, body);
  return { title, content, resumed };
}

/** @param {"privacy" | "devices" | "account"} name */
function account(name) {
  return async (/** @type {App} */ app, /** @type {AbortSignal} */ signal) => (await loaded(import("./account-sections.js")))[name](app, signal);
}

/** @param {App} app @param {AbortSignal} signal */
async function profile(app, signal) {
  return (await loaded(import("./profile-form.js"))).profileForm(app, signal);
}

/** @param {App} app @returns {Promise<Section>} */
async function skills(app) {
  const { skillPicker } = await loaded(import("../skills/skill-picker.js"));
  let before = app.me;
  const pickers = Object.fromEntries(["teach", "learn"].map((kind) => [kind,
    skillPicker({ kind: /** @type {"teach" | "learn"} */ (kind), entries: before[kind] ?? [], changed: () => undefined })]));
  const wanted = () => ({ teach: pickers.teach.entries, learn: pickers.learn.entries });
  const show = (/** @type {any} */ lists) => {
    before = app.me;
    pickers.teach.entries = lists.teach;
    pickers.learn.entries = lists.learn;
  };
  const fieldset = (/** @type {"teach" | "learn"} */ kind) => h("fieldset", { class: "field", "data-field": kind },
    h("legend", {}, t(kind === "teach" ? "settings.teach" : "settings.learn")), pickers[kind], h("p", { class: "error", hidden: true }));
  const body = form({ content: [fieldset("teach"), fieldset("learn")], submit: button(t("shell.save"), { kind: "first" }), send: async () => {
    const { changeSkills, rebased } = await loaded(import("../skills/offers.js"));
    await changeSkills(app, (now) => rebased(before, wanted(), now));
    show(app.me);
    toast(t("settings.saved"));
  } });
  return { body, resumed: async () => {
    if (before === app.me) return;
    const { rebased } = await loaded(import("../skills/offers.js"));
    show(rebased(before, wanted(), app.me));
  } };
}

/** @param {App} app */
async function availability(app) {
  const { availabilityGrid, look } = await loaded(import("../profiles/availability-grid.js"));
  await look();
  const { me } = app;
  let intervals = me.availability?.intervals ?? [];
  const zone = select(zones(me.timeZone), me.timeZone);
  const place = h("div", {});
  const draw = () => place.replaceChildren(availabilityGrid({ zone: zone.value, intervals,
    changed: (/** @type {any[]} */ now) => { intervals = now; } }));
  zone.addEventListener("change", draw);
  draw();
  return form({ content: [field({ label: t("settings.zone"), name: "timeZone", control: zone, hint: t("settings.zoneHint") }),
    h("div", { class: "field", "data-field": "intervals" }, place, h("p", { class: "error", hidden: true }))],
  submit: button(t("shell.save"), { kind: "first" }), send: async () => {
    app.update(await put("/me/availability", { timeZone: zone.value, intervals }));
    toast(t("settings.saved"));
  } });
}

const kinds = /** @type {const} */ (["requests", "schedule", "outcomes", "messages", "feedback", "reminders"]);
const channels = /** @type {const} */ (["inPage", "email", "push"]);

/** @param {App} app @param {AbortSignal} signal */
async function notifications(app, signal) {
  let settings = await get("/me/notification-settings");
  let saving = Promise.resolve();
  const save = () => {
    const wanted = settings;
    saving = saving.then(async () => {
      // What was ticked since says this as well.
      if (wanted === settings) await put("/me/notification-settings", wanted);
    }).catch((problem) => {
      toast(say(problem));
      if (!signal.aborted) place.replaceChildren(failure(problem, () => app.router.reload()));
    });
    return saving;
  };
  const box = (/** @type {typeof kinds[number]} */ kind, /** @type {typeof channels[number]} */ channel) => h("td", {},
    h("input", { type: "checkbox", checked: settings[kind][channel],
      "aria-label": `${t(`settings.kind.${kind}`)}: ${t(`settings.channel.${channel}`)}`,
      onchange: (/** @type {any} */ { target }) => {
        settings = { ...settings, [kind]: { ...settings[kind], [channel]: target.checked } };
        return save();
      } }));
  const time = (/** @type {"start" | "end"} */ name) => {
    const input = h("input", { type: "time", value: settings.quietHours?.[name] ?? (name === "start" ? "22:00" : "07:00"),
      "aria-label": t(`settings.quiet.${name}`), onchange: quiet });
    return input;
  };
  const [start, end] = [time("start"), time("end")];
  const hours = h("div", { class: "row", hidden: !settings.quietHours }, start, h("span", {}, "–"), end);
  const quietSwitch = toggle(t("settings.quietOn"), Boolean(settings.quietHours), () => quiet(), { hint: t("settings.quietHint") });
  function quiet() {
    const isOn = quietSwitch.querySelector("input")?.checked;
    hours.hidden = !isOn;
    const { quietHours: _, ...rest } = settings;
    settings = isOn ? { ...rest, quietHours: { start: start.value, end: end.value } } : rest;
    return save();
  }
  const place = h("div", { class: "stack" },
    h("p", { class: "muted" }, t("settings.channelsHint")),
    h("table", {}, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("settings.what")),
      channels.map((channel) => h("th", { scope: "col" }, t(`settings.channel.${channel}`))))),
    h("tbody", {}, kinds.map((kind) => h("tr", {}, h("th", { scope: "row" }, t(`settings.kind.${kind}`)),
      channels.map((channel) => box(kind, channel)))))),
    quietSwitch, hours);
  return place;
}

/** @param {App} app */
async function speech(app) {
  return form({ content: field({ label: t("settings.language"), name: "language",
    control: select(Object.entries(languages), language(), { lang: "" }), hint: t("settings.languageHint") }),
  submit: button(t("shell.save"), { kind: "first" }), send: async ({ language: chosen }) => {
    choose(chosen);
    location.assign(app.me ? "/settings/language" : "/");
  } });
}
