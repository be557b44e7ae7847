"""From what was missed to what happens now: nothing is lost, nothing comes twice."""

import itertools
import os
import random
import threading
import time
import uuid

import pytest
from live import Live
from member import Member, moment, pair, said

WRITERS = 8
EVENTS = int(os.environ.get("SKILLSYNC_SEAM_EVENTS", "3200"))  # in all; 10,000 before a release
FAR = 1_000  # events behind, beyond which a client reads state instead


def stored(member):
    numbers = []
    while page := member.get("/events", after=numbers[-1] if numbers else 0, limit=100)["items"]:
        numbers += [event["seq"] for event in page]
    return numbers


def persist(member, path, body):
    """Tries again where the database was busy, under one key, as clients do."""
    key = uuid.uuid4().hex
    for _ in range(20):
        answer = member.send("POST", path, body, key=key)
        if answer.status_code != 503:
            break
        time.sleep(float(answer.headers["Retry-After"]))
    assert answer.status_code in (200, 201), said(answer)
    return answer.json()


def make_events(learner, teacher, count, starts):
    """`count` events for the teacher: requests that are withdrawn, each change with its notification."""
    assert count % 4 == 0
    for _ in range(count // 4):
        body = learner.request_body(teacher, at=moment(days=1, minutes=next(starts)), minutes=15)
        session = persist(learner, "/sessions", body)
        persist(learner, f"/sessions/{session['id']}/withdraw", {})


def test_replay_then_live(server):
    learner, teacher = pair(server.url)
    starts = itertools.count()
    make_events(learner, teacher, 240, starts)
    with Live.of(teacher, after=0) as live, Live.of(teacher) as fresh:
        make_events(learner, teacher, 4, starts)
        live.until(lambda: len(live.seqs()) >= 244)
        assert live.seqs() == list(range(1, 245))
        fresh.until(lambda: len(fresh.seqs()) >= 4)
        assert fresh.seqs() == [241, 242, 243, 244], "without `after` nothing is replayed"
    with Live.of(teacher, after=242) as back:
        back.until(lambda: len(back.seqs()) >= 2)
        page = back.good("events:since", {"seq": 239})
        assert [event["seq"] for event in page["events"]] == [240, 241, 242, 243, 244] and page["more"] is False
        assert back.seqs() == [243, 244]
        assert back.good("events:since", {"seq": 0})["more"] is True


def test_an_event_is_the_same_live_replayed_and_over_http(server):
    learner, teacher = pair(server.url)
    with Live.of(teacher) as live:
        learner.request(teacher)
        told = live.next("session:requested")
    with Live.of(teacher, after=0) as live:
        assert live.next("session:requested") == told
        asked = live.good("events:since", {"seq": 0})["events"][0]
    listed = teacher.get("/events", after=0)["items"][0]
    assert listed == asked and asked.pop("type") == "session:requested" and asked == told


@pytest.mark.parametrize("after", ["far behind", "ahead"])
def test_who_cannot_catch_up_is_told_to_read_anew(sqlite_server, after):
    learner, teacher = pair(sqlite_server.url)
    starts = itertools.count()
    count = FAR + 4 if after == "far behind" else 4
    make_events(learner, teacher, count, starts)
    with Live.of(teacher, after=0 if after == "far behind" else 7_000_000) as live:
        assert live.next("resync") == {"seq": count}
        make_events(learner, teacher, 4, starts)
        live.until(lambda: len(live.seqs()) >= 4)
        assert live.seqs() == [count + number for number in range(1, 5)], "it goes on live from there"


class Reader(threading.Thread):
    """Connects and drops at random, and always goes on from the last event it has."""

    def __init__(self, member, seed):
        super().__init__()
        self.member = member
        self.random = random.Random(seed)
        self.seen = []
        self.connections = []
        self.patience = 0.6  # seconds
        self.ends_at = None
        self.failure = None

    def run(self):
        try:
            while self.ends_at is None or not self.seen or self.seen[-1] < self.ends_at:
                self.connect_once()
        except BaseException as error:  # the test's thread tells of it
            self.failure = error

    def connect_once(self):
        transports = self.random.choice([["websocket"], ["polling"], ["polling", "websocket"]])
        with Live.of(self.member, after=self.seen[-1] if self.seen else 0, transports=transports) as live:
            time.sleep(self.random.uniform(0.01, self.patience))
        assert "resync" not in live.names()
        # On a slow machine nothing may come in so short a time, again and again.
        self.patience = 0.6 if live.seqs() else min(2 * self.patience, 20)
        self.connections.append((transports, live.seqs()))
        self.seen += live.seqs()

    def parts(self):
        """The connections around the first number that is not where it should be, for the message of a failure."""
        wrong = next((place for place, seq in enumerate(self.seen) if seq != place + 1), len(self.seen))
        return wrong + 1, [part for part in self.connections if any(abs(seq - wrong) < 6 for seq in part[1])]


def test_readers_that_drop_at_random_see_everything_once(server):
    pairs = [pair(server.url) for _ in range(WRITERS)]
    readers = [Reader(teacher, number) for number, (_, teacher) in enumerate(pairs)]
    writers = [
        threading.Thread(target=make_events, args=(learner.again(), teacher.again(), EVENTS // WRITERS, itertools.count()))
        for learner, teacher in pairs
    ]
    for thread in readers + writers:
        thread.start()
    for writer in writers:
        writer.join()
    for reader, (_, teacher) in zip(readers, pairs):
        reader.ends_at = EVENTS // WRITERS
    for reader in readers:
        reader.join(600)
        assert not reader.is_alive() and reader.failure is None, reader.failure
        assert reader.seen == list(range(1, EVENTS // WRITERS + 1)), reader.parts()
        assert reader.seen == stored(reader.member)


def test_what_another_process_wrote_is_told_too(new_server):
    """Two nodes over one database, as a city runs them; no node announces to the other."""
    first = new_server("postgres")
    first.start()
    second = new_server("sqlite")
    second.database = first.database
    second.start()
    learner, teacher = pair(first.url)
    with Live(second.url, teacher.token) as live:
        learner.request(teacher)
        assert live.next("session:requested")["by"] == learner.id
        live.next("notification:created")
        assert live.seqs() == stored(teacher) == [1, 2]
    for node in (first, second):
        assert node.stop() == 0, node.log()


def test_a_stop_ends_connections_so_that_clients_come_back(new_server):
    server = new_server("sqlite")
    server.start()
    member = Member.sign_up(server.url)
    with Live.of(member) as live:
        assert server.stop() == 0, server.log()
        live.wait_gone()
