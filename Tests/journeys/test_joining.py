"""Somebody comes, looks around, joins on a phone, and arrives at matches."""

import email
import email.policy
import re
import uuid
from pathlib import Path

import axe_playwright_python
import pytest
from browsers import PATIENCE, PHONE, new_context
from member import PASSWORD, Member
from pictures import png
from playwright.sync_api import expect

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf8")
HOSTILE = "<b onclick=alert(1)>weaving</b> & co"
MOVED = """window.moved = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries())
    if (!entry.hadRecentInput) moved += entry.value; }).observe({type: "layout-shift", buffered: true});"""


@pytest.fixture(scope="module", autouse=True)
def sol(server):
    """Teaches Spanish, and wants to learn the guitar."""
    return Member.sign_up(server.url, "Sol Teacher").skills(teach=[("spanish", "expert")], learn=[("guitar", "beginner")]).always_free()


@pytest.fixture
def browser_of(chromium, server, opened):
    """Makes the browser of a guest, on a phone unless said otherwise; `refused` are the answers that the test provokes."""

    def make(locale="en-GB", refused="", viewport=PHONE, **how):
        context, complaints = new_context(chromium, server.url, "guest", locale=locale, viewport=viewport, **how)
        if refused:
            complaints.announce(f"(Failed to load resource|WebSocket connection to).*({refused})")
        opened.append((context, complaints))
        return context

    return make


@pytest.fixture
def page(browser_of):
    return browser_of(has_touch=True).new_page()


def address():
    return f"{uuid.uuid4().hex}@example.org"


def fill_in(page, mail, name="Ada Example", password=PASSWORD):
    page.get_by_label("Name").fill(name)
    page.get_by_label("Email address").fill(mail)
    page.get_by_label("Password", exact=True).fill(password)


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def join(page, mail=None):
    page.goto("/join")
    fill_in(page, mail or address())
    press(page, "Join")
    arrived(page, "teach")


STEPS = {"teach": "What can you teach?", "learn": "What do you want to learn?", "when": "When are you free?", "about": "Who are you?"}


def arrived(page, step):
    """The address changes before the page does."""
    page.wait_for_url(f"**/welcome/{step}")
    expect(page.get_by_role("heading", name=STEPS[step])).to_be_visible()


def me(page):
    return page.evaluate("fetch('/api/v1/me').then((answer) => answer.json())")


def pick(page, typed, option=None):
    """Types into the box of skills and takes a suggestion, by touch."""
    page.get_by_role("combobox", name=re.compile("^Add what you")).fill(typed)
    page.get_by_role("option").filter(has_text=option or typed).first.click()


def check(page):
    """What axe finds when nothing lies under a bar, and whether the page is wider than its window."""
    size = page.viewport_size
    page.set_viewport_size({"width": size["width"], "height": page.evaluate("document.documentElement.scrollHeight") + 200})
    page.evaluate(f"{AXE}; void 0")
    found = page.evaluate("""axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})
        .then(({violations}) => violations.map(({id, nodes}) => `${id}: ${nodes.map(({html}) => html.slice(0, 120))}`))""")
    assert found == []
    page.set_viewport_size(size)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url


