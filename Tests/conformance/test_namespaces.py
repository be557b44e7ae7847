"""Namespaces, events, acks and leaving."""

import asyncio
import time

import pytest
from engine_client import WAYS, Polling, Socket
from raw_http import Gone
from raw_websocket import Closed
from socket_client import ACK, CONNECT, DISCONNECT, EVENT, REFUSED, Client
from test_grammar import alive, joined
from testbed import QUIET, Testbed


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("namespace", ["/", "/custom"])
@pytest.mark.parametrize("auth", [None, {}, {"token": "123"}, {"a": [1, {"b": None}], "ü": "😀"}], ids=str)
async def test_joining_answers_with_a_sid_and_nothing_else(sockets, way, namespace, auth):
    client = Client(await WAYS[way](*sockets.place))
    answer = await client.connect(namespace, auth)
    assert set(answer) == {"sid"} and isinstance(answer["sid"], str)
    assert await client.event("auth", namespace) == [auth or {}], "what the handler emits comes after the CONNECT"


async def test_the_comma_after_a_namespace_may_be_missing(sockets):
    client = Client(await Socket.open(*sockets.place))
    await client.send_raw("40/custom")
    assert (await client.receive()).type == CONNECT


async def test_each_namespace_has_its_own_id(sockets):
    client = await joined(sockets)
    await client.connect("/custom")
    other = await joined(sockets)
    ids = [*client.ids.values(), *other.ids.values()]
    assert len(set(ids)) == 3


UNKNOWN = ["/random", "/custom?a=b", "/Custom", "/custom/", "/../custom", "/" + "x" * 1000, "/ü", "/__proto__", "//",
           "/custom ", "/5", "/-"]


@pytest.mark.parametrize("namespace", UNKNOWN, ids=lambda name: name[:20])
async def test_unknown_namespaces_are_refused_and_the_session_stays(sockets, namespace):
    client = Client(await Socket.open(*sockets.place))
    for _ in range(2):
        await client.send(CONNECT, namespace)
        packet = await client.receive()
        assert (packet.type, packet.namespace) == (REFUSED, namespace)
        assert packet.data == {"message": "Invalid namespace"}, "absent data is left out"
    await client.connect()
    await client.event("auth")
    await alive(client)


async def test_an_event_for_a_refused_namespace_closes(sockets):
    client = await joined(sockets)
    await client.send(CONNECT, "/random")
    assert (await client.receive()).type == REFUSED
    await client.send(EVENT, "/random", data=["message"])
    await client.engine.closed()


async def test_a_middleware_refuses_with_its_message(recovering):
    client = Client(await Socket.open(*recovering.place))
    await client.send(CONNECT, "/no")
    packet = await client.receive()
    assert (packet.type, packet.namespace) == (REFUSED, "/no")
    assert packet.data == {"message": "Auth failed (custom namespace)"}
    await client.connect()


async def test_a_middleware_of_the_main_namespace_reads_the_query(recovering):
    client = Client(await Socket.open(*recovering.place, fail="1"))
    await client.send(CONNECT)
    packet = await client.receive()
    assert packet.type == REFUSED and packet.data == {"message": "Auth failed (main namespace)"}


async def test_an_event_right_behind_a_refused_connect_closes_or_is_dropped(recovering):
    client = Client(await Socket.open(*recovering.place))
    await client.send_raw("40/no,", '42/no,["x"]')
    try:
        assert (await client.receive()).type == REFUSED
    except Closed:
        pass


async def test_a_second_connect_closes(sockets):
    for namespace, packet in (("/", "40"), ("/custom", "40/custom,")):
        client = await joined(sockets, namespace=namespace)
        await client.send_raw(packet)
        await client.engine.closed()


async def test_two_connects_in_one_read_close(sockets):
    client = Client(await Socket.open(*sockets.place))
    await client.send_raw("40", "40")
    await client.engine.closed()


async def test_after_leaving_a_namespace_may_be_joined_again(sockets):
    for way in WAYS.values():
        client = Client(await way(*sockets.place))
        ids = set()
        for _ in range(5):
            ids.add((await client.connect())["sid"])
            await client.event("auth")
            await alive(client)
            await client.send(DISCONNECT)
        assert len(ids) == 5


async def test_leaving_has_no_answer_and_keeps_the_others(sockets):
    client = await joined(sockets)
    await client.connect("/custom")
    await client.event("auth", "/custom")
    await client.send(DISCONNECT, "/custom")
    await client.emit("message", "x")
    assert await client.event("message-back") == ["x"]


async def test_events_right_behind_a_disconnect_are_dropped(sockets):
    """In the same read: the client could not know. Later: the namespace is not joined, which closes."""
    client = await joined(sockets, Polling)
    await client.connect("/custom")
    await client.event("auth", "/custom")
    answer = await client.engine.post('41\x1e42["message","late"]\x1e42/custom,["x"]')
    assert answer.status in (200, 400)
    packets = []
    answer = await client.engine.get(t="x") if await client.engine.is_gone() else None
    packets = answer.text.split("\x1e") if answer and answer.status == 200 else []
    assert '42["message-back","late"]' not in packets


