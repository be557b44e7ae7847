"""Rooms and broadcasts, as far as the mode `bench` offers them."""

import asyncio
import itertools

import pytest
from engine_client import WAYS, Socket
from socket_client import Client

rooms = itertools.count()


@pytest.fixture
def room():
    return f"room-{next(rooms)}"


async def member(testbed, *names, way="websocket"):
    client = Client(await WAYS[way](*testbed.place))
    await client.connect()
    for name in names:
        await client.emit("join", name)
    await client.call("echo", "joined")
    return client


async def heard(client):
    """What arrived until an ack that was asked for now."""
    await client.call("echo", "until here")
    got, client.kept = [packet.arguments[0] for packet in client.kept], []
    return got


@pytest.mark.parametrize("way", WAYS)
async def test_a_broadcast_reaches_the_members_of_its_room(bench, room, way):
    members = [await member(bench, room, way=way) for _ in range(3)]
    stranger = await member(bench, room + "x", way=way)
    publisher = await member(bench)
    await publisher.emit("broadcast", room, {"text": "hello", "é": [1]})
    await publisher.call("echo", "sent")
    for client in members:
        assert await client.event("msg") == [{"text": "hello", "é": [1]}]
    assert await heard(stranger) == [] and await heard(publisher) == []


async def test_who_joined_twice_hears_once(bench, room):
    client = await member(bench, room, room, room)
    await client.emit("broadcast", room, 1)
    assert await heard(client) == [1]


async def test_a_socket_is_in_the_room_of_its_id(bench):
    client = await member(bench)
    other = await member(bench)
    await other.emit("broadcast", client.ids["/"], "direct")
    await other.call("echo", "sent")
    assert await heard(client) == ["direct"] and await heard(other) == []


async def test_the_secret_id_is_no_room(bench):
    client = await member(bench)
    await client.emit("broadcast", client.engine.sid, "x")
    assert await heard(client) == []


async def test_leaving_and_losing_leave_the_room(bench, room):
    stays, leaves, lost = [await member(bench, room) for _ in range(3)]
    await leaves.send(1)
    lost.engine.websocket.reset()
    await leaves.connect()
    await stays.emit("broadcast", room, 1)
    assert await heard(stays) == [1]
    assert await heard(leaves) == [], "joining the namespace again is not joining the room"


ROOMS = ["", " ", "a,b", "/", "*", "ü😀", "x" * 10_000, "__proto__", "socket.io#/#", "?[x]"]


@pytest.mark.parametrize("name", ROOMS, ids=lambda name: repr(name[:12]))
async def test_any_text_names_a_room(bench, name):
    client, other = await member(bench, name), await member(bench, name + ".")
    await client.emit("broadcast", name, 1)
    assert await heard(client) == [1] and await heard(other) == []


async def test_order_holds_between_broadcasts_and_direct_emits(bench, room):
    client = await member(bench, room)
    for number in range(200):
        await client.emit("broadcast", room, number)
        await client.send(2, number=number, data=["echo", number])
    seen = []
    while len(seen) < 400:
        packet = await client.receive()
        seen.append(packet.data[0] if packet.id is not None else packet.arguments[0])
    assert seen == [number for number in range(200) for _ in range(2)]


async def test_every_member_hears_each_broadcast_once_in_the_senders_order(bench, room):
    members = [await member(bench, room, way=way) for way in WAYS for _ in range(5)]
    publishers = [await member(bench) for _ in range(3)]
    count = 50

    async def publish(number, publisher):
        for turn in range(count):
            await publisher.emit("broadcast", room, [number, turn])

    async def listen(client):
        turns = {}
        for _ in range(count * len(publishers)):
            ((number, turn),) = await client.event("msg")
            turns.setdefault(number, []).append(turn)
        assert turns == {number: list(range(count)) for number in range(len(publishers))}

    await asyncio.gather(*(publish(*pair) for pair in enumerate(publishers)), *map(listen, members))
    assert all([await heard(client) == [] for client in members])


async def test_binary_broadcasts_reach_all_ways(bench, room):
    members = [await member(bench, room, way=way) for way in WAYS]
    await members[0].emit("broadcast", room, {"a": b"\0\1", "b": [b""]})
    for client in members:
        assert await client.event("msg") == [{"a": b"\0\1", "b": [b""]}]


async def test_a_thousand_rooms_of_one_socket(bench):
    client = await member(bench, *(f"many-{number}" for number in range(1000)))
    for number in (0, 500, 999):
        await client.emit("broadcast", f"many-{number}", number)
    assert await heard(client) in ([0, 500, 999], [])  # a limit of rooms is allowed, but not half of them
    other = await member(bench)
    assert await other.call("echo", 1) == [1]


WRONG = [["join"], ["join", None], ["join", 5], ["join", {"a": 1}], ["join", b"x"], ["broadcast"],
         ["broadcast", None, 1], ["broadcast", "x"], ["echo"], ["echo", None, None]]


@pytest.mark.parametrize("data", WRONG, ids=str)
async def test_wrong_arguments_to_a_handler_crash_nothing(bench, data):
    client = Client(await Socket.open(*bench.place))
    await client.connect()
    await client.emit(*data)
    other = await member(bench)
    assert await other.call("echo", 1) == [1]
