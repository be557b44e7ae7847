"""Engine.IO packets and payloads, on each transport."""

import base64

import pytest
from engine_client import WAYS, Polling, Socket, encode
from raw_websocket import BINARY, CONTINUATION, TEXT

MESSAGES = [
    ("text", "4hello"), ("empty text", "4"), ("text that looks like a packet", "42[]"), ("base64 look-alike", "4b"),
    ("several scripts", "4Ä ä てすと Я 😀"), ("quotes and backslashes", '4"\\"\\\\/'), ("line ends", "4a\r\nb\0c"),
    ("last code points", "4\ufffd\uffff\U0010ffff"), ("bytes", b"\1\2\3\4"), ("no bytes", b""),
    ("one byte", b"\xff"), ("all bytes", bytes(range(256))), ("200,000 letters", "4" + "x" * 200_000),
    ("200,000 bytes", bytes(200_000)),
]


@pytest.mark.parametrize("way", WAYS)
async def test_messages_come_back_with_their_type(engine, way):
    session = await WAYS[way](*engine.place)
    for name, message in MESSAGES:
        await session.send_packets(message)
        assert await session.packet() == message, name


async def test_several_packets_travel_in_one_payload(engine):
    session = await Polling.open(*engine.place)
    packets = ["4one", b"\1\2\3", "4", "4two", b"", "4three"]
    assert (await session.post(encode(packets))).body == b"ok"
    assert await session.poll() == packets


@pytest.mark.parametrize("size", [0, 1, 2, 3, 4, 5, 255, 256, 257])
async def test_base64_has_its_padding(engine, size):
    session = await Polling.open(*engine.place)
    data = bytes(range(256))[:size] + b"x" * max(0, size - 256)
    text = "b" + base64.b64encode(data).decode()
    await session.post(text)
    assert (await session.get()).text == text


async def test_the_content_type_of_binary_payloads_stays_text(engine):
    session = await Polling.open(*engine.place)
    await session.send_packets(b"\1\2")
    assert (await session.get()).header("content-type").lower() == "text/plain; charset=utf-8"


BROKEN = [
    ("letters", "abc"), ("unknown digit 7", "7"), ("unknown digit 9", "9x"), ("a sign", "!4"), ("a blank", " 4a"),
    ("a plain ping of the client", "2"), ("a ping with data", "2x"), ("a letter beyond ASCII", "é"),
]


@pytest.mark.parametrize("packet", [row[1] for row in BROKEN], ids=[row[0] for row in BROKEN])
async def test_a_broken_packet_closes_a_websocket_session(engine, packet):
    session = await Socket.open(*engine.place)
    await session.send_packets(packet)
    await session.closed()


async def test_an_empty_text_message_closes_a_websocket_session(engine):
    session = await Socket.open(*engine.place)
    await session.send_packets("")
    await session.closed()


BROKEN_PAYLOADS = BROKEN + [
    ("empty body", ""), ("separator alone", "\x1e"), ("trailing separator", "4a\x1e"), ("leading separator", "\x1e4a"),
    ("doubled separator", "4a\x1e\x1e4b"), ("good before bad", "4good\x1eabc"), ("base64 that is none", "b!!!"),
    ("base64 of an impossible length", "bA"),
]


@pytest.mark.parametrize("body", [row[1] for row in BROKEN_PAYLOADS], ids=[row[0] for row in BROKEN_PAYLOADS])
async def test_a_broken_payload_closes_a_polling_session(engine, body):
    session = await Polling.open(*engine.place)
    answer = await session.post(body)
    assert answer.status in (200, 400), answer
    if body.startswith("b"):
        return  # whether to close over base64 that is none is free; a crash is what the fixture looks for
    await session.until_gone()


async def test_the_good_packets_before_a_broken_one_are_processed(engine):
    session = await Polling.open(*engine.place)
    pending = await session.start_poll()
    answer = await session.post("4good\x1eabc")
    assert answer.status in (200, 400), answer
    answer = await pending.answer()
    assert answer.status == 200 and answer.text.split("\x1e")[0] == "4good", answer


IGNORED = [("open", "0"), ("open with data", '0{"sid":"x"}'), ("upgrade", "5"), ("noop", "6"), ("pong", "3"),
           ("pong with data", "3probe")]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("packet", [row[1] for row in IGNORED], ids=[row[0] for row in IGNORED])
async def test_packets_of_the_wrong_direction_are_ignored(engine, way, packet):
    session = await WAYS[way](*engine.place)
    await session.send_packets(packet, packet, "4after")
    assert await session.packet() == "4after"


FRAGMENTS = [
    ("text in three", TEXT, [b"4a", b"b", b"c"], "4abc"),
    ("text with an empty fragment", TEXT, [b"4", b"", b"x"], "4x"),
    ("a character over two fragments", TEXT, [b"4\xe3\x81", b"\xa6"], "4て"),
    ("the type digit alone", TEXT, [b"4", b"rest"], "4rest"),
    ("bytes in two", BINARY, [b"\1", b"\2"], b"\1\2"),
    ("nothing in two", BINARY, [b"", b""], b""),
    ("large", TEXT, [b"4" + b"x" * 70_000, b"y" * 70_000], "4" + "x" * 70_000 + "y" * 70_000),
]


@pytest.mark.parametrize(("opcode", "parts", "message"), [row[1:] for row in FRAGMENTS],
                         ids=[row[0] for row in FRAGMENTS])
async def test_a_fragmented_message_is_one_packet(engine, opcode, parts, message):
    session = await Socket.open(*engine.place)
    for number, part in enumerate(parts):
        last = number == len(parts) - 1
        session.websocket.send_frame(CONTINUATION if number else opcode, part, final=last)
    assert await session.packet() == message


@pytest.mark.parametrize("way", WAYS)
async def test_a_thousand_messages_keep_their_order(engine, way):
    session = await WAYS[way](*engine.place)
    sent = [f"4{number}" if number % 3 else bytes([number % 256]) for number in range(1000)]
    for start in range(0, 1000, 100):
        await session.send_packets(*sent[start:start + 100])
    assert [await session.packet() for _ in sent] == sent
