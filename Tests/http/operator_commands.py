"""The operator's command line on a server's database."""

import subprocess

from server import ROOT, binary, clean_environment


def admin(server, *words):
    """Runs `skillsync admin` and returns what it printed."""
    database = ["--database", server.database] if server.database else []
    done = subprocess.run(
        [binary(), "admin", words[0], "--data", server.data, *database, *words[1:]], cwd=ROOT,
        env=clean_environment(**server.environment), stdin=subprocess.DEVNULL, capture_output=True, text=True,
        timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout
