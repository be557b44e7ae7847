"""The way of the official client unless it is told otherwise: the first packets over polling, the rest over WebSocket.

It upgrades while its user already talks: it polls until the server releases it, lets nothing be posted from the
probe's answer on, and then goes on where it was.
"""

import asyncio

import raw_http
from engine_client import WAYS, Polling, Socket, decode, probe
from raw_http import DEADLINE
from raw_websocket import Closed


class Upgrading:
    """A session that is on its way to WebSocket from the moment it is open."""

    def __init__(self, polling):
        self.polling, self.socket = polling, None
        self.sid, self.handshake = polling.sid, polling.handshake
        self.arrived, self.writing = asyncio.Queue(), asyncio.Lock()
        self.answers_pings = True
        self.life = asyncio.create_task(self.live())
        raw_http.opened.append(self)

    @classmethod
    async def open(cls, port, path, **how):
        return cls(await Polling.open(port, path, **how))

    @property
    def now(self):
        return self.socket or self.polling

    async def live(self):
        try:
            await self.go_over(await self.poll_until_probed())
            while True:
                await self.hear(await self.socket.websocket.message())
        except (Closed, ConnectionError, AssertionError, TimeoutError) as end:
            self.arrived.put_nowait(end)

    async def poll_until_probed(self):
        probing = asyncio.create_task(probe(self.polling))
        while not probing.done():
            answer = await self.polling.get()
            assert answer.status == 200, answer
            for packet in decode(answer.text):
                await self.hear(packet)
        return probing.result()

    async def go_over(self, websocket):
        async with self.writing:
            websocket.send("5")
            self.socket = Socket(websocket, self.handshake)

    async def hear(self, packet):
        if packet == "2" and self.answers_pings:
            await self.send_packets("3")
        elif packet != "6" or self.socket:  # over WebSocket a noop would be wrong, and a test shall see it
            self.arrived.put_nowait(packet)

    async def send_packets(self, *packets):
        async with self.writing:
            await self.now.send_packets(*packets)

    async def upgraded(self):
        async with asyncio.timeout(DEADLINE):
            while not self.socket:
                await asyncio.sleep(0.002)
        return self.socket

    async def packet(self, deadline=DEADLINE):
        async with asyncio.timeout(deadline):
            packet = await self.arrived.get()
        if isinstance(packet, BaseException):
            raise packet
        return packet

    def close(self):
        self.life.cancel()
        for one in (self.polling, self.socket):
            if one:
                one.close()

    async def end(self):
        self.life.cancel()
        await asyncio.gather(self.life, return_exceptions=True)


async def upgrading(port, path, **how):
    return await Upgrading.open(port, path, **how)


CLIENT_WAYS = WAYS | {"upgrading": upgrading}
