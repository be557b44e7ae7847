"""Bad input: each has a clear answer and leaves no trace."""

import httpx
import pytest
from member import Api, check_problem, moment, pair, sign_up_body
from pictures import FIFTY_MEGAPIXELS, HTML, SVG, png
from situations import NOTIFICATION_SETTINGS
from traces import stored

MALFORMED = (400,)
WRONG = (422,)
TOO_LARGE = (413,)
NOT_THERE = (404,)
UUID = "01890a5d-ac96-774b-bcce-b302099a8057"

# Bodies as bytes, to any operation that takes JSON.
RAW = [
    ("half an object", b'{"email": "a@example.org", ', MALFORMED),
    ("nothing", b"", WRONG),
    ("not JSON", b"email=a&name=b", MALFORMED),
    ("two values", b"{} {}", MALFORMED),
    ("a bare word", b'{"email": None}', MALFORMED),
    ("invalid UTF-8", b'{"email": "a@example.org", "password": "x", "name": "\xff\xfe", "timeZone": "UTC"}', MALFORMED),
    ("half a surrogate", b'{"name": "\\ud800", "email": "a", "password": "b", "timeZone": "UTC"}', MALFORMED + WRONG),
    ("a list", b"[]", MALFORMED + WRONG),
    ("a text", b'"hello"', MALFORMED + WRONG),
    ("nothing but null", b"null", MALFORMED + WRONG),
    ("10,000 lists deep", b"[" * 10_000 + b"]" * 10_000, MALFORMED + WRONG),
    ("20,000 objects deep", b'{"a":' * 9_000 + b"1" + b"}" * 9_000, MALFORMED + WRONG),
    ("1 MB of name", b'{"name": "' + b"a" * 1_000_000 + b'"}', TOO_LARGE),
]


@pytest.fixture(scope="module")
def people(sqlite_server):
    return pair(sqlite_server.url)


@pytest.fixture
def leaves_no_trace(sqlite_server, people):
    before = [stored(sqlite_server), people[0].get("/me"), people[1].get("/me")]
    yield
    assert [stored(sqlite_server), people[0].get("/me"), people[1].get("/me")] == before


@pytest.fixture(scope="module")
def conversation(people):
    learner, teacher = people
    path = f"/conversations/{learner.post('/conversations', {'member': teacher.id})['id']}"
    learner.post(f"{path}/messages", {"clientId": "first", "text": "Hello"}, expect=201)
    return path


def check_refused(answer, expected, field=None):
    problem = check_problem(answer, answer.status_code)
    assert answer.status_code in expected, answer.text
    if field and answer.status_code == 422:
        named = [row["field"] for row in problem["fields"]]
        assert any(name.startswith(field) for name in named), f"{field} is not among {named}"


@pytest.mark.parametrize(("body", "expected"), [row[1:] for row in RAW], ids=[row[0] for row in RAW])
@pytest.mark.parametrize(("method", "path"), [("POST", "/accounts"), ("PUT", "/me/skills"), ("POST", "/sessions")])
def test_malformed_bodies(people, leaves_no_trace, method, path, body, expected):
    answer = people[0].send(method, path, content=body, headers={"Content-Type": "application/json"})
    check_refused(answer, expected)


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", None])
def test_only_json_is_taken(people, leaves_no_trace, kind):
    headers = {"Content-Type": kind} if kind else {}
    check_problem(people[0].send("POST", "/sessions", content=b"{}", headers=headers), 415)


ACCOUNTS = [
    ("no email", {"email": None}, "email"),
    ("an email without a host", {"email": "ada"}, "email"),
    ("an email of 1,000 letters", {"email": "a" * 1000 + "@example.org"}, "email"),
    ("a short password", {"password": "short1"}, "password"),
    ("a common password", {"password": "password123"}, "password"),
    ("a password of 257 characters", {"password": "äöü" * 86}, "password"),
    ("a number for a name", {"name": 7}, "name"),
    ("an empty name", {"name": ""}, "name"),
    ("a blank name", {"name": " \t "}, "name"),
    ("NUL in a name", {"name": "a\0b"}, "name"),
    ("a bell in a name", {"name": "a\x07b"}, "name"),
    ("a right-to-left override in a name", {"name": "a\u202eb"}, "name"),
    ("an isolate in a name", {"name": "a\u2066b"}, "name"),
    ("a name of 10,000 letters", {"name": "n" * 10_000}, "name"),
    ("a zone that is none", {"timeZone": "Mars/Olympus"}, "timeZone"),
    ("a zone that is a path", {"timeZone": "../../etc/passwd"}, "timeZone"),
    ("a zone that is a number", {"timeZone": 1}, "timeZone"),
    ("an unknown field", {"role": "admin"}, "role"),
]


