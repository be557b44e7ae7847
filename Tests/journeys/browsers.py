"""People with a browser of their own each, and what their pages complain of."""

import json
import re

from member import PASSWORD, Member
from playwright.sync_api import expect

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]

DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}

PATIENCE = 30_000  # milliseconds until something is said to be missing; a loaded machine is slow
expect.set_options(timeout=PATIENCE)

# What a policy refuses is not always written to the console.
TELL_VIOLATIONS = """addEventListener("securitypolicyviolation", (event) => console.error(
  "refused by the policy:", event.effectiveDirective, event.blockedURI, event.sourceFile, event.lineNumber));"""


class Complaints:
    """Everything that went wrong in the pages of one context and was not announced."""

    def __init__(self, context, name):
        self.name = name
        self.found = []
        self.announced = []
        context.add_init_script(TELL_VIOLATIONS)
        context.on("console", self.hear)
        context.on("weberror", lambda error: self.found.append(f"uncaught: {error.error.stack or error.error}"))
        context.on("dialog", self.refuse)

    def hear(self, message):
        if message.type == "error":
            self.found.append(f"{message.text} ({message.location.get('url', '')})")

    def refuse(self, dialog):
        self.found.append(f"{dialog.type}: {dialog.message}")
        dialog.dismiss()

    def announce(self, pattern):
        """Says that complaints like this are part of the test."""
        self.announced.append(re.compile(pattern))

    def left(self):
        return [f"{self.name}: {text}" for text in self.found if not any(known.search(text) for known in self.announced)]


class Person(Member):
    """A member in front of a browser; `page` is the first tab."""

    stored = None

    def sit_down(self, chromium, **how):
        """Opens a browser, signed in; another one later goes on with the cookie of the first."""
        stored = self.stored or known(self.url, self.id)
        self.context, self.complaints = new_context(chromium, self.url, self.name, storage_state=stored, **how)
        if not self.stored:
            sign_in(self.context, self)
            self.stored = self.context.storage_state()
        self.page = self.context.new_page()
        return self

    def announce(self, pattern):
        self.complaints.announce(pattern)


def known(url, member):
    """What a browser remembers of a member who has signed in: the app does not ask who is here without it."""
    return {"cookies": [], "origins": [{"origin": url, "localStorage": [{"name": "member", "value": member}]}]}


def new_context(chromium, url, name, **how):
    options = {
        "base_url": url, "locale": "en-GB", "timezone_id": "Europe/Berlin", "viewport": DESKTOP, "service_workers": "block",
    }
    context = chromium.new_context(**(options | how))
    context.set_default_timeout(PATIENCE)
    return context, Complaints(context, name)


def sign_in(context, member):
    """Signs in as the page does it: the server answers with a cookie."""
    answer = context.request.post(f"{member.url}/api/v1/login", data=json.dumps({"email": member.email, "password": PASSWORD}),
                                  headers={"Content-Type": "application/json", "Origin": member.url})
    assert answer.ok, answer.text()


def held(page, routes):
    """The request that is held back, which is told some time after it was made."""
    for _ in range(1000):
        if routes:
            return routes.pop()
        page.wait_for_timeout(20)
    raise AssertionError("It was not asked for.")
