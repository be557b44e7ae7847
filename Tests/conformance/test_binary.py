"""Attachments."""

import asyncio

import pytest
from engine_client import WAYS, Polling, Socket
from raw_websocket import Closed
from socket_client import Client, wire
from test_grammar import alive, joined

ONE = '{"_placeholder":true,"num":0}'
TWO = '{"_placeholder":true,"num":1}'


async def test_placeholders_are_in_order_of_appearance(sockets):
    client = await joined(sockets)
    await client.send_raw(f'452-["message",{ONE},{TWO}]', b"\1\2\3", b"\4\5\6")
    wanted = [f'452-["message-back",{ONE},{TWO}]', b"\1\2\3", b"\4\5\6"]
    assert [await client.engine.packet() for _ in range(3)] == wanted


async def test_a_binary_ack(sockets):
    client = await joined(sockets)
    await client.send_raw(f'452-789["message-with-ack",{ONE},{TWO}]', b"\1\2\3", b"\4\5\6")
    wanted = [f"462-789[{ONE},{TWO}]", b"\1\2\3", b"\4\5\6"]
    assert [await client.engine.packet() for _ in range(3)] == wanted


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("count", [1, 2, 9, 10])
async def test_up_to_ten_attachments_are_taken(sockets, way, count):
    client = Client(await WAYS[way](*sockets.place))
    await client.connect()
    await client.event("auth")
    parts = [bytes([number]) * number for number in range(count)]
    await client.emit("message", *parts)
    assert await client.event("message-back") == parts


@pytest.mark.parametrize("count", ["11", "12", "100", "1000000", "1000000000000000", "9" * 19, "9" * 20, "9" * 400])
async def test_more_than_ten_attachments_close_at_the_header(sockets, count):
    client = await joined(sockets)
    await client.send_raw(f'45{count}-["message",{ONE}]')
    await client.engine.closed()


INDEXES = ["1", "10", "-1", "0.5", '"0"', '"splice"', "null", "true", "1e0", "1e400", "9" * 30, "[]", "{}", "-0.1"]


@pytest.mark.parametrize("index", INDEXES)
async def test_a_wrong_index_closes(sockets, index):
    client = await joined(sockets)
    await client.send_raw(f'451-["message",{{"_placeholder":true,"num":{index}}}]', b"x")
    await client.engine.closed()


async def test_a_placeholder_without_an_index_closes(sockets):
    client = await joined(sockets)
    await client.send_raw('451-["message",{"_placeholder":true}]', b"x")
    await client.engine.closed()


async def test_the_same_index_twice_is_allowed(sockets):
    client = await joined(sockets)
    await client.send_raw(f'451-["message",{ONE},{ONE}]', b"x")
    assert await client.event("message-back") == [b"x", b"x"]


async def test_an_attachment_nobody_names_is_allowed(sockets):
    client = await joined(sockets)
    await client.send_raw(f'452-["message",{ONE}]', b"x", b"unused")
    assert await client.event("message-back") == [b"x"]
    await alive(client)


async def test_placeholders_in_any_order_and_depth(sockets):
    client = await joined(sockets)
    await client.send_raw(f'452-["message",{{"a":[{TWO},{{"b":{ONE}}}]}}]', b"zero", b"one")
    assert await client.event("message-back") == [{"a": [b"one", {"b": b"zero"}]}]


LOOKALIKES = ['{"_placeholder":true,"num":0}', '{"_placeholder":true}', '{"_placeholder":false,"num":0}',
              '{"_placeholder":1,"num":0}', '{"num":0}', '"_placeholder"', '{"_placeholder":true,"num":-1}']


@pytest.mark.parametrize("value", LOOKALIKES)
async def test_placeholders_in_a_plain_event_are_ordinary_objects(sockets, value):
    client = await joined(sockets)
    await client.send_raw(f'42["message",{value}]')
    assert await client.engine.packet() == f'42["message-back",{value}]'


