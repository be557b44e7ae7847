"""Socket.IO on an Engine.IO session: packets as values, namespaces, acks and attachments."""

import json
import re
from dataclasses import dataclass, field

CONNECT, DISCONNECT, EVENT, ACK, REFUSED, BINARY_EVENT, BINARY_ACK = range(7)
HEAD = re.compile(r"4(\d)(?:(\d+)-)?(?:(/[^,]*)(?:,|$))?(\d+)?(.*)", re.DOTALL)


@dataclass
class Packet:
    type: int
    namespace: str = "/"
    id: int | None = None
    data: object = None
    attachments: list = field(default_factory=list)

    @property
    def event(self):
        return self.data[0]

    @property
    def arguments(self):
        return self.data[1:]


def parse(text):
    """A packet of the server and the number of attachments that follow it."""
    kind, count, namespace, number, rest = HEAD.fullmatch(text).groups()
    packet = Packet(int(kind), namespace or "/", int(number) if number else None, json.loads(rest) if rest else None)
    assert (count is not None) == (packet.type in (BINARY_EVENT, BINARY_ACK)), text
    assert count != "0", f"count 0 is never sent: {text}"
    return packet, int(count or 0)


def compact(value):
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def take_bytes(value, found):
    """The value with each bytes in it replaced by a placeholder, in order of appearance."""
    if isinstance(value, bytes):
        found.append(value)
        return {"_placeholder": True, "num": len(found) - 1}
    if isinstance(value, (list, tuple)):
        return [take_bytes(item, found) for item in value]
    return {key: take_bytes(item, found) for key, item in value.items()} if isinstance(value, dict) else value


def put_bytes(value, attachments):
    if isinstance(value, dict):
        if value.get("_placeholder") is True:
            return attachments[value["num"]]
        return {key: put_bytes(item, attachments) for key, item in value.items()}
    return [put_bytes(item, attachments) for item in value] if isinstance(value, list) else value


def wire(kind, namespace="/", number=None, data=None):
    """The messages of one packet: text first, then its attachments."""
    found = []
    data = take_bytes(data, found)
    kind = {EVENT: BINARY_EVENT, ACK: BINARY_ACK}[kind] if found else kind
    text = "".join([
        f"4{kind}", f"{len(found)}-" if found else "", "" if namespace == "/" else f"{namespace},",
        "" if number is None else str(number), "" if data is None else compact(data)])
    return [text, *found]


class Client:
    """Sends and receives Socket.IO packets over any Engine.IO session."""

    def __init__(self, engine):
        self.engine = engine
        self.ids = {}
        self.number = 0
        self.kept = []

    async def send(self, kind, namespace="/", number=None, data=None):
        await self.engine.send_packets(*wire(kind, namespace, number, data))

    async def send_raw(self, *packets):
        await self.engine.send_packets(*packets)

    async def receive(self):
        """The next packet, with the attachments that must directly follow it."""
        if self.kept:
            return self.kept.pop(0)
        return await self.read()

    async def read(self):
        text = await self.engine.packet()
        assert isinstance(text, str), f"attachment without a packet: {text!r}"
        packet, count = parse(text)
        for _ in range(count):
            packet.attachments.append(await self.attachment())
        packet.data = put_bytes(packet.data, packet.attachments)
        return packet

    async def attachment(self):
        attachment = await self.engine.packet()
        assert isinstance(attachment, bytes), f"between a packet and its attachments came {attachment!r}"
        return attachment

    async def connect(self, namespace="/", auth=None):
        """Joins a namespace and returns what the server answered: {"sid": …}."""
        await self.send(CONNECT, namespace, data=auth)
        packet = await self.receive()
        assert (packet.type, packet.namespace) == (CONNECT, namespace), packet
        self.ids[namespace] = packet.data["sid"]
        return packet.data

    async def emit(self, event, *arguments, namespace="/"):
        await self.send(EVENT, namespace, data=[event, *arguments])

    async def call(self, event, *arguments, namespace="/"):
        """Emits with an ack; returns the ack's arguments. What else arrives meanwhile is kept for `receive`."""
        self.number += 1
        await self.send(EVENT, namespace, self.number, [event, *arguments])
        while True:
            packet = await self.read()
            if packet.type in (ACK, BINARY_ACK) and (packet.namespace, packet.id) == (namespace, self.number):
                return packet.data
            self.kept.append(packet)

    async def event(self, name, namespace="/"):
        """The next packet, which must be this event; returns its arguments."""
        packet = await self.receive()
        assert packet.type in (EVENT, BINARY_EVENT) and packet.namespace == namespace, packet
        assert packet.event == name, packet
        return packet.arguments

    def close(self):
        self.engine.close()
