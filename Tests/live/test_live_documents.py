"""docs/events.md: every event has an example there, and what is sent looks like it."""

import json
import sqlite3
import subprocess
import uuid

import yaml
from live import Live
from member import Api, Member, moment, new_token
from server import ROOT, binary, clean_environment

PASSWORD = "gulls-bread-fado-tide"
PASSING = {"presence", "typing", "resync"}
ANYTHING = "…"


def examples():
    text = (ROOT / "docs/events.md").read_text("utf8").split("## Examples")[1]
    text = text.split("```json")[1].split("```")[0]
    found, place, decoder = {}, 0, json.JSONDecoder()
    while text[place:].strip():
        place += len(text[place:]) - len(text[place:].lstrip())
        (name, payload), place = decoder.raw_decode(text, place)
        assert name not in found, f"{name} has two examples"
        found[name] = payload
    return found


def stored_types():
    contract = yaml.safe_load((ROOT / "Web/openapi.yaml").read_text("utf8"))
    return set(contract["components"]["schemas"]["EventType"]["enum"])


def differences(example, sent, path):
    """Where what was sent has other fields than the example, or values of another kind."""
    if example == ANYTHING:
        return
    if isinstance(example, dict) and isinstance(sent, dict):
        for name in example.keys() ^ sent.keys():
            yield f"{path}.{name} is in one of the two only"
        for name in example.keys() & sent.keys():
            yield from differences(example[name], sent[name], f"{path}.{name}")
    elif isinstance(example, list) and isinstance(sent, list):
        if example and sent:
            yield from differences(example[0], sent[0], f"{path}[0]")
    elif example is not None and sent is not None and type(example) is not type(sent):
        yield f"{path} is {sent!r}"


def town(server):
    """The demo town: sessions that have gone every way there is."""
    subprocess.run(
        [binary(), "seed", "--demo", "--data", server.data], check=True, env=clean_environment(),
        stdin=subprocess.DEVNULL, capture_output=True)
    connection = sqlite3.connect(server.data / "skillsync.sqlite")
    try:
        return [row[0] for row in connection.execute("SELECT email FROM accounts ORDER BY email")]
    finally:
        connection.close()


def is_like_the_example(event):
    """Feedback is, with a text and endorsed skills, and a notification of a request; fields that are not always there are
    in the example."""
    feedback, notification = event.get("feedback"), event.get("notification")
    if notification:
        return notification["kind"] == "sessionRequested"
    return not feedback or "text" in feedback and feedback["endorsed"] and not feedback["reply"]


def events_of(url, email, found):
    guest = Api(url)
    answer = guest.send("POST", "/tokens", {"email": email, "password": PASSWORD, "label": "tests"})
    if answer.status_code == 403:
        return  # the town has somebody who is suspended
    member, after = Api(url, answer.json()["token"]), 0
    while page := member.get("/events", after=after, limit=100)["items"]:
        for event in page:
            after = event["seq"]
            if is_like_the_example(event):
                found.setdefault(event.pop("type"), event)
    guest.close()
    member.close()


def live_ones(url, found):
    """What no town has: what passes, what was read, a reminder, and a fresh request with its first look."""
    ada = Member.sign_up(url, "Ada").skills(learn=[("guitar", "beginner")])
    bo = Member.sign_up(url, "Bo").skills(teach=[("guitar", "expert")])
    with Live.of(bo) as his:
        session = ada.request(bo, at=moment(15 * 60 + 3))
        found["session:requested"] = his.next("session:requested")
        bo.act(session, "accept")
        ada.put(f"/sessions/{session['id']}/meeting-link", {"meetingLink": "https://meet.example/a"})
        with Live.of(ada) as hers:
            his.next("presence")
            hers.good("typing", {"conversation": session["conversation"]})
            his.next("typing")
            hers.good("message:send", {
                "conversation": session["conversation"], "clientId": uuid.uuid4().hex, "text": "Hello!"})
            found["message:created"] = message = his.next("message:created")
            ada.patch(f"/conversations/{session['conversation']}/messages/{message['message']['id']}", {"text": "Hi!"})
            his.good("message:read", {"conversation": session["conversation"], "upTo": message["message"]["seq"]})
        bo.post("/notifications/read", {"upTo": his.next("notification:created")["seq"]})
        his.next("notification:read", lambda told: "upTo" in told)
        his.next("session:reminder")
        found |= {name: payload for name, payload in his.told if name not in found}
        found["notification:read"] = his.next("notification:read", lambda told: "upTo" in told)
    with Live.of(bo, after=10**9) as his:
        found["resync"] = his.next("resync")


def rings(url, found):
    """A ring that is declined, one that is joined by all and left, and one that goes on: its members, and a session inside."""
    ada = Member.sign_up(url, "Ada").skills(teach=[("guitar", "expert")], learn=[("chess", "beginner")])
    bo = Member.sign_up(url, "Bo").skills(teach=[("piano", "expert")], learn=[("guitar", "beginner")])
    cem = Member.sign_up(url, "Cem").skills(teach=[("chess", "expert")], learn=[("piano", "beginner")])
    taught = ((ada, "guitar"), (bo, "piano"), (cem, "chess"))
    body = {"members": [{"member": member.id, "teaches": skill} for member, skill in taught]}
    for answers in (["reject"], ["accept", "leave"], ["accept"]):
        with Live.of(bo) as his:
            ring = ada.call("POST", "/rings", body, expect=201)["id"]
            found["ring:proposed"] = his.next("ring:proposed")
            for answer in answers:
                for member in (bo, cem) if answer == "accept" else (bo,):
                    member.post(f"/rings/{ring}/{answer}")
            his.next({"reject": "ring:dissolved", "leave": "ring:broken", "accept": "ring:active"}[answers[-1]])
            found |= {name: payload for name, payload in his.told if name.startswith("ring:") and name != "ring:proposed"}
    asked = {**bo.request_body(ada, at=moment(days=20)), "ring": ring}
    session = bo.call("POST", "/sessions", asked, expect=201)
    ada.act(session, "accept")
    return bo, cem, session


def rested(server, bo, cem, session, found):
    """What was told of a ring when two had met inside it, and after a hundred days in which nothing was agreed."""
    later(server, 21, bo, cem)
    bo.act(session, "complete")
    keep(cem, "ring:updated", found)
    later(server, 200, bo, cem)
    keep(cem, "ring:ended", found)


def later(server, days, *members):
    """Starts the server with its clock so many days ahead; devices have to sign in anew."""
    assert server.stop() == 0, server.log()
    server.flags = ["--clock-offset", str(days * 86_400)]
    server.start()
    for member in members:
        member.move(server.url)
        member.use(new_token(server.url, member.email))


def keep(member, name, found):
    told = [event for event in member.get("/events", after=0, limit=100)["items"] if event["type"] == name]
    found[told[0].pop("type")] = told[0]


def test_every_event_looks_like_its_example(new_server):
    server = new_server("sqlite")
    emails = town(server)
    server.start()
    found, documented = {}, examples()
    for email in emails:
        events_of(server.url, email, found)
    live_ones(server.url, found)
    rested(server, *rings(server.url, found), found)
    assert documented.keys() == stored_types() | PASSING
    assert found.keys() == documented.keys()
    wrong = [line for name in documented for line in differences(documented[name], found[name], name)]
    assert wrong == []
    assert server.stop() == 0, server.log()
