"""The map, the player that steps through time, and the ground of communities. Run with ``pytest -m browser``."""

from __future__ import annotations

from dataclasses import replace

import pytest
from browser.sample import ACTORS, CODES, statement
from browser.session import CHROMIUM, Browser, Visit

from kg.export.html import page
from kg.graph import Network

pytest.importorskip("playwright")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="needs a Chromium")]

USA, CHINA, KOREA, RUSSIA, UKRAINE = (ACTORS[f"state:{code}"] for code in ("USA", "CHN", "PRK", "RUS", "UKR"))
SCENE = """() => {
  const { marks, lines, spots, world, grounds } = kgPage.stage.scene();
  const { nodes, edges } = kgPage.data;
  const name = ({ index }) => `${nodes[edges[index].from].label} > ${nodes[edges[index].to].label}`;
  return {
    marks: marks.map(({ title, x, y, faint }) => ({ title, x, y, faint })), spots: spots.length, world: Boolean(world), grounds,
    lines: Object.fromEntries(lines.map((line) => [name(line), line.faint])),
  };
}"""


def story() -> Network:
    """Deeds of three months and of a year, one at a known place, one by somebody who belongs to no state, one undated."""
    met = statement(USA, "met", CHINA, code=CODES["met"], date="2024-03-01", article="a2")
    return Network.from_statements(
        [
            statement(RUSSIA, "struck", UKRAINE, code=CODES["struck"], date="2024-01-01"),
            replace(met, place="Geneva", place_country="CHE"),
            statement(ACTORS["org:nato"], "backed", UKRAINE, code=CODES["backed"], date="2024-05-01", article="a3"),
            statement(RUSSIA, "backed", KOREA, code=CODES["backed"], date="2024", article="a5"),
            statement(KOREA, "backed", RUSSIA, code=CODES["backed"], date=None, article="a4"),
        ]
    )


def heading(visit: Visit) -> str:
    return str(visit.page.locator("#panel h2").inner_text())


# The map


def test_everybody_stands_where_they_belong(chromium: Browser) -> None:
    with chromium.open(page(story())) as visit:
        assert visit.page.locator("#credit").is_hidden()
        visit.page.locator("#show-map").click()
        assert "view=map" in visit.page.url
        scene = visit.page.evaluate(SCENE)
        x, y = ({mark["title"]: mark[axis] for mark in scene["marks"]} for axis in "xy")
        assert x["United States"] < x["Ukraine"] < x["Russia"] < x["China"] < x["North Korea"]
        assert y["Russia"] < y["Ukraine"] < y["China"]
        assert scene["world"]
        assert set(scene["lines"]) == {
            "Russia > Ukraine",
            "United States > China",
            "North Korea > Russia",
            "Russia > North Korea",
        }
        assert "Not on the map: 1 link" in visit.page.locator("#left").inner_text()
        assert "Natural Earth (public domain), GeoNames (CC BY 4.0)" in visit.page.locator("#credit").inner_text()
        visit.page.locator("#show-map").click()
        assert "NATO > Ukraine" in visit.page.evaluate(SCENE)["lines"]
        visit.assert_quiet()


def test_an_event_lies_at_its_place_and_opens_its_evidence(chromium: Browser) -> None:
    spot = """() => {
      const box = document.querySelector("#picture").getBoundingClientRect();
      const [x, y] = kgPage.stage.toScreen(kgPage.stage.scene().spots[0]);
      return [box.left + x, box.top + y];
    }"""
    with chromium.open(page(story()), hash="view=map") as visit:
        visit.page.mouse.move(*visit.page.evaluate(spot))
        assert visit.page.locator(".tip").inner_text() == "Geneva: 1 event"
        visit.page.mouse.click(*visit.page.evaluate(spot))
        assert heading(visit) == "Geneva"
        assert "United States met China" in visit.panel()
        visit.page.locator('input[data-value="CONSULT"]').uncheck()
        assert visit.page.evaluate(SCENE)["spots"] == 0
        visit.assert_quiet()


