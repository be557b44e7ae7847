"""A page and a bad network for minutes: `python Tests/journeys/endurance_socket.py --minutes N`.

A member's page listens and writes through the socket module; another member writes over HTTP. Meanwhile the network
breaks, stalls and refuses WebSockets, the browser goes offline, and the server is stopped and killed. In the end the
page was told every event of the server once and in order, and every message is stored once. Ends with 1 if not.
"""

import argparse
import collections
import json
import random
import sys
import tempfile
import threading
import time
from pathlib import Path

import httpx
from bad_network import BadNetwork
from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "http"))

from member import Member, new_token, sign_up_body  # noqa: E402
from server import Server  # noqa: E402

PAUSE = 0.2  # seconds between two messages of one writer, on average
CALM = 120  # seconds to catch up in the end
KEEPS_SOCKETS = """
const sockets = window.sockets = [];
window.WebSocket = class extends WebSocket { constructor(...how) { super(...how); sockets.push(this); } };
window.isOverWebSocket = () => sockets.at(-1)?.readyState === WebSocket.OPEN;
"""


class Writer(threading.Thread):
    """Writes each message over HTTP until it was taken."""

    def __init__(self, member, conversation):
        super().__init__(daemon=True)
        self.member, self.conversation = member, conversation
        self.stop = threading.Event()
        self.taken, self.sends = [], 0

    def run(self):
        number = 0
        while not self.stop.wait(random.uniform(0, 2 * PAUSE)):
            name = f"other-{number}"
            while not self.write(name):
                time.sleep(0.05)
            self.taken.append(name)
            number += 1

    def write(self, name):
        self.sends += 1
        try:
            answer = self.member.send(
                "POST", f"/conversations/{self.conversation}/messages", {"clientId": name, "text": f"I am {name}"})
        except httpx.TransportError:
            return False
        assert answer.status_code in (200, 201, 503), answer.text
        return answer.status_code != 503


class World:
    def __init__(self, folder, playwright):
        self.server = Server(folder)
        self.server.start()
        self.network = BadNetwork(self.server.port)
        self.counts = collections.Counter()
        self.browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        self.context = self.browser.new_context()
        self.context.add_init_script(KEEPS_SOCKETS)
        self.page = self.context.new_page()
        self.errors = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def sign_up(self):
        """Two members: one with a cookie in the page, and another."""
        other = Member.sign_up(self.server.url, "Bo Example")
        body = sign_up_body()
        self.page.goto(f"{self.network.url}/")
        me = self.page.evaluate("""async (body) => (await fetch("/api/v1/accounts", {
            method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify(body)})).json()""", body)
        self.member = Member(self.server.url, new_token(self.server.url, body["email"]), me, body["email"])
        self.conversation = other.post("/conversations", {"member": self.member.id})["id"]
        self.writer = Writer(other, self.conversation)

    def begin(self):
        source = (HERE / "endurance_page.js").read_text("utf8")
        self.page.evaluate(f"(how) => {{ {source}; return begin(how); }}",
                           {"conversation": self.conversation, "pause": PAUSE * 1000})
        self.writer.start()

    def rest(self, least, most):
        """Lets life go on, which is no wait for a state; the browser is listened to meanwhile."""
        self.page.wait_for_timeout(random.uniform(least, most) * 1000)

    # What goes wrong

    def offline(self):
        self.context.set_offline(True)
        self.rest(0.1, 6)
        self.context.set_offline(False)

    def close_websocket(self):
        self.page.evaluate("sockets.at(-1)?.close()")

    def cut(self):
        self.network.cut()

    def snap(self):
        self.network.snap()

    def stall(self):
        self.network.stall()
        self.rest(1, 55)
        self.network.flow()

    def restart(self):
        self.server.stop()
        self.server.start()

    def kill(self):
        self.server.kill()
        self.rest(0, 1)
        self.server.start()

    def refuse_websockets(self):
        """Until the page has gone over to polling, where it stays for a while."""
        self.network.refuses_websockets = True
        self.network.cut()
        self.until("record.transports.at(-1) === 'polling'")
        self.network.refuses_websockets = False

    WEIGHTS = {"offline": 6, "close_websocket": 8, "cut": 6, "snap": 12, "stall": 1, "restart": 3, "kill": 3}

    def live(self, minutes):
        begin = time.monotonic()
        polls = [begin + minutes * 60 * part for part in (0.25, 0.65)]
        while time.monotonic() < begin + minutes * 60 and not self.errors:
            self.rest(0.3, 6)
            if polls and time.monotonic() > polls[0]:
                polls.pop(0)
                name = "refuse_websockets"
            else:
                name = random.choices(list(self.WEIGHTS), self.WEIGHTS.values())[0]
            getattr(self, name)()
            self.counts[name] += 1

    def until(self, expression, argument=None):
        """Asks the page again and again: its policy lets nobody evaluate texts in it, as wait_for_function would."""
        deadline = time.monotonic() + CALM
        while not self.page.evaluate(expression, argument):
            assert time.monotonic() < deadline, f"not within {CALM} s: {expression}"
            self.rest(0.1, 0.1)

    def calm(self):
        """Everybody finishes what they were saying, and the page hears the rest."""
        self.writer.stop.set()
        self.page.evaluate("record.isWriting = false")
        self.writer.join(CALM)
        assert not self.writer.is_alive(), "the other member could not finish"
        self.until("record.isDone")
        self.until("(last) => record.told.at(-1)?.seq >= last", stored_events(self.member)[-1])
        self.rest(1, 1)  # what was told twice would still come
        return self.page.evaluate("record")

    def close(self):
        self.browser.close()
        self.server.stop()


