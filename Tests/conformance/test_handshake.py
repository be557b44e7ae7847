"""The handshake and its defaults."""

import re

import pytest
from engine_client import WAYS, Polling, Socket, target
from raw_http import request
from socket_client import Client

KEYS = {"sid", "upgrades", "pingInterval", "pingTimeout", "maxPayload"}


async def test_a_polling_handshake_has_exactly_five_keys(brisk_engine):
    handshake = (await Polling.open(*brisk_engine.place)).handshake
    assert set(handshake) == KEYS
    assert handshake["upgrades"] == ["websocket"]
    assert (handshake["pingInterval"], handshake["pingTimeout"], handshake["maxPayload"]) == (300, 200, 1_000_000)


async def test_a_websocket_handshake_offers_no_upgrade(brisk_engine):
    handshake = (await Socket.open(*brisk_engine.place)).handshake
    assert set(handshake) == KEYS and handshake["upgrades"] == []
    assert (handshake["pingInterval"], handshake["pingTimeout"], handshake["maxPayload"]) == (300, 200, 1_000_000)


async def test_the_defaults_are_those_of_the_reference(bench):
    handshake = (await Polling.open(*bench.place)).handshake
    assert (handshake["pingInterval"], handshake["pingTimeout"], handshake["maxPayload"]) == (25_000, 20_000, 1_000_000)


async def test_flags_change_the_handshake(testbeds):
    testbed = testbeds("engine", "--ping-interval", "1234", "--ping-timeout", "567", "--max-payload", "8901")
    handshake = (await Polling.open(*testbed.place)).handshake
    assert (handshake["pingInterval"], handshake["pingTimeout"], handshake["maxPayload"]) == (1234, 567, 8901)


async def test_the_headers_of_a_polling_handshake(engine):
    answer = await request(engine.port, "GET", target(engine.path, "polling"))
    assert answer.status == 200
    assert answer.header("content-type").lower() == "text/plain; charset=utf-8"
    assert answer.header("content-length") == str(len(answer.body))
    assert answer.header("cache-control") == "no-store"
    assert answer.header("set-cookie") is None, "the cookie is off by default"


async def test_ids_are_long_url_safe_and_distinct(engine):
    first = await Polling.open(*engine.place)
    ids = [first.sid]
    for _ in range(500):
        fresh = Polling(*engine.place)
        fresh.getter = first.getter
        answer = await fresh.get()
        first.getter = fresh.getter
        ids.append(re.search(r'"sid":"([^"]*)"', answer.text)[1])
    assert len(set(ids)) == len(ids)
    for sid in ids:
        assert re.fullmatch(r"[A-Za-z0-9_-]{16,64}", sid), sid
    # Letters that hardly vary at a place would mean counters or clocks in the random part.
    places = [len({sid[place] for sid in ids}) for place in range(min(map(len, ids)))]
    assert sum(count > 20 for count in places) >= 15, places


@pytest.mark.parametrize("way", WAYS)
async def test_the_public_id_is_not_the_secret_one(sockets, way):
    client = Client(await WAYS[way](*sockets.place))
    public = (await client.connect())["sid"]
    assert public != client.engine.sid and client.engine.sid not in public and public not in client.engine.sid


async def test_a_public_id_opens_no_session(sockets):
    client = Client(await Polling.open(*sockets.place))
    public = (await client.connect())["sid"]
    answer = await request(sockets.port, "GET", target(sockets.path, "polling", public))
    assert answer.status == 400 and answer.json()["code"] == 1


async def test_secrets_are_not_logged(sockets):
    secrets = []
    for way in WAYS.values():
        engine = await way(*sockets.place)
        secrets.append(engine.sid)
        await engine.send_packets("40", '42["message","good"]', "42{}")
    log = sockets.log(10**7)
    assert not [secret for secret in secrets if secret in log]
