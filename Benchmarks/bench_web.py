"""`bin/bench web`: pages on a slow line and a slow processor, each in a fresh profile and then once more."""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import report
from bench_matching import publish

ROOT = Path(__file__).resolve().parents[1]
REPORT = ROOT / ".build/test-results/weight.json"
ABOUT = ("Chromium, 1.6 Mbit/s with 150 ms to each answer, and the processor slowed four times; the server is the release build "
         "on the same cores. Times are the middle of all visits with the lowest and highest, in milliseconds; they follow the "
         "machine, and say nothing where it does something else. Bytes are those on the wire of the largest visit, in kB: of "
         "the first, of its scripts and of its style sheets, and of a repeated one.")
LCP, INP = 1500, 200


def arguments():
    parser = argparse.ArgumentParser(prog="bin/bench web", description=__doc__)
    parser.add_argument("--visits", type=int, default=3, help="of each page, in as many runs")
    return parser.parse_args()


def visits():
    """What one visit of each page cost, as the journey of the weight writes it down."""
    REPORT.unlink(missing_ok=True)
    with tempfile.TemporaryFile() as output:
        command = [sys.executable, "-m", "pytest", "-c", "Tests/pytest.ini", "-q", "Tests/journeys/test_weight.py"]
        environment = os.environ | {"SKILLSYNC_BINARY": str(ROOT / ".build/release/skillsync")}
        if subprocess.run(command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT).returncode:
            output.seek(0)
            sys.exit(output.read().decode(errors="replace") + "\nA page went over its budget, or could not be measured.")
    return json.loads(REPORT.read_text("utf8"))


def row(name, costs):
    first, again = [cost["first"] for cost in costs], [cost["again"] for cost in costs]

    def most(key, of=first):
        return max(cost[key] for cost in of)

    times = sorted(cost["lcp"] for cost in first)
    lcp = statistics.median(times)
    kilobytes = [f"{value / 1000:.1f}" for value in (
        most("bytes"), most("javascript"), most("css"), most("bytes", again))]
    measured = (f"LCP {lcp:,.0f} ({times[0]:,} to {times[-1]:,}), INP {most('inp')}, CLS {most('cls'):g}; first "
                f"{kilobytes[0]} (scripts {kilobytes[1]}, styles {kilobytes[2]}) in {most('requests')} requests, "
                f"again {kilobytes[3]}; {most('elements')} elements")
    return report.Row(name.replace("-", " "), measured, f"LCP ≤ {LCP:,}, INP ≤ {INP}", lcp <= LCP and most("inp") <= INP)


def main():
    options = arguments()
    runs = []
    for number in range(1, options.visits + 1):
        print(f"… all pages, {number} of {options.visits}", file=sys.stderr, flush=True)
        runs.append(visits())
    rows = [row(name, [run[name] for run in runs]) for name in runs[0]]
    return publish("web", "The web app", ABOUT, [(f"{options.visits} visits of each page", rows)])


if __name__ == "__main__":
    sys.exit(main())
