"""Exchange rings over HTTP: from the proposal to its balance, what is refused, and who wins a race."""

import time
import uuid
from datetime import datetime

import pytest
from contract import check_shape
from member import Member, check_problem, moment, said
from rings import act, active, could_replace, look, places, propose, ring_people, told, try_act
from test_races import at_once, statuses
from test_story import until

ROUNDS = 8


@pytest.fixture
def people(server):
    return ring_people(server.url)


def test_everybody_sees_who_teaches_whom_and_accepts(people):
    ada, bo, cem = people
    for member in people:
        member.always_free()
    ring = propose(ada, bo, cem)
    assert (ring["status"], ring["can"], ring["proposer"]) == ("proposed", ["reject"], ada.id)
    assert [line["teaches"]["name"] for line in ring["members"]] == [member.skill for member in people]
    assert [line["to"] for line in ring["members"]] == [bo.id, cem.id, ada.id]
    assert [line["accepted"] for line in ring["members"]] == [True, False, False]
    assert all(line["sharedMinutesPerWeek"] > 1000 and line["nextSlots"] for line in ring["members"])
    assert 0 < ring["score"] <= 1 and len(ring["why"]) == 3 and ring["expiresAt"] > moment(hours=71)
    seen = look(bo, ring)
    assert (seen["nextStep"], seen["can"]) == ({"kind": "answer"}, ["accept", "reject"])
    assert act(bo, ring, "accept")["nextStep"] == {"kind": "awaitAnswers", "members": [cem.id]}
    done = act(cem, ring, "accept")
    assert (done["status"], done["can"]) == ("active", ["leave"]) and "expiresAt" not in done
    assert done["nextStep"]["kind"] == "ask" and done["nextStep"]["members"] == [bo.id]
    assert act(cem, ring, "accept") == done, "said again, nothing changes"
    for member in people:
        assert told(member) == ["ring:proposed", "ring:accepted", "ring:active"]
        page = member.get("/me/rings")
        check_shape("RingPage", page)
        check_shape("EventPage", member.get("/events", after=0, limit=100))
        assert [mine["id"] for mine in page["items"]] == [ring["id"]]
        talks = member.get("/conversations")["items"]
        assert len(talks) == 3 and [talk["ring"] for talk in talks if talk["ring"]] == [ring["id"]]
    check_shape("NotificationPage", bo.get("/notifications"))
    kinds = [told["kind"] for told in bo.get("/notifications")["items"]]
    assert kinds == ["ringActive", "ringProposed"]


def test_a_ring_that_is_open_is_not_suggested_again(people):
    ada, bo, cem = people
    for member in people:
        member.always_free()

    def suggested(member):
        return [[line["member"]["id"] for line in ring["members"]] for ring in member.get("/rings")["items"]]

    assert until(lambda: suggested(ada)) == [[ada.id, bo.id, cem.id]]
    ring = propose(bo, cem, ada)
    assert suggested(ada) == suggested(cem) == []
    act(cem, ring, "reject")
    assert suggested(cem) == [[cem.id, ada.id, bo.id]]


def test_sessions_inside_fill_the_balance(people):
    ada, bo, cem = people
    ring = active(ada, bo, cem)
    body = bo.request_body(ada, skill=ada.skill, at=moment(1.5), minutes=90) | {"ring": ring["id"]}
    wrong = check_problem(bo.send("POST", "/sessions", body | {"ring": bo.id}), 422, "invalid")
    assert [field["field"] for field in wrong["fields"]] == ["ring"]
    session = bo.call("POST", "/sessions", body, expect=201)
    assert session["ring"] == ring["id"]
    assert look(ada, ring)["nextStep"] == {"kind": "answerRequest", "session": session["id"]}
    ada.act(session, "accept")
    until(lambda: "complete" in bo.get(f"/sessions/{session['id']}")["can"])
    bo.act(session, "complete")
    outside = bo.request(ada, skill=ada.skill)
    assert outside["ring"] is None
    assert [found["id"] for found in bo.get("/sessions", ring=ring["id"])["items"]] == [session["id"]]
    hers = look(ada, ring)
    assert hers["balance"] == {"givenMinutes": 90, "receivedMinutes": 0, "canReceiveMinutes": 90}
    assert [line["taughtMinutes"] for line in hers["members"]] == [90, 0, 0]
    ledger = bo.get("/me/ledger")
    check_shape("Ledger", ledger)
    assert ledger["total"] == {"givenMinutes": 0, "receivedMinutes": 90, "canReceiveMinutes": 0}
    assert [(row["member"]["id"], row["balance"]) for row in ledger["partners"]] == [(ada.id, ledger["total"])]
    assert ledger["rings"] == [{"ring": ring["id"], "balance": ledger["total"]}]


