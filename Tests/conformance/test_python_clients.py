"""The clients of python-socketio, which we did not write: coroutines and threads, each transport."""

import asyncio
import queue
import threading

import pytest
import raw_http
import socketio
from testbed import Testbed

TRANSPORTS = {"polling": ["polling"], "websocket": ["websocket"], "upgrade": None}
PATIENCE = 60


@pytest.fixture(params=TRANSPORTS)
def transports(request):
    return TRANSPORTS[request.param]


class Coroutines:
    """An asyncio client whose events land in a queue."""

    def __init__(self, **how):
        self.client = socketio.AsyncClient(reconnection_delay=0.05, reconnection_delay_max=0.1, **how)
        self.events = asyncio.Queue()
        raw_http.opened.append(self)

    async def end(self):
        await self.client.shutdown()

    def listen(self, namespace="/"):
        async def caught(event, *arguments):
            self.events.put_nowait((event, list(arguments)))

        self.client.on("*", caught, namespace=namespace)
        return self

    async def connect(self, testbed, transports, **how):
        await self.client.connect(testbed.url, transports=transports, wait_timeout=PATIENCE, **how)
        return self

    async def leave(self):
        """Once all is sent: a client that leaves while its last POST is under way never says so, and waits for a ping."""
        async with asyncio.timeout(PATIENCE):
            await self.client.eio.queue.join()
        await self.client.disconnect()

    async def next(self, name):
        async with asyncio.timeout(PATIENCE):
            event, arguments = await self.events.get()
        assert event == name, (event, arguments)
        return arguments


ARGUMENTS = [[], [1], ["x", None, 2.5], [{"a": [True, {"b": "ü"}]}], [b"\1\2\3"], [{"data": b"x" * 1000, "n": 1}, b""]]


async def test_events_and_acks_with_coroutines(sockets, transports):
    one = await Coroutines().listen().connect(sockets, transports, auth={"token": "123"})
    assert await one.next("auth") == [{"token": "123"}]
    for arguments in ARGUMENTS:
        await one.client.emit("message", tuple(arguments))
        assert await one.next("message-back") == arguments
        got = await one.client.call("message-with-ack", tuple(arguments), timeout=PATIENCE)
        wanted = None if not arguments else arguments[0] if len(arguments) == 1 else arguments
        assert got == wanted or list(got) == wanted
    await one.leave()


async def test_namespaces_with_coroutines(sockets, transports):
    one = Coroutines().listen().listen("/custom")
    await one.connect(sockets, transports, namespaces=["/", "/custom"], auth={"a": 1})
    assert [await one.next("auth") for _ in range(2)] == [[{"a": 1}]] * 2
    assert one.client.get_sid("/") != one.client.get_sid("/custom")
    await one.client.emit("message", "x")
    assert await one.next("message-back") == ["x"]
    await one.leave()


async def test_unknown_namespaces_with_coroutines(sockets, transports):
    with pytest.raises(socketio.exceptions.ConnectionError):
        await Coroutines().connect(sockets, transports, namespaces=["/nowhere"])


async def test_server_acks_with_coroutines(recovering, transports):
    one = Coroutines()
    got = asyncio.Event()

    async def ack(*_):
        return 5, {"test": True}

    async def got_it(*_):
        got.set()

    one.client.on("ack", ack)
    one.client.on("got it", got_it)
    await one.connect(recovering, transports)
    await one.client.emit("ack")
    await asyncio.wait_for(got.wait(), PATIENCE)
    await one.leave()


async def test_rooms_with_coroutines(bench, transports):
    members = [await Coroutines().listen().connect(bench, transports) for _ in range(4)]
    for member in members[:3]:
        await member.client.emit("join", f"python-{transports}")
        await member.client.call("echo", "joined", timeout=PATIENCE)
    for number in range(30):
        await members[3].client.emit("broadcast", (f"python-{transports}", number))
    for member in members[:3]:
        assert [await member.next("msg") for _ in range(30)] == [[number] for number in range(30)]
    assert members[3].events.empty()
    for member in members:
        await member.leave()


