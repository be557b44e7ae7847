#!/usr/bin/env python3
"""Feeds the packet parsers with inputs that libFuzzer invents: run.py [--seconds N] [--jobs N] [--junit FILE] [TARGET...]

Builds the targets, shows with two canaries that a crash and growing memory would be noticed, then runs each target for N
seconds. What is found is kept in .build/findings; `.build/release/packets-fuzz TARGET FILE` repeats it.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as tree
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
TARGETS = ["payload", "packet", "assembly"]
# What each canary must end with: a fuzzer without feedback from the code finds neither, however long it looks; with it,
# mostly within seconds.
CANARIES = {"canary": "deadly signal", "hoarder": "out-of-memory"}
CANARY_SECONDS = 300
MEGABYTES = 512
LEAST_PER_SECOND = 200


def build():
    subprocess.run(
        ["swift", "build", "-c", "release", "-j", "2", "--package-path", HERE, "--product", "packets-fuzz"],
        check=True)


def fuzz(target, seconds):
    """Runs one target; its status and what it printed."""
    corpus, findings, seeds = HERE / ".build/corpus" / target, HERE / ".build/findings", HERE / "seeds" / target
    corpus.mkdir(parents=True, exist_ok=True)
    findings.mkdir(parents=True, exist_ok=True)
    options = {
        "max_total_time": seconds, "rss_limit_mb": MEGABYTES, "timeout": 5, "max_len": 4096, "print_final_stats": 1,
        "dict": HERE / "packets.dict", "artifact_prefix": f"{findings}/{target}-",
    }
    environment = os.environ | {
        "SWIFT_BACKTRACE": "enable=no",
        "ASAN_OPTIONS": "quarantine_size_mb=16:detect_leaks=1:symbolize=0",
    }
    ended = subprocess.run(
        [HERE / ".build/release/packets-fuzz", target, *(f"-{key}={value}" for key, value in options.items()), corpus]
        + ([seeds] if seeds.exists() else []),
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return ended.returncode, ended.stdout.decode("utf8", "replace")


def number(output, name):
    found = re.search(rf"stat::{name}:\s+(\d+)", output)
    return int(found[1]) if found else 0


def chirps(canary, sign):
    """Whether a target that is wrong on purpose is found out."""
    shutil.rmtree(HERE / ".build/corpus" / canary, ignore_errors=True)
    status, output = fuzz(canary, CANARY_SECONDS)
    for left in (HERE / ".build/findings").glob(f"{canary}-*"):
        left.unlink()
    if status and sign in output:
        return True
    print(f"{canary}: not found within {CANARY_SECONDS} s, so the other targets would prove nothing\n{output[-2000:]}")
    return False


def passes(target, seconds):
    status, output = fuzz(target, seconds)
    runs, rate = number(output, "number_of_executed_units"), number(output, "average_exec_per_sec")
    print(f"{target}: {runs:,} inputs, {rate:,} per second, {number(output, 'peak_rss_mb')} MB at most", flush=True)
    if status:
        print(output[-4000:])
    elif rate < LEAST_PER_SECOND or "no interesting inputs" in output:
        print(f"{target}: fewer than {LEAST_PER_SECOND} inputs per second, or none that mattered; it did not really run")
        status = 1
    return not status


def write_junit(path, results):
    """The results in the form in which all suites are counted."""
    suite = tree.Element("testsuite", name="fuzz", tests=str(len(results)))
    for name, good in results.items():
        case = tree.SubElement(suite, "testcase", classname="fuzz", name=name)
        if not good:
            tree.SubElement(case, "failure", message="its output is in the log")
    tree.ElementTree(suite).write(path, encoding="utf-8", xml_declaration=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=60, help="how long each target runs")
    parser.add_argument("--jobs", type=int, default=1, help="how many run side by side")
    parser.add_argument("--junit", type=Path, metavar="FILE", help="writes the results there too")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    chosen = parser.parse_args()
    for target in chosen.targets:
        if target not in TARGETS:
            parser.error(f"there is no target '{target}'; there are: {', '.join(TARGETS)}")
    build()
    with ThreadPoolExecutor(chosen.jobs) as pool:
        running = {canary: pool.submit(chirps, canary, sign) for canary, sign in CANARIES.items()}
        running |= {name: pool.submit(passes, name, chosen.seconds) for name in chosen.targets or TARGETS}
    results = {name: task.result() for name, task in running.items()}
    if chosen.junit:
        write_junit(chosen.junit, results)
    return 0 if all(results.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
