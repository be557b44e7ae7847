"""The frame around every page: it counts what is unread, and takes nothing away from who is using it."""

import re

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
