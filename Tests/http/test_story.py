"""The whole exchange of two members, from sign-up to statistics."""

import time

import pytest
from member import Api, Member, check_problem, moment


def until(condition, seconds=60):
    """Polls until `condition` gives something true, and returns that."""
    deadline = time.monotonic() + seconds
    while not (result := condition()):
        assert time.monotonic() < deadline, f"This did not come true within {seconds} s."
        time.sleep(0.05)
    return result


def held_session(learner, teacher, **how):
    """A session that both agreed on and whose start has come."""
    session = learner.request(teacher, at=moment(1.5), **how)
    teacher.act(session, "accept")
    return until(lambda: (seen := learner.get(f"/sessions/{session['id']}")) and "complete" in seen["can"] and seen)


@pytest.fixture
def two(server):
    mira = Member.sign_up(server.url, "Mira Mandolin", "Europe/Lisbon")
    jon = Member.sign_up(server.url, "Jon Javascript", "Europe/Berlin")
    mira.skills(teach=[("Guitar", "expert")], learn=[("js", "beginner")]).always_free("Europe/Lisbon")
    jon.skills(teach=[("JavaScript", "advanced")], learn=[("guitar", "beginner")]).always_free()
    return mira, jon


def test_they_find_each_other(server, two):
    mira, jon = two
    mine = mira.get("/me")
    assert mine["email"] == mira.email and [offer["skill"]["slug"] for offer in mine["teach"]] == ["guitar"]
    assert [wish["skill"]["slug"] for wish in mine["learn"]] == ["javascript"], "free text is matched to the catalogue"

    public = jon.get(f"/members/{mira.id}")
    assert public["name"] == "Mira Mandolin" and "email" not in public and mira.email not in str(public)

    match = next(m for m in mira.pages("/matches", kind="mutual") if m["member"]["id"] == jon.id)
    assert match["kind"] == "mutual" and 0 <= match["score"] <= 1 and match["fix"] == []
    assert [row["skill"]["slug"] for row in match["theyTeach"]] == ["javascript"]
    assert [row["skill"]["slug"] for row in match["iTeach"]] == ["guitar"]
    assert match["sharedMinutesPerWeek"] > 5 * 24 * 60 and match["nextSlots"] and match["why"]


def test_request_counter_accept_move_cancel(server, two):
    mira, jon = two
    session = mira.request(jon, skill="javascript", topic="Promises", at=moment(days=3))
    assert session["status"] == "pending" and session["awaiting"] == jon.id and session["version"] == 1
    assert session["requester"]["id"] == mira.id and session["recipient"]["id"] == jon.id
    assert {"withdraw"} <= set(session["can"]) and "accept" not in session["can"]

    moved = moment(days=4)
    session = jon.act(session, "counter", {"scheduledAt": moved})
    assert session["awaiting"] == mira.id and session["version"] == 2 and session["scheduledAt"] == moved
    assert "accept" in mira.get(f"/sessions/{session['id']}")["can"]

    session = mira.act(session, "accept", {"version": 2})
    assert session["status"] == "accepted" and session["awaiting"] is None and session["acceptedAt"]

    later = moment(days=5)
    session = jon.act(session, "propose-time", {"scheduledAt": later})
    assert session["proposal"]["scheduledAt"] == later and session["proposal"]["by"] == jon.id
    session = mira.act(session, "accept-time")
    assert session["scheduledAt"] == later and session["proposal"] is None and session["icalSequence"] == 1

    session = jon.act(session, "cancel", {"reason": "A cold"})
    assert session["status"] == "cancelled" and not session.get("late")

    told = [entry["transition"] for entry in mira.get(f"/sessions/{session['id']}/history")["items"]]
    assert told == ["request", "counter", "accept", "propose-time", "accept-time", "cancel"]


