"""schemathesis: the running server against its own OpenAPI document, by a guest and by a member."""

import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from contract import DOCUMENT
from member import pair
from server import clean_environment

SECONDS = 50
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
# These would sign the tests' own member out or change the password; the story and the Swift tests call them.
LEFT_OUT = ["/logout", "/password/change"]


def conformance(url, folder, token=None):
    program = Path(sys.executable).with_name("schemathesis")
    command = [
        program, "run", f"{url}/api/v1/openapi.yaml", "--origin", url, "--checks", CHECKS, "--max-time", str(SECONDS),
        "--seed", "20261119", "--continue-on-failure", "--suppress-health-check", "all", "--warnings", "off",
        "--request-timeout", "60", "--no-color",
    ]
    for path in LEFT_OUT:
        command += ["--exclude-path-regex", f"{path}$"]
    if token:
        command += ["--header", f"Authorization: Bearer {token}"]
    return subprocess.run(
        command, cwd=folder, env=clean_environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, timeout=SECONDS * 4 + 120)


def test_the_document_served_is_the_one_in_the_tree(sqlite_server):
    answer = httpx.get(f"{sqlite_server.url}/api/v1/openapi.yaml", trust_env=False)
    assert answer.status_code == 200
    assert answer.content == DOCUMENT.read_bytes()


@pytest.mark.parametrize("who", ["guest", "member"])
def test_conformance(sqlite_server, tmp_path, who):
    token = None
    if who == "member":
        learner, teacher = pair(sqlite_server.url)
        learner.request(teacher)
        token = learner.token
    done = conformance(sqlite_server.url, tmp_path, token)
    assert done.returncode == 0, done.stdout[-6000:]
