// Hides two people from each other.

import { post, remove } from "../browser/http.js";
import { t } from "../languages/text.js";
import { confirmed, toast } from "../shell/dialogs.js";

/** Asks first; can be undone for a while, and in the settings. @param {import("../shell/app-state.js").App} app @param {any} member
 * @param {{next: string, undone?: string, signal: AbortSignal}} visit the page it is done on, where to go then, and after it
 *   was undone */
export async function block(app, member, { next, undone, signal }) {
  const isSure = await confirmed({ title: t("profiles.blockTitle", { name: member.name }), text: t("profiles.blockText"),
    act: t("profiles.block") });
  if (!isSure) return;
  await post(`/members/${member.id}/block`);
  toast(t("profiles.blocked", { name: member.name }), { action: t("shell.undo"), act: async () => {
    await remove(`/members/${member.id}/block`);
    if (undone) await app.go(undone);
  } });
  app.router.forgetAll();
  if (app.router.isHere(signal)) await app.go(next, { replace: true });
}
