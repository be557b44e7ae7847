// Looks at a page from inside for gate.py: sizes, focus, and what does not fit.

(() => {
  const INTERACTIVE = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [tabindex]";
  const SMALLEST = 24;
  const numbers = new Map();
  /** What the walk should reach; what the page replaces on the way is no longer part of it. */
  let expected = [];

  const rectOf = (element) => element.getClientRects()[0] ?? element.getBoundingClientRect();
  const isSeen = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
    rectOf(element).width > 1 && rectOf(element).height > 1;

  function nameOf(element) {
    const text = (element.getAttribute("aria-label") ?? element.textContent ?? "").trim().replace(/\s+/g, " ").slice(0, 30);
    const kind = element.localName + [...element.classList].map((name) => `.${name}`).join("");
    const parent = element.id || text ? "" : `${element.parentElement?.localName}.${element.parentElement?.className} > `;
    return `${parent}${kind}${element.id ? `#${element.id}` : ""}${text ? ` “${text}”` : ""}`;
  }

  const numberOf = (element) => {
    if (!numbers.has(element)) numbers.set(element, numbers.size);
    return numbers.get(element);
  };

  function frame() {
    const found = [];
    const headings = [...document.querySelectorAll("h1")].filter((heading) => heading.checkVisibility());
    if (headings.length !== 1) found.push(`${headings.length} h1: ${headings.map((one) => one.textContent).join(", ")}`);
    if (!document.title.trim()) found.push("no title");
    if (!document.documentElement.lang) found.push("no lang");
    return found;
  }

  // What lies on a line of text may be as small as the text (WCAG 2.5.8).
  function isInText(element) {
    return getComputedStyle(element).display === "inline" &&
      element.parentElement.textContent.trim().length > element.textContent.trim().length;
  }

  function targets() {
    return [...document.querySelectorAll(INTERACTIVE)]
      .filter((element) => isSeen(element) && element.tabIndex >= 0 && !element.disabled && !isInText(element))
      .map((element) => [element, sizeOf(element)])
      .filter(([, size]) => size.width < SMALLEST - 0.5 || size.height < SMALLEST - 0.5)
      .map(([element, size]) => `${nameOf(element)} is ${Math.round(size.width)}×${Math.round(size.height)} px small`);
  }

  /** A label belongs to what it names; only links can be clicked where their children lie outside them. */
  function sizeOf(element) {
    const boxes = [element, ...(element.labels ?? []), ...(element.localName === "a" ? element.children : [])].map((one) => one.getBoundingClientRect());
    return { width: Math.max(...boxes.map(({ width }) => width)), height: Math.max(...boxes.map(({ height }) => height)) };
  }

  function tabbable() {
    const groups = new Set();
    return [...(document.querySelector("dialog:modal") ?? document).querySelectorAll(INTERACTIVE)].filter((element) => {
      if (element.tabIndex < 0 || element.disabled || element.closest("[inert]") || !element.checkVisibility({ visibilityProperty: true })) return false;
      if (element.type !== "radio") return true;
      const isFirst = !groups.has(element.name);
      groups.add(element.name);
      return isFirst;
    });
  }

  function startWalk() {
    const { body } = document;
    const before = body.getAttribute("tabindex");
    body.setAttribute("tabindex", "-1");
    body.focus();
    if (before === null) body.removeAttribute("tabindex");
    scrollTo(0, 0);
    expected = tabbable();
    return expected.length;
  }

  function stop() {
    const element = document.activeElement;
    if (!element || element === document.body || element === document.documentElement) return null;
    const findings = [focusProblem(element), placeProblem(element)].filter(Boolean).map((text) => `${nameOf(element)} ${text}`);
    return { index: numberOf(element), name: nameOf(element), findings };
  }

  function focusProblem(element) {
    const near = [element, element.nextElementSibling, ...(element.labels ?? []), element.parentElement,
      element.parentElement?.parentElement].filter(Boolean);
    return near.some(isMarked) ? "" : "has no visible focus";
  }

  function isMarked(element) {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && !/, 0\)$|\/ 0\)$|transparent/.test(outlineColor);
  }

  function placeProblem(element) {
    const shown = element.labels?.length && !isSeen(element) ? element.labels[0] : element;
    const rect = rectOf(shown);
    const left = Math.max(rect.left, 0), right = Math.min(rect.right, innerWidth);
    const top = Math.max(rect.top, 0), bottom = Math.min(rect.bottom, innerHeight);
    if (right - left < 2 || bottom - top < 2) return "is outside of the window when it has the focus";
    const above = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    const isFree = !above || shown.contains(above) || above.contains(shown) || [...(element.labels ?? [])].some((label) => label.contains(above));
    return isFree ? "" : `is covered by ${nameOf(above)} when it has the focus`;
  }

  function unreached(seen) {
    const reached = new Set(seen);
    return expected.filter((element) => element.isConnected && isSeen(element) && !reached.has(numberOf(element)) && element.type !== "radio")
      .map((element) => `Tab does not reach ${nameOf(element)}`);
  }

  function overflow() {
    const root = document.scrollingElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const isRightToLeft = document.documentElement.dir === "rtl";
    const wide = [...document.body.querySelectorAll("*")].filter((element) => {
      const rect = element.getBoundingClientRect();
      return rect.width > 1 && (isRightToLeft ? rect.left < -1 : rect.right > root.clientWidth + 1) && !isClipped(element);
    });
    const outermost = wide.filter((element) => !wide.includes(element.parentElement));
    return [`${root.scrollWidth} px wide: ${outermost.slice(0, 4).map(nameOf).join("; ")}`];
  }

  function isClipped(element) {
    for (let one = element.parentElement; one && one !== document.body; one = one.parentElement) {
      if (getComputedStyle(one).overflowX !== "visible") return true;
    }
    return getComputedStyle(element).position === "fixed";
  }

  function spaceText() {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
      p { margin-block-end: 2em !important; }`);
    document.adoptedStyleSheets.push(sheet);
  }

  globalThis.gateProbe = { frame, targets, startWalk, stop, unreached, overflow, spaceText };
})();
