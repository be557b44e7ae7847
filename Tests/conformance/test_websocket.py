"""WebSocket frames and close codes, and frames that no client sends."""

import struct
import time

import pytest
from engine_client import Polling, Socket, probe, target, upgrade
from raw_http import Connection, request
from raw_websocket import (
    BINARY, CLOSE, CONTINUATION, NO_CODE, NO_FRAME, PING, PONG, TEXT, WebSocket, frame, upgrade_headers)

CLOSED_AT_ALL = None  # whichever code


async def test_no_subprotocol_and_no_extension_are_invented(engine):
    headers = [("Sec-WebSocket-Protocol", "chat, superchat"),
               ("Sec-WebSocket-Extensions", "permessage-deflate; client_max_window_bits")]
    for extra in ([], headers):
        websocket = await WebSocket.open(engine.port, target(engine.path, "websocket"), extra)
        assert websocket.answer.header("sec-websocket-protocol") is None
        assert websocket.answer.header("sec-websocket-extensions") is None
        assert (await websocket.message()).startswith("0{")


async def test_the_key_is_answered_as_rfc_6455_says(engine):
    headers = [("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")]
    connection = await Connection.open(engine.port)
    pairs = upgrade_headers(headers, leave_out=("Sec-WebSocket-Key",))
    answer = await connection.request("GET", target(engine.path, "websocket"), pairs)
    assert answer.header("sec-websocket-accept") == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="
    assert answer.header("upgrade").lower() == "websocket" and answer.header("connection").lower() == "upgrade"


def close_payload(code, reason=b""):
    return struct.pack("!H", code) + reason


