// What is done with a ring: proposing, joining, declining, leaving.

import { freshKey, get, loaded, post, Problem } from "../browser/http.js";
import { list } from "../languages/format.js";
import { t } from "../languages/text.js";
import { confirmed, toast } from "../shell/dialogs.js";
import { exchangeOn, keyOf, others, proposal } from "./rings.js";

/** @typedef {import("./rings.js").Ring} Ring @typedef {import("../shell/app-state.js").App} App */

/** @type {Map<string, string>} the key of each ring that was proposed and is not known to be there */
const keys = new Map();

/** Asks the others of a suggested ring. The same again asks once. @param {App} app @param {import("./rings.js").Suggestion} ring
 * @returns {Promise<Ring>} */
export async function propose(app, ring) {
  const form = keyOf(ring);
  const key = keys.get(form) ?? freshKey();
  keys.set(form, key);
  const made = await post("/rings", proposal(ring), { key }).catch((problem) => {
    // Without an answer it may be done all the same.
    if (problem?.status > 0 && problem.status < 500) keys.delete(form);
    throw problem;
  });
  keys.delete(form);
  toast(t("rings.done.propose", { names: list(others(ring.members, app.me.id).map(({ name }) => name)) }));
  return made;
}

/**
 * Does what the `can` of a ring names, and asks before what cannot be taken back.
 * @param {App} app @param {Ring} ring @param {string} action
 * @returns {Promise<{ring: Ring | null, problem: any} | null>} null where somebody thought better of it
 */
export async function actOn(app, ring, action) {
  const kind = action === "reject" && ring.proposer === app.me.id ? "takeBack" : action;
  if (action !== "accept" && !await confirmed({ title: t(`rings.sure.${kind}.title`), text: t(`rings.sure.${kind}.text`),
    act: t(`rings.act.${kind}`) })) return null;
  try {
    const now = await post(`/rings/${ring.id}/${action}`);
    toast(t(`rings.done.${action === "accept" && now.status === "active" ? "active" : kind}`));
    return { ring: now, problem: null };
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    // Who came too late is told how it stands now.
    const now = problem.ring ?? await get(`/rings/${ring.id}`).catch(() => null);
    return { ring: now, problem };
  }
}

/** Opens the request of a session on a line of mine. @param {App} app @param {Ring} ring @param {import("./rings.js").Line} line
 * @param {() => void} [sent] */
export async function ask(app, ring, line, sent) {
  const exchange = exchangeOn(ring, line, app.me.id);
  const { openRequest } = await loaded(import("../sessions/request-dialog.js"));
  return exchange.member && openRequest(app, exchange.member, exchange, sent);
}
