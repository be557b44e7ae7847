"""`bin/bench matching`: the index of matches, on one thread, in processor time, over an invented community."""

import argparse
import subprocess
import sys
from datetime import date
from pathlib import Path

import report

PROGRAMS = Path(__file__).with_name(".build") / "release"
ABOUT = "One thread, processor time. The community is invented: it shows the program's speed, not what people want."


def arguments():
    parser = argparse.ArgumentParser(prog="bin/bench matching", description=__doc__)
    parser.add_argument("--members", type=int, action="append", help="how many (may be repeated; 100000)")
    parser.add_argument("--seed", type=int, default=1, help="of the community")
    parser.add_argument("--queries", type=int, default=5000, help="random members who ask")
    parser.add_argument("--edits", type=float, default=0.1, help="share of changes when they are mixed in")
    parser.add_argument("--zipf", type=float, default=0.8, help="how unequal skills are in popularity")
    parser.add_argument("--skills", type=int, default=5000, help="how many there are")
    parser.add_argument("--exhaustive", type=int, default=200, help="random members through whom all rings are tried")
    return parser.parse_args()


def measure(program, flags):
    """Runs one of our programs; a row for each line that it prints."""
    words = [word for name, value in flags.items() for word in (f"--{name}", str(value))]
    print(f"… {program} {' '.join(words)}", file=sys.stderr, flush=True)
    done = subprocess.run([PROGRAMS / program, *words], stdout=subprocess.PIPE, text=True, check=True)
    return [row(line.split("\t")) for line in done.stdout.splitlines()]


def row(cells):
    what, measured, goal, met = cells
    return report.Row(what, measured, goal, met == "yes")


def publish(subject, title, about, sections):
    """Prints and keeps the tables; `sections` are (heading, rows)."""
    page = [f"# {title}", "", f"{date.today()}. {about} {report.machine(load=False)}.", ""]
    for heading, rows in sections:
        page += [f"## {heading}", "", "| what | measured | goal | met |", "| --- | --- | --- | --- |"]
        page += [f"| {r.what} | {r.measured} | {r.goal} | {('yes' if r.met else 'no') if r.goal else ''} |" for r in rows]
        page.append("")
    text = "\n".join(page).rstrip() + "\n"
    print(text)
    file = report.RESULTS / f"{date.today()}-{subject}.md"
    file.write_text(text, "utf8")
    print(f"Written to Benchmarks/results/{file.name}")
    return 0 if all(r.met for _, rows in sections for r in rows) else 1


def main():
    options = arguments()
    sections = []
    for members in options.members or [100_000]:
        flags = {"members": members, "seed": options.seed, "queries": options.queries, "edits": options.edits,
                 "zipf": options.zipf, "skills": options.skills, "exhaustive": options.exhaustive}
        uneven = f", Zipf {options.zipf}" if options.zipf != 0.8 else ""
        skills = f", {options.skills:,} skills" if options.skills != 5000 else ""
        sections.append((f"{members:,} members, seed {options.seed}{uneven}{skills}", measure("matching", flags)))
    return publish("matching", "Matching", ABOUT, sections)


if __name__ == "__main__":
    sys.exit(main())
