"""Two people who write to each other, each in a browser of their own."""

import re
import sqlite3
import time
import uuid
from pathlib import Path

import axe_playwright_python
import pytest
from browsers import PHONE
from member import moment
from operator_commands import admin
from playwright.sync_api import expect

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf8")
HOSTILE = ["<img src=x onerror=alert(1)>", "\u05e9\u05dc\u05d5\u05dd and \u0645\u0631\u062d\u0628\u0627 (1)", "</p><script>alert(1)</script>", "{name} {count}"]


AWAY = "ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|ERR_NETWORK_CHANGED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|WebSocket"


def until(answer, within=20):
    """Asks until the answer is true, and returns it; the strict CSP forbids waiting inside the page."""
    end = time.monotonic() + within
    while not (found := answer()):
        assert time.monotonic() < end, "It did not come to be in time."
        time.sleep(0.02)
    return found


def talk(one, other):
    return one.post("/conversations", {"member": other.id})["id"]


def say(member, conversation, text):
    return member.post(f"/conversations/{conversation}/messages", {"clientId": uuid.uuid4().hex, "text": text})


def texts(member, conversation):
    return [message["text"] for message in member.get(f"/conversations/{conversation}/messages", limit=100)["items"]]


def open_thread(member, conversation, page=None, at=""):
    page = page or member.page
    page.goto(f"/messages/{conversation}{at}")
    expect(writer(page)).to_be_visible()
    return page


def writer(page):
    return page.locator(".composer textarea")


def write(page, *lines):
    for text in lines:
        writer(page).fill(text)
        writer(page).press("Enter")


def bubble(page, text):
    return page.locator(".line").filter(has_text=text)


def choose(page, text, action):
    bubble(page, text).get_by_role("button", name="More about this message").click()
    page.get_by_role("button", name=action, exact=True).and_(page.locator(":popover-open *")).click()


def connected(page):
    """Waits until the page hears what happens: a notice that it does not is gone, and what is written is told."""
    expect(page.locator(".connection")).to_be_empty()


def test_two_people_write_to_each_other(ada, bo):
    ada.page.goto(f"/messages?to={bo.id}")
    expect(ada.page).to_have_url(re.compile("/messages/[0-9a-f-]+$"))
    conversation = ada.page.url.rsplit("/", 1)[1]
    write(ada.page, "Good evening")  # who only begins to type to a stranger is heard by nobody
    expect(bubble(ada.page, "Good evening").locator(".state.sent")).to_be_visible()
    open_thread(bo, conversation)

    def typed():  # what is typed before the connection stands is told to nobody
        writer(ada.page).press("a")
        return bo.page.locator(".typing").text_content()

    assert until(typed) == "Ada is typing …"
    write(ada.page, "Hello")
    expect(bubble(bo.page, "Hello")).to_be_visible()
    expect(bo.page.locator(".typing")).to_be_empty()
    bo.page.bring_to_front()
    expect(bubble(ada.page, "Hello").locator(".state")).to_have_text("read")
    write(bo.page, "And to you")
    expect(bubble(ada.page, "And to you")).to_be_visible()
    expect(ada.page.locator(".thread-pane > .hidden[aria-live]")).to_have_text("Bo: And to you")
    assert texts(ada, conversation) == ["Good evening", "Hello", "And to you"]


def test_a_conversation_opens_at_what_is_new(ada, bo):
    conversation = talk(ada, bo)
    for number in range(30):
        say(ada, conversation, f"old {number}")
    bo.post(f"/conversations/{conversation}/read", {"upTo": 30})
    for number in range(40):
        say(ada, conversation, f"new {number}")
    bo.page.goto("/messages")
    row = bo.page.get_by_role("link").filter(has_text="new 39")
    expect(row).to_contain_text("40")
    expect(bo.page).to_have_title(re.compile(r"^\(\d+\)"))
    row.click()
    expect(bo.page.locator(".new-since")).to_be_in_viewport()
    expect(bubble(bo.page, "new 0")).to_be_in_viewport()
    expect(row).to_contain_text("40")  # the end was not seen yet
    bo.page.get_by_role("button", name="To the newest").click()
    expect(bubble(bo.page, "new 39")).to_be_in_viewport()
    expect(row.locator(".badge")).to_be_hidden()
    until(lambda: ada.get(f"/conversations/{conversation}")["theirReadUpTo"] == 70)


