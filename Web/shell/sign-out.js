// Signs out, and leaves the device as it was but for what belongs to the member.

import { post } from "../browser/http.js";
import { t, wantedLanguage } from "../languages/text.js";
import { confirmed } from "./dialogs.js";

/** Settings of the device, whoever uses it. */
const ofTheDevice = ["language", "shortcuts"];

/** Signs out, unless something is not sent yet and the member wants to keep it. @param {import("./app-state.js").App} app */
export async function signOut(app) {
  const count = await unsent(app);
  const isSure = !count || await confirmed({ title: t("settings.unsentTitle"), text: t("settings.unsentText", { count }), act: t("settings.signOut") });
  if (!isSure) return;
  const kept = ofTheDevice.map((name) => [name, localStorage.getItem(name)]);
  // The answer clears what the browser keeps, of the member and of the device.
  await post("/logout");
  for (const [name, value] of kept) if (name && value) localStorage.setItem(name, value);
  wantedLanguage();
  app.leave();
  location.assign("/");
}

/** How many messages wait to be sent. @param {import("./app-state.js").App} app */
async function unsent(app) {
  const outbox = await app.outbox().catch(() => null);
  await outbox?.reload();
  return outbox?.count ?? 0;
}
