"""Pages and dialogs whose modules cannot be reached: it is said in words, and works when the connection is back."""

import re

import pytest
from browsers import DESKTOP, PHONE
from playwright.sync_api import expect
from town import Town

AWAY = "ERR_INTERNET_DISCONNECTED|WebSocket"


@pytest.fixture(scope="module")
def town(server):
    return Town(server)


@pytest.fixture
def page(town, browse):
    """Ada at her matches, with what can wait loaded."""
    ada = browse(town.ada)
    ada.announce(AWAY)
    ada.page.goto("/matches")
    expect(ada.page.locator("main .card").first).to_be_visible()
    ada.page.wait_for_load_state("networkidle")
    return ada.page


def test_a_page_that_cannot_be_reached_says_so_and_comes_with_the_connection(page):
    page.context.set_offline(True)
    page.evaluate("document.querySelector('main').append(Object.assign(document.createElement('a'), { href: '/statistics', textContent: 'Statistics' }))")
    page.get_by_role("link", name="Statistics").click()
    failure = page.locator("main .failure")
    expect(failure).to_contain_text("No connection")
    failure.get_by_role("button", name="Try again").click()
    expect(failure).to_contain_text("No connection")
    page.context.set_offline(False)
    expect(page.locator("main h1")).to_have_text("Statistics")
    expect(failure).to_have_count(0)


def test_a_socket_that_cannot_be_reached_keeps_no_page_waiting_and_is_asked_for_again(town, browse):
    ada = browse(town.ada)
    ada.announce("ERR_FAILED")
    ada.page.route("**/browser/socket.js", lambda route: route.abort())
    ada.page.goto("/matches")
    expect(ada.page.locator("main .card").first).to_be_visible()
    expect(ada.page.locator(".connection")).to_contain_text("The connection is away")
    with ada.page.expect_websocket():
        ada.page.unroute("**/browser/socket.js")
    expect(ada.page.locator(".connection")).to_be_empty()


def test_a_refusal_that_passes_is_spoken_of_and_tried_again(town, browse):
    ada = browse(town.ada)
    turned_away = []

    def turn_away(socket):
        if len(turned_away) > 6:
            return socket.connect_to_server()
        turned_away.append(socket)
        socket.on_message(lambda _: socket.send('44{"message":"no","data":{"status":429,"code":"tooManyConnections"}}'))
        return socket.send('0{"sid":"s","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000}')

    ada.page.add_init_script("Math.random = () => 0.5")
    ada.page.route_web_socket("**/socket.io/**", turn_away)
    ada.page.goto("/matches")
    expect(ada.page.locator(".connection")).to_contain_text("The connection is away")
    expect(ada.page.locator(".connection")).to_be_empty()
    assert len(turned_away) == 7


def test_who_was_signed_out_elsewhere_is_led_to_sign_in(town, browse):
    ada = browse(town.ada)
    ada.announce("401")
    ada.page.goto("/matches")
    ada.page.wait_for_load_state("networkidle")
    ada.context.clear_cookies()
    ada.context.set_offline(True)
    ada.context.set_offline(False)
    ada.page.wait_for_url("**/sign-in?next=%2Fmatches")


def test_a_page_that_was_left_does_not_come_back_with_the_connection(page):
    page.context.set_offline(True)
    page.evaluate("document.querySelector('main').append(Object.assign(document.createElement('a'), { href: '/statistics', textContent: 'Statistics' }))")
    page.get_by_role("link", name="Statistics").click()
    expect(page.locator("main .failure")).to_be_visible()
    page.go_back()
    expect(page.locator("main .card").first).to_be_visible()
    page.evaluate("document.querySelector('main .card').dataset.kept = ''")
    page.context.set_offline(False)
    page.wait_for_load_state("networkidle")
    expect(page).to_have_url(re.compile("/matches$"))
    expect(page.locator("main .card[data-kept]")).to_have_count(1)


def test_a_dialog_that_cannot_be_reached_is_spoken_of_and_opens_later(page):
    page.context.set_offline(True)
    request = page.locator("main .card .button.first").first
    request.click()
    expect(page.locator("#toasts")).to_contain_text("The server cannot be reached")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.context.set_offline(False)
    request.click()
    expect(page.get_by_role("dialog")).to_be_visible()


def test_without_its_texts_the_app_says_that_nothing_came(town, browse):
    ada = browse(town.ada)
    ada.announce("ERR_FAILED")
    ada.page.route("**/languages/*.json", lambda route: route.abort())
    ada.page.goto("/matches")
    expect(ada.page.locator("h1")).to_have_text("SkillSync could not be reached")
    ada.page.unroute("**/languages/*.json")
    ada.page.get_by_role("button", name="Try again").click()
    expect(ada.page.locator("main .card").first).to_be_visible()


@pytest.mark.parametrize("size", [DESKTOP, PHONE, {"width": 320, "height": 640}], ids=lambda size: str(size["width"]))
def test_a_lost_connection_moves_nothing_and_covers_no_content(town, browse, size):
    ada = browse(town.ada, viewport=size)
    ada.announce(AWAY)
    page = ada.page
    page.goto(f"/messages/{town.conversation['id']}")
    fixed = [page.locator("main h1"), page.locator(".composer textarea")]
    places = [there.bounding_box() for there in fixed]
    page.context.set_offline(True)
    notice = page.locator(".connection .banner")
    expect(notice).to_contain_text("You are offline. What you write is kept")
    assert [there.bounding_box() for there in fixed] == places
    told = notice.bounding_box()
    assert not [place for place in places if overlap(told, place)], (told, places)
    assert told["x"] >= 0 and told["y"] >= 0 and told["x"] + told["width"] <= size["width"]
    words = notice.locator("div").bounding_box()
    assert told["y"] <= words["y"] and words["y"] + words["height"] <= told["y"] + told["height"], (told, words)
    page.context.set_offline(False)
    expect(notice).to_have_count(0)


def overlap(one, other):
    return all(one[start] < other[start] + other[size] and other[start] < one[start] + one[size]
               for start, size in [("x", "width"), ("y", "height")])
