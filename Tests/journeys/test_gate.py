"""The gate itself, on a page with one fault of each kind, and on one without."""

import pytest
from gate import gate

FAULTS = {
    "<h1>Another</h1>": "2 h1",
    "<p class=pale>Hardly to be read</p>": "color-contrast",
    "<img src=data:,>": "image-alt",
    "<button class=tiny>x</button>": "px small",
    "<button class=unmarked>Unmarked</button>": "has no visible focus",
    "<button class=under>Under the bar</button><div class=bar></div>": "is covered by",
    "<button class=away>Far away</button>": "is outside of the window",
    "<p class=wide>Wide</p>": "900 px wide: p.wide",
    "<p class=unbroken>" + "m" * 32 + "</p>": "with wide text",
    "<button class=trap>Trap</button>": "Tab does not",
    "<i></i>" * 1600: "elements, more than 1500",
}
PAGE = """<!doctype html><html lang=en><title>A page</title><meta name=viewport content="width=device-width">
<link rel=icon href="data:,"><style>
  body { margin: 0; font: 16px monospace; } button { min-width: 44px; min-height: 44px; } :focus-visible { outline: 3px solid navy; }
  .pale { color: #ccc; } .tiny { all: unset; width: 10px; height: 10px; display: block; } .tiny:focus { outline: 3px solid navy; }
  button.unmarked { outline: none; } .under, .bar { position: fixed; top: 200px; left: 0; height: 60px; width: 200px; }
  .bar { background: teal; } .away { position: fixed; top: -500px; } .wide { width: 900px; }
</style><main><h1>A page</h1><p>Text</p><button>First</button>%s<button>Last</button></main>
<script>
  document.querySelector(".trap")?.addEventListener("keydown", (event) => event.key === "Tab" && event.preventDefault());
</script>"""


@pytest.fixture
def findings(guest):
    def of(fault):
        page = guest()
        page.route("**/faulty", lambda route: route.fulfill(body=PAGE % fault, content_type="text/html"))
        return list(gate(page, "/faulty", "h1", "faulty"))

    return of


def test_a_good_page_passes(findings):
    assert findings("") == []


@pytest.mark.parametrize("fault", FAULTS, ids=[words.replace(" ", "-") for words in FAULTS.values()])
def test_a_fault_is_found(findings, fault):
    found = findings(fault)
    assert any(FAULTS[fault] in finding for finding in found), found
