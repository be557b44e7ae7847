"""Every screen through the gate."""

import pytest
from gate import gate
from town import Town

GUEST = {
    "landing": ("/", "h1"),
    "join": ("/join", "form"),
    "sign-in": ("/sign-in", "form"),
    "forgot-password": ("/forgot-password", "form"),
    "reset-password": ("/reset-password?token=none", "main h1"),
    "skills-guest": ("/skills", "main h1"),
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
OVER = {
    "request": ("/matches", "main .card", ".card .button.first"),
    "counter": ("/sessions/{asked}", ".session-main", "[data-action=counter]"),
    "reject": ("/sessions/{asked}", ".session-main", "[data-action=reject]"),
    "menu-person": ("/people/{bo}", ".person-head", ".person-head .menu-place button"),
    "menu-thread": ("/messages/{conversation}", "[role=log] article", ".menu-place button"),
}
# What the server refuses is written to the console: an address of nothing, a room that is not open yet.
ANNOUNCED = {"not-found": ["404 .Not Found"], "call": ["409 .Conflict"]}


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
