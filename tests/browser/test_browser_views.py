"""What the page shows agrees with the graph, on both levels; nobody is shut out of it. Run with ``pytest -m browser``."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from browser.sample import ACTORS, sample, small, statement
from browser.session import CHROMIUM, Browser, Visit
from browser.states import choices, dated, questions

from kg import Graph
from kg.export.html import page
from kg.export.html.assets import join
from kg.graph import Event, Network

pytest.importorskip("playwright")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="needs a Chromium")]

AXE = Path(os.environ.get("KG_AXE", "node_modules/axe-core/axe.min.js"))
RUSSIA, UKRAINE = ACTORS["state:RUS"], ACTORS["state:UKR"]
LISTED = """() => kgPage.links().flatMap((link) => link.events).map((event) => {
  const { from, to } = kgPage.data.edges[event.link];
  const ends = [from, to].map((place) => kgPage.data.nodes[place].actor.id);
  return [...ends, event.words, event.status, event.when, event.type, event.reports.length];
})"""


def told(events: Iterable[Event]) -> list[list[str | int | None]]:
    """Events by what the page knows of them, sorted."""
    found = (
        [e.source.id, e.target.id, e.phrase, e.status, e.date, e.code.plover if e.code else None, len(e.reports)] for e in events
    )
    return sorted(found, key=str)


def turn_to(visit: Visit, hash: str) -> None:
    visit.page.evaluate(
        "hash => new Promise(done => { addEventListener('hashchange', done, { once: true }); location.hash = hash; })", hash
    )


# The page and the graph agree


def test_events_listed_equal_those_of_the_graph_for_fifty_states(chromium: Browser) -> None:
    network = dated()
    asked = choices(network, 50)
    sizes = []
    with chromium.open(page(network), hash="table=1") as visit:
        for choice in asked:
            turn_to(visit, choice.hash() + "&table=1")
            listed, expected = visit.page.evaluate(LISTED), choice.events(network)
            assert sorted(listed, key=str) == told(expected), choice
            caption = visit.page.locator("caption").inner_text()
            assert caption.split()[0].replace(",", "") == str(len(expected))
            sizes.append(len(expected))
        visit.assert_quiet()
    assert len(set(sizes)) > 20, "the states are too much alike to show anything"


def test_events_listed_equal_those_that_find_finds_for_fifty_states(chromium: Browser) -> None:
    network = dated()
    graph = Graph.from_statements(network.statements())
    with chromium.open(page(network)) as visit:
        for choice, question in questions(network, 50):
            turn_to(visit, choice.hash())
            assert sorted(visit.page.evaluate(LISTED), key=str) == told(graph.find(**question)), question


@pytest.mark.parametrize(
    ("when", "since", "until", "shown"),
    [
        ("2024-05-10", "2024-05-10", "2024-05-10", True),
        ("2024-05-10", "2024-05-11", "", False),
        ("2024-05-10", "", "2024-05-09", False),
        ("2024-05", "2024-05-31", "", True),
        ("2024-05", "2024-06-01", "", False),
        ("2024-05", "", "2024-05-01", True),
        ("2024-05", "", "2024-04-30", False),
        ("2024", "2024-12-31", "2025-06-01", True),
        ("2024", "2025-01-01", "", False),
        ("2024", "", "2023-12-31", False),
        (None, "", "", True),
        (None, "2024-01-01", "", False),
        (None, "", "2024-01-01", False),
    ],
)
def test_a_period_counts_where_it_shares_a_day(chromium: Browser, when: str | None, since: str, until: str, shown: bool) -> None:
    code = f"{join(('data', 'tone', 'filter'))}\nreturn inTime(...value);"
    with chromium.open("<!DOCTYPE html><title>Empty</title>") as visit:
        assert visit.page.evaluate(f"(value) => {{ {code} }}", [when, since, until]) is shown


def test_events_of_long_ago_do_not_press_the_rest_into_one_bar(chromium: Browser) -> None:
    days = ["1648", *(f"2024-{month:02d}-{day:02d}" for month in (1, 2) for day in range(1, 29))]
    network = Network.from_statements(statement(RUSSIA, "met", UKRAINE, date=day, article=day) for day in days)
    with chromium.open(page(network)) as visit:
        bars = visit.page.locator("#filters svg.bars rect.on")
        assert bars.count() > 20
        box = visit.page.locator("#filters svg.bars").bounding_box()
        visit.page.mouse.move(box["x"] + 1, box["y"] + 20)
        visit.page.mouse.down()
        visit.page.mouse.move(box["x"] + 20, box["y"] + 20)
        visit.page.mouse.up()
        assert visit.page.locator('[data-date="from"]').input_value() == ""
        assert "1648" in visit.page.evaluate("() => kgPage.links().flatMap(l => l.events).map(e => e.when)")
        visit.assert_quiet()


def test_what_no_words_date_says_when_it_was_reported(chromium: Browser) -> None:
    with chromium.open(page(dated())) as visit:
        for index in range(12):
            visit.page.evaluate("i => kgPage.pick({ link: i })", index)
            times = visit.page.locator(".event time").all_inner_texts()
            if any(text.startswith("undated, reported 2024-") for text in times):
                return
    pytest.fail(f"no card says so, the last ones {times}")


# Levels


def test_levels_switch_in_the_page(chromium: Browser, text: str) -> None:
    with chromium.open(text) as visit:
        before = visit.shown()
        visit.page.evaluate("() => kgPage.pick({ actor: 0 })")
        visit.page.locator('[data-level="state"]').check()
        assert "level=state" in visit.page.url
        assert visit.shown()[1] < before[1]
        assert visit.page.locator('input[data-facet="kind"][data-value="body"]').count() == 0
        assert visit.page.locator("#panel h2").inner_text() == "Overview"
        visit.page.locator('[data-level="actor"]').focus()
        visit.page.keyboard.press("Space")
        assert visit.shown() == before
        assert "level" not in visit.page.url
        visit.assert_quiet()


def test_page_opens_on_the_level_asked_for_and_the_hash_may_say_otherwise(chromium: Browser) -> None:
    opened = page(sample(), level="state")
    with chromium.open(opened) as visit:
        assert visit.page.locator('[data-level="state"]').is_checked()
        assert "level" not in visit.page.url
    with chromium.open(opened, hash="level=actor") as visit:
        assert visit.page.locator('[data-level="actor"]').is_checked()


def test_one_level_needs_no_switch(chromium: Browser) -> None:
    with chromium.open(page(small()), hash="level=state") as visit:
        assert visit.page.locator("[data-level]").count() == 0
        assert visit.shown() == (4, 4)
        visit.assert_quiet()


# Pins


def test_a_dragged_actor_stays_where_it_was_put(chromium: Browser, text: str) -> None:
    def place() -> list[float]:
        mark = visit.page.evaluate("() => kgPage.stage.scene().marks.find((mark) => mark.id === 0)")
        return [mark["x"], mark["y"]]

    with chromium.open(text) as visit:
        x, y = visit.point_on_actor(0)
        visit.page.mouse.move(x, y)
        visit.page.mouse.down()
        visit.page.mouse.move(x + 90, y + 60, steps=5)
        visit.page.mouse.up()
        assert "pin=" in visit.page.url
        put = place()
        visit.page.locator('input[data-value="SUPPORT"]').uncheck()
        assert place() == pytest.approx(put, abs=2)
        url = visit.page.url
        visit.assert_quiet()
    with chromium.open(text, hash=url.split("#")[1]) as visit:
        assert place() == pytest.approx(put, abs=2)
        visit.page.evaluate("() => kgPage.pick({ actor: 0 })")
        button = visit.page.get_by_role("button", name="Pin", exact=True)
        assert button.get_attribute("aria-pressed") == "true"
        button.click()
        assert "pin=" not in visit.page.url
        assert place() != pytest.approx(put, abs=20)


# Names in the picture


@pytest.mark.parametrize(
    ("name", "width", "lines"),
    [
        ("Niger", 20, ["Niger"]),
        ("Armed Forces of Ukraine", 20, ["Armed Forces of", "Ukraine"]),
        ("Ministry of Foreign Affairs of the Russian Federation", 20, ["Ministry of Foreign", "Affairs of the Russ…"]),
        ("Donaudampfschifffahrtsgesellschaft", 13, ["Donaudampfsc…"]),
        ("", 20, []),
    ],
)
def test_long_names_stand_in_two_lines(chromium: Browser, name: str, width: int, lines: list[str]) -> None:
    code = f"([name, width]) => {{ {join(('shapes', 'labels'))}\nreturn wrap(name, width); }}"
    with chromium.open("<!DOCTYPE html><title>Empty</title>") as visit:
        assert visit.page.evaluate(code, [name, width]) == lines


# Everybody can read it


@pytest.mark.skipif(not AXE.is_file(), reason="needs axe-core: npm install axe-core, and KG_AXE naming its axe.min.js")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("width", "hash"),
    [(1280, ""), (1280, "select=state:RUS&table=1"), (1280, "view=map&order=time&ground=on"), (390, ""), (390, "level=state")],
)
def test_axe_finds_nothing_serious(chromium: Browser, text: str, scheme: str, width: int, hash: str) -> None:
    with chromium.open(text, hash=hash, width=width, color_scheme=scheme) as visit:
        if width < 960:
            visit.page.locator("#show-filters").click()
        assert not serious(visit)
        visit.page.evaluate("() => kgPage.pick({ link: 0 })")
        assert not serious(visit)


def serious(visit: Visit) -> list[tuple[Any, ...]]:
    visit.page.evaluate(AXE.read_text(encoding="utf-8"))
    found = visit.page.evaluate("async () => (await axe.run()).violations")
    return [(v["id"], v["impact"], [n["html"] for n in v["nodes"]][:3]) for v in found if v["impact"] in ("serious", "critical")]


def test_an_accessible_name_for_all_that_can_be_operated(chromium: Browser, text: str) -> None:
    with chromium.open(text) as visit:
        found = visit.page.locator("button, input, a[href]")
        named = "e => e.getAttribute('aria-label') || e.textContent.trim() || e.labels?.[0]?.textContent.trim()"
        assert found.count() > 30
        assert found.evaluate_all(f"all => all.filter(e => !({named})(e)).map(e => e.outerHTML)") == []