def test_what_is_written_without_a_connection_goes_out_after_a_reload(person, bo):
    ada = person("Ada", service_workers="allow")
    ada.announce(AWAY)
    conversation = talk(ada, bo)
    open_thread(ada, conversation)
    until(lambda: ada.page.evaluate("navigator.serviceWorker.getRegistration().then((found) => Boolean(found?.active))"))
    ada.page.reload()  # under the worker, which keeps what it hands out
    expect(writer(ada.page)).to_be_visible()
    until(lambda: ada.page.evaluate("Boolean(navigator.serviceWorker.controller)"))
    open_thread(bo, conversation)
    ada.context.set_offline(True)
    write(ada.page, "one", "two", "three")
    for text in ["one", "two", "three"]:
        expect(bubble(ada.page, text).locator(".state")).to_have_text("waiting")
    assert texts(bo, conversation) == []
    ada.page.reload()
    expect(ada.page.get_by_role("heading", name="No connection")).to_be_visible()
    ada.context.set_offline(False)
    expect(bo.page.locator(".line .bubble")).to_have_text(["one", "two", "three"])
    expect(ada.page.locator(".line .bubble")).to_have_text(["one", "two", "three"])
    expect(ada.page.locator(".line .state.waiting")).to_have_count(0)
    assert texts(bo, conversation) == ["one", "two", "three"]


def test_nothing_is_lost_or_doubled_when_the_server_is_killed(new_server, person):
    server = new_server()
    server.start()
    ada, bo = person("Ada", at=server), person("Bo", at=server, teach="violin", learn="swift")
    for member in (ada, bo):
        member.announce(AWAY)
    conversation = talk(ada, bo)
    open_thread(ada, conversation)
    open_thread(bo, conversation)
    connected(ada.page)
    said = [f"message {number}" for number in range(24)]
    for number, text in enumerate(said):
        if number in (8, 16):
            server.kill()
        if number in (12, 20):
            server.start()
        write(ada.page, text)
    for member in (ada, bo):
        expect(member.page.locator(".line .bubble")).to_have_text(said, timeout=45_000)
    expect(ada.page.locator(".state.waiting, .state.sending, .state.failed")).to_have_count(0)
    assert texts(bo, conversation) == said


def test_two_tabs_of_one_person_say_the_same(ada, bo):
    ada.announce(AWAY)
    conversation = talk(ada, bo)
    first, second = open_thread(ada, conversation), open_thread(ada, conversation, ada.context.new_page())
    ada.context.set_offline(True)
    write(first, "from the first")
    write(second, "from the second")
    for page in (first, second):
        expect(page.locator(".line .bubble")).to_have_text(["from the first", "from the second"])
    ada.context.set_offline(False)
    for page in (first, second):
        expect(page.locator(".line .state.sent")).to_have_count(2)
        expect(page.locator(".line .bubble")).to_have_count(2)
    assert sorted(texts(bo, conversation)) == ["from the first", "from the second"]
    for text in ["unread", "as well"]:
        say(bo, conversation, text)
    for page in (first, second):
        expect(bubble(page, "as well")).to_be_visible()
        expect(page.locator(".tabs, .top").locator("a[href='/messages'] .badge:visible")).to_have_count(0)


def test_edited_and_deleted_before_both_eyes(ada, bo):
    conversation = talk(ada, bo)
    open_thread(ada, conversation)
    open_thread(bo, conversation)
    write(ada.page, "the small fiddle", "never mind")
    expect(bubble(bo.page, "never mind")).to_be_visible()
    writer(ada.page).fill("a draft")
    choose(ada.page, "the small fiddle", "Edit")
    expect(writer(ada.page)).to_have_value("the small fiddle")
    write(ada.page, "the large fiddle")
    expect(bubble(bo.page, "the large fiddle")).to_contain_text("edited")
    expect(writer(ada.page)).to_have_value("a draft")
    choose(ada.page, "never mind", "Delete")
    ada.page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    for page in (ada.page, bo.page):
        expect(page.locator(".line .bubble")).to_have_text(["the large fiddle", "Deleted"])
    bubble(bo.page, "the large fiddle").get_by_role("button", name="More about this message").click()
    expect(bo.page.locator(".menu:popover-open button")).to_have_text(["Copy the text"])


