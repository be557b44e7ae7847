"""A member who talks to the server over HTTP, with a bearer token."""

import uuid
from datetime import datetime, timedelta, timezone
from http.cookiejar import DefaultCookiePolicy

import httpx

PASSWORD = "seven-quiet-herons-42"


def moment(seconds=0.0, **ahead):
    """A time from now as the API writes it: RFC 3339, UTC, milliseconds."""
    at = datetime.now(timezone.utc) + timedelta(seconds=seconds, **ahead)
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"


def said(response):
    """What an answer said, for the message of a failing test."""
    request = response.request
    return f"{request.method} {request.url.path} → {response.status_code} {response.text[:600]}"


def check_problem(response, status, *codes):
    """The answer is a problem (RFC 9457) of this status and one of these codes."""
    assert response.status_code == status, said(response)
    assert response.headers["content-type"].split(";")[0] == "application/problem+json", said(response)
    body = response.json()
    assert body["status"] == status, said(response)
    assert body["title"] and body["type"] and body["code"], said(response)
    assert not codes or body["code"] in codes, said(response)
    if status == 422 and body["code"] == "invalid":
        assert body["fields"] and all(field["field"] and field["message"] for field in body["fields"]), said(response)
    return body


class Api:
    """The server's API, called by someone (token) or by nobody."""

    def __init__(self, url, token=None, timeout=30):
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        self.url = url
        self.token = token
        self.http = httpx.Client(
            base_url=f"{url}/api/v1", headers=headers, timeout=timeout, trust_env=False, follow_redirects=False)
        self.http.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=[]))  # a program, not a browser

    def send(self, method, path, body=None, key=None, **more):
        """The raw answer, whatever it is."""
        headers = more.pop("headers", {}) | ({"Idempotency-Key": key} if key else {})
        if body is not None:
            more["json"] = body
        return self.http.request(method, path, headers=headers, **more)

    def call(self, method, path, body=None, expect=(200, 201, 204), **more):
        """The body of an answer that must be a good one."""
        response = self.send(method, path, body, **more)
        assert response.status_code in ((expect,) if isinstance(expect, int) else expect), said(response)
        return response.json() if response.content else None

    def get(self, path, **query):
        return self.call("GET", path, expect=200, params=query)

    def post(self, path, body=None, **more):
        return self.call("POST", path, {} if body is None else body, **more)

    def put(self, path, body, **more):
        return self.call("PUT", path, body, **more)

    def patch(self, path, body, **more):
        return self.call("PATCH", path, body, **more)

    def delete(self, path, **more):
        return self.call("DELETE", path, **more)

    def pages(self, path, **query):
        """Every item of a list, page by page."""
        after = None
        while True:
            page = self.get(path, **query, **({"after": after} if after else {}))
            yield from page["items"]
            after = page.get("next")
            if not after:
                return

    def move(self, url):
        """Goes on with another server that has the same database."""
        self.url = url
        self.http.base_url = f"{url}/api/v1"

    def use(self, token):
        """Goes on with another token."""
        self.token = token
        self.http.headers["Authorization"] = f"Bearer {token}"

    def close(self):
        self.http.close()


class Member(Api):
    """One who signed up."""

    def __init__(self, url, token, me, email):
        super().__init__(url, token)
        self.id = me["id"]
        self.name = me["name"]
        self.email = email

    @classmethod
    def sign_up(cls, url, name="Ada Example", zone="Europe/Berlin"):
        email = f"{uuid.uuid4().hex}@example.org"
        guest = Api(url)
        me = guest.call("POST", "/accounts", sign_up_body(email, name, zone), expect=201)
        guest.close()
        return cls(url, new_token(url, email), me, email)

    def again(self):
        """The same member from another program, with a connection of its own."""
        return Member(self.url, self.token, {"id": self.id, "name": self.name}, self.email)

    def skills(self, teach=(), learn=()):
        """Offers and wishes as (skill, level)."""
        def rows(pairs):
            return [{"skill": skill, "level": level} for skill, level in pairs]
        self.put("/me/skills", {"teach": rows(teach), "learn": rows(learn)})
        return self

    def always_free(self, zone="Europe/Berlin"):
        days = [{"weekday": day, "start": "00:00", "end": "23:30"} for day in range(1, 8)]
        self.put("/me/availability", {"timeZone": zone, "intervals": days})
        return self

    def request_body(self, teacher, skill="guitar", at=None, minutes=60, topic="First chords"):
        """A request to `teacher`, who teaches me."""
        return {
            "recipient": teacher.id, "topic": topic, "scheduledAt": at or moment(days=2), "durationMinutes": minutes,
            "teaches": [{"teacher": teacher.id, "skill": skill}],
        }

    def request(self, teacher, **how):
        return self.call("POST", "/sessions", self.request_body(teacher, **how), expect=201)

    def act(self, session, transition, body=None, expect=200, **more):
        identifier = session["id"] if isinstance(session, dict) else session
        return self.call("POST", f"/sessions/{identifier}/{transition}", body or {}, expect=expect, **more)

    def try_act(self, session, transition, body=None, **more):
        return self.send("POST", f"/sessions/{session['id']}/{transition}", body or {}, **more)


def sign_up_body(email=None, name="Ada Example", zone="Europe/Berlin"):
    email = email or f"{uuid.uuid4().hex}@example.org"
    return {"email": email, "password": PASSWORD, "name": name, "timeZone": zone}


def new_token(url, email):
    guest = Api(url)
    body = {"email": email, "password": PASSWORD, "label": "tests"}
    token = guest.call("POST", "/tokens", body, expect=201)["token"]
    guest.close()
    return token


def pair(url, skill="guitar"):
    """A learner and a teacher of one skill."""
    teacher = Member.sign_up(url, "Theo Teacher").skills(teach=[(skill, "expert")])
    learner = Member.sign_up(url, "Lena Learner").skills(learn=[(skill, "beginner")])
    return learner, teacher
