"""The rules of sessions as the contract's table tells them: the small reference that the server is compared with."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
REPORTS = ("completed", "missed", "notHeld")
FROM = {
    "counter": "pending", "accept": "pending", "reject": "pending", "withdraw": "pending",
    "propose-time": "accepted", "accept-time": "accepted", "reject-time": "accepted", "cancel": "accepted",
    "report-missed": "accepted", "report-not-held": "accepted", "confirm": "completed", "resolve": "disputed",
}


class Refused(Exception):
    """An answer that is no success: its status and the codes that are right for it."""

    def __init__(self, status, *codes):
        super().__init__(status, codes)
        self.status, self.codes = status, codes


@dataclass
class Session:
    key: str
    requester: str
    recipient: str
    teaches: list  # (teacher, skill)
    start: object
    minutes: int
    created: object
    status: str = "pending"
    awaiting: str = None
    expires: object = None
    version: int = 1
    rounds: int = 0
    answered: object = None
    accepted: object = None
    proposal: tuple = None  # (start, minutes, by, lapses)
    ical: int = 0
    late: bool = False
    ended: object = None
    ended_by: str = None
    completed_by: str = None
    confirmed: list = field(default_factory=list)
    missed_by: str = None
    contested: object = None
    resolved: object = None
    resolved_by: str = None
    feedback: dict = field(default_factory=dict)  # author: rating
    revealed: bool = False
    history: list = field(default_factory=list)  # (transition, by, from, to)

    @property
    def pair(self):
        return (self.requester, self.recipient)

    @property
    def end(self):
        return self.start + self.minutes * MINUTE

    def copy(self):
        return replace(
            self, confirmed=list(self.confirmed), feedback=dict(self.feedback), history=list(self.history))

    def other(self, member):
        return self.recipient if member == self.requester else self.requester

    def overlaps(self, start, minutes):
        return self.start < start + minutes * MINUTE and start < self.end

    def last(self, *transitions):
        """Who did the latest of these, and which it was."""
        return next(((t, by) for t, by, _, _ in reversed(self.history) if t in transitions), (None, None))

    def finish(self, status, by, now):
        self.status, self.ended, self.ended_by = status, now, by
        self.awaiting = self.expires = self.proposal = None

    def log(self, transition, by, before):
        self.history.append((transition, by, before, self.status))

    def settle(self, now):
        """Rows 6, 7 (a proposal lapses), 14 and 15: what the clock does, between two runs of the job as well."""
        if self.status == "pending" and now >= self.expires:
            self.finish("expired", None, now)
            self.log("expire", None, "pending")
        if self.status == "accepted" and self.proposal and now >= self.proposal[3]:
            self.proposal = None
            self.version += 1
            self.log("lapse-time", None, "accepted")
        if self.status == "accepted" and now >= self.end + 7 * DAY:
            self.finish("notHeld", None, now)
            self.log("report-not-held", None, "accepted")
        if self.status == "disputed" and now >= self.contested + 14 * DAY:
            self.resolve("notHeld", None, now)
        if len(self.feedback) == 2 or self.feedback and (until := self.feedback_until()) and now >= until:
            self.revealed = True

    def resolve(self, outcome, by, now, missed_by=None):
        absent = missed_by or self.missed_by or self.completed_by or self.ended_by
        self.status, self.resolved, self.resolved_by = outcome, now, by
        self.missed_by = absent if outcome == "missed" else None
        if outcome != "completed":
            self.completed_by, self.confirmed = None, []
        if by is None:
            self.ended_by = None
        self.log("resolve", by, "disputed")

    def feedback_until(self):
        """The end of the 14 days for feedback, or None where there is none."""
        if self.status not in ("completed", "missed") and not self.late:
            return None
        return (self.resolved or (self.ended if self.late else max(self.ended, self.end))) + 14 * DAY


def done(s, who, transition, body):
    """What `who` already did and still stands: said again, it changes nothing."""
    match transition:
        case "counter" | "propose-time":
            minutes = body.get("durationMinutes", s.minutes)
            time = (body.get("start"), minutes)
            if transition == "counter":
                mine = s.rounds and s.awaiting == s.other(who)
                return s.status == "pending" and mine and time == (s.start, s.minutes)
            return s.status == "accepted" and s.proposal and s.proposal[:3] == (*time, who)
        case "accept":
            return s.status == "accepted" and s.last("accept")[1] == who
        case "accept-time" | "reject-time":
            last = s.last("propose-time", "accept-time", "reject-time", "lapse-time")
            return s.status == "accepted" and last == (transition, who)
        case "complete" | "confirm":
            told = [*s.confirmed, *([s.completed_by] if transition == "complete" else [])]
            return s.status == "completed" and who in told
        case "contest":
            return s.status == "disputed" and s.last("contest")[1] == who
        case "resolve":
            return s.resolved_by == who and s.status == body.get("outcome")
        case "feedback":
            return False
    ends = {"reject": "rejected", "withdraw": "withdrawn", "cancel": "cancelled", "report-missed": "missed",
            "report-not-held": "notHeld"}
    return s.status == ends[transition] and s.ended_by == who


def is_open(s, transition):
    """The column "from" of the table."""
    match transition:
        case "complete":
            silent = s.status == "notHeld" and s.ended_by is None
            return s.status == "accepted" or (silent or s.status == "completed") and not s.resolved
        case "contest":
            return s.status in REPORTS and s.ended_by and not s.resolved
        case "confirm":
            return s.status == "completed" and not s.resolved
        case "feedback":
            return s.feedback_until() is not None
    return s.status == FROM[transition]


def may(s, who, transition):
    """The column "who"."""
    match transition:
        case "counter" | "accept":
            return who == s.awaiting
        case "reject":
            return who in (s.recipient, s.awaiting)
        case "withdraw":
            return who == s.requester
        case "accept-time":
            return not s.proposal or who != s.proposal[2]
        case "confirm" | "contest":
            return who != s.ended_by
    return True


def clock_refusal(s, who, transition, now):
    """The column "guard", but for overlaps."""
    started = now >= s.start
    match transition:
        case "counter" if s.rounds >= 5:
            return "tooManyRounds"
        case "propose-time" | "cancel" if started:
            return "tooLate"
        case "propose-time" if s.proposal:
            return "proposalOpen"
        case "accept-time" | "reject-time" if not s.proposal:
            return "noProposal"
        case "complete" | "report-not-held" if not started:
            return "tooEarly"
        case "complete" if s.status != "completed" and now > s.end + 14 * DAY:
            return "tooLate"
        case "report-missed" if now < s.start + 10 * MINUTE:
            return "tooEarly"
        case "contest" if who in s.confirmed:
            return "wrongStatus"
        case "contest" if now > s.ended + 3 * DAY:
            return "tooLate"
        case "feedback" if now >= s.feedback_until():
            return "tooLate"
    return None
