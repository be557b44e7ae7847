"""Two people and their conversation, each in a browser of their own."""

import re
import uuid

import pytest
from playwright.sync_api import expect

HOSTILE = ["<img src=x onerror=alert(1)>", "javascript:alert(1)", "\"><script>alert(1)</script>", "👩‍🍳" * 1000,
           "a" * 3000, "ℋomoglyph раураl", "e" + "\u0301" * 40, "שלום <b>עולם</b>", "line one\nline two"]


@pytest.fixture
def ada(person):
    return person("Ada")


@pytest.fixture
def bo(person):
    return person("Bo", "America/New_York", teach="violin", learn="swift")


def conversation(one, other):
    return one.post("/conversations", {"member": other.id})["id"]


def open_thread(member, id):
    member.page.goto(f"/messages/{id}")
    expect(member.page.get_by_role("log")).to_be_visible()


def write(page, text):
    box = page.locator(".composer textarea")
    box.fill(text)
    box.press("Control+Enter")


def texts(page):
    return page.locator(".log .bubble").all_text_contents()


def stored(member, id):
    """Every text of a conversation as the server has it, the first first."""
    found, after = [], 0
    while after is not None:
        answer = member.get(f"/conversations/{id}/messages", after=after, limit=100)
        found += [message["text"] for message in answer["items"] if not message["system"]]
        after = answer["next"]
    return found


def test_two_people_talk_and_see_what_became_of_their_words(ada, bo):
    id = conversation(ada, bo)
    open_thread(ada, id)
    open_thread(bo, id)
    bo.page.locator(".log").focus()
    write(ada.page, "Tuesday at six?")
    expect(bo.page.locator(".log .bubble")).to_have_text("Tuesday at six?")
    bo.page.bring_to_front()
    expect(ada.page.locator(".line.mine .state")).to_have_text("read")
    bo.page.locator(".composer textarea").press_sequentially("Gl", delay=20)
    expect(ada.page.locator(".typing")).to_have_text("Bo is typing …")
    bo.page.locator(".composer textarea").fill("Gladly!")
    bo.page.get_by_role("button", name="Send").click()
    expect(ada.page.locator(".log .bubble")).to_have_text(["Tuesday at six?", "Gladly!"])
    expect(ada.page.locator(".typing")).to_have_text("")
    assert stored(ada, id) == ["Tuesday at six?", "Gladly!"]


def test_the_inbox_counts_what_is_unread_and_lets_go_of_it(ada, bo):
    id = conversation(ada, bo)
    bo.page.goto("/messages")
    expect(bo.page.get_by_role("heading", level=1)).to_have_text("Messages")
    for text in ("one", "two"):
        ada.post(f"/conversations/{id}/messages", {"clientId": uuid.uuid4().hex, "text": text})
    row = bo.page.locator(".conversation", has_text="Ada")
    expect(row.locator(".badge")).to_contain_text("2")
    expect(bo.page.locator('.top nav a[href="/messages"] .badge')).to_contain_text("1")
    expect(bo.page).to_have_title(re.compile(r"^\(\d+\) "))
    row.click()
    expect(bo.page.locator(".new-since")).to_have_text("New")
    expect(bo.page.locator(".conversation", has_text="Ada").locator(".badge")).to_be_hidden()
    expect(bo.page.locator('.top nav a[href="/messages"] .badge')).to_be_hidden()


def test_what_is_written_offline_outlives_a_reload_and_arrives_once(ada, bo):
    ada.announce("ERR_INTERNET_DISCONNECTED|Failed to fetch|WebSocket")
    id = conversation(ada, bo)
    open_thread(ada, id)
    open_thread(bo, id)
    ada.context.set_offline(True)
    words = ["first", "second", "third"]
    for text in words:
        write(ada.page, text)
    expect(ada.page.locator(".bubble.waiting")).to_have_text(words)
    # The page comes from the server again; only what it sends is still held back, as on a bad network.
    ada.announce("socket.io|ERR_FAILED")
    ada.context.route_web_socket(re.compile("/socket.io/"), lambda socket: socket.close())
    ada.context.route("**/socket.io/**", lambda route: route.abort())
    ada.context.route("**/api/v1/conversations/*/messages", lambda route:
                      route.abort() if route.request.method == "POST" else route.continue_())
    ada.context.set_offline(False)
    ada.page.reload()
    expect(ada.page.locator(".bubble.waiting")).to_have_text(words)
    assert stored(bo, id) == [], "nothing has left yet"
    ada.context.unroute_all()
    ada.page.evaluate("dispatchEvent(new Event('online'))")
    expect(bo.page.locator(".log .bubble")).to_have_text(words)
    expect(ada.page.locator(".bubble.waiting")).to_have_count(0)
    assert stored(bo, id) == words


