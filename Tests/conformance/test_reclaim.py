"""What is abandoned is reclaimed, and who does not read costs the others nothing.

SOCKETIO_ABANDONED sets how many sessions are abandoned (10,000, fewer where files are short).
"""

import asyncio
import os
import time

import pytest
from bystander import MOST_WORK, Bystander
from engine_client import Polling, Socket, target
from raw_http import Connection
from raw_websocket import TEXT, Closed, WebSocket, frame, upgrade_headers
from socket_client import Client
from test_grammar import alive, joined
from test_heartbeat import gone
from testbed import Watch, allow_many_files, poll_until

MB = 1_000_000
QUICK = ("--ping-interval", "1000", "--ping-timeout", "1000")
ABANDONED = min(int(os.environ.get("SOCKETIO_ABANDONED", "10000")), allow_many_files() - 2000)
UPGRADE_TIMEOUT = 10


async def abandon(testbed, number, connections):
    """One session of the number given: polling alone, an upgrade that is never probed, or one that never ends."""
    kind = ("poll", "silent", "probed")[number % 3]
    source = f"127.0.{1 + number % 4}.1"
    getter = connections[number % len(connections)]
    answer = await getter.request("GET", target(testbed.path, "polling"))
    if answer.header("connection") == "close":
        connections[number % len(connections)] = await Connection.open(testbed.port, source)
    sid = answer.text.split('"sid":"')[1].split('"')[0]
    if kind == "poll":
        return None
    websocket = await WebSocket.open(testbed.port, target(testbed.path, "websocket", sid), source=source)
    if kind == "probed":
        websocket.send("2probe")
    return websocket


async def abandon_many(testbed, many):
    """Keeps the WebSockets: they stay open and never say another word."""
    kept = []

    async def some(worker, workers=8):
        connections = [await Connection.open(testbed.port, f"127.0.{1 + worker % 4}.1")]
        for number in range(worker, many, workers):
            websocket = await abandon(testbed, number, connections)
            if websocket:
                kept.append(websocket)

    await asyncio.gather(*map(some, range(8)))
    return kept


async def test_half_open_upgrades_and_abandoned_polls_are_reclaimed(testbeds):
    testbed = testbeds("engine", *QUICK)
    warm = await abandon_many(testbed, 300)  # so that the first growth of the heap is not counted
    for websocket in warm:
        websocket.reset()
    files, memory = testbed.files(), testbed.memory()
    begin = time.monotonic()
    bystander = Bystander(testbed)
    kept = await abandon_many(testbed, ABANDONED)
    opened, highest = time.monotonic() - begin, testbed.memory()
    allowed = UPGRADE_TIMEOUT + 2 + 20  # upgrade timeout, interval, timeout, and a slow machine
    closed = await asyncio.to_thread(poll_until, lambda: testbed.files() <= files + 16, allowed)
    seen = bystander.finish()
    most = memory + max(0.5 * (highest - memory), 24 * MB)
    end = time.monotonic() + 40
    while testbed.memory() >= most and time.monotonic() < end:  # the allocator gives back while others allocate
        (await Polling.open(*testbed.place)).close()
        await asyncio.sleep(0.01)
    print(f"{ABANDONED} abandoned in {opened:.1f} s; memory {memory / MB:.0f} → {highest / MB:.0f} → "
          f"{testbed.memory() / MB:.0f} MB; bystander {seen}")
    assert closed, f"{testbed.files() - files} files are still open"
    assert testbed.memory() < most, "memory does not come back"
    assert seen["work"] < MOST_WORK, seen
    for websocket in kept[::50]:
        await websocket.closed()


async def test_reclaimed_a_second_time_memory_is_flat(testbeds):
    testbed = testbeds("engine", *QUICK)
    levels = []
    for _ in range(3):
        files = testbed.files()
        for websocket in await abandon_many(testbed, 600):
            websocket.reset()
        await asyncio.to_thread(poll_until, lambda files=files: testbed.files() <= files + 16, 30)
        await gone(await Polling.open(*testbed.place))  # the youngest of the sessions, so all the others are too
        levels.append(testbed.memory())
    assert levels[-1] - levels[0] < 8 * MB, levels


@pytest.mark.parametrize("way", ["websocket", "polling"])
async def test_who_never_reads_is_bounded_and_costs_others_nothing(sockets, way):
    """It asks for megabytes of answers and reads none of them: a bound must close it, and free what was queued."""
    with Watch(sockets) as watch:
        bystander = Bystander(sockets)
        if way == "websocket":
            client = Client(await Socket.open(*sockets.place, receive_buffer=4096))
            await client.connect()
            piece = frame(TEXT, ('42["message","' + "x" * 100_000 + '"]').encode())
            client.engine.websocket.connection.writer.transport.pause_reading()
            sent = await send_until_refused(client.engine.websocket.connection, piece, 200 * MB)
        else:
            client = await joined(sockets, Polling)
            sent, body = 0, '42["message","' + "x" * 900_000 + '"]'
            while sent < 200 * MB and (await client.engine.post(body)).status == 200:
                sent += len(body)
        seen = bystander.finish()
    print(f"{sent / MB:.0f} MB were sent, memory grew by {watch.grown / MB:.0f} MB, bystander {seen}")
    assert watch.grown < 120 * MB, f"{watch.grown / MB:.0f} MB"
    assert seen["work"] < MOST_WORK, seen
    await alive(await joined(sockets))


