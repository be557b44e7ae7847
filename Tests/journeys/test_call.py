"""The call of a session: a look before it, the room (a Jitsi of our own making), and the conversation beside it."""

import json
import re

import pytest
from browsers import PHONE, held
from member import moment
from playwright.sync_api import expect

ROOM = re.compile(r"^[0-9a-z-]{20,}$")
JITSI = """
window.JitsiMeetExternalAPI = class {
  constructor(domain, options) {
    window.jitsi = this;
    this.domain = domain;
    this.options = { ...options, parentNode: options.parentNode.className };
    this.listeners = {};
    this.commands = [];
    this.frame = document.createElement("iframe");
    this.frame.allow = "camera; microphone; display-capture; autoplay; fullscreen";
    this.frame.src = `https://${domain}/${options.roomName}`;
    options.parentNode.append(this.frame);
  }
  addListener(name, act) { (this.listeners[name] ??= []).push(act); }
  executeCommand(...words) { this.commands.push(words); }
  dispose() { this.frame.remove(); this.isDisposed = true; }
  play(name, detail) { for (const act of this.listeners[name] ?? []) act(detail); }
};
"""


@pytest.fixture
def pair(person, video_server):
    """Two people whose swap begins in a few minutes."""
    ada = person("Ada", at=video_server, permissions=["camera", "microphone"])
    bo = person("Bo", teach="violin", learn="swift", at=video_server)
    session = ada.call("POST", "/sessions", {
        "recipient": bo.id, "topic": "Fiddle for Swift", "scheduledAt": moment(minutes=5), "durationMinutes": 60,
        "teaches": [{"teacher": bo.id, "skill": "violin"}, {"teacher": ada.id, "skill": "swift"}]})
    bo.act(session, "accept")
    for member in (ada, bo):
        jitsi(member.context)
    return ada, bo, session


def jitsi(context):
    """Gives a browser the Jitsi of our own making."""
    context.route("https://meet.example/external_api.js", lambda route: route.fulfill(
        content_type="text/javascript", body=JITSI, headers={"Cross-Origin-Resource-Policy": "cross-origin"}))
    context.route(re.compile("^https://meet.example/(?!external)"), lambda route: route.fulfill(
        content_type="text/html", body="<p>The room</p>"))


def open_call(member, session):
    member.page.goto(f"/call/{session['id']}")
    expect(member.page.get_by_role("heading", level=1)).to_have_text(session["topic"])


def play(page, name, detail=None):
    page.evaluate("([name, detail]) => window.jitsi.play(name, detail)", [name, detail])


def join(member, session):
    open_call(member, session)
    member.page.get_by_role("button", name="Join the call").click()
    expect(member.page.frame_locator(".frame iframe").get_by_text("The room")).to_be_visible()


def test_one_looks_at_oneself_and_goes_in(pair):
    ada, bo, session = pair
    open_call(ada, session)
    expect(ada.page.locator("video.preview")).to_be_visible()
    expect(ada.page.get_by_role("button", name="Camera")).to_have_attribute("aria-pressed", "true")
    ada.page.get_by_role("button", name="Camera").click()
    expect(ada.page.get_by_text("The camera is off.")).to_be_visible()
    ada.page.get_by_role("button", name="Join the call").click()
    expect(ada.page.frame_locator(".frame iframe").get_by_text("The room")).to_be_visible()
    made = json.loads(ada.page.evaluate("JSON.stringify({ domain: jitsi.domain, options: jitsi.options })"))
    assert made["domain"] == "meet.example" and ROOM.match(made["options"]["roomName"])
    assert made["options"]["userInfo"] == {"displayName": "Ada"}
    assert made["options"]["configOverwrite"]["startWithVideoMuted"] is True
    assert ada.page.evaluate("document.querySelector('video.preview').srcObject") is None, "the camera is let go"
    with ada.page.expect_response("**/attendance"):
        play(ada.page, "videoConferenceJoined")
    expect(ada.page.locator("#state")).to_be_hidden()
    play(ada.page, "participantRoleChanged", {"role": "moderator"})
    assert ada.page.evaluate("jitsi.commands") == [["toggleLobby", True]]
    attendance = ada.get(f"/sessions/{session['id']}/attendance")["items"]
    assert [(entry["member"], entry["event"]) for entry in attendance] == [(ada.id, "joined")]


def test_without_its_texts_the_page_of_a_call_says_so(pair):
    ada, _, session = pair
    ada.announce("ERR_FAILED")
    ada.page.route("**/languages/*.json", lambda route: route.abort())
    ada.page.goto(f"/call/{session['id']}")
    expect(ada.page.locator("#state")).to_contain_text("You seem to be offline.")
    ada.page.unroute("**/languages/*.json")
    ada.page.get_by_role("button", name="Try again").click()
    expect(ada.page.get_by_role("button", name="Join the call")).to_be_visible()


