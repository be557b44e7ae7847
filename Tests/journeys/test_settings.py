"""What members choose about being found in the settings."""

import pytest
from playwright.sync_api import expect


@pytest.fixture(scope="module")
def clearing_server(new_server):
    server = new_server(flags=["--clearing", "on"])
    server.start()
    return server


def test_a_member_takes_part_in_rounds_where_there_are_some(clearing_server, person):
    ada = person("Ada", at=clearing_server)
    ada.page.goto("/settings/privacy")
    switch = ada.page.get_by_label("Take part in ring rounds")
    expect(switch).not_to_be_checked()
    switch.press("Space")
    expect(ada.page.locator(".toast")).to_have_count(1)
    assert ada.get("/me")["settings"]["clearing"] is True
    ada.page.reload()
    expect(switch).to_be_checked()


def test_where_there_are_no_rounds_nothing_is_said_of_them(person):
    ada = person("Ada")
    ada.page.goto("/settings/privacy")
    expect(ada.page.get_by_label("Hide my statistics")).to_be_visible()
    expect(ada.page.get_by_label("Take part in ring rounds")).to_have_count(0)
