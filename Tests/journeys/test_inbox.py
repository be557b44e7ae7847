"""The list of conversations, and what stands beside an open one."""

import re

from browsers import held
from member import moment
from playwright.sync_api import expect
from test_chat import connected, open_thread, say, talk


def test_the_list_shows_who_waits_for_an_answer(ada, bo, person):
    cem = person("Cem")
    say(cem, talk(cem, ada), "Hello from Cem")
    session = bo.request(ada, skill="swift", topic="Optionals")
    ada.page.goto("/messages")
    rows = ada.page.locator(".conversation")
    expect(rows).to_have_count(2)
    ada.page.get_by_role("button", name="Requests").click()
    expect(ada.page).to_have_url(re.compile("show=requests"))
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Bo")
    ada.page.reload()
    expect(rows).to_have_count(1)
    bo.act(session, "withdraw")
    expect(rows).to_have_count(0)
    ada.page.get_by_role("button", name="Unread").click()
    expect(rows).to_contain_text(["Cem"])
    ada.page.get_by_role("button", name="All").click()
    expect(rows.first).to_contain_text("Bo")
    say(cem, talk(cem, ada), "Once more")
    expect(rows.first).to_contain_text("Once more")


def test_what_became_of_a_session_is_said_in_the_language_of_the_reader(bo, person):
    ada = person("Ada", locale="de-DE")
    session = bo.request(ada, skill="swift", topic="Optionals")
    ada.page.goto("/messages")
    last = ada.page.locator(".conversation .last")
    expect(last).to_have_text("Bo hat das Treffen angefragt.")
    ada.act(session, "accept")
    expect(last).to_have_text("Du hast angenommen.")


def test_who_writes_for_the_first_time_is_put_into_the_list_as_it_is(ada, bo, person):
    cem, asked = person("Cem"), []
    say(bo, talk(bo, ada), "Hello from Bo")
    ada.page.goto("/messages")
    rows = ada.page.locator(".conversation")
    expect(rows).to_have_count(1)
    ada.page.on("request", lambda request: asked.append(request.url))
    say(cem, talk(cem, ada), "Hello from Cem")
    expect(rows).to_contain_text(["Hello from Cem", "Hello from Bo"])
    assert not [url for url in asked if "/conversations?" in url], "the list would be its first page again"


def test_what_is_told_while_the_list_is_read_is_newer(ada, bo, person):
    cem, lists = person("Cem"), []
    conversation = talk(bo, ada)
    say(bo, conversation, "The first word")
    ada.page.route("**/api/v1/conversations?*", lambda route: lists.append(route))
    with ada.page.expect_websocket() as opened:
        ada.page.goto("/messages", wait_until="commit")
        read = held(ada.page, lists)
        answer = read.fetch()
    with opened.value.expect_event("framereceived", lambda frame: "A strange word" in str(frame)):
        say(bo, conversation, "The last word")
        say(cem, talk(cem, ada), "A strange word")
    read.fulfill(response=answer)
    expect(ada.page.locator(".conversation")).to_contain_text(["A strange word", "The last word"])
    expect(ada.page.locator(".conversation .badge").last).to_contain_text("2")


def test_who_comes_is_marked_wherever_their_face_is(person):
    ada, bo = person("Astrid", teach="chess", learn="baking"), person("Bodil", teach="baking", learn="chess")
    conversation = talk(bo, ada)
    say(bo, conversation, "See you there")
    bo.patch("/me", {"settings": {"hidePresence": True}})
    places = {"/matches": ".match", "/people?query=Bodil": "main .card", f"/people/{bo.id}": ".person-head", f"/messages/{conversation}": ".person-panel"}
    pages = {}
    for path, place in places.items():
        pages[path] = page = ada.context.new_page()
        page.goto(path)
        expect(page.locator(place).filter(has_text="Bodil")).to_be_visible()
        expect(page.locator(place).filter(has_text="Bodil").locator(".presence")).to_have_count(0)
        connected(page)
    bo.patch("/me", {"settings": {"hidePresence": False}})
    bo.page.goto("/help")
    for path, place in places.items():
        expect(pages[path].locator(place).filter(has_text="Bodil").locator(".presence")).to_have_count(1)
    expect(pages["/matches"].locator(".match").filter(has_text="Bodil")).to_contain_text("Online now")


