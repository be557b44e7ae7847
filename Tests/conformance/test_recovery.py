"""Connection state recovery, on the mode that has it on."""

import asyncio
import json

import pytest
from engine_client import Polling, Socket, upgrade
from raw_websocket import Closed
from socket_client import CONNECT, DISCONNECT, Client, compact
from test_grammar import joined


async def member(testbed, way=Socket):
    """A client, its CONNECT answer and the offset of a first event."""
    client = Client(await way.open(*testbed.place))
    answer = await client.connect()
    await client.emit("hi")
    (offset,) = await client.event("hi")
    return client, answer, offset


async def come_back(testbed, pid, offset, way=Socket, **auth):
    """A new session that asks for an old state: the packets up to the CONNECT answer, and that answer."""
    client = Client(await way.open(*testbed.place))
    await client.send(CONNECT, data={"pid": pid, "offset": offset} | auth)
    missed = []
    while (packet := await client.receive()).type != CONNECT:
        missed.append(packet)
    return client, missed, packet.data


async def lose(client, testbed):
    """Drops the transport and waits until the server knows."""
    engine = client.engine
    if isinstance(engine, Socket):
        engine.websocket.reset()
        probe = Polling(*testbed.place)
        probe.sid = engine.sid
        async with asyncio.timeout(10):
            while (await probe.post("3")).json()["code"] != 1:
                await asyncio.sleep(0.005)
    else:
        engine.close()
        other = Polling(*testbed.place)
        other.sid = engine.sid
        (await other.start_poll()).reset()
        other.getter = None
        await other.until_gone()


async def test_the_connect_answer_carries_a_secret_pid(recovering):
    client, answer, _ = await member(recovering)
    assert set(answer) == {"sid", "pid"} and isinstance(answer["pid"], str)
    assert answer["pid"] not in (answer["sid"], client.engine.sid) and len(answer["pid"]) >= 16


@pytest.mark.parametrize("mode", ["sockets", "bench"])
async def test_recovery_is_off_by_default(request, mode):
    testbed = request.getfixturevalue(mode)
    client = Client(await Socket.open(*testbed.place))
    assert set(await client.connect()) == {"sid"}


async def test_every_storable_event_ends_in_an_offset(recovering):
    client = Client(await Socket.open(*recovering.place))
    await client.connect()
    offsets = []
    for _ in range(20):
        await client.emit("hi")
        (offset,) = await client.event("hi")
        assert isinstance(offset, str) and offset
        offsets.append(offset)
    assert len(set(offsets)) == 20
    await client.emit("false")
    value, offset = await client.event("false")
    assert value is False and isinstance(offset, str)


async def test_events_with_an_ack_carry_no_new_offset(recovering):
    """None at all, or the latest again: never an offset that was not given before."""
    client, _, offset = await member(recovering)
    await client.emit("ack")
    packet = await client.receive()
    assert packet.id is not None and packet.arguments in ([], [offset])


@pytest.mark.parametrize("way", [Socket, Polling])
async def test_a_lost_connection_is_recovered(recovering, way):
    client, answer, offset = await member(recovering, way)
    await lose(client, recovering)
    _, missed, again = await come_back(recovering, answer["pid"], offset, way)
    assert (again["sid"], again["pid"]) == (answer["sid"], answer["pid"])
    assert missed == []


async def test_an_upgraded_connection_is_recovered(recovering):
    polling, answer, offset = await member(recovering, Polling)
    client = Client(await upgrade(polling.engine))
    await client.emit("hi")
    (offset,) = await client.event("hi")
    await lose(client, recovering)
    _, _, again = await come_back(recovering, answer["pid"], offset)
    assert again["sid"] == answer["sid"]


async def test_missed_events_come_before_the_connect_answer(recovering):
    """An answer that was never read: five events are emitted, one is acknowledged by its offset."""
    client, answer, offset = await member(recovering)
    for _ in range(4):
        await client.emit("hi")
    await client.emit("doge")
    await client.call("echo", "all were emitted")
    await lose(client, recovering)
    _, missed, again = await come_back(recovering, answer["pid"], offset)
    assert again["pid"] == answer["pid"]
    assert [packet.event for packet in missed] == ["hi"] * 4 + ["doge"]
    assert missed[-1].arguments[0] == b"asdfasdf" and isinstance(missed[-1].arguments[1], str)
    sent = [packet.arguments for packet in client.kept]
    assert [packet.arguments for packet in missed] == sent, "with the offsets they had"


async def test_what_was_seen_is_not_replayed(recovering):
    client, answer, _ = await member(recovering)
    await client.emit("hi")
    await client.emit("hi")
    await client.event("hi")
    (offset,) = await client.event("hi")
    await lose(client, recovering)
    _, missed, _ = await come_back(recovering, answer["pid"], offset)
    assert missed == []