def test_from_request_to_statistics(server, two):
    mira, jon = two
    session = held_session(mira, jon, skill="javascript", minutes=45)
    session = mira.act(session, "complete")
    assert session["status"] == "completed" and session["completedBy"] == mira.id
    session = jon.act(session, "confirm")
    assert session["confirmedBy"] == [jon.id]

    path = f"/sessions/{session['id']}/feedback"
    mira.post(path, {"rating": 5, "text": "Clear and kind", "endorsed": ["javascript"]}, expect=201)
    assert jon.get(f"/members/{jon.id}/feedback")["items"] == [], "hidden until both have written"
    jon.post(path, {"rating": 4}, expect=201)
    told = mira.get(f"/members/{jon.id}/feedback")["items"]
    assert [(entry["rating"], entry["text"]) for entry in told] == [(5, "Clear and kind")]
    check_problem(mira.send("POST", path, {"rating": 1}), 409, "alreadyGiven")

    his = mira.get(f"/members/{jon.id}/statistics")
    assert (his["completedSessions"], his["minutesTaught"], his["minutesLearned"]) == (1, 45, 0)
    assert [(row["skill"]["slug"], row["sessions"]) for row in his["skillsTaught"]] == [("javascript", 1)]
    assert his["peopleMet"] == 1 and his["rating"] == {"average": 5, "count": 1}
    hers = mira.get(f"/members/{mira.id}/statistics")
    assert (hers["completedSessions"], hers["minutesTaught"], hers["minutesLearned"]) == (1, 0, 45)

    events = mira.get("/events", after=0, limit=100)["items"]
    assert [event["seq"] for event in events] == list(range(1, len(events) + 1)), "no gaps"
    types = [event["type"] for event in events]
    wanted = ["session:requested", "session:accepted", "session:completed", "session:confirmed"]
    assert [name for name in types if name in wanted] == wanted


def test_a_swap_counts_half_for_each(server, two):
    mira, jon = two
    body = mira.request_body(jon, skill="javascript", at=moment(1.5), minutes=60)
    body["teaches"].append({"teacher": mira.id, "skill": "guitar"})
    session = mira.post("/sessions", body, expect=201)
    jon.act(session, "accept")
    until(lambda: "complete" in jon.get(f"/sessions/{session['id']}")["can"])
    jon.act(session, "complete")
    for member in (mira, jon):
        numbers = mira.get(f"/members/{member.id}/statistics")
        assert (numbers["minutesTaught"], numbers["minutesLearned"]) == (30, 30)


def test_strangers_and_guests_see_nothing(server, two):
    mira, jon = two
    session = mira.request(jon, skill="javascript")
    stranger = Member.sign_up(server.url, "Sam Stranger")
    for path in (f"/sessions/{session['id']}", f"/sessions/{session['id']}/history"):
        check_problem(stranger.send("GET", path), 404, "notFound")
        check_problem(Api(server.url).send("GET", path), 401, "signInRequired")
    check_problem(stranger.try_act(session, "accept"), 404, "notFound")
    check_problem(mira.try_act(session, "accept"), 403, "notYours")


def test_blocking_hides_and_cancels(server, two):
    mira, jon = two
    session = mira.request(jon, skill="javascript", at=moment(days=6))
    jon.post(f"/members/{mira.id}/block", expect=(200, 201, 204))
    assert mira.get(f"/sessions/{session['id']}")["status"] == "cancelled"
    check_problem(mira.send("GET", f"/members/{jon.id}"), 404, "notFound")
    assert all(match["member"]["id"] != jon.id for match in mira.pages("/matches", kind="mutual"))
    jon.delete(f"/members/{mira.id}/block", expect=(200, 204))
    assert mira.get(f"/members/{jon.id}")["id"] == jon.id


def test_everything_is_there_after_a_restart(server, two):
    mira, jon = two
    session = mira.request(jon, skill="javascript", at=moment(days=7))
    assert server.stop() == 0, server.log()
    server.start()
    assert mira.get(f"/sessions/{session['id']}") == session
    assert any(match["member"]["id"] == jon.id for match in mira.pages("/matches", kind="mutual"))
