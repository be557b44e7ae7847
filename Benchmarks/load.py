"""Runs wrk on a plan of requests and reads what it measured."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

SCRIPT = Path(__file__).with_name("load.lua")
THREADS = 2


class Unsound(Exception):
    """An answer was wrong, so its time means nothing."""


@dataclass
class Load:
    answers: int
    seconds: float
    p50: float  # milliseconds
    p99: float

    @property
    def rate(self):
        return self.answers / self.seconds


def write_plan(path, requests):
    """`requests` are (method, path, token) or (method, path, token, body)."""
    path.write_text("".join("\t".join(request) + "\n" for request in requests))
    return path


def run(url, plan, seconds, *expect, connections=64):
    """Loads a server for some seconds; every answer must be as expected."""
    done = subprocess.run(
        ["wrk", f"--threads={THREADS}", f"--connections={connections}", f"--duration={seconds}s", "--timeout=10s",
         "--latency", f"--script={SCRIPT}", url, "--", plan, str(THREADS), *map(str, expect)],
        stdin=subprocess.DEVNULL, capture_output=True, text=True)
    line = next((line for line in done.stdout.splitlines() if line.startswith("RESULT")), None)
    if not line:
        raise Unsound(f"wrk said: {done.stdout[-800:]} {done.stderr[-800:]}")
    right, wrong, errors, microseconds, p50, p99 = map(int, line.split("\t")[1:7])
    if wrong or errors or not right:
        raise Unsound(f"{right} right answers, {wrong} wrong ones, {errors} errors: {line.split(chr(9), 7)[7]}")
    return Load(right, microseconds / 1e6, p50 / 1000, p99 / 1000)


def together(loads):
    """Loads of one route as one: all their answers, and the times of the slowest of them."""
    return Load(
        sum(load.answers for load in loads), sum(load.seconds for load in loads),
        max(load.p50 for load in loads), max(load.p99 for load in loads))
