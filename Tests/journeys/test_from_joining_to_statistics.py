"""The whole way of two people in one story: from the front page to the hour in their statistics, each in a browser of their own."""

import re
import uuid

import pytest
from browsers import DESKTOP, PHONE, new_context
from member import moment
from playwright.sync_api import expect
from test_call import jitsi, play
from test_chat import bubble, write
from test_joining import arrived, fill_in, me, pick, press

TOPIC = "Violin for Swift"


@pytest.fixture
def browser_of(chromium, video_server, opened):
    """The first tab of somebody who has never been here."""

    def make(name, viewport):
        context, complaints = new_context(chromium, video_server.url, name, viewport=viewport, permissions=["camera", "microphone"])
        opened.append((context, complaints))
        jitsi(context)
        return context.new_page()

    return make


def go(page, name):
    """To another part of the app, by the bar that is there at this width."""
    page.locator(".top, .tabs").get_by_role("link", name=re.compile(f"^{name}")).locator("visible=true").first.click()


def join(page, name, teach, learn):
    page.goto("/")
    page.get_by_role("link", name="Join").first.click()
    page.wait_for_url("**/join")
    fill_in(page, f"{uuid.uuid4().hex}@example.org", name)
    press(page, "Join")
    arrived(page, "teach")
    pick(page, teach)
    press(page, "Next")
    arrived(page, "learn")
    pick(page, learn)
    press(page, "Next")
    arrived(page, "when")
    press(page, "Weekday evenings")
    press(page, "Next")
    arrived(page, "about")
    press(page, "See who fits")
    page.wait_for_url("**/matches")


def request(page, name):
    """From the matches to the person, and from there asks for an hour each way at another time than the first."""
    match = page.locator(".match").filter(has_text=name)
    expect(match).to_contain_text("Both ways")
    match.get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    press(page, "Request a session")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Length").select_option("120")
    slots = dialog.locator(".slot")
    expect(slots.first.get_by_role("radio")).to_be_checked()
    slots.nth(1).get_by_role("radio").check()
    wanted = slots.nth(1).locator("strong").inner_text()
    expect(dialog.get_by_label("What is it about?")).to_have_value(TOPIC)
    press(dialog, "Send the request")
    expect(dialog).to_have_count(0)
    return wanted


def meet_now(page):
    """No test waits for the evening: the one proposes to meet at once, of which a page knows no seconds."""
    session = page.url.rsplit("/", 1)[1]
    origin = re.match("https?://[^/]+", page.url)[0]
    answer = page.request.post(f"/api/v1/sessions/{session}/propose-time", data={"scheduledAt": moment(seconds=4)}, headers={"Origin": origin})
    assert answer.ok, answer.text()


def call(page):
    page.get_by_role("link", name="Join", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TOPIC)
    press(page, "Join the call")
    expect(page.frame_locator(".frame iframe").get_by_text("The room")).to_be_visible()
    with page.expect_response("**/attendance"):
        play(page, "videoConferenceJoined")


def hang_up(page):
    play(page, "readyToClose")
    page.get_by_role("link", name="How did it go?").click()
    expect(page.locator(".session-main")).to_be_visible()


def judge(page, words, text):
    press(page.locator("#feedback"), "Give feedback")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(re.compile(words)).check()
    dialog.get_by_label("What you want to say").fill(text)
    press(dialog, "Give feedback")
    expect(dialog).to_have_count(0)


def test_from_the_front_page_to_the_statistics(browser_of):
    ada, bo = browser_of("Ada", DESKTOP), browser_of("Bo", PHONE)
    join(bo, "Bo Andersson", teach="Violin", learn="Swift")
    join(ada, "Ada Lovelace", teach="Swift", learn="Violin")
    wanted = request(ada, "Bo Andersson")
    ada.get_by_role("main").get_by_role("link", name="Look").click()
    state = {page: page.locator(".session-main .session-state") for page in (ada, bo)}
    expect(state[ada]).to_have_text("Waiting for the answer of Bo Andersson")

    go(bo, "Sessions")
    asked = bo.locator("[data-session]").filter(has_text=TOPIC)
    expect(asked.locator(".session-time strong")).to_contain_text(wanted)
    press(asked, "Accept")
    expect(state[ada]).to_have_text("Agreed")
    asked.get_by_role("link", name=TOPIC).click()
    expect(state[bo]).to_have_text("Agreed")

    ada.get_by_role("link", name="Write a message").click()
    write(ada, "Why not at once?")
    go(bo, "Messages")
    bo.get_by_role("link").filter(has_text="Why not at once?").click()
    write(bo, "I am ready.")
    expect(bubble(ada, "I am ready.")).to_be_visible()

    for page in (ada, bo):
        go(page, "Sessions")
        page.locator("[data-session]").get_by_role("link", name=TOPIC).click()
        expect(state[page]).to_have_text("Agreed")
    meet_now(bo)
    press(ada.locator(".session-main"), "Accept the new time")
    for page in (ada, bo):
        call(page)
    for page in (ada, bo):
        hang_up(page)
    press(ada, "It took place")
    press(bo, "Confirm")
    for page in (ada, bo):
        expect(state[page]).to_have_text("Took place")

    judge(ada, "Excellent", "Patient and full of tunes.")
    judge(bo, "Good", "I wrote a server!")
    for page in (ada, bo):
        expect(page.locator("#feedback")).to_contain_text("Patient and full of tunes.")
        expect(page.locator("#feedback")).to_contain_text("I wrote a server!")

    for page, rating in [(ada, "4.0"), (bo, "5.0")]:
        page.goto("/statistics")
        numbers = page.locator(".numbers")
        for line in ["1 session", "1 hr taught", "1 hr learned", rating]:
            expect(numbers).to_contain_text(line)
        assert me(page)["statistics"]["completedSessions"] == 1
