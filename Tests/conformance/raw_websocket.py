"""A WebSocket client that can send any frame, sound or not, and sees every frame and close code."""

import asyncio
import base64
import os
import struct
from dataclasses import dataclass

from raw_http import DEADLINE, Connection

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0, 1, 2, 8, 9, 10
NO_CODE = 1005  # a close frame without a code
NO_FRAME = 1006  # the connection ended without a close frame


class Refused(Exception):
    """The server answered an upgrade with something else than 101."""

    def __init__(self, answer):
        super().__init__(repr(answer))
        self.answer = answer


class Closed(Exception):
    """The peer closed the WebSocket, or the connection, where a message was expected."""

    def __init__(self, code):
        super().__init__(f"closed with {code}")
        self.code = code


@dataclass
class Frame:
    final: bool
    reserved: int
    opcode: int
    payload: bytes


def frame(opcode, payload=b"", final=True, reserved=0, mask=b"\1\2\3\4", declared=None, length_bytes=None):
    """The bytes of one frame; `mask=None` leaves it unmasked, `declared` lies about the length."""
    size = len(payload) if declared is None else declared
    first = final << 7 | reserved << 4 | opcode
    masked = 0x80 if mask else 0
    width = length_bytes if length_bytes is not None else 0 if size < 126 else 2 if size < 65536 else 8
    if width == 0:
        head = struct.pack("!BB", first, masked | size)
    elif width == 2:
        head = struct.pack("!BBH", first, masked | 126, size)
    else:
        head = struct.pack("!BBQ", first, masked | 127, size)
    return head + (mask + masked_with(payload, mask) if mask else payload)


def masked_with(payload, mask):
    if not payload:
        return b""
    repeated = (mask * (len(payload) // 4 + 1))[:len(payload)]
    return (int.from_bytes(payload, "big") ^ int.from_bytes(repeated, "big")).to_bytes(len(payload), "big")


def upgrade_headers(extra=(), leave_out=()):
    pairs = [
        ("Upgrade", "websocket"), ("Connection", "Upgrade"), ("Sec-WebSocket-Version", "13"),
        ("Sec-WebSocket-Key", base64.b64encode(os.urandom(16)).decode()),
    ]
    return [pair for pair in pairs if pair[0] not in leave_out] + list(extra)


class WebSocket:
    def __init__(self, connection, answer):
        self.connection, self.answer = connection, answer

    @classmethod
    async def open(cls, port, target, headers=(), **how):
        connection = await Connection.open(port, **how)
        answer = await connection.request("GET", target, upgrade_headers(headers))
        if answer.status != 101:
            connection.close()
            raise Refused(answer)
        return cls(connection, answer)

    def send(self, message):
        """A text for a string, a binary message for bytes."""
        if isinstance(message, str):
            self.send_frame(TEXT, message.encode("utf8", "surrogatepass"))
        else:
            self.send_frame(BINARY, message)

    def send_frame(self, opcode, payload=b"", **how):
        self.connection.write(frame(opcode, payload, **how))

    def send_close(self, code=1000, reason=b""):
        self.send_frame(CLOSE, (struct.pack("!H", code) if code else b"") + reason)

    async def frame(self, deadline=DEADLINE):
        async with asyncio.timeout(deadline):
            try:
                return await self.read_frame()
            except (asyncio.IncompleteReadError, ConnectionError):
                raise Closed(NO_FRAME) from None

    async def read_frame(self):
        read = self.connection.reader.readexactly
        first, second = await read(2)
        assert not second & 0x80, "a server never masks"
        size = second & 0x7F
        if size == 126:
            size = int.from_bytes(await read(2), "big")
        elif size == 127:
            size = int.from_bytes(await read(8), "big")
        return Frame(bool(first & 0x80), first >> 4 & 7, first & 15, await read(size))

    async def message(self, deadline=DEADLINE):
        """The next whole message, str or bytes. Answers pings; raises Closed with the code."""
        opcode, parts = None, []
        while True:
            got = await self.frame(deadline)
            assert got.reserved == 0, "no extension was accepted"
            if got.opcode == CLOSE:
                raise Closed(int.from_bytes(got.payload[:2], "big") if got.payload else NO_CODE)
            if got.opcode == PING:
                self.send_frame(PONG, got.payload)
            elif got.opcode != PONG:
                opcode = got.opcode if opcode is None else opcode
                parts.append(got.payload)
                if got.final:
                    whole = b"".join(parts)
                    return whole.decode("utf8") if opcode == TEXT else whole

    async def closed(self, deadline=DEADLINE):
        """Reads on until the peer closes; returns the code."""
        async with asyncio.timeout(deadline):
            while True:
                try:
                    await self.message(deadline)
                except Closed as closed:
                    return closed.code

    def close(self):
        self.connection.close()

    def reset(self):
        self.connection.reset()
