"""What members of a walk do next: mostly what they may, now and then anything."""

from dataclasses import dataclass, field
from datetime import timedelta

from model_world import MODERATOR

SKILLS = ["guitar", "piano", "violin", "swift", "python", "javascript", "german", "spanish", "chess"]
PEOPLE = ["ann", "ben", "cem"]
STARTS = [1, 1, 2, 2, 3, 25, 26, 50, 75, 130, 200]  # hours ahead; few, so that many overlap
ALL_TRANSITIONS = [
    "counter", "accept", "reject", "withdraw", "propose-time", "accept-time", "reject-time", "cancel", "complete",
    "confirm", "report-missed", "report-not-held", "contest", "resolve", "feedback",
]
LIKELY = {
    "accept": 12, "reject": 0.7, "withdraw": 0.7, "cancel": 0.5, "report-not-held": 1, "report-missed": 2,
    "propose-time": 1, "reject-time": 1,
}


@dataclass
class Action:
    who: str
    kind: str  # request, act, block, unblock, open (accept requests again)
    key: str = None
    transition: str = None
    body: dict = field(default_factory=dict)


class Choices:
    """Needs `number`, `random`, `model`, `now`, and `base` and `hours`, which make the server's clock."""

    def start(self):
        """Half past some hour, so that no guard of the clock is near: servers start on the hour."""
        return self.base + timedelta(hours=self.hours + self.random.choice(STARTS), minutes=30)

    def choose(self):
        live = [s for s in self.model.sessions.values() if s.status in ("pending", "accepted", "disputed")]
        recent = list(self.model.sessions.values())[-40:]
        closed = sorted(name for name, accepting in self.model.accepting.items() if not accepting)
        blocks = sorted(self.model.blocks)
        roll = self.random.random()
        if blocks and roll < 0.12:
            who, other = self.random.choice(blocks)
            return Action(who, "unblock", body={"member": other})
        if closed and roll < 0.2:
            return Action(self.random.choice(closed), "open")
        if roll < 0.01:
            who, other = self.random.sample(PEOPLE, 2)
            return Action(who, self.random.choice(["block", "block", "unblock"]), body={"member": other})
        if not recent or roll > 0.85 or len(live) < 2 and roll > 0.5:
            return self.a_request()
        return self.an_act(self.random.choice(live if live and roll < 0.6 else recent))

    def a_request(self, who=None):
        who = who or self.random.choice(PEOPLE)
        recipient = self.random.choice([name for name in PEOPLE if name != who])
        teacher, learner = self.random.choice([(recipient, who), (who, recipient)])
        teaches = [(teacher, self.random.choice(self.model.offers[teacher]))]
        if self.random.random() < 0.3:
            teaches.append((learner, self.random.choice(self.model.offers[learner])))
        if self.random.random() < 0.03:
            teaches = [(teacher, "bread-baking")]
        key = f"walk {self.number}, session {len(self.model.sessions)} {self.random.getrandbits(48):012x}"
        return Action(who, "request", key, body={
            "key": key, "recipient": recipient, "teaches": teaches, "start": self.start(),
            "minutes": self.random.choice([15, 45, 60, 120])})

    def an_act(self, session):
        allowed = [(who, t) for who in [*PEOPLE, MODERATOR] if who in session.pair or who == MODERATOR
                   for t in sorted(self.model.can(session, who, self.now) - {"meeting-link"})]
        if allowed and self.random.random() < 0.8:
            [(who, transition)] = self.random.choices(allowed, [LIKELY.get(t, 3) for _, t in allowed])
        else:
            who = self.random.choice([*session.pair, *session.pair, *PEOPLE, MODERATOR])
            transition = self.random.choice([*ALL_TRANSITIONS, *(t for _, t in allowed)])
        return Action(who, "act", session.key, transition, self.body(session, transition))

    def body(self, session, transition):
        body = {}
        if transition in ("counter", "propose-time"):
            body["start"] = self.start() if self.random.random() > 0.03 else self.base - timedelta(days=1)
            if self.random.random() < 0.4:
                body["durationMinutes"] = self.random.choice([15, 45, 60, 120])
        if transition == "resolve":
            body |= {"outcome": self.random.choice(["completed", "missed", "notHeld"]), "reason": "Seen in the call."}
            if body["outcome"] == "missed":
                body["missedBy"] = self.random.choice(session.pair)
        if transition == "contest":
            body["reason"] = "It was otherwise."
        if transition == "feedback":
            body["rating"] = self.random.randint(1, 5)
        if transition == "reject" and self.random.random() < 0.15:
            body["pauseRequests"] = True
        if transition != "feedback" and self.random.random() < 0.25:
            body["version"] = max(1, session.version - self.random.choice([0, 0, 1]))
        return body

    def rivals(self, action):
        """One or two more at the same moment: on the same session mostly, or the same again from another tab."""
        if action.kind != "act" or self.random.random() < 0.3:
            return [self.choose()]
        session = self.model.sessions[action.key]
        return [action if self.random.random() < 0.2 else self.an_act(session)
                for _ in range(self.random.choice([1, 1, 2]))]
