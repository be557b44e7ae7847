"""`bin/bench quality`: ways to rank matches, by what comes of them among invented people."""

import argparse
import sys
from dataclasses import replace

from bench_matching import measure, publish

ABOUT = ("Invented people ask and answer by a taste that no way of ranking reads: this compares ways of ranking under our "
         "assumptions, and says nothing of how content people are. Means over the reported seeds with 95 % intervals; the "
         "exposure that counts was chosen on other seeds. docs/matching.md explains the figures.")


def arguments():
    parser = argparse.ArgumentParser(prog="bin/bench quality", description=__doc__)
    parser.add_argument("--members", type=int, default=20_000, help="of each community")
    parser.add_argument("--tune", type=int, default=5, help="seeds to tune on, from 1")
    parser.add_argument("--report", type=int, default=5, help="seeds to report, after those")
    parser.add_argument("--zipf", type=float, default=1.0, help="how unequal skills are in popularity")
    return parser.parse_args()


def main():
    options = arguments()
    rows = measure("quality", vars(options))
    parts = {"": [], "Newcomers, ": [], "Coverage, ": []}
    for row in rows:
        prefix = next((known for known in parts if known and row.what.startswith(known)), "")
        parts[prefix].append(replace(row, what=row.what.removeprefix(prefix)))
    seeds = f"seeds {options.tune + 1} to {options.tune + options.report}"
    return publish("quality", "Ways to rank matches", ABOUT, [
        (f"{options.members:,} members, {seeds}", parts[""]),
        ("Newcomers who fit anybody, in the round after they joined", parts["Newcomers, "]),
        ("Who is shown as the server does it, of all and of the reachable", parts["Coverage, "]),
    ])


if __name__ == "__main__":
    sys.exit(main())