def test_who_declines_is_replaced(people):
    ada, bo, cem = people
    dee = could_replace(cem)
    ring = propose(ada, bo, cem)
    over = act(cem, ring, "reject")
    assert (over["status"], over["can"], over["members"][2]["member"]["id"]) == ("dissolved", [], cem.id)
    assert act(cem, ring, "reject") == over == look(cem, ring)
    now = look(ada, ring)
    assert (now["status"], now["members"][2]["member"]["id"]) == ("proposed", dee.id)
    assert told(cem) == ["ring:proposed", "ring:dissolved"] and told(dee) == ["ring:proposed"]
    problem = check_problem(try_act(cem, ring, "accept"), 409, "wrongStatus")
    check_shape("RingProblem", problem)
    assert problem["ring"]["members"][2]["member"]["id"] == cem.id, "who is asked now is none of their business"
    act(dee, ring, "reject")
    assert look(ada, ring)["status"] == "dissolved"


def test_leaving_offers_repair(people):
    ada, bo, cem = people
    ring = active(ada, bo, cem)
    dee = could_replace(cem)
    session = ada.request(cem, skill=cem.skill)
    cem.act(session, "accept")
    assert act(cem, ring, "leave")["status"] == "broken"
    assert ada.get(f"/sessions/{session['id']}")["status"] == "accepted"
    broken = look(ada, ring)
    assert (broken["left"], broken["nextStep"]) == (cem.id, {"kind": "repair"})
    repair = broken["repairs"][0]
    assert (repair["id"], repair["status"]) == (None, "suggested")
    assert [line["member"]["id"] for line in repair["members"]] == [ada.id, bo.id, dee.id]
    members = [{"member": line["member"]["id"], "teaches": line["teaches"]["slug"]} for line in repair["members"]]
    again = ada.call("POST", "/rings", {"members": members}, expect=201)
    assert again["status"] == "proposed" and again["id"] != ring["id"]
    assert told(bo)[-2:] == ["ring:broken", "ring:proposed"]


def test_what_cannot_be_proposed(people):
    ada, bo, cem = people
    body = places(ada, bo, cem)
    for wrong in ({"members": body["members"][:2]}, {"members": body["members"][1:] * 2}, {}, body | {"name": "x"}):
        check_problem(ada.send("POST", "/rings", wrong), 422, "invalid")
    crossed = {"members": [body["members"][0], body["members"][2], body["members"][1]]}
    fields = check_problem(ada.send("POST", "/rings", crossed), 422, "invalid")["fields"]
    assert [field["field"] for field in fields] == [f"members[{place}].teaches" for place in range(3)]
    propose(ada, bo, cem)
    turned = {"members": [*body["members"][1:], body["members"][0]]}
    check_problem(bo.send("POST", "/rings", turned), 409, "duplicateRing")
    others = [could_replace(cem) for _ in range(3)]
    for other in others[:2]:
        propose(ada, bo, other)
    check_problem(ada.send("POST", "/rings", places(ada, bo, others[2])), 409, "tooManyRings")
    check_problem(others[2].send("POST", "/rings", places(ada, bo, others[2])), 409, "ringImpossible")
    check_problem(ada.send("POST", f"/rings/{ada.id}/accept", {"x": 1}), 404, "notFound")


def test_a_block_acts_at_once(people):
    ada, bo, cem = people
    ring = active(ada, bo, cem)
    ada.post(f"/members/{bo.id}/block", expect=204)
    seen = look(cem, ring)
    assert (seen["status"], seen["left"]) == ("broken", ada.id)
    check_problem(cem.send("POST", "/rings", places(ada, bo, cem)), 409, "ringImpossible")
    check_problem(bo.send("POST", "/rings", places(ada, bo, cem)), 404, "notFound")


def test_demand_counts_from_three_on(server):
    skill = f"art of {uuid.uuid4().hex}"
    wishing = [Member.sign_up(server.url, name).skills(learn=[(skill, "beginner")]) for name in ("Ada", "Bo")]

    def demanded():
        return [row["learners"] for row in wishing[0].get("/demand", limit=100)["items"] if row["name"] == skill]

    assert demanded() == []
    cem = Member.sign_up(server.url, "Cem").skills(learn=[(skill, "beginner")])
    assert demanded() == [3]
    Member.sign_up(server.url, "Dee").skills(teach=[(skill, "expert")])
    assert demanded() == []


