"""Model check: random walks of members over HTTP against the reference of the rules, races and the clock included.

SKILLSYNC_MODEL_SEQUENCES sets how many walks there are on each database (216), SKILLSYNC_MODEL_SEED another seed.
"""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest
from audit import audit
from choices import PEOPLE
from member import Member
from operator_commands import admin
from walks import Walk

SEQUENCES = int(os.environ.get("SKILLSYNC_MODEL_SEQUENCES", "216"))
SEED = int(os.environ.get("SKILLSYNC_MODEL_SEED", "20261119"))
STEPS = 10
WORLDS = 8
# The server's clock in hours: past the starts, the reports' 72 hours, 5 days of a request, 7 days of silence, 14 of a
# dispute. No two differ by one of these spans, so that no guard is near when a walk acts.
HOURS = [0, 4, 31, 36, 101, 150, 330, 337, 680]


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_walks(new_server, engine):
    server = new_server(engine)
    server.start()
    members = [Member.sign_up(server.url, f"Member {number}") for number in range(WORLDS * len(PEOPLE) + 1)]
    *members, moderator = members
    walks = [
        Walk(number, SEED, members[number * len(PEOPLE):(number + 1) * len(PEOPLE)], moderator, 0)
        for number in range(WORLDS)]
    assert server.stop() == 0, server.log()
    admin(server, "grant", moderator.email, "moderator")

    sequences = max(1, SEQUENCES // (WORLDS * len(HOURS)))
    for hours in HOURS:
        server.flags = ["--clock-offset", str(hours * 3600)]
        server.start()
        moderator.move(server.url)
        with ThreadPoolExecutor(3) as pool:
            list(pool.map(lambda walk: go_on(walk, server.url, hours, sequences), walks))
        assert server.stop() == 0, server.log()
    report(walks, sequences)


def go_on(walk, url, hours, sequences):
    walk.at(url, hours)
    if hours == 0:
        for name in PEOPLE:
            walk.apis[name].skills(teach=[(skill, "expert") for skill in walk.model.offers[name]])
    for _ in range(sequences):
        walk.steps(STEPS)
    audit(walk)


def report(walks, sequences):
    sessions = [session for walk in walks for session in walk.model.sessions.values()]
    ends = {session.status for session in sessions}
    print(f"{sequences * len(walks) * len(HOURS)} walks, {sum(walk.races for walk in walks)} races, "
          f"{len(sessions)} sessions, {sum(len(session.history) for session in sessions)} steps")
    if SEQUENCES >= 200:
        assert len(ends) >= 8, f"the walks reach too little: {ends}"
