"""Lists of a thousand: they scroll to their end, stay light, skip nothing, and are come back to where one was."""

import time
from functools import partial

import pytest
from browsers import DESKTOP, PHONE
from crowd import MANY, crowded
from gate import LARGEST_DOM
from playwright.sync_api import expect

LISTS = {
    "people": ("/people", "main .paged", "a.person"),
    "matches": ("/matches?kind=teacher", "main .paged", "a.person"),
    "sessions": ("/sessions?show=past", "main .session-parts", "h3 a"),
    "notifications": ("/notifications", "main .paged", "a.notification"),
    "inbox": ("/messages", ".conversations", "a.conversation"),
}
STEP = 1_000  # pixels of one turn of the wheel; what is near is there before
LOOK = """([place, name]) => ({
  rows: [...document.querySelectorAll(`${place} li[aria-posinset]`)].map((row) => [Number(row.ariaPosInSet), Number(row.ariaSetSize),
    row.querySelector(name)?.textContent + " " + row.querySelector(name)?.getAttribute("href") + " " +
      row.querySelector("time")?.dateTime]),
  seen: [...document.querySelectorAll(`${place} li[aria-posinset]`)].filter((row) => {
    const { top, bottom } = row.getBoundingClientRect();
    return bottom > 80 && top < innerHeight - 80;
  }).map((row) => Number(row.ariaPosInSet)),
  elements: document.getElementsByTagName("*").length,
})"""
# How far it went: not at all where what comes next is still on its way, or a gap at the end is yet to be filled.
SCROLL = """([place, by]) => {
  let one = document.querySelector(place);
  while (one && !(getComputedStyle(one).overflowY === "auto" && one.scrollHeight > one.clientHeight)) one = one.parentElement;
  one ??= document.scrollingElement;
  const before = one.scrollTop;
  one.scrollTop += by;
  return one.scrollTop - before;
}"""
FIRST = """(place) => { const row = [...document.querySelectorAll(`${place} li[aria-posinset]`)].find((one) => one.getBoundingClientRect().bottom > 80);
  return row && [Number(row.ariaPosInSet), Math.round(row.getBoundingClientRect().top)]; }"""


@pytest.fixture(scope="module")
def ada(new_server):
    return crowded(new_server())


STATE = """(place) => ({ visible: document.visibilityState, top: scrollY, high: innerHeight, failure: document.querySelector(".failure")?.innerText,
  notice: document.querySelector(".connection")?.innerText, rows: [...document.querySelectorAll(`${place} li`)].slice(-30).map((row) => {
    const { top, height } = row.getBoundingClientRect();
    return [row.className || row.ariaPosInSet, Math.round(top), Math.round(height)];
  }), end: document.querySelector(place)?.innerText.slice(-120) })"""


def until(answer, within=20, state=lambda: ""):
    end = time.monotonic() + within
    while not (found := answer()):
        assert time.monotonic() < end, f"It did not come to be in time. {state()}"
        time.sleep(0.02)
    return found


@pytest.mark.parametrize("name, viewport", [*((name, PHONE) for name in LISTS), ("people", DESKTOP), ("matches", DESKTOP), ("inbox", DESKTOP)],
                         ids=lambda value: value if isinstance(value, str) else f"{value['width']}px")
def test_a_long_list_scrolls_to_its_end(ada, browse, name, viewport):
    address, place, row = LISTS[name]
    page = browse(ada, viewport=viewport).page
    page.goto(address)
    page.locator(f"{place} li").first.wait_for()
    rows, most, last = {}, 0, 0
    state = partial(page.evaluate, STATE, place)
    while True:
        now = until(lambda: (look := page.evaluate(LOOK, [place, row]))["seen"] and look, state=state)
        for number, _, words in now["rows"]:
            assert rows.setdefault(number, words) == words, f"row {number} was another"
        assert now["rows"][0][0] <= last + 1, f"{last} is followed by {now['rows'][0][0]}"
        last = now["rows"][-1][0]
        most = max(most, now["elements"])
        if last == now["rows"][-1][1]:
            break
        until(lambda: page.evaluate(SCROLL, [place, STEP]) or page.evaluate(LOOK, [place, row])["rows"][-1][0] > last, within=60, state=state)
    assert sorted(rows) == list(range(1, last + 1)) and len(set(rows.values())) == last
    assert last >= MANY - 1 if name != "matches" else last > 30
    assert name != "people" or not any(ada.id in words for words in rows.values()), "one looks for others"
    assert most <= LARGEST_DOM
    print(f"{name}: {last} rows, {most} elements at most")


@pytest.mark.parametrize("name", LISTS)
def test_back_leads_to_the_same_place(ada, browse, name):
    address, place, row = LISTS[name]
    page = browse(ada, viewport=PHONE).page
    page.goto(address)
    page.locator(f"{place} li").first.wait_for()
    until(lambda: page.evaluate(SCROLL, [place, 700]) and (page.evaluate(FIRST, place) or [0])[0] > 25)
    steady = until(lambda: (one := page.evaluate(FIRST, place)) == (page.wait_for_timeout(150) or page.evaluate(FIRST, place)) and one)
    page.evaluate(f"""([place, name, row]) => document.querySelector(`${{place}} li[aria-posinset="${{row}}"] ${{name}}`).click()""", [place, row, steady[0] + 1])
    until(lambda: page.evaluate("location.pathname + location.search") != address)
    page.locator("main h1").first.wait_for()
    page.go_back()
    page.locator(f"{place} li").first.wait_for()
    now = until(lambda: page.evaluate(FIRST, place))
    assert now[0] == steady[0] and abs(now[1] - steady[1]) <= 2


def test_tab_goes_from_row_to_row_without_a_gap(ada, browse):
    page = browse(ada).page
    page.goto("/people")
    page.locator("main .paged a.person").first.focus()
    for number in range(2, 61):
        page.keyboard.press("Tab")
        assert until(lambda: page.evaluate("document.activeElement.closest('li')?.ariaPosInSet")) == str(number)
        expect(page.locator(":focus")).to_be_in_viewport()
    assert page.evaluate("document.getElementsByTagName('*').length") <= LARGEST_DOM


def test_a_printed_list_is_whole(ada, browse):
    page = browse(ada).page
    page.goto("/sessions?show=past")
    page.locator("[data-session]").first.wait_for()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("[data-session]")).to_have_count(MANY)
