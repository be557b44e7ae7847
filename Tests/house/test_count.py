"""The closing lines of bin/test count what the suites wrote, and name what failed."""

from count import total

SWIFT = """<testsuites><testsuite name="x" tests="2" failures="1">
<testcase classname="A" name="one()"/><testcase classname="A" name="two()"><failure message="no&#10;trace"/></testcase>
</testsuite></testsuites>"""
PYTHON = """<testsuites><testsuite><testcase name="a"/><testcase name="b"><error>boom</error></testcase>
<testcase name="c"><skipped/></testcase></testsuite></testsuites>"""


def test_adds_up_all_suites(tmp_path):
    (tmp_path / "swift.xml").write_text("<testsuites/>")
    (tmp_path / "swift-swift-testing.xml").write_text(SWIFT)
    (tmp_path / "http.xml").write_text(PYTHON)
    (tmp_path / "failed").write_text("swift\nhttp\n")
    assert total(tmp_path) == (2, ["http: b: boom", "swift: A.two(): no"])


def test_a_suite_that_broke_without_a_failing_test_counts_as_one(tmp_path):
    (tmp_path / "check.xml").write_text('<testsuites><testcase name="a"/></testsuites>')
    (tmp_path / "failed").write_text("check\nfaults\n")
    assert total(tmp_path) == (1, [f"{suite}: failed without a failing test" for suite in ("check", "faults")])