def test_from_the_front_page_to_matches(page):
    page.goto("/")
    check(page)
    page.get_by_role("link", name="Join").click()
    page.wait_for_url("**/join")
    expect(page.get_by_text("Berlin (GMT")).to_be_visible()
    check(page)
    mail = address()
    fill_in(page, mail)
    press(page, "Join")
    arrived(page, "teach")
    expect(page.get_by_text("1 of 4")).to_be_visible()
    pick(page, "guita", "Guitar")
    pick(page, HOSTILE, "Add")
    page.get_by_label("A sentence about Guitar").fill("Chords first")
    page.get_by_label("How far you can teach Guitar").select_option("expert")
    check(page)
    press(page, "Next")
    arrived(page, "learn")
    pick(page, "spanih", "Spanish")
    press(page, "Next")
    arrived(page, "when")
    press(page, "Weekday evenings")
    expect(page.get_by_text("Monday to Friday 18:00–21:00: 15 h")).to_be_visible()
    evenings = page.get_by_role("button", name="Weekday evenings")
    expect(evenings).to_have_attribute("aria-pressed", "true")
    press(page, "Weekday evenings")
    expect(page.get_by_text("Monday to Friday 18:00–21:00: 15 h")).to_be_hidden()
    press(page, "Weekday evenings")
    check(page)
    press(page, "Next")
    arrived(page, "about")
    page.get_by_label("In one line").fill("Strings and words")
    expect(page.get_by_role("button", name="See who fits")).to_be_in_viewport(ratio=1)
    check(page)
    press(page, "See who fits")
    page.wait_for_url("**/matches")
    expect(page.get_by_role("link", name="Sol Teacher")).to_be_visible()
    mine = me(page)
    assert [(entry["skill"]["name"], entry["level"], entry.get("note")) for entry in mine["teach"]] == [
        ("Guitar", "expert", "Chords first"), (HOSTILE, "intermediate", None)]
    assert [entry["skill"]["slug"] for entry in mine["learn"]] == ["spanish"]
    assert mine["availability"] == {"timeZone": "Europe/Berlin", "intervals": [
        {"weekday": day, "start": "18:00", "end": "21:00"} for day in range(1, 6)]}
    assert (mine["email"], mine["headline"], mine["languages"]) == (mail, "Strings and words", ["en"])


