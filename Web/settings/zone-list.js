// The time zones to choose from.

import { zoneName } from "../languages/format.js";

/** @param {string} chosen is in the list even where the browser does not know it @returns {[string, string][]} */
export function zones(chosen) {
  const known = "supportedValuesOf" in Intl ? Intl.supportedValuesOf("timeZone") : [];
  const all = [...new Set([chosen, "UTC", ...known])];
  return all.map((zone) => /** @type {[string, string]} */ ([zone, label(zone)])).sort((one, other) => one[1].localeCompare(other[1]));
}

/** @param {string} zone */
function label(zone) {
  const area = zone.includes("/") ? `${zone.split("/")[0]}: ` : "";
  try {
    return area + zoneName(zone);
  } catch {
    return zone;
  }
}
