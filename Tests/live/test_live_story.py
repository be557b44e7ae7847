"""The whole exchange by events alone: two members who are connected learn of everything that happens, each once."""

import uuid

from live import Live
from member import Member, moment
from test_story import until


def told_once(live, *names):
    """Every stored event came once and in order, and of those named there was one each."""
    assert live.seqs() == list(range(live.seqs()[0], live.seqs()[0] + len(live.seqs())))
    for name in names:
        assert live.names().count(name) == 1, (name, live.names())


def two(url):
    mira = Member.sign_up(url, "Mira Mandolin").skills(teach=[("Guitar", "expert")], learn=[("js", "beginner")])
    jon = Member.sign_up(url, "Jon Javascript").skills(teach=[("JavaScript", "advanced")], learn=[("guitar", "beginner")])
    return mira, jon


def send(live, conversation, text):
    body = {"conversation": conversation, "clientId": uuid.uuid4().hex, "text": text}
    return live.good("message:send", body)["message"]


def test_the_story_by_events_alone(server):
    mira, jon = two(server.url)
    with Live.of(mira, after=0) as hers, Live.of(jon, after=0) as his:
        session = mira.request(jon, skill="javascript", at=moment(2), topic="Promises")
        asked = his.next("session:requested")
        assert asked["session"]["id"] == session["id"] and "accept" in asked["session"]["can"]
        assert asked["message"]["system"] == {"session": session["id"], "transition": "request", "by": mira.id}
        assert his.next("notification:created")["notification"]["kind"] == "sessionRequested"

        jon.act(session, "accept")
        accepted = hers.next("session:accepted")
        assert accepted["by"] == jon.id and accepted["session"]["status"] == "accepted"

        conversation = accepted["session"]["conversation"]
        message = send(hers, conversation, "Shall I bring my own laptop?")
        assert his.next("message:created")["message"] == message == hers.next("message:created")["message"]
        his.good("message:read", {"conversation": conversation, "upTo": message["seq"]})
        read = hers.next("message:read")
        assert (read["conversation"], read["member"], read["upTo"]) == (conversation, jon.id, message["seq"])
        answer = send(his, conversation, "No need.")
        assert hers.next("message:created", lambda told: told["message"]["sender"] == jon.id)["message"] == answer

        until(lambda: "complete" in mira.get(f"/sessions/{session['id']}")["can"])
        jon.act(session, "complete")
        assert hers.next("session:completed")["by"] == jon.id
        mira.act(session, "confirm")
        his.next("session:confirmed")
        mira.post(f"/sessions/{session['id']}/feedback", {"rating": 5, "endorsed": ["javascript"]})
        jon.post(f"/sessions/{session['id']}/feedback", {"rating": 4})
        assert his.next("feedback:received")["feedback"]["rating"] == 5
        assert hers.next("feedback:received")["feedback"]["rating"] == 4

        mine = ("session:requested", "session:accepted", "session:completed", "session:confirmed", "feedback:received",
                "message:read")
        told_once(hers, *mine)
        told_once(his, *mine)
        assert hers.names().count("message:created") == his.names().count("message:created") == 2
        for live, member in ((hers, mira), (his, jon)):
            stored = [(event["seq"], event["type"]) for event in member.get("/events", after=0, limit=100)["items"]]
            assert stored == [(payload["seq"], name) for name, payload in live.told if "seq" in payload]


def test_what_is_read_in_one_tab_is_read_in_all(server):
    mira, jon = two(server.url)
    with Live.of(jon) as one, Live.of(jon) as other:
        mira.request(jon, skill="javascript")
        number = one.next("notification:created")["notification"]["seq"]
        jon.post("/notifications/read", {"upTo": number})
        assert other.next("notification:read")["upTo"] == number
        assert jon.get("/notifications")["unread"] == 0