def test_a_server_that_is_killed_costs_no_message(new_server, person):
    server = new_server()
    server.start()
    ada, bo = person("Ada", at=server), person("Bo", teach="violin", learn="swift", at=server)
    for member in (ada, bo):
        member.announce("ERR_|WebSocket|Failed to load|socket.io")
    id = conversation(ada, bo)
    open_thread(ada, id)
    open_thread(bo, id)
    words = [f"message {number}" for number in range(12)]
    for number, text in enumerate(words):
        if number in (3, 8):
            server.kill()
        write(ada.page, text)
        if number in (5, 10):
            server.start()
    expect(bo.page.locator(".log .bubble")).to_have_text(words, timeout=60_000)
    expect(ada.page.locator(".bubble.waiting")).to_have_count(0, timeout=60_000)
    assert stored(bo, id) == words
    assert texts(ada.page) == words


def test_two_tabs_show_the_same_and_send_once(ada, bo):
    id = conversation(ada, bo)
    open_thread(ada, id)
    other = ada.context.new_page()
    other.goto(f"/messages/{id}")
    expect(other.get_by_role("log")).to_be_visible()
    write(ada.page, "from the first tab")
    expect(other.locator(".log .bubble")).to_have_text("from the first tab")
    write(other, "from the second")
    expect(ada.page.locator(".log .bubble")).to_have_text(["from the first tab", "from the second"])
    expect(other.locator(".bubble.waiting")).to_have_count(0)
    assert stored(bo, id) == ["from the first tab", "from the second"]


def test_a_message_is_changed_and_taken_back_before_both_eyes(ada, bo):
    id = conversation(ada, bo)
    open_thread(ada, id)
    open_thread(bo, id)
    write(ada.page, "Tusday")
    line = ada.page.locator(".line.mine")
    expect(line.locator(".state")).to_be_visible()
    line.get_by_role("button", name="More about this message").click()
    ada.page.get_by_role("button", name="Edit").click()
    box = ada.page.locator(".composer textarea")
    expect(box).to_have_value("Tusday")
    box.fill("Tuesday")
    box.press("Control+Enter")
    expect(bo.page.locator(".log .bubble")).to_have_text("Tuesday")
    expect(bo.page.locator(".line .meta")).to_contain_text("edited")
    line.get_by_role("button", name="More about this message").click()
    ada.page.get_by_role("button", name="Delete").click()
    ada.page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(bo.page.locator(".log .bubble.gone")).to_have_text("Deleted")
    assert stored(bo, id) == [""]


def test_hostile_words_are_shown_as_words(ada, bo):
    id = conversation(ada, bo)
    for text in HOSTILE:
        ada.post(f"/conversations/{id}/messages", {"clientId": uuid.uuid4().hex, "text": text})
    open_thread(bo, id)
    expect(bo.page.locator(".log .bubble")).to_have_count(len(HOSTILE))
    assert [text for text in texts(bo.page)] == HOSTILE
    assert bo.page.locator(".log img, .log script, .log b").count() == 0
    assert bo.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    write(bo.page, HOSTILE[0])
    expect(bo.page.locator(".line.mine .bubble")).to_have_text(HOSTILE[0])


def test_a_long_conversation_stays_light_and_in_place(ada, bo):
    id = conversation(ada, bo)
    for number in range(600):
        ada.post(f"/conversations/{id}/messages", {"clientId": f"m-{number}", "text": f"message {number}"})
    bo.post(f"/conversations/{id}/read", {"upTo": 600})
    open_thread(bo, id)
    log = bo.page.locator(".log")
    expect(log.locator(".bubble", has_text="message 599")).to_be_visible()
    for _ in range(300):
        log.evaluate("log => { log.scrollTop = 0; }")
        bo.page.evaluate("new Promise(requestAnimationFrame)")
        assert bo.page.evaluate("document.querySelectorAll('*').length") <= 1_500
        if log.locator(".bubble", has_text=re.compile("^message 0$")).count():
            break
    expect(log.locator(".bubble", has_text=re.compile("^message 0$"))).to_be_attached()
    shown = [int(text.split()[1]) for text in texts(bo.page)]
    assert shown == list(range(shown[0], shown[0] + len(shown))), "no gap, none twice"
    bo.page.get_by_role("button", name="To the newest").click()
    expect(log.locator(".bubble", has_text="message 599")).to_be_visible()


def test_a_refusal_is_said_beside_what_was_written(person):
    ada = person("Ada", teach="swift", learn="violin")
    ada.announce("status of 429")
    cem = person("Cem", teach="chess", learn="cooking")
    # Limits are off in tests of pages, so the refusal is given in the server's place.
    id = conversation(ada, cem)
    ada.context.route_web_socket(re.compile("/socket.io/"), lambda socket: socket.close())
    ada.context.route("**/socket.io/**", lambda route: route.abort())
    ada.announce("socket.io|ERR_FAILED|WebSocket")
    ada.context.route("**/api/v1/conversations/*/messages", lambda route: route.fulfill(
        status=429, content_type="application/problem+json",
        body='{"code": "tooManyFirstContacts", "title": "x", "status": 429, "detail": "y"}',
    ) if route.request.method == "POST" else route.continue_())
    open_thread(ada, id)
    write(ada.page, "Hello?")
    expect(ada.page.locator(".log .error")).to_contain_text("three new people")
    expect(ada.page.locator(".bubble.waiting")).to_have_text("Hello?")
    ada.page.get_by_role("button", name="Discard").click()
    expect(ada.page.locator(".bubble")).to_have_count(0)
