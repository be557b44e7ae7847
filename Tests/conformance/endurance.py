"""Random life for minutes: connects, drops, upgrades, broadcasts, slow readers. `python endurance.py --minutes N`.

Every stream of broadcasts that a client hears while it is connected must be in order, without loss or repeats; memory
and open files must be flat from the first quarter to the end. Ends with 1 and says why if anything is wrong.
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections import Counter

import raw_http
from engine_client import Polling, Socket, upgrade
from raw_http import Gone
from raw_websocket import Closed, Refused
from socket_client import Client
from testbed import Testbed, poll_until

ROOMS, PUBLISHERS, CLIENTS = 4, 4, 40
MB = 1_000_000
GONE = (Closed, Gone, Refused, ConnectionError, TimeoutError)


class Wrong(Exception):
    """A stream was torn."""


class World:
    def __init__(self, testbed, end):
        self.testbed, self.end = testbed, end
        self.counts = Counter()
        self.wrong = []

    @property
    def lives(self):
        return time.monotonic() < self.end and not self.wrong


async def publish(world, number):
    """One room's numbers in order, some with bytes, from a connection that stays."""
    client = Client(await Socket.open(*world.testbed.place))
    await client.connect()
    turn = 0
    while world.lives:
        for _ in range(random.randint(1, 20)):
            value = {"from": number, "turn": turn}
            if turn % 7 == 0:
                value["data"] = bytes([turn % 256]) * random.randint(1, 3000)
            await client.emit("broadcast", f"room-{number % ROOMS}", value)
            turn += 1
            world.counts["broadcasts"] += 1
        assert await client.call("echo", turn) == [turn]
        await asyncio.sleep(random.random() * 0.05)
    client.close()


class Listener:
    """Checks that each publisher's numbers have no gap and no repeat."""

    def __init__(self):
        self.next = {}

    def hear(self, value):
        sender, turn = value["from"], value["turn"]
        expected = self.next.get(sender, turn)
        if turn != expected:
            raise Wrong(f"publisher {sender}: {turn} came where {expected} was due")
        if turn % 7 == 0 and set(value["data"]) != {turn % 256}:
            raise Wrong(f"publisher {sender}: the bytes of {turn} are others'")
        self.next[sender] = turn + 1


async def listen(world, client, until):
    listener = Listener()
    try:
        async with asyncio.timeout_at(until) as limit:  # a room may be silent, and pings go on
            while world.lives:
                packet = await client.receive()
                if packet.id is None:
                    listener.hear(packet.arguments[0])
                    world.counts["deliveries"] += 1
    except TimeoutError:
        if not limit.expired():
            raise


async def upgrade_under_way(world, client):
    """Stops polling while broadcasts arrive, and goes on over WebSocket with what was read before it."""
    polling = client.engine
    client.engine = await upgrade(polling)
    polling.close()
    held, packet = list(polling.waiting), client.engine.packet

    async def first_what_was_read():
        while held:
            kept = held.pop(0)
            if kept not in ("2", "6"):
                return kept
        return await packet()

    client.engine.packet = first_what_was_read
    world.counts["upgrades"] += 1


async def live(world):
    """One client after the other: it comes, listens for a while and goes in some way."""
    while world.lives:
        way = random.choice(["polling", "websocket", "upgrade"])
        try:
            opening = Socket if way == "websocket" else Polling
            client = Client(await opening.open(*world.testbed.place))
            await client.connect()
            await client.emit("join", f"room-{random.randrange(ROOMS)}")
            world.counts[way] += 1
            if way == "upgrade":
                await upgrade_under_way(world, client)
            await listen(world, client, time.monotonic() + random.random() * 3)
            await leave(client)
        except GONE as gone:
            if world.lives:
                world.wrong.append(f"a client over {way} was dropped: {gone!r}")
        except (Wrong, AssertionError) as torn:
            world.wrong.append(f"over {way}: {torn}")


async def leave(client):
    how = random.choice(["reset", "close", "packet", "disconnect"])
    engine = client.engine
    if how == "disconnect":
        await client.send(1)
    elif how == "packet":
        await engine.send_packets("1")
    if isinstance(engine, Socket) and how == "reset":
        engine.websocket.reset()
    elif isinstance(engine, Polling) and how == "reset":
        (await engine.start_poll()).reset()
    engine.close()


