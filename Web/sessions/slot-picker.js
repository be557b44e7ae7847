// Chooses a time that suits two people: times they have in common as buttons, or any other on a clock of one's own.

import { debounced, freshID, h } from "../browser/dom.js";
import { clock, comma, day, dayAndClock, duration, zoneName } from "../languages/format.js";
import { parts, t } from "../languages/text.js";
import { dateAfter, localToUTC, zoned } from "../languages/zones.js";
import { style } from "../look/styles.js";
import { field, select } from "../shell/forms.js";
import { button } from "../shell/parts.js";

/** @typedef {{scheduledAt: string, durationMinutes: number}} Time */

const lengths = [30, 45, 60, 90, 120];
const [shortest, longest] = [15, 240];
const minute = 60_000;
const furthest = 180 * 1440 * minute;
/** How many times are offered before one asks for more. */
const few = 4;

/** The starts at which a session of some length fits into common time, one after the other. Where it is longer than what
 * is known to be common, it can begin there all the same: the server tells of an hour at a time.
 * @param {{start: string, end: string}[]} slots @param {number} minutes @param {number} now @returns {number[]} */
export function startsIn(slots, minutes, now) {
  const step = minutes * minute;
  return united(slots).flatMap(([start, end]) => {
    const count = Math.max(1, Math.floor((end - start) / step));
    return Array.from({ length: count }, (_, index) => start + index * step);
  }).filter((start) => start > now);
}

/** Times in order, those that meet made one. @param {{start: string, end: string}[]} slots */
function united(slots) {
  /** @type {[number, number][]} */
  const found = [];
  for (const [start, end] of slots.map((slot) => [Date.parse(slot.start), Date.parse(slot.end)]).sort((a, b) => a[0] - b[0])) {
    const last = found.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else found.push([start, end]);
  }
  return found;
}

/** Why a moment cannot be chosen, or null. @param {number} at @param {number} now
 * @returns {"missing" | "past" | "far" | null} */
export function wrongWith(at, now) {
  if (Number.isNaN(at)) return "missing";
  if (at <= now) return "past";
  return at > now + furthest ? "far" : null;
}

/**
 * @param {{app: import("../shell/app-state.js").App, theirZone: string, theirName: string,
 *   slots: {start: string, end: string}[], durationMinutes: number, scheduledAt?: string}} options
 *   scheduledAt: the time to begin with
 * @returns {HTMLElement & {value: () => Time | null}} beside the control it says why there is none
 */
export function slotPicker(options) {
  style(new URL("sessions.css", import.meta.url));
  const picker = new Picker(options);
  return Object.assign(picker.element, { value: () => picker.value() });
}

class Picker {
  #name = freshID("slot");
  #showsAll = false;
  /** @type {number | null} the start among the common times, or null for another time */
  #chosen;

  /** @param {Parameters<typeof slotPicker>[0]} options */
  constructor({ app, theirZone, theirName, slots, durationMinutes, scheduledAt }) {
    this.slots = slots;
    this.zone = app.zone;
    this.theirs = { zone: theirZone, name: theirName };
    this.minutes = durationMinutes;
    const starts = startsIn(slots, durationMinutes, Date.now());
    const wanted = scheduledAt ? Date.parse(scheduledAt) : starts[0];
    this.#chosen = wanted !== undefined && starts.includes(wanted) ? wanted : null;
    this.#draw(wanted);
  }

  /** @returns {Time | null} */
  value() {
    return this.#problem() ? null : { scheduledAt: new Date(this.#at()).toISOString(), durationMinutes: this.minutes };
  }

  #at() {
    if (this.#chosen !== null) return this.#chosen;
    const [date, time] = [this.date.value, this.time.value];
    return date && time ? localToUTC(this.zone, date, time).getTime() : NaN;
  }

