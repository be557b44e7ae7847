"""Cross-site requests are refused on every operation that writes, and every answer carries its headers."""

import httpx
import pytest
from contract import full, operations, writes
from member import Member, check_problem, sign_up_body


@pytest.fixture(scope="module")
def browser(sqlite_server):
    """A browser that is signed in by cookie; it says where a page comes from only when a test makes it."""
    client = httpx.Client(base_url=sqlite_server.url, trust_env=False)
    answer = client.post("/api/v1/accounts", json=sign_up_body(), headers={"Origin": sqlite_server.url})
    assert answer.status_code == 201, answer.text
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=lax" in cookie and "path=/" in cookie
    yield client
    client.close()


def foreign(url):
    port = url.rsplit(":", 1)[1]
    return {
        "evil": {"Origin": "https://evil.example"},
        "null": {"Origin": "null"},
        "absent": {},
        "same-site": {"Origin": f"http://sub.127.0.0.1:{port}"},
        "other port": {"Origin": "http://127.0.0.1:1"},
        "prefix": {"Origin": url + ".evil.example"},
        "cross-site fetch": {"Sec-Fetch-Site": "cross-site"},
        "same-site fetch": {"Sec-Fetch-Site": "same-site"},
        "cross-site fetch, right origin": {"Sec-Fetch-Site": "cross-site", "Origin": url},
        "only a referrer": {"Referer": url + "/"},
    }


@pytest.mark.parametrize(("method", "path"), writes(), ids=[" ".join(row) for row in writes()])
def test_a_foreign_page_cannot_write(browser, sqlite_server, method, path):
    for name, headers in foreign(sqlite_server.url).items():
        answer = browser.request(method, full(path), json={}, headers=headers)
        assert answer.status_code == 403, f"{name}: {answer.status_code} {answer.text}"
        check_problem(answer, 403)


def test_with_a_public_address_only_that_one_counts(new_server):
    server = new_server()
    server.flags = ["--public-url", "http://skills.example"]
    server.start()
    for origin, status in [("http://skills.example", 201), ("https://skills.example", 403), (server.url, 403)]:
        answer = httpx.post(
            f"{server.url}/api/v1/accounts", json=sign_up_body(), headers={"Origin": origin}, trust_env=False)
        assert answer.status_code == status, f"{origin}: {answer.text}"
    assert server.stop() == 0


def test_the_own_page_can_write(browser, sqlite_server):
    for headers in ({"Origin": sqlite_server.url}, {"Sec-Fetch-Site": "same-origin"}):
        answer = browser.patch("/api/v1/me", json={"headline": "Hello"}, headers=headers)
        assert answer.status_code == 200, answer.text
    assert browser.get("/api/v1/me").json()["headline"] == "Hello"


def test_a_token_needs_no_origin(sqlite_server):
    assert Member.sign_up(sqlite_server.url).send("PATCH", "/me", {"headline": "Hi"}).status_code == 200


@pytest.mark.parametrize(("method", "path"), list(operations()), ids=[" ".join(row) for row in operations()])
def test_every_answer_carries_its_headers(sqlite_server, method, path):
    body = {} if method != "GET" else None
    answer = httpx.request(method, sqlite_server.url + full(path), json=body, trust_env=False)
    headers = answer.headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] in ("same-origin", "same-site")
    assert headers["x-request-id"]
    assert "access-control-allow-origin" not in headers
    if answer.status_code >= 400:
        assert "no-store" in headers["cache-control"]
        assert headers["content-type"].startswith("application/problem+json")
    if path.startswith("/me"):
        assert "no-store" in headers["cache-control"]


@pytest.mark.parametrize("path", ["/", "/api", "/api/v1/openapi.yaml", "/healthz", "/readyz", "/none", "/api/v1/none"])
def test_head_answers_as_get_without_a_body(sqlite_server, path):
    got = httpx.get(sqlite_server.url + path, trust_env=False)
    head = httpx.head(sqlite_server.url + path, trust_env=False)
    assert head.status_code == got.status_code and head.content == b""
    assert head.headers.get("content-type") == got.headers.get("content-type")


def test_the_service_worker_may_fetch_the_files_that_it_keeps(sqlite_server):
    policy = httpx.get(f"{sqlite_server.url}/sw.js", trust_env=False).headers["content-security-policy"]
    assert "default-src 'none'" in policy and "connect-src 'self'" in policy
