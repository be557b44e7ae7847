"""What somebody who has not joined is told of the community."""

import subprocess

import httpx
import pytest
from member import Member
from server import ROOT, binary, clean_environment

FLOOR = 20


@pytest.fixture(scope="module")
def town(new_server):
    """A server whose database had a town in it before it started."""
    server = new_server()
    subprocess.run([binary(), "seed", "--demo", "--data", server.data], cwd=ROOT, env=clean_environment(), stdin=subprocess.DEVNULL,
                   capture_output=True, timeout=60, check=True)
    server.start()
    return server


def ask(server, **headers):
    return httpx.get(f"{server.url}/api/v1/community", headers=headers, trust_env=False)


def test_small_numbers_are_nobodys_business(server):
    Member.sign_up(server.url)
    answer = ask(server)
    assert answer.status_code == 200
    assert not {"members", "skills", "completedSessions"} & answer.json().keys()
    assert answer.json()["popular"] == []


def test_numbers_from_the_floor_on_are_told(town):
    community = ask(town).json()
    assert community["members"] >= FLOOR
    assert all(community[name] >= FLOOR for name in ("members", "skills", "completedSessions") if name in community)
    assert community["popular"] and all(skill["teachers"] >= 1 for skill in community["popular"])
    wanted = [skill["teachers"] + skill["learners"] for skill in community["popular"]]
    assert wanted == sorted(wanted, reverse=True)


def test_it_may_be_kept_for_a_minute_by_everybody(town):
    answer = ask(town)
    kept = {part.strip() for part in answer.headers["cache-control"].split(",")}
    assert {"public", "max-age=60"} <= kept
    again = ask(town, **{"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content, again.headers["etag"].removeprefix("W/")) == (304, b"", answer.headers["etag"].removeprefix("W/"))
    assert ask(town, **{"If-None-Match": '"another"'}).status_code == 200
