"""Between two servers: everything a walk's members can read must be what the reference holds."""

from choices import PEOPLE
from model_world import MODERATOR
from recount import recount, reply_minutes, shown
from views import session_view, shown_session

EVENTS = {
    "request": "requested", "counter": "countered", "accept": "accepted", "reject": "rejected", "withdraw": "withdrawn",
    "expire": "expired", "propose-time": "time-proposed", "accept-time": "time-accepted",
    "reject-time": "time-rejected", "lapse-time": "time-rejected", "cancel": "cancelled", "complete": "completed",
    "confirm": "confirmed", "report-missed": "missed", "report-not-held": "not-held", "contest": "disputed",
    "resolve": "resolved",
}


def audit(walk):
    walk.model.settle(walk.now)
    for name in PEOPLE:
        sessions(walk, name)
        events(walk, name)
        statistics(walk, name)
    histories(walk)
    disputes(walk)


def sessions(walk, name):
    api, model = walk.apis[name], walk.model
    listed = [shown_session(body, walk.names) for body in api.pages("/sessions", limit=100)]
    assert [s["start"] for s in listed] == sorted(s["start"] for s in listed)
    found = {s["topic"]: s for s in listed}
    wanted = {s.key: session_view(model, s, name, walk.now) for s in model.of(name)}
    assert found.keys() == wanted.keys()
    for key, view in wanted.items():
        assert found[key] == view, key
    accepted = sorted((s["start"], s["minutes"]) for s in listed if s["status"] == "accepted")
    for (start, minutes), (following, _) in zip(accepted, accepted[1:], strict=False):
        assert (following - start).total_seconds() >= minutes * 60, f"{name} has two accepted sessions at once"


def events(walk, name):
    """Numbered without gaps; of each session, one for each step of its history, in that order."""
    told, after = walk.told[name]
    while page := walk.apis[name].get("/events", after=after, limit=100)["items"]:
        for event in page:
            assert event["seq"] == after + 1, f"{name} has a gap after {after}"
            after = event["seq"]
            if event["type"].startswith("notification:") or event["type"] == "session:reminder":
                continue
            session = event.get("session", {}).get("id") or event["feedback"]["session"]
            told[session].append((event["type"], walk.names.name(event.get("by"))))
    walk.told[name] = told, after
    wanted = {walk.ids[s.key]: s for s in walk.model.of(name)}
    assert told.keys() == wanted.keys()
    for identifier, session in wanted.items():
        of_session = [entry for entry in told[identifier] if entry[0].startswith("session:")]
        steps = [(f"session:{EVENTS[transition]}", by) for transition, by, _, _ in session.history]
        assert of_session == steps, f"{name}, {session.key}"
        if session.revealed and session.feedback_until():
            received = [entry for entry in told[identifier] if entry[0] == "feedback:received"]
            assert len(received) == (session.other(name) in session.feedback), f"{name}, {session.key}"


def statistics(walk, name):
    answer = walk.apis[name].get(f"/members/{walk.names.id(name)}/statistics")
    assert shown(answer) == recount(walk.model, name, walk.now), name
    minutes = reply_minutes(walk.model, name)
    if answer["reply"] and minutes:
        low, high = minutes[(len(minutes) - 1) // 2], minutes[len(minutes) // 2]
        assert low - 5 <= answer["reply"]["medianMinutes"] <= high + 5, (name, minutes)


def histories(walk):
    """Of the sessions that somebody acted on since the last audit, or that the clock ended."""
    for key, session in walk.model.sessions.items():
        steps = len(session.history)
        if key in walk.dirty or walk.seen_steps.get(key) != steps:
            walk.seen_steps[key] = steps
            told = walk.apis[session.requester].get(f"/sessions/{walk.ids[key]}/history")["items"]
            found = [(e["transition"], walk.names.name(e["by"]), e["from"], e["to"]) for e in told]
            assert found == session.history, key
    walk.dirty.clear()


def disputes(walk):
    listed = {body["id"] for body in walk.apis[MODERATOR].pages("/moderation/sessions", limit=100)}
    for key, session in walk.model.sessions.items():
        assert (walk.ids[key] in listed) == (session.status == "disputed"), key
