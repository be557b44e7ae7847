"""What the suites share: a running server on each database."""

import itertools

import postgres
import pytest
from server import Server

DATABASES = ["sqlite", "postgres"]


@pytest.fixture(scope="session")
def postgres_server():
    """The PostgreSQL that bin/test started, or one of our own when pytest was started by hand."""
    running = postgres.given()
    if running:
        yield running
        return
    with postgres.postgres() as server:
        yield server


@pytest.fixture(scope="session")
def new_server(tmp_path_factory, request):
    """Makes servers, not started, each with a folder and database of its own; ends those that still run."""
    made = []
    numbers = itertools.count()

    def make(engine="sqlite", **how):
        database = None
        if engine == "postgres":
            running = request.getfixturevalue("postgres_server")
            database = running.url(running.fresh())
        server = Server(tmp_path_factory.mktemp(f"{engine}-{next(numbers)}"), database, **how)
        made.append(server)
        return server

    yield make
    for server in made:
        if server.process and server.process.poll() is None:
            server.kill()


def running(new_server, engine):
    server = new_server(engine)
    server.start()
    yield server
    assert server.process.poll() is None, f"The server ended during the tests:\n{server.log()}"
    assert server.stop() == 0, server.log()


@pytest.fixture(scope="module", params=DATABASES)
def server(request, new_server):
    """A running server, on SQLite and again on PostgreSQL."""
    yield from running(new_server, request.param)


@pytest.fixture(scope="module")
def sqlite_server(new_server):
    """A running server on SQLite."""
    yield from running(new_server, "sqlite")


@pytest.fixture(autouse=True)
def server_log(request):
    """Prints the end of the server's log beside a failing test."""
    yield
    for name in ("server", "sqlite_server"):
        if name in request.fixturenames:
            print(request.getfixturevalue(name).log())
