"""The testbed's mode `bench` on python-socketio, for comparison: `python python_server.py bench --port N`."""

import argparse

import socketio
from aiohttp import web

server = socketio.AsyncServer(async_mode="aiohttp")


@server.on("echo")
async def echo(_, *arguments):
    return arguments


@server.on("join")
async def join(sid, room):
    await server.enter_room(sid, room)


@server.on("broadcast")
async def broadcast(_, room, payload):
    await server.emit("msg", payload, room=room)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("mode", choices=["bench"])
    parser.add_argument("--port", type=int, required=True)
    options = parser.parse_args()
    application = web.Application()
    server.attach(application)
    web.run_app(application, host="127.0.0.1", port=options.port, print=None, access_log=None)


if __name__ == "__main__":
    main()
