"""The way from polling to WebSocket."""

import asyncio
import time

import pytest
from engine_client import Polling, Socket, probe, target, upgrade
from raw_http import request
from raw_websocket import Closed, Refused, WebSocket
from socket_client import Client


async def still_polls(session):
    await session.send_packets("4alive")
    packets = []
    while "4alive" not in packets:
        packets += await session.poll()


async def test_a_session_upgrades(engine):
    session = await upgrade(await Polling.open(*engine.place))
    await session.send_packets("4hello", b"\1")
    assert [await session.packet(), await session.packet()] == ["4hello", b"\1"]


async def test_an_upgrade_with_an_unknown_sid_is_refused(engine):
    with pytest.raises(Refused) as refusal:
        await WebSocket.open(engine.port, target(engine.path, "websocket", "nobody"))
    assert refusal.value.answer.status == 400


async def test_every_poll_during_a_probe_is_released(engine):
    session = await Polling.open(*engine.place)
    pending = await session.start_poll()
    websocket = await WebSocket.open(engine.port, target(engine.path, "websocket", session.sid))
    websocket.send("2probe")
    assert (await pending.answer()).text == "6"
    assert await websocket.message() == "3probe"
    for _ in range(5):
        assert await session.poll() == ["6"], "each poll needs its own"
    websocket.send("5")
    websocket.send("4x")
    assert await websocket.message() == "4x", "no noop goes over the WebSocket"


async def test_messages_go_through_polls_during_a_probe(engine):
    session = await Polling.open(*engine.place)
    websocket = await probe(session)
    await session.send_packets("4one", "4two")
    assert await session.poll() == ["4one", "4two"]
    with pytest.raises(TimeoutError):
        await websocket.message(deadline=0.3)
    websocket.send("5")
    websocket.send("4three")
    assert await websocket.message() == "4three", "neither lost nor sent twice"


async def test_what_is_queued_is_flushed_in_order_after_the_switch(engine):
    session = await Polling.open(*engine.place)
    websocket = await probe(session)
    for number in range(50):
        await session.send_packets(f"4{number}")
    websocket.send("5")
    websocket.send("4last")
    assert [await websocket.message() for _ in range(51)] == [*(f"4{number}" for number in range(50)), "4last"]


async def test_nothing_is_lost_or_repeated_with_traffic_in_flight(sockets):
    for turn in range(10):
        client = Client(await Polling.open(*sockets.place))
        await client.connect()
        await client.event("auth")
        count, received = 30, []
        polling = client.engine

        async def read(polling=polling, received=received):
            while True:
                answer = await polling.get()
                if answer.status != 200:
                    return
                packets = answer.text.split("\x1e")
                received.extend(packet for packet in packets if packet != "6")
                if "6" in packets:
                    return

        reader = asyncio.create_task(read())
        for number in range(count):
            await polling.send_packets(f'42["message",{number}]')
            if number == turn:
                websocket = await probe(polling)
        await asyncio.wait_for(reader, 10)
        websocket.send("5")
        websocket.send('42["message","end"]')
        while not received or received[-1] != '42["message-back","end"]':
            received.append(await websocket.message())
        wanted = [f'42["message-back",{number}]' for number in range(count)] + ['42["message-back","end"]']
        assert received == wanted


async def test_binary_stays_whole_over_the_switch(sockets):
    client = Client(await Polling.open(*sockets.place))
    await client.connect()
    await client.event("auth")
    websocket = await probe(client.engine)
    for number in range(10):
        await client.emit("message", bytes([number]), bytes([number, number]))
    websocket.send("5")
    client.engine = Socket(websocket, client.engine.handshake)
    for number in range(10):
        assert await client.event("message-back") == [bytes([number]), bytes([number, number])]


FIRST = ["4hello", "2", "2other", "3probe", "6", "1", "abc", "", b"2probe"]


@pytest.mark.parametrize("packet", FIRST, ids=repr)
async def test_a_first_packet_that_is_no_probe_closes_the_websocket_alone(engine, packet):
    session = await Polling.open(*engine.place)
    websocket = await WebSocket.open(engine.port, target(engine.path, "websocket", session.sid))
    websocket.send(packet)
    await websocket.closed()
    await still_polls(session)


