"""What the conformance tests share: running testbeds, and tests that are coroutines."""

import asyncio
import inspect

import pytest
import raw_http
from testbed import QUIET, Testbed

LONGEST = 240  # seconds; a test that is still running hangs, on a busy machine too


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem):
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    arguments = {name: pyfuncitem.funcargs[name] for name in pyfuncitem._fixtureinfo.argnames}
    asyncio.run(bounded(pyfuncitem.obj(**arguments)))
    return True


async def bounded(test):
    try:
        async with asyncio.timeout(LONGEST):
            await test
    finally:
        await raw_http.close_all()


@pytest.fixture(scope="session")
def testbeds(tmp_path_factory):
    """Gives the testbed with a mode and flags: the running one, or a new one when there is none."""
    folder = tmp_path_factory.mktemp("testbeds")
    running = {}

    def give(mode, *flags):
        known = running.get((mode, flags))
        if known is None or not known.is_alive():
            running[mode, flags] = known = Testbed(folder, mode, *flags).start()
        return known

    give.running = running
    give.folder = folder
    yield give
    codes = {}
    for key, testbed in running.items():
        codes[key] = testbed.stop()
    assert set(codes.values()) <= {0}, codes


@pytest.fixture(autouse=True)
def nothing_crashed(request):
    """No test may end a testbed."""
    yield
    if "testbeds" not in request.fixturenames:
        return
    testbeds = request.getfixturevalue("testbeds")
    for key, testbed in list(testbeds.running.items()):
        if not testbed.is_alive():
            del testbeds.running[key]
            pytest.fail(f"the testbed {key} ended with {testbed.process.returncode}:\n{testbed.log()}")


def mode(name, *flags):
    @pytest.fixture
    def give(testbeds):
        return testbeds(name, *flags)

    return give


# Without a heartbeat within a test, so that a slow machine changes nothing.
engine = mode("engine", *QUIET)
sockets = mode("socket", *QUIET)
recovering = mode("client", *QUIET)
bench = mode("bench")
small = mode("engine", *QUIET, "--max-payload", "1000")

# With the heartbeat of the official suites: 300 ms and 200 ms.
brisk_engine = mode("engine")
brisk_sockets = mode("socket")
