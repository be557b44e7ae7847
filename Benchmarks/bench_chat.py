"""`bin/bench chat`: conversations under load over Socket.IO, acknowledged durable and told live."""

import argparse
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "Tests"), str(ROOT / "Tests/http")]

import bench_http as http  # noqa: E402
import load  # noqa: E402
import people  # noqa: E402
import report  # noqa: E402
from bench_socketio import GENERATOR, build_generator  # noqa: E402
from member import Api  # noqa: E402


def arguments():
    parser = argparse.ArgumentParser(prog="bin/bench chat", description=__doc__)
    parser.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--conversations", type=int, default=500)
    parser.add_argument("--rate", type=float, default=5500, help="messages a second of the steady load")
    parser.add_argument("--seconds", type=float, default=10, help="length of the load")
    options = parser.parse_args()
    options.members, options.sessions = 2 * options.conversations, 4 * options.conversations
    return options


def plan(url, everyone, path):
    """Opens a conversation for each two of the members, and writes down what their connections need."""
    def opened(pair):
        first, second = pair
        api = Api(url, first.token)
        conversation = api.call("POST", "/conversations", {"member": second.id}, expect=(200, 201))["id"]
        api.close()
        return "".join(json.dumps({"token": person.token}) + f"\t{conversation}\n" for person in pair)

    with ThreadPoolExecutor(8) as pool:
        path.write_text("".join(pool.map(opened, zip(everyone[::2], everyone[1::2]))))


def stored(url, everyone):
    """How many messages the conversations of the first members of all pairs hold."""
    def count(person):
        api = Api(url, person.token)
        total = sum((item["lastMessage"] or {"seq": 0})["seq"] for item in api.pages("/conversations", limit=100))
        api.close()
        return total

    with ThreadPoolExecutor(8) as pool:
        return sum(pool.map(count, everyone[::2]))


def measure(server, everyone, options, *more):
    """Loads the server until every message that was sent is answered, told and stored."""
    before = stored(server.url, everyone)
    done = subprocess.run(
        [GENERATOR, "chat", "--port", str(server.port), "--pid", str(server.process.pid), "--plan",
         server.folder / "plan", "--clients", str(len(everyone)), "--seconds", str(options.seconds), *more],
        stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode:
        raise load.Unsound(done.stderr.strip())
    told, sent = map(json.loads, done.stdout.splitlines())
    grown = stored(server.url, everyone) - before
    if grown != told["sent"]:
        raise load.Unsound(f"{told['sent']} messages were acknowledged and {grown} are stored.")
    return told, sent


def percentiles(numbers, name=""):
    return f"p50 {numbers[f'{name}p50_us'] / 1000:.1f} ms, p99 {numbers[f'{name}p99_us'] / 1000:.1f} ms"


def rows(most, told, sent, resident):
    rate, steady = most["per_second"], sent["per_second"]
    return [
        report.Row("Messages acknowledged durable, each conversation with one under way", f"{rate:,.0f}/s",
                   "≥ 5,000/s", rate >= 5000),
        report.Row("Server processor time of a message, told to both", f"{most['server_us']:.0f} µs", "", True),
        report.Row("Messages acknowledged at a steady pace", f"{steady:,.0f}/s", "≥ 5,000/s", steady >= 5000),
        report.Row("Until acknowledged, from when it was due", percentiles(sent), "p99 < 50 ms",
                   sent["p99_us"] < 50_000),
        report.Row("Told live after the acknowledgement", percentiles(told, "behind_"), "p99 < 20 ms",
                   told["behind_p99_us"] < 20_000),
        report.Row("Told live, from when it was due", percentiles(told, "told_"), "", True),
        report.Row("Cores at that pace: server, load, rest of the machine",
                   f"{sent['server_cores']:.2f}, {sent['generator_cores']:.2f}, {sent['rest_cores']:.2f}", "", True),
        report.Row("Resident memory after the load", f"{resident[0]:.0f} MB", "", True),
    ]


def main():
    options = arguments()
    os.environ["SKILLSYNC_BINARY"] = str(ROOT / ".build/release/skillsync")
    build_generator()
    with http.town(options) as (server, _):
        server.start()
        try:
            http.step(f"signing in {options.members:,} members")
            everyone = people.people(server.url, options.members, options.members)
            plan(server.url, everyone, server.folder / "plan")
            http.step(f"{options.conversations} conversations, as fast as they are answered")
            _, most = measure(server, everyone, options)
            http.step(f"{options.conversations} conversations, {options.rate:g} messages a second")
            told, sent = measure(server, everyone, options, "--rate", str(options.rate))
            resident = http.memory(server.process)
        finally:
            server.stop()
    table = rows(most, told, sent, resident)
    report.publish(options, table, "Chat", f"{options.conversations:,} conversations")
    return 0 if all(row.met for row in table) or options.database == "postgres" else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except load.Unsound as unsound:
        sys.exit(f"The measurement does not count: {unsound}")
