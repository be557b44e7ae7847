"""The checker of the house rules, tried on files that break them and files that do not."""

import pytest
from rules import findings

UNFINISHED = "// TO" + "DO later"
MACHINE = "/wo" + "rk/main/x"

BROKEN = [
    ("Sources/Exchange/A.swift", "import Foundation", "may not import Foundation"),
    ("Sources/Exchange/A.swift", "public import Storage", "may not import Storage"),
    ("Sources/MatchEngine/A.swift", "import Synchronization", "may not import Synchronization"),
    ("Sources/Storage/Row.swift", "import GRDB", "Storage/SQLite"),
    ("Sources/Operations/A.swift", "import GRDB", "may not import GRDB"),
    ("Sources/Operations/A.swift", "@preconcurrency import Hummingbird", "may not import Hummingbird"),
    ("Sources/Server/Routes.swift", "internal import struct Storage.Row", "Assembly.swift alone"),
    ("Sources/Operations/Sessions/SessionOperations.swift", 'tx.run("UPDATE sessions SET a = 1")', "SQL outside"),
    ("Sources/Server/A.swift", '"SELECT 1 FROM x "', "SQL outside"),
    ("Sources/Server/A.swift", UNFINISHED, "unfinished"),
    ("README.md", MACHINE, "one machine"),
    ("Sources/Server/A.swift", 'fatalError("no")', "fatalError without a reason"),
    ("Sources/Server/A.swift", "let x = try! y()", "try! without a reason"),
    ("Sources/Server/A.swift", "final class A: @unchecked Sendable {}", "without a reason"),
    ("Sources/Server/A.swift", "nonisolated(unsafe) var a = 1", "without a reason"),
    ("Sources/Server/A.swift", "x\n" * 501, "501 lines"),
    ("Web/sessions/page.js", "node.innerHTML = text", "markup"),
]

SOUND = [
    ("Sources/Exchange/A.swift", "import FoundationEssentials"),
    ("Sources/MatchEngine/A.swift", "public import Exchange"),
    ("Sources/Storage/SQLite/A.swift", "import GRDB"),
    ("Sources/Server/Assembly.swift", "import Storage"),
    ("Sources/Operations/Sessions/SessionTable.swift", '"SELECT a FROM sessions WHERE b"'),
    ("Sources/Operations/Migrations/M0001_CreateAccounts.swift", '"CREATE TABLE accounts ("'),
    ("Sources/Server/A.swift", "/// Select one from the list, then UPDATE the page."),
    ("Sources/Server/A.swift", "// One thread owns it.\nfinal class A: @unchecked Sendable {}"),
    ("Sources/Server/A.swift", "x\n" * 500),
    ("README.md", "see https://example.org/work/about and ./work/x"),
]


@pytest.mark.parametrize(("path", "text", "expected"), BROKEN)
def test_finds(path, text, expected):
    found = findings(path, text)
    assert len(found) == 1 and expected in found[0]
    assert found[0].startswith(f"{path}:")


@pytest.mark.parametrize(("path", "text"), SOUND)
def test_lets_pass(path, text):
    assert findings(path, text) == []