@pytest.mark.parametrize(("change", "field"), [row[1:] for row in ACCOUNTS], ids=[row[0] for row in ACCOUNTS])
def test_sign_up(sqlite_server, leaves_no_trace, change, field):
    answer = Api(sqlite_server.url).send("POST", "/accounts", sign_up_body() | change)
    check_refused(answer, WRONG, field)


REQUESTS = [
    ("a time in the past", {"scheduledAt": "2020-01-01T10:00:00.000Z"}, WRONG, "scheduledAt"),
    ("a time without a zone", {"scheduledAt": "2031-01-01T10:00:00"}, WRONG, "scheduledAt"),
    ("31 February", {"scheduledAt": "2031-02-31T10:00:00Z"}, WRONG, "scheduledAt"),
    ("25 o'clock", {"scheduledAt": "2031-02-03T25:00:00Z"}, WRONG, "scheduledAt"),
    ("the year 10000", {"scheduledAt": "10000-01-01T00:00:00Z"}, WRONG, "scheduledAt"),
    ("more than 180 days ahead", {"scheduledAt": moment(days=181)}, WRONG, "scheduledAt"),
    ("a number for a time", {"scheduledAt": 1_900_000_000_000}, WRONG, "scheduledAt"),
    ("14 minutes", {"durationMinutes": 14}, WRONG, "durationMinutes"),
    ("241 minutes", {"durationMinutes": 241}, WRONG, "durationMinutes"),
    ("half a minute", {"durationMinutes": 30.5}, WRONG, "durationMinutes"),
    ("minus 60 minutes", {"durationMinutes": -60}, WRONG, "durationMinutes"),
    ("2^63 minutes", {"durationMinutes": 2**63}, WRONG, "durationMinutes"),
    ("10^300 minutes", {"durationMinutes": 10**300}, MALFORMED + WRONG, "durationMinutes"),
    ("minutes as a text", {"durationMinutes": "60"}, WRONG, "durationMinutes"),
    ("minutes as a list", {"durationMinutes": [60]}, WRONG, "durationMinutes"),
    ("an empty topic", {"topic": ""}, WRONG, "topic"),
    ("a topic of 121 letters", {"topic": "t" * 121}, WRONG, "topic"),
    ("two lines of topic", {"topic": "a\nb"}, WRONG, "topic"),
    ("bidi controls in a topic", {"topic": "a\u202db"}, WRONG, "topic"),
    ("a note of 2,001 letters", {"note": "n" * 2001}, WRONG, "note"),
    ("NUL in a note", {"note": "\0"}, WRONG, "note"),
    ("nobody", {"recipient": UUID}, NOT_THERE, None),
    ("an id that is none", {"recipient": "1 OR 1=1"}, WRONG, "recipient"),
    ("no skill", {"teaches": []}, WRONG, "teaches"),
    ("skills as a text", {"teaches": "guitar"}, WRONG, "teaches"),
    ("an unknown field", {"status": "accepted"}, WRONG, "status"),
]


@pytest.mark.parametrize(
    ("change", "expected", "field"), [row[1:] for row in REQUESTS], ids=[row[0] for row in REQUESTS])
def test_session_requests(people, leaves_no_trace, change, expected, field):
    learner, teacher = people
    check_refused(learner.send("POST", "/sessions", learner.request_body(teacher) | change), expected, field)


def test_session_requests_about_skills(people, leaves_no_trace):
    learner, teacher = people
    good = learner.request_body(teacher)
    entry = good["teaches"][0]
    wrong = [
        good | {"recipient": learner.id},
        good | {"teaches": [entry | {"skill": "underwater basket weaving"}]},
        good | {"teaches": [entry | {"teacher": learner.id}]},
        good | {"teaches": [entry | {"teacher": UUID}]},
        good | {"teaches": [entry, entry, entry]},
        good | {"teaches": [entry, entry]},
        good | {"teaches": [entry | {"price": 5}]},
    ]
    for body in wrong:
        check_refused(learner.send("POST", "/sessions", body), WRONG)


