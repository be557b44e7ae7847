"""Two people and their sessions, each in a browser of their own."""

import re
from datetime import datetime, timezone

import pytest
from browsers import sign_in
from member import moment
from operator_commands import admin
from playwright.sync_api import expect
from session_pages import card, open_list, open_session, press, transitions, until
from town import complete

SPRING = datetime(2027, 3, 1, 12, tzinfo=timezone.utc)  # before the clocks change in New York and in Berlin
HOSTILE = "<img src=x onerror=alert(1)> &amp; co"


@pytest.fixture
def bo(person):
    return person("Bo", "America/New_York", teach="violin", learn="swift")


def agreed_now(ada, bo, topic="Right now"):
    """A session that has begun: asked for a few seconds ahead."""
    session = bo.request(ada, skill="swift", topic=topic, at=moment(seconds=3), minutes=15)
    ada.act(session, "accept")
    return session


def test_a_request_arrives_and_is_accepted_before_both_eyes(ada, bo):
    open_list(bo)
    expect(bo.page.get_by_role("heading", name="No sessions yet")).to_be_visible()
    session = ada.request(bo, skill="violin", topic=HOSTILE)
    main = open_session(ada, session)
    expect(main.locator(".session-state")).to_have_text("Waiting for the answer of Bo")
    mine = card(bo.page, session)
    expect(bo.page.get_by_role("heading", name="Your turn")).to_be_visible()
    expect(mine).to_contain_text(HOSTILE)
    expect(mine).to_contain_text("You teach Violin")
    press(mine, "Accept")
    expect(main.locator(".session-state")).to_have_text("Agreed")
    expect(main).to_contain_text("You learn Violin")
    expect(bo.page.get_by_role("heading", name="Coming up")).to_be_visible()
    expect(mine.locator(".session-state")).to_have_text("Agreed")
    expect(ada.page.get_by_text("Bo accepted.")).to_be_visible()


def test_that_a_request_was_sent_stays_said_with_the_person(ada, bo):
    for member in (ada, bo):
        member.always_free()
    ada.page.goto(f"/people/{bo.id}")
    page = ada.page.locator(".person-page")
    press(page, "Request a session")
    dialog = ada.page.get_by_role("dialog")
    press(dialog, "Send the request")
    expect(dialog).to_have_count(0)
    expect(page).to_contain_text("Your request is on its way to Bo.")
    ada.page.locator("#toasts").get_by_role("button", name="Close").click()
    expect(ada.page.locator("#toasts .toast")).to_have_count(0)
    expect(page).to_contain_text("Your request is on its way to Bo.")
    page.get_by_role("link", name="Look").click()
    expect(ada.page.locator(".session-main .session-state")).to_have_text("Waiting for the answer of Bo")


def test_a_common_time_on_the_page_of_a_person_is_asked_for_with_one_press(ada, bo):
    for member in (ada, bo):
        member.always_free()
    ada.page.goto(f"/people/{bo.id}")
    times = ada.page.get_by_role("list", name="Ask for one of these times:").get_by_role("button")
    expect(times).to_have_count(3)
    wanted = ada.get(f"/members/{bo.id}/match")["nextSlots"][2]["start"]
    times.nth(2).click()
    dialog = ada.page.get_by_role("dialog")
    expect(dialog.get_by_role("radio").nth(2)).to_be_checked()
    press(dialog, "Send the request")
    expect(dialog).to_have_count(0)
    [session] = ada.get("/sessions?role=requester")["items"]
    assert session["scheduledAt"] == wanted


def test_what_was_begun_in_a_request_is_there_again_with_its_time(ada, bo):
    for member in (ada, bo):
        member.always_free()
    ada.announce("503")
    ada.page.goto(f"/people/{bo.id}")
    found = ada.page.locator(".person-page")
    expect(found).to_be_visible()
    ada.page.route(f"**/api/v1/members/{bo.id}", lambda route: route.fulfill(status=503))
    press(found, "Request a session")
    dialog = ada.page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Try again")).to_be_focused()
    ada.page.unroute(f"**/api/v1/members/{bo.id}")
    press(dialog, "Try again")
    dialog.get_by_role("radio").nth(1).check()
    dialog.get_by_label("A line to go with it").fill("Slowly, please.")
    chosen = dialog.locator(".slot:has(:checked)").inner_text()
    assert chosen != dialog.locator(".slot").first.inner_text()
    press(dialog, "Close")
    press(found, "Request a session")
    expect(dialog.locator(".slot:has(:checked)")).to_have_text(chosen, use_inner_text=True)
    expect(dialog.get_by_label("A line to go with it")).to_have_value("Slowly, please.")
    dialog.get_by_role("radio", name="Another time").check()
    dialog.get_by_label("Time", exact=True).fill("07:35")
    press(dialog, "Close")
    press(found, "Request a session")
    expect(dialog.get_by_label("Time", exact=True)).to_have_value("07:35")


