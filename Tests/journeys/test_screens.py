"""Every screen through the gate."""

import json
import time

import pytest
from browsers import DESKTOP, PHONE, Person, held
from gate import gate
from member import moment
from operator_commands import admin
from playwright.sync_api import expect
from town import Rings, Town

GUEST = {
    "landing": ("/", "h1"),
    "join": ("/join", "form"),
    "sign-in": ("/sign-in", "form"),
    "forgot-password": ("/forgot-password", "form"),
    "reset-password": ("/reset-password?token=none", "main h1"),
    "verify-email": ("/verify-email?token=none", "main h1"),
    "skills-guest": ("/skills", "main h1"),
    "demand-guest": ("/demand", "main h1"),
    "help-guest": ("/help", "main h1"),
    "not-found": ("/nowhere", "main .empty"),
}
MEMBER = {
    "matches": ("/matches", "main .card"),
    "people": ("/people", "main li"),
    "person": ("/people/{bo}", ".person-head"),
    "skills": ("/skills", "main h1"),
    "sessions": ("/sessions", "[data-session]"),
    "sessions-calendar": ("/sessions?view=week", "main h1"),
    "sessions-month": ("/sessions?view=month", ".month-table"),
    "session": ("/sessions/{asked}", ".session-main"),
    "session-held": ("/sessions/{held}", ".session-main"),
    "messages": ("/messages", "main h1"),
    "thread": ("/messages/{conversation}", "[role=log] li, [role=log] article"),
    "statistics": ("/statistics", "main h1"),
    "notifications": ("/notifications", "main h1"),
    "me": ("/me", "main h1"),
    "settings": ("/settings", "main h1"),
    **{f"settings-{section}": (f"/settings/{section}", "main h1") for section in [
        "profile", "skills", "availability", "notifications", "privacy", "devices", "account", "language"]},
    **{f"welcome-{step}": (f"/welcome/{step}", "main h1") for step in ["teach", "learn", "when", "about"]},
    "help": ("/help", "main h1"),
    "call": ("/call/{agreed}", "h1"),
}
RINGS = {
    "matches-with-rings": ("/matches", ".ring-card"),
    "matches-rings": ("/matches?kind=ring", ".ring-card"),
    "rings": ("/rings", ".ring-card"),
    "rings-past": ("/rings?show=past", ".ring-card"),
    "ring-suggested": ("/rings/suggested?of={suggested}", ".ring-main"),
    "ring-asked": ("/rings/{asked}", ".ring-main"),
    "ring-active": ("/rings/{active}", ".ring-main"),
    "ring-broken": ("/rings/{broken}", ".ring-main"),
    "ring-thread": ("/messages/{talk}", "[role=log] .line"),
    "ledger": ("/ledger", ".balance-bars"),
    "demand": ("/demand", ".demand"),
    "notifications-of-rings": ("/notifications", ".notification"),
}
OVER_RINGS = {
    "ring-request": ("/rings/{active}", ".ring-main", "[data-action=ask-learn]"),
    "ring-decline": ("/rings/{asked}", ".ring-main", "[data-action=reject]"),
    "ring-leave": ("/rings/{active}", ".ring-main", "[data-action=leave]"),
}
NEWCOMER = {
    **{f"empty-{name}": (f"/{name}", "main .empty") for name in ["matches", "sessions", "messages", "notifications", "statistics", "rings", "ledger"]},
    "empty-past-rings": ("/rings?show=past", "main .empty"),
    "ring-gone": ("/rings/suggested?of=none", "main .empty"),
    "empty-week": ("/sessions?view=week", "main .week-days"),
    "empty-people": ("/people?query=nobody-is-called-so", "main .empty"),
    "empty-skills": ("/skills?query=xqzzyk", "main .empty"),
    "me-empty": ("/me", "main h1"),
}
OVER = {
    "request": ("/matches", "main .card", ".card .button.first"),
    "counter": ("/sessions/{asked}", ".session-main", "[data-action=counter]"),
    "reject": ("/sessions/{asked}", ".session-main", "[data-action=reject]"),
    "menu-person": ("/people/{bo}", ".person-head", ".person-page .menu-place button"),
    "menu-thread": ("/messages/{conversation}", "[role=log] article", ".menu-place button"),
}
# What the server refuses is written to the console: an address of nothing, a room that is not open yet.
BROKEN = json.dumps({"type": "about:blank", "title": "Something went wrong.", "status": 500, "code": "unexpected", "requestId": "ega38cewb8814"})
FAILING = {
    "failed-list": ("/people", "main .failure", "**/api/v1/members?*"),
    "failed-page": ("/statistics", "main .failure", "**/api/v1/members/*/statistics"),
    "failed-inbox": ("/messages", "main .failure", "**/api/v1/conversations?*"),
}
ANNOUNCED = {"not-found": ["404 .Not Found"], "call": ["409 .Conflict"],
             "verify-email": ["422 .|400 ."]}


