"""A small town for the matrix: one of each kind of caller, and what the owner and others have with each other."""

import itertools
import uuid

from contract import UUID
from member import PASSWORD, Api, Member, moment, new_token, sign_up_body
from operator_commands import admin
from pictures import png

NAMES = ["Olga Owner", "Cora Counterpart", "Stan Stranger", "Bert Blocked", "Sue Suspended", "Mo Moderator"]
CANARY = "a note for moderators only"
AVAILABILITY = {"timeZone": "Europe/Berlin", "intervals": [{"weekday": 3, "start": "03:17", "end": "04:51"}]}
GROUPS = ("requests", "schedule", "outcomes", "messages", "feedback", "reminders")
NOTIFICATION_SETTINGS = {group: {"inPage": True, "email": False, "push": False} for group in GROUPS}
BEGUN = ("begun", "held", "disputed", "told", "untold")
EARLIER = 60 * 3600  # seconds between the first server, on which sessions are agreed, and the second, where they began


class Town:
    """`begun` holds sessions that have started, by the cell that they are for."""

    def __init__(self, server):
        self.server = server
        self.times = itertools.count()
        self.begun = {}
        self.message = UUID
        self.people = [Member.sign_up(server.url, name) for name in NAMES]
        self.owner, self.counterpart, self.stranger, self.blocked, self.suspended, self.moderator = self.people
        for member in self.people:
            member.put("/me/skills", skills("guitar", "piano") if member is self.owner else skills("piano", "guitar"))
        self.third = Member.sign_up(server.url, "Tess Third")
        self.third.put("/me/skills", skills("piano", "piano"))
        self.owner.put("/me/availability", AVAILABILITY)
        self.left_out = self.suspended.request(self.owner, at=moment(days=9))

    def other(self, role):
        """The one who plays the counterpart."""
        return self.blocked if role == "blocked" else self.counterpart

    def caller(self, role):
        if role == "anonymous":
            return Api(self.server.url)
        return self.owner if role == "self" else getattr(self, role)

    def agree(self, one, other, at):
        session = one.request(other, at=at, minutes=15)
        other.act(session, "accept")
        return session

    def prepare(self, cells):
        """Agrees on a session for each cell that needs one that has begun."""
        for number, cell in enumerate(cells):
            self.begun[cell] = self.agree(self.other(cell[1]), self.owner, moment(hours=1, minutes=20 * number))

    def move_on(self):
        """Stops the server, suspends and grants, and starts it again when all of those sessions have begun."""
        assert self.server.stop() == 0, self.server.log()
        admin(self.server, "suspend", self.suspended.email)
        admin(self.server, "grant", self.moderator.email, "moderator")
        self.server.flags = ["--clock-offset", str(EARLIER), "--video", "open", "--video-domain", "meet.example"]
        self.server.start()
        for member in [*self.people, self.third]:
            member.move(self.server.url)

    def soon(self):
        """A time of its own, after the time of the second server."""
        return moment(EARLIER, days=4, minutes=20 * next(self.times))


def find_id(town, row, role):
    """Brings the situation about and returns the id for the path."""
    owner, other = town.owner, town.other(role)
    if row.path.startswith("/members"):
        if row.situation == "told":
            tell(town, row, role)
        if row.situation == "picture":
            owner.send("PUT", "/me/avatar", content=png(), headers={"Content-Type": "image/png"})
        if row.situation == "hiding":
            owner.patch("/me", {"settings": {"hideStatistics": True}})
        return town.suspended.id if row.situation == "gone" else owner.id
    match row.situation:
        case "known" if role not in ("anonymous", "self"):
            owner.send("POST", "/conversations", {"member": town.caller(role).id})
        case "spoken" | "line":
            return talk(town, row, role)
        case "abandoned":
            return town.left_out["conversation"]
        case "device":
            token = new_token(town.server.url, owner.email)
            newest = next(d for d in Api(town.server.url, token).get("/devices")["items"] if d["current"])
            return newest["id"]
        case "asked":
            return other.request(owner, at=town.soon())["id"]
        case "asking":
            return owner.request(other, skill="piano", at=town.soon())["id"]
        case "agreed":
            return town.agree(other, owner, town.soon())["id"]
        case "now":
            return town.agree(other, owner, moment(EARLIER, minutes=9))["id"]
        case "offered":
            session = town.agree(other, owner, town.soon())
            other.act(session, "propose-time", {"scheduledAt": town.soon()})
            return session["id"]
        case "told" | "untold":
            return tell(town, row, role)
        case "proposed" | "active":
            ring = other.post("/rings", {"members": ring_members(town, other)}, expect=201)
            for member in (owner, town.third) if row.situation == "active" else ():
                member.post(f"/rings/{ring['id']}/accept")
            return ring["id"]
        case situation if situation in BEGUN:
            session = town.begun[str(row), role]
            if situation != "begun":
                other.act(session, "complete")
            if situation == "disputed":
                owner.act(session, "contest", {"reason": "Nobody came."})
            return session["id"]
    return UUID


def ring_members(town, other):
    """The owner teaches the other, who teaches a third, who teaches the owner."""
    taught = ((town.owner, "guitar"), (other, "piano"), (town.third, "piano"))
    return [{"member": member.id, "teaches": skill} for member, skill in taught]


