"""What every screen must pass: axe in six modes, a narrow window in both directions, the keyboard alone, and a budget."""

import json
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from browsers import DESKTOP, PHONE
from server import ROOT

SCREENS = ROOT / ".build/test-results/screens"
PROBE = (Path(__file__).parent / "gate_probe.js").read_text("utf8")
AXE = (Path(find_spec("axe_playwright_python").origin).parent / "axe.min.js").read_text("utf8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

NARROW = {"width": 320, "height": 640}
PLAIN = {"color_scheme": "light", "forced_colors": "none", "reduced_motion": "no-preference"}
MODES = {
    "light": (DESKTOP, {}),
    "dark": (DESKTOP, {"color_scheme": "dark"}),
    "phone": (PHONE, {}),
    "phone-dark": (PHONE, {"color_scheme": "dark"}),
    "forced-colours": (DESKTOP, {"forced_colors": "active"}),
    "reduced-motion": (DESKTOP, {"reduced_motion": "reduce"}),
}
HIGHEST = 8000  # pixels of a page that is looked at as a whole
LARGEST_DOM = 1500
MOST_TABS = 120


def gate(page, url, ready, name, press=None):
    """Opens the address and tells what is wrong with the screen, one line each. `ready` is there once it is drawn;
    `press` is a button that brings a dialog or a menu over it, or does to the page what brings it there."""
    open_screen = partial(show, page, url, ready, press)
    open_screen()
    found = [("", finding) for finding in check_frame(page)]
    for mode, (viewport, media) in MODES.items():
        set_mode(page, viewport, media)
        if press:
            open_screen()  # it has its place by the size of the window when it is opened
        show_whole(page, viewport)
        found += [(mode, finding) for finding in [*axe(page), *probe(page, "targets")]]
        picture(page, f"{name}-{mode}")
    set_mode(page, DESKTOP, {})
    found += [("keyboard", finding) for finding in walk(page)]
    for language in ("en", "ar"):
        found += [(f"320 px {language}", finding) for finding in narrow(page, open_screen, name, language)]
    return grouped(found)


def grouped(found):
    """Says once what was found several times, and where."""
    places = {}
    for place, finding in found:
        places.setdefault(finding, {})[place] = None
    for finding, where in places.items():
        yield f"{'all modes' if MODES.keys() <= where.keys() else ', '.join(where)}: {finding}".removeprefix(": ")


def show(page, url, ready, press=None):
    page.goto(url)
    page.locator(ready).first.wait_for()
    if ready != ".skeleton":
        page.locator("main > .skeleton").wait_for(state="hidden")
    if callable(press):
        press(page)
    elif press:
        page.locator(press).first.click()
        page.locator("dialog[open], [popover]:popover-open").first.wait_for()
    settle(page)


def settle(page):
    """Waits until what moves has arrived, two pictures later."""
    page.evaluate("""() => Promise.race([
      new Promise((resolve) => { setTimeout(resolve, 2000); }),
      new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(resolve)); })
        .then(() => Promise.allSettled(document.getAnimations().filter((one) => one.effect.getComputedTiming().iterations < 9)
          .map((one) => one.finished)))])""")


def set_mode(page, viewport, media):
    page.set_viewport_size(viewport)
    page.emulate_media(**(PLAIN | media))
    settle(page)


def show_whole(page, viewport):
    """Makes the window as high as the page: what lies under a bar can be scrolled from there, which axe does not do."""
    height = page.evaluate("document.scrollingElement.scrollHeight")
    page.set_viewport_size({"width": viewport["width"], "height": max(viewport["height"], min(height, HIGHEST))})
    settle(page)


def probe(page, what, *arguments):
    """Asks gate_probe.js, which stays in the page until the next document."""
    if not page.evaluate("!!globalThis.gateProbe"):
        page.evaluate(PROBE)
    return page.evaluate(f"([...given]) => gateProbe.{what}(...given)", list(arguments))


def axe(page):
    if not page.evaluate("!!globalThis.axe"):
        page.evaluate(AXE)
    options = json.dumps({"runOnly": TAGS, "resultTypes": ["violations"]})
    broken = page.evaluate(f"axe.run(document, {options}).then((result) => result.violations)")
    for rule in broken:
        where = [" ".join(map(str, node["target"])) for node in rule["nodes"]]
        detail = next((check["message"] for node in rule["nodes"] for check in [*node["any"], *node["all"], *node["none"]]), "")
        more = f" and {len(where) - 3} more" if len(where) > 3 else ""
        yield f"{rule['id']} at {'; '.join(where[:3])}{more}: {detail[:160]}"


def check_frame(page):
    yield from probe(page, "frame")
    count = page.evaluate("document.getElementsByTagName('*').length")
    if count > LARGEST_DOM:
        yield f"{count} elements, more than {LARGEST_DOM}"


def walk(page):
    """Goes through the page with Tab until it leaves it."""
    stops = probe(page, "startWalk")
    seen, left = [], False
    for _ in range(min(stops, MOST_TABS) + 3):
        page.keyboard.press("Tab")
        stop = probe(page, "stop")
        if not stop and left:
            break
        if not stop:
            left = True  # a dialog begins in its middle
            continue
        yield from stop["findings"]
        if seen and stop["index"] == seen[-1] and stops > 1:
            yield f"Tab does not leave {stop['name']}"
            break
        if stop["index"] in seen:
            break
        seen.append(stop["index"])
    if stops and not seen:
        yield "Tab reaches nothing"
    yield from probe(page, "unreached", seen) if stops <= MOST_TABS else []


def narrow(page, open_screen, name, language):
    """The smallest phone, with the spacing of WCAG 1.4.12."""
    before = page.evaluate("localStorage.getItem('language')")
    page.evaluate("(tag) => localStorage.setItem('language', tag)", language)
    set_mode(page, NARROW, {})
    open_screen()
    yield from check_language(page, language)
    yield from probe(page, "overflow")
    picture(page, f"{name}-narrow-{language}")
    probe(page, "spaceText")
    yield from (f"with wide text, {finding}" for finding in probe(page, "overflow"))
    page.evaluate("(tag) => tag ? localStorage.setItem('language', tag) : localStorage.removeItem('language')", before)


def check_language(page, language):
    root = page.evaluate("[document.documentElement.lang, document.documentElement.dir || 'ltr']")
    wanted = [language, "rtl" if language == "ar" else "ltr"]
    if root != wanted and page.evaluate("document.body.classList.contains('app')"):
        yield f"lang and dir are {root}, not {wanted}"


def picture(page, name):
    SCREENS.mkdir(parents=True, exist_ok=True)
    height = page.evaluate("(scrollTo(0, 0), document.scrollingElement.scrollHeight)")
    page.screenshot(path=SCREENS / f"{name}.png", full_page=height <= HIGHEST, animations="disabled")