def test_a_draft_and_the_place_outlive_leaving(ada, bo):
    conversation = talk(ada, bo)
    for number in range(60):
        say(bo, conversation, f"line {number}")
    ada.post(f"/conversations/{conversation}/read", {"upTo": 60})
    open_thread(ada, conversation)
    writer(ada.page).fill("Half a thou")
    bubble(ada.page, "line 35").scroll_into_view_if_needed()
    expect(ada.page.get_by_role("button", name="To the newest")).to_be_visible()
    ada.page.locator(".thread-head h1 a").click()
    expect(ada.page.locator(".log")).to_have_count(0)
    say(bo, conversation, "meanwhile")
    ada.page.go_back()
    expect(bubble(ada.page, "line 35")).to_be_in_viewport()
    expect(writer(ada.page)).to_have_value("Half a thou")
    expect(ada.page.get_by_role("button", name="1 new message")).to_be_visible()
    ada.page.reload()
    expect(writer(ada.page)).to_have_value("Half a thou")


@pytest.mark.parametrize("text", [*HOSTILE, "😀" * 4000], ids=["element", "bidi", "script", "placeholder", "emoji"])
def test_a_text_is_a_text(ada, bo, text):
    conversation = talk(ada, bo)
    open_thread(bo, conversation)
    open_thread(ada, conversation)
    write(ada.page, text)
    for page in (ada.page, bo.page):
        expect(page.locator(".line .bubble")).to_have_text(text, use_inner_text=False)
        assert page.locator(".bubble :not(a)").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    bo.page.goto("/messages")
    expect(bo.page.locator(".conversation .last")).to_contain_text(text[:4])


def test_signs_that_turn_texts_around_are_refused_in_words(ada, bo):
    conversation = talk(ada, bo)
    open_thread(ada, conversation)
    ada.announce("status of 422")
    write(ada.page, "\u202egnihtyreve")
    expect(ada.page.locator(".line .state")).to_have_text("not sent")
    expect(ada.page.locator(".line .error")).not_to_be_empty()
    assert texts(bo, conversation) == []


def test_an_address_is_a_safe_link(ada, bo):
    conversation = talk(ada, bo)
    say(bo, conversation, "see https://example.org/a?b=c, javascript:alert(1)")
    page = open_thread(ada, conversation)
    link = bubble(page, "see").locator(".bubble a")
    expect(link).to_have_count(1)
    expect(link).to_have_attribute("href", "https://example.org/a?b=c")
    expect(link).to_have_attribute("rel", "noopener noreferrer nofollow")


def test_what_is_refused_says_why_and_can_be_written_anew(ada, bo):
    conversation = talk(ada, bo)
    open_thread(ada, conversation)
    ada.announce("status of 4")
    bo.post(f"/members/{ada.id}/block")
    write(ada.page, "Are you there?")
    line = bubble(ada.page, "Are you there?")
    expect(line.locator(".state")).to_have_text("not sent")
    expect(line.locator(".error")).not_to_be_empty()
    line.get_by_role("button", name="Edit").click()
    expect(line).to_have_count(0)
    expect(writer(ada.page)).to_have_value("Are you there?")
    ada.page.reload()
    expect(ada.page.locator(".line")).to_have_count(0)


def test_a_session_is_a_card_between_the_messages(ada, bo):
    session = ada.request(bo, skill="violin", topic="A first tune")
    page = open_thread(bo, session["conversation"])
    card = page.locator(".log [data-session]")
    expect(card).to_have_count(1)
    expect(card).to_contain_text("A first tune")
    card.get_by_role("button", name="Accept", exact=True).click()
    expect(card.locator(".session-state")).to_have_text("Agreed")
    expect(page.locator(".log .system")).to_have_count(2)
    expect(page.locator(".log .system").last.locator("[data-session]")).to_have_count(1)
    expect(card).to_have_count(1)


def test_what_was_said_is_found_and_shown_in_its_place(ada, bo):
    conversation = talk(ada, bo)
    say(bo, conversation, "The needle")
    for number in range(120):
        say(bo, conversation, f"hay {number}")
    ada.page.goto("/messages")
    ada.page.get_by_role("searchbox").fill("needl")
    ada.page.get_by_role("link").filter(has_text="The needle").click()
    expect(bubble(ada.page, "The needle")).to_be_in_viewport()


