"""The authorisation matrix (D1): every operation of the contract, called by everyone, answers as matrix.txt says."""

import pytest
import yaml
from contract import DOCUMENT, METHODS
from matrix import NEVER, PRIVATE, ROLES, names, rows
from member import check_problem, new_token, said
from situations import AVAILABILITY, BEGUN, CANARY, Town, body_of, find_id, tidy

TABLE = list(rows())
CELLS = [(row, role) for row in TABLE for role in ROLES]


def test_every_operation_has_a_row_and_every_row_an_operation():
    paths = yaml.safe_load(DOCUMENT.read_text("utf8"))["paths"]
    declared = {f"{method.upper()} {path}" for path, item in paths.items() for method in METHODS if method in item}
    assert {row.operation for row in TABLE} == declared
    assert len({str(row) for row in TABLE}) == len(TABLE), "a row stands there twice"


@pytest.fixture(scope="module")
def town(server):
    town = Town(server)
    town.prepare([(str(row), role) for row, role in CELLS if row.situation in BEGUN])
    town.move_on()
    return town


@pytest.mark.parametrize(("row", "role"), CELLS, ids=[f"{row}: {role}" for row, role in CELLS])
def test_cell(town, row, role):
    identifier = find_id(town, row, role)
    if role == "blocked":
        town.owner.post(f"/members/{town.blocked.id}/block", expect=204)
    caller = town.caller(role)
    if row.path == "/logout" and role not in ("anonymous", "suspended"):
        caller = caller.again()
        caller.use(new_token(town.server.url, caller.email))
    path = row.path.replace("{id}", identifier).replace("{message}", town.message)
    answer = caller.send(row.method, path, **body_of(town, row, role))
    try:
        check_answer(town, row, role, answer)
    finally:
        tidy(town, row, role)


def check_answer(town, row, role, answer):
    wanted = row.statuses[role]
    if wanted >= 400:
        problem = check_problem(answer, wanted)
        assert set(problem) <= {"type", "title", "status", "detail", "code", "requestId", "fields", "session", "ring"}
        assert ("ring" in problem) <= (wanted == 409 and row.path.startswith("/rings/"))
        assert ("session" in problem) <= (wanted in (403, 409) and row.path.startswith("/sessions/"))
        if role == "suspended" and wanted == 403:
            assert problem["code"] == "suspended", said(answer)
        if role == "anonymous" and row.path not in ("/login", "/tokens") and wanted == 401:
            assert problem["code"] == "signInRequired", said(answer)
    assert answer.status_code == wanted, said(answer)
    check_privacy(town, row, role, answer)


def check_privacy(town, row, role, answer):
    text = answer.text if "json" in answer.headers.get("content-type", "") else ""
    found = set(names(answer.json())) if text else set()
    allowed = row.may_see(role) if answer.status_code < 300 else frozenset()
    assert not found & NEVER, said(answer)
    assert found & PRIVATE <= allowed, said(answer)
    if row.viewers == ("self",) and role == "self" and answer.status_code < 300:
        assert found & PRIVATE == allowed, "the owner sees what others do not"
    if role != "self":
        assert town.owner.email not in text and f'"{AVAILABILITY["intervals"][0]["end"]}"' not in text, said(answer)
    if "privateNote" not in allowed:
        assert CANARY not in text, said(answer)
    if row.situation == "spoken":
        sees = role in ("self", "counterpart") and answer.status_code < 300 and answer.status_code != 204
        assert ("Between the two of us" in text) <= sees, said(answer)
        if row.path in ("/conversations", "/messages"):
            assert ("Between the two of us" in text) == sees, said(answer)
    if role == "blocked" and row.path in ("/members", "/matches"):
        assert town.owner.id not in text, "a blocked member finds the owner"
    if role == "stranger" and row.path in ("/members", "/matches"):
        assert town.owner.id in text, "a stranger finds the owner"
    if row.path in ("/members", "/matches"):
        assert town.suspended.id not in text, "a suspended member is found"


def test_what_a_suspended_member_had_ahead_is_called_off(town):
    session = town.owner.get(f"/sessions/{town.left_out['id']}")
    assert (session["status"], session.get("endedBy"), session.get("reason")) == ("cancelled", None, None)
