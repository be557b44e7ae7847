"""The reference for several members at once: requests, quotas, blocks, overlaps and what a transition changes."""

from model import DAY, FROM, HOUR, Refused, Session, clock_refusal, done, is_open, may

MODERATOR = "moderator"
PERMITTED = [*FROM, "complete", "contest"]


def check_time(start, minutes, now):
    if not now < start <= now + 180 * DAY or not 15 <= minutes <= 240:
        raise Refused(422, "invalid")


class World:
    """`offers` says who teaches what. Every method takes the time and raises `Refused` for an answer that is no 2xx."""

    def __init__(self, offers):
        self.offers = offers
        self.accepting = dict.fromkeys(offers, True)
        self.blocks = set()
        self.sessions = {}

    def copy(self):
        """Another world in the same state, which goes its own way."""
        other = World(self.offers)
        other.accepting, other.blocks = dict(self.accepting), set(self.blocks)
        other.sessions = {key: session.copy() for key, session in self.sessions.items()}
        return other

    def settle(self, now):
        for session in self.sessions.values():
            session.settle(now)

    def of(self, *members):
        return [s for s in self.sessions.values() if set(members) <= set(s.pair)]

    def blocked(self, one, other):
        return (one, other) in self.blocks or (other, one) in self.blocks

    def request(self, who, body, now):
        """Row 1. `body`: key, recipient, teaches, start, minutes."""
        self.settle(now)
        recipient = body["recipient"]
        if self.blocked(who, recipient):
            raise Refused(404, "notFound")
        check_time(body["start"], body["minutes"], now)
        if any(skill not in self.offers[teacher] for teacher, skill in body["teaches"]):
            raise Refused(422, "invalid")
        mine = [s for s in self.sessions.values() if s.status == "pending" and s.requester == who]
        skills = {skill for _, skill in body["teaches"]}
        reasons = []
        if not self.accepting[recipient]:
            reasons.append("notAccepting")
        if any(s.recipient == recipient and skills & {skill for _, skill in s.teaches} for s in mine):
            reasons.append("duplicateRequest")
        if len([s for s in mine if not s.answered]) >= 5:
            reasons.append("tooManyOpenRequests")
        if reasons:
            raise Refused(409, *reasons)
        session = Session(created=now, requester=who, awaiting=recipient, **body)
        session.expires = min(now + 5 * DAY, session.start)
        session.log("request", who, None)
        self.sessions[session.key] = session
        return session

    def act(self, who, key, transition, body, now):
        """Rows 2 to 14, in the contract's order of checks."""
        self.settle(now)
        s = self.sessions[key]
        if who not in s.pair and not (who == MODERATOR and (s.status == "disputed" or s.resolved_by == who)):
            raise Refused(404, "notFound")
        if "start" in body:
            check_time(body["start"], body.get("durationMinutes", s.minutes), now)
        if transition == "resolve" and who != MODERATOR:
            raise Refused(403 if s.status == "disputed" else (403, 409), "roleRequired", "wrongStatus")
        if done(s, who, transition, body):
            self.pause(who, body)
            return s
        if who == MODERATOR and s.status != "disputed":  # it was theirs to resolve: the contract leaves open who sees it
            raise Refused((403, 404, 409), "notFound", "wrongStatus", "notYours")
        if transition == "feedback" and who in s.feedback:
            raise Refused(409, "alreadyGiven")
        if not is_open(s, transition):
            raise Refused(409, "wrongStatus")
        if body.get("version", s.version) != s.version:
            raise Refused(409, "versionMismatch")
        if not may(s, who, transition):
            raise Refused(403, "notYours")
        if code := clock_refusal(s, who, transition, now):
            raise Refused(409, code)
        time = {"accept": (s.start, s.minutes), "accept-time": s.proposal and s.proposal[:2]}.get(transition)
        if time and self.is_busy(s, *time):
            raise Refused(409, "overlap")
        before = s.status
        name = "confirm" if transition == "complete" and before == "completed" else transition
        self.perform(s, who, name, body, now)
        if name not in ("feedback", "resolve"):
            s.log(name, who, before)
        s.settle(now)
        return s

    def is_busy(self, session, start, minutes):
        others = [s for s in self.sessions.values() if s is not session and set(s.pair) & set(session.pair)]
        return any(s.status == "accepted" and s.overlaps(start, minutes) for s in others)

    def perform(self, s, who, transition, body, now):
        if transition in ("counter", "accept", "reject") and who == s.recipient:
            s.answered = s.answered or now
        match transition:
            case "counter":
                s.start, s.minutes = body["start"], body.get("durationMinutes", s.minutes)
                s.rounds, s.version, s.awaiting = s.rounds + 1, s.version + 1, s.other(who)
                s.expires = min(now + 5 * DAY, s.start)
            case "accept":
                s.status, s.accepted, s.awaiting, s.expires = "accepted", now, None, None
            case "reject":
                s.finish("rejected", who, now)
                self.pause(who, body)
            case "withdraw":
                s.finish("withdrawn", who, now)
            case "propose-time":
                minutes = body.get("durationMinutes", s.minutes)
                s.proposal = (body["start"], minutes, who, min(now + 2 * DAY, s.start, body["start"]))
                s.version += 1
            case "accept-time":
                s.start, s.minutes = s.proposal[:2]
                s.proposal, s.ical, s.version = None, s.ical + 1, s.version + 1
            case "reject-time":
                s.proposal, s.version = None, s.version + 1
            case "cancel":
                s.late = s.start - now < DAY and now - s.accepted > HOUR
                s.finish("cancelled", who, now)
            case "complete":
                s.finish("completed", who, now)
                s.completed_by = who
            case "confirm":
                s.confirmed.append(who)
            case "report-missed":
                s.finish("missed", who, now)
                s.missed_by = s.other(who)
            case "report-not-held":
                s.finish("notHeld", who, now)
            case "contest":
                s.status, s.contested = "disputed", now
            case "resolve":
                s.resolve(body["outcome"], who, now, body.get("missedBy"))
            case "feedback":
                s.feedback[who] = body["rating"]

    def pause(self, who, body):
        if body.get("pauseRequests"):
            self.accepting[who] = False

    def block(self, who, other, now):
        """Row 16: what the two have ahead of them is called off, in neutral words."""
        self.settle(now)
        self.blocks.add((who, other))
        for s in self.of(who, other):
            if s.status == "pending" or s.status == "accepted" and now < s.start:
                before = s.status
                s.finish("cancelled", None, now)
                s.log("cancel", None, before)

    def can(self, s, who, now):
        """What a page offers `who`: everything that would change the session, overlaps aside."""
        if who == MODERATOR:
            return {"resolve"} if s.status == "disputed" else set()
        found = {"meeting-link"} if s.status in ("pending", "accepted") and now < s.end + HOUR / 2 else set()
        for t in [*PERMITTED, "feedback"]:
            if t == "resolve" or done(s, who, t, {}) or not is_open(s, t) or not may(s, who, t):
                continue
            if t == "complete" and s.status == "completed" or t == "feedback" and who in s.feedback:
                continue
            if not clock_refusal(s, who, t, now):
                found.add(t)
        return found
