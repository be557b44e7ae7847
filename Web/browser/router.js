// Shows a page for each address: real URLs, Back and Forward, scroll and focus as they were.

/**
 * @typedef {{path: string, load: () => Promise<any>, access: "anyone" | "member" | "guest", skeleton?: string}} Route
 * @typedef {{route: Route, params: Record<string, string>}} Match
 * @typedef {{key: string, element: HTMLElement, title: string, scroll: number, address: string, leave: AbortController,
 *   focus?: Element | null, resumed?: () => void}} Kept
 */

/** How many pages stay as they are behind the one shown, so that Back brings them back at once. */
const kept = 6;

/**
 * The first route that a path fits. `{id}` stands for one segment.
 * @param {Route[]} routes @param {string} path @returns {Match | null}
 */
export function match(routes, path) {
  const asked = segments(path);
  for (const route of routes) {
    const params = fit(segments(route.path), asked);
    if (params) return { route, params };
  }
  return null;
}

/** @param {string} path */
function segments(path) {
  return path.split("/").filter(Boolean);
}

/** @param {string[]} pattern @param {string[]} asked @returns {Record<string, string> | null} */
function fit(pattern, asked) {
  if (pattern.length !== asked.length) return null;
  /** @type {Record<string, string>} */
  const params = {};
  for (const [index, part] of pattern.entries()) {
    if (part.startsWith("{")) params[part.slice(1, -1)] = safelyDecoded(asked[index]);
    else if (part !== asked[index]) return null;
  }
  return params;
}

/** @param {string} text */
function safelyDecoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Whether a page of ours is there: the front page, files and the API are not of the app. @param {string} path */
function isOfTheApp(path) {
  return path !== "/" && !/^\/(api|assets|call|healthz|readyz)(\/|$)/.test(path);
}

/** Whether a click on a link is for us: plain, to this site, not to a file or the API. @param {MouseEvent} event */
export function linkOf(event) {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
    return null;
  }
  const link = /** @type {Element} */ (event.target).closest?.("a[href]");
  if (!(link instanceof HTMLAnchorElement) || link.target || link.hasAttribute("download")) return null;
  return link.origin === location.origin && isOfTheApp(link.pathname) ? link : null;
}

export class Router {
  /** @type {Kept[]} */
  #pages = [];
  /** @type {Kept | null} */
  #shown = null;
  #turn = 0;
  /** Of the page of the address bar, which may not be shown yet. @type {AbortSignal | null} */
  #visit = null;

  /**
   * @param {HTMLElement} place where pages are shown
   * @param {(visit: {url: URL, signal: AbortSignal}) => Promise<{title: string, content: HTMLElement,
   *   shown?: () => void, resumed?: () => void} | null>} open makes the page of an address; null when it went elsewhere
   * @param {{busy: (isBusy: boolean, url: URL) => void, left: (page: Kept) => void, arrived: (page: Kept) => void}} hooks
   */
  constructor(place, open, hooks) {
    this.place = place;
    this.open = open;
    this.hooks = hooks;
  }

