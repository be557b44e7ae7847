"""The frame around every page: it counts what is unread, and takes nothing away from who is using it."""

import re

import pytest
from browsers import Person
from member import moment
from playwright.sync_api import expect


def test_a_count_that_changes_leaves_the_focus_where_it_is(ada, bo):
    page = ada.page
    bell = page.locator(".top a[href='/notifications']")
    with page.expect_websocket():
        page.goto("/me")
    bell.focus()
    bo.request(ada, skill="swift", at=moment(days=3))
    expect(bell).to_have_accessible_name("Notifications, 1 unread")
    expect(bell).to_be_focused()
    expect(bell.locator(".badge")).to_be_visible()
    expect(page.locator("main a[href='/notifications'] .badge")).to_have_text(re.compile("^1"))


def test_a_dialog_goes_with_its_page_and_comes_back_with_what_was_written(ada, bo):
    page = ada.page
    session = bo.request(ada, skill="swift", at=moment(days=3))
    page.goto("/sessions")
    page.get_by_role("link", name="First chords").click()
    decline = page.get_by_role("button", name="Decline")
    dialog = page.get_by_role("dialog")
    decline.click()
    expect(dialog).to_be_visible()
    page.go_back()
    expect(page).to_have_url(re.compile("/sessions$"))
    expect(dialog).to_have_count(0)
    page.go_forward()
    expect(decline).to_be_visible()
    expect(dialog).to_have_count(0)

    decline.click()
    dialog.get_by_role("textbox").fill("I am away")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sessions")
    expect(dialog).to_have_count(0)
    page.go_forward()
    expect(dialog.get_by_role("textbox")).to_have_value("I am away")
    dialog.get_by_role("button", name="Decline").click()
    expect(dialog).to_have_count(0)
    assert ada.get(f"/sessions/{session['id']}")["reason"] == "I am away"


@pytest.mark.parametrize(("path", "asked"), [("/people", "**/members?query=x*"), ("/skills", "**/skills?query=x*")])
def test_a_search_that_is_left_does_not_name_the_next_page(ada, path, asked):
    page = ada.page
    page.goto(path)
    expect(page.locator("#search")).to_be_visible()
    with page.expect_request(asked):
        page.evaluate("""() => {
            const box = document.getElementById("search");
            box.value = "x";
            box.dispatchEvent(new Event("input", { bubbles: true }));
            document.querySelector(".top a[href='/notifications']").click();
        }""")
    expect(page.get_by_role("heading", level=1)).to_have_text("Notifications")
    expect(page).to_have_url(re.compile("/notifications$"))
    page.go_back()
    expect(page.locator("#search")).to_have_value("x")


def test_the_zone_of_the_device_holds_for_the_open_and_the_kept_pages(server, browse, bo):
    ada = browse(Person.sign_up(server.url, "Ada").skills(teach=[("swift", "expert")]), timezone_id="America/New_York")
    bo.request(ada, skill="swift", at=moment(days=3))
    page = ada.page
    page.goto("/sessions")
    time = page.locator("main time").first
    expect(time).to_be_visible()
    listed = time.inner_text()
    page.get_by_role("link", name="First chords").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("First chords")
    shown = time.inner_text()
    page.get_by_role("button", name="Use New York").click()
    expect(time).not_to_have_text(shown)
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sessions")
    expect(time).not_to_have_text(listed)
