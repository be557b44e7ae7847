"""Three and four people and their rings, each in a browser of their own."""

import re
import uuid

import pytest
from browsers import PHONE, held
from member import moment
from playwright.sync_api import expect
from rings import act, active, could_replace, look, propose
from test_sessions import press, until


@pytest.fixture
def circle(person):
    """People of whom each teaches the next one a skill that nobody else knows: `circle("Ada", "Bo", "Cem")`."""

    def make(*names, **how):
        skills = [f"{uuid.uuid4().hex[:6]} art" for _ in names]
        people = [person(name, teach=skill, learn=skills[place - 1], **how)
                  for place, (name, skill) in enumerate(zip(names, skills, strict=True))]
        for place, member in enumerate(people):
            member.skill, member.wish = skills[place], skills[place - 1]
            member.always_free()
        return people

    return make


@pytest.fixture
def substitute(person):
    """Somebody who teaches and wants what a member does."""

    def make(name, member):
        other = person(name, teach=member.skill, learn=member.wish)
        other.skill, other.wish = member.skill, member.wish
        return other.always_free()

    return make


def open_ring(member, ring):
    member.page.goto(f"/rings/{ring['id']}")
    expect(member.page.locator(".ring-main")).to_be_visible()
    return member.page


def state(page):
    return page.locator(".ring-main .ring-state")


def sees(people, words):
    for member in people:
        expect(state(member.page)).to_have_text(words)


def has_joined(page, words):
    """It is shown, and said to who does not see it."""
    expect(page.locator(".ring-main strong")).to_have_text(words)
    expect(page.locator(".ring-main .hidden[role=status]")).to_have_text(words)


def confirm(page, name):
    press(page.get_by_role("dialog"), name)


def lesson(learner, teacher, ring, minutes=60):
    """A session inside the ring that takes place at once."""
    body = learner.request_body(teacher, skill=teacher.skill, at=moment(seconds=2), minutes=minutes)
    session = learner.call("POST", "/sessions", body | {"ring": ring["id"]}, expect=201)
    teacher.act(session, "accept")
    until(learner.page, lambda: learner.try_act(session, "complete").status_code == 200, seconds=30)
    return session


def test_three_find_each_other_and_teach_around(circle):
    ada, bo, cem = people = circle("Ada", "Bo", "Cem")
    page = ada.page
    page.goto("/matches")
    expect(page.get_by_text("Nobody fits both ways yet. These rings could work all the same.")).to_be_visible()
    card = page.locator(".ring-card")
    expect(card.get_by_role("heading")).to_have_text(re.compile("Ring with .*Bo.* and .*Cem"))
    expect(card).to_contain_text(f"You teach Bo {ada.skill}")
    expect(card).to_contain_text(f"Cem teaches you {cem.skill}")
    expect(card).to_contain_text("a week or more")
    card.get_by_role("link", name="See the ring").click()
    expect(page.get_by_text("Nobody has been asked yet")).to_be_visible()
    expect(page.locator("svg.ring title")).to_have_text(
        f"You teach Bo {ada.skill}; Bo teaches Cem {bo.skill}; Cem teaches you {cem.skill}")
    bo.page.goto("/matches")
    cem.page.goto("/rings")
    expect(cem.page.get_by_role("heading", name="Rings you could be in")).to_be_visible()
    press(page, "Propose this ring")
    expect(state(page)).to_have_text("You proposed this ring")
    expect(page).to_have_url(re.compile(r"/rings/[0-9a-f-]{36}$"))
    has_joined(page, "1 of 3 have joined.")

    toast = bo.page.locator(".toast").filter(has_text="Ada proposes an exchange ring to you")
    press(toast, "Look")
    expect(state(bo.page)).to_have_text("Ada proposes this ring to you")
    expect(bo.page.locator(".ring-edge-open")).to_have_count(3)
    press(bo.page, "Join the ring")
    expect(state(bo.page)).to_have_text("You have joined; others are still asked")
    has_joined(page, "2 of 3 have joined.")
    expect(page.locator(".ring-edge-open")).to_have_count(2)

    expect(cem.page.get_by_role("heading", name="Your answer is asked for")).to_be_visible()
    cem.page.get_by_role("link", name="Look and answer").click()
    press(cem.page, "Join the ring")
    sees(people, "This ring is active")
    for member in people:
        expect(member.page.locator(".ring-edge-open")).to_have_count(0)
        expect(member.page.get_by_text("Conversation of the whole ring")).to_be_visible()
    assert page.evaluate("performance.getEntriesByType('navigation').length") == 1

    [ring] = ada.get("/me/rings")["items"]
    talk_together(ada, bo)
    open_ring(ada, ring)
    lesson(cem, bo, ring, minutes=30)
    balance = page.get_by_role("region", name="Given and received")
    expect(balance.get_by_role("row", name=re.compile("Bo teaches Cem"))).to_contain_text("30 mins")
    expect(balance).to_contain_text("Nothing passed between you and them yet.")
    lesson(bo, ada, ring, minutes=90)
    expect(balance).to_contain_text("You gave 1 hr 30 mins and received 0 mins. You can receive 1 hr 30 mins.")
    ask_inside(ada, cem, ring)
    page.goto("/ledger")
    expect(page.get_by_role("row", name=re.compile("^Bo"))).to_contain_text("1 hr 30 mins")
    expect(page.get_by_role("row", name=re.compile("^Ring with"))).to_contain_text("1 hr 30 mins")