def test_a_time_goes_back_and_forth_until_it_suits_both(ada, bo):
    session = ada.request(bo, skill="violin", topic="When?")
    theirs, mine = open_session(ada, session), open_session(bo, session)
    for member, place, other, day in [(bo, mine, theirs, 4), (ada, theirs, mine, 5)]:
        press(place, "Suggest another time")
        dialog = member.page.get_by_role("dialog")
        date = moment(days=day)[:10]
        dialog.get_by_label("Day").fill(date)
        dialog.get_by_label("Time", exact=True).fill("19:30")
        expect(dialog.locator("[aria-live]")).to_contain_text("19:30")
        press(dialog, "Suggest")
        expect(dialog).to_have_count(0)
        expect(other.locator(".session-state")).to_have_text(f"{member.name} suggests another time")
        expect(place.locator(".session-time .mine").first).to_contain_text("19:30")
    press(mine, "Accept")
    expect(theirs.locator(".session-state")).to_have_text("Agreed")
    assert transitions(ada, session) == ["request", "counter", "counter", "accept"]


def test_a_time_that_is_over_is_not_sent(ada, bo):
    session = ada.request(bo, skill="violin", topic="Yesterday")
    press(open_session(bo, session), "Suggest another time")
    dialog = bo.page.get_by_role("dialog")
    dialog.get_by_label("Day").fill(moment(days=-1)[:10])
    press(dialog, "Suggest")
    expect(dialog.get_by_role("alert").filter(has_text="This time is over")).to_be_visible()
    assert transitions(bo, session) == ["request"]


def test_times_are_right_over_both_changes_of_the_clock(new_server, person):
    offset = int((SPRING - datetime.now(timezone.utc)).total_seconds())
    spring = new_server(flags=["--clock-offset", str(offset)])
    spring.start()
    ada, bo = person("Ada", at=spring), person("Bo", "America/New_York", teach="violin", learn="swift", at=spring)
    for member in (ada, bo):
        member.context.clock.set_system_time(SPRING)
    for at, berlin, new_york in [
        ("2027-03-13T17:00:00.000Z", "18:00–19:00", "12:00–13:00"),  # neither has changed
        ("2027-03-20T17:00:00.000Z", "18:00–19:00", "13:00–14:00"),  # New York has
        ("2027-03-28T17:00:00.000Z", "19:00–20:00", "13:00–14:00"),  # both have, Berlin that night
    ]:
        session = ada.request(bo, skill="violin", topic="Spring", at=at)
        for member, mine, theirs in [(ada, berlin, new_york), (bo, new_york, berlin)]:
            time = open_session(member, session).locator(".session-time")
            expect(time.locator(".mine")).to_contain_text(mine)
            expect(time.locator(".theirs")).to_contain_text(theirs.split("–")[0])
        ada.act(session, "withdraw")
    session = ada.request(bo, skill="violin", topic="Spring", at="2027-03-13T17:00:00.000Z")
    bo.act(session, "counter", {"scheduledAt": "2027-03-14T17:00:00.000Z"})
    press(open_session(ada, session), "Suggest another time")
    dialog = ada.page.get_by_role("dialog")
    dialog.get_by_label("Day").fill("2027-03-28")
    dialog.get_by_label("Time", exact=True).fill("02:30")
    expect(dialog.locator("[aria-live]")).to_contain_text("The clocks change that night")
    expect(dialog.locator("[aria-live]")).to_contain_text("03:30–04:30 for you")
    ada.page.goto("/sessions?view=week&date=2027-03-14")
    expect(ada.page.locator(".day").filter(has_text="14 Mar").locator(".entry")).to_contain_text("18:00–19:00")


def test_what_took_place_is_judged_by_both_and_shown_at_once(ada, bo):
    session = agreed_now(ada, bo)
    main = open_session(ada, session)
    press(main, "It took place")
    expect(main.locator(".session-state")).to_have_text("Took place")
    for member, words, text in [(ada, "Excellent", "A quick mind"), (bo, "Good", "Patient & clear")]:
        if member is bo:
            open_session(bo, session)
        press(member.page.locator("#feedback"), "Give feedback")
        dialog = member.page.get_by_role("dialog")
        press(dialog, "Give feedback")
        expect(dialog.get_by_text("Choose one of the five.")).to_be_visible()
        dialog.get_by_label(re.compile(words)).check()
        dialog.get_by_label("What you want to say").fill(text)
        if member is ada:
            press(dialog, "Give feedback")
            expect(ada.page.locator("#feedback")).to_contain_text("A quick mind")
            expect(ada.page.locator("#feedback")).not_to_contain_text("Patient")
        else:
            dialog.get_by_label("Swift").check()
            press(dialog, "Give feedback")
    for member in (ada, bo):
        expect(member.page.locator("#feedback")).to_contain_text("A quick mind")
        expect(member.page.locator("#feedback")).to_contain_text("Patient & clear")
    expect(ada.page.locator("#feedback")).to_contain_text("Teaches Swift well")
    press(ada.page.locator("#feedback"), "Answer")
    ada.page.get_by_label("Your answer").fill("Any time!")
    press(ada.page.locator("#feedback"), "Publish the answer")
    expect(ada.page.locator(".reply")).to_contain_text("Any time!")
    bo.page.goto(f"/people/{ada.id}")
    said = bo.page.locator(".feedback")
    expect(said).to_contain_text("Patient & clear")
    expect(said).to_contain_text("Any time!")


