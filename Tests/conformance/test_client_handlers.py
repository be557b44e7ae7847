"""What the official JavaScript client's suite needs of its server: the mode `client`.

Its tests of the client alone (reconnection delays, listeners, addresses) have nothing to ask a server. Events of this
mode end in an offset, because recovery is on; the client drops it. official-suites.md has which test asks for what.
"""

import asyncio
import re

import pytest
from engine_client import WAYS, Socket
from raw_http import Connection
from raw_websocket import upgrade_headers
from socket_client import CONNECT, DISCONNECT, REFUSED, Client
from upgrading_client import CLIENT_WAYS

DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
TEXTS = ["てすと", "Я Б Г Д Ж Й", "Ä ä Ü ü ß", "utf8 — string", "utf8 — string"]


@pytest.fixture(params=CLIENT_WAYS)
def way(request):
    return CLIENT_WAYS[request.param]


async def connected(testbed, way, namespace="/", auth=None, **query):
    client = Client(await way(*testbed.place, **query))
    await client.connect(namespace, auth)
    return client


async def test_hi(recovering, way):
    client = await connected(recovering, way)
    await client.emit("hi")
    assert len(await client.event("hi")) == 1


@pytest.mark.parametrize("value", [123, "x", None, False, {"a": [1]}, [], b"bytes"], ids=repr)
async def test_echo(recovering, way, value):
    assert await (await connected(recovering, way)).call("echo", value) == [value]


async def test_ack(recovering, way):
    client = await connected(recovering, way)
    await client.emit("ack")
    packet = await client.receive()
    await client.send(3, number=packet.id, data=[5, {"test": True}])
    await client.event("got it")


async def test_an_unanswered_ack_may_be_asked_again(recovering, way):
    client = await connected(recovering, way)
    ids = []
    for number in range(4):
        await client.send(2, number=number, data=["ack"])
        ids.append((await client.receive()).id)
    assert len(set(ids)) == 4


async def test_dates_are_texts(recovering, way):
    client = await connected(recovering, way)
    (date,) = await client.call("getAckDate", {"test": True})
    assert DATE.fullmatch(date)
    await client.emit("getDate")
    assert DATE.fullmatch((await client.event("takeDate"))[0])
    await client.emit("getDateObj")
    assert DATE.fullmatch((await client.event("takeDateObj"))[0]["date"])


async def test_false(recovering, way):
    client = await connected(recovering, way)
    await client.emit("false")
    assert (await client.event("false"))[0] is False


async def test_texts_of_several_scripts(recovering, way):
    client = await connected(recovering, way)
    await client.emit("getUtf8")
    assert [(await client.event("takeUtf8"))[0] for _ in TEXTS] == TEXTS


async def test_bytes_to_the_client(recovering, way):
    client = await connected(recovering, way)
    for ask, answer in (("doge", "doge"), ("getbin", "takebin")):
        await client.emit(ask)
        assert (await client.event(answer))[0] == b"asdfasdf"


BYTES = [
    ("buffa", [b"\x6a\xc7"], "buffack"), ("jsonbuff", [{"hello": "lol", "message": b"x", "goodbye": "gotcha"}],
                                          "jsonbuff-ack"),
    ("blob", [b"hello world"], "back"), ("jsonblob", [{"hello": "lol", "message": b"E", "goodbye": "gotcha"}],
                                         "jsonblob-ack"),
]


@pytest.mark.parametrize(("event", "arguments", "answer"), BYTES, ids=[row[0] for row in BYTES])
async def test_bytes_from_the_client(recovering, way, event, arguments, answer):
    client = await connected(recovering, way)
    await client.emit(event, *arguments)
    await client.event(answer)


async def test_bytes_and_texts_in_their_order(recovering, way):
    client = await connected(recovering, way)
    await client.emit("abuff1", b"first")
    await client.emit("abuff2", "please arrive second")
    await client.event("abuff2-ack")
    await client.emit("blob1", b"BLOB")
    await client.emit("blob2", "second")
    await client.emit("blob3", b"BLOB")
    await client.event("blob3-ack")


async def test_the_servers_id_is_the_clients(recovering, way):
    for namespace in ("/", "/foo"):
        client = await connected(recovering, way, namespace)
        assert await client.call("getId", namespace=namespace) == [client.ids[namespace]]
        assert client.ids[namespace] != client.engine.sid


