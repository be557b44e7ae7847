"""Pages and dialogs whose modules cannot be reached: it is said in words, and works when the connection is back."""

import re

import pytest
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