def test_what_begins_while_its_page_is_loaded_has_begun(ada, bo):
    """The answer was given before the beginning, and comes after it."""
    session = bo.request(ada, skill="swift", topic="In a moment", at=moment(seconds=8), minutes=15)
    ada.act(session, "accept")
    held = []
    bo.page.route(f"**/api/v1/sessions/{session['id']}", lambda route: held.append((route, route.fetch())), times=1)
    bo.page.goto(f"/sessions/{session['id']}")
    until(bo.page, lambda: held and "report-not-held" in ada.get(f"/sessions/{session['id']}")["can"], seconds=60)
    for route, answer in held:
        route.fulfill(response=answer)
    expect(bo.page.locator(".session-main").get_by_role("button", name="It didn’t happen", exact=True)).to_be_visible()


def test_what_did_not_happen_is_a_first_choice(ada, bo):
    session = agreed_now(ada, bo, "Nobody came")
    main = open_session(bo, session)
    press(main, "It didn’t happen")
    press(bo.page.get_by_role("dialog"), "Report")
    expect(main.locator(".session-state")).to_have_text("Did not happen")
    assert ada.get(f"/sessions/{session['id']}")["status"] == "notHeld"


def test_cancelling_gives_a_reason_to_the_other(ada, bo):
    session = ada.request(bo, skill="violin", topic="Called off")
    bo.act(session, "accept")
    theirs, mine = open_session(ada, session), open_session(bo, session)
    press(mine, "Cancel the session")
    dialog = bo.page.get_by_role("dialog")
    dialog.get_by_label("Reason").fill("I have caught a cold <b>")
    press(dialog, "Cancel the session")
    expect(theirs.locator(".session-state")).to_have_text("Bo cancelled")
    expect(theirs).to_contain_text("I have caught a cold <b>")
    expect(mine.locator(".session-state")).to_have_text("You cancelled")


def test_a_new_time_stands_beside_the_old_one_until_it_is_answered(ada, bo):
    session = ada.request(bo, skill="violin", topic="Moved")
    bo.act(session, "accept")
    theirs, mine = open_session(ada, session), open_session(bo, session)
    ada.act(session, "propose-time", {"scheduledAt": moment(days=6)})
    expect(mine).to_contain_text("Ada suggests a new time")
    expect(theirs).to_contain_text("You suggested a new time")
    press(mine, "Accept the new time")
    expect(theirs.locator(".session-proposal")).to_have_count(0)
    expect(ada.page.get_by_text("Bo accepted the new time.")).to_be_visible()


def test_without_a_connection_nothing_is_claimed(ada, bo):
    session = ada.request(bo, skill="violin", topic="In a tunnel")
    open_list(bo)
    mine = card(bo.page, session)
    bo.announce("ERR_INTERNET_DISCONNECTED")
    bo.context.set_offline(True)
    press(mine, "Accept")
    expect(mine.get_by_role("alert")).to_contain_text("cannot be reached")
    expect(mine.locator(".session-state")).to_have_text("Ada asks you")
    bo.context.set_offline(False)
    press(mine, "Accept")
    expect(mine.locator(".session-state")).to_have_text("Agreed")
    assert transitions(bo, session) == ["request", "accept"]


def test_where_to_meet_is_shared(ada, bo):
    session = ada.request(bo, skill="violin", topic="Elsewhere")
    bo.act(session, "accept")
    open_session(ada, session)
    open_session(bo, session)
    press(bo.page, "Change the meeting link")
    dialog = bo.page.get_by_role("dialog")
    bo.announce("422")
    dialog.get_by_label("Address").fill("javascript:alert(1)")
    press(dialog, "Save")
    expect(dialog.locator(".error:visible")).to_be_visible()
    dialog.get_by_label("Address").fill("https://calls.example/ours")
    press(dialog, "Save")
    link = ada.page.get_by_role("link", name="https://calls.example/ours")
    expect(link).to_have_attribute("rel", re.compile("noopener"))


