"""Every control of the page in a real Chromium, by mouse and by keyboard. Run with ``pytest -m browser``."""

from __future__ import annotations

import csv
import io
import json
import math
import random
from itertools import combinations, pairwise
from urllib.parse import quote

import pytest
from browser.sample import ACTORS, sample, small, statement
from browser.session import CHROMIUM, Browser

from kg.export.html import page
from kg.export.html.assets import join
from kg.export.html.picture import TONES
from kg.graph import Network
from kg.model import Actor

pytest.importorskip("playwright")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="needs a Chromium")]

RUSSIA, UKRAINE = ACTORS["state:RUS"], ACTORS["state:UKR"]


# Search, filters, slider, hash


def test_search_by_keyboard(chromium: Browser, text: str) -> None:
    with chromium.open(text) as visit:
        visit.page.keyboard.press("/")
        visit.page.keyboard.type("erdogan")
        assert visit.page.locator("#found li").all_inner_texts()[0].startswith("Recep Tayyip Erdoğan")
        visit.page.keyboard.press("Enter")
        assert visit.page.locator("#panel h2").inner_text() == "Recep Tayyip Erdoğan"
        visit.page.keyboard.press("/")
        visit.page.keyboard.type("su")
        visit.page.keyboard.press("ArrowDown")
        second = visit.page.locator("#found li").nth(1).locator("span").first.inner_text()
        visit.page.keyboard.press("Enter")
        assert visit.page.locator("#panel h2").inner_text() == second
        visit.page.keyboard.press("/")
        visit.page.keyboard.type("nobody at all")
        assert visit.page.locator("#found").inner_text() == "Nothing found"
        visit.page.keyboard.press("Escape")
        assert visit.page.locator("#found").is_hidden()
        visit.assert_quiet()


def test_search_brings_in_whom_the_picture_left_out(chromium: Browser, text: str) -> None:
    with chromium.open(text, hash="n=3") as visit:
        visit.page.keyboard.press("/")
        visit.page.keyboard.type("niger")
        visit.page.keyboard.press("Enter")
        assert visit.page.locator("#panel h2").inner_text() == "Niger"
        assert visit.shown()[0] > 3
        assert "more=" in visit.page.url


@pytest.mark.parametrize(
    ("facet", "value", "links"),
    [
        ("type", "ASSAULT", 4),
        ("type", "SUPPORT", 3),
        ("type", "", 3),
        ("status", "possible", 3),
        ("kind", "state", 0),
        ("tone", "uncoded", 3),
        ("outlet", "Post", 4),
    ],
)
def test_legend_and_facets_filter(chromium: Browser, facet: str, value: str, links: int) -> None:
    with chromium.open(page(small())) as visit:
        visit.page.locator(f'input[data-facet="{facet}"][data-value="{value}"]').uncheck()
        assert visit.shown()[1] == links
        assert f"no-{facet}=" in visit.page.url
        visit.page.locator(f'input[data-facet="{facet}"][data-value="{value}"]').check()
        assert visit.shown()[1] == 4
        visit.assert_quiet()


def test_filters_combine_and_the_panel_follows(chromium: Browser) -> None:
    with chromium.open(page(small())) as visit:
        visit.click_link(0)
        visit.page.locator('input[data-value="negated"]').uncheck()
        assert visit.page.locator(".event").count() == 2
        visit.page.locator('[data-date="from"]').fill("2024-05-01")
        assert visit.page.locator(".event").count() == 1
        assert visit.shown() == (2, 2)
        visit.page.locator("[data-least]").fill("2")
        visit.page.locator("[data-least]").press("Enter")
        assert visit.shown() == (0, 0)


def test_time_ends_where_it_is_told_to_and_leaves_out_what_has_no_date(chromium: Browser) -> None:
    with chromium.open(page(small())) as visit:
        visit.page.locator('[data-date="to"]').fill("2024-03-31")
        assert visit.shown() == (2, 2)
        assert visit.page.evaluate("() => kgPage.links().flatMap(l => l.events).map(e => e.date).sort()") == [
            "2024-01-01",
            "2024-03-01",
        ]