async def test_an_upgrade_packet_without_a_probe_breaks_nothing(engine):
    """The reference takes it for an upgrade, refusing it is safer: either way one transport works."""
    session = await Polling.open(*engine.place)
    websocket = await WebSocket.open(engine.port, target(engine.path, "websocket", session.sid))
    websocket.send("5")
    websocket.send("4x")
    try:
        assert await websocket.message() == "4x"
    except Closed:
        await still_polls(session)


@pytest.mark.parametrize("end", ["close", "reset", "send_close"])
@pytest.mark.parametrize("probed", [False, True], ids=["before the probe", "after the probe"])
async def test_a_lost_probe_leaves_polling_alone(engine, end, probed):
    session = await Polling.open(*engine.place)
    address = target(engine.path, "websocket", session.sid)
    websocket = await (probe(session) if probed else WebSocket.open(engine.port, address))
    await session.send_packets("4kept")
    getattr(websocket, end)()
    packets = []
    while "4kept" not in packets:
        packets += await session.poll()
    await still_polls(session)
    second = await upgrade(session)  # and it may try again
    await second.send_packets("4again")
    assert await second.packet() == "4again"


async def test_after_a_lost_probe_polls_wait_again(engine):
    session = await Polling.open(*engine.place)
    websocket = await probe(session)
    websocket.close()
    end = time.monotonic() + 10
    while True:
        pending = await session.start_poll()
        try:
            answer = await pending.answer(deadline=0.5)
            assert answer.text == "6" and time.monotonic() < end, answer
        except TimeoutError:
            break  # it waits
    await session.send_packets("4x")
    assert (await pending.answer()).text == "4x"


async def test_a_second_websocket_during_a_probe_is_closed(engine):
    session = await Polling.open(*engine.place)
    first = await probe(session)
    second = await WebSocket.open(engine.port, target(engine.path, "websocket", session.sid))
    await second.closed()
    first.send("5")
    first.send("4x")
    assert await first.message() == "4x"


async def test_a_websocket_with_an_upgraded_sid_is_accepted_and_closed(engine):
    session = await upgrade(await Polling.open(*engine.place))
    await session.send_packets("4x")
    assert await session.packet() == "4x"
    for _ in range(3):
        second = await WebSocket.open(engine.port, target(engine.path, "websocket", session.sid))
        await second.closed()
    await session.send_packets("4alive")
    assert await session.packet() == "4alive"


async def test_a_websocket_with_the_sid_of_a_websocket_session_gets_nowhere(engine):
    session = await Socket.open(*engine.place)
    try:
        second = await WebSocket.open(engine.port, target(engine.path, "websocket", session.sid))
        second.send("2probe")
        await second.closed()
    except Refused as refusal:
        assert refusal.answer.status == 400
    await session.send_packets("4alive")
    assert await session.packet() == "4alive"


async def test_the_pending_poll_of_an_upgraded_session_is_released(engine):
    session = await Polling.open(*engine.place)
    websocket = await probe(session)
    websocket.send("5")
    websocket.send("4x")
    assert await websocket.message() == "4x"
    answer = await request(engine.port, "GET", session.target())
    assert answer.status == 400 and answer.json()["code"] == 3


async def test_a_client_that_never_stops_polling_cannot_loop_the_upgrade(engine):
    session = await Polling.open(*engine.place)
    websocket = await probe(session)
    for _ in range(100):
        assert await session.poll() == ["6"]
    websocket.send("5")
    websocket.send("4x")
    assert await websocket.message() == "4x"


async def test_a_close_during_a_probe_ends_both(engine):
    session = await Polling.open(*engine.place)
    websocket = await probe(session)
    assert (await session.post("1")).body == b"ok"
    await websocket.closed()
    await session.until_gone()


async def test_an_abandoned_probe_is_closed_and_polling_goes_on(engine):
    """The upgrade timeout of 10 s, for one WebSocket that never probes and one that never ends its probe."""
    silent = await Polling.open(*engine.place)
    mute = await WebSocket.open(engine.port, target(engine.path, "websocket", silent.sid))
    stuck = await Polling.open(*engine.place)
    probed = await probe(stuck)
    begin = time.monotonic()
    await asyncio.gather(mute.closed(30), probed.closed(30))
    assert time.monotonic() - begin > 5
    await still_polls(silent)
    await still_polls(stuck)


async def test_many_sessions_upgrade_at_once(engine):
    async def one(number):
        session = await upgrade(await Polling.open(*engine.place))
        await session.send_packets(f"4{number}")
        assert await session.packet() == f"4{number}"

    await asyncio.gather(*(one(number) for number in range(100)))
