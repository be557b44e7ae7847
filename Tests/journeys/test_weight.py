"""What the front page may cost, and what the app costs."""

import json
import os

import pytest
from server import ROOT
from town import Rings, Town
from weight import FIRST, REPEAT, TIMES, Meter, over

REPORT = ROOT / ".build/test-results/weight.json"

PAGES = {
    "matches": ("/matches", "main .card"),
    "sessions": ("/sessions", "[data-session]"),
    "messages": ("/messages", "main h1"),
    "person": ("/people/{bo}", ".person-head"),
    "settings": ("/settings", "main h1"),
}


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
    # What is loaded when there is nothing else to do may not have come within the first visit of a slow machine.
    meter.visit(url, ready)
    again = meter.visit(url, ready)
    costs = {"first": first, "again": again}
    write_down(url, costs)
    return costs


def test_the_front_page_keeps_its_budget(guest):
    costs = measure(guest(service_workers="allow"), "/", "h1", "main a")
    too_much = over(costs["first"], FIRST | (TIMES if os.environ.get("UX_TIMES") else {})) + over(costs["again"], REPEAT)
    assert not too_much, json.dumps(costs, indent=2)


@pytest.fixture(scope="module")
def town(server):
    return Town(server)


@pytest.fixture(scope="module")
def rings(server):
    return Rings(server)


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_of_members_keep_their_budget(town, browse, name):
    url, ready = PAGES[name]
    ada = browse(town.ada, service_workers="allow")
    costs = measure(ada.page, url.format(bo=town.bo.id), ready, "main a, main button, main input")
    budget = FIRST | (TIMES if os.environ.get("UX_TIMES") else {})
    too_much = over(costs["first"], budget) + over(costs["again"], REPEAT)
    assert costs["first"]["javascript"] > 0, "nothing was measured"
    assert not too_much, "\n".join([*too_much, json.dumps(costs, indent=2)])


RINGS = {"matches-with-rings": ("/matches", ".ring-card"), "ring": ("/rings/{active}", ".ring-main"), "rings": ("/rings", ".ring-card")}


@pytest.mark.parametrize("name", RINGS)
def test_the_pages_of_rings_keep_their_budget(rings, browse, name):
    url, ready = RINGS[name]
    ines = browse(rings.me, service_workers="allow")
    costs = measure(ines.page, rings.address(url), ready, "main a, main button")
    too_much = over(costs["first"], FIRST) + over(costs["again"], REPEAT)
    assert not too_much, "\n".join([*too_much, json.dumps(costs, indent=2)])
