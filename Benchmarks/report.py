"""The table of a benchmark: printed, and kept in Benchmarks/results."""

import os
import platform
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

RESULTS = Path(__file__).with_name("results")


@dataclass
class Row:
    what: str
    measured: str
    goal: str
    met: bool


# What is ranked for a member, and within how many milliseconds 99 of 100 answers come.
FOUND = {"/matches?kind=mutual": 15, "/matches?kind=related": 15, "/rings": 25}


def found(loads):
    return [
        Row(f"GET {path}, 32 connections", timing(loads[path]), f"p99 < {goal} ms", loads[path].p99 < goal)
        for path, goal in FOUND.items()
    ]


def rows(ours, bare, size, matches, ranked, written, ready, idle, loaded):
    ratio = ours.rate / bare.rate
    return [
        Row(f"Bare route, {size:,} bytes, 64 connections", timing(bare), "", True),
        Row("GET /sessions, 20 items, 64 connections", timing(ours), "p99 < 15 ms", ours.p99 < 15),
        Row("GET /sessions against the bare route", f"{ratio:.2f} ×", "≥ 0.40 ×", ratio >= 0.4),
        Row("POST /sessions, durable, 64 connections", timing(written), "≥ 1,500/s", written.rate >= 1500),
        Row("GET /matches?kind=mutual, 8 connections", timing(matches), "p99 < 10 ms", matches.p99 < 10),
        *found(ranked),
        Row("Start to ready", f"{ready:.2f} s", "< 2 s", ready < 2),
        Row("Resident memory when ready", f"{idle[0]:.0f} MB", "< 250 MB", idle[0] < 250),
        Row("Resident memory after the load (highest)", f"{loaded[0]:.0f} MB ({loaded[1]:.0f} MB)", "< 250 MB",
            loaded[0] < 250),
    ]


def timing(load):
    return f"{load.rate:,.0f}/s, p50 {load.p50:.1f} ms, p99 {load.p99:.1f} ms"


def machine(load=True):
    """What ran it, without its name; `load`: with a load generator beside it."""
    model = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    cores = len(os.sched_getaffinity(0))
    busy = os.getloadavg()[2]
    return (f"{cores} cores ({model[1].strip() if model else platform.machine()}), {memory:.0f} GiB, Linux "
            f"{platform.release().split('-')[0]}; load average of the last 15 minutes {busy:.1f}"
            + ("; the load generator ran on the same cores" if load else ""))


def text(options, table, title):
    head = [
        f"# {title}",
        "",
        f"{date.today()}, {options.seconds:g} s each, every answer checked. {machine()}.",
        "",
        "| what | measured | goal | met |",
        "| --- | --- | --- | --- |",
    ]
    body = [f"| {row.what} | {row.measured} | {row.goal} | {('yes' if row.met else 'no') if row.goal else ''} |"
            for row in table]
    return "\n".join(head + body) + "\n"


def publish(options, table, subject, what):
    """`subject` names the file, `what` says how much there was of what."""
    page = text(options, table, f"{subject}, {options.database}, {what}")
    print(page)
    suffix = "" if options.database == "sqlite" else f"-{options.database}"
    RESULTS.mkdir(exist_ok=True)
    file = RESULTS / f"{date.today()}-{subject.lower()}{suffix}.md"
    file.write_text(page, "utf8")
    print(f"Written to Benchmarks/results/{file.name}")
