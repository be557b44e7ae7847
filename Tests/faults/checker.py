"""Compares what the writers were told with what the server holds after a crash. Pure: data in, complaints out."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Held:
    """What the server holds: seen over HTTP after the restart."""

    # Topic of a request → the ids of the sessions with that topic; each request's topic is its key.
    requests: dict = field(default_factory=dict)
    # Id of a session → the transitions of its history, in order.
    histories: dict = field(default_factory=dict)
    # Id of a member → the `seq` of its events, in order.
    events: dict = field(default_factory=dict)
    # (Member, session, event type) → how many such events the member has.
    told: Counter = field(default_factory=Counter)


def complaints(attempts, held):
    """One sentence for each promise that was broken; nothing when all were kept."""
    return [*lost_or_doubled(attempts, held), *unasked(attempts, held), *gaps(held), *repeated_events(held)]


def lost_or_doubled(attempts, held):
    for attempt in attempts:
        effects = effects_of(attempt, held)
        if attempt.outcome == "ok" and effects == 0:
            yield f"lost: {attempt.what} {attempt.key} was acknowledged and is not there"
        if attempt.outcome == "fail" and effects > 0:
            yield f"not refused: {attempt.what} {attempt.key} was refused ({attempt.detail}) and is there"
        if effects > 1:
            yield f"doubled: {attempt.what} {attempt.key} is there {effects} times"
        if attempt.outcome == "ok" and attempt.what == "request":
            if attempt.session not in held.requests.get(attempt.key, []):
                yield f"changed: request {attempt.key} was answered with {attempt.session}, which is another session now"


def effects_of(attempt, held):
    if attempt.what == "request":
        return len(held.requests.get(attempt.key, []))
    return held.histories.get(attempt.session, []).count(attempt.what)


def unasked(attempts, held):
    asked = {(attempt.session, attempt.what) for attempt in attempts if attempt.what != "request"}
    for session, transitions in held.histories.items():
        if transitions[:1] != ["request"]:
            yield f"history: session {session} does not begin with its request: {transitions}"
        for transition in transitions[1:]:
            if (session, transition) not in asked:
                yield f"unasked: {transition} of session {session} was never sent"


def gaps(held):
    for member, numbers in held.events.items():
        if numbers != list(range(1, len(numbers) + 1)):
            wrong = next(seq for seq, number in enumerate(numbers, 1) if number != seq)
            yield f"events: member {member} has a gap or a repetition at seq {wrong}"


def repeated_events(held):
    for (member, session, kind), count in held.told.items():
        if count != 1:
            yield f"events: member {member} was told {count} times of {kind} of session {session}"
