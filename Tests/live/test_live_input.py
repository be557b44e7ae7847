"""What clients send that they should not: a problem in the answer or the end of the connection, and no trace."""

import pytest
from live import Live
from member import Member

SHAPES = [
    (None, "malformed"), ("text", "malformed"), ([1], "malformed"), ({}, "invalid"), ({"seq": "1"}, "invalid"),
    ({"seq": -1}, "invalid"), ({"seq": 1.5}, "invalid"), ({"seq": 2**70}, "invalid"), ({"seq": 1, "more": 2}, "invalid"),
    ({"seq": {"seq": 1}}, "invalid"),
]


@pytest.mark.parametrize("body, code", SHAPES, ids=str)
def test_wrong_shapes(sqlite_server, body, code):
    with Live.of(Member.sign_up(sqlite_server.url)) as live:
        problem = live.problem("events:since", body)
        assert problem["code"] == code and problem["status"] in (400, 422), problem
        assert live.good("events:since", {"seq": 0})["more"] is False, "the connection lives on"


def test_unknown_events_are_ignored(sqlite_server):
    with Live.of(Member.sign_up(sqlite_server.url)) as live:
        for name in ("session:accept", "error", "message", "__proto__", "a" * 1_000):
            live.client.emit(name, {"x": 1})
        assert live.good("events:since", {"seq": 0})["events"] == []


def test_a_megabyte_ends_the_connection(sqlite_server):
    with Live.of(Member.sign_up(sqlite_server.url)) as live:
        live.client.emit("events:since", {"seq": "x" * 1_000_000})
        live.wait_gone()


def test_deep_nesting_ends_the_connection(sqlite_server):
    deep = {"seq": 0}
    for _ in range(40):
        deep = {"seq": deep}
    with Live.of(Member.sign_up(sqlite_server.url)) as live:
        live.client.emit("events:since", deep)
        live.wait_gone()
