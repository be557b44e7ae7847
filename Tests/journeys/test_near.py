"""A small community, where nobody has the very thing: what is near it is shown instead, and said to be so."""

import pytest
from browsers import PHONE, Person
from playwright.sync_api import expect


@pytest.fixture(scope="module")
def village(new_server):
    server = new_server()
    server.start()
    return server


def test_who_finds_nobody_with_the_very_thing_finds_what_is_near(village, browse):
    ada = Person.sign_up(village.url, "Ada").skills(teach=[("swift", "expert")], learn=[("piano", "beginner")])
    Person.sign_up(village.url, "Bo").skills(teach=[("guitar", "expert")], learn=[("baking", "beginner")])
    page = browse(ada, viewport=PHONE).page
    page.goto("/matches")
    near = page.locator("section", has=page.get_by_role("heading", name="Something near what you want"))
    expect(near).to_be_visible()
    expect(page.locator("main .banner")).to_contain_text("These people come near it")
    expect(near.locator("a.person")).to_have_text("Bo")
    expect(near.locator(".why")).to_contain_text("Guitar")
    expect(near.locator(".why")).to_contain_text("Piano")

    page.get_by_role("link", name="Something near", exact=True).click()
    page.wait_for_url("**/matches?kind=related")
    expect(page.locator("main .paged a.person")).to_have_text("Bo")


def test_who_finds_enough_is_not_shown_what_is_only_near(village, browse):
    cy = Person.sign_up(village.url, "Cy").skills(teach=[("chess", "expert")], learn=[("violin", "beginner")])
    for name in ("Di", "Ed", "Flo", "Gus"):
        Person.sign_up(village.url, name).skills(teach=[("violin", "expert")], learn=[("cooking", "beginner")])
    page = browse(cy).page
    page.goto("/matches")
    expect(page.get_by_role("heading", name="They teach what you want to learn")).to_be_visible()
    expect(page.locator("main a.person")).to_have_count(4)
    expect(page.get_by_role("heading", name="Something near what you want")).to_have_count(0)


def test_who_loosens_a_filter_sees_it_loosened(village, browse):
    hal = Person.sign_up(village.url, "Hal").skills(teach=[("chess", "expert")], learn=[("cello", "beginner")])
    Person.sign_up(village.url, "Ivy").skills(teach=[("cello", "expert")], learn=[("cooking", "beginner")])
    page = browse(hal).page
    page.goto("/matches?kind=teacher&skill=chess&online=yes")
    online, skill = page.get_by_role("button", name="Online now", exact=True), page.get_by_label("Skill", exact=True)
    expect(online).to_have_attribute("aria-pressed", "true")
    expect(skill).to_have_value("chess")
    page.get_by_role("button", name="Not only online").click()
    expect(online).to_have_attribute("aria-pressed", "false")
    page.locator("main .empty").get_by_role("button", name="Any skill").click()
    expect(page.locator("main .paged a.person")).to_have_text("Ivy")
    expect(skill).to_have_value("")
    page.get_by_role("link", name="For you").click()
    online.click()
    expect(online).to_have_attribute("aria-pressed", "true")
    page.wait_for_url("**/matches?online=yes")


def test_who_finds_nobody_is_told_that_an_alert_will_come(village, browse):
    joy = Person.sign_up(village.url, "Joy").skills(teach=[("glass zither", "expert")], learn=[("stilt walking", "beginner")])
    page = browse(joy, viewport=PHONE).page
    for address, title in (("/matches", "Nobody fits yet"), ("/matches?online=yes", "Nobody fits all of this")):
        page.goto(address)
        expect(page.get_by_role("heading", name=title)).to_be_visible()
        expect(page.locator("main .empty")).to_contain_text("As soon as somebody teaches what you want to learn, we tell you.")
    page.get_by_role("link", name="Choose how you are told").click()
    page.wait_for_url("**/settings/notifications")
    joy.put("/me/skills", {"teach": [{"skill": "glass zither", "level": "expert"}], "learn": []})
    page.goto("/matches")
    expect(page.get_by_role("heading", name="Nobody fits yet")).to_be_visible()
    expect(page.get_by_role("link", name="Choose how you are told")).to_have_count(0)
