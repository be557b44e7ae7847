"""The table of matrix.txt, and what an answer may show."""

from dataclasses import dataclass
from pathlib import Path

ROLES = ("anonymous", "self", "counterpart", "stranger", "blocked", "suspended", "moderator")
# What is nobody's business but the member's own (privateNote: also the moderators'), and what never leaves the server.
PRIVATE = {"email", "emailVerified", "role", "availability", "settings", "weeks", "privateNote", "token", "room"}
NEVER = {"password", "passwordHash", "hash", "secret", "roomKey", "room_key"}


@dataclass(frozen=True)
class Row:
    method: str
    path: str
    situation: str
    statuses: dict
    viewers: tuple
    private: frozenset

    @property
    def operation(self):
        return f"{self.method} {self.path}"

    def __str__(self):
        return self.operation if self.situation == "-" else f"{self.operation} ({self.situation})"

    def may_see(self, role):
        """The private fields that an answer to `role` may have."""
        return self.private if role in self.viewers or "caller" in self.viewers else frozenset()


def rows():
    for line in (Path(__file__).parent / "matrix.txt").read_text("utf8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        method, path, situation, *statuses, private = line.split()
        viewers, _, fields = private.partition(":")
        yield Row(
            method, path, situation, dict(zip(ROLES, map(int, statuses), strict=True)), tuple(viewers.split(",")),
            frozenset(fields.split(",")) - {""})


def names(value):
    """Every name of a field in an answer, however deep."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from names(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from names(inner)
