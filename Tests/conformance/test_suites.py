"""What the official suites of Engine.IO (25 tests) and Socket.IO (32) ask, with their heartbeat of 300 and 200 ms.

The first half is asked of both modes, as the two suites do.
"""

import asyncio

import pytest
from engine_client import Polling, Socket, opening, probe, target
from raw_http import request
from raw_websocket import Closed, Refused, WebSocket
from socket_client import Client

KEYS = {"sid", "upgrades", "pingInterval", "pingTimeout", "maxPayload"}
ONE, TWO = '{"_placeholder":true,"num":0}', '{"_placeholder":true,"num":1}'


@pytest.fixture(params=["brisk_engine", "brisk_sockets"])
def both(request):
    return request.getfixturevalue(request.param)


class TestHandshake:
    async def test_polling_opens_a_session(self, both):
        answer = await request(both.port, "GET", target(both.path, "polling"))
        handshake = opening(answer.text)
        assert answer.status == 200 and set(handshake) == KEYS and isinstance(handshake["sid"], str)
        assert [handshake[key] for key in ("upgrades", "pingInterval", "pingTimeout", "maxPayload")] == [
            ["websocket"], 300, 200, 1_000_000]

    async def test_websocket_opens_a_session(self, both):
        session = await Socket.open(*both.place)
        assert set(session.handshake) == KEYS
        assert [session.handshake[key] for key in ("upgrades", "pingInterval", "pingTimeout", "maxPayload")] == [
            [], 300, 200, 1_000_000]

    @pytest.mark.parametrize(
        "query", ["transport=polling", "EIO=abc&transport=polling", "EIO=4", "EIO=4&transport=abc"])
    async def test_polling_refuses_invalid_parameters(self, both, query):
        assert (await request(both.port, "GET", f"{both.path}?{query}")).status == 400

    @pytest.mark.parametrize("method", ["POST", "PUT"])
    async def test_polling_refuses_invalid_methods(self, both, method):
        assert (await request(both.port, method, target(both.path, "polling"))).status == 400

    @pytest.mark.parametrize(
        "query", ["transport=websocket", "EIO=abc&transport=websocket", "EIO=4", "EIO=4&transport=abc"])
    async def test_websocket_refuses_invalid_parameters(self, both, query):
        with pytest.raises(Refused):
            await WebSocket.open(both.port, f"{both.path}?{query}")


class TestHeartbeat:
    async def test_polling_pings(self, both):
        session = await Polling.open(*both.place)
        for _ in range(3):
            answer = await session.get()
            assert (answer.status, answer.text) == (200, "2")
            assert (await session.post("3")).status == 200

    async def test_polling_times_out(self, both):
        session = await Polling.open(*both.place)
        await asyncio.sleep(0.5 + 0.1)  # the suite waits for the sum alone, which a machine under load does not keep
        assert (await session.get()).status == 400

    async def test_websocket_pings(self, both):
        session = await Socket.open(*both.place)
        for _ in range(3):
            assert await session.websocket.message() == "2"
            session.websocket.send("3")

    async def test_websocket_times_out(self, both):
        websocket = await WebSocket.open(both.port, target(both.path, "websocket"))
        await websocket.closed()


class TestClose:
    async def test_polling_closes(self, both):
        session = await Polling.open(*both.place)
        pending = await session.start_poll()
        assert (await session.post("1")).status == 200
        answer = await pending.answer()
        assert (answer.status, answer.text) == (200, "6")
        assert (await session.get()).status == 400

    async def test_websocket_closes(self, both):
        session = await Socket.open(*both.place)
        await session.send_packets("1")
        await session.closed()


class TestUpgrade:
    async def test_upgrades(self, both):
        session = await Polling.open(*both.place)
        websocket = await probe(session)
        answer = await session.get()
        assert (answer.status, answer.text) == (200, "6")
        websocket.send("5")
        if both.mode == "engine":
            websocket.send("4hello")
            assert await websocket.message() == "4hello"

    async def test_ignores_requests_with_the_sid(self, both):
        session = await Polling.open(*both.place)
        websocket = await WebSocket.open(both.port, target(both.path, "websocket", session.sid))
        websocket.send("2probe")
        if both.mode == "engine":
            assert await websocket.message() == "3probe"
        websocket.send("5")
        await asyncio.sleep(0.05)  # the suite has no word from the server to wait for
        assert (await request(both.port, "GET", session.target())).status == 400
        if both.mode == "engine":
            websocket.send("4hello")
            assert await websocket.message() == "4hello"

    async def test_ignores_websockets_with_the_sid(self, both):
        session = await Polling.open(*both.place)
        websocket = await WebSocket.open(both.port, target(both.path, "websocket", session.sid))
        websocket.send("2probe")
        if both.mode == "engine":
            assert await websocket.message() == "3probe"
        websocket.send("5")
        second = await WebSocket.open(both.port, target(both.path, "websocket", session.sid))
        await second.closed()
        if both.mode == "engine":
            websocket.send("4hello")
            assert await websocket.message() == "4hello"


PAYLOADS = ["4hello", "4test1\x1e4test2\x1e4test3", "4hello\x1ebAQIDBA=="]


