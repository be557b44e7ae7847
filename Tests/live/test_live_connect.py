"""Who gets a live connection, and when it ends."""

import httpx
import pytest
import websocket
from live import DEADLINE, Live, Refused
from member import PASSWORD, Member, new_token, pair, sign_up_body
from operator_commands import admin


def browser(url, name="Bruna Browser"):
    """A client with the cookie of somebody who has just signed up."""
    client = httpx.Client(base_url=url, trust_env=False, timeout=30)
    answer = client.post("/api/v1/accounts", json=sign_up_body(name=name), headers={"Origin": url})
    assert answer.status_code == 201, answer.text
    return client, "; ".join(f"{cookie.name}={cookie.value}" for cookie in client.cookies.jar)


def refused(url, **how):
    with pytest.raises(Refused) as caught:
        Live(url, **how)
    return caught.value.problem


@pytest.mark.parametrize("transports", [["websocket"], ["polling"], ["polling", "websocket"]], ids="+".join)
def test_a_token_or_a_cookie_lets_in(server, transports):
    learner, teacher = pair(server.url)
    client, cookie = browser(server.url)
    with Live.of(learner, transports=transports) as live:
        session = learner.request(teacher)
        told = live.next("session:requested")
        assert told["session"]["id"] == session["id"] and told["by"] == learner.id and told["seq"] == 1
    with Live(server.url, transports=transports, headers={"Cookie": cookie, "Origin": server.url}) as live:
        assert live.good("events:since", {"seq": 0})["events"] == []


@pytest.mark.parametrize("auth, code", [
    ({}, "signInRequired"), ({"token": "nonsense"}, "signInRequired"), ({"token": 7}, "invalid"),
    ({"token": None, "after": "many"}, "invalid"), ({"after": -1}, "invalid"),
])
def test_nobody_else_gets_in(server, auth, code):
    assert refused(server.url, auth=auth)["data"]["code"] == code


@pytest.mark.parametrize("headers", [
    {"Origin": "https://evil.example"}, {"Origin": "null"}, {}, {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
], ids=str)
def test_a_cookie_counts_on_our_own_pages_alone(server, headers):
    _, cookie = browser(server.url)
    answer = httpx.get(
        f"{server.url}/socket.io/?EIO=4&transport=polling", headers={"Cookie": cookie, **headers}, trust_env=False)
    assert answer.status_code == 403 and answer.json()["code"] == 4, answer.text
    rest = [f"{name}: {value}" for name, value in headers.items() if name != "Origin"]
    with pytest.raises(websocket.WebSocketBadStatusException) as caught:
        websocket.create_connection(
            f"{server.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket", timeout=DEADLINE, cookie=cookie,
            header=rest, origin=headers.get("Origin"), suppress_origin="Origin" not in headers)
    assert caught.value.status_code == 403


def test_a_session_belongs_to_the_cookie_that_opened_it(server):
    _, cookie = browser(server.url)
    _, other = browser(server.url)
    headers = {"Origin": server.url}
    opened = httpx.get(
        f"{server.url}/socket.io/?EIO=4&transport=polling", headers={"Cookie": cookie, **headers}, trust_env=False)
    sid = opened.text.split('"sid":"')[1].split('"')[0]
    path = f"{server.url}/socket.io/?EIO=4&transport=polling&sid={sid}"
    for stolen in ({"Cookie": other}, {}):
        answer = httpx.post(path, headers={**stolen, **headers}, content="40", trust_env=False)
        assert answer.status_code in (400, 403), answer.text
    assert httpx.post(path, headers={"Cookie": cookie, **headers}, content="40", trust_env=False).text == "ok"


def test_revoking_a_device_ends_its_connections(server):
    member = Member.sign_up(server.url)
    other = member.again()
    other.use(new_token(server.url, member.email))
    with Live.of(member) as kept, Live.of(other) as ended:
        device = next(device for device in other.get("/devices")["items"] if device["current"])
        member.delete(f"/devices/{device['id']}")
        ended.wait_gone()
        assert not kept.gone.is_set()
        assert kept.good("events:since", {"seq": 0})
    assert refused(server.url, token=other.token)["data"]["code"] == "signInRequired"


def test_a_new_password_ends_the_connections_of_other_devices(server):
    member = Member.sign_up(server.url)
    other = member.again()
    other.use(new_token(server.url, member.email))
    with Live.of(member) as kept, Live.of(other) as ended:
        member.post("/password/change", {"currentPassword": PASSWORD, "newPassword": "another-quiet-heron-7"})
        ended.wait_gone()
        assert not kept.gone.is_set()


def test_suspension_ends_connections(server):
    member = Member.sign_up(server.url)
    with Live.of(member) as live:
        admin(server, "suspend", member.email)
        live.wait_gone()
    assert refused(server.url, token=member.token)["data"]["code"] == "suspended"


def test_binary_and_other_namespaces_are_refused(sqlite_server):
    member = Member.sign_up(sqlite_server.url)
    with Live.of(member) as live:
        live.client.emit("events:since", {"seq": b"0"})
        live.wait_gone()
    with Live.of(member) as live:
        with pytest.raises(Exception):
            live.client.connection_headers = {}
            live.client.emit("events:since", {"seq": 0}, namespace="/admin")