def talk_together(ada, bo):
    """The conversation of the ring: everybody is named, and everybody reads it at once."""
    for member in (ada, bo):
        member.page.get_by_role("link", name="Conversation of the whole ring").click()
        expect(member.page.get_by_role("heading", level=1)).to_contain_text("Ring with")
    box = ada.page.get_by_role("textbox", name="Write to everybody in the ring")
    box.fill("Shall we all meet once?")
    box.press("Enter")
    line = bo.page.locator(".line").filter(has_text="Shall we all meet once?")
    expect(line).to_contain_text("Ada")


def ask_inside(ada, cem, ring):
    """The next step says it and its button does it; who is asked sees at once what is next."""
    page, theirs = open_ring(ada, ring), open_ring(cem, ring)
    step = page.get_by_role("region", name="Your next step")
    expect(step).to_contain_text(f"Ask Cem for a session about {cem.skill}.")
    press(step, "Ask for a session")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("It belongs to your ring")
    expect(dialog.get_by_label("I teach Cem")).to_have_count(0)
    press(dialog, "Send the request")
    expect(dialog).to_have_count(0)
    expect(step).to_contain_text("Your request waits for an answer.")
    expect(theirs.get_by_role("region", name="Your next step")).to_contain_text("A request for a session waits for your answer.")
    theirs.get_by_role("region", name="Your next step").get_by_role("link", name="Answer").click()
    expect(theirs.get_by_role("link", name="Part of a ring")).to_have_attribute("href", f"/rings/{ring['id']}")
    press(theirs.locator(".session-main"), "Accept")
    expect(step).to_contain_text("Your next session is agreed on.")
    expect(page.locator(".ring-session").first).to_contain_text("Agreed")
    assert [one["status"] for one in ada.get("/sessions", ring=ring["id"])["items"]] == ["completed", "accepted"]


def test_four_in_a_ring(circle):
    ada, bo, cem, dee = people = circle("Ada", "Bo", "Cem", "Dee", viewport=PHONE)
    ada.page.goto("/matches?kind=ring")
    ada.page.get_by_role("link", name="See the ring").click()
    press(ada.page, "Propose this ring")
    expect(state(ada.page)).to_have_text("You proposed this ring")
    [ring] = ada.get("/me/rings")["items"]
    for joined, member in enumerate((bo, cem, dee), start=2):
        page = open_ring(member, ring)
        expect(page.locator(".ring-node")).to_have_count(4)
        press(page, "Join the ring")
        if joined < 4:
            has_joined(ada.page, f"{joined} of 4 have joined.")
    sees(people, "This ring is active")
    for member in people:
        lines = member.page.locator(".ring-line")
        expect(lines).to_have_count(4)
        expect(lines.first).to_contain_text("You teach")
        expect(lines.last).to_contain_text("teaches you")


