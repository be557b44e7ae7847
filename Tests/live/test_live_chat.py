"""Chat over sockets: the same as over HTTP, told to those who may know and to nobody else."""

import contextlib
import time
import uuid

import pytest
import socketio
from live import Live
from member import Member


def friends(url):
    """Two with a conversation that has begun, and its id."""
    ada = Member.sign_up(url, "Ada").skills(teach=[("Guitar", "expert")], learn=[("js", "beginner")])
    bo = Member.sign_up(url, "Bo").skills(teach=[("JavaScript", "advanced")], learn=[("guitar", "beginner")])
    conversation = ada.post("/conversations", {"member": bo.id})["id"]
    ada.post(f"/conversations/{conversation}/messages", {"clientId": "first", "text": "Hello!"})
    return ada, bo, conversation


def message(conversation, text="Hello", name=None):
    return {"conversation": conversation, "clientId": name or uuid.uuid4().hex, "text": text}


def silent(live, seconds=0.7):
    """Nothing comes for a while: what must not be told is not told late either."""
    before = len(live.told)
    time.sleep(seconds)
    assert live.told[before:] == []


def test_sockets_and_http_give_the_same(server):
    ada, bo, conversation = friends(server.url)
    with Live.of(ada) as hers, Live.of(ada) as tab, Live.of(bo) as his:
        body = message(conversation, "Over the socket", "same")
        sent = hers.good("message:send", body)["message"]
        assert hers.good("message:send", body)["message"] == sent, "a repeated clientId gives the stored message"
        again = bo.get(f"/conversations/{conversation}/messages")["items"][-1]
        assert again == sent and sent["seq"] == 2 and sent["clientId"] == "same"
        repeated = ada.send("POST", f"/conversations/{conversation}/messages", {"clientId": "same", "text": "Over the socket"})
        assert repeated.status_code == 201 and repeated.json() == sent
        other = hers.problem("message:send", message(conversation, "Something else", "same"))
        assert (other["status"], other["code"]) == (422, "invalid")
        for live in (hers, tab, his):
            live.next("message:created")
            assert live.names().count("message:created") == 1

        changed = ada.patch(f"/conversations/{conversation}/messages/{sent['id']}", {"text": "Edited"})
        assert his.next("message:updated")["message"] == changed and changed["editedAt"]
        ada.delete(f"/conversations/{conversation}/messages/{sent['id']}")
        assert his.next("message:updated", count=2)["message"]["text"] == ""


def test_typing_and_presence_reach_companions_alone(server):
    ada, bo, conversation = friends(server.url)
    stranger = Member.sign_up(server.url, "Stranger")
    with Live.of(bo) as his, Live.of(stranger) as theirs:
        with Live.of(ada) as hers:
            came = his.next("presence", lambda told: told["member"] == ada.id)
            assert came["online"] is True and came["lastSeenOn"] and "seq" not in came
            hers.good("typing", {"conversation": conversation})
            hers.good("typing", {"conversation": conversation})
            assert his.next("typing") == {"conversation": conversation, "member": ada.id}
            silent(his)
            assert his.names().count("typing") == 1, "it is passed on every two seconds at most"
            assert "typing" not in hers.names()
        assert theirs.told == []


def test_who_hides_their_presence_is_neither_seen_nor_seen_typing(server):
    ada, bo, conversation = friends(server.url)
    ada.patch("/me", {"settings": {"hidePresence": True}})
    with Live.of(bo) as his, Live.of(ada) as hers:
        hers.good("typing", {"conversation": conversation})
        silent(his)
        assert his.told == []


@pytest.mark.parametrize("event, more", [
    ("message:send", {"clientId": "x", "text": "Let me in"}), ("message:read", {"upTo": 1}), ("typing", {}),
])
def test_a_conversation_of_others_does_not_exist(server, event, more):
    ada, bo, conversation = friends(server.url)
    stranger = Member.sign_up(server.url, "Stranger")
    with Live.of(stranger) as theirs, Live.of(bo) as his:
        theirs.client.emit("join", f"member:{bo.id}")
        for target in (conversation, str(uuid.uuid4())):
            problem = theirs.problem(event, {"conversation": target, **more})
            assert (problem["status"], problem["code"]) == (404, "notFound")
        silent(his)
        ada.post(f"/conversations/{conversation}/messages", {"clientId": "second", "text": "Between us"})
        his.next("message:created")
        assert theirs.told == []


