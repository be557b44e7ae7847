"""T1 and T11 for chat: `kill -9` under people who talk. They come back, send again what got no answer, and go on from
the last event they have. Nothing acknowledged is lost, nothing is there or is told twice, everybody is told everything.

SKILLSYNC_LIVE_KILL_ROUNDS sets the number of rounds (50).
"""

import itertools
import os
import random
import threading
import time

from live import Live, Refused
from member import Member

ROUNDS = int(os.environ.get("SKILLSYNC_LIVE_KILL_ROUNDS", "50"))
CONVERSATIONS = 4
GIVE_UP = 60  # seconds


class Talker(threading.Thread):
    """A member who writes as fast as answers come, over whatever connection there is."""

    def __init__(self, member, conversation, stop):
        super().__init__(daemon=True)
        self.member, self.conversation, self.stop = member, conversation, stop
        self.numbers = itertools.count()
        self.answered, self.seen, self.messages, self.waits = {}, [], [], []
        self.failure = None

    def run(self):
        try:
            pending = self.next_message()
            while not self.stop.is_set():
                with self.connected() as live:
                    while not live.gone.is_set() and not self.stop.is_set():
                        if self.sent(live, pending):
                            pending = self.next_message()
                self.note(live)
            self.finish(pending)
        except BaseException as error:  # the test's thread tells of it
            self.failure = error

    def finish(self, pending):
        """Once everybody has stopped, with the server up: the last message, and all that is still to be told."""
        with self.connected() as live:
            while not self.sent(live, pending):
                assert not live.gone.is_set(), "the connection was lost although nothing was killed"
            self.member.finished.wait(GIVE_UP)
            target = self.last_event()
            live.until(lambda: (self.seen + live.seqs())[-1] >= target, f"event {target}")
        self.note(live)

    def last_event(self):
        after = (self.seen or [0])[-1]
        while page := self.member.get("/events", after=after, limit=100)["items"]:
            after = page[-1]["seq"]
        return after

    def connected(self):
        begin = time.monotonic()
        while True:
            try:
                live = Live.of(self.member, after=(self.seen or [0])[-1])
                self.waits.append(time.monotonic() - begin)
                return live
            except Refused:
                assert time.monotonic() < begin + GIVE_UP, "there was no way back in"
                time.sleep(0.05)

    def next_message(self):
        name = f"{self.member.name}-{next(self.numbers)}"
        return {"conversation": self.conversation, "clientId": name, "text": f"I am {name}"}

    def sent(self, live, body):
        """Whether the message was answered; a connection that is lost leaves it open."""
        answers, answered = [], threading.Event()
        try:
            live.client.emit("message:send", body, callback=lambda answer: (answers.append(answer), answered.set()))
        except Exception:  # what the client says of a lost connection depends on when it notices
            return False
        while not answered.wait(0.02):
            if live.gone.is_set():
                return False
        assert answers[0]["ok"] is True, answers[0]
        self.answered[body["clientId"]] = answers[0]["message"]
        return True

    def note(self, live):
        self.seen += live.seqs()
        self.messages += [payload["message"] for name, payload in live.told if name == "message:created"]


def people(url):
    made = []
    for number in range(CONVERSATIONS):
        one, other = Member.sign_up(url, f"One{number}"), Member.sign_up(url, f"Other{number}")
        conversation = one.post("/conversations", {"member": other.id})["id"]
        made += [(one, conversation), (other, conversation)]
    return made


def stored_messages(member, conversation):
    after, found = 0, []
    while page := member.get(f"/conversations/{conversation}/messages", after=after, limit=100)["items"]:
        found += page
        after = page[-1]["seq"]
    return found


def stored_events(member):
    after, numbers = 0, []
    while page := member.get("/events", after=after, limit=100)["items"]:
        numbers += [event["seq"] for event in page]
        after = numbers[-1]
    return numbers


def check(talkers):
    for one, other in zip(talkers[::2], talkers[1::2]):
        held = stored_messages(one.member, one.conversation)
        assert [message["seq"] for message in held] == list(range(1, len(held) + 1))
        names = [message["clientId"] for message in held]
        assert len(set(names)) == len(names), "a message is there twice"
        by_name = {message["clientId"]: message for message in held}
        for talker in (one, other):
            for name, answer in talker.answered.items():
                assert by_name.get(name) == answer, f"{name} was acknowledged and is not there as it was"
            assert len([name for name in names if name.startswith(f"{talker.member.name}-")]) == len(talker.answered)
            assert talker.seen == stored_events(talker.member), f"{talker.member.name} was not told everything once"
            assert talker.messages == held, f"{talker.member.name} was not told every message once and in order"


def test_kill_under_people_who_talk(new_server):
    server = new_server("sqlite")
    server.start()
    stop, moments = threading.Event(), random.Random(20261125)
    finished = threading.Barrier(2 * CONVERSATIONS)
    talkers = []
    for member, conversation in people(server.url):
        member.finished = finished
        talkers.append(Talker(member, conversation, stop))
    for talker in talkers:
        talker.start()
    ready = []
    for _ in range(ROUNDS):
        time.sleep(moments.uniform(0.2, 0.9))  # the moment of the fault, not a wait for a state
        server.kill()
        ready.append(server.start())
    stop.set()
    for talker in talkers:
        talker.join(2 * GIVE_UP)
        assert not talker.is_alive() and talker.failure is None, talker.failure
    check(talkers)
    waits = sorted(wait for talker in talkers for wait in talker.waits)
    total = sum(len(talker.answered) for talker in talkers)
    print(f"\n{ROUNDS} kills, {total} messages acknowledged, none lost or doubled; ready after {max(ready):.2f} s (worst), "
          f"back in after {waits[len(waits) * 99 // 100]:.2f} s (p99, the server's start included)")
    assert total > ROUNDS * len(talkers) / 2, "too few messages to prove anything"
    assert server.stop() == 0
