"""Cross-origin requests: the testbed allows every origin in some modes and none in the others."""

import pytest
from engine_client import Polling, target
from raw_http import Connection, request
from raw_websocket import upgrade_headers

ORIGIN = ("Origin", "https://other.example")
ANSWERS = [
    ("handshake", "GET", dict(transport="polling"), 200),
    ("unknown transport", "GET", dict(transport="abc"), 400),
    ("unknown sid", "GET", dict(transport="polling", sid="nobody"), 400),
    ("bad method", "POST", dict(transport="polling"), 400),
    ("old protocol", "GET", dict(transport="polling", EIO="3"), 400),
]


@pytest.mark.parametrize(("method", "query", "status"), [row[1:] for row in ANSWERS], ids=[row[0] for row in ANSWERS])
async def test_every_answer_allows_the_origin_errors_too(engine, method, query, status):
    body = b"" if method == "POST" else None
    answer = await request(engine.port, method, target(engine.path, **query), [ORIGIN], body)
    assert answer.status == status, answer
    assert answer.all("access-control-allow-origin") == ["*"], answer
    assert answer.header("access-control-allow-credentials") is None, "never together with *"


@pytest.mark.parametrize("mode", ["engine", "sockets"])
async def test_posts_polls_and_refused_bodies_allow_the_origin(request, mode):
    testbed = request.getfixturevalue(mode)
    session = await Polling.open(*testbed.place, headers=[ORIGIN])
    pending = await session.send("getter", "GET", [ORIGIN])
    posted = await session.post("40" if mode == "sockets" else "4x", [ORIGIN])
    assert posted.header("access-control-allow-origin") == "*"
    assert (await pending.answer()).header("access-control-allow-origin") == "*"
    large = await session.post("4" + "x" * 1_000_000, [ORIGIN])
    assert large.status == 413 and large.header("access-control-allow-origin") == "*", large


PREFLIGHT = [ORIGIN, ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "x-token, x-other")]


async def test_a_preflight_is_answered(engine):
    connection = await Connection.open(engine.port)
    answer = await connection.request("OPTIONS", target(engine.path, "polling"), PREFLIGHT)
    assert answer.status == 204 and answer.body == b"", answer
    assert answer.header("access-control-allow-origin") == "*"
    methods = {method.strip() for method in answer.header("access-control-allow-methods").split(",")}
    assert {"GET", "POST"} <= methods
    assert answer.header("access-control-allow-headers").replace(" ", "") == "x-token,x-other"
    assert "access-control-request-headers" in (answer.header("vary") or "").lower()
    assert (await connection.request("GET", target(engine.path, "polling"))).status == 200, "the connection is usable"


async def test_a_preflight_with_a_sid_opens_nothing(engine):
    session = await Polling.open(*engine.place)
    answer = await request(engine.port, "OPTIONS", session.target(), PREFLIGHT)
    assert answer.status == 204
    await session.send_packets("4alive")
    assert await session.poll() == ["4alive"]


@pytest.mark.parametrize("mode", ["recovering", "bench"])
async def test_without_configuration_no_origin_is_allowed(request, mode):
    testbed = request.getfixturevalue(mode)
    for method in ("GET", "OPTIONS"):
        connection = await Connection.open(testbed.port)
        answer = await connection.request(method, target(testbed.path, "polling"), PREFLIGHT)
        names = [name for name, _ in answer.headers if name.startswith("access-control-")]
        assert names == [], answer
        if method == "OPTIONS":
            assert answer.status == 400 and answer.json()["code"] == 2, answer


@pytest.mark.parametrize("mode", ["engine", "bench"])
async def test_cors_does_not_judge_websockets(request, mode):
    """Cross-site WebSockets are the business of the allow-request hook, which the testbed does not set."""
    testbed = request.getfixturevalue(mode)
    connection = await Connection.open(testbed.port)
    answer = await connection.request("GET", target(testbed.path, "websocket"), upgrade_headers([ORIGIN]))
    assert answer.status == 101, answer


async def test_the_origin_is_not_echoed_raw(engine):
    for origin in ("https://a.example\t", "null", "*", "https://" + "x" * 5000, '"><script>'):
        answer = await request(engine.port, "GET", target(engine.path, "polling"), [("Origin", origin)])
        if answer.status == 200:
            assert answer.all("access-control-allow-origin") == ["*"], answer
