"""What the front page may cost, and what the app costs."""

import json
import os

import pytest
from browsers import PHONE
from server import ROOT
from town import Rings, Town
from weight import FIRST, REPEAT, TIMES, Meter, over

REPORT = ROOT / ".build/test-results/weight.json"

# Pages of Ada's town; `{bo}` and so on are who and what is in it.
PAGES = {
    "matches": ("/matches", "main .card"),
    "sessions": ("/sessions", "[data-session]"),
    "session-held": ("/sessions/{held}", "#feedback .feedback"),
    "session-agreed": ("/sessions/{agreed}", ".session-main"),
    "messages": ("/messages", "main h1"),
    "person": ("/people/{bo}", ".person-head"),
    "people": ("/people", "main li"),
    "skills": ("/skills", ".catalogue li"),
    "statistics": ("/statistics", "main svg"),
    "notifications": ("/notifications", "main li"),
    "settings": ("/settings", "main h1"),
    "welcome": ("/welcome/when", ".presets"),
    "help": ("/help", "main h1"),
}

THREAD = ("/messages/{conversation}", "[role=log] [data-session]")

def write_down(name, costs):
    known = json.loads(REPORT.read_text("utf8")) if REPORT.exists() else {}
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    REPORT.write_text(json.dumps(known | {name: costs}, indent=2), "utf8")


def measure(page, name, url, ready, press):
    """The first visit on a slow line and processor, with one press; then the second."""
    meter = Meter(page)
    meter.slow_down()
    first = meter.visit(url, ready)
    if url != "/":
        # What comes late belongs to the first visit.
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.wait_for_load_state("networkidle")
        first = meter.cost()
    page.locator(press).first.focus()
    page.keyboard.press("Tab")
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))")
    first["inp"] = meter.cost()["inp"]
    # What is loaded when there is nothing else to do may not have come within the first visit of a slow machine.
    meter.visit(url, ready)
    again = meter.visit(url, ready)
    costs = {"first": first, "again": again}
    write_down(name, costs)
    return costs


def test_the_front_page_keeps_its_budget(guest):
    costs = measure(guest(service_workers="allow"), "front", "/", "h1", "main a")
    too_much = over(costs["first"], FIRST | (TIMES if os.environ.get("UX_TIMES") else {})) + over(costs["again"], REPEAT)
    assert not too_much, json.dumps(costs, indent=2)


@pytest.fixture(scope="module")
def town(server):
    return Town(server)


@pytest.fixture(scope="module")
def rings(server):
    return Rings(server)


def member_page(town, browse, address, name, **options):
    url, ready = address
    ada = browse(town.ada, service_workers="allow", **options)
    costs = measure(ada.page, name, url.format(bo=town.bo.id, held=town.held["id"], agreed=town.agreed["id"],
                                               conversation=town.conversation["id"]), ready, "main a, main button, main input")
    # A page that stays open works beside the next one that is measured.
    ada.page.close()
    return costs


def kept(costs):
    budget = FIRST | (TIMES if os.environ.get("UX_TIMES") else {})
    too_much = over(costs["first"], budget) + over(costs["again"], REPEAT)
    assert costs["first"]["javascript"] > 0, "nothing was measured"
    assert not too_much, "\n".join([*too_much, json.dumps(costs, indent=2)])


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_of_members_keep_their_budget(town, browse, name):
    kept(member_page(town, browse, PAGES[name], name))


def test_a_conversation_keeps_its_budget(town, browse):
    """On a phone it comes alone; where there is room, the list of all conversations comes along."""
    kept(member_page(town, browse, THREAD, "conversation-alone", viewport=PHONE))
    kept(member_page(town, browse, THREAD, "conversation"))


RINGS = {
    "matches-with-rings": ("/matches", ".ring-card"), "ring": ("/rings/{active}", ".ring-main"), "rings": ("/rings", ".ring-card"),
    "ring-suggested": ("/rings/suggested?of={suggested}", ".ring-main"), "ring-conversation": ("/messages/{talk}", "[role=log] [data-seq]"),
}


@pytest.mark.parametrize("name", RINGS)
def test_the_pages_of_rings_keep_their_budget(rings, browse, name):
    url, ready = RINGS[name]
    # Reading what is new costs questions of its own.
    rings.me.post(f"/conversations/{rings.talk}/read", {"upTo": rings.me.get(f"/conversations/{rings.talk}")["lastMessage"]["seq"]})
    ines = browse(rings.me, service_workers="allow")
    kept(measure(ines.page, name, rings.address(url), ready, "main a, main button"))
