"""What has brought other servers down: nothing here may crash, swell or stall ours.

Memory bounds are for a debug build. How long another client waits is reported; a test fails where the testbed worked
for more than a second before it answered that client.
"""

import asyncio
import contextlib
import time

import pytest
from attack import MB, Attack
from engine_client import Polling, Socket, target
from raw_http import Connection, Gone, request
from raw_websocket import BINARY, CONTINUATION, TEXT, Closed, frame, upgrade_headers
from socket_client import Client
from test_grammar import alive, joined


@pytest.fixture(params=["engine", "sockets"])
def either(request):
    return request.getfixturevalue(request.param)


COUNTS = ["11", "1000000", "1000000000000000", "9" * 400, "1" * 900_000]


async def test_attachment_counts_allocate_nothing(sockets):
    with Attack(sockets, 16 * MB):
        for count in COUNTS:
            clients = [await joined(sockets) for _ in range(5)]
            for client in clients:
                await client.send_raw(f'45{count}-["message",{{"_placeholder":true,"num":0}}]')
            for client in clients:
                await client.engine.closed(30)


@pytest.mark.parametrize("payload", [b"", b"x"], ids=["empty", "one byte"])
async def test_endless_fragments_are_bounded(engine, payload):
    """Millions of continuation frames: bookkeeping must not grow with them, and some bound must end them."""
    piece = frame(CONTINUATION, payload, final=False) * 10_000
    with Attack(engine, 48 * MB):
        session = await Socket.open(*engine.place)
        session.websocket.send_frame(TEXT, b"4", final=False)
        sent, closed = 0, asyncio.create_task(session.closed(60))
        while sent < 3_000_000 and not closed.done():
            with contextlib.suppress(ConnectionError):
                session.websocket.connection.write(piece)
                async with asyncio.timeout(30):
                    await session.websocket.connection.writer.drain()
            sent += 10_000
            await asyncio.sleep(0)
        assert closed.done(), "three million fragments were taken"


@pytest.mark.parametrize("kind", ["plain", "upgrade"])
@pytest.mark.parametrize("many", [2000, 20_000])
async def test_many_headers_are_refused(engine, kind, many):
    with Attack(engine):
        for _ in range(10):
            connection = await Connection.open(engine.port)
            headers = (upgrade_headers() if kind == "upgrade" else []) + [(f"X-{n}", "v" * 40) for n in range(many)]
            try:
                connection.send("GET", target(engine.path, "websocket" if kind == "upgrade" else "polling"), headers)
                answer = await connection.answer()
                assert answer.status in (400, 431), answer.status
            except (Gone, ConnectionError):
                pass  # it may close while we still write
            connection.close()


async def test_a_huge_head_is_refused(engine):
    with Attack(engine, 16 * MB):
        for line in (b"GET /" + b"x" * 5 * MB, b"GET / HTTP/1.1\r\nX: " + b"y" * 5 * MB, b"\0" * MB):
            connection = await Connection.open(engine.port)
            try:
                connection.write(line)
                assert (await connection.answer()).status in (400, 414, 431)
            except (Gone, ConnectionError):
                pass  # it may close while we still write
            connection.reset()


