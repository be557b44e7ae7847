"""`bin/bench clearing`: rounds that choose exchange rings, on graphs with a known optimum and on invented communities."""

import argparse
import json
import sys

from bench_matching import measure, publish
from report import RESULTS

RINGS = RESULTS.parents[1] / "Tests/MatchEngineTests/Rings"
ABOUT = ("One thread, processor time; every ring looked at again. Known optima: Tests/MatchEngineTests/Rings/optima.json. "
         "The bound is proved by the round itself.")
# Members, longest ring, gap to the bound, seconds.
COMMUNITIES = [(3_000, 3, 0.005, 5), (3_000, 4, 0.015, 10), (10_000, 3, 0.01, 15)]


def arguments():
    parser = argparse.ArgumentParser(prog="bin/bench clearing", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="of the rounds and the communities")
    parser.add_argument("--communities", action=argparse.BooleanOptionalAction, default=True, help="take them as well")
    return parser.parse_args()


def known(options):
    """Up to 1,000 people the optimum within a second; above, a gap to the bound."""
    for instance in json.loads((RINGS / "optima.json").read_text())["instances"]:
        rows = []
        people = int((RINGS / instance["file"]).read_text().split(maxsplit=1)[0])
        for longest in (2, 3, 4):
            flags = {"instance": RINGS / instance["file"], "longest": longest, "seed": options.seed}
            if people <= 1_000:
                flags |= {"best": instance[f"opt_L{longest}"], "seconds": 1}
            else:
                flags |= {"gap": 0.003 if longest < 4 else 0.015, "seconds": 5 if longest < 4 else 10}
            rows += measure("clearing", flags)
        yield f"{instance['name']}, {people:,} people", rows


def invented(options):
    for members, longest, gap, seconds in COMMUNITIES:
        flags = {"members": members, "longest": longest, "gap": gap, "seconds": seconds, "seed": options.seed}
        yield f"An invented community of {members:,}", measure("clearing", flags)


def main():
    options = arguments()
    sections = list(known(options)) + (list(invented(options)) if options.communities else [])
    return publish("clearing", f"Clearing rounds, seed {options.seed}", ABOUT, sections)


if __name__ == "__main__":
    sys.exit(main())
