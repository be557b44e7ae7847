"""The operator's command line on a server's database."""

import subprocess

from server import ROOT, binary, clean_environment


def admin(server, *words):
    """Runs `skillsync admin` and returns what it printed."""
    return command(server, "admin", *words)


def command(server, name, *words):
    """Runs a command of `skillsync` on the server's database and returns what it printed."""
    done = try_command(server, name, *words)
    assert done.returncode == 0, done.stderr
    return done.stdout


def try_command(server, name, *words):
    first = list(words[:1]) if name == "admin" else []
    rest = words[len(first):]
    database = ["--database", server.database] if server.database else []
    return subprocess.run(
        [binary(), name, *first, "--data", server.data, *database, *rest], cwd=ROOT,
        env=clean_environment(**server.environment), stdin=subprocess.DEVNULL, capture_output=True, text=True,
        timeout=60)