def test_every_step_can_be_skipped_and_none_leads_nowhere(page):
    join(page)
    for step in ("learn", "when", "about"):
        page.get_by_role("link", name="Skip", exact=True).click()
        arrived(page, step)
    page.get_by_role("link", name="Skip", exact=True).click()
    page.wait_for_url("**/matches")
    expect(page.get_by_role("heading", name="Say what you teach and want")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Who are you?")).to_be_visible()
    assert me(page)["teach"] == []


def test_it_goes_on_in_another_tab_and_back_keeps_what_was_chosen(page):
    join(page)
    pick(page, "guitar", "Guitar")
    press(page, "Next")
    arrived(page, "learn")
    other = page.context.new_page()
    other.goto("/welcome")
    expect(other.get_by_role("heading", name="What do you want to learn?")).to_be_visible()
    pick(other, "spanish", "Spanish")
    press(other, "Next")
    arrived(other, "when")
    other.close()
    page.go_back()
    expect(page.locator(".chosen-skill")).to_have_text(re.compile("Guitar"))
    page.goto("/welcome")
    expect(page.get_by_role("heading", name="When are you free?")).to_be_visible()


def test_another_step_takes_along_what_was_chosen(browser_of):
    page = browser_of(refused="503").new_page()
    join(page)
    chosen = page.locator(".chosen-skill")
    steps = page.get_by_role("navigation", name="Steps")
    pick(page, "guitar", "Guitar")
    steps.get_by_role("link").nth(1).click()
    arrived(page, "learn")
    pick(page, "spanish", "Spanish")
    page.route("**/me/skills", lambda route: route.fulfill(status=503, json={"code": "unavailable"}), times=1)
    page.get_by_role("link", name="Back").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(chosen).to_contain_text("Spanish")
    page.get_by_role("link", name="Back").click()
    arrived(page, "teach")
    expect(chosen).to_contain_text("Guitar")
    steps.get_by_role("link").nth(1).click()
    arrived(page, "learn")
    expect(chosen).to_contain_text("Spanish")


def test_what_is_refused_stays_as_typed(browser_of, server):
    page = browser_of(refused="409|422").new_page()
    taken = Member.sign_up(server.url, "Somebody")
    page.goto("/join")
    fill_in(page, taken.email, name="", password="password")
    page.locator("summary").click()
    page.get_by_label("Time zone").select_option("America/New_York")
    press(page, "Join")
    for label in ("Name", "Password"):
        box = page.get_by_label(label, exact=True)
        expect(box).to_have_attribute("aria-invalid", "true")
        expect(box).to_have_accessible_description(re.compile(r"\w+.*\."))
    expect(page.get_by_label("Name")).to_be_focused()
    page.get_by_label("Name").fill("Ada")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(page, "Join")
    expect(page.get_by_label("Email address")).to_have_accessible_description("There is an account with this address. Sign in instead.")
    expect(page.get_by_label("Email address")).to_have_value(taken.email)
    expect(page.get_by_label("Password", exact=True)).to_have_value(PASSWORD)
    page.get_by_label("Email address").fill(address())
    press(page, "Join")
    arrived(page, "teach")
    assert me(page)["timeZone"] == "America/New_York"


def test_what_is_refused_is_said_in_the_language_of_the_page(browser_of):
    page = browser_of(locale="de-DE", refused="422").new_page()
    page.goto("/join")
    page.get_by_label("Passwort", exact=True).fill("kurz")
    press(page, "Mitmachen")
    expect(page.get_by_label("Name")).to_have_accessible_description(re.compile("Bitte fülle das aus."))
    expect(page.get_by_label("Passwort", exact=True)).to_have_accessible_description(re.compile("Mindestens 8 Zeichen."))


def test_without_a_connection_nothing_typed_is_lost(browser_of):
    page = browser_of(refused="DISCONNECTED").new_page()
    join(page)
    pick(page, "guitar", "Guitar")
    page.context.set_offline(True)
    press(page, "Next")
    expect(page.get_by_role("alert").filter(has_text="cannot be reached")).to_be_visible()
    expect(page.locator(".chosen-skill")).to_have_count(1)
    page.context.set_offline(False)
    press(page, "Next")
    arrived(page, "learn")
    assert [entry["skill"]["slug"] for entry in me(page)["teach"]] == ["guitar"]


def test_a_picture_larger_than_the_server_takes(page):
    join(page)
    page.goto("/welcome/about")
    file = page.locator("input[type=file]")
    file.set_input_files({"name": "notes.png", "mimeType": "image/png", "buffer": b"no picture"})
    expect(page.get_by_role("alert").filter(has_text="could not be read")).to_be_visible()
    file.set_input_files({"name": "photo.png", "mimeType": "image/png", "buffer": png(6000, 3000)})
    shown = page.locator(".picture img")
    expect(shown).to_be_visible()
    expect(page.get_by_role("alert").filter(has_text="could not be read")).to_be_hidden()
    assert shown.evaluate("async (image) => (await image.decode(), [image.naturalWidth, image.naturalHeight])") == [256, 256]


def mails(server, receiver):
    """The texts of the mails that somebody has got."""
    found = [email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
             for path in sorted((server.data / "outbox").glob("*.eml"))]
    return [mail.get_body(("plain",)).get_content() for mail in found if receiver in str(mail["to"])]


def test_a_new_password_by_mail(browser_of, server):
    page = browser_of(refused="400|422").new_page()
    somebody = Member.sign_up(server.url, "Forgetful")
    page.goto("/sign-in")
    page.get_by_role("link", name="Forgotten your password?").click()
    expect(page.get_by_role("heading", name="Forgotten your password?")).to_be_visible()
    page.get_by_label("Email address").fill(somebody.email)
    press(page, "Send the link")
    expect(page.get_by_role("heading", name="Look into your mail")).to_be_focused()
    expect(page.get_by_role("button", name=re.compile("Send again in"))).to_be_disabled()
    for _ in range(PATIENCE // 50):
        if mails(server, somebody.email):
            break
        page.wait_for_timeout(50)
    [link] = re.findall(r"\S+/reset-password#token=\S+", mails(server, somebody.email)[0])
    page.goto(re.sub(r"^https?://[^/]+", "", link))
    expect(page.get_by_role("heading", name="Set a new password")).to_be_visible()
    assert "token" not in page.url
    page.get_by_label("New password").fill("password")
    press(page, "Set the password")
    expect(page.get_by_label("New password")).to_have_attribute("aria-invalid", "true")
    page.get_by_label("New password").fill("nine-loud-otters-43")
    press(page, "Set the password")
    expect(page.get_by_role("heading", name="Your new password is set")).to_be_focused()
    page.goto(re.sub(r"^https?://[^/]+", "", link))
    page.get_by_label("New password").fill("ten-loud-otters-44")
    press(page, "Set the password")
    expect(page.get_by_role("heading", name="This link has done its work")).to_be_visible()
    page.goto("/sign-in?next=/skills")
    page.get_by_label("Email address").fill(somebody.email)
    page.get_by_label("Password", exact=True).fill("nine-loud-otters-43")
    press(page, "Sign in")
    page.wait_for_url("**/skills")


def test_an_address_is_confirmed_once_and_calmly_twice(browser_of):
    """This server sends no mails, so its answers are those that one with a mail transport gives."""
    page = browser_of(refused="400").new_page()
    sent = []
    page.route("**/api/v1/accounts", lambda route: (sent.append(route.request.post_data_json), route.fulfill(status=202, json={})))
    page.goto("/join")
    mail = address()
    fill_in(page, mail)
    press(page, "Join")
    expect(page.get_by_role("heading", name="Look into your mail")).to_be_focused()
    expect(page.get_by_text(mail)).to_be_visible()
    page.clock.install()
    press(page, "Use another address")
    expect(page.get_by_label("Email address")).to_have_value(mail)
    press(page, "Join")
    expect(page.get_by_role("button", name=re.compile("Send again in"))).to_be_visible()
    page.clock.run_for(61_000)
    press(page, "Send again")
    expect(page.get_by_text("Another mail is on its way.")).to_be_visible()
    assert [account["email"] for account in sent] == [mail] * 3
    page.goto(f"/verify-email#token=skm_{'x' * 43}")
    expect(page.get_by_role("heading", name="This link has done its work")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link", name="Sign in")).to_be_visible()
    assert "token" not in page.url


def test_skills_by_keyboard_alone(browser_of):
    page = browser_of(viewport={"width": 1280, "height": 800}).new_page()
    join(page)
    page.keyboard.press("Tab")
    box = page.get_by_role("combobox", name="Add what you teach")
    box.focus()
    keys = page.keyboard
    keys.type("guit")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status").filter(has_text=re.compile(r"\d+ suggestions"))).to_have_count(1)
    options = page.get_by_role("option")
    keys.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", options.first.get_attribute("id"))
    keys.press("End")
    expect(options.last).to_have_attribute("aria-selected", "true")
    keys.press("Home")
    expect(options.first).to_have_attribute("aria-selected", "true")
    keys.press("ArrowUp")
    expect(box).not_to_have_attribute("aria-activedescendant", re.compile("."))
    keys.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("guit")
    keys.press("Escape")
    expect(box).to_have_value("")
    for name in ("guitar", "GITARRE", "Underwater chess"):
        keys.type(name)
        keys.press("Enter")
        expect(box).to_have_value("" if name != "GITARRE" else name)
        if name == "GITARRE":
            keys.press("Escape")
            keys.press("Escape")
            expect(box).to_have_value("")
    rows = page.locator(".chosen-skill")
    expect(rows).to_have_count(2)
    page.get_by_role("button", name="Remove Guitar").focus()
    keys.press("Enter")
    expect(rows).to_have_count(1)
    expect(page.get_by_role("button", name="Remove Underwater chess")).to_be_focused()
    press(page, "Undo")
    expect(rows.first).to_have_text(re.compile("Guitar"))
    for name in ("Guitar", "Underwater chess"):
        page.get_by_role("button", name=f"Remove {name}").focus()
        keys.press("Enter")
    expect(box).to_be_focused()


def test_a_week_by_keyboard_and_mouse(browser_of):
    page = browser_of(viewport={"width": 1280, "height": 1400}).new_page()
    join(page)
    page.goto("/welcome/when")
    hour = lambda day, start: page.get_by_role("button", name=f"{day} {start:02}:00–{start + 1:02}:00", exact=True)
    hour("Monday", 18).focus()
    page.keyboard.press("Space")
    expect(hour("Monday", 18)).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowRight")
    expect(hour("Tuesday", 19)).to_be_focused()
    expect(page.get_by_text("Monday 18:00–20:00; Tuesday 19:00–20:00: 3 h")).to_be_visible()
    hour("Friday", 9).click()
    hour("Friday", 9).click()
    expect(hour("Friday", 9)).to_have_attribute("aria-pressed", "false")
    hour("Saturday", 9).hover()
    page.mouse.down()
    for start in (10, 11):
        hour("Saturday", start).hover()
        expect(hour("Saturday", start)).to_have_attribute("aria-pressed", "true")
    page.mouse.up()
    expect(page.locator(".summary").get_by_text("Saturday 09:00–12:00")).to_be_visible()
    check(page)
    press(page, "Next")
    arrived(page, "about")
    assert me(page)["availability"]["intervals"] == [
        {"weekday": 1, "start": "18:00", "end": "20:00"}, {"weekday": 2, "start": "19:00", "end": "20:00"},
        {"weekday": 6, "start": "09:00", "end": "12:00"}]


def test_in_arabic_everything_runs_from_right_to_left(browser_of):
    page = browser_of("ar-EG", has_touch=True, color_scheme="dark").new_page()
    page.goto("/")
    expect(page.get_by_role("heading", name="ساعة مقابل ساعة.")).to_be_visible()
    assert page.evaluate("document.documentElement.dir") == "rtl"
    check(page)
    page.get_by_role("link", name="انضم").click()
    expect(page.get_by_role("heading", name="انضم إلى SkillSync")).to_be_visible()
    check(page)
    page.get_by_label("الاسم").fill("آدا")
    page.get_by_label("البريد الإلكتروني").fill(address())
    page.get_by_label("كلمة المرور", exact=True).fill(PASSWORD)
    press(page, "انضم")
    page.wait_for_url("**/welcome/teach")
    page.get_by_role("combobox", name="أضف ما تعلّمه").fill("guitar")
    page.get_by_role("option").first.click()
    box = page.locator(".chosen-skill").bounding_box()
    remove = page.locator(".chosen-skill .icon-button").bounding_box()
    assert remove["x"] < box["x"] + box["width"] / 2
    for step in ("learn", "when", "about"):
        page.goto(f"/welcome/{step}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        check(page)


def test_another_language_keeps_what_was_typed(browser_of):
    page = browser_of().new_page()
    page.goto("/join")
    mail = address()
    fill_in(page, mail)
    page.get_by_role("button", name="العربية").click()
    expect(page.get_by_role("heading", name="انضم إلى SkillSync")).to_be_visible()
    expect(page.get_by_role("button", name="العربية")).to_be_focused()
    assert page.evaluate("document.documentElement.dir") == "rtl"
    expect(page.get_by_label("البريد الإلكتروني")).to_have_value(mail)
    expect(page.get_by_label("كلمة المرور", exact=True)).to_have_value(PASSWORD)
    check(page)
    page.get_by_role("button", name="Deutsch").click()
    page.get_by_role("link", name="Hilfe").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hilfe")
    page.goto("/sign-in")
    expect(page.get_by_role("heading", name="Anmelden")).to_be_visible()


def test_guests_look_through_the_skills(browser_of):
    page = browser_of(viewport={"width": 320, "height": 640}).new_page()
    page.goto("/skills")
    expect(page.get_by_role("heading", name="Music")).to_be_visible()
    spanish = page.get_by_role("listitem").filter(has_text="Spanish")
    expect(spanish).to_contain_text("1 teaches it")
    check(page)
    page.get_by_role("link", name="Music").click()
    page.wait_for_url("**/skills?category=music")
    expect(page.get_by_role("heading", name="Languages")).to_have_count(0)
    page.get_by_role("searchbox").fill("gitarre")
    expect(page.get_by_role("main").get_by_role("listitem").first).to_contain_text("Guitar")
    page.get_by_role("searchbox").fill("zzqx")
    expect(page.get_by_role("heading", name="No skill is called “zzqx”")).to_be_visible()
    page.get_by_role("link", name="SkillSync").click()
    expect(page.get_by_role("heading", name="An hour for an hour.")).to_be_visible()


@pytest.mark.parametrize("locale", ["en-GB", "de-DE", "es-ES", "ar-EG"])
def test_the_first_visit_is_light_and_still(browser_of, locale):
    page = browser_of(locale).new_page()
    page.add_init_script(MOVED)
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    sizes = []
    network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto("/", wait_until="networkidle")
    expect(page.locator("#languages [aria-current]")).to_have_attribute("lang", locale[:2])
    assert len(sizes) <= 10 and sum(sizes) < 25_000, sizes
    assert page.evaluate("moved") <= 0.02


def test_the_front_page_needs_no_scripts_and_lets_members_in(browser_of):
    page = browser_of(java_script_enabled=False).new_page()
    page.goto("/")
    for name in ("Join", "Sign in", "Look around", "For programs: the API"):
        expect(page.get_by_role("link", name=name)).to_be_visible()
    member = browser_of(refused="401").new_page()
    join(member)
    member.goto("/")
    member.wait_for_url("**/matches")
    member.context.clear_cookies()
    member.goto("/")
    member.wait_for_url("**/sign-in**")
    member.goto("/")
    expect(member.get_by_role("heading", name="An hour for an hour.")).to_be_visible()
