"""What members are told of while the server runs, and the reminders that come by themselves."""

import httpx
from member import moment, pair
from situations import NOTIFICATION_SETTINGS
from test_story import until


def kinds(member):
    return [item["kind"] for item in member.get("/notifications")["items"]]


def test_told_read_and_chosen(server):
    learner, teacher = pair(server.url)
    session = learner.request(teacher, topic="Open strings", at=moment(days=3))
    page = teacher.get("/notifications")
    told = page["items"][0]
    assert (page["unread"], told["kind"], told["read"]) == (1, "sessionRequested", False)
    assert told["target"] == {"type": "session", "id": session["id"]}
    assert "“Open strings”" in told["text"] and learner.get("/me")["name"] in told["text"]
    assert learner.get("/notifications") == {"items": [], "next": None, "unread": 0}

    events = teacher.get("/events", after=0)["items"]
    assert [event["type"] for event in events] == ["session:requested", "notification:created"]
    assert events[1]["notification"] == told and events[1]["seq"] == told["seq"]

    other_tab = teacher.again()
    for _ in range(2):
        assert teacher.post("/notifications/read", {"upTo": told["seq"]}) == {"unread": 0}
    event, = other_tab.get("/events", after=told["seq"])["items"]
    assert (event["type"], event["upTo"]) == ("notification:read", told["seq"])
    assert other_tab.get("/notifications")["items"][0]["read"]

    chosen = NOTIFICATION_SETTINGS | {
        "requests": {"inPage": False, "email": True, "push": True}, "quietHours": {"start": "22:30", "end": "07:00"}}
    assert teacher.get("/me/notification-settings") == NOTIFICATION_SETTINGS
    assert teacher.put("/me/notification-settings", chosen) == chosen
    assert teacher.get("/me/notification-settings") == chosen
    learner.act(session, "withdraw")
    assert kinds(teacher) == ["sessionRequested"]


def test_a_reminder_comes_by_itself(server):
    learner, teacher = pair(server.url)
    session = learner.request(teacher, at=moment(minutes=15, seconds=3))
    teacher.act(session, "accept")
    for member in (learner, teacher):
        until(lambda member=member: "sessionReminder" in kinds(member))
        reminders = [e for e in member.get("/events", after=0)["items"] if e["type"] == "session:reminder"]
        assert [(e["session"]["id"], e["by"]) for e in reminders] == [(session["id"], None)]
    metrics = httpx.get(f"{server.url}/metrics", trust_env=False).text
    for name in ("skillsync_job_runs_total", "skillsync_job_lateness_seconds_count"):
        line = next(line for line in metrics.splitlines() if line.startswith(f'{name}{{job="short-reminder"}}'))
        assert float(line.split()[-1]) >= 1
