"""`bin/bench http`: a seeded town under load over HTTP, beside a bare route with the same bytes."""

import argparse
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "Tests"), str(ROOT / "Tests/http")]

import httpx  # noqa: E402
import load  # noqa: E402
import people  # noqa: E402
import postgres  # noqa: E402
import report  # noqa: E402
from server import Server, clean_environment, free_port  # noqa: E402

READERS = 40  # members whose lists are read
MATCHED = 400  # members whose matches are read
TURNS = 5  # loads of a route that is compared with another, in turn


def arguments():
    parser = argparse.ArgumentParser(prog="bin/bench http", description=__doc__)
    parser.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--members", type=int, default=100_000)
    parser.add_argument("--sessions", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=int, default=10, help="length of each load")
    parser.add_argument("--writers", type=int, default=4000, help="members who send requests, five each at most")
    parser.add_argument("--matching", action="store_true", help="matches and rings alone")
    return parser.parse_args()


def step(text):
    print(f"… {text}", file=sys.stderr, flush=True)


@contextmanager
def town(options):
    """A seeded server, not started, and a way to count its sessions."""
    # Under .build, because /tmp may be in memory and a commit there would cost nothing.
    base = ROOT / ".build/bench"
    base.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=base))
    try:
        if options.database == "sqlite":
            server = Server(folder)
            yield seeded(server, options), lambda: sqlite_count(server)
        else:
            with postgres.postgres(durable=True) as engine:
                name = engine.fresh()
                server = Server(folder, engine.url(name))
                yield seeded(server, options), lambda: int(engine.run("SELECT count(*) FROM sessions", name))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def seeded(server, options):
    step(f"seeding {options.members:,} members and {options.sessions:,} sessions")
    begin = time.monotonic()
    database = ["--database", server.database] if server.database else []
    subprocess.run(
        [server.command()[0], "seed", "--bench", "--members", str(options.members), "--sessions",
         str(options.sessions), "--data", server.data, *database],
        check=True, cwd=ROOT, env=clean_environment(), stdin=subprocess.DEVNULL, stdout=sys.stderr)
    step(f"seeded in {time.monotonic() - begin:.0f} s")
    return server


def sqlite_count(server):
    file = next(path for path in server.data.iterdir() if path.open("rb").read(15) == b"SQLite format 3")
    connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        return connection.execute("SELECT count(*) FROM sessions").fetchone()[0]
    finally:
        connection.close()


def memory(process):
    """Resident now and at most, in MB (10^6 bytes)."""
    lines = Path(f"/proc/{process.pid}/status").read_text().splitlines()
    kilobytes = {line.split(":")[0]: int(line.split()[1]) for line in lines if line.startswith(("VmRSS", "VmHWM"))}
    return kilobytes["VmRSS"] * 1024 / 1e6, kilobytes["VmHWM"] * 1024 / 1e6


def starts(server):
    """The middle of three times from start to ready; the server runs afterwards."""
    times = []
    for turn in range(3):
        times.append(server.start())
        if turn < 2:
            server.stop()
    return sorted(times)[1]


def read_lists(server, everyone, folder, seconds):
    """GET /sessions of many members, against a bare route with the bytes and headers of one of them."""
    path, wanted, plan, answer = "/api/v1/sessions?limit=20", [], [], None
    for person in everyone:
        got = httpx.get(
            server.url + path, headers={"Authorization": f"Bearer {person.token}"}, trust_env=False, timeout=30)
        if got.status_code == 200 and len(got.json()["items"]) == 20:
            wanted.append(got.text)
            plan.append(("GET", path, person.token))
            answer = got
        if len(plan) == READERS:
            break
    if not answer:
        raise load.Unsound("Nobody has 20 sessions: seed more of them.")
    (folder / "bodies").write_text("\n".join(wanted) + "\n")
    load.write_plan(folder / "lists", plan)
    (folder / "bare-bodies").write_bytes(answer.content + b"\n")
    # The speed of a machine wanders within minutes: the two take turns, so that it is the same for both.
    ours, bare, turn = [], [], max(1, seconds // TURNS)
    with bare_route(answer, folder) as url:
        for _ in range(TURNS):
            ours.append(load.run(server.url, folder / "lists", turn, "exact", folder / "bodies"))
            bare.append(load.run(url, folder / "lists", turn, "exact", folder / "bare-bodies"))
    return load.together(ours), load.together(bare), len(answer.content)


@contextmanager
def bare_route(answer, folder):
    """A running server that answers with these bytes and headers; its address."""
    port = free_port()
    (folder / "body").write_bytes(answer.content)
    skipped = ("content-length", "transfer-encoding", "date", "connection")
    (folder / "headers").write_text(
        "".join(f"{name}: {value}\n" for name, value in answer.headers.items() if name not in skipped))
    process = subprocess.Popen(
        [ROOT / "Benchmarks/.build/release/bare", str(port), folder / "body", folder / "headers"],
        stdin=subprocess.DEVNULL)
    try:
        url = f"http://127.0.0.1:{port}"
        deadline = time.monotonic() + 10
        while True:
            try:
                httpx.get(f"{url}/readyz", trust_env=False)
                break
            except httpx.TransportError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.02)
        yield url
    finally:
        process.terminate()
        process.wait()


def read_found(server, everyone, path, folder, seconds, connections=32):
    """What is ranked for many members: a list that is made for each of them."""
    load.write_plan(folder / "found", [("GET", f"/api/v1{path}", person.token) for person in everyone[:MATCHED]])
    return load.run(server.url, folder / "found", seconds, "many", 200, '{"items":[', connections=connections)


def write_sessions(server, everyone, count, folder, seconds):
    load.write_plan(folder / "requests", people.session_requests(everyone))
    before = count()
    result = load.run(server.url, folder / "requests", seconds, "once", 201, '"status":"pending"')
    stored = count() - before
    # Requests whose answers came after the clock of the load had run out are stored too.
    if not result.answers <= stored <= result.answers + 200:
        raise load.Unsound(f"{result.answers} requests were acknowledged and {stored} sessions are stored.")
    return result


def main():
    options = arguments()
    os.environ["SKILLSYNC_BINARY"] = str(ROOT / ".build/release/skillsync")
    with town(options) as (server, count):
        ready = starts(server)
        try:
            idle = memory(server.process)
            signed_in = MATCHED if options.matching else options.writers
            step(f"signing in {signed_in:,} members")
            everyone = people.people(server.url, signed_in, options.members)
            found = {}
            for path in report.FOUND:
                step(f"GET {path}")
                found[path] = read_found(server, everyone, path, server.folder, options.seconds)
            if options.matching:
                rows = report.found(found)
                report.publish(options, rows, "HTTP-matching",
                               f"{options.members:,} members and {options.sessions:,} sessions")
                return 0 if all(row.met for row in rows) else 1
            step("GET /sessions and the bare route in turn")
            ours, bare, size = read_lists(server, everyone, server.folder, options.seconds)
            step("GET /matches?kind=mutual by few")
            matches = read_found(server, everyone, "/matches?kind=mutual", server.folder, options.seconds, connections=8)
            step("POST /sessions")
            written = write_sessions(server, everyone, count, server.folder, options.seconds)
            loaded = memory(server.process)
        finally:
            server.stop()
    rows = report.rows(ours, bare, size, matches, found, written, ready, idle, loaded)
    report.publish(options, rows, "HTTP", f"{options.members:,} members, {options.sessions:,} sessions")
    return 0 if all(row.met for row in rows) or options.database == "postgres" else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except load.Unsound as unsound:
        sys.exit(f"The measurement does not count: {unsound}")
