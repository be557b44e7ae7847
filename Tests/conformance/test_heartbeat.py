"""The heartbeat. Times are lower bounds, or far above what a slow machine needs."""

import asyncio
import time

import pytest
from engine_client import WAYS, Polling, Socket, probe, upgrade
from raw_websocket import PING, PONG, Closed

SOON = 20  # seconds within which 500 ms have passed for everybody


async def test_pings_come_over_polling(brisk_engine):
    session = await Polling.open(*brisk_engine.place)
    for _ in range(3):
        assert await session.poll() == ["2"]
        await session.send_packets("3")


async def test_pings_come_over_websocket(brisk_engine):
    session = await Socket.open(*brisk_engine.place)
    for _ in range(3):
        assert await session.websocket.message() == "2"
        session.websocket.send("3")


@pytest.mark.parametrize("way", WAYS)
async def test_a_silent_client_is_closed(brisk_engine, way):
    session = await WAYS[way](*brisk_engine.place)
    begin = time.monotonic()
    if way == "polling":
        assert await session.poll() == ["2"]
        await gone(session)
    else:
        session.answers_pings = False
        await session.closed(SOON)
    assert time.monotonic() - begin > 0.4, "not before interval and timeout have passed"


async def gone(session):
    """Waits with polls alone, since a pong would keep the session alive."""
    async with asyncio.timeout(SOON):
        while (answer := await session.get()).status == 200:
            await asyncio.sleep(0.02)
        assert answer.json()["code"] == 1


async def test_an_abandoned_polling_session_dies_without_any_request(brisk_engine):
    sessions = [await Polling.open(*brisk_engine.place) for _ in range(5)]
    await asyncio.sleep(1)
    for session in sessions:
        answer = await session.get()
        assert answer.status == 400 and answer.json()["code"] == 1, answer


@pytest.mark.parametrize("way", WAYS)
async def test_pings_are_sent_under_traffic(brisk_engine, way):
    session = await WAYS[way](*brisk_engine.place)
    session.answers_pings = False
    pings, end = 0, time.monotonic() + SOON
    while pings < 3:
        assert time.monotonic() < end, "no pings while traffic flows"
        await session.send_packets("4busy")
        packet = await session.packet()
        while packet != "4busy":
            assert packet == "2"
            pings += 1
            await session.send_packets("3")
            packet = await session.packet()
        await asyncio.sleep(0.01)


@pytest.mark.parametrize("way", ["polling", "websocket"])
async def test_only_a_pong_counts_as_life(brisk_engine, way):
    session = await WAYS[way](*brisk_engine.place)
    session.answers_pings = False
    try:
        async with asyncio.timeout(SOON):
            while True:
                if way == "polling":
                    answer = await session.post("4busy")
                    if answer.status == 400 or (await session.get()).status == 400:
                        break
                else:
                    await session.send_packets("4busy")
                    await session.packet()
                await asyncio.sleep(0.02)
    except Closed:
        pass


async def test_unsolicited_pongs_shift_no_ping(brisk_engine):
    """None of them may add a timer, so pings come at their pace."""
    session = await Socket.open(*brisk_engine.place)
    session.answers_pings = False
    await session.send_packets(*["3"] * 1000)
    pings, begin = 0, time.monotonic()
    while time.monotonic() - begin < 1.6:
        try:
            packet = await session.packet(deadline=0.1)
        except TimeoutError:
            continue
        assert packet == "2"
        pings += 1
        await session.send_packets("3")
    assert 1 <= pings <= 6, f"{pings} pings in 1.6 s at an interval of 0.3 s"


async def test_websocket_pings_are_answered_and_are_no_heartbeat(brisk_engine):
    session = await Socket.open(*brisk_engine.place)
    session.websocket.send_frame(PING, b"data")
    frame = await session.websocket.frame()
    assert (frame.opcode, frame.payload) == (PONG, b"data")
    with pytest.raises(Closed):
        async with asyncio.timeout(SOON):
            while True:
                session.websocket.send_frame(PING, b"x")
                while (await session.websocket.frame()).opcode != PONG:
                    pass
                await asyncio.sleep(0.02)


async def test_the_first_ping_comes_once(brisk_engine):
    session = await Socket.open(*brisk_engine.place)
    session.answers_pings = False
    assert await session.packet() == "2"
    with pytest.raises(TimeoutError):
        assert await session.packet(deadline=0.1) is None, "a second ping before the pong"


async def test_a_ping_sent_by_polling_may_be_answered_on_the_websocket(brisk_engine):
    polling = await Polling.open(*brisk_engine.place)
    assert await polling.poll() == ["2"]
    session = await upgrade(polling)
    session.answers_pings = False
    session.websocket.send("3")
    for _ in range(3):  # the next pings are scheduled
        assert await session.packet(SOON) == "2"
        session.websocket.send("3")


async def test_an_unanswered_ping_before_the_upgrade_leaves_a_heartbeat_after_it(brisk_engine):
    polling = await Polling.open(*brisk_engine.place)
    assert await polling.poll() == ["2"]
    session = await upgrade(polling)
    session.answers_pings = False
    await session.closed(SOON)


async def test_a_probe_that_never_ends_does_not_stop_the_heartbeat(brisk_engine):
    """The upgrade may bound it instead (10 s); the session must be gone when both have passed."""
    polling = await Polling.open(*brisk_engine.place)
    await probe(polling)
    end = time.monotonic() + 15
    while True:
        answer = await polling.get()
        if answer.status == 400:
            return
        assert time.monotonic() < end, "the session outlives interval, timeout and upgrade timeout"
        await asyncio.sleep(0.1)


async def test_a_session_that_answers_lives_on(brisk_engine):
    sessions = [await way(*brisk_engine.place) for way in WAYS.values()]

    async def live(session):
        end = time.monotonic() + 2
        while time.monotonic() < end:
            await session.send_packets("4x")
            assert await session.packet() == "4x"
            await asyncio.sleep(0.02)

    await asyncio.gather(*map(live, sessions))


async def test_pings_go_on_after_the_last_namespace_was_left(brisk_sockets):
    session = await Socket.open(*brisk_sockets.place)
    session.answers_pings = False
    await session.send_packets("40")
    await session.packet()
    await session.packet()
    await session.send_packets("41")
    for _ in range(5):
        assert await session.packet() == "2"
        await session.send_packets("3")