def test_brush_chooses_days(chromium: Browser) -> None:
    with chromium.open(page(small())) as visit:
        box = visit.page.locator("#filters svg.bars").bounding_box()
        visit.page.mouse.move(box["x"] + box["width"] * 0.9, box["y"] + 20)
        visit.page.mouse.down()
        visit.page.mouse.move(box["x"] + box["width"] - 1, box["y"] + 20)
        visit.page.mouse.up()
        assert visit.page.locator('[data-date="to"]').input_value() == "2024-06-01"
        assert visit.page.locator('[data-date="from"]').input_value() > "2024-05-02"
        assert visit.shown() == (1, 1)


def test_slider_shows_the_strongest(chromium: Browser, text: str) -> None:
    with chromium.open(text) as visit:
        slider = visit.page.locator("#amount")
        slider.fill("500")
        shown, all_links = visit.shown()
        assert shown == round(math.sqrt(all_links))
        ranked = visit.page.evaluate("() => kgPage.links().map(l => l.index)")
        assert visit.page.evaluate("() => kgPage.stage.scene().lines.map(l => l.index)") == ranked[:shown]
        weights = visit.page.evaluate("() => kgPage.links().map(l => l.weight)")
        assert weights == sorted(weights, reverse=True)
        slider.press("End")
        assert visit.shown() == (all_links, all_links)
        slider.press("Home")
        assert visit.shown() == (1, all_links)
        assert slider.get_attribute("aria-valuetext") == f"showing 1 of {all_links}"
        visit.assert_quiet()


def test_at_first_no_more_than_asked_for(chromium: Browser) -> None:
    with chromium.open(page(sample(), max_links=25)) as visit:
        assert visit.shown()[0] == 25


def test_hash_keeps_the_view(chromium: Browser, text: str) -> None:
    with chromium.open(text) as visit:
        visit.page.locator("#amount").fill("800")
        visit.page.locator('input[data-value="THREATEN"]').uncheck()
        visit.page.locator('[data-date="from"]').fill("2024-02-01")
        visit.page.locator("#show-table").click()
        visit.page.locator("#theme").click()
        visit.click_link(3)
        state, panel, url = visit.page.evaluate("() => JSON.stringify(kgPage.state())"), visit.panel(), visit.page.url
    with chromium.open(text, hash=url.split("#")[1]) as again:
        assert again.page.evaluate("() => JSON.stringify(kgPage.state())") == state
        assert again.panel() == panel
        assert again.page.locator("table").is_visible()
        again.assert_quiet()


@pytest.mark.parametrize(
    "hash",
    [
        "%",
        "n=-3&from=x&select=%3E%3E",
        "no-type=%25E0%25A4%25A",
        "select=state:NONE",
        "n=999999999999",
        quote("<img src=x onerror=alert(1)>"),
    ],
)
def test_a_broken_hash_shows_the_whole(chromium: Browser, hash: str) -> None:
    with chromium.open(page(small()), hash=hash) as visit:
        assert visit.shown() == (4, 4)
        visit.assert_quiet()


# Table and files


def test_table_lists_the_events_that_pass(chromium: Browser) -> None:
    with chromium.open(page(small()), hash="table=1") as visit:
        assert visit.page.locator("tbody tr").count() == 6
        assert visit.page.locator("tbody tr").first.inner_text().split("\t")[:5] == [
            "2024-06-01",
            "Ukraine",
            "backed",
            "United States",
            "SUPPORT",
        ]
        visit.page.locator('input[data-value="ASSAULT"]').uncheck()
        assert visit.page.locator("tbody tr").count() == 4
        assert visit.page.locator("caption").inner_text() == "4 events on 4 links, 4 reports"


def test_csv_holds_the_events_that_pass_and_no_formula(chromium: Browser) -> None:
    formula = Actor("org:formula", "=1+1", "org")
    network = Network.from_statements(
        [statement(formula, 'said "a, b" to', UKRAINE), statement(RUSSIA, "struck", UKRAINE, article="a2")]
    )
    with chromium.open(page(network)) as visit:
        with visit.page.expect_download() as download:
            visit.page.locator("#save-csv").click()
        assert download.value.suggested_filename == "events.csv"
        rows = list(csv.DictReader(io.StringIO(download.value.path().read_text(encoding="utf-8-sig"))))
        assert {row["source"] for row in rows} == {"'=1+1", "Russia"}
        assert {row["relation"] for row in rows} == {'said "a, b" to', "struck"}
        visit.assert_quiet()