def test_the_list_keeps_its_filters_in_the_address_and_goes_back(ada, bo):
    first = ada.request(bo, skill="violin", topic="Open")
    second = bo.request(ada, skill="swift", topic="Agreed on", at=moment(days=3))
    ada.act(second, "accept")
    open_list(ada)
    ada.page.get_by_role("link", name="Coming up").click()
    expect(ada.page).to_have_url(re.compile("show=coming"))
    expect(card(ada.page, first)).to_have_count(0)
    expect(card(ada.page, second)).to_be_visible()
    ada.page.reload()
    expect(card(ada.page, second)).to_be_visible()
    expect(card(ada.page, first)).to_have_count(0)
    ada.page.go_back()
    expect(card(ada.page, first)).to_be_visible()


def test_to_others_a_session_does_not_exist(ada, bo, person):
    session = ada.request(bo, skill="violin", topic="Between the two of us")
    stranger = person("Eve")
    stranger.announce("404")
    stranger.page.goto(f"/sessions/{session['id']}")
    expect(stranger.page.get_by_role("heading", name="Nothing here").last).to_be_visible()
    expect(stranger.page.get_by_text("Between the two of us")).to_have_count(0)


def test_feedback_whose_answer_was_lost_is_not_refused_as_another(ada, bo):
    session = agreed_now(ada, bo)
    complete(session, bo)
    bo.post(f"/sessions/{session['id']}/feedback", {"rating": 4, "text": "Patient"}, expect=201)
    ada.announce("409 .Conflict|Failed to load resource")

    def lose_once(route):
        if route.request.method != "POST":
            return route.continue_()
        route.fetch()
        route.abort("internetdisconnected")
        ada.page.unroute(path)

    path = f"**/api/v1/sessions/{session['id']}/feedback"
    open_session(ada, session)
    press(ada.page.locator("#feedback"), "Give feedback")
    ada.page.route(path, lose_once)
    dialog = ada.page.get_by_role("dialog")
    dialog.get_by_label(re.compile("Excellent")).check()
    dialog.get_by_label("What you want to say").fill("A quick mind")
    press(dialog, "Give feedback")
    expect(dialog.locator(".form-notice")).not_to_be_empty()
    dialog.get_by_label("What you want to say").fill("A quick, kind mind")
    press(dialog, "Give feedback")
    expect(dialog).to_be_hidden()
    expect(ada.page.get_by_role("alert")).to_contain_text("You have written this already")
    expect(ada.page.locator("#feedback")).to_contain_text("A quick mind")
    expect(ada.page.locator("#feedback")).to_contain_text("Patient")


def test_statistics_follow_what_is_answered(ada, bo):
    complete(agreed_now(ada, bo), bo)
    ada.page.goto("/statistics")
    habit = ada.page.locator(".picture-habits")
    expect(habit).to_contain_text("Too few requests yet")
    folded = ada.page.locator("main details")
    folded.locator("summary").click()
    for day in (1, 2, 3, 4):
        ada.act(bo.request(ada, skill="swift", topic=f"Lesson {day}", at=moment(days=day)), "accept")
    expect(habit).to_contain_text("Answers 5 of 5 requests")
    expect(folded).to_have_attribute("open", "")
    folded.locator("summary").click()
    expect(folded.get_by_role("table")).to_be_hidden()
    ada.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(folded.get_by_role("table")).to_be_visible()
    ada.page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(folded.get_by_role("table")).to_be_hidden()


def test_a_moderator_decides_what_is_disputed(ada, bo, person, server):
    session = agreed_now(ada, bo, "Who was there?")
    main = open_session(ada, session)
    press(main, "It took place")
    expect(main.locator(".session-state")).to_have_text("Took place")
    theirs = open_session(bo, session)
    press(theirs, "Contest")
    dialog = bo.page.get_by_role("dialog")
    dialog.get_by_label("What happened").fill("Nobody came.")
    press(dialog, "Contest")
    expect(main.locator(".session-state")).to_have_text("Contested: a moderator decides")
    moderator = person("Mo")
    admin(server, "grant", moderator.email, "moderator")
    sign_in(moderator.context, moderator)
    moderator.page.goto("/sessions?view=disputed")
    case = card(moderator.page, session)
    expect(case).to_contain_text("Nobody came.")
    press(case, "Decide")
    dialog = moderator.page.get_by_role("dialog")
    dialog.get_by_label("Outcome").select_option("notHeld")
    dialog.get_by_label("Reason").fill("Nobody was seen in the call.")
    press(dialog, "Decide")
    expect(main.locator(".session-state")).to_have_text("Did not happen")
    expect(ada.page.get_by_text("A moderator decided that it did not happen.")).to_be_visible()
    ada.page.goto(f"/messages/{session['conversation']}")
    expect(ada.page.get_by_role("log")).to_contain_text("A moderator decided that it did not happen.")
