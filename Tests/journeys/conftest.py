"""One Chromium for all, and people who use it."""

import pytest
from browsers import ARGUMENTS, CHROMIUM, Person, new_context
from playwright.sync_api import sync_playwright


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def server(sqlite_server):
    """The pages do not see which database there is."""
    return sqlite_server


@pytest.fixture(scope="module")
def video_server(new_server):
    """Calls are held in a Jitsi, which tests make up."""
    server = new_server(flags=["--video", "open", "--video-domain", "meet.example"])
    server.start()
    return server


@pytest.fixture
def opened():
    """The browsers of a test; at its end they are closed, and none may have complained."""
    opened = []
    yield opened
    left = [text for _, complaints in opened for text in complaints.left()]
    for context, _ in opened:
        context.close()
    assert not left, "\n".join(["The pages complained:", *left])


@pytest.fixture
def browse(chromium, opened):
    """Gives a person a browser: `browse(member, …)` with what Playwright knows of contexts, as locale, viewport,
    color_scheme, reduced_motion, forced_colors."""

    def sit(member, **how):
        member.sit_down(chromium, **how)
        opened.append((member.context, member.complaints))
        return member

    return sit


@pytest.fixture
def person(server, browse):
    """Signs somebody up and in: `person(name, zone, teach, learn, at)` and more as `browse` takes it."""

    def make(name="Ada", zone="Europe/Berlin", teach="swift", learn="violin", at=server, **how):
        member = Person.sign_up(at.url, name, zone).skills(teach=[(teach, "expert")], learn=[(learn, "beginner")])
        return browse(member, timezone_id=zone, **how)

    return make


@pytest.fixture
def ada(person):
    return person("Ada")


@pytest.fixture
def bo(person):
    """Whom Ada fits, and who fits Ada."""
    return person("Bo", teach="violin", learn="swift")


@pytest.fixture
def guest(chromium, server, opened):
    """Makes a page for somebody who has not signed in; `announced` are complaints that are part of the test."""

    def make(announced=(), **how):
        context, complaints = new_context(chromium, server.url, "guest", **how)
        for pattern in announced:
            complaints.announce(pattern)
        opened.append((context, complaints))
        return context.new_page()

    return make