def test_png_is_the_picture(chromium: Browser, text: str) -> None:
    with chromium.open(text) as visit:
        with visit.page.expect_download() as download:
            visit.page.locator("#save-png").click()
        content = download.value.path().read_bytes()
        assert content.startswith(b"\x89PNG")
        assert len(content) > 20_000


# Modules of the script on their own


def run(chromium: Browser, modules: tuple[str, ...], code: str, value: object = None) -> object:
    with chromium.open("<!DOCTYPE html><title>Empty</title>") as visit:
        return visit.page.evaluate(f"(value) => {{ {join(modules)}\n{code} }}", value)


def test_state_survives_the_hash(chromium: Browser) -> None:
    code = """
      const state = initial("actor");
      Object.assign(state, { amount: 7, from: "2024-01-01", least: 3, select: "a:b>c:d" });
      Object.assign(state, { only: "x:é,&#", hops: 2, path: "a:b>c:d", order: "time", table: "actors", theme: "dark" });
      state.level = "state";
      state.hide = new Set(["p,q", "r%"]);
      state.pin = new Map([["a*b:~", [5, -20]], ["c,d", [999, 1000]]]);
      state.off.type = new Set(["", "~", "MAKE STATEMENT"]);
      const plain = (s) => JSON.stringify(s, (_, v) => (v instanceof Set || v instanceof Map ? [...v].sort() : v));
      return [plain(state), plain(fromHash("#" + toHash(state, "actor"), "actor")), toHash(initial("actor"), "actor")];
    """
    before, after, empty = run(chromium, ("state",), code)
    assert json.loads(before) == json.loads(after)
    assert empty == ""


@pytest.mark.parametrize(
    ("url", "href"),
    [
        ("https://example.org/x", "https://example.org/x"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("//example.org", None),
        (" https://example.org", None),
        (None, None),
    ],
)
def test_script_too_links_only_to_the_web(chromium: Browser, url: str | None, href: str | None) -> None:
    code = "const made = webLink(value, 'text'); return [made.getAttribute?.('href') ?? null, made.textContent];"
    assert run(chromium, ("dom",), code, url) == [href, "text"]


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        (
            {"source": [0, 1], "relation": [[2, 4]], "target": [5, 6]},
            [["A", "source"], [" ", ""], ["hi", "relation"], [" ", ""], ["\U0001f600", "target"], [".", ""]],
        ),
        ({"source": [-3, 1], "relation": [], "target": [5, 99]}, [["A", "source"], [" hi ", ""], ["\U0001f600.", "target"]]),
        (
            {"source": [0, 3], "relation": [[2, 4]], "target": [5, 6]},
            [["A h", "source"], ["i", "relation"], [" ", ""], ["\U0001f600", "target"], [".", ""]],
        ),
    ],
)
def test_marks_cut_sentences_by_code_points(chromium: Browser, report: dict, expected: list) -> None:
    code = "return pieces('A hi \\u{1f600}.', value).map(({ text, mark }) => [text, mark]);"
    assert run(chromium, ("data", "dom", "evidence"), code, report) == expected


def test_bins_cover_every_day_once(chromium: Browser) -> None:
    days = [f"2024-{month:02d}-{day:02d}" for month in (1, 2, 12) for day in (1, 15, 28)]
    code = "const events = value.map((when) => ({ when })); return bins(events, axis(events), 60);"
    bins = run(chromium, ("data", "dom", "histogram"), code, days)
    assert len(bins) <= 60
    assert sum(one["count"] for one in bins) == len(days)
    assert (bins[0]["from"], bins[-1]["to"]) == (days[0], days[-1])
    assert all(a["to"] < b["from"] for a, b in pairwise(bins))


@pytest.mark.parametrize(
    ("score", "tone"),
    [
        (-10, "hostile"),
        (-5, "tense"),
        (-1.01, "tense"),
        (-1, "mixed"),
        (0, "mixed"),
        (1, "friendly"),
        (5, "close"),
        (10, "close"),
        (None, "uncoded"),
    ],
)
def test_tone_of_a_score(chromium: Browser, score: float | None, tone: str) -> None:
    code = "return toneOf(value.score, value.tones).tone;"
    assert run(chromium, ("tone",), code, {"score": score, "tones": list(TONES)}) == tone


