"""Values nested without end: a recursive walk would end the process for every client."""

import pytest
from engine_client import Polling, Socket
from raw_websocket import TEXT, Closed
from socket_client import Client
from test_grammar import alive, joined

SHAPES = [("lists", "[", "]"), ("objects", '{"a":', "}"), ("both", '[{"a":', "}]")]
PLACES = [("event", '42["message",{}]'), ("event nobody handles", '42["nobody",{}]'),
          ("ack wanted", '421["message-with-ack",{}]'),
          ("ack", "431[{}]"), ("binary event", '451-["message",{}]'), ("binary ack", "461-1[{}]"),
          ("unclosed", '42["message",{}')]


@pytest.mark.parametrize("depth", [200, 5000, 100_000])
@pytest.mark.parametrize("place", [row[1] for row in PLACES], ids=[row[0] for row in PLACES])
async def test_deep_json_overflows_no_stack(sockets, place, depth):
    for _, begin, end in SHAPES:
        times = min(depth, 900_000 // len(begin + end))
        inner = "1" if begin != "[" else ""
        client = await joined(sockets)
        await client.send_raw(place.replace("{}", begin * times + inner + end * times))
        await client.send_raw(b"x")
        client.engine.websocket.send_frame(TEXT, b'420["message-with-ack"]')
        try:
            while not (await client.engine.packet(30) == "430[]"):
                pass
        except (Closed, ConnectionError):
            pass
    await alive(await joined(sockets))


@pytest.mark.parametrize("depth", [200, 5000, 100_000])
@pytest.mark.parametrize("namespace", ["", "/custom,", "/nowhere,"])
async def test_deep_json_in_the_auth_payload_overflows_no_stack(sockets, namespace, depth):
    for way in (Socket, Polling):
        engine = await way.open(*sockets.place)
        times = min(depth, 100_000)
        packet = f'40{namespace}{{"a":' + "[" * times + "]" * times + "}"
        if way is Socket:
            await engine.send_packets(packet)
            try:
                await engine.packet(30)
            except Closed:
                pass
        else:
            assert (await engine.post(packet)).status in (200, 400)
    await alive(await joined(sockets))


async def test_deep_json_in_recovery_keys_overflows_no_stack(recovering):
    for depth in (200, 100_000):
        engine = await Socket.open(*recovering.place)
        await engine.send_packets('40{"pid":' + "[" * depth + "]" * depth + ',"offset":"x"}')
        try:
            await engine.packet(30)
        except Closed:
            pass
    client = Client(await Socket.open(*recovering.place))
    await client.connect()