def test_the_conversation_goes_on_beside_the_call(pair):
    ada, bo, session = pair
    join(ada, session)
    bo.page.goto(f"/messages/{session['conversation']}")
    expect(bo.page.get_by_role("log")).to_be_visible()
    ada.page.get_by_label("Write something").fill("Bar 12 again?")
    ada.page.get_by_role("button", name="Send").click()
    expect(bo.page.locator(".bubble")).to_have_text("Bar 12 again?")
    bo.page.locator(".composer textarea").fill("<b>yes</b>")
    bo.page.get_by_role("button", name="Send").click()
    expect(ada.page.locator(".side-log")).to_contain_text("<b>yes</b>")


def test_what_became_of_the_session_is_said_beside_the_call(pair):
    ada, bo, session = pair
    open_call(ada, session)
    lines = ada.page.locator(".side-line.system")
    expect(lines).to_contain_text(["You asked for the session.", "Bo accepted."])


def test_what_is_typed_while_a_line_is_on_its_way_stays(pair):
    ada, _, session = pair
    ada.announce("Failed to load resource")
    open_call(ada, session)
    line, log, sent = ada.page.get_by_label("Write something"), ada.page.locator(".side-log"), []
    path = f"**/api/v1/conversations/{session['conversation']}/messages"
    ada.page.route(path, lambda route: sent.append(route))
    line.fill("Bar 12 again?")
    line.press("Enter")
    first = held(ada.page, sent)
    line.press_sequentially("Slowly")
    first.continue_()
    expect(log).to_contain_text("Bar 12 again?")
    expect(line).to_have_value("Slowly")
    line.press("Enter")
    refused = held(ada.page, sent)
    line.press_sequentially("please")
    refused.abort("internetdisconnected")
    expect(line).to_have_value("Slowly please")
    line.press("Enter")
    held(ada.page, sent).continue_()
    expect(log).to_contain_text("Slowly please")
    expect(line).to_have_value("")


def test_who_knocks_is_let_in(pair):
    ada, _, session = pair
    join(ada, session)
    play(ada.page, "videoConferenceJoined")
    play(ada.page, "knockingParticipant", {"participant": {"id": "p1", "name": "Bo"}})
    ada.page.get_by_role("button", name="Let in").click()
    assert ada.page.evaluate("jitsi.commands") == [["answerKnockingParticipant", "p1", True]]
    expect(ada.page.locator(".knocks")).to_be_hidden()


def test_hanging_up_leads_to_what_became_of_it(pair):
    ada, _, session = pair
    join(ada, session)
    play(ada.page, "videoConferenceJoined")
    play(ada.page, "readyToClose")
    expect(ada.page.get_by_text("You left the call.")).to_be_visible()
    assert ada.page.evaluate("jitsi.isDisposed") is True
    ada.page.get_by_role("link", name="How did it go?").click()
    expect(ada.page.get_by_role("heading", level=1)).to_contain_text("Fiddle for Swift")


def test_a_jitsi_that_is_down_costs_the_call_alone(pair):
    ada, bo, session = pair
    ada.announce("meet.example|ERR_FAILED")
    ada.context.unroute_all()
    ada.context.route("https://meet.example/**", lambda route: route.abort())
    open_call(ada, session)
    ada.page.get_by_role("button", name="Join the call").click()
    expect(ada.page.get_by_text("The call could not be loaded.")).to_be_visible()
    expect(ada.page.get_by_role("link", name="Open in a new tab")).to_have_attribute("href", re.compile("^https://meet.example/"))
    ada.page.get_by_label("Write something").fill("Call me by phone?")
    ada.page.get_by_role("button", name="Send").click()
    expect(ada.page.locator(".side-log")).to_contain_text("Call me by phone?")


def test_without_a_camera_one_is_told_and_may_join(pair):
    ada, _, session = pair
    ada.page.add_init_script("""navigator.mediaDevices.getUserMedia = async () => {
      throw new DOMException("no", "NotAllowedError"); };""")
    open_call(ada, session)
    expect(ada.page.get_by_text("The browser does not let this page use camera")).to_be_visible()
    ada.page.get_by_role("button", name="Join the call").click()
    expect(ada.page.frame_locator(".frame iframe").get_by_text("The room")).to_be_visible()


