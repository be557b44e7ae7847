"""The way of a newcomer in Firefox: from the front page to a sent request and an answered message."""

import uuid

import pytest
from firefox import ENTER, Firefox
from member import PASSWORD, Member


@pytest.fixture
def firefox(tmp_path):
    browser = Firefox(tmp_path)
    yield browser
    browser.close()
    assert browser.complaints == []


def test_from_the_front_page_to_a_conversation(server, firefox):
    bo = Member.sign_up(server.url, "Bo").skills(teach=[("violin", "expert")], learn=[("swift", "beginner")]).always_free()
    firefox.go(server.url)
    firefox.see("h1", "hour")
    firefox.press("a[href='/join']")
    for name, text in (("name", "Ada"), ("email", f"{uuid.uuid4().hex}@example.org"), ("password", PASSWORD)):
        firefox.write(f"[name={name}]", text)
    firefox.press("form [type=submit]")
    firefox.see("h1")
    firefox.see("[role=combobox]")
    firefox.write("[role=combobox]", "Swift")
    firefox.see("[role=option]", "Swift")
    firefox.write("[role=combobox]", ENTER)
    firefox.see(".chosen-skill", "Swift")
    firefox.press("form [type=submit]")
    firefox.see("h1", "learn")
    firefox.write("[role=combobox]", "Violin")
    firefox.see("[role=option]", "Violin")
    firefox.write("[role=combobox]", ENTER)
    firefox.see(".chosen-skill", "Violin")
    firefox.press("form [type=submit]")
    firefox.go(f"{server.url}/matches")
    firefox.see(".card.match", "Bo")
    firefox.press(".card.match .button.first")
    firefox.see("dialog[open]")
    firefox.write("dialog [name=topic]", "A first tune")
    firefox.press("dialog [type=submit]")
    firefox.see(".card.match a[href^='/sessions/']", "See your request")
    [session] = bo.get("/sessions", status="pending")["items"]
    assert "A first tune" in session["topic"]
    firefox.go(f"{server.url}/messages/{session['conversation']}")
    firefox.write(".composer textarea", "Hello from Firefox")
    firefox.press(".composer [type=submit]")
    firefox.see(".line.mine .state.sent, .line.mine .state.read")
    bo.post(f"/conversations/{session['conversation']}/messages", {"clientId": uuid.uuid4().hex, "text": "Hello to Firefox"}, expect=201)
    firefox.see(".line.theirs .bubble", "Hello to Firefox")