def test_requests_are_asked_for_where_they_are_shown(ada, bo):
    session = bo.request(ada, skill="swift", topic="Optionals")
    asked = []
    ada.page.on("request", lambda request: asked.append(request.url))
    open_thread(ada, session["conversation"])
    expect(ada.page.locator(".conversation")).to_have_count(1)
    assert not [url for url in asked if "/sessions?" in url]
    ada.announce("Failed to load resource")
    ada.context.route("**/api/v1/sessions?*", lambda route: route.abort("internetdisconnected"))
    ada.page.get_by_role("button", name="Requests").click()
    again = ada.page.locator(".conversations").get_by_role("button")
    expect(again).to_be_visible()
    ada.context.unroute("**/api/v1/sessions?*")
    again.click()
    expect(ada.page.locator(".conversation")).to_contain_text("Bo")


def test_the_next_session_stands_beside_however_long_ago_it_was_agreed_on(ada, bo):
    session = ada.request(bo, skill="violin", topic="A first tune", at=moment(days=3))
    bo.act(session, "accept")
    for number in range(45):
        say(bo, session["conversation"], f"message {number}")
    ada.post(f"/conversations/{session['conversation']}/read", {"upTo": 47})
    page = open_thread(ada, session["conversation"])
    beside = page.locator(".person-panel")
    expect(beside).to_contain_text("A first tune")
    expect(page.locator(".log [data-session]")).to_have_count(0)
    sooner = ada.request(bo, skill="violin", topic="A second tune", at=moment(days=2))
    bo.act(sooner, "accept")
    expect(beside).to_contain_text("A second tune")
    ada.act(sooner, "cancel")
    expect(beside).to_contain_text("A first tune")


def test_what_a_conversation_needs_is_asked_for_at_once_where_its_module_comes_last(ada, bo):
    conversation = talk(bo, ada)
    say(bo, conversation, "Are you there?")
    modules, lists = [], []
    ada.context.route("**/chat/messages-page.js", lambda route: modules.append(route))
    ada.context.route("**/api/v1/conversations?*", lambda route: lists.append(route))
    ada.page.goto(f"/messages/{conversation}", wait_until="commit")
    expect(ada.page.get_by_role("navigation").first).to_be_visible()
    with ada.page.expect_request(lambda request: f"/conversations/{conversation}/messages?" in request.url):
        held(ada.page, modules).continue_()
    held(ada.page, lists).continue_()
    expect(ada.page.get_by_role("log")).to_contain_text("Are you there?")


def test_in_arabic_what_the_page_says_runs_from_the_right(ada, person):
    leila = person("Leila", teach="violin", learn="swift", locale="ar-EG")
    session = ada.request(leila, skill="violin", topic="First notes")
    leila.page.goto("/notifications")
    expect(leila.page.locator(".notification bdi")).to_have_text(["Ada", "First notes"])
    writer = open_thread(leila, session["conversation"]).locator(".composer textarea")
    for text, direction in [("", "rtl"), ("Hello", "ltr"), ("مرحبا", "rtl")]:
        writer.fill(text)
        assert writer.evaluate("(area) => getComputedStyle(area).direction") == direction, text


def test_who_has_moved_on_is_not_taken_to_the_conversation_asked_for(ada, bo):
    page, asked = ada.page, []
    page.goto(f"/people/{bo.id}")
    page.route("**/api/v1/conversations", lambda route: asked.append(route))
    page.get_by_role("link", name="Ask a question").click()
    begun = held(page, asked)
    page.get_by_role("link", name="Sessions").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sessions")
    with page.expect_response("**/api/v1/conversations") as answered:
        begun.continue_()
    answered.value.finished()
    page.evaluate("fetch('/api/v1/me').then((later) => later.text())")
    expect(page).to_have_url(re.compile("/sessions$"))
