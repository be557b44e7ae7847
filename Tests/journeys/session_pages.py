"""The pages of sessions, as journeys use them."""

import time

from playwright.sync_api import expect


def card(page, session):
    return page.locator(f'[data-session="{session["id"]}"]')


def press(place, name):
    place.get_by_role("button", name=name, exact=True).click()


def open_list(member):
    member.page.goto("/sessions")
    expect(member.page.get_by_role("heading", level=1)).to_be_visible()


def open_session(member, session):
    member.page.goto(f"/sessions/{session['id']}")
    expect(member.page.locator(".session-main")).to_be_visible()
    return member.page.locator(".session-main")


def transitions(member, session):
    return [entry["transition"] for entry in member.get(f"/sessions/{session['id']}/history")["items"]]


def until(page, is_so, seconds=15):
    """Lets the page go on until something is so."""
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "it did not come about"
        page.wait_for_timeout(20)
