"""The statistics of a member, counted anew from the reference's sessions."""

from collections import Counter, defaultdict
from datetime import timedelta

from model import MINUTE


def week(moment):
    year, number, _ = moment.isocalendar()
    return f"{year}-W{number:02d}"


def streak(starts, now):
    weeks, at, count = {week(start) for start in starts}, now, 0
    if week(at) not in weeks:
        at -= timedelta(days=7)
    while week(at) in weeks:
        at, count = at - timedelta(days=7), count + 1
    return count


def recount(world, member, now):
    """As the API shows them to the member; the median of the reply times is left to `reply_minutes`."""
    sessions = world.of(member)
    held = [s for s in sessions if s.status == "completed"]
    taught, learned, weeks = Counter(), Counter(), defaultdict(lambda: [0, 0])
    for s in held:
        for teacher, skill in s.teaches:
            (taught if teacher == member else learned)[skill] += 1
            weeks[week(s.start)][0 if teacher == member else 1] += s.minutes / len(s.teaches)
    came = len(held) + sum(s.status == "missed" and s.missed_by != member for s in sessions)
    absent = sum(s.missed_by == member if s.status == "missed" else s.late and s.ended_by == member for s in sessions)
    ratings = [
        s.feedback[s.other(member)] for s in sessions
        if s.revealed and s.other(member) in s.feedback and s.feedback_until()]
    asked = [s for s in sessions if s.recipient == member and (s.answered or s.status == "expired")]
    rate = sum(bool(s.answered) for s in asked) / len(asked) if len(asked) >= 3 else None
    first_week = week(now - timedelta(weeks=25))
    return {
        "completedSessions": len(held), "minutesTaught": sum(row[0] for row in weeks.values()),
        "minutesLearned": sum(row[1] for row in weeks.values()), "skillsTaught": dict(taught),
        "skillsLearned": dict(learned), "peopleMet": len({s.other(member) for s in held}),
        "rating": (round(sum(ratings) / len(ratings), 4), len(ratings)) if ratings else None,
        "reply": None if rate is None else (round(rate, 4), len(asked)),
        "showUpRate": round(came / (came + absent), 4) if came + absent >= 3 else None,
        "weeks": {name: tuple(row) for name, row in weeks.items() if name >= first_week},
        "streakWeeks": streak([s.start for s in held], now),
    }


def reply_minutes(world, member):
    """The times that the member took to answer, ascending."""
    return sorted((s.answered - s.created) / MINUTE for s in world.of(member) if s.recipient == member and s.answered)


def shown(statistics):
    """What the API answered, in the same form."""
    def counts(name):
        return {row["skill"]["slug"]: row["sessions"] for row in statistics[name]}

    rating, reply, rate = statistics["rating"], statistics["reply"], statistics["showUpRate"]
    return {
        **{name: statistics[name] for name in ("completedSessions", "minutesTaught", "minutesLearned", "peopleMet",
                                               "streakWeeks")},
        "skillsTaught": counts("skillsTaught"), "skillsLearned": counts("skillsLearned"),
        "rating": rating and (round(rating["average"], 4), rating["count"]),
        "reply": reply and (round(reply["rate"], 4), reply["count"]),
        "showUpRate": None if rate is None else round(rate, 4),
        "weeks": {row["week"]: (row["minutesTaught"], row["minutesLearned"]) for row in statistics["weeks"]},
    }