@pytest.fixture(scope="module")
def town(server):
    return Town(server)


@pytest.mark.parametrize("name", GUEST)
def test_screens_for_guests(guest, name):
    url, ready = GUEST[name]
    report(gate(guest(ANNOUNCED.get(name, ())), url, ready, name))


@pytest.mark.parametrize("name", MEMBER)
def test_screens_for_members(town, browse, name):
    url, ready = MEMBER[name]
    ada = browse(town.ada)
    for pattern in ANNOUNCED.get(name, ()):
        ada.announce(pattern)
    report(gate(ada.page, address(town, url), ready, name))


@pytest.fixture(scope="module")
def rings(server):
    return Rings(server)


@pytest.mark.parametrize("name", RINGS)
def test_screens_of_rings(rings, browse, name):
    url, ready = RINGS[name]
    report(gate(browse(rings.me).page, rings.address(url), ready, name))


@pytest.mark.parametrize("name", OVER_RINGS)
def test_dialogs_over_rings(rings, browse, name):
    url, ready, press = OVER_RINGS[name]
    report(gate(browse(rings.me).page, rings.address(url), ready, f"over-{name}", press))


@pytest.mark.parametrize("name", NEWCOMER)
def test_screens_of_somebody_who_has_nothing_yet(server, browse, name):
    url, ready = NEWCOMER[name]
    report(gate(browse(Person.sign_up(server.url, "Newcomer")).page, url, ready, name))


def test_the_list_of_a_moderator(town, server, browse):
    session = town.ada.request(town.bo, skill="violin", topic="Disputed notes", at=moment(seconds=3), minutes=15)
    town.bo.act(session, "accept")
    until(lambda: town.bo.try_act(session, "complete").status_code == 200)
    town.ada.act(session, "contest", {"reason": "Nobody came."})
    moderator = Person.sign_up(server.url, "Mo Derator")
    admin(server, "grant", moderator.email, "moderator")
    report(gate(browse(moderator).page, "/sessions?view=disputed", "[data-session]", "sessions-disputed"))


def test_the_room_of_a_call(video_server, browse):
    ada, bo = (Person.sign_up(video_server.url, name) for name in ("Ada Lovelace", "Bo Andersson"))
    ada.skills(teach=[("swift", "expert")])
    bo.skills(teach=[("violin", "expert")])
    session = ada.request(bo, skill="violin", topic="Bowing without scratching", at=moment(minutes=5))
    bo.act(session, "accept")
    page = browse(ada, permissions=["camera", "microphone"]).page
    report(gate(page, f"/call/{session['id']}", ".prejoin", "call-open"))


@pytest.mark.parametrize("name", FAILING)
def test_screens_that_could_not_be_read(town, browse, name):
    address, ready, refused = FAILING[name]
    ada = browse(town.ada)
    ada.announce("50[03] .|ERR_FAILED")
    ada.context.route(refused, lambda route: route.fulfill(status=500, content_type="application/problem+json", body=BROKEN))
    report(gate(ada.page, address, ready, name))


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_head_is_there_before_the_scripts_and_stays_where_it_is(town, browse, size):
    ada = browse(town.ada, viewport=size)
    scripts = []
    ada.page.route("**/shared.js", lambda route: scripts.append(route))
    ada.page.goto("/matches", wait_until="commit")
    name = ada.page.locator(".mark span").last
    expect(name).to_have_text("SkillSync")
    before = name.bounding_box()
    held(ada.page, scripts).continue_()
    expect(ada.page.locator("main .card").first).to_be_visible()
    assert name.bounding_box() == before


def test_a_page_without_a_connection(town, browse):
    ada = browse(town.ada)
    ada.announce("ERR_FAILED|ERR_INTERNET_DISCONNECTED")
    ada.context.route("**/api/v1/**", lambda route: route.abort())
    report(gate(ada.page, "/matches", ".failure", "offline"))


def until(answer, within=30):
    end = time.monotonic() + within
    while not answer():
        assert time.monotonic() < end, "It did not come to be in time."
        time.sleep(0.2)


@pytest.mark.parametrize("name", OVER)
def test_dialogs_and_menus(town, browse, name):
    url, ready, press = OVER[name]
    report(gate(browse(town.ada).page, address(town, url), ready, f"over-{name}", press))


def address(town, url):
    sessions = {name: getattr(town, name)["id"] for name in ("asked", "held", "agreed")}
    return url.format(bo=town.bo.id, conversation=town.conversation["id"], **sessions)


def report(findings):
    findings = list(findings)
    if findings:
        pytest.fail("\n".join([f"{len(findings)} findings:", *findings]), pytrace=False)
