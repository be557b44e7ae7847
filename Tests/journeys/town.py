"""People with something to show on every screen."""

import time
import uuid

from browsers import Person
from member import moment

WITHIN = 30  # seconds until a session has begun


class Town:
    """Ada and Bo teach each other: sessions of every kind, messages, feedback. Others want something too."""

    def __init__(self, server):
        self.ada = settle(server, "Ada Lovelace", teach=["swift", "chess"], learn=["violin", "baking"])
        self.bo = settle(server, "Bo Andersson", teach=["violin"], learn=["swift"])
        self.others = [settle(server, name, teach=[teach], learn=[learn]) for name, teach, learn in [
            ("Cem Yılmaz", "baking", "chess"), ("ليلى حداد", "arabic", "swift"), ("Dagmar Österreicher-Schmidt", "violin", "drawing")]]
        self.held = hold(self.ada, self.bo)
        self.agreed = self.ada.request(self.bo, skill="violin", topic="Bowing without scratching", at=moment(days=3))
        self.bo.act(self.agreed, "accept")
        self.asked = self.bo.request(self.ada, skill="swift", topic="Structured concurrency, from the start", at=moment(days=5))
        self.conversation = talk(self.ada, self.bo)


def settle(server, name, teach, learn):
    member = Person.sign_up(server.url, name)
    member.skills(teach=[(skill, "expert") for skill in teach], learn=[(skill, "beginner") for skill in learn]).always_free()
    member.patch("/me", {"about": "I like long evenings, patient people and tea. " * 3, "languages": ["en", "de"]})
    return member


def hold(ada, bo):
    """A session that took place, of which both have told."""
    session = ada.request(bo, skill="violin", topic="First notes", at=moment(seconds=3), minutes=15)
    bo.act(session, "accept")
    deadline = time.monotonic() + WITHIN
    while (answer := bo.try_act(session, "complete")).status_code == 409:
        assert time.monotonic() < deadline, answer.text
        time.sleep(0.2)
    ada.act(session, "confirm")
    path = f"/sessions/{session['id']}/feedback"
    ada.post(path, {"rating": 5, "text": "Clear, kind and never in a hurry.", "endorsed": ["violin"]}, expect=201)
    bo.post(path, {"rating": 4, "text": "She came prepared."}, expect=201)
    return session


def talk(ada, bo):
    conversation = ada.post("/conversations", {"member": bo.id})
    path = f"/conversations/{conversation['id']}/messages"
    for number in range(12):
        writer = (ada, bo)[number % 2]
        writer.post(path, {"clientId": uuid.uuid4().hex, "text": f"Shall we meet at {number + 8} o’clock? " * (1 + number % 4)}, expect=201)
    return conversation
