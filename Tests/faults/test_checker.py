"""The checker, tried on servers with known bugs: what it must find, it finds."""

from collections import Counter

import pytest
from checker import Held, complaints
from record import Attempt, Record, read


def sound():
    """Two writers' attempts and a server that kept every promise; the last answer never came."""
    attempts = [
        Attempt("k1", 0, "request", "s1", "ok"),
        Attempt("k2", 0, "accept", "s1", "ok"),
        Attempt("k3", 1, "request", "s2", "ok"),
        Attempt("k4", 1, "accept", "s2", "fail", {"status": 409}),
        Attempt("k5", 1, "withdraw", "s2", "unknown"),
        Attempt("k6", 0, "request", None, "unknown"),
    ]
    held = Held(
        requests={"k1": ["s1"], "k3": ["s2"]},
        histories={"s1": ["request", "accept"], "s2": ["request", "withdraw"]},
        events={"ada": [1, 2, 3], "ben": [1, 2]},
        told=Counter({("ada", "s1", "session:accepted"): 1}))
    return attempts, held


def ack_before_commit(attempts, held):
    del held.requests["k1"]


def transition_lost(attempts, held):
    held.histories["s1"].pop()


def double_insert(attempts, held):
    held.requests["k3"].append("s9")


def unknown_done_twice(attempts, held):
    held.requests["k6"] = ["s7", "s8"]


def transition_twice(attempts, held):
    held.histories["s2"].append("withdraw")


def refused_but_done(attempts, held):
    held.histories["s2"].insert(1, "accept")


def nobody_asked(attempts, held):
    held.histories["s1"].append("cancel")


def other_session(attempts, held):
    held.requests["k1"] = ["s5"]


def dropped_event(attempts, held):
    held.events["ada"].remove(2)


def doubled_event(attempts, held):
    held.told["ben", "s2", "session:withdrawn"] = 2


BUGS = [
    (ack_before_commit, "lost: request k1"),
    (transition_lost, "lost: accept k2"),
    (double_insert, "doubled: request k3"),
    (unknown_done_twice, "doubled: request k6"),
    (transition_twice, "doubled: withdraw k5"),
    (refused_but_done, "not refused: accept k4"),
    (nobody_asked, "unasked: cancel"),
    (other_session, "changed: request k1"),
    (dropped_event, "gap or a repetition at seq 2"),
    (doubled_event, "told 2 times"),
]


def test_a_sound_server_has_no_complaints():
    assert complaints(*sound()) == []


@pytest.mark.parametrize(("bug", "expected"), BUGS, ids=[bug.__name__ for bug, _ in BUGS])
def test_finds(bug, expected):
    attempts, held = sound()
    bug(attempts, held)
    found = complaints(attempts, held)
    assert any(expected in complaint for complaint in found), found


def test_an_unknown_effect_may_be_there_or_not():
    attempts, held = sound()
    held.requests["k6"] = ["s6"]
    assert complaints(attempts, held) == []
    held.histories["s2"] = ["request"]
    assert complaints(attempts, held) == []


def test_the_record_survives_and_reads_back(tmp_path):
    record = Record(tmp_path / "log")
    first, second, third = (Attempt(f"k{n}", 0, "request") for n in range(3))
    for attempt in (first, second, third):
        record.invoke(attempt)
    record.ok(first, "s1")
    record.fail(second, 409, "no")
    outcomes = [(attempt.key, attempt.outcome, attempt.session) for attempt in read(tmp_path / "log")]
    assert outcomes == [("k0", "ok", "s1"), ("k1", "fail", None), ("k2", "unknown", None)]
    record.close()
