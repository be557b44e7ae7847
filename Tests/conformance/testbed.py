"""The testbed as a process: started with a mode and flags, read from /proc, ended."""

import contextlib
import os
import resource
import signal
import socket
import subprocess
import threading
import time
from pathlib import Path

from bystander import processor

ROOT = Path(__file__).resolve().parents[2]
READY_WITHIN = 20  # seconds; a loaded machine is slow
PAGE = os.sysconf("SC_PAGE_SIZE")
QUIET = ("--ping-interval", "60000", "--ping-timeout", "60000")  # no heartbeat within a test


def binary():
    """The executable to test: SOCKETIO_TESTBED, or the debug build."""
    given = os.environ.get("SOCKETIO_TESTBED")
    path = Path(given) if given else ROOT / ".build/debug/socketio-testbed"
    if not path.exists():
        raise AssertionError(f"There is no {path}: build the product socketio-testbed, or set SOCKETIO_TESTBED.")
    return path.resolve()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def allow_many_files():
    """As many open files as the machine allows, for this process and those it starts."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    return most


class Testbed:
    __test__ = False

    def __init__(self, folder, mode, *flags):
        self.mode, self.flags = mode, flags
        self.log_file = Path(folder) / f"{mode}-{free_port()}.log"
        self.path = "/engine.io/" if mode == "engine" else "/socket.io/"
        self.port = self.process = None

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    @property
    def place(self):
        """What the clients need to find it."""
        return self.port, self.path

    def command(self):
        return [binary(), self.mode, "--port", str(self.port), *self.flags]

    def before(self):
        """Runs in the new process before the testbed does."""

    def start(self, port=None):
        allow_many_files()
        self.port = port or free_port()
        with open(self.log_file, "ab") as log:
            self.process = subprocess.Popen(
                self.command(), stdin=subprocess.DEVNULL, stdout=log, stderr=log, preexec_fn=self.before)
        begin = time.monotonic()
        while not self.listens():
            if not self.is_alive():
                raise AssertionError(f"The testbed ended with {self.process.returncode}:\n{self.log()}")
            if time.monotonic() - begin > READY_WITHIN:
                self.kill()
                raise AssertionError(f"The testbed was not ready within {READY_WITHIN} s:\n{self.log()}")
            time.sleep(0.01)
        return self

    def listens(self):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
            return True
        return False

    def is_alive(self):
        return self.process is not None and self.process.poll() is None

    def stop(self, within=30):
        """SIGTERM; returns the exit code."""
        if self.is_alive():
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(within)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"The testbed did not end within {within} s of SIGTERM:\n{self.log()}") from None

    def kill(self):
        if self.is_alive():
            self.process.kill()
        self.process.wait()

    def log(self, last=3000):
        return self.log_file.read_text("utf8", errors="replace")[-last:] if self.log_file.exists() else ""

    @property
    def proc(self):
        return Path(f"/proc/{self.process.pid}")

    def memory(self):
        """Resident bytes."""
        return int((self.proc / "statm").read_text().split()[1]) * PAGE

    def files(self):
        """Open file descriptors."""
        return len(os.listdir(self.proc / "fd"))

    def threads(self):
        return len(os.listdir(self.proc / "task"))

    def processor(self):
        """Seconds of CPU used since it started."""
        return processor(self.process.pid)


def poll_until(reached, deadline=20, pause=0.05):
    """Asks until it is so; False when the deadline has passed."""
    end = time.monotonic() + deadline
    while not reached():
        if time.monotonic() > end:
            return False
        time.sleep(pause)
    return True


class Watch(threading.Thread):
    """Samples the memory of a testbed until it is left; `highest` in bytes."""

    def __init__(self, testbed, pause=0.02):
        super().__init__(daemon=True)
        self.testbed, self.pause = testbed, pause
        self.over = threading.Event()
        self.highest = self.before = testbed.memory()

    def run(self):
        while not self.over.wait(self.pause):
            with contextlib.suppress(OSError, IndexError):
                self.highest = max(self.highest, self.testbed.memory())

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.join()

    @property
    def grown(self):
        return self.highest - self.before
