"""`serve --demo`: one person tries both sides."""

import re
import subprocess
import uuid

from live import Live
from member import Api
from server import binary, clean_environment


def signed_in(url, email, password):
    guest = Api(url)
    token = guest.post("/tokens", {"email": email, "password": password, "label": "demo"}, expect=201)["token"]
    guest.close()
    return Api(url, token)


def test_both_sides_of_the_demo(new_server):
    server = new_server("sqlite", flags=["--demo"])
    server.start()
    printed = server.log_file.read_text("utf8")
    password = re.search(r"Sign in with the password (\S+) as", printed)[1]
    emails = re.findall(r"^  (\S+@\S+)  ", printed, re.M)[:2]
    one, other = (signed_in(server.url, email, password) for email in emails)
    match = next(match for match in one.pages("/matches", kind="mutual") if match["member"]["id"] == other.get("/me")["id"])
    conversation = one.call("POST", "/conversations", {"member": match["member"]["id"]}, expect=(200, 201))["id"]
    with Live(server.url, one.token) as hers, Live(server.url, other.token) as his:
        hers.good("message:send", {"conversation": conversation, "clientId": uuid.uuid4().hex, "text": "Hello!"})
        assert his.next("message:created")["message"]["text"] == "Hello!"
    assert server.stop() == 0, server.log()

    server.start()
    assert "was there already" in server.log_file.read_text("utf8")
    assert one.get("/conversations")["items"][0]["id"] == conversation, "nothing was lost by starting again"
    assert server.stop() == 0, server.log()


def test_the_demo_is_not_for_the_public(tmp_path):
    done = subprocess.run(
        [binary(), "serve", "--demo", "--port", "0", "--data", tmp_path, "--public-url", "https://skills.example"],
        env=clean_environment(), stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1 and "--demo" in done.stderr and len(done.stderr.strip().splitlines()) == 1, done.stderr
