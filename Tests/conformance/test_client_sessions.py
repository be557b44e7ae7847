"""How the official client's suite comes, leaves, is cut off and comes back, in the mode `client`.

official-suites.md has which of its tests asks for what.
"""

import pytest
from engine_client import Polling
from socket_client import ACK, DISCONNECT, EVENT, Client
from test_client_handlers import connected
from upgrading_client import CLIENT_WAYS, Upgrading


@pytest.fixture(params=CLIENT_WAYS)
def way(request):
    return CLIENT_WAYS[request.param]


async def hang_up(client):
    """Ends the session as that client does: by a packet in a POST, or by a close frame once an upgrade is through."""
    engine = client.engine
    if isinstance(engine, Polling):
        await engine.send_packets("1")
        return
    if isinstance(engine, Upgrading):
        engine = await engine.upgraded()
    engine.websocket.send_close()
    await engine.websocket.connection.drain()


@pytest.mark.parametrize("namespace", ["/", "/foo"])
async def test_who_has_left_may_come_back(recovering, way, namespace):
    """Leaving the last namespace ends the session; the next one opens at once, for the same namespace or another."""
    client = await connected(recovering, way)
    await client.send(DISCONNECT)
    await hang_up(client)
    again = await connected(recovering, way, namespace)
    assert again.ids[namespace] != client.ids["/"]
    assert await again.call("getId", namespace=namespace) == [again.ids[namespace]]


async def test_who_was_cut_off_without_an_offset_is_somebody_new(recovering, way):
    """The client knows its pid, and has no offset before the first event."""
    client = Client(await way(*recovering.place))
    pids = {name: (await client.connect(name))["pid"] for name in ("/", "/asd")}
    await hang_up(client)
    again = Client(await way(*recovering.place))
    for name in ("/asd", "/"):  # the one alone, as when the other was left meanwhile
        await again.connect(name, {"pid": pids[name]})
        assert again.ids[name] != client.ids[name]
    assert await again.call("echo", 1) == [1]


async def test_who_was_cut_off_with_an_offset_is_recovered(recovering, way):
    client = Client(await way(*recovering.place))
    answer = await client.connect()
    await client.emit("hi")
    (offset,) = await client.event("hi")
    await hang_up(client)
    again = Client(await way(*recovering.place))
    assert await again.connect(auth={"pid": answer["pid"], "offset": offset}) == answer
    assert await again.call("getId") == [answer["sid"]]


async def test_acks_come_in_the_order_of_the_events(recovering, way):
    client = await connected(recovering, way)
    await client.send_raw(*(f'42{number}["echo",{number}]' for number in range(20)))
    for number in range(20):
        await acknowledged(client, number)


async def test_events_that_wait_for_the_ack_before_them(recovering, way):
    client = await connected(recovering, way)
    for number in range(20):
        await client.send(EVENT, number=number, data=["echo", number])
        await acknowledged(client, number)


async def acknowledged(client, number):
    packet = await client.receive()
    assert (packet.type, packet.id, packet.data) == (ACK, number, [number])


async def test_an_event_without_a_handler_is_neither_answered_nor_wrong(recovering, way):
    client = await connected(recovering, way, "/abc")
    await client.event("handshake", "/abc")
    await client.connect()
    for value in ("123", b"\1\2\3"):
        await client.emit("my-event", value, namespace="/abc")
    await client.send(EVENT, number=0, data=["unknown"])
    assert await client.call("echo", 42) == [42]
    assert client.kept == [], "an answer to what nobody handles"


async def test_leaving_right_behind_an_event(recovering, way):
    """Its ack may come or not; who comes back can ask again."""
    client = await connected(recovering, way)
    await client.send_raw('420["echo","a"]', "41")
    await hang_up(client)
    again = await connected(recovering, way)
    assert await again.call("echo", "a") == ["a"]
