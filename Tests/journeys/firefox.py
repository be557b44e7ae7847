"""Debian's Firefox, driven over WebDriver BiDi as it comes, without a driver."""

import itertools
import json
import re
import subprocess
import time

import websocket

WITHIN = 30  # seconds until something is said to be missing
ENTER = "\ue007"


class Firefox:
    """One window. What its console calls an error is in `complaints`."""

    def __init__(self, folder):
        self.numbers = itertools.count(1)
        self.complaints = []
        log = folder / "firefox.log"
        with open(log, "wb") as file:
            self.process = subprocess.Popen(
                ["firefox-esr", "--headless", "--no-remote", "--profile", folder, "--remote-debugging-port", "0", "--width", "1280", "--height", "900"],
                stdin=subprocess.DEVNULL, stdout=file, stderr=file)
        said = until(lambda: re.search(r"WebDriver BiDi listening on (ws://\S+)", log.read_text("utf8", "replace")))
        self.socket = websocket.create_connection(f"{said[1]}/session", timeout=WITHIN, suppress_origin=True)
        self.send("session.new", capabilities={})
        self.send("session.subscribe", events=["log.entryAdded"])
        self.context = self.send("browsingContext.getTree")["contexts"][0]["context"]

    def send(self, method, **params):
        number = next(self.numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            answer = json.loads(self.socket.recv())
            if answer.get("method") == "log.entryAdded" and answer["params"]["level"] == "error":
                self.complaints.append(answer["params"]["text"])
            if answer.get("id") == number:
                assert answer["type"] == "success", answer
                return answer["result"]

    def go(self, url):
        self.send("browsingContext.navigate", context=self.context, url=url, wait="complete")

    def evaluate(self, expression):
        """What a JSON value in the page is."""
        answer = self.send("script.evaluate", expression=f"JSON.stringify({expression})", awaitPromise=False, target={"context": self.context})
        assert answer["type"] == "success", answer
        return json.loads(answer["result"].get("value", "null"))

    def see(self, selector, text=""):
        """Waits for an element that is visible and holds a text."""
        until(lambda: self.evaluate(f"[...document.querySelectorAll({json.dumps(selector)})].some((one) => one.checkVisibility() && "
                                    f"one.textContent.includes({json.dumps(text)}))"))

    def press(self, selector):
        """Clicks as a mouse does."""
        self.see(selector)
        at = self.evaluate(f"(() => {{ const one = document.querySelector({json.dumps(selector)}); one.scrollIntoView({{ block: 'center' }}); "
                           "const { x, y, width, height } = one.getBoundingClientRect(); return [x + width / 2, y + height / 2]; })()")
        x, y = map(round, at)
        self.send("input.performActions", context=self.context, actions=[{"type": "pointer", "id": "mouse", "actions": [
            {"type": "pointerMove", "x": x, "y": y}, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]}])

    def write(self, selector, text):
        self.press(selector)
        keys = [{"type": kind, "value": letter} for letter in text for kind in ("keyDown", "keyUp")]
        self.send("input.performActions", context=self.context, actions=[{"type": "key", "id": "keys", "actions": keys}])

    def close(self):
        self.socket.close()
        self.process.terminate()
        self.process.wait(20)


def until(answer):
    end = time.monotonic() + WITHIN
    while not (found := answer()):
        assert time.monotonic() < end, "It did not come to be in time."
        time.sleep(0.05)
    return found
