"""An HTTP/1.1 client that hides nothing: keep-alive, half requests, slow and chunked bodies, aborts and resets."""

import asyncio
import contextlib
import json
import os
import socket
import struct
import zlib

HOST = "127.0.0.1"
DEADLINE = float(os.environ.get("SOCKETIO_DEADLINE", "60"))  # seconds; only a broken server is this slow
opened = []  # what the running test opened and must not outlive it: each has a coroutine `end`


class Gone(Exception):
    """The server closed the connection where an answer was expected."""


class Answer:
    def __init__(self, status, reason, headers, body=b""):
        self.status, self.reason, self.headers, self.body = status, reason, headers, body

    def header(self, name):
        """All values of a header joined, or None."""
        values = [value for key, value in self.headers if key == name.lower()]
        return ", ".join(values) if values else None

    def all(self, name):
        return [value for key, value in self.headers if key == name.lower()]

    @property
    def text(self):
        return self.plain.decode("utf8")

    @property
    def plain(self):
        """The body without its compression."""
        coding = self.header("content-encoding")
        if coding == "gzip":
            return zlib.decompress(self.body, 31)
        return zlib.decompress(self.body) if coding == "deflate" else self.body

    def json(self):
        return json.loads(self.body)

    def __repr__(self):
        return f"{self.status} {self.headers} {self.body[:300]!r}"


class Connection:
    """One TCP connection to the server."""

    def __init__(self, reader, writer):
        self.reader, self.writer = reader, writer
        opened.append(self)

    @classmethod
    async def open(cls, port, source=None, receive_buffer=None):
        plain = socket.socket()
        plain.setblocking(False)
        if receive_buffer:
            plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        if source:
            plain.bind((source, 0))
        async with asyncio.timeout(DEADLINE):
            await asyncio.get_running_loop().sock_connect(plain, (HOST, port))
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return cls(*await asyncio.open_connection(sock=plain, limit=2**26))

    def write(self, data):
        self.writer.write(data)

    async def drain(self):
        async with asyncio.timeout(DEADLINE):
            await self.writer.drain()

    def head(self, method, target, headers=(), body=None):
        """The bytes of a request's head. `headers` are pairs; Host and Content-Length are added unless given."""
        pairs = list(headers.items() if isinstance(headers, dict) else headers)
        names = {name.lower() for name, _ in pairs}
        if "host" not in names:
            pairs.insert(0, ("Host", "localhost"))
        if body is not None and not names & {"content-length", "transfer-encoding"}:
            pairs.append(("Content-Length", str(len(body))))
        lines = [f"{method} {target} HTTP/1.1", *(f"{name}: {value}" for name, value in pairs)]
        return "\r\n".join(lines).encode("utf8") + b"\r\n\r\n"

    def send(self, method, target, headers=(), body=None):
        body = body.encode("utf8") if isinstance(body, str) else body
        self.write(self.head(method, target, headers, body) + (body or b""))

    def send_chunked(self, method, target, chunks, headers=()):
        head = self.head(method, target, [*headers, ("Transfer-Encoding", "chunked")])
        self.write(head)
        for chunk in chunks:
            self.write(f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n")
        self.write(b"0\r\n\r\n")

    async def request(self, method, target, headers=(), body=None, deadline=DEADLINE):
        self.send(method, target, headers, body)
        return await self.answer(method, deadline)

    async def answer(self, method="GET", deadline=DEADLINE):
        """Reads one answer; an interim answer (100) is passed over."""
        async with asyncio.timeout(deadline):
            try:
                while True:
                    answer = await self.answer_head()
                    if answer.status != 100:
                        break
                if answer.status == 101 or method == "HEAD":
                    return answer
                answer.body = await self.body(answer)
                return answer
            except (asyncio.IncompleteReadError, ConnectionError) as error:
                raise Gone(f"the server closed the connection: {error!r}") from None

    async def answer_head(self):
        block = await self.reader.readuntil(b"\r\n\r\n")
        first, *lines = block.decode("latin1").split("\r\n")[:-2]
        version, status, *reason = first.split(" ", 2)
        assert version == "HTTP/1.1", first
        pairs = [line.partition(":") for line in lines]
        headers = [(name.lower(), value.strip()) for name, _, value in pairs]
        return Answer(int(status), "".join(reason), headers)

    async def body(self, answer):
        if answer.status in (204, 304):
            return b""
        if "chunked" in (answer.header("transfer-encoding") or ""):
            return b"".join([chunk async for chunk in self.chunks()])
        length = answer.header("content-length")
        return await (self.reader.read() if length is None else self.reader.readexactly(int(length)))

    async def chunks(self):
        while True:
            size = int((await self.reader.readuntil(b"\r\n")).split(b";")[0], 16)
            chunk = await self.reader.readexactly(size)
            await self.reader.readexactly(2)
            if not size:
                return
            yield chunk

    async def ended(self, deadline=DEADLINE):
        """Waits until the server has closed the connection; returns what it still sent."""
        async with asyncio.timeout(deadline):
            rest = b""
            with contextlib.suppress(ConnectionError):
                while data := await self.reader.read(65536):
                    rest += data
            return rest

    def close(self):
        """Closes at once; what was written is sent, and the peer reads the end of the stream."""
        self.writer.close()

    def half_close(self):
        self.writer.write_eof()

    def reset(self):
        """Closes with a TCP reset."""
        plain = self.writer.get_extra_info("socket")
        with contextlib.suppress(OSError):  # the server may have been first
            plain.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()

    async def end(self):
        self.writer.transport.abort()

    @property
    def name(self):
        return self.writer.get_extra_info("sockname")


async def request(port, method, target, headers=(), body=None, deadline=DEADLINE):
    """One request on a connection of its own."""
    connection = await Connection.open(port)
    try:
        return await connection.request(method, target, headers, body, deadline)
    finally:
        connection.close()


async def close_all():
    """Ends what a test left open."""
    left, opened[:] = list(opened), []
    for one in left:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(5):
                await one.end()
    await asyncio.sleep(0)