async def test_reconnection_with_coroutines(bench, transports):
    one = await Coroutines().connect(bench, transports)
    again = asyncio.Event()
    one.client.on("connect", lambda: again.set())
    first = one.client.get_sid()
    if one.client.transport() == "websocket":
        await one.client.eio.ws.close()
    else:
        await one.client.eio.http.close()
    await asyncio.wait_for(again.wait(), PATIENCE * 2)
    assert one.client.get_sid() != first
    assert await one.client.call("echo", "alive", timeout=PATIENCE) == "alive"
    await one.leave()


async def test_clients_of_coroutines_keep_up_their_heartbeat(brisk_sockets, transports):
    one = await Coroutines().listen().connect(brisk_sockets, transports)
    await one.next("auth")
    sid = one.client.get_sid()
    await asyncio.sleep(2)
    await one.client.emit("message", 1)
    assert await one.next("message-back") == [1] and one.client.get_sid() == sid
    await one.leave()


async def test_many_clients_of_coroutines(testbeds, transports):
    testbed = testbeds("bench", "--ping-interval", "2000", "--ping-timeout", "8000")

    async def one(number):
        member = await Coroutines().connect(testbed, transports)
        for turn in range(5):
            assert await member.client.call("echo", [number, turn], timeout=PATIENCE) == [number, turn]
        await member.leave()

    await asyncio.gather(*(one(number) for number in range(30)))


def test_events_and_acks_with_threads(sockets, transports):
    with socketio.SimpleClient() as client:
        client.connect(sockets.url, transports=transports, auth={"token": "1"}, wait_timeout=PATIENCE)
        assert client.receive(PATIENCE) == ["auth", {"token": "1"}]
        for arguments in ARGUMENTS[1:]:
            client.emit("message", tuple(arguments))
            assert client.receive(PATIENCE) == ["message-back", *arguments]
            got = client.call("message-with-ack", tuple(arguments), timeout=PATIENCE)
            assert got == arguments[0] if len(arguments) == 1 else list(got) == arguments


def test_namespaces_and_leaving_with_threads(sockets, transports):
    client = socketio.Client(reconnection=False)
    caught, left = queue.Queue(), threading.Event()
    client.on("auth", lambda data: caught.put(data), namespace="/custom")
    client.on("disconnect", lambda *_: left.set(), namespace="/custom")
    client.connect(sockets.url, transports=transports, namespaces=["/custom"], wait_timeout=PATIENCE)
    assert caught.get(timeout=PATIENCE) == {}
    client.disconnect()
    assert left.wait(PATIENCE)


def test_a_refused_connection_with_threads(recovering, transports):
    client = socketio.Client(reconnection=False)
    refused = queue.Queue()
    client.on("connect_error", refused.put, namespace="/no")
    with pytest.raises(socketio.exceptions.ConnectionError):
        client.connect(recovering.url, transports=transports, namespaces=["/no"], wait_timeout=PATIENCE)
    assert refused.get(timeout=PATIENCE) == {"message": "Auth failed (custom namespace)"}
    client.disconnect()


def test_reconnection_with_threads(testbeds, transports):
    """The server goes away without a word and another comes to its port."""
    testbed = Testbed(testbeds.folder, "bench").start()
    client = socketio.Client(reconnection_delay=0.05, reconnection_delay_max=0.1)
    connected = queue.Queue()
    client.on("connect", lambda: connected.put(client.get_sid()))
    client.connect(testbed.url, transports=transports, wait_timeout=PATIENCE)
    first = connected.get(timeout=PATIENCE)
    port = testbed.port
    testbed.kill()
    testbed.start(port)
    try:
        assert connected.get(timeout=PATIENCE * 3) != first
        assert client.call("echo", "alive", timeout=PATIENCE) == "alive"
    finally:
        client.disconnect()
        testbed.stop()
