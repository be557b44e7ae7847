"""Two at once: one winner, and the loser is told with the current session (the table of races in the contract)."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from member import check_problem, moment, pair, said
from test_story import held_session

ROUNDS = 12


def at_once(*calls):
    """Runs calls at the same moment, each in a thread, and returns their answers in order."""
    barrier = Barrier(len(calls))

    def run(call):
        barrier.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return [future.result() for future in [pool.submit(run, call) for call in calls]]


def statuses(*answers):
    return sorted(answer.status_code for answer in answers)


def history(member, session):
    return [entry["transition"] for entry in member.get(f"/sessions/{session['id']}/history")["items"]]


def check_loser(answer, status):
    problem = check_problem(answer, 409, "wrongStatus", "versionMismatch")
    assert problem["session"]["status"] == status, said(answer)


@pytest.fixture(scope="module")
def people(server):
    return pair(server.url)


def test_accept_against_withdraw(people):
    learner, teacher = people
    for turn in range(ROUNDS):
        session = learner.request(teacher, at=moment(days=2, hours=2 * turn))
        accepted, withdrawn = at_once(
            lambda: teacher.try_act(session, "accept"), lambda: learner.try_act(session, "withdraw"))
        assert statuses(accepted, withdrawn) == [200, 409], (said(accepted), said(withdrawn))
        winner, loser = (accepted, withdrawn) if accepted.status_code == 200 else (withdrawn, accepted)
        status = winner.json()["status"]
        check_loser(loser, status)
        assert history(learner, session) == ["request", "accept" if status == "accepted" else "withdraw"]
        if status == "accepted":
            learner.act(session, "cancel")


def test_accept_against_counter_from_another_tab(people):
    learner, teacher = people
    tab = teacher.again()
    for turn in range(ROUNDS):
        session = learner.request(teacher, at=moment(days=4, hours=2 * turn))
        accepted, countered = at_once(
            lambda: teacher.try_act(session, "accept", {"version": session["version"]}),
            lambda: tab.try_act(session, "counter", {"scheduledAt": moment(days=10, hours=2 * turn)}))
        assert statuses(accepted, countered) == [200, 409], (said(accepted), said(countered))
        won = accepted.status_code == 200
        check_loser(countered if won else accepted, "accepted" if won else "pending")
        learner.act(session, "cancel" if won else "withdraw")


def test_double_accept_is_one_accept(people):
    learner, teacher = people
    tab = teacher.again()
    for turn in range(ROUNDS):
        session = learner.request(teacher, at=moment(days=6, hours=2 * turn))
        answers = at_once(lambda: teacher.try_act(session, "accept"), lambda: tab.try_act(session, "accept"))
        assert statuses(*answers) == [200, 200], [said(answer) for answer in answers]
        assert history(learner, session) == ["request", "accept"]
        learner.act(session, "cancel")


def test_overlapping_sessions_are_never_both_accepted(server, people):
    _, teacher = people
    learners = [pair(server.url)[0] for _ in range(3)]
    tabs = [teacher.again() for _ in learners]
    for turn in range(ROUNDS):
        start = moment(days=20, hours=3 * turn)
        sessions = [learner.request(teacher, at=start) for learner in learners]
        answers = at_once(*(
            lambda tab=tab, session=session: tab.try_act(session, "accept")
            for tab, session in zip(tabs, sessions, strict=True)))
        assert statuses(*answers) == [200, 409, 409], [said(answer) for answer in answers]
        for learner, session, answer in zip(learners, sessions, answers, strict=True):
            if answer.status_code == 409:
                check_problem(answer, 409, "overlap")
                assert learner.get(f"/sessions/{session['id']}")["status"] == "pending"
                learner.act(session, "withdraw")
            else:
                learner.act(session, "cancel")


def test_cancel_against_accept_time(people):
    learner, teacher = people
    for turn in range(ROUNDS):
        session = learner.request(teacher, at=moment(days=30, hours=2 * turn))
        teacher.act(session, "accept")
        learner.act(session, "propose-time", {"scheduledAt": moment(days=40, hours=2 * turn)})
        cancelled, moved = at_once(
            lambda: learner.try_act(session, "cancel"), lambda: teacher.try_act(session, "accept-time"))
        assert cancelled.status_code == 200, said(cancelled)
        assert moved.status_code in (200, 409), said(moved)
        if moved.status_code == 409:
            check_loser(moved, "cancelled")
        wanted = ["cancel"] if moved.status_code == 409 else ["accept-time", "cancel"]
        assert history(learner, session)[3:] == wanted


def test_two_completes_at_once(server):
    for _ in range(4):
        learner, teacher = pair(server.url)
        session = held_session(learner, teacher, minutes=15)
        answers = at_once(lambda: learner.try_act(session, "complete"), lambda: teacher.try_act(session, "complete"))
        assert statuses(*answers) == [200, 200], [said(answer) for answer in answers]
        after = learner.get(f"/sessions/{session['id']}")
        assert {after["completedBy"], *after["confirmedBy"]} == {learner.id, teacher.id}
        assert len(after["confirmedBy"]) == 1
        assert learner.act(session, "complete") == after, "said again, nothing changes"
        assert learner.get(f"/members/{teacher.id}/statistics")["completedSessions"] == 1
        types = [event["type"] for event in learner.get("/events", after=0, limit=100)["items"]]
        assert types.count("session:completed") == 1


def test_one_idempotency_key_at_once_is_one_session(people):
    learner, teacher = people
    for turn in range(ROUNDS):
        key, body = f"race-{turn}-{moment()}", learner.request_body(teacher, at=moment(days=50, hours=2 * turn))
        tabs = [learner.again() for _ in range(4)]
        answers = at_once(*(lambda tab=tab: tab.send("POST", "/sessions", body, key=key) for tab in tabs))
        assert statuses(*answers) == [201] * 4, [said(answer) for answer in answers]
        assert len({answer.json()["id"] for answer in answers}) == 1
        check_problem(learner.send("POST", "/sessions", body | {"topic": "Other"}, key=key), 422, "keyReused")
        learner.act(answers[0].json(), "withdraw")
