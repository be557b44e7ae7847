"""What comes over a screen, or stays on it for a while only, through the gate."""

import pytest
from browsers import Person, held
from gate import NARROW, gate, probe, show
from member import moment
from playwright.sync_api import expect
from test_call import jitsi, play
from test_chat import bubble, open_thread, until, write
from test_screens import report
from town import Outcomes, talk

SESSION = ".session-main"
DIALOGS = {
    "withdraw": ("/sessions/{waiting}", SESSION, "[data-action=withdraw]"),
    "cancel": ("/sessions/{ahead}", SESSION, "[data-action=cancel]"),
    "propose-time": ("/sessions/{ahead}", SESSION, "[data-action=propose-time]"),
    "meeting-link": ("/sessions/{ahead}", SESSION, "[data-action=meeting-link]"),
    "not-held": ("/sessions/{begun}", SESSION, "[data-action=report-not-held]"),
    "contest": ("/sessions/{reported}", SESSION, "[data-action=contest]"),
    "feedback": ("/sessions/{reported}", "#feedback", "#feedback [data-action=feedback]"),
}
LOADING = {
    "matches": ("/matches", "**/api/v1/matches?*", None),
    "session": ("/sessions/{ahead}", "**/api/v1/sessions/{ahead}/history", None),
    "thread": ("/messages/{conversation}", "**/api/v1/conversations/{conversation}/messages?*", None),
    "statistics": ("/statistics", "**/api/v1/members/*/statistics", None),
    "request": ("/matches", "**/api/v1/members/{bo}", ".match .button.first"),
}


@pytest.fixture(scope="module")
def town(server):
    return Outcomes(server)


@pytest.mark.parametrize("name", DIALOGS)
def test_dialogs_of_sessions(town, browse, name):
    url, ready, press = DIALOGS[name]
    report(gate(browse(town.ada).page, town.address(url), ready, f"over-{name}", press))


def test_the_dialog_of_a_moderator(town, browse):
    report(gate(browse(town.moderator).page, "/sessions?view=disputed", "[data-session]", "over-resolve", "[data-action=resolve]"))


def test_the_sheet_of_shortcuts(town, browse):
    def ask(page):
        def is_shown():  # the keys are listened to once the page is at rest
            page.keyboard.press("?")
            return page.locator("dialog[open]").count()

        until(is_shown)

    report(gate(browse(town.ada).page, "/matches", "main .card", "over-shortcuts", ask))


def test_the_suggestions_of_the_skill_picker(town, browse):
    def suggest(page):
        page.get_by_role("combobox").first.fill("gu")
        page.get_by_role("option").first.wait_for()
        page.keyboard.press("ArrowDown")

    report(gate(browse(town.ada).page, "/settings/skills", ".skill-picker", "suggestions", suggest))


def test_what_a_search_of_the_inbox_found(town, browse):
    def search(page):
        page.get_by_role("searchbox").fill("meet")
        page.locator(".inbox .row.conversation[href*='at=']").first.wait_for()

    report(gate(browse(town.ada).page, "/messages", ".inbox", "inbox-found", search))


def test_a_message_that_was_not_sent(town, browse):
    """It stays where it is when the page is opened again, until its writer says what to do."""
    ada, cem = browse(town.ada), Person.sign_up(town.ada.url, "Cem Yılmaz")
    ada.announce("status of 4")
    conversation = talk(ada, cem)["id"]
    open_thread(ada, conversation)
    cem.post(f"/members/{ada.id}/block")
    write(ada.page, "Are you there?")
    expect(bubble(ada.page, "Are you there?").locator(".error")).to_be_visible()
    cem.delete(f"/members/{ada.id}/block")
    report(gate(ada.page, f"/messages/{conversation}", ".line .error", "thread-failed"))


def test_a_message_that_is_changed(town, browse):
    def edit(page):
        bubble(page, "At eight?").locator(".menu-place > button").click()
        page.locator(".menu:popover-open button").nth(1).click()
        page.locator(".editing").wait_for()

    report(gate(browse(town.ada).page, town.address("/messages/{conversation}"), "[role=log] .line", "thread-editing", edit))


def test_a_call_in_which_somebody_knocks(video_server, browse):
    ada, bo = (Person.sign_up(video_server.url, name) for name in ("Ada Lovelace", "Bo Andersson"))
    bo.skills(teach=[("violin", "expert")])
    session = ada.request(bo, skill="violin", topic="Bowing without scratching", at=moment(minutes=5))
    bo.act(session, "accept")
    page = browse(ada, permissions=["camera", "microphone"]).page
    jitsi(page.context)

    def join(page):
        page.locator("#actions .button.first").click()
        page.frame_locator(".frame iframe").get_by_text("The room").wait_for()
        play(page, "videoConferenceJoined")
        play(page, "knockingParticipant", {"participant": {"id": "p1", "name": "Bo Andersson"}})

    report(gate(page, f"/call/{session['id']}", ".prejoin", "call-running", join))


def test_the_page_for_programs(guest):
    """It is a book of a hundred thousand pixels, of which axe looks at a few pages."""
    def shorten(page):
        page.evaluate("""document.querySelectorAll("#contract > section:nth-of-type(n+6):not(:last-child), #contents > li:nth-child(n+5), " +
            ".operation:nth-of-type(n+3), .schema:nth-of-type(n+4), #contents li li:nth-child(n+3)").forEach((part) => part.remove())""")

    page = guest(viewport=NARROW)
    show(page, "/api", ".operation")
    report([*probe(page, "overflow"), *gate(page, "/api", ".operation", "api", shorten)])


@pytest.mark.parametrize("name", LOADING)
def test_screens_that_wait_for_an_answer(town, browse, name):
    """Their shape is there before what they are about."""
    url, asked, press = LOADING[name]
    page = browse(town.ada).page
    waiting = []
    page.route(town.address(asked), lambda route: waiting.append(route))

    def open_dialog(page):
        page.locator(press).first.click()
        page.locator("dialog .skeleton").wait_for()

    ready = "main .card" if press else ".skeleton"
    report(gate(page, town.address(url), ready, f"loading-{name}", press and open_dialog))
    held(page, waiting).continue_()
    expect(page.locator(".skeleton")).to_have_count(0)