def ten_thousand(server, ada, bo, conversation):
    """Rows as the server writes them, with the newest written by the server itself."""
    say(bo, conversation, "message 1")
    with sqlite3.connect(next(server.data.glob("*.sqlite")), timeout=20) as database:
        database.row_factory = sqlite3.Row
        first = dict(database.execute("SELECT * FROM messages ORDER BY position DESC LIMIT 1").fetchone())
        is_text = isinstance(first["id"], str)
        rows = [first | {"position": first["position"] + seq, "seq": seq, "text": f"message {seq}", "client_id": f"n{seq}",
                         "id": str(uuid.uuid4()) if is_text else uuid.uuid4().bytes} for seq in range(2, 10_000)]
        names = ",".join(first)
        database.executemany(f"INSERT INTO messages ({names}) VALUES ({','.join(':' + name for name in first)})", rows)
        database.execute("UPDATE conversations SET last_seq = 9999 WHERE id = ?", [first["conversation"]])
    say(bo, conversation, "message 10000")


def test_ten_thousand_messages_scroll_and_stay_light(server, ada, bo):
    conversation = talk(ada, bo)
    ten_thousand(server, ada, bo, conversation)
    ada.post(f"/conversations/{conversation}/read", {"upTo": 10_000})
    page = open_thread(ada, conversation)
    expect(bubble(page, "message 10000")).to_be_in_viewport()
    lowest, most = 10_000, 0
    page.locator(".log").hover()
    while lowest > 1:
        before, edge = lowest, first_in_sight(page)
        page.mouse.wheel(0, -4_000)
        until(lambda: first_in_sight(page)[0] < edge[0])
        lowest = int(page.locator("[data-seq]").first.get_attribute("data-seq"))
        most = max(most, page.evaluate("document.querySelectorAll('*').length"))
        assert lowest <= before
        assert page.evaluate(GAPS) == []
        assert int(page.locator("[data-seq]").last.get_attribute("data-seq")) >= before - 1, "a stretch was skipped"
    page.mouse.wheel(0, -4_000)
    expect(page.locator('[data-seq="1"]')).to_be_in_viewport()
    assert most <= 1_500
    say(bo, conversation, "while you were away")
    expect(page.get_by_role("button", name="1 new message")).to_be_visible()
    page.get_by_role("button", name="1 new message").click()
    expect(bubble(page, "while you were away")).to_be_in_viewport()


GAPS = """[...document.querySelectorAll("[data-seq]")].map((line) => Number(line.dataset.seq))
    .filter((seq, index, all) => index && seq !== all[index - 1] + 1)"""
FIRST = """(() => { const top = document.querySelector(".log").getBoundingClientRect().top;
    const line = [...document.querySelectorAll("[data-seq]")].find((one) => one.getBoundingClientRect().bottom > top);
    return [Number(line.dataset.seq), line.getBoundingClientRect().top - top]; })()"""


def first_in_sight(page):
    return page.evaluate(FIRST)


def test_a_keyboard_is_enough(ada, bo):
    conversation = talk(ada, bo)
    say(bo, conversation, "Can you reach me?")
    ada.page.goto("/messages")
    expect(ada.page.locator(".conversation")).to_be_visible()
    press_to(ada.page, ".conversation")
    ada.page.keyboard.press("Enter")
    expect(writer(ada.page)).to_be_focused()
    ada.page.keyboard.type("With keys")
    ada.page.keyboard.press("Shift+Enter")
    ada.page.keyboard.type("alone")
    ada.page.keyboard.press("Enter")
    expect(ada.page.locator(".line.mine .bubble")).to_have_text("With keys\nalone", use_inner_text=True)
    expect(ada.page.locator(".line.mine .state.sent, .line.mine .state.read")).to_have_count(1)
    press_to(ada.page, ".line.mine .icon-button", "Shift+Tab")
    ada.page.keyboard.press("Enter")
    press_to(ada.page, ".menu .button.danger")
    ada.page.keyboard.press("Escape")
    expect(ada.page.locator(".line.mine .icon-button")).to_be_focused()
    press_to(ada.page, ".log", "Shift+Tab")


def test_a_menu_stays_with_its_button(ada, bo):
    conversation = talk(ada, bo)
    page = open_thread(ada, conversation)
    page.get_by_role("button", name="More about Bo").click()
    expect(page.locator(".menu:popover-open")).to_be_visible()
    for viewport in (PHONE, {"width": 1_000, "height": 500}):
        page.set_viewport_size(viewport)
        until(lambda: page.evaluate(DISTANCE) <= 8)
        expect(page.locator(".menu:popover-open")).to_be_in_viewport(ratio=1)


DISTANCE = """(() => { const menu = document.querySelector(".menu:popover-open").getBoundingClientRect();
    const button = document.querySelector("[popovertarget][aria-expanded=true]").getBoundingClientRect();
    return Math.abs(menu.top - button.bottom); })()"""


