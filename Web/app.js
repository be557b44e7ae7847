// Starts the app: says what is where, finds out who is here, and shows the page of the address.

import { h } from "./browser/dom.js";
import { loaded, onFieldsRefused, onSignedOut, Problem } from "./browser/http.js";
import { match, Router } from "./browser/router.js";
import { speak, t, wantedLanguage } from "./languages/text.js";
import { App } from "./shell/app-state.js";
import { leaveDialogs, returnDialogs, toast } from "./shell/dialogs.js";
import { empty, failure, linkButton, say, skeleton, unreached } from "./shell/parts.js";
import { Shell } from "./shell/shell.js";

/** @type {import("./browser/router.js").Route[]} */
const routes = [
  { path: "/join", access: "guest", skeleton: "form", load: () => import("./accounts/join-page.js") },
  { path: "/sign-in", access: "guest", skeleton: "form", load: () => import("./accounts/sign-in-page.js") },
  { path: "/forgot-password", access: "guest", skeleton: "form", load: () => import("./accounts/password-pages.js").then((pages) => ({ page: pages.forgotPage })) },
  { path: "/reset-password", access: "anyone", skeleton: "form", load: () => import("./accounts/password-pages.js").then((pages) => ({ page: pages.resetPage })) },
  { path: "/verify-email", access: "anyone", skeleton: "form", load: () => import("./accounts/verify-page.js") },
  { path: "/welcome", access: "member", skeleton: "form", load: () => import("./profiles/welcome-page.js") },
  { path: "/welcome/{step}", access: "member", skeleton: "form", load: () => import("./profiles/welcome-page.js") },
  { path: "/matches", access: "member", skeleton: "list", load: () => import("./matching/matches-page.js") },
  { path: "/people", access: "member", skeleton: "list", load: () => import("./profiles/people-page.js") },
  { path: "/people/{id}", access: "member", skeleton: "detail", load: () => import("./profiles/person-page.js") },
  { path: "/skills", access: "anyone", skeleton: "list", load: () => import("./skills/skills-page.js") },
  { path: "/sessions", access: "member", skeleton: "list", load: () => import("./sessions/sessions-page.js") },
  { path: "/sessions/{id}", access: "member", skeleton: "detail", load: () => import("./sessions/session-page.js") },
  { path: "/rings", access: "member", skeleton: "list", load: () => import("./rings/rings-page.js") },
  { path: "/rings/suggested", access: "member", skeleton: "detail", load: () => import("./rings/suggestion-page.js") },
  { path: "/rings/{id}", access: "member", skeleton: "detail", load: () => import("./rings/ring-page.js") },
  { path: "/messages", access: "member", skeleton: "chat", load: () => import("./chat/messages-page.js") },
  { path: "/messages/{id}", access: "member", skeleton: "chat", load: () => import("./chat/messages-page.js") },
  { path: "/statistics", access: "member", skeleton: "detail", load: () => import("./statistics/statistics-page.js") },
  { path: "/ledger", access: "member", skeleton: "detail", load: () => import("./statistics/ledger-page.js") },
  { path: "/demand", access: "anyone", skeleton: "list", load: () => import("./skills/demand-page.js") },
  { path: "/notifications", access: "member", skeleton: "list", load: () => import("./notifications/notifications-page.js") },
  { path: "/me", access: "member", skeleton: "list", load: () => import("./profiles/me-page.js") },
  { path: "/settings", access: "member", skeleton: "form", load: () => import("./settings/settings-page.js") },
  { path: "/settings/{section}", access: "member", skeleton: "form", load: () => import("./settings/settings-page.js") },
  { path: "/help", access: "anyone", skeleton: "detail", load: () => import("./help/help-page.js") },
];

const app = new App();
start();