  #lengthProblem() {
    return !(this.minutes >= shortest && this.minutes <= longest);
  }

  #problem() {
    if (this.#lengthProblem()) return t("sessions.pick.wrongLength", { shortest, longest });
    const wrong = wrongWith(this.#at(), Date.now());
    return wrong && t(`sessions.pick.${wrong}`);
  }

  /** @param {number | undefined} wanted */
  #draw(wanted) {
    const start = zoned(wanted ?? localToUTC(this.zone, dateAfter(zoned(Date.now(), this.zone).date, 1), "18:00"), this.zone);
    const today = zoned(Date.now(), this.zone).date;
    this.date = h("input", { type: "date", value: start.date, min: today, max: dateAfter(today, 180) });
    this.time = h("input", { type: "time", value: start.time, step: 300 });
    this.preview = h("p", { class: "hint", "aria-live": "polite" });
    this.error = h("p", { class: "error", role: "alert", hidden: true });
    this.list = h("div", { class: "slots" });
    this.another = h("div", { class: "another" }, field({ label: t("sessions.pick.date"), name: "pick-date", control: this.date }),
      field({ label: t("sessions.pick.time"), name: "pick-time", control: this.time }),
      h("p", { class: "hint" }, t("sessions.pick.zone", { zone: zoneName(this.zone) })));
    this.element = h("div", { class: "slot-picker stack", role: "group", "aria-label": t("sessions.pick.when") },
      this.#lengthField(), this.list, this.another, this.preview, this.error);
    const seen = debounced(150, () => this.#changed());
    for (const control of [this.date, this.time]) control.addEventListener("input", seen);
    this.#fill();
  }

  #lengthField() {
    const isListed = lengths.includes(this.minutes);
    const choices = /** @type {[string, string][]} */ ([...lengths.map((length) => [String(length), duration(length)]),
      ["other", t("sessions.pick.otherLength")]]);
    const chosen = select(choices, isListed ? String(this.minutes) : "other");
    this.other = h("input", { type: "number", min: shortest, max: longest, step: 5, value: this.minutes });
    const other = field({ label: t("sessions.pick.minutes"), name: "pick-minutes", control: this.other });
    other.hidden = isListed;
    const changed = () => {
      other.hidden = chosen.value !== "other";
      this.minutes = Number(chosen.value === "other" ? this.other.value : chosen.value);
      this.#fill();
    };
    chosen.addEventListener("change", changed);
    this.other.addEventListener("input", changed);
    return h("div", { class: "another" }, field({ label: t("sessions.pick.length"), name: "pick-length", control: chosen }), other);
  }

  /** Offers the times at which a session of this length fits. */
  #fill() {
    const starts = this.#lengthProblem() ? [] : startsIn(this.slots, this.minutes, Date.now());
    if (this.#chosen !== null && !starts.includes(this.#chosen)) this.#chosen = starts[0] ?? null;
    const shown = this.#showsAll ? starts : starts.slice(0, few);
    if (this.#chosen !== null && !shown.includes(this.#chosen)) shown.push(this.#chosen);
    const more = starts.length > shown.length && button(t("sessions.pick.more"), { kind: "quiet", onclick: () => {
      this.#showsAll = true;
      this.#fill();
      this.list.querySelectorAll("input")[few]?.focus();
    } });
    this.list.hidden = !starts.length;
    this.list.replaceChildren(...[...shown.map((start) => this.#choice(start)), this.#choice(null), more].filter(Boolean));
    this.#changed();
  }

  /** @param {number | null} start */
  #choice(start) {
    const input = h("input", { type: "radio", name: this.#name, checked: start === this.#chosen, onchange: () => {
      this.#chosen = start;
      this.#changed();
      if (start === null) this.date.focus();
    } });
    const text = start === null ? t("sessions.pick.another")
      : [h("span", {}, day(start, this.zone), comma(), h("strong", {}, clock(start, this.zone))), " ",
        h("span", { class: "small muted" }, this.#theirTime(start))];
    return h("label", { class: "slot" }, input, h("span", {}, text));
  }

  /** @param {number} at */
  #theirTime(at) {
    if (this.theirs.zone === this.zone) return [];
    const sameDay = zoned(at, this.zone).date === zoned(at, this.theirs.zone).date;
    return parts("sessions.theirTime", { name: h("bdi", {}, this.theirs.name), zone: zoneName(this.theirs.zone, at),
      time: sameDay ? clock(at, this.theirs.zone) : dayAndClock(at, this.theirs.zone) });
  }

  /** @param {number} at */
  #preview(at) {
    const theirs = this.#theirTime(at);
    const isSkipped = this.#chosen === null && zoned(at, this.zone).time !== this.time.value;
    return [t("sessions.pick.chosen", { from: dayAndClock(at, this.zone), to: clock(at + this.minutes * minute, this.zone) }),
      ...(theirs.length ? [" · ", ...theirs] : []), ...(isSkipped ? [` ${t("sessions.pick.skipped")}`] : [])];
  }

  #changed() {
    const isAnother = this.#chosen === null;
    this.another.hidden = !isAnother;
    const wrong = this.#problem();
    const at = this.#at();
    this.error.hidden = !wrong;
    this.error.textContent = wrong ?? "";
    this.preview.replaceChildren(...(wrong ? [] : this.#preview(at)));
    this.element?.dispatchEvent(new Event("change", { bubbles: true }));
  }
}