async def test_without_a_namespace_the_session_is_closed(sockets):
    begin = time.monotonic()
    silent = await Socket.open(*sockets.place)
    refused = Client(await Socket.open(*sockets.place))
    await refused.send(CONNECT, "/random")
    polling = await Polling.open(*sockets.place)
    late = await joined(sockets)
    await asyncio.gather(silent.closed(), refused.engine.closed())
    assert time.monotonic() - begin > 0.8
    answer = await polling.get()
    if answer.status == 200:
        assert answer.text.split("\x1e")[-1] == "1", answer
        answer = await polling.get()
    assert answer.status == 400 and answer.json()["code"] == 1
    await alive(late)


async def test_the_connect_timeout_counts_once(sockets):
    """Who has joined and left is not closed by it."""
    client = await joined(sockets)
    await client.send(DISCONNECT)
    await asyncio.sleep(1.5)
    await client.connect()
    await client.event("auth")
    await alive(client)


@pytest.mark.parametrize("way", WAYS)
async def test_events_come_back(sockets, way):
    client = Client(await WAYS[way](*sockets.place))
    await client.connect()
    await client.event("auth")
    for arguments in ([], [1, "2", {"3": [True]}], [None], [b"\1\2", "x"], [[b""], {"deep": {"er": b"\3"}}]):
        await client.emit("message", *arguments)
        assert await client.event("message-back") == arguments
        assert await client.call("message-with-ack", *arguments) == arguments


async def test_an_ack_comes_once_with_its_id(sockets):
    client = await joined(sockets)
    for number in (5, 3, 5, 0):
        await client.send(EVENT, number=number, data=["message-with-ack", number])
        packet = await client.receive()
        assert (packet.type, packet.id, packet.data) == (ACK, number, [number])
    await client.emit("message", "end")
    assert await client.event("message-back") == ["end"]


async def test_many_acks_under_way(sockets):
    client = await joined(sockets)
    for number in range(500):
        await client.send(EVENT, number=number, data=["message-with-ack", number])
    answers = [await client.receive() for _ in range(500)]
    assert {(packet.id, *packet.data) for packet in answers} == {(number, number) for number in range(500)}


async def test_other_namespaces_hear_nothing(sockets):
    client = await joined(sockets)
    await client.connect("/custom")
    await client.event("auth", "/custom")
    await client.emit("message", "x", namespace="/custom")
    await client.emit("message", "y")
    assert await client.event("message-back") == ["y"]


async def test_acks_of_the_client_reach_the_server(recovering):
    client = Client(await Socket.open(*recovering.place))
    await client.connect()
    for _ in range(3):
        await client.emit("ack")
        packet = await client.receive()
        assert packet.type == EVENT and packet.event == "ack" and packet.id is not None
        await client.send(ACK, number=packet.id, data=[5, {"test": True}])
        await client.event("got it")
        await client.send(ACK, number=packet.id, data=[5, {"test": True}])  # a second time: ignored
    assert await client.call("echo", "alive") == ["alive"]


async def test_a_wrong_ack_of_the_client_is_the_handlers_business(recovering):
    client = Client(await Socket.open(*recovering.place))
    await client.connect()
    for data in ([], [5], [None, None], ["x", {"test": True}], [{"test": True}]):
        await client.emit("ack")
        packet = await client.receive()
        await client.send(ACK, number=packet.id, data=data)
    assert await client.call("echo", "alive") == ["alive"]


async def test_acks_for_a_handler_of_a_closed_session_do_no_harm(sockets):
    for _ in range(50):
        client = await joined(sockets)
        await client.send_raw('421["message-with-ack","x"]', "41", "1")
        client.engine.websocket.reset()
    other = await joined(sockets)
    await alive(other)


async def test_shutdown_closes_transports_without_a_disconnect(testbeds):
    """A client reconnects after a lost transport, not after 41."""
    testbed = Testbed(testbeds.folder, "socket", *QUIET).start()
    clients = []
    for way in WAYS.values():
        client = Client(await way(*testbed.place))
        await client.connect()
        await client.event("auth")
        clients.append(client)
    polling, *others = clients
    pending = await polling.engine.start_poll()
    stopping = asyncio.create_task(asyncio.to_thread(testbed.stop))
    for client in others:
        with pytest.raises(Closed):
            while True:
                packet = await client.engine.packet()
                assert not str(packet).startswith("41"), packet
    try:
        answer = await pending.answer()
        assert "41" not in answer.text.split("\x1e"), answer
    except Gone:
        pass
    assert await stopping == 0
