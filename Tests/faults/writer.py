"""A writer: two members who request, answer, cancel and withdraw as fast as they can until the server dies."""

import itertools
import random
import threading

import httpx
from member import moment, pair
from record import Attempt

# What follows a request: who does it (the learner asked, the teacher was asked).
COURSES = [
    [("teacher", "accept"), ("learner", "cancel")],
    [("teacher", "reject")],
    [("learner", "withdraw")],
    [("teacher", "counter"), ("learner", "accept"), ("teacher", "cancel")],
]


class Writer:
    """Keeps its members over all rounds; each round runs in a thread of its own."""

    def __init__(self, number, url):
        self.number = number
        self.learner, self.teacher = pair(url)
        self.slots = itertools.count()
        self.keys = itertools.count()
        self.round_begin = None
        self.random = random.Random(number)
        self.thread = None

    def start(self, record, dead):
        self.round_begin = self.next_start()
        self.thread = threading.Thread(target=self.run, args=(record, dead))
        self.thread.start()

    def run(self, record, dead):
        while not dead.is_set():
            if not self.one_course(record):
                return

    def one_course(self, record):
        """One session from request to its end; False when the server is gone or refused what it should do."""
        session = self.attempt(record, self.learner, "request", None, lambda key: self.request_body(key))
        for who, transition in self.random.choice(COURSES):
            if not session:
                return False
            body = {"scheduledAt": self.next_start()} if transition == "counter" else {}
            session = self.attempt(record, getattr(self, who), transition, session, lambda key, body=body: body)
        return bool(session)

    def attempt(self, record, member, what, session, body):
        attempt = Attempt(f"w{self.number}-{next(self.keys)}", self.number, what, session)
        sent = body(attempt.key)
        attempt.detail = {"member": member.id, "body": sent}
        record.invoke(attempt)
        return self.send(record, member, attempt, sent)

    def send(self, record, member, attempt, body):
        path = "/sessions" if attempt.what == "request" else f"/sessions/{attempt.session}/{attempt.what}"
        try:
            answer = member.send("POST", path, body, key=attempt.key)
        except httpx.TransportError:
            return None
        if answer.status_code in (200, 201):
            record.ok(attempt, answer.json()["id"])
            return answer.json()["id"]
        if answer.status_code < 500:
            record.fail(attempt, answer.status_code, answer.text)
        return None

    def request_body(self, key):
        return self.learner.request_body(self.teacher, at=self.next_start(), minutes=15, topic=key)

    def next_start(self):
        """Starts that never overlap within a writer: a quarter of an hour after the last, from tomorrow on."""
        return moment(days=1, minutes=15 * (next(self.slots) % 16_000))

    def repeat_unknown(self, record, attempts):
        """Sends again, with the same key and body, what got no answer, so that every effect is settled."""
        for attempt in attempts:
            if attempt.writer == self.number and attempt.outcome == "unknown":
                member = self.learner if attempt.detail["member"] == self.learner.id else self.teacher
                self.send(record, member, attempt, attempt.detail["body"])

    def finish_open(self, record):
        """Ends what is still open, so that the next round is not refused by the quota of open requests."""
        for session in list(self.learner.pages("/sessions", status="pending,accepted", limit=100)):
            transition = "withdraw" if session["status"] == "pending" else "cancel"
            self.attempt(record, self.learner, transition, session["id"], lambda key: {})

    def see(self, held, since=None):
        """Adds what the server holds for these members: all of it, or the sessions that start from `since` on."""
        for session in self.learner.pages("/sessions", limit=100, **({"from": since} if since else {})):
            held.requests.setdefault(session["topic"], []).append(session["id"])
            history = self.learner.get(f"/sessions/{session['id']}/history")["items"]
            held.histories[session["id"]] = [entry["transition"] for entry in history]
        for member in (self.learner, self.teacher):
            self.see_events(member, held)

    @staticmethod
    def see_events(member, held):
        """Reads on from the last event that `held` has."""
        numbers = held.events.setdefault(member.id, [])
        while page := member.get("/events", after=numbers[-1] if numbers else 0, limit=100)["items"]:
            for event in page:
                numbers.append(event["seq"])
                session = (event.get("session") or {}).get("id")
                if session:
                    held.told[member.id, session, event["type"]] += 1
