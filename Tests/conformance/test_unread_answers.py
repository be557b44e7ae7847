"""Who asks without reading the answers, or asks far ahead of them, neither fills the memory nor ends the server."""

import asyncio
import contextlib

import pytest
from attack import MB, Attack
from engine_client import Polling, Socket, target
from raw_http import Connection
from raw_websocket import PING, frame

BAD = b"GET /engine.io/ HTTP/1.1\r\n\r\n"


async def push(connection, piece, most):
    """Writes until the server reads no more, or has closed; the bytes written."""
    sent = 0
    with contextlib.suppress(TimeoutError, ConnectionError):
        while sent < most and not connection.writer.is_closing():
            connection.write(piece)
            sent += len(piece)
            async with asyncio.timeout(3):
                await connection.writer.drain()
    return sent


async def test_thousands_of_requests_may_wait_behind_a_poll(engine):
    """Each is answered where the one before it was: that must not take a frame of the stack for each."""
    session = await Polling.open(*engine.place)
    connection = await Connection.open(engine.port)
    stranger = target(engine.path, "polling", "nobody")
    for _ in range(3):  # large reads make room for many requests in one
        assert (await connection.request("POST", stranger, body=b"x" * 900_000)).status == 400
    with Attack(engine, 48 * MB):
        connection.write(connection.head("GET", session.target()) + BAD * 60_000)
        await session.send_packets("4hello")
        assert (await connection.answer()).text == "4hello"
        for _ in range(60_000):
            assert (await connection.answer()).status == 400


@pytest.mark.parametrize("size", [0, 125])
async def test_pings_without_reading_the_pongs(engine, size):
    with Attack(engine, 24 * MB):
        session = await Socket.open(*engine.place, receive_buffer=4096)
        connection = session.websocket.connection
        connection.writer.transport.pause_reading()
        await push(connection, frame(PING, b"x" * size) * 2000, 60 * MB)
        connection.reset()


async def test_requests_without_reading_the_answers(engine):
    with Attack(engine, 24 * MB):
        connection = await Connection.open(engine.port, receive_buffer=4096)
        connection.writer.transport.pause_reading()
        sent = await push(connection, BAD * 4000, 60 * MB)
        connection.reset()
    assert sent < 60 * MB, "it went on reading requests while nobody took the answers"