@pytest.mark.parametrize(("missing", "words"), [("audio", "No microphone was found."), ("video", "No camera was found.")])
def test_one_joins_with_what_there_is(pair, missing, words):
    ada, _, session = pair
    ada.page.add_init_script("""const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
      navigator.mediaDevices.getUserMedia = async (wanted) => {
        if (wanted.%s) throw new DOMException("none", "NotFoundError");
        return ask(wanted); };""" % missing)
    open_call(ada, session)
    expect(ada.page.locator(".prejoin").get_by_role("status")).to_contain_text(words)
    for kind, name in (("video", "Camera"), ("audio", "Microphone")):
        expect(ada.page.get_by_role("button", name=name)).to_have_attribute("aria-pressed", str(kind != missing).lower())
    ada.page.get_by_role("button", name="Join the call").click()
    expect(ada.page.frame_locator(".frame iframe").get_by_text("The room")).to_be_visible()
    chosen = json.loads(ada.page.evaluate("JSON.stringify(jitsi.options.configOverwrite)"))
    assert chosen["startWithAudioMuted"] is (missing == "audio") and chosen["startWithVideoMuted"] is (missing == "video")


def test_at_half_time_the_two_change_roles(pair):
    ada, _, session = pair
    ada.page.clock.install()
    open_call(ada, session)
    bell = ada.page.locator(".bell")
    words = ["Bo teaches Violin.", "You teach Swift."]
    first, second = words if session["teaches"][0]["teacher"] != ada.id else reversed(words)
    expect(bell).to_have_text(f"First: {first}")
    ada.page.clock.fast_forward("10:00")
    expect(bell).to_contain_text("Swap in")
    ada.page.clock.fast_forward("27:00")
    expect(bell).to_have_text(f"Half-time! Now: {second}")


def test_the_page_of_a_call_follows_its_session(pair):
    ada, bo, session = pair
    open_call(ada, session)
    page = ada.page
    expect(page.get_by_role("button", name="Join the call")).to_be_visible()
    expect(page.locator(".side-log")).to_contain_text("Bo accepted.")
    ada.announce("409 .Conflict")
    moved = bo.act(session, "propose-time", {"scheduledAt": moment(hours=30), "durationMinutes": 30, "version": session["version"]})
    ada.act(moved, "accept-time", {"version": moved["version"]})
    expect(page.locator("#state")).to_contain_text("it opens ten minutes before the session")
    expect(page.locator("#about")).to_contain_text("30 min")
    expect(page.get_by_role("button", name="Join the call")).to_be_hidden()
    expect(page.locator("video.preview")).to_be_hidden()


def test_half_time_moves_with_the_session(pair):
    ada, bo, session = pair
    ada.page.clock.install()
    join(ada, session)
    bell = ada.page.locator(".bell")
    ada.page.clock.fast_forward("37:00")
    expect(bell).to_contain_text("Half-time!")
    moved = bo.act(session, "propose-time", {"scheduledAt": moment(hours=30), "durationMinutes": 60, "version": session["version"]})
    ada.act(moved, "accept-time", {"version": moved["version"]})
    ada.page.clock.fast_forward("00:02")
    expect(bell).to_contain_text("First:")
    expect(ada.page.frame_locator(".frame iframe").get_by_text("The room")).to_be_visible()


def test_what_is_seen_beside_a_call_is_read(pair):
    ada, bo, session = pair
    bo.post(f"/conversations/{session['conversation']}/messages", {"clientId": "first", "text": "I am late"})
    assert ada.get("/me")["unread"]["conversations"] == 1
    path = f"**/conversations/{session['conversation']}/read"
    with ada.page.expect_response(path):
        open_call(ada, session)
    assert ada.get("/me")["unread"]["conversations"] == 0
    with ada.page.expect_response(path):
        bo.post(f"/conversations/{session['conversation']}/messages", {"clientId": "second", "text": "Now I come"})
    assert ada.get(f"/conversations/{session['conversation']}")["unread"] == 0


def test_a_stranger_finds_no_call(pair, person, video_server):
    _, _, session = pair
    cem = person("Cem", at=video_server)
    cem.announce("status of 404")
    cem.page.goto(f"/call/{session['id']}")
    expect(cem.page.get_by_text("There is no such session, or it is not yours.")).to_be_visible()


def test_before_its_time_the_room_is_closed_in_words(person, video_server):
    ada = person("Ada", at=video_server, viewport=PHONE)
    bo = person("Bo", teach="violin", learn="swift", at=video_server)
    ada.announce("status of 409")
    session = ada.request(bo, skill="violin", topic="Tomorrow", at=moment(hours=30))
    bo.act(session, "accept")
    open_call(ada, session)
    expect(ada.page.get_by_text("it opens ten minutes before the session")).to_be_visible()
    assert ada.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
