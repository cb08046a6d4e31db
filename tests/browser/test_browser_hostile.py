"""Forty attacks in each field of a graph, opened in a real Chromium: none runs. Run with ``pytest -m browser``."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from typing import Any

import pytest
from browser.sample import ACTORS, CODES, statement
from browser.session import CHROMIUM, Browser

from kg.export.html import page
from kg.graph import Network
from kg.model import Actor, ActorMention, Statement

pytest.importorskip("playwright")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="needs a Chromium")]

PAYLOADS = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1)>",
    "<img src=`x`onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<body onload=alert(1)>",
    "<iframe src=javascript:alert(1)>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'>",
    "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<math><maction actiontype=statusline xlink:href=javascript:alert(1)>x",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<marquee onstart=alert(1)>",
    "<style>@import'//evil.example/x';</style>",
    "</style><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</noscript><script>alert(1)</script>",
    "<!--<script>alert(1)//-->",
    "--><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href=//evil.example/>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<form action=javascript:alert(1)><button autofocus>x",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    '" onmouseover=alert(1) x="',
    "' onmouseover='alert(1)",
    "'-alert(1)-'",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
    "{{constructor.constructor('alert(1)')()}}${alert(1)}",
    "\u2028alert(1)\u2029<img src=x onerror=alert(1)>",
)
FIELDS = (
    "id",
    "name",
    "alias",
    "role",
    "country",
    "wikidata",
    "headline",
    "outlet",
    "url",
    "url_end",
    "sentence",
    "phrase",
    "object",
    "attribution",
)
SHAPES = {"svg", "title", "rect", "text", "g", "path", "polygon", "circle", "line"}
DRAWING = "() => new XMLSerializer().serializeToString(kgPage.drawing())"
UKRAINE = ACTORS["state:UKR"]
FOREIGN = "() => document.querySelectorAll('img, iframe, script, object, embed, style, link, base, meta, form, video').length"
HANDLERS = "() => [...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => a.name.startsWith('on'))).length"


def attacked(field: str, payload: str, number: int) -> Statement:
    """A statement with `payload` in one field."""
    who = Actor(f"org:evil-{number}", f"Evil {number}", "org", "XXX", "IGO", "Q1", ("Bad",))
    changes: dict[str, Any] = {
        "id": {"id": f"org:{payload}"},
        "name": {"name": payload},
        "alias": {"aliases": (payload,)},
        "role": {"role": payload},
        "country": {"country": payload},
        "wikidata": {"wikidata": payload},
    }.get(field, {})
    who = replace(who, **changes)
    made = statement(
        who,
        payload if field == "phrase" else "struck",
        UKRAINE,
        code=CODES["struck"],
        date=f"2024-{number % 12 + 1:02}-01",
        article=f"a{number}",
        title=payload if field == "headline" else f"Headline {number}",
        outlet=payload if field == "outlet" else "Post",
        url={"url": payload, "url_end": f"https://example.org/{payload}"}.get(field, "https://example.org/"),
        tail=payload if field == "sentence" else ".",
    )
    if field == "object":
        made = replace(made, relation=replace(made.relation, object=payload))
    if field == "attribution":
        made = replace(made, attribution=ActorMention(replace(who, name=payload), "x", 0, 0))
    return made


def test_there_are_forty_attacks_and_ten_fields() -> None:
    assert len(set(PAYLOADS)) >= 40
    assert len(set(FIELDS)) >= 10


@pytest.mark.parametrize("field", FIELDS)
def test_hostile_text_runs_nothing(chromium: Browser, field: str) -> None:
    network = Network.from_statements([attacked(field, payload, i) for i, payload in enumerate(PAYLOADS)])
    with chromium.open(page(network), hash="n=99") as visit:
        counts = visit.page.evaluate(FOREIGN)
        assert visit.shown() == (40, 40)
        for index in range(len(PAYLOADS)):
            visit.page.evaluate("i => kgPage.pick({ link: i })", index)
            assert visit.page.locator("blockquote").count() == 1
            visit.page.evaluate("i => kgPage.pick({ actor: i })", index)
            visit.page.locator("#search").fill(PAYLOADS[index][:12])
        visit.page.locator("#search").fill("")
        visit.page.evaluate("() => kgPage.pick({})")
        visit.page.locator("#show-time").click()
        assert visit.page.locator("#panel .event").count() >= 30
        visit.page.locator('[aria-label="Step on"]').click()
        visit.page.locator("#show-time").click()
        visit.page.locator("[data-ground]").check()
        visit.page.locator("#show-map").click()
        visit.page.evaluate("() => kgPage.data.spots.forEach((_, spot) => kgPage.pick({ spot }))")
        assert visit.page.evaluate(FOREIGN) == counts
        visit.page.locator("#show-map").click()
        drawing = visit.page.evaluate(DRAWING)
        assert {element.tag.split("}")[1] for element in ElementTree.fromstring(drawing).iter()} <= SHAPES  # noqa: S314
        visit.page.locator("#show-table").click()
        for tab in ("actors", "articles", "events"):
            visit.page.locator(f'[data-tab="{tab}"]').click()
            assert visit.page.evaluate(FOREIGN) == counts
        assert visit.page.locator("tbody tr").count() == len(PAYLOADS)
        visit.page.evaluate("() => kgPage.pick({})")
        visit.page.mouse.move(*visit.point_on_actor(1))
        visit.page.wait_for_timeout(200)  # until the tooltip stands
        assert visit.page.evaluate(FOREIGN) == counts
        assert visit.page.evaluate(HANDLERS) == 0
        links = visit.page.eval_on_selector_all("a[href]", "all => all.map(a => a.protocol)")
        assert set(links) <= {"http:", "https:"}
        visit.assert_quiet()


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_titles_run_nothing(chromium: Browser, payload: str) -> None:
    with chromium.open(page(Network.from_statements([]), title=payload)) as visit:
        assert visit.page.locator("h1").text_content() == payload
        visit.assert_quiet()