def talk(town, row, role):
    """The owner and the counterpart write to each other; `town.message` is the owner's, or a line about a session."""
    owner, other = town.owner, town.other(role)
    conversation = owner.post("/conversations", {"member": other.id})["id"]
    path = f"/conversations/{conversation}/messages"
    for member in (other, owner):
        sent = member.post(path, {"clientId": uuid.uuid4().hex, "text": "Between the two of us"}, expect=201)
    if row.situation == "line":
        owner.act(owner.request(other, skill="piano", at=town.soon()), "withdraw")
        sent = owner.get(path, limit=1)["items"][0]
    town.message = sent["id"]
    return conversation


def tell(town, row, role):
    """The counterpart gives feedback about the owner; it is revealed when the owner has given some too."""
    session, other = town.begun[str(row), role], town.other(role)
    other.act(session, "complete")
    path = f"/sessions/{session['id']}/feedback"
    given = other.post(path, {"rating": 4, "text": "Well", "privateNote": CANARY}, expect=201)
    if row.situation == "told":
        town.owner.post(path, {"rating": 5}, expect=201)
    return given["id"]


def skills(teach, learn):
    return {"teach": [{"skill": teach, "level": "expert"}], "learn": [{"skill": learn, "level": "beginner"}]}


def body_of(town, row, role):
    """What is sent: as keyword arguments of `send`."""
    caller = town.caller(role)
    email = getattr(caller, "email", "nobody@example.org")
    time = {"scheduledAt": town.soon()}
    json = {
        "POST /accounts": lambda: sign_up_body(f"{uuid.uuid4().hex}@example.org"),
        "POST /login": lambda: {"email": email, "password": PASSWORD},
        "POST /tokens": lambda: {"email": email, "password": PASSWORD, "label": "matrix"},
        "POST /password/forgot": lambda: {"email": email},
        "POST /password/reset": lambda: {"token": "skm_" + "x" * 43, "password": PASSWORD},
        "POST /password/change": lambda: {"currentPassword": PASSWORD, "newPassword": PASSWORD},
        "POST /email/verify": lambda: {"token": "skm_" + "x" * 43},
        "PATCH /me": lambda: {"headline": "Hello"},
        "PUT /me/skills": lambda: skills("guitar", "piano") if role == "self" else skills("piano", "guitar"),
        "PUT /me/availability": lambda: AVAILABILITY if role == "self" else AVAILABILITY | {"intervals": []},
        "PUT /me/notification-settings": lambda: NOTIFICATION_SETTINGS,
        "POST /notifications/read": lambda: {"upTo": 1},
        "POST /sessions": lambda: Member.request_body(caller, town.owner, at=time["scheduledAt"]),
        "POST /rings": lambda: {"members": ring_members(town, town.counterpart if role in ("self", "anonymous") else caller)},
        "POST /sessions/{id}/counter": lambda: time,
        "POST /sessions/{id}/propose-time": lambda: time,
        "POST /sessions/{id}/contest": lambda: {"reason": "Nobody came."},
        "POST /sessions/{id}/resolve": lambda: {"outcome": "completed", "reason": "Both were there."},
        "PUT /sessions/{id}/meeting-link": lambda: {"meetingLink": "https://calls.example/ours"},
        "POST /sessions/{id}/attendance": lambda: {"event": "joined"},
        "POST /sessions/{id}/feedback": lambda: {"rating": 5, "privateNote": "Between us"},
        "POST /feedback/{id}/reply": lambda: {"text": "Any time!"},
        "POST /conversations": lambda: {"member": town.owner.id if row.situation == "known" else new_id(town)},
        "POST /conversations/{id}/messages": lambda: {"clientId": uuid.uuid4().hex, "text": "Hello"},
        "POST /conversations/{id}/read": lambda: {"upTo": 1},
        "PATCH /conversations/{id}/messages/{message}": lambda: {"text": "Hello again"},
    }.get(row.operation)
    if row.operation == "PUT /me/avatar":
        return {"content": png(), "headers": {"Content-Type": "image/png"}}
    if row.operation == "GET /members":
        return {"params": {"query": "olga"}}
    if row.operation == "GET /messages":
        return {"params": {"query": "between us"}}
    if row.operation == "GET /matches":
        return {"params": {"kind": "teacher"}}
    return {"body": json()} if json else {}


def new_id(town):
    return Member.sign_up(town.server.url, "Nova Newcomer").id


def tidy(town, row, role):
    """Ends what the cell left open, so that the next finds no quota, block or setting in its way."""
    if role == "blocked":
        town.owner.delete(f"/members/{town.blocked.id}/block")
    if row.path.endswith("/block"):
        for member in (town.counterpart, town.stranger, town.blocked, town.moderator):
            member.delete(f"/members/{town.owner.id}/block")
    if row.situation == "hiding":
        town.owner.patch("/me", {"settings": {"hideStatistics": False}})
    if row.path.startswith("/sessions") or row.situation in ("asked", "asking"):
        end_open(town)
    if row.path.startswith("/rings") or row.situation == "proposed":
        end_rings(town)


def end_rings(town):
    for ring in town.third.get("/me/rings", limit=100)["items"]:
        town.third.post(f"/rings/{ring['id']}/{'leave' if ring['status'] == 'active' else 'reject'}")


def end_open(town):
    for session in list(town.owner.pages("/sessions", status="pending,accepted", limit=100)):
        asker = next(member for member in town.people if member.id == session["requester"]["id"])
        if session["status"] == "pending":
            asker.act(session, "withdraw")
        elif "cancel" in session["can"]:
            town.owner.act(session, "cancel")
