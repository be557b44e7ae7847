"""Random walks: members act on a server and on the reference at once, and every answer must be the reference's."""

import copy
import itertools
import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

from model import Refused
from model_world import MODERATOR, World
from views import Names, session_view, shown_session, written

SKILLS = ["guitar", "piano", "violin", "swift", "python", "javascript", "german", "spanish", "chess"]
PEOPLE = ["ann", "ben", "cem"]
STARTS = [1, 1, 2, 2, 3, 25, 26, 50, 75, 130, 200]  # hours ahead; few, so that many overlap
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


class Walk:
    """Three members and a moderator, on one server after the other: each later than the one before."""

    def __init__(self, number, seed, members, moderator, hours):
        offers = {name: SKILLS[3 * index:3 * index + 3] for index, name in enumerate(PEOPLE)}
        self.number = number
        self.random = random.Random(f"{seed}-{number}")
        self.apis = dict(zip(PEOPLE, members, strict=True)) | {MODERATOR: moderator}
        self.names = Names({api.id: name for name, api in self.apis.items()})
        self.model = World(offers)
        self.ids, self.dirty, self.seen_steps, self.races = {}, set(), {}, 0
        self.base = datetime.now(timezone.utc).replace(microsecond=0)
        self.hours = hours

    def at(self, url, hours):
        self.hours = hours
        for name, api in self.apis.items():
            if name != MODERATOR:
                api.move(url)

    @property
    def now(self):
        return datetime.now(timezone.utc) + timedelta(hours=self.hours)

    # What to do next

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
                   for t in sorted(self.model.can(session, who, self.now))]
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

    # Doing it

    def steps(self, count):
        last = None
        for _ in range(count):
            roll = self.random.random()
            if last and roll < 0.06:
                self.fire([last])  # said again
                continue
            if roll > 0.985:  # as many requests as the quota lets through, and more
                asker = self.random.choice(PEOPLE)
                for _ in range(9):
                    self.fire([self.a_request(asker)])
            actions = [self.choose()]
            if roll > 0.8:
                actions += self.rivals(actions[0])
            self.fire(actions)
            last = actions[0] if actions[0].kind == "act" else None

    def rivals(self, action):
        """One or two more at the same moment: on the same session mostly, or the same again from another tab."""
        if action.kind != "act" or self.random.random() < 0.3:
            return [self.choose()]
        session = self.model.sessions[action.key]
        return [action if self.random.random() < 0.2 else self.an_act(session)
                for _ in range(self.random.choice([1, 1, 2]))]

    def fire(self, actions):
        """Sends them at once; the answers must be those of the reference in one order of them."""
        if len(actions) == 1:
            answers = [self.send(actions[0])]
        else:
            self.races += 1
            with ThreadPoolExecutor(len(actions)) as pool:
                answers = list(pool.map(self.send, actions))
        self.dirty |= {action.key for action in actions if action.key}
        now, found = self.now, []
        for order in itertools.permutations(range(len(actions))):
            model = copy.deepcopy(self.model) if len(actions) > 1 else self.model
            wrong = [text for index in order if (text := self.compare(model, actions[index], answers[index], now))]
            if not wrong:
                self.model = model
                for action, answer in zip(actions, answers, strict=True):
                    if action.kind == "request" and answer.status_code == 201:
                        self.ids[action.key] = answer.json()["id"]
                return
            found.append(wrong)
        raise AssertionError(f"{actions}\nfit in no order to the reference:\n{found}")

    def send(self, action):
        api = self.apis[action.who]
        match action.kind:
            case "request":
                return api.send("POST", "/sessions", written(action.body, self.names, action.key))
            case "act":
                path = f"/sessions/{self.ids[action.key]}/{action.transition}"
                return api.send("POST", path, written(action.body, self.names))
            case "open":
                return api.send("PATCH", "/me", {"accepting": True})
        other = self.names.id(action.body["member"])
        return api.send("POST" if action.kind == "block" else "DELETE", f"/members/{other}/block")

    def compare(self, model, action, answer, now):
        """What is wrong with the answer, or nothing; the reference has then made the same step."""
        try:
            status, codes, session = self.predict(model, action, now)
        except Refused as refused:
            status, codes, session = refused.status, refused.codes, None
            if action.key in model.sessions and action.kind == "act" and refused.status == 409:
                session = model.sessions[action.key]
        statuses = status if isinstance(status, tuple) else (status,)
        if answer.status_code not in statuses:
            return f"expected {status} {codes}, got {answer.status_code} {answer.text[:300]}"
        body = answer.json() if answer.content else {}
        if codes and body.get("code") not in codes:
            return f"expected one of {codes}, got {answer.text[:300]}"
        if session and action.transition != "feedback":
            view = session_view(model, session, action.who, now)
            said = shown_session(body.get("session", body) if status == 409 else body, self.names)
            return [f"{name}: {said.get(name)} is not {value}" for name, value in view.items() if said[name] != value]
        return None

    @staticmethod
    def predict(model, action, now):
        match action.kind:
            case "request":
                return 201, (), model.request(action.who, action.body, now)
            case "act":
                session = model.act(action.who, action.key, action.transition, action.body, now)
                return 201 if action.transition == "feedback" else 200, (), session
            case "block":
                model.block(action.who, action.body["member"], now)
            case "unblock":
                model.blocks.discard((action.who, action.body["member"]))
            case "open":
                model.accepting[action.who] = True
        return 200 if action.kind == "open" else 204, (), None


ALL_TRANSITIONS = [
    "counter", "accept", "reject", "withdraw", "propose-time", "accept-time", "reject-time", "cancel", "complete",
    "confirm", "report-missed", "report-not-held", "contest", "resolve", "feedback",
]
