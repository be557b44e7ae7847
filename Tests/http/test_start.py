"""A start that cannot succeed ends soon, with exit code 1 and one sentence that names the thing."""

import os
import re
import shutil
import socket
import sqlite3
import subprocess
import time

import httpx
import pytest
from server import ROOT, clean_environment

WITHIN = 30  # seconds; it takes less than one where the machine does nothing else


def failed_start(server, **environment):
    """Starts a server that must refuse, and returns what it said on standard error."""
    server.folder.mkdir(parents=True, exist_ok=True)
    try:
        done = subprocess.run(
            server.command(), env=clean_environment(**environment), stdin=subprocess.DEVNULL, capture_output=True,
            text=True, timeout=WITHIN)
    except subprocess.TimeoutExpired as late:
        raise AssertionError(f"It did not end: {late.stderr}") from None
    assert done.returncode == 1, (done.returncode, done.stderr)
    return done.stderr


def says(text, *words):
    """One sentence, which has the words; logs of other levels may stand above it."""
    last = text.strip().splitlines()[-1] if text.strip() else ""
    assert last, "It said nothing."
    for word in words:
        assert str(word).lower() in last.lower(), f"{word!r} is not in: {last}"
    assert "Swift" not in text and "fatal error" not in text.lower(), text
    return last


WRONG_FLAGS = [
    (["--port", "99999"], "port"),
    (["--database", "mysql://localhost/x"], "database"),
    (["--log-format", "xml"], "log-format"),
    (["--video", "zoom"], "video"),
    (["--clearing", "maybe"], "clearing"),
    (["--video", "jwt"], "video-domain"),
    (["--video", "jwt", "--video-domain", "meet.example", "--video-app-id", "skills"], "video-secret"),
    (["--video", "open", "--video-domain", "meet.jit.si"], "meet.jit.si"),
    (["--video", "open", "--video-domain", "https://meet.example/"], "video-domain"),
    (["--limits", "some"], "limits"),
    (["--public-url", "not a url"], "public-url"),
    (["--config", "/nowhere/skillsync.yaml"], "/nowhere/skillsync.yaml"),
    (["--limits", "off", "--public-url", "https://skills.example"], "limits"),
    (["--clock-offset", "60", "--limits", "standard", "--public-url", "https://skills.example"], "clock-offset"),
]


@pytest.mark.parametrize(("flags", "name"), WRONG_FLAGS)
def test_wrong_flags(new_server, flags, name):
    said = says(failed_start(new_server(flags=flags)), name.split("-")[0])
    assert len(said) < 400


WRONG_ENVIRONMENT = [
    ("SKILLSYNC_LOG_FORMAT", "xml", "log"),
    ("SKILLSYNC_CLOCK_OFFSET", "soon", "clock"),
    ("SKILLSYNC_DATABASE", "oracle:x", "database"),
    ("SKILLSYNC_PUBLIC_URL", "gopher://x", "public"),
]


@pytest.mark.parametrize(("variable", "value", "name"), WRONG_ENVIRONMENT)
def test_wrong_environment(new_server, variable, value, name):
    says(failed_start(new_server(), **{variable: value}), name)


WRONG_FILES = [
    ("log-format: xml\n", "log"), ("clock-offset: [1\n", "skillsync.yaml"), ("database: oracle:x\n", "database"),
]


@pytest.mark.parametrize(("text", "name"), WRONG_FILES)
def test_wrong_file(new_server, tmp_path, text, name):
    file = tmp_path / "skillsync.yaml"
    file.write_text(text)
    says(failed_start(new_server(flags=["--config", str(file)])), name)


def test_a_port_in_use(new_server):
    server = new_server()
    with socket.socket() as other:
        other.bind(("127.0.0.1", server.port))
        other.listen()
        says(failed_start(server), server.port, "another program uses it")


NOT_DATABASES = [
    ("text", b"These are the minutes of our last meeting.\n" * 500),
    ("zeros", bytes(40_960)),
    ("a cut header", b"SQLite format 3\0" + bytes(20)),
    ("a broken page", b"SQLite format 3\0" + b"\xff" * 8192),
]


