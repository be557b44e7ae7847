"""The socket module of the web pages, in a real browser: what the other clients are asked for."""

import contextlib
import signal
import socket

import httpx
import pytest
from browser_client import Page
from playwright.sync_api import sync_playwright
from testbed import Testbed

BOTH = ["websocket", "polling"]
ARGUMENTS = [[], [1], ["x", None, 2.5], [{"a": [True, {"b": "ü\u001e😀"}]}], [{"data": "x" * 100_000, "n": 1}, False]]
LONE = """window.WebSocket = class extends WebSocket { constructor() { super("ws://127.0.0.1:%d/"); } };"""


@pytest.fixture(scope="module")
def context():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        # The pages come from nowhere, and may still speak to this machine.
        yield browser.new_context(permissions=["local-network-access"])
        browser.close()


@pytest.fixture(scope="module")
def tab(context):
    """One for all tests: opening takes longer than most of them."""
    return context.new_page()


@pytest.fixture
def pages(context, tab):
    """Shows a page of a server; nothing that comes over a network may throw in it."""
    shown = []

    def show(url, before=None):
        place = tab
        if before:
            place = context.new_page()
            place.add_init_script(before)
        shown.append(Page(place, url))
        return shown[-1]

    yield show
    context.set_offline(False)
    for one in shown:
        assert one.errors == []
        one.leave()


@pytest.fixture(params=BOTH)
def transports(request):
    return [request.param]


@pytest.mark.parametrize("transports", [["websocket"], ["polling"], BOTH], ids="+".join)
def test_events_and_answers(sockets, pages, transports):
    page = pages(sockets.url)
    client = page.open(transports=transports, auth={"token": "123"})
    assert client.next("auth") == [{"token": "123"}]
    for arguments in ARGUMENTS:
        client.emit("message", *arguments)
        assert client.next("message-back") == arguments
    for value in (1, "x", None, [1, [2]], {"a": "ü"}, False):
        assert client.call("message-with-ack", value) == value
    assert bool(page.sessions) == (transports == ["polling"])


def test_namespaces(sockets, pages, transports):
    page = pages(sockets.url)
    one = page.open(transports=transports, auth={"a": 1})
    other = page.open(transports=transports, namespace="/custom")
    assert one.next("auth") == [{"a": 1}] and other.next("auth") == [{}]
    assert one.connected() != other.connected()
    one.emit("message", "x")
    assert one.next("message-back") == ["x"]
    assert other.run("return client.heard.length;") == 1


def test_an_unknown_namespace_is_refused(sockets, pages, transports):
    client = pages(sockets.url).open(transports=transports, namespace="/nowhere")
    assert client.reached("refused") == {"message": "Invalid namespace", "data": {}}
    assert client.states() == ["connecting", "refused"]


def test_a_refusal_is_repeated_as_long_as_the_owner_wants(recovering, pages, transports):
    client = pages(recovering.url).open(transports=transports, namespace="/no", mayRetry=3)
    client.wait("client.refusals === 3")
    assert client.reached("refused")["message"] == "Auth failed (custom namespace)"
    assert client.states() == ["connecting", "refused", "waiting"] * 2 + ["connecting", "refused"]


def test_the_servers_questions_are_answered(recovering, pages, transports):
    client = pages(recovering.url).open(transports=transports)
    client.connected()
    client.emit("ack")
    client.next("ack")
    client.next("got it")


def test_values_of_all_kinds(recovering, pages, transports):
    """This mode ends its events in an offset, which is one value more here."""
    client = pages(recovering.url).open(transports=transports)
    client.connected()
    client.emit("getUtf8")
    texts = ["てすと", "Я Б Г Д Ж Й", "Ä ä Ü ü ß", "utf8 — string", "utf8 — string"]
    assert [client.next("takeUtf8")[0] for _ in texts] == texts
    client.emit("false")
    assert client.next("false")[0] is False


def test_the_id_is_the_servers(recovering, pages):
    page = pages(recovering.url)
    for namespace in ("/", "/foo"):
        client = page.open(namespace=namespace)
        identifier = client.connected()
        assert client.call("getId") == identifier


def test_order_in_rooms(bench, pages, transports):
    page = pages(bench.url)
    members = [page.open(transports=transports) for _ in range(3)]
    room = f"browser-{transports}"
    for member in members:
        member.connected()
        member.emit("join", room)
        assert member.call("echo", "joined") == "joined"
    members[0].run("for (let n = 0; n < 100; n += 1) socket.emit('broadcast', values[0], n);", room)
    for member in members:
        member.wait("client.heard.length >= 100")
        assert member.run("return client.heard;") == [["msg", number] for number in range(100)]


def test_many_at_once(bench, pages):
    client = pages(bench.url).open(transports=["polling"])
    client.connected()
    numbers = list(range(200))
    asked = "return Promise.all(values.map((value) => socket.request('echo', value)));"
    assert client.run(asked, *numbers) == numbers


