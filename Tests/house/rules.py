"""The rules of the house that a formatter cannot know. Prints one line per finding: file:line: what; remedy."""

import re
import subprocess
import sys
from pathlib import Path

LONGEST = 500

BASICS = {"Dispatch", "Foundation", "FoundationEssentials", "FoundationInternationalization", "Glibc", "Synchronization"}
OBSERVED = {"Logging", "Metrics"}

# The table of docs/architecture.md: what each target may import.
ALLOWED = {
    "Exchange": {"FoundationEssentials", "FoundationInternationalization"},
    "MatchEngine": {"Exchange"},
    "Storage": BASICS | OBSERVED | {"CPostgreSQL", "CSQLite", "GRDB", "GRDBSQLite"},
    "Operations": BASICS | OBSERVED | {"CArgon2", "Crypto", "Exchange", "MatchEngine", "Storage"},
    "Server": BASICS | OBSERVED | {
        "CGD", "CZlib", "Configuration", "Crypto", "Exchange", "HTTPTypes", "Hummingbird", "HummingbirdCore", "JWTKit",
        "NIOConcurrencyHelpers", "NIOCore", "NIOHTTP1", "NIOHTTPTypes", "NIOPosix", "Operations", "ServiceLifecycle", "SocketIO",
        "SocketIOHummingbird", "Storage", "UnixSignals",
    },
    "skillsync": BASICS | {"ArgumentParser", "Server"},
    "SocketIO": BASICS | OBSERVED | {"NIOCore", "NIOConcurrencyHelpers", "NIOHTTP1", "NIOHTTPTypes", "NIOPosix", "NIOWebSocket"},
    "SocketIOHummingbird": BASICS | OBSERVED | {
        "CZlib", "HTTPTypes", "Hummingbird", "HummingbirdCore", "NIOCore", "NIOHTTP1", "NIOHTTPTypes",
        "NIOHTTPTypesHTTP1", "ServiceLifecycle", "SocketIO",
    },
    "SocketIOTestbed": BASICS | {
        "ArgumentParser", "Hummingbird", "HummingbirdCore", "Logging", "NIOCore", "NIOPosix", "SocketIO",
        "SocketIOHummingbird",
    },
}

# An import that a target may have in one place only: (target, module) → the path that may have it.
ONLY_IN = {
    ("Server", "Storage"): re.compile(r"^Sources/Server/Assembly\.swift$"),
    ("Storage", "GRDB"): re.compile(r"^Sources/Storage/SQLite/"),
    ("Storage", "GRDBSQLite"): re.compile(r"^Sources/Storage/SQLite/"),
}

IMPORT = re.compile(
    r"^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?"
    r"import\s+(?:(?:class|struct|enum|protocol|func|typealias|var|let)\s+)?(\w+)")
SQL = re.compile(
    r"\b(?:SELECT\s.+\sFROM\s|INSERT\s+(?:OR\s+\w+\s+)?INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|"
    r"(?:CREATE|ALTER|DROP)\s+(?:UNIQUE\s+)?(?:TABLE|INDEX)\s)")
SQL_PLACES = re.compile(r"^Sources/Storage/|^Sources/Operations/Migrations/|Table(?:\+\w+)?\.swift$|Dialect\.swift$")

UNFINISHED = re.compile("TO" + r"DO\b|FIX" + r"ME\b")
UNSAFE = re.compile(r"\bfatalError\b|\btry!|@unchecked\s+Sendable|\bnonisolated\(unsafe\)")
MACHINE = re.compile(r"(?<![\w.~-])/(?:work|root|Users|home/(?!skillsync)\w+|opt/swift)(?:/|\b(?=[\s\"']))")
MARKUP = re.compile(r"\b(?:innerHTML|outerHTML|insertAdjacentHTML|document\.write)\b")

CODE = {".swift", ".py", ".js", ".css", ".html", ".sh", ".c", ".h", ".lua", ""}
WITHOUT_LENGTH = {"LICENSE"}


class Finding(str):
    """One line to print."""

    def __new__(cls, path, line, what, remedy):
        return super().__new__(cls, f"{path}:{line}: {what}; {remedy}")


def imports(path, lines):
    parts = path.split("/")
    if parts[0] != "Sources" or parts[1] not in ALLOWED or not path.endswith(".swift"):
        return
    target = parts[1]
    for number, line in enumerate(lines, 1):
        match = IMPORT.match(line)
        if not match:
            continue
        module = match[1]
        if module not in ALLOWED[target]:
            yield Finding(path, number, f"{target} may not import {module}", "docs/architecture.md says what it may")
        place = ONLY_IN.get((target, module))
        if place and not place.search(path):
            where = place.pattern.strip("^$").replace("\\", "")
            yield Finding(path, number, f"{target} may import {module} in {where} alone", "move what needs it there")


def sql(path, lines):
    if not path.startswith("Sources/") or not path.endswith(".swift") or SQL_PLACES.search(path):
        return
    for number, line in enumerate(lines, 1):
        if SQL.search(line.split("//")[0]):
            yield Finding(path, number, "SQL outside a table file", "move it to the noun's …Table.swift")


def words(path, lines):
    for number, line in enumerate(lines, 1):
        if UNFINISHED.search(line):
            yield Finding(path, number, "unfinished work is marked here", "do it, or open an issue and remove the mark")
        if MACHINE.search(line):
            yield Finding(path, number, "a path of one machine", "use a path relative to the repository")
        if path.startswith("Web/") and path.endswith(".js") and MARKUP.search(line):
            yield Finding(path, number, "markup made from a string", "build nodes with textContent")


def unsafe(path, lines):
    if not path.startswith("Sources/") or not path.endswith(".swift"):
        return
    for number, line in enumerate(lines, 1):
        code, slashes, _ = line.partition("//")
        match = UNSAFE.search(code)
        above = lines[number - 2].lstrip() if number > 1 else ""
        if match and not slashes and not above.startswith("//"):
            yield Finding(path, number, f"{match[0]} without a reason", "avoid it, or prove it in a comment above")


def length(path, lines):
    if Path(path).suffix in CODE and path not in WITHOUT_LENGTH and len(lines) > LONGEST:
        yield Finding(path, LONGEST + 1, f"{len(lines)} lines, more than {LONGEST}", "split it by what it is about")


RULES = [imports, sql, words, unsafe, length]


def findings(path, text):
    """What one file breaks; `path` is relative to the repository."""
    lines = text.splitlines()
    return [finding for rule in RULES for finding in rule(path, lines)]


def files(root):
    listed = subprocess.run(
        ["git", "-C", root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        check=True, capture_output=True, text=True).stdout
    return sorted({name for name in listed.split("\0") if name})


def main(root):
    found = []
    for name in files(root):
        path = root / name
        if not path.is_file() or path.is_symlink():
            continue
        try:
            found += findings(name, path.read_text("utf8"))
        except UnicodeDecodeError:
            continue  # a picture or another binary file
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(__file__).resolve().parents[2]))