def stored_events(member):
    return [event["seq"] for event in pages(member, "/events")]


def pages(member, path):
    after = 0
    while page := member.get(path, after=after, limit=100)["items"]:
        yield from page
        after = page[-1]["seq"]


def judge(world, record):
    """What was wrong."""
    wrong = list(world.errors)
    seqs, stored = [event["seq"] for event in record["told"]], stored_events(world.member)
    if seqs != stored:
        counted = collections.Counter(seqs)
        lost = sorted(set(stored) - set(seqs))
        doubled = [seq for seq, times in counted.items() if times > 1]
        wrong.append(f"told {len(seqs)} of {len(stored)} events; lost {lost[:20]}, doubled {doubled[:20]}, "
                     f"in order: {seqs == sorted(seqs)}")
    if not {"polling", "websocket"} <= set(record["transports"]):
        wrong.append("one of the transports was never used")
    if record["resyncs"]:
        wrong.append(f"{record['resyncs']} times too far behind: the run says nothing of these")
    messages = list(pages(world.member, f"/conversations/{world.conversation}/messages"))
    names = [message["clientId"] for message in messages]
    for writer, taken in (("page", [one["client"] for one in record["taken"]]), ("other", world.writer.taken)):
        kept = [name for name in names if name.startswith(f"{writer}-")]
        if kept != taken:
            wrong.append(f"{writer}: {len(taken)} messages taken, {len(kept)} stored, {len(set(kept))} different")
    if {message["clientId"]: message["seq"] for message in messages if message["clientId"].startswith("page-")} != {
            one["client"]: one["seq"] for one in record["taken"]}:
        wrong.append("an answer gave another number than the stored one")
    if [event["client"] for event in record["told"] if event["name"] == "message:created"] != names:
        wrong.append("the page was told other messages than those stored")
    return wrong


def report(world, record):
    return {
        "told": len(record["told"]), "disturbances": dict(world.counts), "states": record["states"],
        "connections": world.network.opened,
        "connected over": collections.Counter(record["transports"]),
        "page": {"taken": len(record["taken"]), "sends": record["sends"], "failures": record["failures"]},
        "other": {"taken": len(world.writer.taken), "sends": world.writer.sends},
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 10**6)
    options = parser.parse_args()
    random.seed(options.seed)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        world = World(folder, playwright)
        try:
            world.sign_up()
            world.begin()
            world.live(options.minutes)
            record = world.calm()
            wrong = judge(world, record)
        finally:
            world.close()
    print(f"seed {options.seed}:", json.dumps(report(world, record), indent=1))
    print("\n".join(wrong) or "Every event was told once and in order; every message is stored once.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
