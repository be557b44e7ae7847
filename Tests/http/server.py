"""The built server as a process: started on a free port with a folder or database of its own, stopped, killed."""

import os
import signal
import socket
import subprocess
import time
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[2]
READY_WITHIN = 60  # seconds; a loaded machine is slow, and a test of its own looks at the time


def binary():
    """The executable to test: SKILLSYNC_BINARY, or the debug build."""
    given = os.environ.get("SKILLSYNC_BINARY")
    path = Path(given) if given else ROOT / ".build/debug/skillsync"
    if not path.exists():
        raise AssertionError(f"There is no {path}: run `swift build --product skillsync`, or set SKILLSYNC_BINARY.")
    return path.resolve()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def clean_environment(**more):
    """Ours without any setting of a server."""
    return {name: value for name, value in os.environ.items() if not name.startswith("SKILLSYNC_")} | more


class Server:
    """One node. `database` is an address, or None for the SQLite file in its folder."""

    def __init__(self, folder, database=None, flags=(), environment=None):
        self.folder = Path(folder)
        self.database = database
        self.flags = list(flags)
        self.environment = environment or {}
        self.port = free_port()
        self.process = None

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    @property
    def log_file(self):
        return self.folder / "log"

    @property
    def data(self):
        return self.folder / "data"

    def command(self):
        database = ["--database", self.database] if self.database else []
        return [binary(), "serve", "--host", "127.0.0.1", "--port", str(self.port), "--data", self.data,
                "--limits", "off", *database, *self.flags]

    def spawn(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        with open(self.log_file, "ab") as log:
            self.process = subprocess.Popen(
                self.command(), cwd=ROOT, env=clean_environment(**self.environment),
                stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def start(self):
        """Starts it, waits until it is ready, and returns the seconds that took."""
        begin = time.monotonic()
        self.spawn()
        while not self.is_ready():
            if self.process.poll() is not None:
                raise AssertionError(f"The server ended with {self.process.returncode}:\n{self.log()}")
            if time.monotonic() - begin > READY_WITHIN:
                self.kill()
                raise AssertionError(f"The server was not ready within {READY_WITHIN} s:\n{self.log()}")
            time.sleep(0.01)
        return time.monotonic() - begin

    def is_ready(self):
        try:
            return httpx.get(f"{self.url}/readyz", timeout=2, trust_env=False).status_code == 200
        except httpx.TransportError:
            return False

    def stop(self):
        """Asks it to end (SIGTERM) and returns its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"The server did not end within 30 s of SIGTERM:\n{self.log()}") from None

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()

    def log(self, last=4000):
        return self.log_file.read_text("utf8", errors="replace")[-last:] if self.log_file.exists() else ""