async function start() {
  const place = /** @type {HTMLElement} */ (document.getElementById("app"));
  const found = match(routes, location.pathname);
  const entering = app.start(found?.route.access === "member");
  const prepared = prepare(found, entering);
  const [isSpoken, problem] = await Promise.all([speak(wantedLanguage()).then(() => true, () => false),
    entering.then(() => null, (refused) => refused)]);
  if (!isSpoken) return place.replaceChildren(h("main", { class: "page narrow" }, h("h1", {}, "SkillSync could not be reached"), unreached()));
  // To draw the frame takes a slow processor a while, in which the answers for the page are on their way already.
  await Promise.race([prepared, new Promise((go) => setTimeout(go, 100))]);
  const shell = new Shell(app);
  app.shell = shell;
  app.router = new Router(shell.main, open, { busy, left: ({ element }) => leaveDialogs(element), arrived: ({ element, title }) => {
    returnDialogs(element);
    shell.title(title);
    shell.mark(location.pathname);
  } });
  onFieldsRefused((refused) => import("./languages/refusals.js").then(({ translate }) => translate(refused)));
  onSignedOut(() => {
    if (!app.me) return;
    app.leave();
    location.assign(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`);
  });
  shell.show(place);
  if (problem) {
    const page = failed(problem, () => location.reload());
    shell.title(page.title);
    shell.main.replaceChildren(page.content);
    // What waits in the outbox goes out without anybody pressing a button.
    addEventListener("online", () => location.reload(), { once: true });
  } else {
    await app.router.start();
    app.listen();
  }
  const idle = "requestIdleCallback" in window ? requestIdleCallback : setTimeout;
  idle(beginLate);
}

/**
 * Loads the first page while it is asked who is here, and what it needs while the texts are on their way. What fails is
 * said when the page is opened.
 * @param {import("./browser/router.js").Match | null} found @param {Promise<void>} entering
 */
async function prepare(found, entering) {
  try {
    const [pages] = await Promise.all([found?.route.load(), entering]);
    askAhead(pages, found).catch(() => undefined);
  } catch {
    // See above.
  }
}

/** Whether the first page's needs were asked for. */
let isAsked = false;

/**
 * Asks for what the first page needs, once: before it is opened, or as it is where its module came last.
 * @param {any} pages @param {import("./browser/router.js").Match | null} found
 */
async function askAhead(pages, found) {
  if (isAsked) return;
  isAsked = true;
  if (!app.me && found?.route.access !== "anyone") return;
  await pages.ahead?.({ app, params: found?.params, query: new URL(location.href).searchParams });
}

/** What the server or the connection refused and nobody else answers for is said; anything else is a fault of ours. */
addEventListener("unhandledrejection", (event) => {
  if (!(event.reason instanceof Problem) || !app.shell) return;
  event.preventDefault();
  toast(say(event.reason));
});

/** Without a connection, what can wait waits for one. */
function beginLate() {
  import("./shell/late.js").then((late) => late.begin(app))
    .catch(() => addEventListener("online", beginLate, { once: true }));
}

/** @param {{url: URL, signal: AbortSignal}} visit @returns {Promise<import("./shell/app-state.js").Page | null>} */
async function open({ url, signal }) {
  const found = match(routes, url.pathname);
  if (!found) return notFound();
  const { route, params } = found;
  if (route.access === "member" && !app.me) {
    app.go(`/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`, { replace: true });
    return null;
  }
  if (route.access === "guest" && app.me) {
    app.go(nextOf(url), { replace: true });
    return null;
  }
  const beganAt = performance.now();
  try {
    const pages = await loaded(route.load());
    askAhead(pages, found).catch(() => undefined);
    const shown = pages.page({ app, url, params, query: url.searchParams, signal });
    app.listen();
    return await shown;
  } catch (problem) {
    if (signal.aborted) return null;
    if (problem?.code === "offline") {
      if (cameBackAt > beganAt) return open({ url, signal });
      againWhenOnline(url, signal);
    }
    return problem?.status === 404 ? notFound() : failed(problem, () => app.router.reload());
  }
}

/** When the connection last came back, which may be while a page fails to be loaded. */
let cameBackAt = 0;
addEventListener("online", () => { cameBackAt = performance.now(); });

/** @param {URL} url @param {AbortSignal} signal */
function againWhenOnline(url, signal) {
  addEventListener("online", () => { if (location.href === url.href) app.router.reload(); }, { once: true, signal });
}

/** Where to go after signing in: an address of ours and no other. @param {URL} url */
function nextOf(url) {
  const next = url.searchParams.get("next") ?? "";
  return /^\/(?![/\\])/.test(next) ? next : "/matches";
}

/** @returns {import("./shell/app-state.js").Page} */
function notFound() {
  const content = h("div", { class: "page narrow" }, h("h1", { class: "hidden" }, t("shell.notFound")),
    empty(t("shell.notFound"), t("shell.notFoundText"), linkButton(app.me ? "/matches" : "/", t("shell.home"), { kind: "first" })));
  return { title: t("shell.notFound"), content };
}

/** @param {any} problem @param {() => any} again @returns {import("./shell/app-state.js").Page} */
function failed(problem, again) {
  if (problem?.code === undefined) console.error(problem);
  const content = h("div", { class: "page narrow" }, h("h1", { class: "hidden" }, t("problems.title")),
    failure(problem, again));
  return { title: t("problems.title"), content };
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;

/** @param {boolean} isBusy @param {URL} url */
function busy(isBusy, url) {
  clearTimeout(waiting);
  app.shell.progress.hidden = true;
  if (!isBusy) return;
  waiting = setTimeout(() => {
    const isEmpty = !app.shell.main.firstElementChild;
    if (isEmpty) app.shell.main.replaceChildren(h("h1", { class: "hidden" }, t("shell.loading")), skeleton(match(routes, url.pathname)?.route.skeleton));
    else app.shell.progress.hidden = false;
  }, 200);
}