class TestEngineMessages:
    @pytest.mark.parametrize("payload", PAYLOADS)
    async def test_polling_echoes(self, brisk_engine, payload):
        session = await Polling.open(*brisk_engine.place)
        assert (await session.post(payload)).body == b"ok"
        assert (await session.get()).text == payload

    async def test_polling_closes_upon_an_invalid_packet(self, brisk_engine):
        session = await Polling.open(*brisk_engine.place)
        assert (await session.post("abc")).status in (200, 400)
        assert (await session.get()).status == 400

    async def test_polling_closes_upon_duplicate_polls(self, brisk_engine):
        session = await Polling.open(*brisk_engine.place)
        first = await session.start_poll()
        await asyncio.sleep(0.005)
        second = await request(brisk_engine.port, "GET", session.target(t="burst"))
        answer = await first.answer()
        assert (answer.status, answer.text, second.status in (400, 500)) == (200, "1", True)
        assert (await session.get()).status == 400

    async def test_polling_closes_upon_a_cancelled_poll(self, brisk_engine):
        session = await Polling.open(*brisk_engine.place)
        pending = await session.start_poll()
        await asyncio.sleep(0.005)
        pending.close()
        await asyncio.sleep(0.02)  # the suite asks at once, from a connection of its own
        assert (await request(brisk_engine.port, "GET", session.target())).status == 400

    @pytest.mark.parametrize("message", ["4hello", b"\1\2\3\4"])
    async def test_websocket_echoes(self, brisk_engine, message):
        session = await Socket.open(*brisk_engine.place)
        await session.send_packets(message)
        assert await session.packet() == message

    async def test_websocket_closes_upon_an_invalid_packet(self, brisk_engine):
        session = await Socket.open(*brisk_engine.place)
        await session.send_packets("abc")
        await session.closed()


JOINS = [("40", "40", '42["auth",{}]'), ('40{"token":"123"}', "40", '42["auth",{"token":"123"}]'),
         ("40/custom,", "40/custom,", '42/custom,["auth",{}]'),
         ('40/custom,{"token":"abc"}', "40/custom,", '42/custom,["auth",{"token":"abc"}]')]
SENT = [
    ('42["message",1,"2",{"3":[true]}]', [], ['42["message-back",1,"2",{"3":[true]}]']),
    (f'452-["message",{ONE},{TWO}]', [b"\1\2\3", b"\4\5\6"],
     [f'452-["message-back",{ONE},{TWO}]', b"\1\2\3", b"\4\5\6"]),
    ('42456["message-with-ack",1,"2",{"3":[false]}]', [], ['43456[1,"2",{"3":[false]}]']),
    (f'452-789["message-with-ack",{ONE},{TWO}]', [b"\1\2\3", b"\4\5\6"],
     [f"462-789[{ONE},{TWO}]", b"\1\2\3", b"\4\5\6"]),
]
INVALID = ["4abc", "42{}", '42abc["message-with-ack",1,"2",{"3":[false]}]']


class TestSocketIO:
    @pytest.mark.parametrize(("sent", "head", "auth"), JOINS)
    async def test_joins(self, brisk_sockets, sent, head, auth):
        session = await Socket.open(*brisk_sockets.place)
        await session.send_packets(sent)
        answer = await session.packet()
        assert answer.startswith(head + '{"sid":"') and answer.endswith('"}') and answer.count(":") == 1
        assert await session.packet() == auth

    async def test_refuses_an_unknown_namespace(self, brisk_sockets):
        session = await Socket.open(*brisk_sockets.place)
        await session.send_packets("40/random")
        assert await session.packet() == '44/random,{"message":"Invalid namespace"}'

    async def test_refuses_an_invalid_handshake(self, brisk_sockets):
        session = await Socket.open(*brisk_sockets.place)
        await session.send_packets("4abc")
        await session.closed()

    async def test_closes_without_a_handshake(self, brisk_sockets):
        session = await Socket.open(*brisk_sockets.place)
        with pytest.raises(Closed):
            await session.packet()

    async def test_pings_after_leaving(self, brisk_sockets):
        client = Client(await Socket.open(*brisk_sockets.place))
        await client.connect()
        await client.event("auth")
        client.engine.answers_pings = False
        await client.send_raw("41")
        assert await client.engine.packet() == "2"

    async def test_joins_and_leaves_a_namespace(self, brisk_sockets):
        client = Client(await Socket.open(*brisk_sockets.place))
        await client.connect()
        await client.event("auth")
        await client.send_raw("40/custom")
        await client.receive()
        await client.event("auth", "/custom")
        await client.send_raw("41/custom", '42["message","message to main namespace"]')
        assert await client.engine.packet() == '42["message-back","message to main namespace"]'

    @pytest.mark.parametrize(("text", "attachments", "answer"), SENT)
    async def test_messages(self, brisk_sockets, text, attachments, answer):
        client = Client(await Socket.open(*brisk_sockets.place))
        await client.connect()
        await client.event("auth")
        await client.send_raw(text, *attachments)
        assert [await client.engine.packet() for _ in answer] == answer

    @pytest.mark.parametrize("packet", INVALID)
    async def test_closes_upon_an_invalid_format(self, brisk_sockets, packet):
        client = Client(await Socket.open(*brisk_sockets.place))
        await client.connect()
        await client.event("auth")
        await client.send_raw(packet)
        await client.engine.closed()
