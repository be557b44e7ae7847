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
    parser.add_argument("--in-flight", type=int, default=1, help="messages of each writer that wait for their answer")
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


def measure(server, everyone, options):
    file = server.folder / "plan"
    plan(server.url, everyone, file)
    before = stored(server.url, everyone)
    http.step(f"{options.conversations} conversations for {options.seconds:g} s")
    done = subprocess.run(
        [GENERATOR, "chat", "--port", str(server.port), "--pid", str(server.process.pid), "--plan", file, "--clients",
         str(len(everyone)), "--in-flight", str(options.in_flight), "--seconds", str(options.seconds)],
        stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode:
        raise load.Unsound(done.stderr.strip())
    told, sent = map(json.loads, done.stdout.splitlines())
    grown = stored(server.url, everyone) - before
    if grown != told["sent"]:
        raise load.Unsound(f"{told['sent']} messages were acknowledged and {grown} are stored.")
    return told, sent


def rows(told, sent, resident):
    rate, p99 = sent["per_second"], sent["p99_us"] / 1000
    behind = told["behind_p99_us"] / 1000
    return [
        report.Row("Messages acknowledged durable", f"{rate:,.0f}/s", "≥ 5,000/s", rate >= 5000),
        report.Row("Until acknowledged", f"p50 {sent['p50_us'] / 1000:.1f} ms, p99 {p99:.1f} ms", "p99 < 50 ms", p99 < 50),
        report.Row("Told live after the acknowledgement",
                   f"p50 {told['behind_p50_us'] / 1000:.1f} ms, p99 {behind:.1f} ms", "p99 < 20 ms", behind < 20),
        report.Row("Told live after sending",
                   f"p50 {told['told_p50_us'] / 1000:.1f} ms, p99 {told['told_p99_us'] / 1000:.1f} ms", "", True),
        report.Row("Server processor time of a message, told to both", f"{sent['server_us']:.0f} µs", "", True),
        report.Row("Cores: server, load, rest of the machine",
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
            told, sent = measure(server, everyone, options)
            resident = http.memory(server.process)
        finally:
            server.stop()
    table = rows(told, sent, resident)
    report.publish(options, table, "Chat", f"{options.conversations:,} conversations")
    return 0 if all(row.met for row in table) or options.database == "postgres" else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except load.Unsound as unsound:
        sys.exit(f"The measurement does not count: {unsound}")
