"""`bin/bench soak`: changes, questions and rebuilds of the board of matches side by side for a long time; every answer is judged."""

import argparse
import ctypes.util
import os
import subprocess
import sys

from bench_matching import PROGRAMS, publish, row

ABOUT = (
    "One task changes members of an invented community all the time and three ask for matches and rings; the index is built "
    "anew beside them. Every answer must be possible, and once a minute the board must answer as an index made of the same "
    "members does. Memory is what is resident, with the allocator of the server.")


def main():
    parser = argparse.ArgumentParser(prog="bin/bench soak", description=__doc__)
    parser.add_argument("--minutes", type=int, default=20)
    parser.add_argument("--members", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1, help="of the community and of what is done with it")
    parser.add_argument("--growth", type=float, default=0.1,
                        help="how much more memory than after the first fifth is allowed, as a share")
    options = parser.parse_args()
    words = [word for name, value in vars(options).items() for word in (f"--{name}", str(value))]
    rows = []
    # What is freed goes back as it does in the server, which is linked with jemalloc.
    environment = os.environ | {"LD_PRELOAD": ctypes.util.find_library("jemalloc") or ""}
    with subprocess.Popen([PROGRAMS / "soak", *words], stdout=subprocess.PIPE, env=environment, text=True) as running:
        for line in running.stdout:
            rows.append(row(line.rstrip("\n").split("\t")))
            print(f"… {rows[-1].what}: {rows[-1].measured}", file=sys.stderr, flush=True)
    status = publish("soak", "A long run of matching", ABOUT, [(f"{options.members:,} members, seed {options.seed}", rows)])
    return running.returncode or status


if __name__ == "__main__":
    sys.exit(main())
