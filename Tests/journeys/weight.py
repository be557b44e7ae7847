"""What a visit costs: bytes by type on the wire, requests, elements, and how the page moves and answers.

Times say as much of the machine as of the app. `UX_TIMES=1` judges them, with the executable that is optimised; where the
machine is slow itself, `UX_SLOWER` is how many times its processor is slowed, instead of 4.
"""

import os
from collections import Counter

KILO = 1000
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
SLOWER_PROCESSOR = float(os.environ.get("UX_SLOWER", "4"))

# Layout shifts without input, the largest picture or text, and the slowest answer to input.
OBSERVE = """
globalThis.vitals = { cls: 0, lcp: 0, inp: 0 };
const watch = (type, act, more = {}) => new PerformanceObserver((list) => list.getEntries().forEach(act)).observe({ type, buffered: true, ...more });
watch("layout-shift", (entry) => { if (!entry.hadRecentInput) vitals.cls += entry.value; });
watch("largest-contentful-paint", (entry) => { vitals.lcp = entry.startTime; });
watch("event", (entry) => { if (entry.interactionId) vitals.inp = Math.max(vitals.inp, entry.duration); }, { durationThreshold: 16 });
"""


class Meter:
    """Counts what a page loads."""

    def __init__(self, page):
        self.page = page
        self.cdp = page.context.new_cdp_session(page)
        self.cdp.on("Network.responseReceived", self.answered)
        self.cdp.on("Network.loadingFinished", self.finished)
        self.cdp.on("Network.webSocketHandshakeResponseReceived", self.connected)
        self.cdp.on("Network.webSocketFrameReceived", self.told)
        self.cdp.send("Network.enable")
        page.add_init_script(OBSERVE)
        self.clear()

    def clear(self):
        self.types, self.bytes, self.requests = {}, Counter(), Counter()

    def answered(self, event):
        if not event["response"]["url"].startswith("data:"):
            self.types[event["requestId"]] = event["type"]

    def finished(self, event):
        kind = self.types.get(event["requestId"])
        if kind:
            self.bytes[kind] += event["encodedDataLength"]
            self.requests[kind] += 1

    def connected(self, event):
        self.bytes["WebSocket"] += len(event["response"].get("headersText", ""))

    def told(self, event):
        # The head of a frame of up to 125 bytes has two, of a longer one four.
        size = len(event["response"]["payloadData"].encode())
        self.bytes["WebSocket"] += size + (2 if size < 126 else 4)

    def slow_down(self):
        self.cdp.send("Network.emulateNetworkConditions", SLOW)
        self.cdp.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_PROCESSOR})

    def visit(self, url, ready):
        """Opens the address and returns what that cost."""
        self.clear()
        self.page.goto(url)
        # Looking for the element runs a large script in the page, which would be measured too: it waits for the page.
        self.page.wait_for_load_state("networkidle")
        self.page.locator(ready).first.wait_for()
        self.page.wait_for_load_state("networkidle")
        return self.cost()

    def cost(self):
        vitals = self.page.evaluate("vitals")
        elements = self.page.evaluate("document.getElementsByTagName('*').length")
        return {
            "bytes": self.bytes.total(), "requests": self.requests.total(),
            "javascript": self.bytes["Script"], "css": self.bytes["Stylesheet"],
            "elements": elements,
            "cls": round(vitals["cls"], 4), "lcp": round(vitals["lcp"]), "inp": round(vitals["inp"]),
            "types": {kind: [self.requests[kind], self.bytes[kind]] for kind in sorted(self.bytes)},
        }


FIRST = {"javascript": 45 * KILO, "css": 14 * KILO, "bytes": 90 * KILO, "requests": 20, "elements": 1500, "cls": 0.02}
REPEAT = {"bytes": 5 * KILO, "cls": 0.02}
TIMES = {"lcp": 1500, "inp": 200}


def over(cost, budget):
    return [f"{name} is {cost[name]}, more than {most}" for name, most in budget.items() if cost[name] > most]