def test_lines_of_the_map_can_be_chosen_and_taken_away(chromium: Browser) -> None:
    with chromium.open(page(story()), hash="view=map") as visit:
        pair = "['RUS', 'UKR'].map((code) => kgPage.data.actor(`state:${code}`))"
        visit.click_link(visit.page.evaluate(f"() => kgPage.data.link(...{pair})"))
        assert heading(visit) == "Russia → Ukraine"
        drawing = visit.page.evaluate("() => new XMLSerializer().serializeToString(kgPage.drawing())")
        assert "Outline and places: Natural Earth" in drawing
        assert drawing.count("<path") > 3
        visit.assert_quiet()


# Time


def test_the_player_shows_what_was_done_so_far(chromium: Browser) -> None:
    with chromium.open(page(story())) as visit:
        assert visit.page.locator("#play").is_hidden()
        visit.page.locator("#show-time").click()
        before = visit.page.evaluate(SCENE)["marks"]
        visit.page.locator('[aria-label="Step on"]').click()
        assert visit.page.evaluate(SCENE)["lines"] == {"Russia > Ukraine": False, "Russia > North Korea": False}
        assert visit.page.locator("#panel time").all_inner_texts() == ["2024", "2024-01-01"]
        visit.page.locator('[aria-label="Step on"]').click()
        scene = visit.page.evaluate(SCENE)
        assert scene["lines"] == {"Russia > Ukraine": True, "Russia > North Korea": True, "United States > China": False}
        assert {mark["title"] for mark in scene["marks"] if not mark["faint"]} == {"United States", "China"}
        spots = [[(mark["title"], mark["x"], mark["y"]) for mark in marks] for marks in (before, scene["marks"])]
        assert sorted(spots[0]) == sorted(spots[1]), "nobody moves while time is played"
        assert "2024-0" in visit.page.locator("#play output").inner_text()
        visit.page.get_by_role("button", name="All time").click()
        assert len(visit.page.evaluate(SCENE)["lines"]) == 5
        visit.page.locator('[aria-label="Step on"]').click()
        visit.page.locator("#show-time").click()
        assert len(visit.page.evaluate(SCENE)["lines"]) == 5
        visit.assert_quiet()


def test_it_plays_by_itself_unless_no_motion_is_wanted(chromium: Browser) -> None:
    with chromium.open(page(story()), hash="order=time") as visit:
        visit.page.get_by_role("button", name="Play", exact=True).click()
        visit.page.wait_for_function("() => document.querySelector('#play input').value === '2'")
        assert visit.page.evaluate(SCENE)["lines"]["NATO > Ukraine"] is False
        visit.page.get_by_role("button", name="Play", exact=True).wait_for()  # it stops at the end
        visit.assert_quiet()
    with chromium.open(page(story()), hash="order=time", reduced_motion="reduce") as visit:
        assert visit.page.get_by_role("button", name="Play", exact=True).count() == 0
        assert visit.page.locator('[aria-label="Step on"]').is_visible()


# Communities


def test_communities_are_named_by_their_strongest_and_have_a_ground(chromium: Browser, text: str) -> None:
    with chromium.open(text) as visit:
        assert visit.page.evaluate(SCENE)["grounds"] == []
        assert visit.page.locator("[data-communities]").is_hidden()
        visit.page.locator("[data-ground]").check()
        grounds = visit.page.evaluate(SCENE)["grounds"]
        assert grounds
        assert "ground=on" in visit.page.url
        names = visit.page.locator("[data-communities] > div").all_inner_texts()
        strongest = visit.page.evaluate("() => kgPage.data.groups.map((group) => kgPage.data.nodes[Math.min(...group)].label)")
        assert len(names) == len(strongest[:8]) >= len(grounds)
        assert all(name.strip().startswith(first) for name, first in zip(names, strongest, strict=False))
        assert "stroke-opacity" in visit.page.evaluate("() => kgPage.drawing().outerHTML")
        visit.assert_quiet()
