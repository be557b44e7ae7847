// The time zone of somebody: found by the browser, shown, and open to change.

import { freshID, h } from "../browser/dom.js";
import { clock, zoneName } from "../languages/format.js";
import { t } from "../languages/text.js";
import { style } from "../look/styles.js";

/** The zone of this device, or UTC where it does not say. */
export function zoneHere() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return zone && zone !== "Etc/Unknown" ? zone : "UTC";
}

/**
 * @param {string} zone @param {(zone: string) => void} [changed]
 * @returns {HTMLElement} a `details` with a control named `timeZone` inside
 */
export function zoneField(zone, changed = () => undefined) {
  style(new URL("accounts.css", import.meta.url));
  const id = freshID("zone");
  const now = h("span", {});
  const control = h("select", { name: "timeZone", id, onchange: () => {
    say();
    changed(control.value);
  } }, h("option", { value: zone, selected: true }, zone.replaceAll("_", " ")));
  const say = () => now.replaceChildren(t("accounts.zone", { zone: zoneName(control.value), time: clock(Date.now(), control.value) }));
  say();
  const element = h("details", { class: "zone", "data-field": "timeZone" }, h("summary", {}, now, " ", h("span", { class: "link" }, t("accounts.changeZone"))),
    h("div", { class: "field" }, h("label", { for: id }, t("accounts.zoneLabel")), control), h("p", { class: "error", hidden: true }));
  // Four hundred names are listed for the few who want another.
  element.addEventListener("toggle", async () => {
    if (control.options.length > 1) return;
    const { zones } = await import("../settings/zone-list.js");
    control.replaceChildren(...zones(control.value).map(([value, label]) => h("option", { value, selected: value === control.value }, label)));
  });
  return element;
}
