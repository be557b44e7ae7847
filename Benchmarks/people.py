"""Members of the seeded town who sign in, so that the load comes from many people."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from json import dumps

from member import Api, moment

# What `skillsync seed --bench` gives its members: numbered addresses and one password.
EMAIL = "member{}@bench.example"
PASSWORD = "bench-bench-bench"
OPEN_REQUESTS = 5  # of one member at a time, as the rules have it


@dataclass
class Person:
    id: str
    token: str
    offers: list  # slugs
    free: int  # requests that may still be opened


def sign_in(url, number):
    guest = Api(url)
    body = {"email": EMAIL.format(number), "password": PASSWORD, "label": "bench"}
    token = guest.post("/tokens", body, expect=201)["token"]
    guest.close()
    member = Api(url, token)
    # Otherwise "online" would change in lists while they are compared.
    me = member.patch("/me", {"settings": {"hidePresence": True}})
    waiting = member.get("/sessions", status="pending", role="requester", limit=100)["items"]
    member.close()
    offers = [offer["skill"]["slug"] for offer in me["teach"]] if me["accepting"] else []
    return Person(me["id"], token, offers, OPEN_REQUESTS - len(waiting))


def people(url, count, members):
    """`count` members spread over the town."""
    step = max(1, members // count)
    numbers = list(range(1, members + 1, step))[:count]
    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(lambda number: sign_in(url, number), numbers))


def session_requests(everyone):
    """Plan lines that each open a session: everyone asks as many others as the rules allow."""
    teachers = [person for person in everyone if person.offers]
    start = moment(days=30)
    for turn in range(1, OPEN_REQUESTS + 1):
        for place, person in enumerate(everyone):
            teacher = teachers[(place + turn * 7) % len(teachers)]
            if turn > person.free or teacher.id == person.id:
                continue
            body = {
                "recipient": teacher.id, "topic": "Load", "scheduledAt": start, "durationMinutes": 60,
                "teaches": [{"teacher": teacher.id, "skill": teacher.offers[0]}],
            }
            yield "POST", "/api/v1/sessions", person.token, dumps(body)
