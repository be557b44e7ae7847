"""Bodies of posts and answers to polls: types, chunks, limits, compression."""

import asyncio

import pytest
from engine_client import Polling
from raw_http import Connection


async def test_octet_streams_are_refused_and_close_the_session(engine):
    session = await Polling.open(*engine.place)
    connection = await Connection.open(engine.port)
    answer = await connection.request("POST", session.target(), [("Content-Type", "application/octet-stream")], b"4x")
    assert answer.status == 400, answer
    await session.until_gone()


TYPES = [None, "text/plain", "text/plain;charset=UTF-8", "application/json", "application/x-www-form-urlencoded",
         "multipart/form-data; boundary=x", "image/png", "nonsense", ""]


@pytest.mark.parametrize("kind", TYPES)
async def test_every_other_content_type_is_accepted(engine, kind):
    session = await Polling.open(*engine.place)
    answer = await session.post("4x", [("Content-Type", kind)] if kind is not None else [])
    assert (answer.status, answer.body) == (200, b"ok")
    assert await session.poll() == ["4x"]


async def test_chunked_bodies_are_read(engine):
    session = await Polling.open(*engine.place)
    connection = await Connection.open(engine.port)
    connection.send_chunked("POST", session.target(), [b"4a", b"b\x1e", b"4c", b"d"])
    assert (await connection.answer()).body == b"ok"
    assert await session.poll() == ["4ab", "4cd"]


async def test_a_character_may_straddle_two_reads(engine):
    session = await Polling.open(*engine.place)
    connection = await Connection.open(engine.port)
    body = "4てすと😀".encode()
    connection.write(connection.head("POST", session.target(), [("Content-Length", str(len(body)))]))
    for byte in body:
        connection.write(bytes([byte]))
        await connection.drain()
        await asyncio.sleep(0.002)  # so that each byte is a segment of its own
    assert (await connection.answer()).body == b"ok"
    assert await session.poll() == ["4てすと😀"]


async def test_invalid_utf8_is_refused_or_replaced(engine):
    for body in (b"4\xff\xfe", b"4a\xe3\x81", b"4\xed\xa0\x80", b"4\xc0\x80"):
        session = await Polling.open(*engine.place)
        answer = await session.post(body)
        assert answer.status in (200, 400), answer
        if answer.status == 200 and not await session.is_gone():
            text = (await session.get()).text
            assert text.startswith("4") and ("\ufffd" in text), text


LIMITS = [("exactly the limit", 1000, 200), ("one more", 1001, 413), ("ten times", 10_000, 413),
          ("a megabyte", 10**6, 413)]


@pytest.mark.parametrize("chunked", [False, True], ids=["length", "chunked"])
@pytest.mark.parametrize(("size", "status"), [row[1:] for row in LIMITS], ids=[row[0] for row in LIMITS])
async def test_bodies_are_limited_in_bytes(small, size, status, chunked):
    session = await Polling.open(*small.place)
    connection = await Connection.open(small.port)
    body = b"4" + b"x" * (size - 1)
    if chunked:
        connection.send_chunked("POST", session.target(), [body[at:at + 300] for at in range(0, size, 300)])
    else:
        connection.send("POST", session.target(), body=body)
    assert (await connection.answer("POST")).status == status
    await session.send_packets("4alive")  # the session lives on
    assert (await session.poll())[-1] == "4alive"


async def test_the_limit_counts_bytes_not_characters(small):
    session = await Polling.open(*small.place)
    assert (await session.post("4" + "é" * 500)).status == 413  # 501 characters, 1001 bytes
    session.poster = None
    assert (await session.post("4x" + "é" * 499)).status == 200


async def test_an_announced_body_over_the_limit_is_refused_before_it_arrives(small):
    session = await Polling.open(*small.place)
    connection = await Connection.open(small.port)
    connection.write(connection.head("POST", session.target(), [("Content-Length", "1000000000")]))
    assert (await connection.answer("POST")).status == 413


CODINGS = [("gzip", "gzip"), ("deflate", "deflate"), ("gzip, deflate, br", "gzip"), ("br", None), ("identity", None),
           (None, None), ("gzip;q=0", None)]


@pytest.mark.parametrize(("offered", "used"), CODINGS)
async def test_large_poll_answers_are_compressed_when_allowed(engine, offered, used):
    session = await Polling.open(*engine.place)
    text = "4" + "compress me " * 500
    await session.send_packets(text)
    answer = await session.get([("Accept-Encoding", offered)] if offered else [])
    assert answer.text == text
    coding = answer.header("content-encoding")
    # gzip is what every client offers; a server that leaves deflate out is no worse for it.
    assert coding == used or (used == "deflate" and coding is None), answer.headers
    assert answer.header("content-length") == str(len(answer.body))
    if coding:
        assert len(answer.body) < len(text) / 5


@pytest.mark.parametrize(("size", "compressed"), [(1000, False), (1022, False), (1024, True), (1100, True)])
async def test_compression_starts_at_1024_bytes(engine, size, compressed):
    session = await Polling.open(*engine.place)
    await session.send_packets("4" + "x" * (size - 1))
    answer = await session.get([("Accept-Encoding", "gzip")])
    assert (answer.header("content-encoding") == "gzip") == compressed, answer.headers


async def test_posts_are_not_compressed(engine):
    session = await Polling.open(*engine.place)
    answer = await session.post("4x", [("Accept-Encoding", "gzip")])
    assert answer.header("content-encoding") is None and answer.body == b"ok"
