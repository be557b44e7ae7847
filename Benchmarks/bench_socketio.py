"""`bin/bench socketio`: the Socket.IO library under our load generator, beside python-socketio under the same."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "Tests/conformance")]

import socketio_report as report  # noqa: E402
from testbed import Testbed, allow_many_files  # noqa: E402

SOURCES = Path(__file__).with_name("sioload")
GENERATOR = ROOT / ".build/bench/sioload"


class Unsound(Exception):
    """A connection was lost or an answer was wrong, so the time means nothing."""


class Loaded(Testbed):
    """A server to load, kept to some cores; `program` is the command before the mode."""

    def __init__(self, folder, program, cores):
        super().__init__(folder, "bench")
        self.program, self.cores = program, cores

    def command(self):
        return [*self.program, self.mode, "--port", str(self.port)]

    def before(self):
        os.sched_setaffinity(0, self.cores)


def arguments():
    parser = argparse.ArgumentParser(prog="bin/bench socketio", description=__doc__)
    parser.add_argument("--seconds", type=float, default=5, help="length of each load")
    parser.add_argument("--cores", default="0,1", help="cores for server and generator together, or `all`")
    parser.add_argument("--bytes", type=int, default=64, help="payload of a message")
    parser.add_argument("--repeat", type=int, default=1, help="runs of each load; the cheapest counts")
    parser.add_argument("--only", choices=report.LOADS, action="append", help="this load alone (may be repeated)")
    parser.add_argument("--python", action=argparse.BooleanOptionalAction, default=True, help="compare python-socketio")
    options = parser.parse_args()
    everything = os.sched_getaffinity(0)
    wanted = everything if options.cores == "all" else {int(core) for core in options.cores.split(",")}
    options.cores = wanted & everything or everything
    return options


def step(text):
    print(f"… {text}", file=sys.stderr, flush=True)


def build_generator():
    GENERATOR.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["cc", "-O2", "-o", GENERATOR, *sorted(SOURCES.glob("*.c"))], check=True)


def load(server, words, options):
    """One run of the generator; its line of JSON."""
    done = subprocess.run(
        [GENERATOR, *words, "--port", str(server.port), "--pid", str(server.process.pid),
         "--bytes", str(options.bytes)],
        stdin=subprocess.DEVNULL, capture_output=True, text=True,
        preexec_fn=lambda: os.sched_setaffinity(0, options.cores))
    if done.returncode:
        raise Unsound(f"{' '.join(words)}: {done.stderr.strip() or done.stdout.strip()}")
    return json.loads(done.stdout)


def measure(name, program, loads, options):
    """Each load on a server that has just started; {load: result}, or None where it could not keep up."""
    results = {}
    for key in loads:
        words = report.LOADS[key](options.seconds)
        for _ in range(options.repeat):
            step(f"{name}: {' '.join(words)}")
            with tempfile.TemporaryDirectory() as folder:
                server = Loaded(folder, program, options.cores)
                server.start()
                try:
                    if key.startswith("idle"):  # what the first connections pull in is no cost of each
                        load(server, ["connect", "--clients", "200"], options)
                    got = load(server, words, options)
                finally:
                    server.kill()
            if key not in results or got["server_us"] < results[key]["server_us"]:
                results[key] = got
    return results


def main():
    options = arguments()
    allow_many_files()
    build_generator()
    loads = options.only or list(report.LOADS)
    ours = measure("socketio-testbed", [ROOT / ".build/release/socketio-testbed"], loads, options)
    theirs = {}
    if options.python:
        compared = [key for key in loads if key in report.COMPARED]
        try:
            program = [sys.executable, ROOT / "Benchmarks/python_server.py"]
            theirs = measure("python-socketio", program, compared, options)
        except Unsound as unsound:
            step(f"python-socketio is left out: {unsound}")
    rows = report.rows(ours, theirs)
    report.publish(options, rows)
    return 0 if all(row.met for row in rows) else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Unsound as unsound:
        sys.exit(f"The measurement does not count: {unsound}")