@pytest.mark.parametrize(
    ("scores", "tone"),
    [
        ([-10, -9, 1, 1, 2, 2, 2, 3], "hostile"),
        ([-10, 1, 1, 2, 2, 2, 3, 3], "friendly"),
        ([-2, -2, 8, 2], "close"),
        ([-2, -2, 2], "tense"),
        ([-10, 10], "mixed"),
        ([0, 0, 0], "mixed"),
        ([-10, None, None, None, None], "hostile"),
        ([None], "uncoded"),
    ],
)
def test_tone_of_a_link_is_the_strongest_that_a_quarter_show(chromium: Browser, scores: list, tone: str) -> None:
    code = "return linkTone(distribution(value.scores.map((goldstein) => ({ goldstein })), value.tones), value.tones).tone;"
    assert run(chromium, ("tone",), code, {"scores": scores, "tones": list(TONES)}) == tone


SPREAD = """
  const { places, view } = spread(value.nodes, value.width, value.height);
  return { places: [...places].map(([id, spot]) => [id, spot.x, spot.y]), view };
"""


@pytest.mark.parametrize(("width", "height"), [(700, 700), (390, 455), (1600, 400)])
@pytest.mark.parametrize("count", [1, 2, 30, 300])
def test_the_visible_fill_the_canvas_and_none_covers_another(chromium: Browser, count: int, width: int, height: int) -> None:
    dice = random.Random(count)
    nodes = [{"id": i, "x": round(dice.gauss(0, 500)), "y": round(dice.gauss(0, 300))} for i in range(count)]
    found = run(chromium, ("spread",), SPREAD, {"nodes": nodes, "width": width, "height": height})
    scale, centre = found["view"]["scale"], found["view"]["position"]
    for _, x, y in found["places"]:
        assert abs(x - centre["x"]) * scale <= width / 2
        assert abs(y - centre["y"]) * scale <= height / 2
    near = [1 for (_, x, y), (_, u, v) in combinations(found["places"], 2) if math.hypot(x - u, y - v) < 24]
    assert len(near) <= count / 30
    if count >= 30:
        xs = [x for _, x, _ in found["places"]]
        assert (max(xs) - min(xs)) * scale > width * 0.6


def test_who_is_pinned_stays_and_others_make_way(chromium: Browser) -> None:
    nodes = [{"id": i, "x": i, "y": i % 3} for i in range(12)] + [{"id": 12, "x": 0, "y": 0, "pin": [250, 500]}]
    found = run(chromium, ("spread",), SPREAD, {"nodes": nodes, "width": 800, "height": 600})
    places = {i: (x, y) for i, x, y in found["places"]}
    centre = found["view"]["position"]
    assert places[12] == pytest.approx((centre["x"] / 2, centre["y"]), abs=1)
    assert all(math.dist(places[12], places[i]) > 24 for i in range(12))


def test_spreading_keeps_who_is_left_and_above(chromium: Browser) -> None:
    nodes = [{"id": 1, "x": 0, "y": 0}, {"id": 2, "x": 10, "y": 900}, {"id": 3, "x": 800, "y": 400}]
    found = run(chromium, ("spread",), SPREAD, {"nodes": nodes, "width": 700, "height": 700})
    places = {i: (x, y) for i, x, y in found["places"]}
    assert places[1][0] <= places[2][0] < places[3][0]
    assert places[1][1] < places[3][1] < places[2][1]


@pytest.mark.parametrize(
    ("most", "area", "expected"), [(200, 10**7, 60), (5, 10**7, 5), (200, 13000 * 20, 10), (200, 0, 4), (0, 0, 0)]
)
def test_at_first_no_more_actors_than_the_canvas_has_room_for(chromium: Browser, most: int, area: int, expected: int) -> None:
    edges = [{"from": 2 * i, "to": 2 * i + 1} for i in range(80)]
    code = "return firstLook(value, value.edges.map((_, index) => ({ index })), value.most, value.area).length;"
    assert run(chromium, ("data", "tone", "filter"), code, {"edges": edges, "most": most, "area": area}) == expected
