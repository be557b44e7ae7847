"""A session as the reference has it and as the API shows it, in one form that can be compared."""

from datetime import datetime


class Names:
    """The reference calls members by name, the API by id."""

    def __init__(self, by_id):
        self.by_id = by_id
        self.by_name = {name: identifier for identifier, name in by_id.items()}

    def id(self, name):
        return self.by_name[name]

    def name(self, identifier):
        return self.by_id.get(identifier, identifier)


def read_time(text):
    return datetime.fromisoformat(text) if text else None


def write_time(at):
    return at.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def written(body, names, key=None):
    """A body as the API takes it."""
    sent = {name: value for name, value in body.items() if name not in ("key", "start", "minutes", "member")}
    if "start" in body:
        sent["scheduledAt"] = write_time(body["start"])
    if "minutes" in body:
        sent["durationMinutes"] = body["minutes"]
    for name in ("recipient", "missedBy"):
        if name in body:
            sent[name] = names.id(body[name])
    if "teaches" in body:
        sent["teaches"] = [{"teacher": names.id(teacher), "skill": skill} for teacher, skill in body["teaches"]]
    return sent | ({"topic": key} if key else {})


def session_view(world, session, viewer, now):
    s = session
    return {
        "topic": s.key, "requester": s.requester, "recipient": s.recipient, "status": s.status,
        "awaiting": s.awaiting, "version": s.version, "start": s.start, "minutes": s.minutes,
        "proposal": s.proposal and s.proposal[:3], "completedBy": s.completed_by, "confirmedBy": s.confirmed,
        "endedBy": s.ended_by, "late": s.late, "missedBy": s.missed_by, "ical": s.ical,
        "teaches": sorted(s.teaches), "can": world.can(s, viewer, now),
    }


def shown_session(body, names):
    def who(name):
        return names.name(body.get(name))

    proposal = body["proposal"]
    return {
        "topic": body["topic"], "requester": names.name(body["requester"]["id"]),
        "recipient": names.name(body["recipient"]["id"]), "status": body["status"],
        "awaiting": who("awaiting"), "version": body["version"], "start": read_time(body["scheduledAt"]),
        "minutes": body["durationMinutes"],
        "proposal": proposal and (
            read_time(proposal["scheduledAt"]), proposal["durationMinutes"], names.name(proposal["by"])),
        "completedBy": who("completedBy"), "confirmedBy": [names.name(by) for by in body["confirmedBy"]],
        "endedBy": who("endedBy"), "late": body["late"], "missedBy": who("missedBy"), "ical": body["icalSequence"],
        "teaches": sorted((names.name(row["teacher"]), row["skill"]["slug"]) for row in body["teaches"]),
        "can": set(body["can"]),
    }
