"""Request line and checks before a session exists: on plain requests and on upgrades."""

import pytest
from engine_client import Polling, Socket, opening, target, upgrade
from raw_http import Connection, request
from raw_websocket import Refused, WebSocket, upgrade_headers

UNKNOWN_TRANSPORT = (400, {"code": 0, "message": "Transport unknown"})
UNKNOWN_SID = (400, {"code": 1, "message": "Session ID unknown"})
BAD_METHOD = (400, {"code": 2, "message": "Bad handshake method"})
BAD_REQUEST = (400, {"code": 3, "message": "Bad request"})
OLD_PROTOCOL = (400, {"code": 5, "message": "Unsupported protocol version"})
TRANSPORTS = [
    None, "", "abc", "__proto__", "constructor", "webtransport", "toString", "Polling", "polling%00", "x" * 5000]


def refused(answer, expected):
    assert answer.status == expected[0], answer
    assert answer.json() == expected[1], answer
    assert answer.header("content-type").startswith("application/json"), answer


CHECKS = [
    ("no transport", "GET", dict(transport=None), UNKNOWN_TRANSPORT),
    ("transport before method", "POST", dict(transport="abc"), UNKNOWN_TRANSPORT),
    ("transport before sid", "GET", dict(transport="abc", sid="nobody"), UNKNOWN_TRANSPORT),
    ("transport before protocol", "GET", dict(transport="abc", EIO="3"), UNKNOWN_TRANSPORT),
    ("unknown sid", "GET", dict(transport="polling", sid="nobody"), UNKNOWN_SID),
    ("unknown sid, POST", "POST", dict(transport="polling", sid="nobody"), UNKNOWN_SID),
    ("unknown sid before protocol", "GET", dict(transport="polling", sid="nobody", EIO="3"), UNKNOWN_SID),
    ("sid of 10,000 letters", "GET", dict(transport="polling", sid="x" * 10_000), UNKNOWN_SID),
    ("sid with a NUL", "GET", dict(transport="polling", sid="\0"), UNKNOWN_SID),
    ("sid that is no UTF-8", "GET", dict(transport="polling", sid=b"\xff\xfe"), UNKNOWN_SID),
    ("POST without sid", "POST", dict(transport="polling"), BAD_METHOD),
    ("PUT without sid", "PUT", dict(transport="polling"), BAD_METHOD),
    ("DELETE without sid", "DELETE", dict(transport="polling"), BAD_METHOD),
    ("method before protocol", "POST", dict(transport="polling", EIO="3"), BAD_METHOD),
    ("empty sid counts as absent", "POST", dict(transport="polling", sid=""), BAD_METHOD),
    ("websocket without upgrade", "GET", dict(transport="websocket"), BAD_REQUEST),
    ("websocket without upgrade before protocol", "GET", dict(transport="websocket", EIO="3"), BAD_REQUEST),
    ("no EIO", "GET", dict(transport="polling", EIO=None), OLD_PROTOCOL),
    ("EIO 3", "GET", dict(transport="polling", EIO="3"), OLD_PROTOCOL),
    ("EIO 5", "GET", dict(transport="polling", EIO="5"), OLD_PROTOCOL),
    ("EIO 44", "GET", dict(transport="polling", EIO="44"), OLD_PROTOCOL),
    ("EIO abc", "GET", dict(transport="polling", EIO="abc"), OLD_PROTOCOL),
]


@pytest.mark.parametrize(("method", "query", "expected"), [row[1:] for row in CHECKS], ids=[row[0] for row in CHECKS])
async def test_the_first_check_that_fails_answers(engine, method, query, expected):
    body = b"4x" if method in ("POST", "PUT") else None
    refused(await request(engine.port, method, target(engine.path, **query), body=body), expected)


@pytest.mark.parametrize("transport", TRANSPORTS, ids=lambda name: str(name)[:12])
@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_unknown_transports_are_refused_on_plain_requests(engine, method, transport):
    address = f"{engine.path}?EIO=4" + (f"&transport={transport}" if transport is not None else "")
    refused(await request(engine.port, method, address, body=b"" if method == "POST" else None), UNKNOWN_TRANSPORT)


UPGRADES = [
    *((f"transport {str(name)[:12]}", f"EIO=4&transport={name}", "Transport unknown") for name in TRANSPORTS if name),
    ("no transport", "EIO=4", "Transport unknown"),
    ("unknown sid", "EIO=4&transport=websocket&sid=nobody", "Session ID unknown"),
    ("no EIO", "transport=websocket", "Unsupported protocol version"),
    ("EIO 3", "EIO=3&transport=websocket", "Unsupported protocol version"),
    ("EIO abc", "EIO=abc&transport=websocket", "Unsupported protocol version"),
]


@pytest.mark.parametrize(("query", "message"), [row[1:] for row in UPGRADES], ids=[row[0] for row in UPGRADES])
async def test_upgrades_are_refused_before_the_101(engine, query, message):
    with pytest.raises(Refused) as refusal:
        await WebSocket.open(engine.port, f"{engine.path}?{query}")
    answer = refusal.value.answer
    assert answer.status == 400 and message in answer.text, answer


async def test_a_refused_upgrade_ends_its_connection(engine):
    connection = await Connection.open(engine.port)
    answer = await connection.request("GET", f"{engine.path}?EIO=4&transport=abc", upgrade_headers())
    assert answer.status == 400 and answer.header("connection").lower() == "close", answer
    assert await connection.ended() == b""


