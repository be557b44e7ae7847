"""Takes the pictures of docs/screens from the demo town, at one fixed moment: they change only when the interface does.

    bin/screenshots [NAME …]
"""

import re
import subprocess
import sys
import tempfile
from datetime import datetime, timezone
from pathlib import Path

from browsers import ARGUMENTS, CHROMIUM, DESKTOP, PHONE
from playwright.sync_api import sync_playwright
from server import ROOT, Server, binary, clean_environment

MOMENT = datetime(2026, 11, 24, 17, 30, tzinfo=timezone.utc)
ZONE = "Europe/Lisbon"
PLACE = ROOT / "docs/screens"
WHO = "ines.carvalho@demo.example"

# The name of a picture, who looks (None for a guest), the address, what has to be there, how it is looked at.
SCREENS = [
    ("landing", None, "/", ".popular li", {}),
    ("matches", WHO, "/matches", ".match .why", {}),
    ("matches-phone-dark", WHO, "/matches", ".match .why", {"viewport": PHONE, "color_scheme": "dark"}),
    ("person", WHO, "/matches → .match a.person", ".person-page svg", {}),
    ("request-phone", WHO, "/matches → .match .button.first", "dialog select", {"viewport": PHONE}),
    ("sessions", WHO, "/sessions", "[data-session]", {"color_scheme": "dark"}),
    ("conversation", WHO, "/messages → .conversation", "[role=log] [data-seq]", {}),
    ("conversation-phone", WHO, "/messages → .conversation", "[role=log] [data-seq]", {"viewport": PHONE}),
    ("ring", WHO, "/rings → .ring-card.is-active .button", ".ring-main", {}),
    ("ledger", WHO, "/ledger", ".balance-bars", {}),
    ("statistics", WHO, "/statistics", "main svg", {}),
]


def main(wanted):
    PLACE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="skillsync-screens-") as folder, sync_playwright() as playwright:
        server, password = demo_town(Path(folder))
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        try:
            for screen in SCREENS:
                if not wanted or screen[0] in wanted:
                    take(chromium, server, password, *screen)
        finally:
            chromium.close()
            server.stop()


def demo_town(folder):
    """A town that is the same each time, on a clock that stands at the moment when it is started."""
    offset = str(int((MOMENT - datetime.now(timezone.utc)).total_seconds()))
    seeded = subprocess.run(
        [binary(), "seed", "--demo", "--data", folder / "data", "--clock-offset", offset],
        check=True, capture_output=True, text=True, env=clean_environment(), cwd=ROOT)
    password = re.search(r"password (\S+)", seeded.stdout + seeded.stderr)[1]
    server = Server(folder, flags=["--clock-offset", offset])
    server.start()
    return server, password


def take(chromium, server, password, name, who, address, ready, how):
    options = {"viewport": DESKTOP, "locale": "en-GB", "timezone_id": ZONE, "reduced_motion": "reduce",
               "service_workers": "block", "base_url": server.url} | how
    context = chromium.new_context(**options)
    context.clock.set_fixed_time(MOMENT)
    if who:
        answer = context.request.post("/api/v1/login", data={"email": who, "password": password},
                                      headers={"Origin": server.url})
        assert answer.ok, answer.text()
        context.add_init_script("localStorage.setItem('member', 'known')")
    page = context.new_page()
    path, _, press = address.partition(" → ")
    page.goto(path)
    if press:
        page.locator(press).first.click()
    page.locator(ready).first.wait_for()
    page.wait_for_load_state("networkidle")
    page.evaluate("document.activeElement?.blur()")
    page.screenshot(path=PLACE / f"{name}.png", animations="disabled", caret="hide")
    print(f"docs/screens/{name}.png")
    context.close()


if __name__ == "__main__":
    main(sys.argv[1:])
