"""What members choose in the settings, and what they see of it when it is refused or changed elsewhere."""

import time

import pytest
from browsers import PATIENCE, Person, held
from member import PASSWORD, Api
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


@pytest.fixture
def wanted(server):
    """What three want to learn and nobody teaches."""
    for name in ("Cy", "Di", "Ed"):
        Person.sign_up(server.url, name).skills(teach=[], learn=[("beekeeping", "beginner")])


@pytest.mark.usefixtures("wanted")
def test_a_list_of_skills_that_was_changed_elsewhere_keeps_both_changes(person):
    ada = person("Ada")
    page, other = ada.page, ada.context.new_page()
    taught = lambda: sorted(entry["skill"]["slug"] for entry in ada.get("/me")["teach"])
    page.goto("/settings/skills")
    other.goto("/demand")
    page.get_by_role("combobox", name="Add what you teach").fill("chess")
    page.get_by_role("option", name="Chess").first.click()
    other.get_by_role("button", name="I can teach Beekeeping").click()
    expect(other.get_by_role("link", name="You teach it")).to_be_visible()
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".chosen-skill.teach")).to_have_count(3)
    assert taught() == ["beekeeping", "chess", "swift"]
    other.locator(".toast").get_by_role("button", name="Undo").click()
    expect(other.get_by_role("button", name="I can teach Beekeeping")).to_be_visible()
    assert taught() == ["chess", "swift"]


@pytest.mark.usefixtures("wanted")
def test_the_kept_page_of_skills_shows_what_was_offered_since(person):
    ada = person("Ada")
    page = ada.page
    page.goto("/settings/skills")
    expect(page.locator(".chosen-skill.teach")).to_have_count(1)
    page.evaluate("document.querySelector('main').append(Object.assign(document.createElement('a'), { href: '/demand', textContent: 'Wanted' }))")
    page.get_by_role("link", name="Wanted").click()
    page.get_by_role("button", name="I can teach Beekeeping").click()
    expect(page.get_by_role("link", name="You teach it")).to_be_visible()
    page.go_back()
    expect(page.locator(".chosen-skill.teach")).to_have_count(2)


@pytest.mark.parametrize(("section", "label"), [("privacy", "Hide my statistics"), ("profile", "I take requests")])
def test_a_switch_that_is_refused_shows_what_holds(person, section, label):
    ada = person("Ada")
    ada.announce("503")
    ada.page.route("**/api/v1/me", lambda route: route.fulfill(status=503, json={"code": "unavailable"}) if route.request.method == "PATCH" else route.continue_())
    ada.page.goto(f"/settings/{section}")
    switch = ada.page.get_by_role("switch", name=label)
    was = switch.is_checked()
    switch.press("Space")
    expect(ada.page.locator(".toast")).to_have_count(1)
    expect(switch).to_be_checked(checked=was)
    ada.page.unroute("**/api/v1/me")
    switch.press("Space")
    expect(ada.page.locator(".toast", has_text="Saved.")).to_have_count(1)
    expect(switch).to_be_checked(checked=not was)


def test_a_late_answer_undoes_no_newer_tick(person):
    ada = person("Ada")
    first = []
    ada.page.goto("/settings/notifications")
    boxes = ada.page.locator("td input")
    expect(boxes).to_have_count(18)
    ada.page.route("**/notification-settings", lambda route: first.append(route), times=1)
    before = ada.get("/me/notification-settings")["requests"]
    for index in (0, 1):
        boxes.nth(index).click()
    held(ada.page, first).continue_()
    wanted = {**before, "inPage": not before["inPage"], "email": not before["email"]}
    deadline = time.monotonic() + PATIENCE / 1000
    while ada.get("/me/notification-settings")["requests"] != wanted:
        assert time.monotonic() < deadline
        ada.page.wait_for_timeout(50)


def test_signing_out_keeps_the_settings_of_the_device(person):
    ada = person("Ada")
    page = ada.page
    page.goto("/help")
    page.get_by_role("switch", name="Single keys").click()
    page.goto("/settings/language")
    page.get_by_label("Language").select_option("de")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sprache")
    page.goto("/settings/account")
    page.get_by_role("button", name="Abmelden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Eine Stunde für eine Stunde.")
    assert page.evaluate("[localStorage.shortcuts, localStorage.length, document.cookie]") == ["off", 2, "language=de"]


def test_who_signs_out_before_all_is_sent_is_asked(person):
    ada, bo = person("Ada"), person("Bo", teach="violin", learn="swift")
    ada.announce("503|ERR_FAILED|WebSocket")
    page = ada.page
    page.route("**/messages", lambda route: route.fulfill(status=503, json={"code": "unavailable"}) if route.request.method == "POST" else route.continue_())
    page.route("**/socket.io/**", lambda route: route.abort())
    page.route_web_socket("**/socket.io/**", lambda socket: socket.close())
    conversation = ada.post("/conversations", {"member": bo.id})
    page.goto(f"/messages/{conversation['id']}")
    page.get_by_role("textbox", name="Write to Bo").fill("Are you there?")
    # Once it is tried, the browser has kept it.
    with page.expect_response(lambda answer: answer.status == 503):
        page.keyboard.press("Enter")
    expect(page.locator(".bubble.waiting")).to_have_text("Are you there?")
    page.goto("/settings/account")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    dialog = page.get_by_role("dialog", name="Sign out before it is sent?")
    expect(dialog).to_contain_text("1 message is still waiting")
    dialog.get_by_role("button", name="Cancel").click()
    page.goto(f"/messages/{conversation['id']}")
    expect(page.locator(".bubble.waiting")).to_have_text("Are you there?")
    page.goto("/settings/account")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    dialog.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/")


def test_a_token_for_a_program_is_made_shown_once_and_ended(person):
    ada = person("Ada")
    ada.announce("401|422")
    page = ada.page
    ada.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/settings/devices")
    page.get_by_label("What is it for?").fill("Backup script")
    page.get_by_label("Password now").fill("not-the-password")
    page.get_by_role("button", name="Make a token").click()
    expect(page.get_by_role("main").get_by_role("alert")).not_to_be_empty()
    page.get_by_label("Password now").fill(PASSWORD)
    page.get_by_role("button", name="Make a token").click()
    expect(page.get_by_role("heading", name="The token “Backup script”")).to_be_focused()
    page.get_by_role("button", name="Copy").click()
    expect(page.locator(".toast")).to_contain_text("Copied.")
    token = page.evaluate("navigator.clipboard.readText()")
    assert token == page.locator("code").inner_text()
    program = Api(ada.url, token)
    assert program.get("/me")["id"] == ada.id

    page.reload()
    expect(page.locator("code")).to_have_count(0)
    page.get_by_role("listitem").filter(has_text="Backup script").get_by_role("button", name="End").click()
    expect(page.get_by_text("Backup script is signed out.")).to_be_visible()
    assert program.send("GET", "/me").status_code == 401