def test_a_block_ends_delivery_at_once(server):
    ada, bo, conversation = friends(server.url)
    with Live.of(ada) as hers, Live.of(bo) as his:
        hers.good("message:send", message(conversation))
        his.next("message:created")
        bo.call("POST", f"/members/{ada.id}/block", expect=(200, 201, 204))
        before = len(his.told)
        for event, more in (("message:send", {"clientId": "x", "text": "Still there?"}), ("message:read", {"upTo": 1}),
                            ("typing", {})):
            for live in (hers, his):
                assert live.problem(event, {"conversation": conversation, **more})["code"] == "notFound"
        silent(his)
        assert his.told[before:] == []
    with Live.of(bo) as his, Live.of(ada):
        silent(his)
        assert his.told == [], "no presence either"


WRONG = [
    ({}, "invalid"), ({"conversation": "x", "clientId": "a", "text": "b"}, "invalid"),
    ({"clientId": "", "text": "b"}, "invalid"), ({"clientId": "a b", "text": "b"}, "invalid"),
    ({"clientId": "a" * 65, "text": "b"}, "invalid"), ({"clientId": "a", "text": ""}, "invalid"),
    ({"clientId": "a", "text": "x" * 4001}, "invalid"), ({"clientId": "a", "text": "a\x00b"}, "invalid"),
    ({"clientId": "a", "text": "\u202eabc"}, "invalid"), ({"clientId": "a", "text": 7}, "invalid"),
    ({"clientId": 7, "text": "b"}, "invalid"), ({"clientId": "a", "text": "b", "sender": "me"}, "invalid"),
    ([], "malformed"), ("text", "malformed"), (None, "malformed"),
]


def test_wrong_messages_leave_no_trace(server):
    ada, bo, conversation = friends(server.url)
    with Live.of(ada) as hers, Live.of(bo) as his:
        for body, code in WRONG:
            sent = {"conversation": conversation} | body if isinstance(body, dict) and body else body
            assert hers.problem("message:send", sent)["code"] == code, body
        for up_to in (-1, 99, 1.5, "1", None, 2**63):
            assert hers.problem("message:read", {"conversation": conversation, "upTo": up_to})["code"] == "invalid"
        longest = message(conversation, "é" * 4000)
        assert hers.good("message:send", longest)["message"]["text"] == "é" * 4000
        his.next("message:created")
        assert his.names() == ["presence", "message:created"] or his.names() == ["message:created"]
        assert len(ada.get(f"/conversations/{conversation}/messages")["items"]) == 2


def test_a_flood_is_refused_and_then_ended(new_server):
    server = new_server("sqlite")
    server.command, plain = (lambda: [part for part in plain() if part not in ("--limits", "off")]), server.command
    server.start()
    ada, bo, conversation = friends(server.url)
    with Live.of(ada) as hers, Live.of(bo) as his:
        answers = []
        # Without waiting for answers: a slow machine would take so long that twenty a second is no flood.
        for _ in range(100):
            hers.client.emit("message:send", message(conversation), callback=answers.append)
        hers.until(lambda: len(answers) == 100)
        refused = [answer["problem"] for answer in answers if not answer["ok"]]
        assert refused and {problem["code"] for problem in refused} == {"limited"}
        assert len(answers) - len(refused) >= 40
        with contextlib.suppress(socketio.exceptions.BadNamespaceError):  # she is gone
            for _ in range(20_000):
                hers.client.emit("typing", {"conversation": conversation})
        hers.wait_gone()
        assert his.good("events:since", {"seq": 0})
    connections = [Live.of(bo) for _ in range(10)]
    with pytest.raises(Exception, match="tooManyConnections"):
        Live.of(bo)
    for live in connections:
        live.close()
    assert server.stop() == 0, server.log()
