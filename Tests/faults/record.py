"""The log of what the writers tried and what they were told: one JSON line each, on the disk before they go on."""

import json
import os
import threading
from dataclasses import dataclass, field


@dataclass
class Attempt:
    """One write with its idempotency key."""

    key: str
    writer: int
    what: str  # "request" or the name of a transition
    session: str | None = None  # of a transition; of a request once it was acknowledged
    outcome: str = "unknown"  # ok, fail, or unknown: no answer came
    detail: dict = field(default_factory=dict)


class Record:
    """Appended by the writers. Only what is on the disk counts, so each line is synced before the next step."""

    def __init__(self, path):
        self.path = path
        self.file = open(path, "a", encoding="utf8")
        self.lock = threading.Lock()

    def invoke(self, attempt):
        self.append({"do": "invoke", "key": attempt.key, "writer": attempt.writer, "what": attempt.what,
                     "session": attempt.session, "detail": attempt.detail})

    def ok(self, attempt, session):
        self.append({"do": "ok", "key": attempt.key, "session": session})

    def fail(self, attempt, status, text):
        self.append({"do": "fail", "key": attempt.key, "detail": {"status": status, "text": text[:300]}})

    def append(self, entry):
        with self.lock:
            self.file.write(json.dumps(entry) + "\n")
            self.file.flush()
            os.fdatasync(self.file.fileno())

    def close(self):
        self.file.close()


def read(path):
    """The attempts of a record, in the order in which they began."""
    attempts = {}
    with open(path, encoding="utf8") as lines:
        for line in lines:
            entry = json.loads(line)
            if entry["do"] == "invoke":
                attempts[entry["key"]] = Attempt(
                    entry["key"], entry["writer"], entry["what"], entry["session"], "unknown", entry["detail"])
                continue
            attempt = attempts[entry["key"]]
            attempt.outcome = entry["do"]
            if entry["do"] == "ok":
                attempt.session = entry["session"]
            else:
                attempt.detail = entry["detail"]
    return list(attempts.values())
