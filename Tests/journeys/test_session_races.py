"""Two people, or two tabs, that do something with a session at the same time."""

import re

import pytest
from browsers import held
from playwright.sync_api import expect
from session_pages import card, open_list, open_session, press, transitions, until


@pytest.fixture
def bo(person):
    return person("Bo", "America/New_York", teach="violin", learn="swift")


def test_who_accepts_too_late_is_told_and_sees_how_it_stands(ada, bo):
    """Even where no event comes: the refusal itself says how the session stands."""
    session = ada.request(bo, skill="violin", topic="Withdrawn meanwhile")
    bo.announce("409|socket.io")
    bo.page.route_web_socket(re.compile("/socket.io/"), lambda socket: socket.close())
    bo.page.route("**/socket.io/**", lambda route: route.abort())
    open_list(bo)

    def withdrawn_first(route):
        ada.act(session, "withdraw")
        route.continue_()

    bo.page.route("**/accept", withdrawn_first)
    mine = card(bo.page, session)
    press(mine, "Accept")
    expect(mine.get_by_role("alert")).to_contain_text("changed in the meantime")
    expect(mine.locator(".session-state")).to_have_text("Ada withdrew the request")
    expect(mine.get_by_role("button", name="Accept")).to_have_count(0)


@pytest.fixture
def three_pages(ada, bo):
    """A request in two tabs of who asked, and in the list of who was asked."""
    session = ada.request(bo, skill="violin", topic="Both at once")
    first = open_session(ada, session)
    other = ada.context.new_page()
    other.goto(f"/sessions/{session['id']}")
    second = other.locator(".session-main")
    expect(second).to_be_visible()
    open_list(bo)
    return session, first, second, card(bo.page, session)


def withdraw(main):
    press(main, "Withdraw")
    press(main.page.get_by_role("dialog"), "Withdraw")


def refuse_late(page, sending):
    """Lets what was held back go on; it comes too late."""
    with page.expect_response(sending.request.url) as refused:
        sending.continue_()
    assert refused.value.status == 409


def test_what_one_tab_withdraws_is_not_accepted_any_more(ada, bo, three_pages):
    session, first, second, theirs = three_pages
    bo.announce("409")
    accepting = []
    bo.page.route("**/accept", lambda route: accepting.append(route))
    press(theirs, "Accept")
    sending = held(bo.page, accepting)
    withdraw(second)
    for main in (first, second):
        expect(main.locator(".session-state")).to_have_text("You withdrew the request")
        expect(main.get_by_role("button", name="Withdraw")).to_have_count(0)
    refuse_late(bo.page, sending)
    expect(theirs.locator(".session-state")).to_have_text("Ada withdrew the request")
    expect(theirs.get_by_role("alert")).to_contain_text("changed in the meantime")
    expect(theirs.get_by_role("button", name="Accept")).to_have_count(0)
    assert transitions(ada, session) == ["request", "withdraw"]


def test_what_was_accepted_is_not_withdrawn_by_a_tab_that_comes_later(ada, bo, three_pages):
    session, first, second, theirs = three_pages
    ada.announce("409")
    withdrawing = []
    second.page.route("**/withdraw", lambda route: withdrawing.append(route))
    withdraw(second)
    sending = held(second.page, withdrawing)
    press(theirs, "Accept")
    expect(first.locator(".session-state")).to_have_text("Agreed")
    refuse_late(second.page, sending)
    for place in (first, second, theirs):
        expect(place.locator(".session-state")).to_have_text("Agreed")
    expect(second.get_by_role("alert")).to_contain_text("changed in the meantime")
    assert transitions(ada, session) == ["request", "accept"]


def test_what_one_tab_accepts_the_other_shows(ada, bo):
    session = ada.request(bo, skill="violin", topic="Two tabs")
    open_list(bo)
    other = bo.context.new_page()
    other.goto(f"/sessions/{session['id']}")
    press(card(bo.page, session), "Accept")
    expect(other.locator(".session-main .session-state")).to_have_text("Agreed")


@pytest.mark.parametrize("place", ["sessions", "messages"])
def test_what_happens_while_a_session_is_read_is_not_lost(ada, bo, place):
    session = ada.request(bo, skill="violin", topic="Read slowly")
    held, frames = [], []
    bo.page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: frames.append(str(frame))))
    asked = {"sessions": f"sessions/{session['id']}$", "messages": r".*/messages\?limit=\d+&sessions=true"}[place]
    # Later questions get no answer: the page must do without.
    bo.page.route(re.compile(f"/api/v1/{asked}"), lambda route: held or held.append((route, route.fetch())))
    bo.page.goto(f"/{place}/{session['id' if place == 'sessions' else 'conversation']}")
    until(bo.page, lambda: held)
    ada.act(session, "withdraw")
    until(bo.page, lambda: any("session:withdrawn" in frame for frame in frames))
    for route, answer in held:
        route.fulfill(response=answer)
    expect(bo.page.locator(".session .session-state")).to_have_text("Ada withdrew the request")


def test_a_double_click_accepts_once(ada, bo):
    session = ada.request(bo, skill="violin", topic="Twice")
    open_list(bo)
    mine = card(bo.page, session)
    mine.get_by_role("button", name="Accept", exact=True).dblclick()
    expect(mine.locator(".session-state")).to_have_text("Agreed")
    expect(mine.get_by_role("alert")).to_have_count(0)
    assert transitions(bo, session) == ["request", "accept"]
