"""Chronology, search of everything, lists, focus, and what can be taken away. Run with ``pytest -m browser``."""

from __future__ import annotations

import struct
import xml.etree.ElementTree as ET

import pytest
from browser.sample import ACTORS, CODES, small, statement
from browser.session import CHROMIUM, Browser, Visit

from kg.export.html import iframe, packed, page
from kg.export.html.glossary import glossary
from kg.graph import Network

pytest.importorskip("playwright")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="needs a Chromium")]

USA, CHINA, KOREA, RUSSIA, UKRAINE, INDIA = (ACTORS[f"state:{code}"] for code in ("USA", "CHN", "PRK", "RUS", "UKR", "IND"))
SVG = "{http://www.w3.org/2000/svg}"


def chain() -> Network:
    """USA to China to North Korea to Russia, a shortcut that nobody took, and India apart from all."""
    return Network.from_statements(
        [
            statement(USA, "urged", CHINA, code=CODES["urged"], date="2024-01-01"),
            statement(CHINA, "backed", KOREA, code=CODES["backed"], article="a2", date="2024-03-01"),
            statement(KOREA, "sent aid to", RUSSIA, code=CODES["sent aid to"], article="a3", date="2024-02-01"),
            statement(USA, "struck", RUSSIA, code=CODES["struck"], article="a4", status="possible", date=None),
            statement(INDIA, "met", ACTORS["state:PAK"], code=CODES["met"], article="a5", date="2024-05-01"),
        ]
    )


def heading(visit: Visit) -> str:
    return str(visit.page.locator("#panel h2").inner_text())


# Chronology


def test_chronology_of_all_of_an_actor_and_of_a_pair(chromium: Browser) -> None:
    with chromium.open(page(chain())) as visit:
        visit.page.locator("#show-time").click()
        assert heading(visit) == "Chronology: Everybody"
        days = visit.page.locator(".chronology time").all_inner_texts()
        assert days == ["2024-01-01", "2024-02-01", "2024-03-01", "2024-05-01"]
        assert "4 dated events, 1 undated" in visit.panel()
        assert visit.page.locator("#panel .badge").all_inner_texts() == ["possible"]
        visit.page.locator('input[data-value="AID"]').uncheck()
        assert "3 dated events" in visit.panel()
        visit.page.locator('input[data-value="AID"]').check()
        visit.page.evaluate("() => kgPage.pick({ actor: kgPage.data.actor('state:CHN') })")
        assert heading(visit) == "Chronology: China"
        assert "2 dated events, 0 undated" in visit.panel()
        pair = "['PRK', 'RUS'].map((code) => kgPage.data.actor(`state:${code}`))"
        visit.page.evaluate(f"() => kgPage.pick({{ link: kgPage.data.link(...{pair}) }})")
        assert heading(visit) == "Chronology: North Korea and Russia"
        assert "order=time" in visit.page.url
        visit.assert_quiet()


# Search and lists


@pytest.mark.parametrize(
    ("words", "kind", "leads_to"),
    [
        ("korea", "Actors", "North Korea"),
        ("urged", "Relations", "“urged”"),
        ("request", "Types", "REQUEST"),
        ("on tuesday china", "Sentences", "United States → China"),
        ("summit title", "Articles", "A summit title"),
    ],
)
def test_search_finds_everything_and_goes_there(chromium: Browser, words: str, kind: str, leads_to: str) -> None:
    network = Network.from_statements(
        [
            statement(USA, "urged", CHINA, code=CODES["urged"], lead="On Tuesday ", title="A summit title"),
            statement(CHINA, "backed", KOREA, code=CODES["backed"], article="a2"),
        ]
    )
    with chromium.open(page(network)) as visit:
        visit.page.keyboard.press("/")
        visit.page.keyboard.type(words)
        assert visit.page.locator("#found li").first.get_attribute("data-kind") == kind
        visit.page.keyboard.press("Enter")
        assert heading(visit) == leads_to
        visit.assert_quiet()


def test_lists_of_actors_and_articles_sort_and_open(chromium: Browser) -> None:
    with chromium.open(page(small()), hash="table=actors") as visit:
        names = visit.page.locator("#table tbody tr td:first-child")
        assert names.first.inner_text() == "Russia"
        visit.page.locator("#table th button", has_text="Actor").click()
        assert names.all_inner_texts() == ["China", "Russia", "Ukraine", "United States"]
        visit.page.locator("#table th button", has_text="Actor").click()
        assert names.first.inner_text() == "United States"
        names.first.locator("button").click()
        assert heading(visit) == "United States"
        visit.page.locator('[data-tab="articles"]').click()
        assert visit.page.locator("#table tbody tr").count() == 6
        visit.page.locator("#table tbody button").first.click()
        assert heading(visit) == "A headline"
        assert visit.page.locator("#panel .pairs li").count() == 1
        visit.assert_quiet()


# Focus


def test_two_steps_around_an_actor(chromium: Browser) -> None:
    with chromium.open(page(chain()), hash="select=state:CHN&no-status=possible") as visit:
        visit.page.get_by_role("button", name="Isolate").click()
        assert visit.shown() == (2, 2)
        visit.page.get_by_role("button", name="Two steps").click()
        assert visit.shown() == (3, 3)
        assert "hops=2" in visit.page.url


