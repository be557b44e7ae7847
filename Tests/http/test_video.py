"""Video on a whole server: the tokens that it makes, keys replaced while it runs, the headers of the page of a call."""

import base64
import hashlib
import hmac
import json
import time

import httpx
import pytest
from member import check_problem, moment, pair, said

SECRET = "6f1d2c3b4a5968778695a4b3c2d1e0f9"
OTHER = "0e9d8c7b6a5948372615f4e3d2c1b0af"


def replace(path, text):
    """Puts a new file in the place of the old, as an operator does."""
    new = path.with_suffix(".new")
    new.write_text(text, "utf8")
    new.chmod(0o600)
    new.rename(path)


@pytest.fixture(scope="module")
def secret(tmp_path_factory):
    path = tmp_path_factory.mktemp("keys") / "secret"
    replace(path, SECRET)
    return path


@pytest.fixture(scope="module")
def video_server(new_server, secret):
    server = new_server(environment={
        "SKILLSYNC_VIDEO": "jwt", "SKILLSYNC_VIDEO_DOMAIN": "meet.example", "SKILLSYNC_VIDEO_APP_ID": "skills",
        "SKILLSYNC_VIDEO_SECRET_FILE": str(secret)})
    server.start()
    yield server
    assert server.stop() == 0, server.log()


def decoded(part):
    assert "=" not in part
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def is_signed(token, key):
    signed, _, signature = token.rpartition(".")
    digest = hmac.new(key.encode(), signed.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == signature


def test_a_token_and_its_key(video_server, secret):
    learner, teacher = pair(video_server.url)
    session = learner.request(teacher, at=moment(minutes=9))
    path = f"/sessions/{session['id']}/room"
    check_problem(learner.send("POST", path, {}), 409, "roomClosed")
    teacher.act(session, "accept")
    room = learner.post(path)
    header, claims, _ = room["token"].split(".")
    assert decoded(header) == {"alg": "HS256", "typ": "JWT"}
    claims = decoded(claims)
    now = time.time()
    end = session["scheduledAt"]
    assert (claims["iss"], claims["aud"], claims["sub"], claims["room"]) == ("skills", "skills", "*", room["room"])
    assert all(isinstance(claims[name], int) for name in ("nbf", "exp"))
    assert now - 40 < claims["nbf"] < now - 25 and now + 90 * 60 < claims["exp"] < now + 100 * 60, (end, claims)
    assert set(claims) == {"iss", "aud", "sub", "room", "nbf", "exp", "context"}
    user = claims["context"]["user"]
    assert set(claims["context"]) == {"user"} and set(user) == {"id", "name", "moderator"}
    assert (user["name"], user["moderator"]) == (learner.name, "true") and learner.id not in user["id"]
    assert is_signed(room["token"], SECRET) and not is_signed(room["token"], OTHER)
    assert teacher.post(path)["room"] == room["room"]
    assert learner.send("POST", path, {}).headers["cache-control"] == "no-store"
    replace(secret, OTHER)
    deadline = time.monotonic() + 60
    while not is_signed(learner.post(path)["token"], OTHER):
        assert time.monotonic() < deadline, "the new secret was not taken"
    replace(secret, "too short")
    deadline = time.monotonic() + 60
    while "video-secret was not taken" not in video_server.log():
        assert is_signed(learner.post(path)["token"], OTHER)
        assert time.monotonic() < deadline, "nothing was said of the bad secret"
    log = video_server.log(last=10**7)
    assert room["token"] not in log and room["room"] not in log and SECRET not in log and OTHER not in log


def test_the_page_of_a_call_may_run_the_jitsi_and_no_other_page(video_server):
    def headers(path):
        answer = httpx.get(video_server.url + path, trust_env=False)
        assert answer.status_code == 200, said(answer)
        return answer.headers

    call = headers("/call/01890a5d-ac96-774b-bcce-b302099a8057")
    policy = dict(part.strip().split(" ", 1) for part in call["content-security-policy"].split(";"))
    assert policy["script-src"] == "'self' https://meet.example" and policy["frame-src"] == "https://meet.example"
    assert policy["default-src"] == "'none'" and policy["trusted-types"] == "app sx-jitsi"
    assert policy["require-trusted-types-for"] == "'script'" and "unsafe" not in call["content-security-policy"]
    for name in ("camera", "microphone", "display-capture"):
        assert f'{name}=(self "https://meet.example")' in call["permissions-policy"]
    assert "geolocation=()" in call["permissions-policy"] and "cross-origin-embedder-policy" not in call
    for path in ("/", "/api"):
        other = headers(path)
        assert "camera=()" in other["permissions-policy"] and "frame-src 'none'" in other["content-security-policy"]
        assert "meet.example" not in other["content-security-policy"] + other["permissions-policy"]


def test_without_video_the_page_of_a_call_loads_what_any_other_does(sqlite_server):
    call = httpx.get(f"{sqlite_server.url}/call/01890a5d-ac96-774b-bcce-b302099a8057", trust_env=False).headers
    front = httpx.get(sqlite_server.url, trust_env=False).headers
    assert call["content-security-policy"] == front["content-security-policy"]
    assert "camera=(self)" in call["permissions-policy"] and "camera=()" in front["permissions-policy"]