PROFILES = [
    ("PUT", "/me/availability", {"timeZone": "UTC", "intervals": [{"weekday": 0, "start": "18:00", "end": "20:00"}]}),
    ("PUT", "/me/availability", {"timeZone": "UTC", "intervals": [{"weekday": 8, "start": "18:00", "end": "20:00"}]}),
    ("PUT", "/me/availability", {"timeZone": "UTC", "intervals": [{"weekday": 1, "start": "20:00", "end": "18:00"}]}),
    ("PUT", "/me/availability", {"timeZone": "UTC", "intervals": [{"weekday": 1, "start": "6pm", "end": "8pm"}]}),
    ("PUT", "/me/availability", {"timeZone": "UTC", "intervals": [{"weekday": 1, "start": "25:00", "end": "26:00"}]}),
    ("PUT", "/me/availability", {"timeZone": "Atlantis", "intervals": []}),
    ("PUT", "/me/skills", {"teach": [{"skill": "guitar", "level": "wizard"}], "learn": []}),
    ("PUT", "/me/skills", {"teach": [{"skill": "", "level": "expert"}], "learn": []}),
    ("PUT", "/me/skills", {"teach": [{"skill": "x" * 5000, "level": "expert"}], "learn": []}),
    ("PUT", "/me/skills", {"teach": [{"skill": "a\u202eb", "level": "expert"}], "learn": []}),
    ("PUT", "/me/skills", {"teach": [{"skill": f"skill {n}", "level": "expert"} for n in range(31)], "learn": []}),
    ("PUT", "/me/skills", {"teach": [{"skill": "guitar", "level": "expert"}] * 2, "learn": []}),
    ("PUT", "/me/skills", {"teach": []} | {"extra": 1}),
    ("PUT", "/me/notification-settings", {}),
    ("PUT", "/me/notification-settings", NOTIFICATION_SETTINGS | {"weather": NOTIFICATION_SETTINGS["messages"]}),
    ("PUT", "/me/notification-settings", NOTIFICATION_SETTINGS | {"messages": {"inPage": True, "email": "yes", "push": False}}),
    ("PUT", "/me/notification-settings", NOTIFICATION_SETTINGS | {"quietHours": {"start": "22:00", "end": "22:00"}}),
    ("PUT", "/me/notification-settings", NOTIFICATION_SETTINGS | {"quietHours": {"start": "22:00", "end": "24:00"}}),
    ("PUT", "/me/notification-settings", NOTIFICATION_SETTINGS | {"quietHours": None}),
    ("POST", "/notifications/read", {}),
    ("POST", "/notifications/read", {"upTo": 0}),
    ("POST", "/notifications/read", {"upTo": 1 << 63}),
    ("POST", "/notifications/read", {"upTo": "all"}),
    ("PATCH", "/me", {"languages": ["klingon!"]}),
    ("PATCH", "/me", {"email": "other@example.org"}),
    ("PATCH", "/me", {"about": "a" * 100_000}),
    ("PATCH", "/me", {"name": "\u202e"}),
]


@pytest.mark.parametrize(("method", "path", "body"), PROFILES)
def test_profiles(people, leaves_no_trace, method, path, body):
    check_refused(people[0].send(method, path, body), WRONG + TOO_LARGE if len(str(body)) > 65_536 else WRONG)


MESSAGES = [
    ("nothing", {"text": ""}, "text"),
    ("white space", {"text": " \n\t\u2003"}, "text"),
    ("4,001 letters", {"text": "x" * 4001}, "text"),
    ("4,001 letters of four bytes", {"text": "\U0001f3bb" * 4001}, "text"),
    ("NUL", {"text": "a\0b"}, "text"),
    ("a carriage return", {"text": "a\r\nb"}, "text"),
    ("an escape", {"text": "\x1b[31m"}, "text"),
    ("a right-to-left override", {"text": "a\u202eb"}, "text"),
    ("a number", {"text": 7}, "text"),
    ("null", {"text": None}, "text"),
    ("no name", {"clientId": ""}, "clientId"),
    ("a name of 65 letters", {"clientId": "x" * 65}, "clientId"),
    ("a name with a space", {"clientId": "a b"}, "clientId"),
    ("a name that is not ASCII", {"clientId": "é"}, "clientId"),
    ("a name that another message has", {"clientId": "first"}, "clientId"),
    ("a sender", {"sender": UUID}, "sender"),
    ("a line about a session", {"system": {}}, "system"),
]


@pytest.mark.parametrize(("change", "field"), [row[1:] for row in MESSAGES], ids=[row[0] for row in MESSAGES])
def test_messages(people, conversation, leaves_no_trace, change, field):
    answer = people[0].send("POST", f"{conversation}/messages", {"clientId": "next", "text": "Well?"} | change)
    check_refused(answer, WRONG, field)


@pytest.mark.parametrize("position", [-1, 2, 2**63, 1.5, "1", None])
def test_read_positions(people, conversation, leaves_no_trace, position):
    check_refused(people[1].send("POST", f"{conversation}/read", {"upTo": position}), WRONG, "upTo")


