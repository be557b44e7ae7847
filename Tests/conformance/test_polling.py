"""Long polling."""

import asyncio
import json

import pytest
from engine_client import Polling, encode, target
from raw_http import Connection, Gone, request
from socket_client import Client


async def test_a_poll_waits_until_something_is_queued(engine):
    session = await Polling.open(*engine.place)
    pending = await session.start_poll()
    with pytest.raises(TimeoutError):
        await pending.answer(deadline=0.2)
    await session.send_packets("4now")
    assert (await pending.answer()).text == "4now"


async def test_a_poll_brings_everything_queued_in_one_payload(engine):
    session = await Polling.open(*engine.place)
    for number in range(5):
        await session.send_packets(f"4{number}")
    answer = await session.get()
    assert answer.text == encode(f"4{number}" for number in range(5))
    assert answer.header("content-length") == str(len(answer.body))
    assert answer.header("cache-control") == "no-store"


async def test_what_was_delivered_is_not_delivered_again(engine):
    session = await Polling.open(*engine.place)
    await session.send_packets("4one")
    assert await session.poll() == ["4one"]
    await session.send_packets("4two")
    assert await session.poll() == ["4two"]


async def test_a_second_poll_closes_the_session(engine):
    session = await Polling.open(*engine.place)
    first = await session.start_poll()
    await asyncio.sleep(0.05)  # so that the first arrives first
    second = await request(engine.port, "GET", session.target(t="second"))
    answer = await first.answer()
    assert (answer.status, answer.text) == (200, "1")
    assert second.status in (400, 500), second
    await session.until_gone()


async def test_an_aborted_poll_closes_the_session(engine):
    for end in (Connection.close, Connection.reset):
        session = await Polling.open(*engine.place)
        end(await session.start_poll())
        session.getter = None
        await session.until_gone()


async def test_a_poll_of_a_half_closed_connection_loses_nothing(engine):
    """Closing the session and answering the poll are both right; a message that vanishes is not."""
    session = await Polling.open(*engine.place)
    pending = await session.start_poll()
    pending.half_close()
    await asyncio.sleep(0.05)
    answer = await session.post("4x")
    assert answer.status in (200, 400)
    if answer.status == 200:
        assert (await pending.answer()).text == "4x"


async def test_an_abort_after_the_answer_leaves_the_session_alone(engine):
    session = await Polling.open(*engine.place)
    await session.send_packets("4one")
    assert await session.poll() == ["4one"]
    session.getter.reset()
    session.getter = None
    await session.send_packets("4two")
    assert await session.poll() == ["4two"]


async def test_polls_and_posts_reuse_their_connection(engine):
    """Keep-alive is lost only where the server says so."""
    session = await Polling.open(*engine.place)
    for turn in range(20):
        await session.send_packets(f"4{turn}")
        assert await session.poll() == [f"4{turn}"]
    connection = session.poster
    assert connection is not None, "posts keep their connection"
    name = connection.name
    await session.send_packets("4x")
    assert session.poster.name == name


async def test_polls_and_posts_may_share_one_connection(engine):
    session = await Polling.open(*engine.place)
    session.poster = session.getter
    for turn in range(10):
        await session.send_packets(f"4{turn}")
        session.getter = session.poster
        assert await session.poll() == [f"4{turn}"]
        session.poster = session.getter


async def test_a_pipelined_post_releases_the_poll_before_it_or_waits(engine):
    """HTTP/1.1 answers in order: a post behind a poll on one connection may have to wait for it, never overtakes."""
    session = await Polling.open(*engine.place)
    connection = await Connection.open(engine.port)
    connection.send("GET", session.target())
    connection.send("POST", session.target(), body="4behind")
    await asyncio.sleep(0.1)
    await asyncio.wait_for(release(session), 10)
    try:
        first = await connection.answer()
        assert first.status == 200 and first.text.startswith("4"), first
        second = await connection.answer()
        assert (second.status, second.body) == (200, b"ok"), second
    except Gone:
        pass  # a server may close the session and the connection over this


async def release(session):
    await session.post("4release")