@pytest.mark.parametrize("sign", ["\x01", "\x1f", "\x7f", "a\x00b"], ids=repr)
@pytest.mark.parametrize("transport", ["polling", "websocket"])
async def test_control_characters_in_the_origin_are_refused(engine, transport, sign):
    connection = await Connection.open(engine.port)
    headers = upgrade_headers() if transport == "websocket" else []
    headers.append(("Origin", f"http://a{sign}"))
    answer = await connection.request("GET", target(engine.path, transport), headers)
    assert answer.status == 400, answer


PATHS = [
    ("/engine.io/", 200), ("/engine.io", 404), ("/engine.ioo/", 404), ("/", 404), ("/other/", 404),
    ("/socket.io/", 404)]


@pytest.mark.parametrize(("path", "status"), PATHS)
async def test_only_the_path_with_its_slash_is_served(engine, path, status):
    answer = await request(engine.port, "GET", target(path, "polling"))
    assert answer.status == status, answer


@pytest.mark.parametrize("path", ["/socket.io", "/engine.io/", "/"])
async def test_socketio_has_a_path_of_its_own(sockets, path):
    assert (await request(sockets.port, "GET", target(path, "polling"))).status == 404


ACCEPTED = [
    ("cache buster", "EIO=4&transport=polling&t=abc123"),
    ("b64 is ignored", "EIO=4&transport=polling&b64=1"),
    ("other parameters", "EIO=4&transport=polling&token=x%26y&empty=&flag"),
    ("a repeated parameter: the last wins", "EIO=3&transport=abc&EIO=4&transport=polling"),
    ("empty sid", "EIO=4&transport=polling&sid="),
    ("order does not matter", "transport=polling&EIO=4"),
]


@pytest.mark.parametrize("query", [row[1] for row in ACCEPTED], ids=[row[0] for row in ACCEPTED])
async def test_handshakes_with_other_parameters_are_accepted(engine, query):
    answer = await request(engine.port, "GET", f"{engine.path}?{query}")
    assert answer.status == 200, answer
    assert opening(answer.text)["sid"]


async def test_the_last_of_two_sids_wins(engine):
    session = await Polling.open(*engine.place)
    address = f"{engine.path}?EIO=4&transport=polling&sid=nobody&sid={session.sid}"
    assert (await request(engine.port, "POST", address, body=b"4x")).body == b"ok"


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_plain_requests_with_another_transport_leave_the_session_alone(engine, method):
    session = await Polling.open(*engine.place)
    body = b"4x" if method == "POST" else None
    answer = await request(engine.port, method, target(engine.path, "websocket", session.sid), body=body)
    refused(answer, BAD_REQUEST)
    await session.send_packets("4alive")
    assert await session.packet() == "4alive"


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_polls_of_a_websocket_session_are_refused(engine, method):
    session = await Socket.open(*engine.place)
    body = b"4x" if method == "POST" else None
    refused(await request(engine.port, method, target(engine.path, "polling", session.sid), body=body), BAD_REQUEST)
    await session.send_packets("4alive")
    assert await session.packet() == "4alive"


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_polls_after_an_upgrade_are_refused(engine, method):
    session = await upgrade(await Polling.open(*engine.place))
    await session.send_packets("4first")
    assert await session.packet() == "4first"
    body = b"4x" if method == "POST" else None
    refused(await request(engine.port, method, target(engine.path, "polling", session.sid), body=body), BAD_REQUEST)
    await session.send_packets("4alive")
    assert await session.packet() == "4alive"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
async def test_other_methods_on_a_session_are_refused(engine, method):
    session = await Polling.open(*engine.place)
    answer = await request(engine.port, method, session.target(), body=b"4x")
    assert answer.status in (400, 405, 500, 501), answer


UPGRADE_HEADERS = [("Upgrade",), ("Sec-WebSocket-Key",), ("Sec-WebSocket-Version",)]


@pytest.mark.parametrize("missing", UPGRADE_HEADERS, ids=" ".join)
async def test_a_crippled_upgrade_request_is_refused(engine, missing):
    connection = await Connection.open(engine.port)
    answer = await connection.request("GET", target(engine.path, "websocket"), upgrade_headers(leave_out=missing))
    assert 400 <= answer.status < 500, answer


@pytest.mark.parametrize(("version", "status"), [("12", (400, 426)), ("8", (400, 426)), ("x", (400, 426))])
async def test_other_websocket_versions_are_refused(engine, version, status):
    connection = await Connection.open(engine.port)
    headers = upgrade_headers([("Sec-WebSocket-Version", version)], leave_out=("Sec-WebSocket-Version",))
    answer = await connection.request("GET", target(engine.path, "websocket"), headers)
    assert answer.status in status, answer


async def test_an_upgrade_over_post_is_refused(engine):
    connection = await Connection.open(engine.port)
    answer = await connection.request("POST", target(engine.path, "websocket"), upgrade_headers(), b"")
    assert 400 <= answer.status < 500, answer


@pytest.mark.parametrize("names", [("WebSocket", "Upgrade"), ("WEBSOCKET", "keep-alive, Upgrade")])
async def test_upgrade_headers_are_read_without_regard_to_case(engine, names):
    connection = await Connection.open(engine.port)
    headers = upgrade_headers([("upgrade", names[0]), ("connection", names[1])], leave_out=("Upgrade", "Connection"))
    answer = await connection.request("GET", target(engine.path, "websocket"), headers)
    assert answer.status == 101, answer


async def test_jsonp_is_not_offered_without_its_escaping(engine):
    answer = await request(engine.port, "GET", target(engine.path, "polling", j="0"))
    if answer.status == 200 and not answer.text.startswith("0{"):
        assert answer.text.startswith('___eio[0]("') and answer.text.endswith('");'), answer
    else:
        assert answer.status == 200 or answer.json()["code"] == 3, answer