def test_a_message_of_a_megabyte(people, conversation, leaves_no_trace):
    answer = people[0].send("POST", f"{conversation}/messages", {"clientId": "big", "text": "x" * 1_000_000})
    check_refused(answer, TOO_LARGE)


def test_messages_that_are_not_there(people, conversation, leaves_no_trace):
    for path in (f"{conversation}/messages/{UUID}", f"/conversations/{UUID}/messages/{UUID}"):
        check_refused(people[0].send("PATCH", path, {"text": "x"}), NOT_THERE)
        check_refused(people[0].send("PATCH", path, {"text": ""}), NOT_THERE)
        check_refused(people[0].send("DELETE", path), NOT_THERE)


SEARCHES = ['"', "'", "a OR b", "NEAR(a b)", "words:a", "a*", "^a", "{a b}:c", "' | 'a", "a & !b", "\\", "%", "\u0301", "🎻"]


@pytest.mark.parametrize("query", SEARCHES)
def test_whatever_is_searched_for(people, conversation, query):
    people[0].get("/messages", query=query)


QUERIES = [
    "/sessions?limit=0", "/sessions?limit=101", "/sessions?limit=ten", "/sessions?limit=99999999999999999999",
    "/sessions?after=garbage", "/sessions?status=accepted,wrong", "/sessions?role=boss", "/sessions?from=yesterday",
    "/messages", "/messages?query=", "/messages?query=%20", "/messages?query=a&after=b", "/messages?query=" + "x" * 201,
    "/messages?query=a%00b", "/conversations?after=1", "/matches?kind=enemy", "/events?after=-1", "/events?after=1e9",
    "/notifications?after=7", "/notifications?unread=true",
]


@pytest.mark.parametrize("path", QUERIES)
def test_queries(people, path):
    check_refused(people[0].send("GET", path), MALFORMED + WRONG)


PATHS = [
    "/conversations/1/messages", f"/conversations/{UUID}/messages", f"/conversations/{UUID}/messages?limit=0",
    "/sessions/1", "/sessions/%00", "/members/..%2f..%2fetc", f"/sessions/{UUID}", f"/members/{UUID}/statistics",
]


@pytest.mark.parametrize("path", PATHS)
def test_ids_that_name_nothing(people, path):
    check_refused(people[0].send("GET", path), (404,) if UUID in path else (404, 422))


# A wrong picture is refused for its type (415), its size in bytes (413) or what it holds (422).
PICTURES = [
    ("50 megapixels", "image/png", lambda: png(*FIFTY_MEGAPIXELS), (413, 422)),
    ("HTML named PNG", "image/png", lambda: HTML, (415, 422)),
    ("SVG named PNG", "image/png", lambda: SVG, (415, 422)),
    ("SVG", "image/svg+xml", lambda: SVG, (415,)),
    ("HTML", "text/html", lambda: HTML, (415,)),
    ("half a PNG", "image/png", lambda: png(256, 256)[:80], (422,)),
    ("a PNG's head and zeros", "image/png", lambda: png()[:33] + bytes(4000), (422,)),
    ("nothing", "image/png", lambda: b"", (400, 415, 422)),
    ("3 MiB", "image/png", lambda: png() + bytes(3 << 20), (413,)),
]


@pytest.mark.parametrize(("kind", "made", "expected"), [row[1:] for row in PICTURES], ids=[row[0] for row in PICTURES])
def test_pictures(people, leaves_no_trace, kind, made, expected):
    answer = people[0].send("PUT", "/me/avatar", content=made(), headers={"Content-Type": kind})
    check_refused(answer, expected)
    assert people[0].send("GET", f"/members/{people[0].id}/avatar").status_code == 404


def test_a_good_picture_is_made_anew(people):
    learner, _ = people
    hidden = b"GPS 52.5200 N"
    sent = png(300, 200) + hidden
    answer = learner.send("PUT", "/me/avatar", content=sent, headers={"Content-Type": "image/png"})
    assert answer.status_code in (200, 204), answer.text
    served = learner.send("GET", f"/members/{learner.id}/avatar")
    assert served.status_code == 200 and served.headers["content-type"].startswith("image/")
    assert served.headers["x-content-type-options"] == "nosniff"
    assert hidden not in served.content and served.content != sent


def test_the_server_still_answers(sqlite_server):
    assert httpx.get(f"{sqlite_server.url}/healthz", trust_env=False).status_code == 200
    assert httpx.get(f"{sqlite_server.url}/readyz", trust_env=False).status_code == 200