def test_a_word_when_somebody_teaches_what_i_wish_for(new_server):
    server = new_server()
    server.start()
    ada = Member.sign_up(server.url, "Ada").skills(learn=[("fiddle", "beginner")])
    bo = Member.sign_up(server.url, "Bo").skills(teach=[("fiddle", "expert")])
    assert ada.get("/notifications")["items"] == [], "who fills in their profile may still change their mind"
    assert server.stop() == 0, server.log()
    server.flags = ["--clock-offset", "600"]
    server.start()
    ada.move(server.url)
    alert = until(lambda: ada.get("/notifications")["items"])[0]
    assert (alert["kind"], alert["target"]) == ("wishMatched", {"type": "member", "id": bo.id})
    assert alert["about"] == {"name": "Bo", "topic": "Violin"}
    assert server.stop() == 0, server.log()


def test_the_last_yes_against_a_no(people):
    ada, bo, cem = people
    for _ in range(ROUNDS):
        ring = propose(ada, bo, cem)
        act(bo, ring, "accept")
        accepted, rejected = at_once(lambda: try_act(cem, ring, "accept"), lambda: try_act(bo, ring, "reject"))
        assert statuses(accepted, rejected) == [200, 409], (said(accepted), said(rejected))
        won = accepted if accepted.status_code == 200 else rejected
        lost = rejected if won is accepted else accepted
        status = won.json()["status"]
        assert status == ("active" if won is accepted else "dissolved")
        assert check_problem(lost, 409, "wrongStatus")["ring"]["status"] == status
        assert told(ada)[-1] == f"ring:{status}"
        if status == "active":
            act(ada, ring, "leave")


def test_two_last_answers_and_two_leaving(people):
    ada, bo, cem = people
    for _ in range(ROUNDS):
        ring = propose(ada, bo, cem)
        answers = at_once(lambda: try_act(bo, ring, "accept"), lambda: try_act(cem, ring, "accept"))
        assert statuses(*answers) == [200, 200], [said(answer) for answer in answers]
        assert told(ada)[-2:] == ["ring:accepted", "ring:active"]
        left = at_once(lambda: try_act(bo, ring, "leave"), lambda: try_act(cem, ring, "leave"))
        assert statuses(*left) == [200, 409], [said(answer) for answer in left]
        assert told(ada)[-1] == "ring:broken"


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_the_last_yes_against_a_no_and_the_clock(new_server, engine):
    server = new_server(engine)
    server.start()
    people = [ring_people(server.url) for _ in range(ROUNDS)]
    rings = []
    for ada, bo, cem in people:
        rings.append(propose(ada, bo, cem))
        act(bo, rings[-1], "accept")
    assert server.stop() == 0, server.log()
    # The rings run out one after the other, as they were proposed, from a few seconds on.
    server.flags = ["--clock-offset", str(round(at(rings[0]["expiresAt"]) - time.time() - 4))]
    server.start()
    for three, ring in zip(people, rings, strict=True):
        ada, bo, cem = three
        for member in three:
            member.move(server.url)
        time.sleep(max(0, at(ring["expiresAt"]) - int(server.flags[1]) - time.time() - 0.005))
        accepted, rejected, _ = at_once(
            lambda cem=cem, ring=ring: try_act(cem, ring, "accept"),
            lambda bo=bo, ring=ring: try_act(bo, ring, "reject"),
            lambda ada=ada, ring=ring: look(ada, ring))
        winners = [answer for answer in (accepted, rejected) if answer.status_code == 200]
        assert len(winners) <= 1, (said(accepted), said(rejected))
        last = look(ada, ring)["status"]
        assert last == ("active" if winners == [accepted] else "dissolved")
        assert told(ada) == ["ring:proposed", "ring:accepted", f"ring:{last}"]
    assert server.stop() == 0, server.log()



def at(text):
    """Seconds since 1970 of a time as the API writes it."""
    return datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def test_the_last_yes_against_an_offer_taken_back(server):
    for _ in range(6):
        ada, bo, cem = ring_people(server.url)
        ring = propose(ada, bo, cem)
        act(bo, ring, "accept")
        accepted, _ = at_once(
            lambda: try_act(cem, ring, "accept"), lambda: bo.skills(teach=[], learn=[(bo.wish, "beginner")]))
        assert accepted.status_code == 200
        status = accepted.json()["status"]
        assert status in ("active", "dissolved") and look(ada, ring)["status"] == status
        last = {"active": "ring:active", "dissolved": "ring:dissolved"}[status]
        assert [told(member)[-1] for member in (ada, bo, cem)] == [last] * 3
        if status == "dissolved":
            assert "ring:active" not in told(ada)
