"""Clearing rounds: members opt in, the operator's command chooses and proposes."""

import httpx
import pytest
from contract import check_shape
from operator_commands import command, try_command
from rings import act, could_replace, ring_people


@pytest.fixture(params=["sqlite", "postgres"])
def town(request, new_server):
    server = new_server(request.param, flags=["--clearing", "on"])
    server.start()
    yield server
    assert server.stop() == 0, server.log()


def told(text):
    """What the command printed: a dictionary, and the lines about exchanges."""
    lines = [line.partition(": ")[::2] for line in text.splitlines()]
    return {name: value for name, value in lines if name not in ("pair", "ring")}, [line for line in lines if line[0] in ("pair", "ring")]


def clear(server, *words):
    return told(command(server, "clear", "--clearing", "on", "--limits", "off", *words))


def opt_in(*people):
    for member in people:
        me = member.patch("/me", {"settings": {"clearing": True}})
        assert me["settings"]["clearing"] is True


def test_a_round_from_opting_in_to_an_active_ring(town):
    ada, bo, cem = ring_people(town.url)
    assert ada.get("/me")["settings"]["clearing"] is False
    assert clear(town, "--dry-run")[0]["participants"] == "0", "nobody takes part who has not said so"
    opt_in(bo, ada, cem)
    numbers, exchanges = clear(town, "--dry-run", "--length", "4", "--seed", "9")
    assert numbers == {"participants": "3", "pairs": "0", "rings": "1", "people": "3", "value": "3.0", "bound": "3.0",
                       "gap": "0.00 %", "seed": "9"}
    assert all(member.id in exchanges[0][1] for member in (ada, bo, cem))
    assert clear(town, "--dry-run", "--length", "4", "--seed", "9") == (numbers, exchanges), "a dry run changes nothing"
    assert not [event for event in cem.get("/events", after=0, limit=100)["items"] if event["type"].startswith("ring:")]

    assert clear(town)[0]["rings proposed"] == "1"
    events = [event for event in cem.get("/events", after=0, limit=100)["items"] if event["type"] == "ring:proposed"]
    assert len(events) == 1
    ring = {"id": events[0]["ring"]["id"]}
    act(ada, ring, "accept")
    assert act(cem, ring, "accept")["status"] == "active", "who waited longest has agreed by taking part"
    assert clear(town)[0]["participants"] == "0"


def test_who_takes_no_part_is_left_out(town):
    ada, bo, cem = ring_people(town.url)
    dee = could_replace(cem)
    opt_in(ada, bo, dee)
    dee.patch("/me", {"settings": {"clearing": False}})
    assert clear(town, "--dry-run")[0] | {"seed": ""} == {
        "participants": "2", "pairs": "0", "rings": "0", "people": "0", "value": "0.0", "bound": "0.0", "gap": "0.00 %", "seed": ""}


def test_the_community_says_whether_there_are_rounds(town, sqlite_server):
    for server, has in ((town, True), (sqlite_server, False)):
        community = httpx.get(f"{server.url}/api/v1/community", trust_env=False).json()
        check_shape("Community", community)
        assert community["clearing"] is has


def test_rounds_are_off_unless_the_operator_says_otherwise(sqlite_server):
    refused = try_command(sqlite_server, "clear", "--dry-run")
    assert refused.returncode != 0 and "Clearing rounds are off here" in refused.stderr
    refused = try_command(sqlite_server, "clear", "--clearing", "on", "--length", "5")
    assert refused.returncode != 0 and "--length is 3 or 4." in refused.stderr