def test_who_declines_is_replaced_and_then_nobody_is_left(circle, substitute):
    ada, bo, cem = circle("Ada", "Bo", "Cem")
    dee = substitute("Dee", cem)
    ring = propose(ada, bo, cem)
    for member in (ada, bo, cem):
        open_ring(member, ring)
    press(cem.page, "Decline")
    expect(cem.page.get_by_role("dialog")).to_contain_text("Somebody else may be asked in your place")
    confirm(cem.page, "Cancel")
    expect(state(cem.page)).to_have_text("Ada proposes this ring to you")
    press(cem.page, "Decline")
    confirm(cem.page, "Decline")
    expect(state(cem.page)).to_have_text("This ring did not come about")
    expect(cem.page.locator("[data-action]")).to_have_count(0)
    for member in (ada, bo):
        expect(member.page.get_by_role("heading", level=1)).to_contain_text("Dee")
        expect(member.page.locator("svg.ring")).to_contain_text("Dee")
        has_joined(member.page, "1 of 3 have joined.")
    press(open_ring(dee, ring), "Decline")
    confirm(dee.page, "Decline")
    sees((ada, bo, dee), "This ring did not come about")
    expect(ada.page.get_by_text("Nobody is bound to anything.")).to_be_visible()
    ada.page.goto("/rings?show=past")
    expect(ada.page.locator(f'[data-ring="{ring["id"]}"]')).to_contain_text("did not come about")


def test_who_leaves_is_replaced_at_one_press(circle, substitute):
    ada, bo, cem = circle("Ada", "Bo", "Cem")
    ring = active(ada, bo, cem)
    dee = substitute("Dee", cem)
    for member in (ada, bo, cem):
        open_ring(member, ring)
    dee.page.goto("/notifications")
    press(cem.page, "Leave the ring")
    confirm(cem.page, "Leave the ring")
    expect(state(cem.page)).to_have_text("You have left this ring")
    sees((ada, bo), "Cem has left this ring")
    expect(bo.page.get_by_role("region", name="Who could take the place")).to_contain_text("Dee")
    press(ada.page, re.compile("Propose it with .*Dee"))
    expect(state(ada.page)).to_have_text("You proposed this ring")
    expect(ada.page.get_by_role("heading", level=1)).to_contain_text("Dee")
    told = dee.page.locator("a.notification").filter(has_text="Ada proposes an exchange ring to you")
    told.click()
    expect(state(dee.page)).to_have_text("Ada proposes this ring to you")


def test_the_conversation_of_a_ring_goes_on_without_who_has_left(circle):
    ada, bo, cem = circle("Ada", "Bo", "Cem")
    ring = active(ada, bo, cem)
    for member in (ada, cem):
        member.page.goto(f"/messages/{ring['conversation']}")
        expect(member.page.locator(".composer textarea")).to_be_visible()
    act(cem, ring, "leave")
    expect(cem.page.locator(".composer").get_by_role("status")).to_contain_text("You have left this ring.")
    expect(cem.page.locator(".composer textarea")).to_be_hidden()
    row = f".conversation[href*='{ring['conversation']}']"
    expect(cem.page.locator(row)).to_have_count(0)
    expect(ada.page.get_by_role("heading", level=1)).not_to_contain_text("Cem")
    expect(ada.page.get_by_role("heading", level=1)).to_contain_text("Bo")
    expect(ada.page.locator(row)).not_to_contain_text("Cem")
    expect(ada.page.locator(".composer textarea")).to_be_visible()


def test_rings_among_matches_follow_what_becomes_of_them(circle):
    ada, bo, cem = circle("Ada", "Bo", "Cem")
    ada.page.goto("/matches")
    suggested = ada.page.locator(".ring-card")
    expect(suggested).to_have_count(1)
    ring = propose(bo, cem, ada)
    expect(suggested).to_have_count(0)
    act(cem, ring, "reject")
    expect(suggested).to_have_count(1)


def test_who_answers_too_late_is_told_how_it_stands(circle):
    """Even where no event comes: the refusal itself says how the ring stands."""
    ada, bo, cem = circle("Ada", "Bo", "Cem")
    ring = propose(ada, bo, cem)
    bo.announce("409|socket.io")
    bo.page.route_web_socket(re.compile("/socket.io/"), lambda socket: socket.close())
    bo.page.route("**/socket.io/**", lambda route: route.abort())
    page = open_ring(bo, ring)
    act(ada, ring, "reject")
    press(page, "Join the ring")
    expect(page.get_by_role("alert")).to_contain_text("changed in the meantime")
    expect(state(page)).to_have_text("This ring did not come about")
    assert look(bo, ring)["status"] == "dissolved"