  /** Shows the page of the address bar and follows links from then on. */
  start() {
    history.scrollRestoration = "manual";
    document.addEventListener("click", (event) => {
      const link = linkOf(event);
      if (!link) return;
      if (link.hash && link.pathname === location.pathname && link.search === location.search) return;
      event.preventDefault();
      this.go(link.href);
    });
    addEventListener("popstate", () => this.#arrive(location.href, false));
    return this.#arrive(location.href, false);
  }

  /**
   * @param {string} address
   * @param {{replace?: boolean}} [options] replace: the page shown now is not come back to
   */
  go(address, { replace = false } = {}) {
    const url = new URL(address, location.href);
    const key = replace && history.state?.key ? history.state.key : String(Date.now()) + Math.random();
    if (replace) this.#forget(key);
    if (this.#shown) this.#shown.scroll = scrollY;
    history[replace ? "replaceState" : "pushState"]({ key }, "", url);
    return this.#arrive(url.href, true);
  }

  /** Notes another address for the page shown, such as its filters, without making it anew; nothing where the page was
   * left meanwhile. @param {string} address @param {Element} [element] of the page */
  rename(address, element = this.#shown?.element) {
    if (!this.#shown || this.#shown.element !== element || this.#shown.key !== history.state?.key) return;
    history.replaceState(history.state, "", address);
    this.#shown.address = location.href;
  }

  /** Whether the address is still that of a visit: who has moved on meanwhile is not to be taken elsewhere.
   * @param {AbortSignal} signal of the visit */
  isHere(signal) {
    return this.#visit === signal;
  }

  /** Makes the page shown anew. */
  reload() {
    if (this.#shown) this.#forget(this.#shown.key);
    return this.#arrive(location.href, true);
  }

  /** Drops all pages that wait behind, as when somebody else signs in. */
  forgetAll() {
    for (const page of this.#pages.filter((page) => page !== this.#shown)) this.#forget(page.key);
  }

  /** @param {string} address @param {boolean} isNew */
  async #arrive(address, isNew) {
    const turn = ++this.#turn;
    if (!history.state?.key) history.replaceState({ key: String(Date.now()) + Math.random() }, "");
    const key = history.state.key;
    if (this.#shown && this.#shown.key !== key && this.#shown.element.isConnected) {
      this.#shown.focus = document.activeElement;
    }
    const before = this.#pages.find((page) => page.key === key && page.address === address);
    const leave = before?.leave ?? new AbortController();
    this.#visit = leave.signal;
    if (before) return this.#show(before, false);
    const url = new URL(address);
    this.hooks.busy(true, url);
    try {
      const made = await this.open({ url, signal: leave.signal });
      if (turn !== this.#turn || !made) return leave.abort();
      const page = { key, element: made.content, title: made.title, scroll: 0, address: location.href, leave,
        resumed: made.resumed };
      this.#keep(page);
      this.#show(page, isNew);
      made.shown?.();
    } finally {
      if (turn === this.#turn) this.hooks.busy(false, url);
    }
  }

  /** @param {Kept} page @param {boolean} isNew */
  #show(page, isNew) {
    if (this.#shown && this.#shown !== page && this.#shown.element.isConnected) {
      // Leaving by Back comes here without `go`, when the browser has not scrolled yet.
      if (!isNew) this.#shown.scroll = scrollY;
    }
    const isBack = this.#shown !== page && page.scroll !== undefined && !isNew && this.#shown !== null;
    if (this.#shown && this.#shown.key !== page.key) this.hooks.left(this.#shown);
    this.#shown = page;
    // Who came back before they had arrived has not left, and keeps the focus.
    if (this.place.firstElementChild !== page.element) this.place.replaceChildren(page.element);
    document.title = page.title;
    this.hooks.arrived(page);
    scrollTo(0, isNew ? 0 : page.scroll);
    if (isBack && page.focus instanceof HTMLElement && page.element.contains(page.focus)) {
      page.focus.focus({ preventScroll: true });
    } else if (isNew || isBack) {
      focusHeading(page.element);
    }
    if (isBack) page.resumed?.();
  }

  /** @param {Kept} page */
  #keep(page) {
    this.#forget(page.key);
    this.#pages.push(page);
    while (this.#pages.length > kept) this.#forget(this.#pages[0].key);
  }

  /** @param {string} key */
  #forget(key) {
    for (const page of this.#pages.filter((page) => page.key === key)) page.leave.abort();
    this.#pages = this.#pages.filter((page) => page.key !== key);
  }
}

/** Where a reader begins on a new page. @param {HTMLElement} element */
function focusHeading(element) {
  const wanted = element.querySelector("[autofocus]") ?? element.querySelector("h1");
  if (!(wanted instanceof HTMLElement)) return;
  if (wanted.matches("h1")) wanted.tabIndex = -1;
  wanted.focus({ preventScroll: true });
}
