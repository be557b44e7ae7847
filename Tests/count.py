"""Counts the tests in the JUnit files of a folder. Prints `N passed, N failed`; ends with 1 if anything failed.

A suite that is named in the folder's file `failed` although none of its tests did (a build that broke, a server that
never started, a rule of the house) counts as one failed test.
"""

import sys
import xml.etree.ElementTree as tree
from pathlib import Path


def suite_of(path):
    return path.stem.removesuffix("-swift-testing")


def counts(path):
    """(passed, failed) of one file; skipped tests are neither."""
    passed = failed = 0
    for case in tree.parse(path).getroot().iter("testcase"):
        kinds = {child.tag for child in case}
        if kinds & {"failure", "error"}:
            failed += 1
        elif "skipped" not in kinds:
            passed += 1
    return passed, failed


def total(folder):
    folder = Path(folder)
    passed, failed = 0, {}
    for path in sorted(folder.glob("*.xml")):
        these, those = counts(path)
        passed += these
        failed[suite_of(path)] = failed.get(suite_of(path), 0) + those
    listed = folder / "failed"
    for name in listed.read_text().split() if listed.exists() else []:
        failed[name] = max(failed.get(name, 0), 1)
    return passed, sum(failed.values())


if __name__ == "__main__":
    good, bad = total(sys.argv[1])
    print(f"{good} passed, {bad} failed")
    sys.exit(1 if bad or not good else 0)
