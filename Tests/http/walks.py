"""Random walks: members act on a server and on the reference at once, and every answer must be the reference's."""

import itertools
import random
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone

from choices import PEOPLE, SKILLS, Action, Choices
from model import Refused
from model_world import MODERATOR, World
from views import Names, session_view, shown_session, written


class Walk(Choices):
    """Three members and a moderator, on one server after the other: each later than the one before."""

    def __init__(self, number, seed, members, moderator, hours):
        offers = {name: SKILLS[3 * index:3 * index + 3] for index, name in enumerate(PEOPLE)}
        self.number = number
        self.random = random.Random(f"{seed}-{number}")
        self.apis = dict(zip(PEOPLE, members, strict=True)) | {MODERATOR: moderator}
        self.names = Names({api.id: name for name, api in self.apis.items()})
        self.model = World(offers)
        self.ids, self.dirty, self.seen_steps, self.races = {}, set(), {}, 0
        self.told = {name: (defaultdict(list), 0) for name in PEOPLE}
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

    def steps(self, count):
        last = None
        for _ in range(count):
            roll = self.random.random()
            if last and roll < 0.06:
                self.fire([last])  # said again
                continue
            if roll > 0.985:
                self.ask_too_often()
            elif roll > 0.965:
                self.haggle()
            actions = [self.choose()]
            if roll > 0.8:
                actions += self.rivals(actions[0])
            self.fire(actions)
            last = actions[0] if actions[0].kind == "act" else None

    def ask_too_often(self):
        """As many requests as the quota lets through, and more."""
        asker = self.random.choice(PEOPLE)
        for _ in range(9):
            self.fire([self.a_request(asker)])

    def haggle(self):
        """One counter-offer after the other, until no more are allowed."""
        keys = [key for key, session in self.model.sessions.items() if session.status == "pending"]
        key = self.random.choice(keys) if keys else None
        while key and (session := self.model.sessions[key]).status == "pending" and session.rounds < 6:
            before = session.rounds
            self.fire([Action(session.awaiting, "act", key, "counter", {"start": self.start()})])
            if self.model.sessions[key].rounds == before:
                return

    def fire(self, actions):
        """Sends them at once; the answers must be those of the reference in one order of them."""
        if len(actions) == 1:
            answers = [self.send(actions[0])]
        else:
            self.races += 1
            with ThreadPoolExecutor(len(actions)) as pool:
                answers = list(pool.map(self.send, actions))
        self.dirty |= {action.key for action in actions if action.key}
        now, found, fits = self.now, [], []
        for order in itertools.permutations(range(len(actions))):
            model = self.model.copy() if len(actions) > 1 else self.model
            wrong = [text for index in order if (text := self.compare(model, actions[index], answers[index], now))]
            fits += [] if wrong else [model]
            found.append(wrong)
        assert fits, f"{actions}\nfit in no order to the reference:\n{found}"
        self.model = self.told_apart(fits)
        for action, answer in zip(actions, answers, strict=True):
            if action.kind == "request" and answer.status_code == 201:
                self.ids[action.key] = answer.json()["id"]

    def told_apart(self, models):
        """Of the orders that explain the answers, one that also explains what no answer shows."""
        first, *others = models
        if all((model.accepting, model.blocks) == (first.accepting, first.blocks) for model in others):
            return first
        accepting = {name: self.apis[name].get("/me")["accepting"] for name in PEOPLE}
        blocks = {
            (name, self.names.name(member["id"]))
            for name in PEOPLE for member in self.apis[name].get("/me/blocks")["items"]}
        return next(model for model in models if (model.accepting, model.blocks) == (accepting, blocks))

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
