"""Counts the tests in the JUnit files of a folder. Prints a line for each that failed, so that nobody has to look for
it in what the suites said, then `N passed, N failed`; ends with 1 if anything failed.

A suite that is named in the folder's file `failed` although none of its tests did (a build that broke, a server that
never started, a rule of the house) counts as one failed test.
"""

import sys
import xml.etree.ElementTree as tree
from pathlib import Path


def suite_of(path):
    return path.stem.removesuffix("-swift-testing")


def results_of(path):
    """(passed, failures) of one file, a failure as `suite: test: what it said first`; skipped tests are neither."""
    passed, failures = 0, []
    for case in tree.parse(path).getroot().iter("testcase"):
        said = {child.tag: child.get("message") or child.text or "" for child in case}
        if wrong := said.keys() & {"failure", "error"}:
            name = ".".join(filter(None, (case.get("classname"), case.get("name"))))
            first = said[min(wrong)].strip().partition("\n")[0][:300]
            failures.append(": ".join(filter(None, (suite_of(path), name, first))))
        elif "skipped" not in said:
            passed += 1
    return passed, failures


def total(folder):
    """(passed, failures) of all suites."""
    folder = Path(folder)
    passed, failures = 0, []
    for path in sorted(folder.glob("*.xml")):
        these, those = results_of(path)
        passed += these
        failures += those
    listed = folder / "failed"
    for name in listed.read_text().split() if listed.exists() else []:
        if not any(failure.startswith(f"{name}: ") for failure in failures):
            failures.append(f"{name}: failed without a failing test")
    return passed, failures


if __name__ == "__main__":
    good, failures = total(sys.argv[1])
    for failure in failures:
        print(f"FAILED {failure}")
    print(f"{good} passed, {len(failures)} failed")
    sys.exit(1 if failures or not good else 0)
