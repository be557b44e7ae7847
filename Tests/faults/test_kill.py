"""T1: `kill -9` in the middle of writes. Nothing acknowledged is lost, nothing happens twice, the database is sound.

SKILLSYNC_KILL_ROUNDS sets the number of rounds (50).
"""

import os
import random
import sqlite3
import threading
import time

from checker import Held, complaints
from record import Record, read
from writer import Writer

ROUNDS = int(os.environ.get("SKILLSYNC_KILL_ROUNDS", "50"))
WRITERS = 8
READY_GOAL = 2.0  # seconds, on a machine that does nothing else
READY_LIMIT = 60.0  # seconds, on a loaded one


def integrity(folder):
    """What SQLite says about the file as the kill left it, write-ahead log included."""
    file = next(path for path in folder.iterdir() if path.read_bytes()[:15] == b"SQLite format 3")
    connection = sqlite3.connect(file)
    try:
        return [row[0] for row in connection.execute("PRAGMA integrity_check")] + [
            f"foreign key: {row}" for row in connection.execute("PRAGMA foreign_key_check")]
    finally:
        connection.close()


def kill_in_the_middle(server, writers, record, after):
    dead = threading.Event()
    for writer in writers:
        writer.start(record, dead)
    time.sleep(after)  # the moment of the fault, not a wait for a state
    server.kill()
    dead.set()
    for writer in writers:
        writer.thread.join(60)
        assert not writer.thread.is_alive(), "a writer hangs"


def settle(writers, record, path):
    """Asks again for what got no answer and ends what is open, all writers at once."""
    attempts = read(path)

    def run(writer):
        writer.repeat_unknown(record, attempts)
        writer.finish_open(record)

    threads = [threading.Thread(target=run, args=(writer,)) for writer in writers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def see_round(writers, held):
    """Reads what this round may have changed into `held`, which has the rounds before."""
    fresh = Held(events=held.events, told=held.told)
    for writer in writers:
        writer.see(fresh, since=writer.round_begin)
    held.requests |= fresh.requests
    held.histories |= fresh.histories


def check(path, held, when):
    attempts = read(path)
    assert complaints(attempts, held) == [], when
    refused = [attempt for attempt in attempts if attempt.outcome == "fail"]
    assert refused == [], f"{when}: a writer was refused what it may do"
    return attempts


def test_kill_in_the_middle_of_writes(new_server, tmp_path):
    server = new_server("sqlite")
    server.start()
    writers = [Writer(number, server.url) for number in range(WRITERS)]
    moments = random.Random(20261119)
    path, held, times = tmp_path / "record", Held(), []
    record = Record(path)
    for number in range(1, ROUNDS + 1):
        kill_in_the_middle(server, writers, record, moments.uniform(0.02, 0.5))
        assert integrity(server.data) == ["ok"]
        times.append(server.start())
        assert times[-1] < READY_LIMIT, f"round {number}: ready after {times[-1]:.2f} s\n{server.log()}"
        see_round(writers, held)
        check(path, held, f"round {number}, as the kill left it")
        settle(writers, record, path)
        see_round(writers, held)
        attempts = check(path, held, f"round {number}, after everything was sent again")
        assert all(attempt.outcome == "ok" for attempt in attempts)
    record.close()

    everything = Held()
    for writer in writers:
        writer.see(everything)
    attempts = check(path, everything, "at the end")
    assert server.stop() == 0
    report(attempts, times)


def report(attempts, times):
    acknowledged = sum(attempt.outcome == "ok" for attempt in attempts)
    worst, median = max(times), sorted(times)[len(times) // 2]
    print(f"\n{len(times)} kills, {acknowledged} of {len(attempts)} writes acknowledged, none lost or doubled; "
          f"ready after {median:.2f} s (median), {worst:.2f} s (worst; the goal is {READY_GOAL} s)")
    assert acknowledged > len(times) * WRITERS, "too few writes to prove anything"