# name, bytes to send, the code to expect
WRONG = [
    ("RSV1", frame(TEXT, b"4x", reserved=4), 1002),
    ("RSV2", frame(TEXT, b"4x", reserved=2), 1002),
    ("RSV3", frame(TEXT, b"4x", reserved=1), 1002),
    ("all RSV on a ping", frame(PING, b"", reserved=7), 1002),
    ("unmasked text", frame(TEXT, b"4x", mask=None), 1002),
    ("unmasked ping", frame(PING, b"", mask=None), 1002),
    ("unmasked close", frame(CLOSE, close_payload(1000), mask=None), CLOSED_AT_ALL),
    ("ping of 126 bytes", frame(PING, b"x" * 126), 1002),
    ("close of 126 bytes", frame(CLOSE, close_payload(1000, b"x" * 124)), 1002),
    ("fragmented ping", frame(PING, b"x", final=False), 1002),
    ("opcode 3", frame(3, b"4x"), 1002),
    ("opcode 7", frame(7, b"4x"), 1002),
    ("opcode 11", frame(11, b""), 1002),
    ("opcode 15", frame(15, b""), 1002),
    ("continuation of nothing", frame(CONTINUATION, b"4x"), 1002),
    ("text inside a fragmented text", frame(TEXT, b"4x", final=False) + frame(TEXT, b"4y"), 1002),
    ("bytes inside a fragmented text", frame(TEXT, b"4x", final=False) + frame(BINARY, b"y"), 1002),
    ("invalid UTF-8", frame(TEXT, b"4\xff\xfe"), 1007),
    ("overlong UTF-8", frame(TEXT, b"4\xc0\xaf"), 1007),
    ("a surrogate in UTF-8", frame(TEXT, b"4\xed\xa0\x80"), 1007),
    ("half a character", frame(TEXT, b"4\xe3\x81"), 1007),
    ("beyond the last code point", frame(TEXT, b"4\xf4\x90\x80\x80"), 1007),
    ("half a character at the end of fragments",
     frame(TEXT, b"4\xe3", final=False) + frame(CONTINUATION, b"\x81"), 1007),
    ("close with one byte", frame(CLOSE, b"\x03"), 1002),
    ("close with code 0", frame(CLOSE, close_payload(0)), 1002),
    ("close with code 999", frame(CLOSE, close_payload(999)), 1002),
    ("close with code 1005", frame(CLOSE, close_payload(1005)), 1002),
    ("close with code 1006", frame(CLOSE, close_payload(1006)), 1002),
    ("close with code 2999", frame(CLOSE, close_payload(2999)), 1002),
    ("close with code 65535", frame(CLOSE, close_payload(65535)), 1002),
    ("close with a reason that is no UTF-8", frame(CLOSE, close_payload(1000, b"\xff")), 1007),
    ("a length with the highest bit", b"\x81\xff" + struct.pack("!Q", 2**63) + b"\1\2\3\4", CLOSED_AT_ALL),
    ("2^40 bytes announced", frame(BINARY, declared=2**40), 1009),
    ("2^63 - 1 bytes announced", frame(BINARY, declared=2**63 - 1), CLOSED_AT_ALL),
    ("one byte more than allowed, announced", frame(TEXT, declared=1_000_001), 1009),
    ("HTTP instead of frames", b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", CLOSED_AT_ALL),
    ("nothing but ones", b"\xff" * 64, CLOSED_AT_ALL),
]
CODES = {1002: {1002, NO_FRAME}, 1007: {1007, NO_FRAME}, 1009: {1009}}


def check_code(seen, expected):
    if expected is CLOSED_AT_ALL:
        return
    # A close without a code, or an end without a close frame, tells the peer no less than it needs.
    assert seen in CODES[expected] | {NO_CODE, 1002}, f"{seen} instead of {expected}"


@pytest.mark.parametrize(("data", "code"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
async def test_wrong_frames_close_the_connection(engine, data, code):
    session = await Socket.open(*engine.place)
    session.websocket.connection.write(data)
    check_code(await session.closed(), code)


@pytest.mark.parametrize("data", [row[1] for row in WRONG], ids=[row[0] for row in WRONG])
async def test_wrong_frames_right_behind_the_request(engine, data):
    """In the same segment as the upgrade request, before the 101 was read."""
    connection = await Connection.open(engine.port)
    head = connection.head("GET", target(engine.path, "websocket"), upgrade_headers())
    connection.write(head + data)
    answer = await connection.answer()
    assert answer.status == 101, answer
    await WebSocket(connection, answer).closed()


@pytest.mark.parametrize("probed", [False, True], ids=["before the probe", "while probing"])
@pytest.mark.parametrize("data", [row[1] for row in WRONG], ids=[row[0] for row in WRONG])
async def test_wrong_frames_during_an_upgrade_leave_polling_alone(engine, data, probed):
    session = await Polling.open(*engine.place)
    address = target(engine.path, "websocket", session.sid)
    websocket = await (probe(session) if probed else WebSocket.open(engine.port, address))
    websocket.connection.write(data)
    await websocket.closed()
    await session.send_packets("4alive")
    packets = []
    while "4alive" not in packets:
        packets += await session.poll()


RIGHT = [
    ("a ping between fragments",
     frame(TEXT, b"4a", final=False) + frame(PING, b"p") + frame(CONTINUATION, b"b"), "4ab"),
    ("a pong nobody asked for", frame(PONG, b"x") + frame(TEXT, b"4x"), "4x"),
    ("a ping of 125 bytes", frame(PING, b"x" * 125) + frame(TEXT, b"4x"), "4x"),
    ("a mask of zeros", frame(TEXT, b"4x", mask=bytes(4)), "4x"),
    ("a longer length than needed", frame(TEXT, b"4x", length_bytes=2), "4x"),
    ("the longest length for two bytes", frame(TEXT, b"4x", length_bytes=8), "4x"),
    ("the first frame of 126", frame(TEXT, b"4" + b"x" * 125), "4" + "x" * 125),
    ("the first frame of 65536", frame(TEXT, b"4" + b"x" * 65_535), "4" + "x" * 65_535),
]


@pytest.mark.parametrize(("data", "message"), [row[1:] for row in RIGHT], ids=[row[0] for row in RIGHT])
async def test_frames_that_are_rare_but_right(engine, data, message):
    session = await Socket.open(*engine.place)
    session.websocket.connection.write(data)
    assert await session.packet() == message


async def test_frames_are_read_byte_by_byte(engine):
    session = await Socket.open(*engine.place)
    for byte in frame(TEXT, "4てすと".encode()) + frame(BINARY, b"x" * 130):
        session.websocket.connection.write(bytes([byte]))
        await session.websocket.connection.drain()
    assert [await session.packet(), await session.packet()] == ["4てすと", b"x" * 130]


async def test_many_frames_in_one_segment(engine):
    session = await Socket.open(*engine.place)
    session.websocket.connection.write(b"".join(frame(TEXT, f"4{number}".encode()) for number in range(500)))
    assert [await session.packet() for _ in range(500)] == [f"4{number}" for number in range(500)]


SIZES = [("text", "4" + "x" * 999_999, True), ("bytes", bytes(1_000_000), True),
         ("text over", "4" + "x" * 1_000_000, False), ("bytes over", bytes(1_000_001), False)]


@pytest.mark.parametrize(("message", "allowed"), [row[1:] for row in SIZES], ids=[row[0] for row in SIZES])
async def test_messages_up_to_the_limit_are_taken(engine, message, allowed):
    session = await Socket.open(*engine.place)
    session.websocket.send(message)
    if allowed:
        assert await session.packet() == message
    else:
        assert await session.closed() in (1009, NO_FRAME)


async def test_a_fragmented_message_over_the_limit_is_closed(small):
    session = await Socket.open(*small.place)
    session.websocket.send_frame(TEXT, b"4" + b"x" * 599, final=False)
    session.websocket.send_frame(CONTINUATION, b"x" * 401, final=True)
    assert await session.closed() == 1009


async def test_the_announced_length_is_judged_before_the_payload(small):
    session = await Socket.open(*small.place)
    session.websocket.send_frame(BINARY, declared=1001)
    assert await session.closed() == 1009


async def test_the_announced_length_of_a_fragment_counts_what_came_before(small):
    session = await Socket.open(*small.place)
    session.websocket.send_frame(TEXT, b"4" + b"x" * 599, final=False)
    session.websocket.send_frame(CONTINUATION, declared=500)
    assert await session.closed() == 1009


@pytest.mark.parametrize("code", [None, 1000, 1001, 3000, 4999])
async def test_a_close_is_answered(engine, code):
    session = await Socket.open(*engine.place)
    session.websocket.send_close(code)
    assert await session.closed() in (code or NO_CODE, NO_CODE, 1000)


async def test_a_closing_packet_closes_the_websocket(engine):
    session = await Socket.open(*engine.place)
    await session.send_packets("4before", "1", "4after")
    assert await session.packet() == "4before"
    assert await session.closed() in (NO_CODE, 1000)


async def test_a_closing_packet_after_an_upgrade_ends_the_session(engine):
    session = await upgrade(await Polling.open(*engine.place))
    await session.send_packets("4x")
    await session.packet()
    await session.send_packets("1")
    await session.closed()
    answer = await request(engine.port, "GET", target(engine.path, "polling", session.sid))
    assert answer.status == 400 and answer.json()["code"] == 1


async def test_the_connection_ends_after_the_close(engine):
    for way in ("1", None):
        session = await Socket.open(*engine.place)
        if way:
            await session.send_packets(way)
        else:
            session.websocket.send_close(1000)
        await session.closed()
        session.websocket.send_close(1000)
        begin = time.monotonic()
        await session.websocket.connection.ended()
        assert time.monotonic() - begin < 8


async def test_a_lost_websocket_ends_its_session(engine):
    for end in ("close", "reset"):
        session = await Socket.open(*engine.place)
        getattr(session.websocket, end)()
        address = target(engine.path, "polling", session.sid)
        for _ in range(1000):
            code = (await request(engine.port, "GET", address)).json()["code"]
            if code == 1:
                break
            assert code == 3
        assert code == 1