async def test_a_text_while_attachments_are_missing_closes(sockets):
    for text in ('42["message","x"]', f'451-["message",{ONE}]', "40/custom,", "41", "431[]"):
        client = await joined(sockets)
        await client.send_raw(f'452-["message",{ONE},{TWO}]', b"one", text)
        await client.engine.closed()


async def test_an_attachment_nobody_announced_closes(sockets):
    client = await joined(sockets)
    await client.send_raw(b"x")
    await client.engine.closed()
    client = await joined(sockets)
    await client.send_raw(f'451-["message",{ONE}]', b"x", b"y")
    await client.engine.closed()


async def test_engine_packets_may_come_between(sockets):
    for packet in ("3", "6"):
        client = await joined(sockets)
        await client.send_raw(f'452-["message",{ONE},{TWO}]', packet, b"a", packet, b"b", packet)
        assert await client.event("message-back") == [b"a", b"b"]


async def test_count_zero_is_taken_or_refused_and_wedges_nothing(sockets):
    client = await joined(sockets)
    await client.send_raw('450-["message","x"]')
    try:
        packet = await client.engine.packet()
        assert packet == '42["message-back","x"]'
        for _ in range(3):
            await alive(client)
    except Closed:
        pass


async def test_namespaces_share_one_reconstruction(sockets):
    client = await joined(sockets)
    await client.connect("/custom")
    await client.event("auth", "/custom")
    await client.send_raw(f'451-["message",{ONE}]', f'451-/custom,["message",{ONE}]', b"a", b"b")
    await client.engine.closed()


async def test_a_text_for_another_namespace_while_attachments_are_missing_closes(sockets):
    client = await joined(sockets)
    await client.connect("/custom")
    await client.event("auth", "/custom")
    await client.send_raw(f'451-["message",{ONE}]', '42/custom,["x"]')
    await client.engine.closed()


async def test_after_leaving_attachments_of_that_namespace_are_not_delivered(sockets):
    client = await joined(sockets)
    await client.send_raw("41", f'451-["message",{ONE}]', b"x")
    await client.connect()
    assert (await client.event("auth")) == [{}]
    await alive(client)


async def test_binary_goes_adjacent_under_concurrent_traffic(bench):
    """A room full of broadcasts while each member gets binary acks: header and attachments must never be torn apart."""
    members = [Client(await Socket.open(*bench.place)) for _ in range(8)]
    for member in members:
        await member.connect()
        await member.emit("join", "adjacent")
        await member.call("echo", "joined")
    count = 40

    async def talk(number, member):
        for turn in range(count):
            await member.emit("broadcast", "adjacent", {"from": number, "turn": turn, "data": bytes([turn]) * 50})
            await member.send_raw(*wire(2, number=turn, data=["echo", b"a" * turn, b"b", {"c": b"c" * 300}]))

    async def listen(member):
        turns, acks = {}, []
        while len(acks) < count or sum(len(seen) for seen in turns.values()) < count * len(members):
            packet = await member.receive()  # which checks adjacency
            if packet.id is not None:
                acks.append(packet.id)
                assert packet.data == [b"a" * packet.id, b"b", {"c": b"c" * 300}]
            else:
                value = packet.arguments[0]
                assert value["data"] == bytes([value["turn"]]) * 50
                turns.setdefault(value["from"], []).append(value["turn"])
        assert acks == list(range(count))
        assert all(seen == list(range(count)) for seen in turns.values()), "each sender's broadcasts in order"

    await asyncio.gather(*(talk(number, member) for number, member in enumerate(members)), *map(listen, members))


async def test_large_attachments(sockets):
    for way in (Socket, Polling):
        client = await joined(sockets, way)
        size = 900_000 if way is Socket else 500_000
        data = bytes(range(250)) * (size // 250)
        await client.emit("message", data)
        assert await client.event("message-back") == [data]
