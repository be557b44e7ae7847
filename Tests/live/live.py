"""A member's live connection: a Socket.IO client that keeps everything it was told, in order."""

import threading
import time

import engineio
import requests
import socketio

DEADLINE = 60  # seconds


class Refused(Exception):
    """The server did not let the client in; `problem` says why."""

    def __init__(self, problem):
        super().__init__(problem)
        self.problem = problem


class Engine(engineio.Client):
    """Hands messages on as they come. As it is, each gets a thread of its own, and threads overtake each other."""

    def _trigger_event(self, event, *arguments, **how):
        return super()._trigger_event(event, *arguments, **how | ({"run_async": False} if event == "message" else {}))


class Client(socketio.Client):
    def _engineio_client_class(self):
        return Engine


class Live:
    """One connection. `told` are (name, payload) of all events, `at` when they came (`time.time()`)."""

    def __init__(self, url, token=None, after=None, transports=("websocket",), headers=None, auth=None):
        self.told, self.at = [], []
        self.lock = threading.Lock()
        self.refusal = None
        self.gone = threading.Event()
        # The client sends headers along with the handshake alone, its session with every request.
        session = requests.Session()
        session.headers.update(headers or {})
        self.client = Client(
            reconnection=False, http_session=session, websocket_extra_options={"suppress_origin": "Origin" in (headers or {})})
        self.client.on("*", self.note)
        self.client.on("connect_error", self.refuse)
        self.client.on("disconnect", lambda *_: self.gone.set())
        auth = auth if auth is not None else {
            name: value for name, value in (("token", token), ("after", after)) if value is not None}
        try:
            self.client.connect(url, auth=auth, transports=list(transports), headers=headers or {}, wait_timeout=DEADLINE)
        except socketio.exceptions.ConnectionError as error:
            self.close()
            raise Refused(self.refusal or str(error)) from None

    @classmethod
    def of(cls, member, **how):
        return cls(member.url, member.token, **how)

    def note(self, name, *arguments):
        with self.lock:
            self.told.append((name, arguments[0] if arguments else None))
            self.at.append(time.time())

    def refuse(self, data):
        self.refusal = data

    def ask(self, event, body):
        """Sends an event and gives what the server acknowledged."""
        return self.client.call(event, body, timeout=DEADLINE)

    def good(self, event, body):
        """As `ask`, where the answer must be a good one."""
        answer = self.ask(event, body)
        assert answer["ok"] is True, answer
        return answer

    def problem(self, event, body):
        """As `ask`, where the answer must be a problem."""
        answer = self.ask(event, body)
        assert answer["ok"] is False, answer
        return answer["problem"]

    def names(self):
        return [name for name, _ in self.told]

    def seqs(self):
        """The numbers of the stored events that came, in the order in which they came."""
        return [payload["seq"] for name, payload in list(self.told) if name != "resync" and "seq" in (payload or {})]

    def next(self, name, where=lambda payload: True, count=1):
        """Waits until an event was told `count` times, and gives the payload of the last of these."""
        def found():
            matching = [payload for told, payload in list(self.told) if told == name and where(payload)]
            return matching[count - 1] if len(matching) >= count else None
        return self.until(found, f"{count} × {name} in {self.names()}")

    def until(self, condition, what="this"):
        deadline = time.monotonic() + DEADLINE
        while not (result := condition()):
            assert time.monotonic() < deadline, f"not within {DEADLINE} s: {what}"
            time.sleep(0.005)
        return result

    def wait_gone(self):
        assert self.gone.wait(DEADLINE), "the connection was not ended"

    def close(self):
        self.client.disconnect()
        self.client.shutdown()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