def test_what_happens_while_a_ring_is_read_is_not_lost(circle):
    ada, bo, cem = circle("Ada", "Bo", "Cem")
    ring = propose(ada, bo, cem)
    held, frames = [], []
    ada.page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: frames.append(str(frame))))
    ada.page.route(f"**/api/v1/rings/{ring['id']}", lambda route: held.append((route, route.fetch())) if not held else route.continue_())
    ada.page.goto(f"/rings/{ring['id']}")
    until(ada.page, lambda: held)
    act(bo, ring, "accept")
    until(ada.page, lambda: any("ring:accepted" in frame for frame in frames))
    for route, answer in held:
        route.fulfill(response=answer)
    has_joined(ada.page, "2 of 3 have joined.")


def test_a_suggestion_that_is_open_already_says_so(circle):
    ada, bo, cem = circle("Ada", "Bo", "Cem")
    page = ada.page
    page.goto("/matches?kind=ring")
    page.get_by_role("link", name="See the ring").click()
    expect(page.get_by_text("Nobody has been asked yet")).to_be_visible()
    propose(bo, cem, ada)
    page.reload()
    expect(page.get_by_role("heading", name="This ring is not suggested any more").last).to_be_visible()
    page.get_by_role("link", name="My rings").click()
    expect(page.get_by_role("heading", name="Your answer is asked for")).to_be_visible()
    expect(page.get_by_role("heading", name="Rings you could be in")).to_have_count(0)


def test_who_has_moved_on_is_not_taken_to_the_ring_proposed(circle):
    ada, *_ = circle("Ada", "Bo", "Cem")
    page, asked = ada.page, []
    page.goto("/matches?kind=ring")
    page.get_by_role("link", name="See the ring").click()
    page.route("**/api/v1/rings", lambda route: asked.append(route) if route.request.method == "POST" else route.continue_())
    press(page, "Propose this ring")
    proposed = held(page, asked)
    page.get_by_role("link", name="Sessions").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sessions")
    proposed.continue_()
    expect(page.locator(".toast").first).to_contain_text("Bo")
    expect(page).to_have_url(re.compile("/sessions$"))
    page.go_back()
    page.get_by_role("link", name="See the ring").click()
    expect(state(page)).to_have_text("You proposed this ring")


def test_who_is_in_as_many_rings_as_can_be_is_told(circle):
    ada, bo, cem = circle("Ada", "Bo", "Cem")
    propose(ada, bo, cem)
    for _ in range(2):
        propose(ada, bo, could_replace(cem).always_free())
    could_replace(cem).always_free()
    ada.announce("409 .Conflict")
    page = ada.page
    page.goto("/rings")
    page.locator("section").filter(has_text="Rings you could be in").get_by_role("link", name="See the ring").click()
    press(page, "Propose this ring")
    expect(page.locator(".toast")).to_contain_text("You are in as many rings as you can be")
    expect(page.get_by_role("button", name="Propose this ring")).to_be_enabled()


def test_rings_have_an_address_and_back_leads_there(circle):
    ada, _, _ = circle("Ada", "Bo", "Cem")
    page = ada.page
    page.goto("/matches")
    page.get_by_role("link", name="Rings", exact=True).click()
    expect(page).to_have_url(re.compile(r"/matches\?kind=ring$"))
    expect(page.get_by_role("link", name="Rings", exact=True)).to_have_attribute("aria-current", "page")
    page.get_by_role("link", name="See the ring").click()
    page.go_back()
    expect(page.get_by_role("link", name="See the ring")).to_be_focused()


def test_what_many_want_is_offered_at_one_press(person):
    skill = f"Rare {uuid.uuid4().hex[:6]}"
    ada, *wishing = [person(name, teach="swift", learn=skill) for name in ("Ada", "Bo", "Cem", "Dee")]
    ada.skills(teach=[("swift", "expert")], learn=[("violin", "beginner")])
    page = ada.page
    page.goto("/demand")
    row = page.locator(".demand").filter(has_text=skill)
    expect(row).to_contain_text("3 want it")
    row.get_by_role("button").click()
    expect(row.get_by_role("link", name="You teach it")).to_be_focused()
    assert [entry["skill"]["name"] for entry in ada.get("/me")["teach"]] == ["Swift", skill]
    press(page.locator(".toast"), "Undo")
    expect(row.get_by_role("button")).to_be_visible()
    assert [entry["skill"]["name"] for entry in ada.get("/me")["teach"]] == ["Swift"]
    assert [entry["skill"]["name"] for entry in ada.get("/me")["learn"]] == ["Violin"]
    assert len(wishing) == 3
