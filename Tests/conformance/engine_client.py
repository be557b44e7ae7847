"""Engine.IO sessions on the raw clients: long polling, WebSocket, and the way from one to the other.

Packets are strings with their type digit ("4hello"), or bytes for binary messages.
"""

import asyncio
import base64
import json
from urllib.parse import urlencode

from raw_http import DEADLINE, Connection, Gone
from raw_websocket import WebSocket

SEPARATOR = "\x1e"


def target(path, transport, sid=None, **query):
    """A request target; `transport`, `EIO` or `sid` given as None are left out."""
    pairs = {"EIO": "4", "transport": transport, "sid": sid} | query
    return f"{path}?{urlencode({name: value for name, value in pairs.items() if value is not None})}"


def encode(packets):
    return SEPARATOR.join(
        packet if isinstance(packet, str) else "b" + base64.b64encode(packet).decode() for packet in packets)


def decode(payload):
    return [
        base64.b64decode(packet[1:], validate=True) if packet.startswith("b") else packet
        for packet in payload.split(SEPARATOR)]


def opening(packet):
    assert packet.startswith("0"), packet
    return json.loads(packet[1:])


class Polling:
    """A session over long polling: one connection for its polls and one for its posts."""

    def __init__(self, port, path, source=None):
        self.port, self.path, self.source = port, path, source
        self.sid = self.handshake = self.getter = self.poster = None
        self.waiting = []
        self.answers_pings = True

    @classmethod
    async def open(cls, port, path, headers=(), source=None, **query):
        self = cls(port, path, source)
        answer = await self.get(headers, **query)
        assert answer.status == 200, answer
        first, *rest = decode(answer.text)
        self.handshake = opening(first)
        self.sid, self.waiting = self.handshake["sid"], rest
        return self

    def target(self, **query):
        return target(self.path, "polling", self.sid, **query)

    async def connection(self, which):
        """The connection kept for polls or posts, anew when the server has closed it."""
        kept = getattr(self, which)
        if kept is None or kept.reader.at_eof() or kept.writer.is_closing():
            kept = await Connection.open(self.port, self.source)
            setattr(self, which, kept)
        return kept

    async def send(self, which, method, headers=(), body=None, **query):
        connection = await self.connection(which)
        connection.send(method, self.target(**query), headers, body)
        return connection

    async def exchange(self, which, method, headers=(), body=None, **query):
        connection = await self.send(which, method, headers, body, **query)
        answer = await connection.answer(method)
        if answer.header("connection") == "close":
            connection.close()
            setattr(self, which, None)
        return answer

    async def get(self, headers=(), **query):
        return await self.exchange("getter", "GET", headers, **query)

    async def post(self, body, headers=(("Content-Type", "text/plain;charset=UTF-8"),)):
        return await self.exchange("poster", "POST", headers, body)

    async def start_poll(self):
        """Sends a poll and returns its connection without waiting for the answer."""
        return await self.send("getter", "GET")

    async def poll(self):
        answer = await self.get()
        assert answer.status == 200, answer
        return decode(answer.text)

    async def send_packets(self, *packets):
        answer = await self.post(encode(packets))
        assert (answer.status, answer.body) == (200, b"ok"), answer

    async def packet(self):
        """The next packet; pings are answered and noops passed over."""
        while True:
            while not self.waiting:
                self.waiting = await self.poll()
            packet = self.waiting.pop(0)
            if packet == "2" and self.answers_pings:
                await self.send_packets("3")
            elif packet != "6":
                return packet

    async def is_gone(self):
        """Whether the server knows the session no longer."""
        answer = await self.post("3")
        if answer.status == 200 or not answer.body:  # without a body: an aborted POST was not noticed yet
            return False
        assert answer.status == 400 and answer.json()["code"] == 1, answer
        return True

    async def until_gone(self, deadline=DEADLINE):
        async with asyncio.timeout(deadline):
            while not await self.is_gone():
                await asyncio.sleep(0.01)

    def close(self):
        for connection in (self.getter, self.poster):
            if connection:
                connection.close()


class Socket:
    """A session over WebSocket."""

    def __init__(self, websocket, handshake):
        self.websocket, self.handshake = websocket, handshake
        self.sid = handshake["sid"]
        self.answers_pings = True

    @classmethod
    async def open(cls, port, path, headers=(), source=None, receive_buffer=None, **query):
        websocket = await WebSocket.open(
            port, target(path, "websocket", **query), headers, source=source, receive_buffer=receive_buffer)
        return cls(websocket, opening(await websocket.message()))

    async def send_packets(self, *packets):
        for packet in packets:
            self.websocket.send(packet)
        await self.websocket.connection.drain()

    async def packet(self, deadline=DEADLINE):
        """The next packet; pings are answered."""
        while True:
            packet = await self.websocket.message(deadline)
            if packet == "2" and self.answers_pings:
                self.websocket.send("3")
            else:
                return packet

    async def closed(self, deadline=DEADLINE):
        return await self.websocket.closed(deadline)

    def close(self):
        self.websocket.close()


async def probe(polling, **how):
    """Opens a WebSocket for a polling session and probes it; returns it when the server has answered the probe."""
    websocket = await WebSocket.open(polling.port, target(polling.path, "websocket", polling.sid), **how)
    websocket.send("2probe")
    assert await websocket.message() == "3probe"
    return websocket


async def upgrade(polling):
    """Takes a polling session over to WebSocket as a client does and returns it as a Socket."""
    websocket = await probe(polling)
    websocket.send("5")
    return Socket(websocket, polling.handshake)


async def polling(port, path, **how):
    return await Polling.open(port, path, **how)


async def websocket(port, path, **how):
    return await Socket.open(port, path, **how)


async def upgraded(port, path, **how):
    return await upgrade(await Polling.open(port, path, **how))


WAYS = {"polling": polling, "websocket": websocket, "upgraded": upgraded}
__all__ = ["WAYS", "Gone", "Polling", "Socket", "decode", "encode", "opening", "probe", "target", "upgrade"]
