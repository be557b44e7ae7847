"""Three members who can teach each other in a ring, and one who could take a place; what they do with it."""

import uuid

from contract import check_shape
from member import Member


def ring_people(url):
    """Ada teaches Bo, Bo teaches Cem, Cem teaches Ada, each a skill that nobody else knows: `skill` of the teacher."""
    skills = [f"art of {uuid.uuid4().hex}" for _ in range(3)]
    people = [Member.sign_up(url, name) for name in ("Ada", "Bo", "Cem")]
    for place, member in enumerate(people):
        member.skill, member.wish = skills[place], skills[place - 1]
        member.skills(teach=[(member.skill, "expert")], learn=[(member.wish, "beginner")])
    return people


def could_replace(member):
    """Somebody who teaches and wants what the member does."""
    other = Member.sign_up(member.url, "Dee")
    other.skill, other.wish = member.skill, member.wish
    return other.skills(teach=[(other.skill, "expert")], learn=[(other.wish, "beginner")])


def places(*people):
    return {"members": [{"member": member.id, "teaches": member.skill} for member in people]}


def propose(ada, bo, cem):
    return shaped(ada.call("POST", "/rings", places(ada, bo, cem), expect=201))


def act(member, ring, action, expect=200):
    return shaped(member.call("POST", f"/rings/{ring['id']}/{action}", {}, expect=expect))


def look(member, ring):
    return shaped(member.get(f"/rings/{ring['id']}"))


def shaped(ring):
    """The ring, which is as the contract says."""
    check_shape("Ring", ring)
    return ring


def try_act(member, ring, action):
    return member.send("POST", f"/rings/{ring['id']}/{action}", {})


def active(ada, bo, cem):
    ring = propose(ada, bo, cem)
    act(bo, ring, "accept")
    return act(cem, ring, "accept")


def told(member):
    """The types of the events about rings, oldest first."""
    events = member.get("/events", after=0, limit=100)["items"]
    return [event["type"] for event in events if event["type"].startswith("ring:")]
