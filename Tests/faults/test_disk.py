"""T3: the disk fails when a change is to be made durable. Nothing is acknowledged, and the server ends to be started again."""

import os
import subprocess
import time

import httpx
import pytest
from member import Api, PASSWORD
from server import Server

TURNS = [1, 2, 3, 5, 8]  # which fsync fails


def fail_to_sync(server, turn):
    """From its `turn`-th on, every fsync of the server fails with EIO."""
    calls = "fsync,fdatasync"
    tracer = subprocess.Popen(
        ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={calls}",
         "-e", f"inject={calls}:error=EIO:when={turn}+", "-p", str(server.process.pid)],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    status = f"/proc/{server.process.pid}/status"
    deadline = time.monotonic() + 60
    while f"TracerPid:\t{tracer.pid}" not in open(status).read():
        assert tracer.poll() is None, tracer.stderr.read()
        assert time.monotonic() < deadline, "strace did not attach"
        time.sleep(0.01)
    return tracer


def sign_up(server, name):
    guest = Api(server.url)
    account = {"name": name, "email": f"{name.lower()}@example.org", "password": PASSWORD, "timeZone": "Europe/Lisbon"}
    guest.post("/accounts", account, expect=201)
    token = guest.post("/tokens", {"email": account["email"], "password": PASSWORD, "label": "test"})["token"]
    return Api(server.url, token)


@pytest.mark.parametrize("turn", TURNS)
def test_a_failed_sync_is_not_acknowledged_and_ends_the_server(tmp_path, turn):
    server = Server(tmp_path)
    server.start()
    ada = sign_up(server, "Ada")
    tracer = fail_to_sync(server, turn)
    acknowledged, refused = "", None
    try:
        for number in range(200):
            headline = f"headline {number}"
            try:
                response = ada.send("PATCH", "/me", {"headline": headline})
            except httpx.TransportError:
                refused = "closed"
                break
            if response.status_code != 200:
                assert response.status_code in (503, 507), response.text
                refused = headline
                break
            acknowledged = headline
        assert refused, "no write met the failing disk"
        assert server.process.wait(20) != 0
    finally:
        tracer.terminate()
        tracer.wait()
        server.kill()
    assert "start the server again" in server.log()

    server.start()
    try:
        kept = Api(server.url, ada.token).get("/me")["headline"]
        assert kept in (acknowledged, refused)
        assert Api(server.url, ada.token).patch("/me", {"headline": "mended"})["headline"] == "mended"
    finally:
        assert server.stop() == 0