QUERIES = [({"e": "f"}, {"e": "f"}), ({"&a": "&=?a"}, {"&a": "&=?a"}), ({"b": "c", "d": "e"}, {"b": "c", "d": "e"}),
           ({"empty": ""}, {"empty": ""}), ({"plus": "a b+c"}, {"plus": "a b+c"}), ({"ü": "é"}, {"ü": "é"})]


@pytest.mark.parametrize(("given", "seen"), QUERIES, ids=str)
async def test_the_query_is_in_the_handshake(recovering, way, given, seen):
    client = await connected(recovering, way, **given)
    (handshake,) = await client.call("getHandshake")
    assert seen.items() <= handshake["query"].items()
    await client.connect("/abc")
    handshake, *_ = await client.event("handshake", "/abc")
    assert seen.items() <= handshake["query"].items()


async def test_the_auth_payload_is_in_the_handshake(recovering, way):
    client = await connected(recovering, way, "/abc", {"a": "b", "c": "d"})
    handshake, *_ = await client.event("handshake", "/abc")
    assert {"a": "b", "c": "d"}.items() <= handshake["auth"].items()
    assert "a" not in handshake["query"]


async def test_the_handshake_has_its_parts(recovering):
    client = await connected(recovering, WAYS["websocket"], "/abc")
    handshake, *_ = await client.event("handshake", "/abc")
    assert {"headers", "time", "address", "xdomain", "secure", "issued", "url", "query", "auth"} <= set(handshake)
    assert handshake["secure"] is False and isinstance(handshake["issued"], int)
    assert handshake["headers"]["host"] == "localhost" and handshake["url"].startswith("/socket.io/?")


async def test_no_secret_is_in_the_handshake_of_an_upgraded_session(recovering):
    client = await connected(recovering, WAYS["upgraded"], "/abc")
    handshake, *_ = await client.event("handshake", "/abc")
    assert client.engine.sid not in str(handshake)


async def test_a_middleware_failure(recovering, way):
    client = Client(await way(*recovering.place))
    await client.send(CONNECT, "/no")
    packet = await client.receive()
    assert packet.type == REFUSED and packet.data == {"message": "Auth failed (custom namespace)"}
    await client.connect("/asd")


async def test_several_namespaces_on_one_connection(recovering, way):
    client = Client(await way(*recovering.place))
    for namespace in ("/", "/foo", "/asd", "/valid", "/timeout_socket"):
        await client.connect(namespace)
    await client.send(DISCONNECT, "/foo")
    await client.send(DISCONNECT, "/valid")
    assert await client.call("echo", "alive") == ["alive"]
    await client.connect("/foo")
    await client.send(DISCONNECT)
    assert await client.call("getId", namespace="/foo") == [client.ids["/foo"]]


async def test_joining_while_another_namespace_is_left(recovering, way):
    client = Client(await way(*recovering.place))
    await client.connect("/foo")
    await client.send_raw("41/foo", "40/asd")
    assert (await client.receive()).namespace == "/asd"


async def test_leaving_right_behind_joining(recovering, way):
    """What a client sends that disconnects at once: CONNECT answers may come or not, the session goes on."""
    client = Client(await way(*recovering.place))
    await client.send_raw("40", "40/foo,")
    for _ in range(2):
        await client.receive()
    await client.send_raw("41", "41/foo,")
    await client.connect("/asd")


@pytest.mark.parametrize("end", ["close", "reset"])
async def test_a_client_that_leaves_while_opening(recovering, end):
    for headers, transport in (([], "polling"), (upgrade_headers(), "websocket")):
        for _ in range(20):
            connection = await Connection.open(recovering.port)
            connection.send("GET", f"/socket.io/?EIO=4&transport={transport}", headers)
            await connection.drain()
            getattr(connection, end)()
    assert await (await connected(recovering, WAYS["websocket"])).call("echo", 1) == [1]


async def test_handshakes_are_answered_after_the_hook(recovering):
    sessions = await asyncio.gather(*(Socket.open(*recovering.place) for _ in range(20)))
    assert len({session.sid for session in sessions}) == 20