async def send_until_refused(connection, piece, most):
    """Writes until the server reads no more (backpressure) or has closed; returns the bytes written."""
    sent = 0
    try:
        while sent < most and not connection.writer.is_closing():
            connection.write(piece)
            sent += len(piece)
            async with asyncio.timeout(3):
                await connection.writer.drain()
    except (TimeoutError, ConnectionError):
        pass
    return sent


async def test_a_member_that_never_reads_is_dropped_and_the_room_goes_on(bench):
    """Broadcasts to a room with one stopped reader: its queue is bounded, it is closed, the others hear everything."""
    stopped = Client(await Socket.open(*bench.place, receive_buffer=4096))
    members = [Client(await Socket.open(*bench.place)) for _ in range(3)]
    for client in [stopped, *members]:
        await client.connect()
        await client.emit("join", "stopped reader")
        await client.call("echo", "joined")
    stopped.engine.websocket.connection.writer.transport.pause_reading()
    payload, count = "x" * 200_000, 200  # 40 MB to each
    with Watch(bench) as watch:
        for number in range(count):
            await members[0].emit("broadcast", "stopped reader", [number, payload])
            for member in members:  # in step, so that only the stopped reader falls behind
                assert (await member.event("msg"))[0][0] == number
    print(f"memory grew by {watch.grown / MB:.0f} MB while 40 MB were sent to the stopped reader")
    assert watch.grown < 30 * MB, f"{watch.grown / MB:.0f} MB"
    stopped.engine.websocket.connection.writer.transport.resume_reading()
    heard = 0
    try:
        while heard < count:
            heard += (await stopped.receive()).type == 2
    except (Closed, ConnectionError, AssertionError):
        pass
    assert heard < count, "40 MB were queued for a client that reads nothing"


async def test_a_poller_that_never_polls_is_bounded(bench):
    idle = Client(await Polling.open(*bench.place))
    await idle.connect()
    await idle.emit("join", "never polls")
    await idle.call("echo", "joined")
    publisher = Client(await Socket.open(*bench.place))
    await publisher.connect()
    with Watch(bench) as watch:
        for number in range(200):
            await publisher.emit("broadcast", "never polls", [number, "x" * 200_000])
            await publisher.call("echo", number)
    assert watch.grown < 30 * MB, f"{watch.grown / MB:.0f} MB"


async def test_connections_without_a_request_are_closed_or_cheap(engine):
    files, memory = engine.files(), engine.memory()
    connections = [await Connection.open(engine.port, f"127.0.{1 + number % 4}.1") for number in range(1000)]
    for connection in connections[::2]:
        connection.write(b"GET /engine.io/?EIO=4&transport=po")
    await (await Connection.open(engine.port)).request("GET", target(engine.path, "polling"))
    assert engine.memory() - memory < 40 * MB
    for connection in connections:
        connection.reset()
    assert await asyncio.to_thread(poll_until, lambda: engine.files() <= files + 8, 20)


async def test_connections_and_disconnections_leave_nothing(sockets):
    """1500 sessions of each way come, talk and go; memory and files stay."""
    async def come_and_go(number):
        client = await joined(sockets, (Socket, Polling)[number % 2])
        await client.emit("message", number)
        await client.event("message-back")
        if number % 3 == 0:
            await client.send(1)
        if number % 2 == 0:
            client.engine.websocket.reset()
        else:
            await client.engine.post("1")
            client.engine.close()

    levels = []
    for _ in range(3):
        for start in range(0, 500, 50):
            await asyncio.gather(*(come_and_go(number) for number in range(start, start + 50)))
        levels.append((sockets.files(), sockets.memory()))
    assert await asyncio.to_thread(poll_until, lambda: sockets.files() <= levels[0][0] + 8, 20), levels
    assert levels[-1][1] - levels[0][1] < 16 * MB, levels


async def test_an_upgrade_storm_on_one_session_is_bounded(engine):
    """500 WebSockets for one sid: one may probe, the others are closed, polling goes on."""
    session = await Polling.open(*engine.place)
    address = target(engine.path, "websocket", session.sid)

    async def knock():
        connection = await Connection.open(engine.port)
        answer = await connection.request("GET", address, upgrade_headers())
        if answer.status == 101:
            await WebSocket(connection, answer).closed(30)

    knocking = {asyncio.create_task(knock()) for _ in range(500)}
    async with asyncio.timeout(30):
        while len(knocking) > 1:
            ended, knocking = await asyncio.wait(knocking, return_when=asyncio.FIRST_COMPLETED)
            for one in ended:
                one.result()
    await session.send_packets("4alive")
    packets = []
    while "4alive" not in packets:
        packets += await session.poll()
    for prober in knocking:
        prober.cancel()
