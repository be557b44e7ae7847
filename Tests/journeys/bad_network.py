"""A network between a browser and the server that breaks when told to: a proxy that knows only bytes."""

import asyncio
import socket
import threading

LONGEST_HEAD = 65_536


class BadNetwork:
    """Passes bytes between its port and the server's in a thread of its own."""

    def __init__(self, server_port):
        self.server_port = server_port
        self.refuses_websockets = False
        self.snaps = False
        self.opened = {"websocket": 0, "http": 0}
        self.pairs = set()
        self.flows = None
        self.loop = asyncio.new_event_loop()
        listening = socket.create_server(("127.0.0.1", 0))
        self.port = listening.getsockname()[1]
        threading.Thread(target=self.loop.run_forever, daemon=True).start()
        asyncio.run_coroutine_threadsafe(self.listen(listening), self.loop).result()

    async def listen(self, listening):
        self.flows = asyncio.Event()
        self.flows.set()
        await asyncio.start_server(self.serve, sock=listening, limit=LONGEST_HEAD)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def cut(self):
        """Resets every connection."""
        self.loop.call_soon_threadsafe(self.abort_all)

    def snap(self):
        """Resets the next connection on which a client says something, once the server has it: no answer comes."""
        self.snaps = True

    def stall(self):
        """Takes bytes and passes none on."""
        self.loop.call_soon_threadsafe(self.flows.clear)

    def flow(self):
        self.loop.call_soon_threadsafe(self.flows.set)

    def abort_all(self):
        for writer in [writer for pair in self.pairs for writer in pair]:
            writer.transport.abort()

    async def serve(self, reader, writer):
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            kind = "websocket" if b"upgrade: websocket" in head.lower() else "http"
            if kind == "websocket" and self.refuses_websockets:
                return writer.transport.abort()
            self.opened[kind] += 1
            await self.flows.wait()
            there_reader, there = await asyncio.open_connection("127.0.0.1", self.server_port)
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            return writer.transport.abort()
        pair = (writer, there)
        self.pairs.add(pair)
        there.write(head)
        await asyncio.gather(self.carry(reader, there, writer), self.carry(there_reader, writer))
        self.pairs.discard(pair)

    async def carry(self, reader, writer, client=None):
        try:
            while data := await reader.read(LONGEST_HEAD):
                await self.flows.wait()
                writer.write(data)
                await writer.drain()
                if client and self.snaps:
                    self.snaps = False
                    client.transport.abort()
        except OSError:
            pass
        writer.close()