def test_no_more_than_the_server_takes(testbeds, pages, transports):
    testbed = testbeds("bench", "--max-payload", "1000")
    client = pages(testbed.url).open(transports=transports)
    client.connected()
    assert client.fails("socket.emit('echo', 'x'.repeat(1000));") == "tooLarge"
    assert client.fails("await socket.request('echo', 'ü'.repeat(500));") == "tooLarge"
    texts = [chr(97 + number % 26) * 300 for number in range(50)]
    assert client.run("return Promise.all(values.map((value) => socket.request('echo', value)));", *texts) == texts
    assert client.states() == ["connecting", "connected"]


def test_bytes_are_refused(recovering, pages, transports):
    client = pages(recovering.url).open(transports=transports)
    client.connected()
    assert client.fails("socket.emit('echo', new Uint8Array(3));") == "TypeError"
    assert client.call("echo", 1) == 1
    client.emit("getbin")
    assert client.reached("waiting")["reason"] == "parse error"
    client.connected(2)


def test_pings_are_answered(brisk_sockets, pages, transports):
    page = pages(brisk_sockets.url)
    client = page.open(transports=transports)
    client.next("auth")
    page.until(lambda: page.pongs >= 4)
    client.emit("message", 1)
    assert client.next("message-back") == [1]
    assert client.states() == ["connecting", "connected"]


def test_a_server_that_stands_still_is_left(testbeds, pages, transports):
    testbed = Testbed(testbeds.folder, "bench", "--ping-interval", "300", "--ping-timeout", "300").start()
    try:
        client = pages(testbed.url).open(transports=transports)
        first = client.connected()
        testbed.process.send_signal(signal.SIGSTOP)
        try:
            assert client.reached("waiting")["reason"] == "ping timeout"
        finally:
            testbed.process.send_signal(signal.SIGCONT)
        assert client.connected(2) != first
        assert client.call("echo", 1) == 1
    finally:
        testbed.stop()


@pytest.mark.parametrize("end", ["kill", "stop"])
def test_it_comes_back_after_the_server(testbeds, pages, transports, end):
    testbed = Testbed(testbeds.folder, "socket", "--ping-interval", "60000", "--ping-timeout", "60000").start()
    try:
        client = pages(testbed.url).open(transports=transports, auth={"after": 1})
        assert client.next("auth") == [{"after": 1}]
        client.run("client.auth = { after: 2 };")
        first, port = client.connected(), testbed.port
        getattr(testbed, end)()
        assert client.reached("waiting")["reason"] in ("transport close", "transport error")
        assert client.fails("socket.emit('message');") == "disconnected"
        testbed.start(port)
        assert client.connected(2) != first
        assert client.next("auth") == [{"after": 2}]
        assert client.call("message-with-ack", "alive") == "alive"
    finally:
        testbed.stop()


def test_a_question_ends_with_its_connection(testbeds, pages, transports):
    testbed = Testbed(testbeds.folder, "bench", "--ping-interval", "60000", "--ping-timeout", "60000").start()
    try:
        client = pages(testbed.url).open(transports=transports)
        client.connected()
        assert client.fails("await socket.request('nobody answers', 1, { timeout: 50 });") == "timeout"
        client.run("client.asked = attempt(() => socket.request('nobody answers', 1)); return null;")
        testbed.kill()
        assert client.run("return client.asked;") == {"code": "disconnected"}
    finally:
        testbed.kill()


def test_closing_ends_the_session(sockets, pages, transports):
    page = pages(sockets.url)
    client = page.open(transports=transports)
    client.next("auth")
    client.run("socket.emit('message', 'last'); socket.close();")
    assert client.reached("closed") == {"reason": "io client disconnect"}
    for sid in page.sessions:
        address = f"{sockets.url}/socket.io/?EIO=4&transport=polling&sid={sid}"
        page.until(lambda: httpx.get(address, trust_env=False).json().get("code") == 1)
    client.run("socket.connect();")
    client.connected(2)
    assert client.call("message-with-ack", "again") == "again"


def test_the_network_goes_and_comes_back(bench, pages, context, transports):
    client = pages(bench.url).open(transports=transports)
    first = client.connected()
    context.set_offline(True)
    client.reached("waiting")
    context.set_offline(False)
    assert client.connected(2) != first
    assert client.call("echo", "back") == "back"


def test_another_origin_that_is_allowed(sockets, pages, transports):
    page = pages(sockets.url.replace("127.0.0.1", "localhost"))
    client = page.open(transports=transports, url=sockets.url)
    client.next("auth")
    assert client.call("message-with-ack", 1) == 1


def test_polling_where_websockets_are_refused(sockets, pages):
    with contextlib.closing(socket.socket()) as nobody:
        nobody.bind(("127.0.0.1", 0))  # and does not listen
        page = pages(sockets.url, LONE % nobody.getsockname()[1])
        client = page.open()
        client.next("auth")
        assert client.call("message-with-ack", 1) == 1
        assert client.states() == ["connecting", "connected"] and page.sessions


def test_polling_where_websockets_are_swallowed(sockets, pages):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        page = pages(sockets.url, LONE % silent.getsockname()[1])
        client = page.open()
        client.next("auth")
        assert client.states() == ["connecting", "connected"] and page.sessions