@pytest.mark.parametrize("content", [row[1] for row in NOT_DATABASES], ids=[row[0] for row in NOT_DATABASES])
def test_a_database_file_that_is_none(new_server, tmp_path, content):
    file = tmp_path / "town.sqlite"
    file.write_bytes(content)
    says(failed_start(new_server(flags=["--database", f"sqlite:{file}"])), "town.sqlite")
    assert file.read_bytes() == content, "the file is left as it was"


def test_a_file_in_place_of_the_folder(new_server):
    server = new_server()
    server.data.write_text("I am a file.")
    says(failed_start(server), server.data)


def test_a_folder_that_cannot_be_written(new_server):
    """Root may write everywhere, so as root another user starts it, on a folder that is root's."""
    server = new_server()
    server.data.mkdir()
    os.chmod(server.data, 0o555)
    command = server.command()
    if os.getuid() == 0:
        # The binary may lie where that user cannot look, so a copy goes where everyone can.
        copy = server.folder / "skillsync"
        shutil.copy(command[0], copy)
        for folder in [server.folder, *server.folder.parents][:-2]:
            os.chmod(folder, os.stat(folder).st_mode | 0o111)
        command = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", copy, *command[1:]]
    server.command = lambda: command
    says(failed_start(server), server.data)


def test_modules_that_cannot_be_joined_are_served_all_the_same(new_server, tmp_path):
    web = tmp_path / "Web"
    shutil.copytree(ROOT / "Web", web)
    (web / "browser/dom.js").open("a").write("\nawait 1;\n")
    server = new_server(flags=["--web", web])
    server.start()
    said = [line for line in server.log().splitlines() if "served one by one" in line]
    assert len(said) == 1 and "warning" in said[0] and "browser/dom.js" in said[0], server.log()
    page = httpx.get(f"{server.url}/help", trust_env=False).text
    [address] = re.findall('"(/assets/[^"]*/app.js)"', page)
    answer = httpx.get(server.url + address, trust_env=False)
    assert answer.status_code == 200 and "browser/dom.js" in answer.text
    assert server.stop() == 0, server.log()
    plain = new_server()
    plain.start()
    assert "served one by one" not in plain.log()


def test_postgres_that_is_down(new_server, tmp_path):
    said = says(failed_start(new_server(flags=["--database", f"postgres://postgres@/x?host={tmp_path}"])), tmp_path)
    assert "password" not in said


def test_postgres_without_that_database(new_server, postgres_server):
    says(failed_start(new_server(flags=["--database", postgres_server.url("no_such_town")])), "no_such_town")


def test_passwords_are_not_shown(new_server, tmp_path):
    address = f"postgres://ada:canary-secret@/x?host={tmp_path}"
    assert "canary-secret" not in failed_start(new_server(flags=["--database", address]))


def test_a_database_newer_than_the_binary(new_server):
    server = new_server()
    server.start()
    assert server.stop() == 0, server.log()
    file = next(path for path in server.data.iterdir() if path.read_bytes()[:15] == b"SQLite format 3")
    connection = sqlite3.connect(file)
    table, columns = migration_table(connection)
    row = list(connection.execute(f'SELECT * FROM "{table}"').fetchall()[-1])
    row = [9999 if isinstance(value, int) and value < 9999 else "M9999_FromTheFuture" if isinstance(value, str)
           else value for value in row]
    connection.execute(f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(columns))})', row)
    connection.commit()
    connection.close()
    says(failed_start(server), "newer")


def migration_table(connection):
    for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'"):
        if "migration" in name.lower():
            return name, [row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')]
    raise AssertionError("There is no table of migrations.")


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_two_nodes_that_start_together_migrate_once(new_server, engine):
    first, second = new_server(engine), new_server(engine)
    second.database = first.database
    if engine == "sqlite":
        file = first.folder / "shared.sqlite"
        first.database = second.database = f"sqlite:{file}"
    first.spawn()
    second.start()
    deadline = time.monotonic() + 60
    while not first.is_ready():
        assert first.process.poll() is None, first.log()
        assert time.monotonic() < deadline
        time.sleep(0.02)
    assert (first.stop(), second.stop()) == (0, 0)