async def test_a_megabyte_of_blank_lines_before_a_request_costs_nothing(engine):
    """HTTP has a server skip them; it may also refuse them."""
    with Attack(engine, 16 * MB):
        connection = await Connection.open(engine.port)
        with contextlib.suppress(Gone, ConnectionError):
            connection.write(b"\r\n" * (MB // 2))
            assert (await connection.request("GET", target(engine.path, "polling"))).status in (200, 400)
        connection.reset()


async def test_an_event_named_error_crashes_nothing(sockets):
    client = await joined(sockets)
    await client.send_raw('42["error","x"]', '42["error"]', '427["error",{"a":1}]')
    await alive(client)


async def test_refused_upgrades_that_are_reset_do_no_harm(engine):
    """1000 bad upgrades, each reset at once, some before the answer is written."""
    queries = ["EIO=4&transport=abc", "EIO=4&transport=websocket&sid=nobody", "EIO=3&transport=websocket"]
    with Attack(engine):
        for number in range(1000):
            connection = await Connection.open(engine.port)
            connection.send("GET", f"{engine.path}?{queries[number % 3]}", upgrade_headers())
            if number % 2:
                await connection.drain()
            connection.reset()


async def test_accepted_upgrades_that_are_reset_do_no_harm(either):
    with Attack(either):
        for number in range(1000):
            connection = await Connection.open(either.port)
            connection.send("GET", target(either.path, "websocket"), upgrade_headers())
            if number % 3 == 0:
                await connection.answer()
            connection.reset()


BODIES = [
    ("empty messages", "4\x1e" * 499_999 + "4"), ("pings", "2\x1e" * 499_999 + "2"), ("pongs", "3\x1e" * 499_999 + "3"),
    ("empty bytes", "b\x1e" * 499_999 + "b"), ("noops", "6\x1e" * 499_999 + "6"), ("separators", "\x1e" * 1_000_000),
    ("events", '42["a"]\x1e' * 119_999 + '42["a"]'), ("joins", "40/x,\x1e" * 160_000 + "41"),
    ("acks wanted", '421["message-with-ack"]\x1e' * 40_000 + "3"),
    ("one byte off", "4" + "x" * 1_000_000),
]


@pytest.mark.parametrize("body", [row[1] for row in BODIES], ids=[row[0] for row in BODIES])
async def test_a_megabyte_of_tiny_packets_stalls_nobody(either, body):
    """Three at once, so that more than one event loop has its share."""
    sessions = []
    for _ in range(3):
        session = await Polling.open(*either.place)
        if either.mode == "socket":
            await session.send_packets("40")
            await session.packet()
            await session.packet()
        sessions.append(session)
    with Attack(either, 400 * MB):
        posts = [await session.send("poster", "POST", (), body.encode()) for session in sessions]
        for answer in [await post.answer("POST", deadline=200) for post in posts]:
            assert answer.status in (200, 400, 413), answer


@pytest.mark.parametrize("body", [row[1] for row in BODIES[:6]], ids=[row[0] for row in BODIES[:6]])
async def test_a_million_tiny_frames_stall_nobody(engine, body):
    with Attack(engine, 400 * MB):
        session = await Socket.open(*engine.place)
        packets = [packet.encode() for packet in body.split("\x1e")[:200_000]]
        data = b"".join(frame(TEXT, packet) for packet in packets)
        try:
            for at in range(0, len(data), 65_536):
                session.websocket.connection.write(data[at:at + 65_536])
                async with asyncio.timeout(30):
                    await session.websocket.connection.writer.drain()
        except (ConnectionError, TimeoutError):
            pass


DIGITS = [("attachment count", "45"), ("ack id", "42"), ("binary ack id", "461-"), ("namespace", "40/"),
          ("namespace of an event", "42/"), ("packet type", "4"), ("engine digit", "")]


@pytest.mark.parametrize("start", [row[1] for row in DIGITS], ids=[row[0] for row in DIGITS])
async def test_a_megabyte_of_digits_takes_linear_time(sockets, start):
    with Attack(sockets, 100 * MB) as attack:
        client = await joined(sockets)
        await client.send_raw(start + "1" * 999_990)
        try:
            async with asyncio.timeout(30):
                while True:
                    await client.engine.packet()
                    break
        except (Closed, TimeoutError):
            pass
        await alive(await joined(sockets))
    assert attack.work < 5, "seconds of processor time"


async def test_a_huge_frame_is_refused_at_its_header(engine):
    with Attack(engine, 16 * MB):
        for size in (1_000_001, 2**31, 2**32, 2**40, 2**53, 2**62):
            sessions = [await Socket.open(*engine.place) for _ in range(20)]
            for session in sessions:
                session.websocket.send_frame(BINARY, b"x" * 1000, declared=size)
            for session in sessions:
                assert await session.closed() in (1009, 1002)


async def test_unsolicited_pongs_start_nothing(brisk_engine):
    """100,000 pongs: neither threads nor timers nor pings multiply."""
    testbed, pings = brisk_engine, 0
    session = await Socket.open(*testbed.place)
    session.answers_pings = False
    threads = testbed.threads()
    with Attack(testbed, 16 * MB):
        for _ in range(100):
            session.websocket.connection.write(frame(TEXT, b"3") * 1000)
            await session.websocket.connection.drain()
        end = time.monotonic() + 1.5
        while time.monotonic() < end:
            try:
                assert await session.packet(deadline=0.05) == "2"
                pings += 1
                session.websocket.send("3")
            except TimeoutError:
                pass
        assert testbed.threads() <= threads + 2
    assert 1 <= pings <= 6, pings


async def test_a_wrong_content_type_is_answered_and_completed(engine):
    for size in (2, 100_000):
        session = await Polling.open(*engine.place)
        connection = await Connection.open(engine.port)
        headers = [("Content-Type", "application/octet-stream")]
        answer = await connection.request("POST", session.target(), headers, b"4" * size)
        assert answer.status == 400 and answer.header("content-length") == str(len(answer.body)), answer


async def test_many_keys_and_long_texts_are_read_in_linear_time(sockets):
    with Attack(sockets, 200 * MB):
        for value in ("{" + ",".join(f'"{n}":{n}' for n in range(60_000)) + "}", '"' + "\\u00e9" * 150_000 + '"',
                      "[" + ",".join("1" * 300 for _ in range(3000)) + "]", "[" + "0," * 450_000 + "0]",
                      "{" + ",".join('"a":1' for _ in range(150_000)) + "}", '"' + '\\"' * 450_000 + '"'):
            client = await joined(sockets)
            await client.send_raw(f'42["message",{value}]')
            assert (await client.engine.packet(30)).startswith('42["message-back",')
            client.close()


async def test_names_of_events_and_namespaces_are_not_kept(sockets):
    """A fresh name each time: nothing of it may stay, not in tables, not in labels of metrics."""
    client = await joined(sockets)
    await alive(client)
    before = sockets.memory()
    for start in range(0, 40_000, 1000):
        await client.send_raw(*(f'42["name-{start + number}-{"x" * 100}"]' for number in range(1000)))
        for number in range(50):
            await client.send_raw(f"40/namespace-{start}-{number}-{'x' * 100},")
            await client.receive()
    await alive(client)
    assert sockets.memory() - before < 24 * MB, f"{(sockets.memory() - before) / MB:.0f} MB for 40,000 names"


async def test_joining_without_end_is_bounded_or_refused(recovering):
    """A session that joins and leaves, and one that piles up rooms, leave nothing behind."""
    client = Client(await Socket.open(*recovering.place))
    await client.connect()
    before = recovering.memory()
    for _ in range(3000):
        await client.send_raw("40/foo,", "41/foo,")
        await client.receive()
    assert recovering.memory() - before < 32 * MB


async def test_a_slow_body_ends_by_a_deadline_or_the_heartbeat(testbeds):
    testbed = testbeds("engine", "--ping-interval", "500", "--ping-timeout", "500")
    session = await Polling.open(*testbed.place)
    connection = await Connection.open(testbed.port)
    connection.write(connection.head("POST", session.target(), [("Content-Length", "100000")]) + b"4")
    ended = asyncio.create_task(connection.ended(60))
    end = time.monotonic() + 45
    while time.monotonic() < end and not ended.done():
        with contextlib.suppress(ConnectionError):
            connection.write(b"x")
            await connection.drain()
        await asyncio.sleep(0.05)
    assert ended.done(), "the connection is held open for as long as the client likes"
    assert (await ended).startswith(b"HTTP/1.1 4") or not await ended


async def test_a_half_sent_binary_packet_is_bounded(sockets):
    """Ten attachments of a megabyte at most, and no session of another client pays for it."""
    with Attack(sockets, 300 * MB):
        clients = [await joined(sockets) for _ in range(10)]
        for client in clients:
            await client.send_raw('4510-["message",{"_placeholder":true,"num":0}]', *[bytes(999_000)] * 9)
        await alive(await joined(sockets))


async def test_bad_requests_of_all_kinds_leave_the_server_alive(engine):
    for data in (b"GET", b"GET / HTTP/0.9\r\n\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"\x16\x03\x01\x02\x00",
                 b"GET /engine.io/?EIO=4&transport=%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                 b"GET /engine.io/?%00=%ff&EIO=4&transport=polling&=&&==& HTTP/1.1\r\nHost: x\r\n\r\n",
                 b"POST /engine.io/?EIO=4&transport=polling&sid=x HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                 b"POST /engine.io/?EIO=4&transport=polling&sid=x HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n"
                 b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                 b"POST /engine.io/?EIO=4&transport=polling&sid=x HTTP/1.1\r\nHost: x\r\n"
                 b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n"):
        connection = await Connection.open(engine.port)
        connection.write(data)
        connection.half_close()
        try:
            async with asyncio.timeout(2):
                await connection.reader.read()
        except (ConnectionError, TimeoutError):
            pass
    assert (await request(engine.port, "GET", target(engine.path, "polling"))).status == 200