async def test_the_answer_to_a_post(engine):
    session = await Polling.open(*engine.place)
    answer = await session.post("4x")
    assert (answer.status, answer.body) == (200, b"ok")
    assert answer.header("content-type").split(";")[0] == "text/html"
    assert answer.header("content-length") == "2"
    assert answer.header("cache-control") == "no-store"


async def test_a_post_is_answered_after_its_packets_were_handed_on(engine):
    session = await Polling.open(*engine.place)
    for turn in range(50):
        await session.send_packets(f"4{turn}")
        assert await session.poll() == [f"4{turn}"], "the echo is queued before the ok"


async def test_a_second_post_closes_the_session(engine):
    session = await Polling.open(*engine.place)
    first = await Connection.open(engine.port)
    first.write(first.head("POST", session.target(), [("Content-Length", "10")]) + b"4abc")
    await asyncio.sleep(0.05)  # so that the first arrives first
    second = await request(engine.port, "POST", session.target(), body="4x")
    assert second.status in (400, 500), second
    await session.until_gone()
    try:
        answer = await first.answer()
        assert answer.status == 400, answer
    except Gone:
        pass  # the reference drops its connection


async def test_an_aborted_post_closes_the_session(engine):
    for end in (Connection.close, Connection.reset):
        session = await Polling.open(*engine.place)
        connection = await Connection.open(engine.port)
        connection.write(connection.head("POST", session.target(), [("Content-Length", "1000")]) + b"4abc")
        await connection.drain()
        await asyncio.sleep(0.05)
        end(connection)
        await session.until_gone()


async def test_close_by_the_client_releases_the_poll(engine):
    session = await Polling.open(*engine.place)
    pending = await session.start_poll()
    assert (await session.post("1")).body == b"ok"
    answer = await pending.answer()
    assert (answer.status, answer.text) == (200, "6")
    for method, body in (("GET", None), ("POST", "4x")):
        answer = await request(engine.port, method, session.target(), body=body)
        assert answer.status == 400 and answer.json()["code"] == 1, answer


async def test_close_by_the_client_without_a_poll(engine):
    session = await Polling.open(*engine.place)
    assert (await session.post("1")).body == b"ok"
    assert (await request(engine.port, "GET", session.target())).json()["code"] == 1


async def test_packets_behind_a_close_are_dropped(engine):
    session = await Polling.open(*engine.place)
    pending = await session.start_poll()
    answer = await session.post("4before\x1e1\x1e4after")
    assert answer.status in (200, 400)
    assert "4after" not in (await pending.answer()).text
    await session.until_gone()


async def test_close_by_the_server_answers_the_poll(sockets):
    client = Client(await Polling.open(*sockets.place))
    await client.connect()
    await client.event("auth")
    pending = await client.engine.start_poll()
    await client.engine.post("42{}")  # not a packet: the server closes
    answer = await pending.answer()
    assert answer.status == 200 and answer.text.split("\x1e")[-1] == "1", answer
    await client.engine.until_gone()


async def test_close_by_the_server_waits_for_the_next_poll(sockets):
    client = Client(await Polling.open(*sockets.place))
    await client.connect()
    await client.event("auth")
    await client.engine.post('42["message","last"]\x1e42{}')
    answer = await client.engine.get()
    assert answer.status == 200, answer
    packets = answer.text.split("\x1e")
    assert packets[-1] == "1" and '42["message-back","last"]' in packets, packets
    await client.engine.until_gone()


async def test_error_bodies_are_complete_json(engine):
    connection = await Connection.open(engine.port)
    for _ in range(3):
        answer = await connection.request("GET", target(engine.path, "polling", "nobody"))
        assert json.loads(answer.body) == {"code": 1, "message": "Session ID unknown"}
        assert answer.header("content-length") == str(len(answer.body))
        if answer.header("connection") == "close":
            connection = await Connection.open(engine.port)


async def test_head_and_options_do_not_open_sessions(recovering):
    for method in ("HEAD", "OPTIONS"):
        answer = await request(recovering.port, method, target(recovering.path, "polling"))
        assert answer.status >= 400 and b"sid" not in answer.body, answer