def test_isolating_fits_the_view(chromium: Browser, text: str) -> None:
    with chromium.open(text, hash="select=state:NER") as visit:
        visit.page.locator("#zoom-in").click(click_count=6)
        visit.page.get_by_role("button", name="Isolate").click()
        spots = visit.page.evaluate("() => kgPage.stage.scene().marks.map((mark) => kgPage.stage.toScreen(mark))")
        box = visit.page.locator("#picture").bounding_box()
        assert all(0 < x < box["width"] and 0 < y < box["height"] for x, y in spots)


def test_the_way_between_two_goes_through_what_is_done(chromium: Browser) -> None:
    with chromium.open(page(chain()), hash="select=state:USA") as visit:
        visit.page.locator("[data-path]").fill("Russia")
        visit.page.locator("[data-path]").press("Enter")
        assert heading(visit) == "United States to Russia"
        assert [h.lower() for h in visit.page.locator("#panel h3").all_inner_texts()] == [
            "1 · united states → china",
            "2 · china → north korea",
            "3 · north korea → russia",
        ]
        assert visit.page.locator("#panel blockquote").count() == 3
        assert visit.page.evaluate("() => kgPage.stage.scene().lines.length") == 3
        visit.page.get_by_role("button", name="Close").click()
        assert visit.shown() == (5, 5)
    with chromium.open(page(chain()), hash="path=state:USA%3Estate:IND") as visit:
        assert "No way through links that are done" in visit.panel()


def test_hidden_actors_are_listed_and_come_back(chromium: Browser) -> None:
    with chromium.open(page(chain()), hash="select=state:CHN") as visit:
        visit.page.get_by_role("button", name="Hide").click()
        assert visit.shown() == (3, 3)
        visit.page.get_by_role("button", name="Show China again").click()
        assert visit.shown() == (5, 5)
        assert visit.page.locator("[data-back]").count() == 0


def test_counts_and_bars_follow_the_other_filters(chromium: Browser) -> None:
    def count(facet: str, value: str) -> str:
        box = visit.page.locator(f'label:has(input[data-facet="{facet}"][data-value="{value}"]) .count')
        return str(box.inner_text())

    with chromium.open(page(chain())) as visit:
        assert (count("type", "ASSAULT"), count("status", "actual")) == ("1", "4")
        visit.page.locator('[data-drawn="done"]').check()
        assert (count("type", "ASSAULT"), count("status", "possible")) == ("0", "1")
        visit.page.locator('input[data-value="CONSULT"]').uncheck()
        assert count("type", "CONSULT") == "1"
        assert visit.page.locator("#filters svg.bars rect.on").count() == 3


# Explanations


def test_every_value_of_a_facet_is_explained(chromium: Browser, text: str) -> None:
    with chromium.open(text) as visit:
        for facet in ("type", "status", "tone", "scope"):
            boxes = visit.page.locator(f'label:has(input[data-facet="{facet}"])')
            titles = boxes.evaluate_all("all => all.map((one) => one.title)")
            assert titles and set(titles) <= set(glossary()[facet].values()), facet


# Take it away


def test_svg_says_what_it_shows(chromium: Browser, text: str) -> None:
    with chromium.open(text, hash="no-status=future&from=2024-02-01") as visit:
        with visit.page.expect_download() as download:
            visit.page.locator("#save-svg").click()
        assert download.value.suggested_filename == "graph.svg"
        root = ET.fromstring(download.value.path().read_text(encoding="utf-8"))  # noqa: S314  our own file
        words = [element.text for element in root.iter(f"{SVG}text")]
        shown, count = visit.shown()
        assert words[0] == "A sample"
        assert f"on {shown} of {count} links" in words[1]
        assert words[1].startswith("2024-")
        assert "Filters: without status future; 2024-02-01 to end" in words
        assert any(str(line).startswith("Source: ") for line in words)
        assert {"done", "Strong conflict", "State"} <= set(words)
        assert "Russia" in words
        visit.assert_quiet()


def test_png_is_the_svg_at_twice_its_size(chromium: Browser, text: str) -> None:
    with chromium.open(text) as visit:
        sizes = []
        for name in ("svg", "png"):
            with visit.page.expect_download() as download:
                visit.page.locator(f"#save-{name}").click()
            sizes.append(download.value.path().read_bytes())
        root = ET.fromstring(sizes[0])  # noqa: S314  our own file
        width, height = struct.unpack(">II", sizes[1][16:24])
        assert (width, height) == (2 * int(root.get("width")), 2 * int(root.get("height")))
        visit.assert_quiet()


def test_link_is_copied_from_a_file_and_not_from_a_frame(chromium: Browser, text: str) -> None:
    with chromium.open(text, hash="n=3") as visit:
        visit.page.locator("#copy-link").click()
        visit.page.locator("#note", has_text="Link copied").wait_for()
    with chromium.open(f"<!DOCTYPE html><title>Host</title>{iframe(packed(small()))}") as visit:
        frame = visit.page.frame_locator("iframe")
        frame.locator("#copy-link").click()
        frame.locator("#note", has_text="has no link of its own").wait_for()
        visit.assert_quiet()


def test_print_shows_picture_and_panel_alone(chromium: Browser, text: str) -> None:
    with chromium.open(text, color_scheme="dark") as visit:
        visit.page.emulate_media(media="print")
        assert visit.page.locator("#filters").is_hidden()
        assert visit.page.locator("#search").is_hidden()
        assert visit.page.locator("#picture canvas").is_visible()
        assert visit.page.locator("#panel").is_visible()
