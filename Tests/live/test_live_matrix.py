"""Who may do what over sockets: every event that a client may send × every kind of member."""

import re
import uuid

import pytest
from live import Live
from member import Member, new_token
from operator_commands import admin
from server import ROOT

# What somebody is answered who sends the event about the conversation of two others, or of their own.
#
# counterpart  the other in the conversation        blocked    the counterpart, after a block
# stranger     who has nothing to do with the two    moderator  a stranger who is one
# gone         a counterpart whose partner is suspended
TABLE = """
event           self  counterpart  gone                blocked   stranger  moderator
message:send    ok    ok           memberUnavailable   notFound  notFound  notFound
message:read    ok    ok           ok                  notFound  notFound  notFound
typing          ok    ok           ok                  notFound  notFound  notFound
events:since    ok    ok           ok                  ok        ok        ok
"""

LINES = [line.split() for line in TABLE.strip().splitlines()]
COLUMNS = LINES[0][1:]
CELLS = [(line[0], who, wanted) for line in LINES[1:] for who, wanted in zip(COLUMNS, line[1:])]
BODIES = {
    "message:send": lambda about: {"conversation": about, "clientId": uuid.uuid4().hex, "text": "Hello"},
    "message:read": lambda about: {"conversation": about, "upTo": 1},
    "typing": lambda about: {"conversation": about},
    "events:since": lambda about: {"seq": 0},
}


def conversation_of(one, other):
    made = one.call("POST", "/conversations", {"member": other.id}, expect=(200, 201))["id"]
    one.post(f"/conversations/{made}/messages", {"clientId": uuid.uuid4().hex, "text": "First"})
    return made


@pytest.fixture(scope="module")
def people(server):
    """Who sends, and which conversation it is about."""
    ada, bo = Member.sign_up(server.url, "Ada"), Member.sign_up(server.url, "Bo")
    blocked, gone, partner = (Member.sign_up(server.url, name) for name in ("Blocked", "Left behind", "Suspended"))
    stranger, moderator = Member.sign_up(server.url, "Stranger"), Member.sign_up(server.url, "Moderator")
    talk, broken, lonely = conversation_of(ada, bo), conversation_of(ada, blocked), conversation_of(gone, partner)
    ada.call("POST", f"/members/{blocked.id}/block", expect=(200, 201, 204))
    admin(server, "suspend", partner.email)
    admin(server, "grant", moderator.email, "moderator")
    moderator.use(new_token(server.url, moderator.email))
    return {
        "self": (ada, talk), "counterpart": (bo, talk), "gone": (gone, lonely), "blocked": (blocked, broken),
        "stranger": (stranger, talk), "moderator": (moderator, talk),
    }


@pytest.mark.parametrize("event, who, wanted", CELLS, ids=lambda value: value)
def test_who_may(people, event, who, wanted):
    member, conversation = people[who]
    with Live.of(member) as live:
        answer = live.ask(event, BODIES[event](conversation))
        assert ("ok" if answer["ok"] else answer["problem"]["code"]) == wanted, answer


def test_every_documented_event_has_a_row():
    text = (ROOT / "docs/events.md").read_text("utf8").split("A client may send")[1].split("Three things")[0]
    documented = re.findall(r"^\| `([a-z:]+)` \|", text, re.M)
    assert sorted(documented) == sorted(line[0] for line in LINES[1:]) == sorted(BODIES)


def test_each_event_of_the_server_is_documented():
    """What the server handles is what the document says, read from the one place where handlers are set."""
    source = (ROOT / "Sources/Server/Realtime/SocketEvents.swift").read_text("utf8")
    handled = re.findall(r'^\s+on\("([a-z:]+)", in: namespace', source, re.M)
    assert sorted(handled) == sorted(BODIES)
