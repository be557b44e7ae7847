"""What the front page may cost, and what the app costs."""

import json
import os

from server import ROOT
from weight import FIRST, REPEAT, TIMES, Meter, over

REPORT = ROOT / ".build/test-results/weight.json"


def write_down(name, costs):
    known = json.loads(REPORT.read_text("utf8")) if REPORT.exists() else {}
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    REPORT.write_text(json.dumps(known | {name: costs}, indent=2), "utf8")


def measure(page, url, ready, press):
    """The first visit on a slow line and processor, with one press; then the second."""
    meter = Meter(page)
    meter.slow_down()
    first = meter.visit(url, ready)
    page.locator(press).first.focus()
    page.keyboard.press("Tab")
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))")
    first["inp"] = meter.cost()["inp"]
    again = meter.visit(url, ready)
    costs = {"first": first, "again": again}
    write_down(url, costs)
    return costs


def test_the_front_page_keeps_its_budget(guest):
    costs = measure(guest(service_workers="allow"), "/", "h1", "main a")
    too_much = over(costs["first"], FIRST | (TIMES if os.environ.get("UX_TIMES") else {})) + over(costs["again"], REPEAT)
    assert not too_much, json.dumps(costs, indent=2)


def test_the_matches_are_weighed(person):
    ada = person("Ada", service_workers="allow")
    costs = measure(ada.page, "/matches", "main h1", "main a")
    assert costs["first"]["javascript"] > 0, "nothing was measured"
    assert not over(costs["first"], {"elements": FIRST["elements"]}), json.dumps(costs, indent=2)
