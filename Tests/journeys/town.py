"""People with something to show on every screen."""

import time
import uuid
from urllib.parse import quote

from browsers import Person
from member import moment
from operator_commands import admin

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


class Outcomes:
    """Between Ada and Bo, seen by Ada: a request that waits, a session ahead, one going on, one of which Bo has told and she has
    not, and one that a moderator decides; and a conversation in which a message was changed."""

    def __init__(self, server):
        self.ada = settle(server, "Ada Lovelace", teach=["swift"], learn=["violin"])
        self.bo = settle(server, "Bo Andersson", teach=["violin"], learn=["swift"])
        self.moderator = Person.sign_up(server.url, "Mo Derator")
        admin(server, "grant", self.moderator.email, "moderator")
        self.disputed = self.tell("Whose notes?")
        self.ada.act(self.disputed, "contest", {"reason": "Nobody came."})
        self.reported = self.tell("First notes")
        self.begun = self.agree("Slowly", seconds=2)
        self.ahead = self.agree("Bowing without scratching", days=3)
        self.waiting = self.ada.request(self.bo, skill="violin", topic="Scales", at=moment(days=5))
        self.conversation = talk(self.ada, self.bo)
        path = f"/conversations/{self.conversation['id']}/messages"
        sent = self.ada.post(path, {"clientId": uuid.uuid4().hex, "text": "At eigth?"}, expect=201)
        self.ada.patch(f"{path}/{sent['id']}", {"text": "At eight?"})

    def agree(self, topic, **ahead):
        session = self.ada.request(self.bo, skill="violin", topic=topic, at=moment(**ahead), minutes=15)
        self.bo.act(session, "accept")
        return session

    def tell(self, topic):
        session = self.agree(topic, seconds=2)
        complete(session, self.bo)
        return session

    def address(self, url):
        sessions = {name: getattr(self, name)["id"] for name in ("waiting", "ahead", "begun", "reported")}
        return url.format(bo=self.bo.id, conversation=self.conversation["id"], **sessions)


class Rings:
    """Inês is in a ring in which something was taught, in one of four that asks for her answer, and in one whose place can be
    filled; others are suggested, and something is wanted that nobody teaches."""

    def __init__(self, server):
        self.server = server
        self.me = settle(server, "Inês Carvalho", teach=["swift"], learn=["violin"])
        active = self.around(["Bo Andersson", "Dagmar Österreicher-Schmidt"], ["drawing", "violin"])
        self.active = self.propose(active, active[0])
        self.teach(active)
        four = self.around(["Cem Yılmaz", "ليلى حداد", "Émile Durand"], ["baking", "arabic", "violin"])
        self.asked = four[1].post("/rings", places(four[1:] + four[:1]), expect=201)
        left = self.around(["Fátima Ben Salah", "Gül Öztürk"], ["chess", "violin"])
        self.broken = self.propose(left, left[1])
        left[2].post(f"/rings/{self.broken['id']}/leave")
        settle(server, "Hiroko Yamamoto", teach=["violin"], learn=["chess"])
        for name in ("Ivo", "Jo", "Karl"):
            settle(server, name, teach=[], learn=["beekeeping"])

    def around(self, names, skills):
        """Who teaches the next one, from me on."""
        wishes = ["swift", *skills]
        people = [settle(self.server, name, teach=[skill], learn=[wish]) for name, skill, wish in zip(names, skills, wishes, strict=False)]
        for person, skill in zip(people, skills, strict=True):
            person.skill = skill
        self.me.skill = "swift"
        return [self.me, *people]

    def propose(self, people, proposer):
        ring = proposer.post("/rings", places(people), expect=201)
        for person in people:
            ring = person.post(f"/rings/{ring['id']}/accept")
        assert ring["status"] == "active", ring
        return ring

    def teach(self, people):
        """Each has taught the next, another session is agreed on and one is asked for."""
        pairs = list(zip(people, people[1:] + people[:1], strict=True))
        for number, (teacher, learner) in enumerate(pairs):
            session = self.ask(teacher, learner, seconds=2)
            teacher.act(session, "accept")
            complete(session, learner)
            session = self.ask(teacher, learner, days=2 + number)
            if number:
                teacher.act(session, "accept")
        self.talk = people[0].get(f"/rings/{self.active['id']}")["conversation"]
        for number, person in enumerate(people * 2):
            person.post(f"/conversations/{self.talk}/messages", {"clientId": uuid.uuid4().hex, "text": f"I bring tea for {number + 3}. " * (1 + number % 3)}, expect=201)

    def ask(self, teacher, learner, **ahead):
        body = learner.request_body(teacher, skill=teacher.skill, topic="Slowly, from the start", at=moment(**ahead), minutes=45)
        return learner.call("POST", "/sessions", body | {"ring": self.active["id"]}, expect=201)

    def address(self, url):
        """With the names of rings replaced by where they are."""
        [suggested, *_] = self.me.get("/rings")["items"]
        key = ",".join(f"{line['member']['id']}~{line['teaches']['slug']}" for line in suggested["members"])
        return url.format(active=self.active["id"], asked=self.asked["id"], broken=self.broken["id"], talk=self.talk, suggested=quote(key, safe=""))


def places(people):
    return {"members": [{"member": person.id, "teaches": person.skill} for person in people]}


def complete(session, member):
    deadline = time.monotonic() + WITHIN
    while (answer := member.try_act(session, "complete")).status_code == 409:
        assert time.monotonic() < deadline, answer.text
        time.sleep(0.2)


def settle(server, name, teach, learn):
    member = Person.sign_up(server.url, name)
    member.skills(teach=[(skill, "expert") for skill in teach], learn=[(skill, "beginner") for skill in learn]).always_free()
    member.patch("/me", {"about": "I like long evenings, patient people and tea. " * 3, "languages": ["en", "de"]})
    return member


def hold(ada, bo):
    """A session that took place, of which both have told."""
    session = ada.request(bo, skill="violin", topic="First notes", at=moment(seconds=3), minutes=15)
    bo.act(session, "accept")
    complete(session, bo)
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