def press_to(page, selector, key="Tab"):
    for _ in range(40):
        page.keyboard.press(key)
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} cannot be reached with {key}")


@pytest.mark.parametrize("how", [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"viewport": PHONE},
                                 {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"}, {"forced_colors": "active"}],
                         ids=["light", "dark", "phone", "narrow", "forced colours"])
def test_list_and_thread_are_open_to_everybody(person, how):
    ada, bo = person("Ada", **how), person("Bo", teach="violin", learn="swift")
    session = ada.request(bo, skill="violin", topic="A first tune", at=moment(days=3))
    for author, text in [(bo, "Hello " + "long" * 60), (ada, "A short one"), (bo, "https://example.org/" + "a" * 120)]:
        say(author, session["conversation"], text)
    for address in ["/messages", f"/messages/{session['conversation']}"]:
        ada.page.goto(address)
        expect(ada.page.locator("main h1")).to_have_count(1)
        if address != "/messages":
            expect(ada.page.locator(".log [data-session]")).to_be_visible()
        ada.page.evaluate(AXE)
        found = ada.page.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']})")
        assert [(problem["id"], [node["html"][:120] for node in problem["nodes"]]) for problem in found["violations"]] == []
        assert ada.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_an_outbox_that_could_not_be_loaded_is_opened_when_there_is_a_connection(person):
    ada = person("Ada")
    ada.announce("Failed to load resource")
    ada.context.route("**/shell/late.js", lambda route: route.abort("internetdisconnected"))
    with ada.page.expect_event("requestfailed"):
        ada.page.goto("/matches")
    ada.context.unroute("**/shell/late.js")
    with ada.page.expect_response("**/shell/late.js") as loaded:
        ada.page.evaluate("dispatchEvent(new Event('online'))")
    assert loaded.value.ok


def test_a_printed_conversation_says_that_it_is_a_part(ada, bo):
    conversation = talk(ada, bo)
    for number in range(3):
        say(bo, conversation, f"number {number}")
    page = open_thread(ada, conversation)
    part = page.locator(".printed-part")
    page.emulate_media(media="print")
    expect(bubble(page, "number 2")).to_be_visible()
    expect(part).to_be_hidden()
    for number in range(3, 60):
        say(bo, conversation, f"number {number}")
    page.emulate_media(media="screen")
    page.reload()
    expect(bubble(page, "number 59")).to_be_visible()
    expect(part).to_be_hidden()
    page.emulate_media(media="print")
    expect(part).to_contain_text("A part of the conversation")


def test_who_cannot_be_written_to_is_said_before_one_writes(server, ada, bo):
    conversation = talk(ada, bo)
    say(bo, conversation, "Hello")
    open_thread(ada, conversation)
    admin(server, "suspend", bo.email)
    ada.announce("409 .Conflict")
    write(ada.page, "Are you there?")
    closed = ada.page.locator(".composer").get_by_role("status")
    expect(closed).to_have_text("This person cannot be written to at the moment.")
    expect(closed).to_be_focused()
    expect(writer(ada.page)).to_be_hidden()
    ada.page.goto(f"/messages/{conversation}")
    expect(closed).to_be_visible()
    expect(writer(ada.page)).to_be_hidden()
    expect(bubble(ada.page, "Hello")).to_be_visible()


def test_what_is_written_while_a_conversation_is_loaded_is_there(server, ada, bo):
    """Its messages were read and have not arrived, while the live connection already tells of a newer one."""
    conversation = talk(ada, bo)
    say(bo, conversation, "Hello")
    asked = []
    ada.page.on("request", lambda request: asked.append(request.url.removeprefix(server.url)))

    held = []
    ada.page.route("**/messages?limit=40*", lambda route: held.append((route, route.fetch())), times=1)
    ada.page.goto(f"/messages/{conversation}")
    until(lambda: ada.page.evaluate("1") and held)
    assert asked.count("/api/v1/me") == 1, "it was asked for along with the page"
    say(bo, conversation, "Are you there?")
    # Long enough for the connection to tell of it.
    ada.page.wait_for_timeout(1_500)
    for route, answer in held:
        route.fulfill(response=answer)
    expect(bubble(ada.page, "Are you there?")).to_be_visible()
    expect(bubble(ada.page, "Hello")).to_be_visible()
    assert len([url for url in asked if "/messages?limit" in url]) == 1