async def test_recovery_may_be_repeated(recovering):
    client, answer, offset = await member(recovering)
    for _ in range(4):
        await lose(client, recovering)
        client, missed, again = await come_back(recovering, answer["pid"], offset)
        assert (again, missed) == (answer, [])
        await client.emit("hi")
        (offset,) = await client.event("hi")
        assert await client.call("getId") == [answer["sid"]]


UNKNOWN = [("unknown pid", "nobody", None), ("empty pid", "", None), ("unknown offset", None, "nowhere"),
           ("empty offset", None, "")]


@pytest.mark.parametrize(("pid", "offset"), [row[1:] for row in UNKNOWN], ids=[row[0] for row in UNKNOWN])
async def test_what_cannot_be_recovered_is_a_new_connection(recovering, pid, offset):
    client, answer, known = await member(recovering)
    await lose(client, recovering)
    pid, offset = answer["pid"] if pid is None else pid, known if offset is None else offset
    fresh, missed, again = await come_back(recovering, pid, offset)
    assert again["sid"] != answer["sid"] and again["pid"] != answer["pid"] and missed == []
    assert await fresh.call("echo", 1) == [1]


WRONG = [1, None, True, [], {}, 0.5, ["x"]]


@pytest.mark.parametrize("value", WRONG, ids=str)
@pytest.mark.parametrize("key", ["pid", "offset"])
async def test_pid_and_offset_that_are_no_strings_are_ignored(recovering, key, value):
    client, answer, offset = await member(recovering)
    await lose(client, recovering)
    auth = {"pid": answer["pid"], "offset": offset} | {key: value}
    fresh = Client(await Socket.open(*recovering.place))
    await fresh.send_raw(f"40{compact(auth)}")
    packet = json.loads((await fresh.engine.packet())[2:])
    assert packet["sid"] != answer["sid"]


async def test_pid_without_offset_is_a_new_connection(recovering):
    client, answer, _ = await member(recovering)
    await lose(client, recovering)
    fresh = Client(await Socket.open(*recovering.place))
    assert (await fresh.connect(auth={"pid": answer["pid"]}))["sid"] != answer["sid"]


async def test_nothing_is_recovered_after_a_disconnect(recovering):
    client, answer, offset = await member(recovering)
    await client.send(DISCONNECT)
    await lose(client, recovering)
    _, _, again = await come_back(recovering, answer["pid"], offset)
    assert again["sid"] != answer["sid"]


async def test_nothing_is_recovered_after_a_parse_error(recovering):
    client, answer, offset = await member(recovering)
    await client.send_raw("abc")
    await client.engine.closed()
    _, _, again = await come_back(recovering, answer["pid"], offset)
    assert again["sid"] != answer["sid"]


async def test_a_state_is_restored_once(recovering):
    """Two who claim one state: one id never belongs to two live sockets."""
    client, answer, offset = await member(recovering)
    await lose(client, recovering)
    results = await asyncio.gather(*(come_back(recovering, answer["pid"], offset) for _ in range(4)),
                                   return_exceptions=True)
    living = []
    for result in results:
        if isinstance(result, BaseException):
            continue
        try:
            (identifier,) = await result[0].call("getId")
            living.append(identifier)
        except (Closed, ConnectionError):
            continue
    assert living and len(set(living)) == len(living), living


async def test_a_half_dead_connection_is_replaced(recovering):
    """The old transport is open, but its client is back: never two live sockets with one id."""
    old, answer, offset = await member(recovering)
    fresh, _, again = await come_back(recovering, answer["pid"], offset)
    if again["sid"] == answer["sid"]:
        await old.engine.closed()
    assert await fresh.call("getId") == [again["sid"]]


async def test_a_strangers_pid_recovers_nothing_of_another_namespace(recovering):
    client, answer, offset = await member(recovering)
    await lose(client, recovering)
    fresh = Client(await Socket.open(*recovering.place))
    got = await fresh.connect("/foo", {"pid": answer["pid"], "offset": offset})
    assert got["sid"] != answer["sid"]


async def test_pid_and_offset_of_the_application_do_no_harm(recovering):
    client = Client(await Socket.open(*recovering.place))
    await client.connect("/abc", {"pid": "mine", "offset": "mine too", "a": "b"})
    handshake, *_ = await client.event("handshake", "/abc")
    assert handshake["auth"]["a"] == "b"


async def test_replay_goes_only_to_its_owner(recovering):
    first, answer, offset = await member(recovering)
    second, _, _ = await member(recovering)
    await lose(first, recovering)
    for _ in range(5):
        await second.emit("hi")
        await second.event("hi")
    _, missed, again = await come_back(recovering, answer["pid"], offset)
    assert again["sid"] == answer["sid"] and missed == []


async def test_without_recovery_events_carry_no_offset(sockets):
    client = await joined(sockets)
    await client.emit("message", "x")
    assert await client.event("message-back") == ["x"], "no offset"