async def read_slowly(world):
    """Joins every room and stops reading: the server drops it when its bound is reached, or we leave."""
    while world.lives:
        try:
            client = Client(await Socket.open(*world.testbed.place, receive_buffer=4096))
            await client.connect()
            for room in range(ROOMS):
                await client.emit("join", f"room-{room}")
            client.engine.websocket.connection.writer.transport.pause_reading()
            world.counts["slow readers"] += 1
            await asyncio.sleep(random.random() * 2)
            client.engine.websocket.reset()
        except GONE as gone:
            if world.lives:
                world.wrong.append(f"a slow reader could not come: {gone!r}")


async def abandon(world):
    """Handshakes, probes and half requests that nobody ends."""
    while world.lives:
        try:
            session = await Polling.open(*world.testbed.place)
            kind = random.randrange(3)
            if kind == 1:
                (await upgrade(session)).websocket.reset()
            elif kind == 2:
                await session.start_poll()
            session.close()
            world.counts["abandoned"] += 1
        except GONE as gone:
            if world.lives:
                world.wrong.append(f"a handshake failed: {gone!r}")
        await asyncio.sleep(0.02)


async def sweep():
    """Forgets connections that have ended, since a run of minutes opens many."""
    while True:
        raw_http.opened[:] = [one for one in raw_http.opened if not one.writer.is_closing()]
        await asyncio.sleep(1)


async def measure(world, samples):
    while world.lives:
        samples.append((world.testbed.memory(), world.testbed.files()))
        await asyncio.sleep(0.5)


async def run(testbed, seconds):
    """What was wrong, and what happened."""
    world = World(testbed, time.monotonic() + seconds)
    samples = []
    sweeper = asyncio.create_task(sweep())
    async with asyncio.TaskGroup() as group:
        for number in range(PUBLISHERS):
            group.create_task(publish(world, number))
        for _ in range(CLIENTS):
            group.create_task(live(world))
        for _ in range(3):
            group.create_task(read_slowly(world))
        group.create_task(abandon(world))
        group.create_task(measure(world, samples))
    sweeper.cancel()
    await raw_http.close_all()
    return world, samples


def flat(samples, slack):
    """The highest of the last quarter against the highest of the first half."""
    half, quarter = samples[:max(1, len(samples) // 2)], samples[-max(1, len(samples) // 4):]
    return max(quarter) <= max(half) * 1.2 + slack


def judge(testbed, world, samples, idle_files):
    wrong, sketch = list(world.wrong), samples[::max(1, len(samples) // 20)]
    if not flat([memory for memory, _ in samples], 16 * MB):
        wrong.append(f"memory is not flat: {[round(memory / MB) for memory, _ in sketch]}")
    if not flat([files for _, files in samples], 40):
        wrong.append(f"open files are not flat: {[files for _, files in sketch]}")
    if not poll_until(lambda: testbed.files() <= idle_files + 8, 40):
        wrong.append(f"{testbed.files() - idle_files} files stay open after everybody left")
    return wrong


def endure(testbed, seconds):
    idle_files = testbed.files()
    world, samples = asyncio.run(run(testbed, seconds))
    wrong = judge(testbed, world, samples, idle_files)
    memory, files = zip(*samples, strict=True)
    return wrong, (f"{dict(world.counts)}, memory {memory[0] / MB:.0f} to {max(memory) / MB:.0f} MB, "
                   f"open files {files[0]} to {max(files)} and {testbed.files()} at the end ({idle_files} before)")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 10**6)
    options = parser.parse_args()
    random.seed(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        testbed = Testbed(folder, "bench", "--ping-interval", "2000", "--ping-timeout", "8000").start()
        wrong, happened = endure(testbed, options.minutes * 60)
        alive = testbed.is_alive()
        code = testbed.stop()
    print(f"seed {options.seed}: {happened}; ended with {code}")
    print("\n".join(wrong))
    return 1 if wrong or code or not alive else 0


if __name__ == "__main__":
    sys.exit(main())
