"""Everything that members write is shown as what it is: text, on every screen, and no wider than the window."""

import uuid
from urllib.parse import quote

import pytest
from browsers import DESKTOP
from gate import NARROW, probe, settle
from hostile import CORPUS, LINK, Couple
from playwright.sync_api import expect

# What a screen must say: the lengths to which one of the texts was written.
SCREENS = {
    "/matches": [80], "/people?query={query}": [], "/people/{bert}": [80, 120, 2000, 200], "/people/{ann}": [80, 120, 2000, 200],
    "/skills?query={query}": [], "/sessions": [80, 120], "/sessions?view=week": [], "/sessions?view=month": [],
    "/sessions/{held}": [80, 120, 2000], "/sessions/{agreed}": [80, 120, 2000], "/sessions/{rejected}": [80, 120, 500, 2000],
    "/sessions/{asked}": [80, 120, 2000], "/messages": [80], "/messages/{conversation}": [80, 4000], "/notifications": [80],
    "/statistics": [], "/rings/{ring}": [80], "/rings": [80], "/messages/{ring_talk}": [80, 4000], "/ledger": [80], "/matches?kind=ring": [], "/demand": [], "/me": [80], "/settings/profile": [80, 120, 2000], "/settings/skills": [200], "/settings/devices": [80],
    "/settings/privacy": [80], "/welcome/teach": [200], "/welcome/about": [120, 2000],
}
ADDRESSES = ["/matches?skill={0}&language={0}&free={0}&kind={0}", "/people?query={0}&teaches={0}&learns={0}", "/skills?query={0}&category={0}",
             "/sessions?view={0}&show={0}&role={0}&date={0}", "/messages?show={0}", "/welcome/{0}", "/settings/{0}", "/people/{0}", "/sessions/{0}",
             "/messages/{0}", "/messages?to={0}", "/rings/{0}", "/rings/suggested?of={0}", "/rings?show={0}", "/{0}"]
# Elements and attributes that nobody of us makes.
MADE = "#app :is(script, iframe, object, embed, base, img[src=x], [onload], [onerror], [onfocus], [onclick], a[href^='javascript:'])"
SAYS = """() => [document.body.textContent, document.title, ...[...document.querySelectorAll("input, textarea")].map((one) => one.value)].join("\\n")"""
FOLLOW = """(href) => {
  for (const one of document.querySelectorAll("main > *")) one.dataset.left = "";
  const link = document.createElement("a");
  link.href = href;
  document.body.append(link);
  link.click();
  link.remove();
}"""


@pytest.fixture(scope="module")
def couples(server):
    """All of them at once: their sessions begin together."""
    made = {kind: Couple(server, write) for kind, write in CORPUS.items()}
    return {kind: couple.finish() for kind, couple in made.items()}


@pytest.fixture
def follow(browse):
    def begin(member):
        page = browse(member, viewport=NARROW).page
        page.goto("/help")
        page.locator("main h1").wait_for()
        return page

    return begin


def go(page, address):
    """As a link does it, which is faster than a load."""
    page.evaluate(FOLLOW, address)
    page.locator("main > :not([data-left])").first.wait_for(state="attached")
    expect(page.locator(".skeleton")).to_have_count(0)
    settle(page)


def wrong(page, name):
    """What is shown otherwise than as text, or wider than a window."""
    for viewport in (NARROW, DESKTOP):
        page.set_viewport_size(viewport)
        settle(page)
        yield from (f"{name} at {viewport['width']} px: {finding}" for finding in probe(page, "overflow"))
    page.set_viewport_size(NARROW)
    made = page.evaluate("(made) => [...document.querySelectorAll(made)].map((one) => one.outerHTML.slice(0, 200))", MADE)
    yield from (f"{name}: {html}" for html in made)


@pytest.mark.parametrize("kind", CORPUS)
def test_every_screen_shows_text_as_text(couples, follow, kind):
    couple = couples[kind]
    page = follow(couple.ann)
    ids = {name: getattr(couple, name)["id"] for name in ("held", "agreed", "rejected", "asked", "ring")}
    found = []
    for address, lengths in SCREENS.items():
        go(page, address.format(ann=couple.ann.id, bert=couple.bert.id, conversation=couple.conversation, ring_talk=couple.ring_talk,
                                query=quote(couple.write(80), safe=""), **ids))
        found += wrong(page, address)
        says = page.evaluate(SAYS)
        found += [f"{address} does not say the text of {length}" for length in lengths if couple.write(length) not in says]
    links = page.evaluate("() => [...document.querySelectorAll('a')].filter(({ href }) => !/^https?:/.test(href)).map(({ href }) => href)")
    assert not found + links, "\n".join(found + links)


@pytest.mark.parametrize("kind", CORPUS)
def test_what_comes_meanwhile_is_shown_as_text(couples, follow, kind):
    couple = couples[kind]
    page = follow(couple.ann)
    go(page, f"/sessions/{couple.agreed['id']}")
    assert page.locator(".meeting-link").get_attribute("href") == LINK
    asked = couple.bert.call("POST", "/sessions", {"recipient": couple.ann.id, "topic": couple.write(120), "scheduledAt": couple.rejected["scheduledAt"],
                             "durationMinutes": 60, "teaches": [{"teacher": couple.ann.id, "skill": couple.taught}]})
    toast = page.locator(".toast")
    expect(toast).to_have_count(1)
    assert couple.write(80) in toast.text_content()
    found = list(wrong(page, "a toast"))
    go(page, f"/messages/{couple.conversation}")
    text = f"{uuid.uuid4().hex[:4]} {couple.write(900)}"
    couple.bert.post(f"/conversations/{couple.conversation}/messages", {"clientId": uuid.uuid4().hex, "text": text}, expect=201)
    expect(page.locator(".bubble").last).to_contain_text(text[:4])
    found += wrong(page, "a conversation")
    couple.bert.act(asked, "withdraw")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("kind", CORPUS)
def test_what_is_written_beside_a_call_is_text(couples, browse, kind):
    couple = couples[kind]
    ann = browse(couple.ann, viewport=NARROW)
    ann.announce("409 .Conflict")
    ann.page.goto(f"/call/{couple.agreed['id']}")
    ann.page.locator(".side-log").wait_for()
    expect(ann.page.locator(".side-log")).to_contain_text(couple.write(20))
    found = list(wrong(ann.page, "a call"))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("kind", CORPUS)
def test_addresses_hold_anything(couples, follow, kind):
    couple = couples[kind]
    page = follow(couple.ann)
    couple.ann.announce("40[04] .|422 .|414 .|431 .")
    found = []
    for address in ADDRESSES:
        go(page, address.format(quote(couple.write(90), safe="")))
        found += wrong(page, address)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("next_page", ["javascript:alert(9)", "//evil.example/", "/\\evil.example", "https://evil.example/", "data:text/html,<script>alert(9)</script>"])
def test_signing_in_leads_nowhere_else(couples, browse, next_page):
    ann = browse(couples["scripts"].ann)
    ann.page.goto(f"/sign-in?next={quote(next_page, safe='')}")
    ann.page.locator("main h1").wait_for()
    assert ann.page.url == f"{ann.url}/matches"
