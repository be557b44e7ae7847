import { h } from "../browser/dom.js";
import { post } from "../browser/http.js";
import { t } from "../languages/text.js";
import { linkButton } from "../shell/parts.js";
import { takeToken } from "./token.js";

/** @param {import("../shell/app-state.js").Visit} visit @returns {Promise<import("../shell/app-state.js").Page | null>} */
export async function page({ app, url }) {
  const token = takeToken(url);
  if (token) {
    try {
      const me = await post("/email/verify", { token });
      await app.signedIn(me.teach?.length || me.learn?.length ? "/matches" : "/welcome");
      return null;
    } catch (problem) {
      if (problem?.code !== "tokenInvalid" && problem?.code !== "invalid") throw problem;
    }
  }
  // A second click and another device come here: what the link was for has most likely been done.
  const isDone = Boolean(app.me?.emailVerified);
  const title = t(isDone ? "accounts.confirmed" : "accounts.linkUsed");
  const content = h("div", { class: "page narrow account" }, h("h1", {}, title),
    h("p", {}, t(isDone ? "accounts.confirmedText" : "accounts.linkUsedText")),
    h("div", { class: "actions" }, isDone ? linkButton("/matches", t("accounts.goOn"), { kind: "first" })
      : [linkButton("/sign-in", t("accounts.signIn"), { kind: "first" }), linkButton("/join", t("accounts.joinAgain"), { kind: "quiet" })]));
  return { title, content };
}
