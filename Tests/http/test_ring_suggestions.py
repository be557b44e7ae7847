"""Rings that a member could propose, over HTTP."""

import uuid

import pytest
from contract import check_shape
from member import Member, check_problem


@pytest.fixture
def people(server):
    """Ada teaches Bo, Bo teaches Cem, Cem teaches Ada, each a skill that nobody else knows."""
    skills = [f"art of {uuid.uuid4().hex}" for _ in range(3)]
    members = [Member.sign_up(server.url, name) for name in ("Ada", "Bo", "Cem")]
    for place, member in enumerate(members):
        member.skills(teach=[(skills[place], "expert")], learn=[(skills[place - 1], "beginner")]).always_free()
    return members


def suggested(member, **query):
    page = member.get("/rings", **query)
    check_shape("RingSuggestionPage", page)
    return page["items"]


def test_each_of_a_ring_sees_it_from_their_place(people):
    for place, member in enumerate(people):
        around = people[place:] + people[:place]
        [ring] = suggested(member)
        assert [seat["member"]["id"] for seat in ring["members"]] == [other.id for other in around]
        assert [seat["to"] for seat in ring["members"]] == [other.id for other in around[1:] + around[:1]]
        assert ring["sharedMinutesPerWeek"] > 1000 and 0 < ring["score"] <= 1
        assert ring["why"][0].startswith(f"You teach {around[1].name} art of ")
        assert len(ring["why"]) == 5 and ring["why"][4].startswith("If all answer")


def test_a_block_between_two_others_takes_the_ring_away(people):
    ada, bo, cem = people
    bo.post(f"/members/{cem.id}/block", {}, expect=204)
    assert [suggested(member) for member in people] == [[], [], []]
    bo.delete(f"/members/{cem.id}/block")
    assert len(suggested(ada, limit=1)) == 1


def test_a_wrong_limit_is_named(people):
    for limit in (0, 101, "many"):
        problem = check_problem(people[0].send("GET", "/rings", params={"limit": limit}), 422, "invalid")
        assert [field["field"] for field in problem["fields"]] == ["limit"]
