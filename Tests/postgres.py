"""A PostgreSQL for tests: on a temporary folder, reached by a Unix socket only, gone afterwards.

As a program it runs a command with SKILLSYNC_TEST_POSTGRES set to the server's address:
    python3 Tests/postgres.py [--durable] swift test
"""

import glob
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from contextlib import contextmanager

VARIABLE = "SKILLSYNC_TEST_POSTGRES"


class PostgresMissing(Exception):
    pass


def program(name):
    """The path of a program of PostgreSQL; Debian keeps them out of the PATH, one folder per version."""
    folders = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[4]))
    found = shutil.which(name, path=os.pathsep.join([*reversed(folders), os.environ.get("PATH", "")]))
    if not found:
        raise PostgresMissing(f"There is no {name}: install PostgreSQL (Debian's package 'postgresql').")
    return found


def as_ordinary_user():
    """The words before a command that root must not run, and the id of who then runs it."""
    if os.getuid() != 0:
        return [], os.getuid()
    names = {entry.pw_name for entry in pwd.getpwall()}
    user = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return [
        "setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups", "--pdeathsig=INT"
    ], user.pw_uid


class Postgres:
    """A running server. `url(name)` addresses one of its databases."""

    def __init__(self, folder, durable=False):
        self.folder = folder
        self.durable = durable
        self.process = None

    def url(self, name="postgres"):
        return f"postgres://postgres@/{name}?host={self.folder}"

    def start(self):
        prefix, owner = as_ordinary_user()
        os.chown(self.folder, owner, -1)
        data = f"{self.folder}/data"
        subprocess.run(
            [*prefix, program("initdb"), "--pgdata", data, "--auth", "trust", "--username", "postgres",
             "--encoding", "UTF8", "--locale", "C", "--no-sync"],
            check=True, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        self.log = open(f"{self.folder}/log", "wb")
        self.process = subprocess.Popen(
            [*prefix, program("postgres"), "-D", data, *self.settings()], cwd=self.folder,
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log, start_new_session=True)
        deadline = time.monotonic() + 30
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                with open(f"{self.folder}/log", encoding="utf8", errors="replace") as log:
                    raise PostgresMissing("PostgreSQL did not start:\n" + log.read())
            time.sleep(0.05)

    def settings(self):
        # Suites make and drop many schemas at once, and each table and index of one is a lock.
        values = {"listen_addresses": "", "unix_socket_directories": self.folder, "max_connections": "200",
                  "max_locks_per_transaction": "512"}
        if not self.durable:
            values |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        return [word for name, value in values.items() for word in ("-c", f"{name}={value}")]

    def answers(self):
        return subprocess.run(
            [program("pg_isready"), "--quiet", "--host", self.folder], stdin=subprocess.DEVNULL).returncode == 0

    def run(self, sql, name="postgres"):
        """Runs SQL in a database and returns what psql prints, one row a line, tabs between columns."""
        done = subprocess.run(
            [program("psql"), "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--field-separator=\t",
             "--set=ON_ERROR_STOP=1", f"--command={sql}", self.url(name)],
            check=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        return done.stdout.strip("\n")

    def fresh(self):
        """Makes an empty database and returns its name."""
        name = "test_" + uuid.uuid4().hex[:12]
        self.run(f"CREATE DATABASE {name}")
        return name

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        if self.process:
            self.log.close()


@contextmanager
def postgres(durable=False):
    """A server of one's own, stopped and removed at the end."""
    folder = tempfile.mkdtemp(prefix="skillsync-pg-")
    server = Postgres(folder, durable)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def given():
    """The server that SKILLSYNC_TEST_POSTGRES names, if one of ours is running there."""
    address = os.environ.get(VARIABLE, "")
    return Postgres(address.partition("?host=")[2]) if "?host=" in address else None


def main(words):
    durable = words[:1] == ["--durable"]
    command = words[1:] if durable else words
    # A signal to us ends the command first; the server is stopped on the way out.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with postgres(durable) as server:
        child = subprocess.Popen(command, env=os.environ | {VARIABLE: server.url()})
        try:
            return child.wait()
        finally:
            if child.poll() is None:
                child.terminate()
                child.wait()


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except PostgresMissing as missing:
        sys.exit(str(missing))
