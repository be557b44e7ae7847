"""Another client while an attack runs: a process of its own that sends an echo every few milliseconds and times it.

`python bystander.py PORT PATH PID` runs until its input ends, then prints one line of JSON; times are in milliseconds.
How long an answer takes says as much of the machine as of the server, and is reported only. What counts is `work`: how
much processor time the server, which is process PID, spent on others before it answered.
"""

import base64
import json
import os
import select
import socket
import subprocess
import sys
import time
from pathlib import Path

PAUSE = 0.004
DEADLINE = 20
MOST_WORK = 1000  # ms of processor time; p99 above this fails a test
TICK = os.sysconf("SC_CLK_TCK")


def processor(process):
    """Seconds of CPU that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


class Plain:
    """A blocking WebSocket with just enough of the protocol."""

    def __init__(self, port, path):
        self.socket = socket.create_connection(("127.0.0.1", port), DEADLINE)
        self.socket.settimeout(DEADLINE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall(
            f"GET {path}?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n".encode())
        self.file = self.socket.makefile("rb")
        while self.file.readline().strip():
            pass
        assert self.text().startswith("0"), "no handshake"

    def text(self):
        """The next text that is no ping of the heartbeat."""
        while True:
            first, second = self.file.read(2)
            size = second & 127
            size = int.from_bytes(self.file.read({126: 2, 127: 8}[size]), "big") if size > 125 else size
            payload = self.file.read(size)
            if first & 15 == 1 and payload == b"2":
                self.send("3")
            else:
                assert first & 15 == 1, f"frame {first:#x} {payload[:80]!r}"
                return payload.decode()

    def send(self, text):
        data = text.encode()
        assert len(data) < 126
        self.socket.sendall(bytes([0x81, 0x80 | len(data)]) + b"\0\0\0\0" + data)


def watch(port, path, server):
    client = Plain(port, path)
    ask, answer = "4echo{}", "4echo{}"
    if path == "/socket.io/":
        client.send("40")
        while not client.text().startswith("40"):
            pass
        client.send('420["message-with-ack"]')
        while (first := client.text())[:2] not in ("43", "40"):
            pass
        assert first == "430[]", first
        ask, answer = '42{0}["message-with-ack",{0}]', "43{0}[{0}]"
    times, work = [], []
    print("ready", flush=True)
    while not times or not select.select([sys.stdin], [], [], PAUSE)[0]:  # once at least, however short the attack
        number = len(times) + 1
        begin, used = time.monotonic(), processor(server)
        client.send(ask.format(number))
        got = client.text()
        assert got == answer.format(number), got
        times.append((time.monotonic() - begin) * 1000)
        work.append((processor(server) - used) * 1000)
    times.sort()
    work.sort()
    return {"echoes": len(times), "p50": times[len(times) // 2], "p99": times[len(times) * 99 // 100], "max": times[-1],
            "work": work[len(work) * 99 // 100]}


class Bystander:
    """Starts the process and reads what it saw."""

    def __init__(self, testbed):
        self.process = subprocess.Popen(
            [sys.executable, Path(__file__), str(testbed.port), testbed.path, str(testbed.process.pid)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert self.process.stdout.readline() == "ready\n", self.process.communicate()[1]

    def finish(self):
        output, errors = self.process.communicate("", DEADLINE * 2)
        assert self.process.returncode == 0, f"the bystander was disturbed: {errors[-600:]}"
        return json.loads(output)


if __name__ == "__main__":
    if sys.argv[1:]:
        print(json.dumps(watch(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]))))
