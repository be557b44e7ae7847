"""The socket module of the web pages in a real browser: sockets in a page that the testbed seems to have served."""

import itertools
from pathlib import Path

WEB = Path(__file__).resolve().parents[2] / "Web"
PATIENCE = 60_000  # ms

HARNESS = """async () => {
    const { Socket } = await import("/browser/socket.js");
    window.clients = {};
    window.begin = (name, { auth, mayRetry, ...options }) => {
        const client = { heard: [], states: [], auth, refusals: 0 };
        const retryRefused = () => ++client.refusals < mayRetry;
        client.socket = new Socket({ ...options, auth: () => client.auth, retryRefused });
        client.socket.onstate = (state, detail) => client.states.push([state, detail]);
        client.socket.onAny((...values) => {
            if (values[0] === "ack") values.pop()(5, { test: true });
            client.heard.push(values);
        });
        clients[name] = client;
        client.socket.connect();
    };
    window.attempt = async (act) => {
        try {
            return { value: await act() };
        } catch (error) {
            return { code: error.code ?? error.name };
        }
    };
}"""


class Page:
    """A page of a testbed's origin, in a tab. `errors` are what was thrown in it and not caught."""

    def __init__(self, tab, url):
        self.page = tab
        self.errors, self.pongs, self.sessions = [], 0, set()
        self.numbers = itertools.count()
        self.listeners = {
            "pageerror": lambda error: self.errors.append(str(error)), "request": self.note_request,
            "websocket": lambda websocket: websocket.on("framesent", self.note)}
        for event, listener in self.listeners.items():
            self.page.on(event, listener)
        self.page.route("**/*", self.serve)
        self.page.goto(f"{url}/page.html")
        self.page.evaluate(HARNESS)
        self.page.unroute_all()

    def leave(self):
        for event, listener in self.listeners.items():
            self.page.remove_listener(event, listener)
        self.page.goto("about:blank")

    def serve(self, route):
        name = route.request.url.rpartition("/")[2]
        if name.endswith(".js"):
            route.fulfill(body=(WEB / "browser" / name).read_text("utf8"), content_type="text/javascript")
        else:
            route.fulfill(body="<!doctype html><title>A page</title>", content_type="text/html")

    def note(self, frame):
        self.pongs += frame == "3"

    def note_request(self, request):
        if request.method == "POST":
            self.note(request.post_data)
        if "sid=" in request.url:
            self.sessions.add(request.url.rpartition("sid=")[2])

    def until(self, reached):
        """Lets the page live until it is so."""
        for _ in range(PATIENCE // 20):
            if reached():
                return
            self.page.wait_for_timeout(20)
        raise AssertionError(f"not within {PATIENCE} ms")

    def open(self, **options):
        """A socket that connects."""
        return Client(self.page, f"client-{next(self.numbers)}", options)


class Client:
    def __init__(self, page, name, options):
        self.page, self.name = page, name
        self.heard = 0
        page.evaluate("([name, options]) => begin(name, options)", [name, options])

    def run(self, code, *values):
        """Runs code with `client`, `socket` and `values`."""
        return self.page.evaluate(
            f"([name, values]) => {{ const client = clients[name], socket = client.socket; {code} }}",
            [self.name, list(values)])

    def wait(self, condition, *values):
        self.page.wait_for_function(
            f"([name, values]) => {{ const client = clients[name], socket = client.socket; return {condition}; }}",
            arg=[self.name, list(values)], timeout=PATIENCE, polling=10)

    def connected(self, times=1):
        """Waits until it was connected so often; returns the socket's id."""
        self.wait("client.states.filter(([state]) => state === 'connected').length >= values[0]", times)
        return self.run("return client.states.findLast(([state]) => state === 'connected')[1].id;")

    def reached(self, state):
        """Waits for a state and returns its first detail."""
        self.wait("client.states.some(([state]) => state === values[0])", state)
        return self.run("return client.states.find(([state]) => state === values[0])[1];", state)

    def states(self):
        return [state for state, _ in self.run("return client.states;")]

    def emit(self, event, *values):
        self.run("socket.emit(...values);", event, *values)

    def call(self, event, value=None):
        return self.run("return socket.request(...values);", event, value)

    def next(self, name):
        """The values of the next event, which must be this one."""
        self.heard += 1
        self.wait("client.heard.length >= values[0]", self.heard)
        event, *values = self.run("return client.heard[values[0]];", self.heard - 1)
        assert event == name, (event, values)
        return values

    def fails(self, code):
        """The code or the name of the error that something ends with."""
        return self.run(f"return attempt(async () => {{ {code} }});").get("code")
