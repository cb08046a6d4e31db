"""The page in a real Chromium, used as a person would use it. Run with ``pytest -m browser``."""

from __future__ import annotations

import pytest
from browser.sample import ACTORS, CODES, many, sample, small, statement
from browser.session import CHROMIUM, Browser

from kg.export.html import iframe, packed, page
from kg.graph import Network
from kg.model import Actor

pytest.importorskip("playwright")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="needs a Chromium")]

RUSSIA, UKRAINE = ACTORS["state:RUS"], ACTORS["state:UKR"]


# Quiet and safe


def test_page_opens_without_request_or_complaint(chromium: Browser, text: str) -> None:
    with chromium.open(text) as visit:
        assert 30 <= visit.shown()[0] <= 60
        visit.page.mouse.move(640, 400)
        visit.page.wait_for_timeout(300)
        visit.assert_quiet()


def test_policy_stops_what_is_slipped_in(chromium: Browser) -> None:
    slipped = page(small()).replace("</main>", "</main><img src=x onerror=alert(1)><script>alert(2)</script>")
    with chromium.open(slipped) as visit:
        assert visit.shown() == (4, 4)
        assert visit.requests == []
        assert not any(complaint.startswith("dialog") for complaint in visit.complaints)
        assert any("Content Security Policy" in complaint for complaint in visit.complaints)


def test_empty_graph_opens(chromium: Browser) -> None:
    with chromium.open(page(Network.from_statements([]))) as visit:
        assert visit.shown() == (0, 0)
        assert "No event passes the filters." in visit.panel()
        visit.assert_quiet()


def test_frame_for_notebooks_works_in_its_sandbox(chromium: Browser) -> None:
    with chromium.open(f"<!DOCTYPE html><title>Host</title>{iframe(packed(small()))}") as visit:
        frame = visit.page.frame_locator("iframe")
        frame.get_by_role("button", name="Russia → Ukraine").click()
        assert "ASSAULT" in frame.locator("#panel").inner_text()
        visit.assert_quiet()


# Links and actors


def test_click_on_a_link_shows_its_sentences(chromium: Browser) -> None:
    with chromium.open(page(small())) as visit:
        visit.click_link(0)
        panel = visit.page.locator("#panel")
        assert panel.locator("h2").inner_text() == "Russia → Ukraine"
        assert [h.lower() for h in panel.locator("h3").all_inner_texts()] == ["assault · 2", "accuse · 1"]
        assert panel.locator("time").all_inner_texts() == ["2024-05-02", "2024-03-01", "2024-04-01"]
        first = panel.locator("blockquote").nth(1)
        marks = first.locator("mark")
        assert list(zip(marks.evaluate_all("all => all.map(m => m.className)"), marks.all_inner_texts(), strict=True)) == [
            ("source", "Russia"),
            ("relation", "struck"),
            ("target", "Ukraine"),
        ]
        assert first.inner_text().startswith("Russia struck Ukraine on Friday.")
        assert first.locator("footer").inner_text() == "A headline · Post, 2024-03-01"
        assert first.locator("a").get_attribute("href") == "https://example.org/story"
        assert "noopener" in first.locator("a").get_attribute("rel")
        visit.assert_quiet()


def test_status_and_claim_are_marked_plainly(chromium: Browser) -> None:
    with chromium.open(page(small())) as visit:
        visit.click_link(0)
        card = visit.page.locator(".event", has_text="accused")
        assert card.locator(".badge").inner_text() == "did not happen"
        assert card.locator(".said").inner_text() == "according to China"
        assert card.locator("a").count() == 0
        assert visit.page.locator(".event", has_text="struck").first.locator(".badge").count() == 0


def test_click_on_an_actor_shows_who_it_is_and_its_partners(chromium: Browser) -> None:
    named = Actor("org:nato", "NATO", "org", None, "IGO", "Q7184", ("Alliance",))
    network = Network.from_statements(
        [
            statement(named, "backed", UKRAINE, code=CODES["backed"]),
            statement(RUSSIA, "accused", named, code=CODES["accused"], article="a2"),
        ]
    )
    with chromium.open(page(network)) as visit:
        visit.click_actor(0)
        panel = visit.panel()
        for words in ("NATO", "Organisation", "Alliance", "1 event, 1 link", "NATO → Ukraine", "Russia → NATO"):
            assert words in panel
        assert visit.page.locator("#panel a").get_attribute("href") == "https://www.wikidata.org/wiki/Q7184"
        visit.page.get_by_role("button", name="Russia → NATO").click()
        assert visit.page.locator("#panel h2").inner_text() == "Russia → NATO"
        visit.assert_quiet()


def test_isolate_hide_and_escape(chromium: Browser) -> None:
    with chromium.open(page(small())) as visit:
        assert visit.shown() == (4, 4)
        visit.page.evaluate("() => location.hash = 'select=state:UKR'")
        visit.page.get_by_role("button", name="Isolate").click()
        assert visit.shown() == (2, 2)
        visit.page.get_by_role("button", name="Isolate").click()
        visit.page.get_by_role("button", name="Hide").click()
        assert visit.shown() == (2, 2)
        visit.page.locator("#reset").click()
        assert visit.shown() == (4, 4)
        visit.click_link(0)
        visit.page.keyboard.press("Escape")
        assert "Strongest links" in visit.page.locator("#panel").text_content()


def test_links_can_be_chosen_by_keyboard_alone(chromium: Browser) -> None:
    with chromium.open(page(small())) as visit:
        visit.page.keyboard.press("Tab")
        visit.page.keyboard.press("Enter")
        visit.page.keyboard.press("Tab")
        visit.page.keyboard.press("Enter")
        assert visit.page.locator("#panel h2").inner_text() == "Russia → Ukraine"


# Sizes and themes


@pytest.mark.parametrize("width", [360, 390, 768, 1280])
def test_no_width_scrolls_sideways(chromium: Browser, text: str, width: int) -> None:
    with chromium.open(text, hash="select=state:RUS", width=width) as visit:
        assert visit.page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
        assert visit.page.evaluate("() => kgPage.stage.scale()") > 0.2
        visit.assert_quiet()


APART = """() => {
  const box = (name) => document.querySelector(name).getBoundingClientRect();
  const [stage, panel, table, main] = ["#stage", "#panel", "#table", "main"].map(box);
  const over = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  return {
    covered: [over(table, stage), over(table, panel), over(table, main), over(stage, panel)],
    picture: box("#picture").height, sideways: document.documentElement.scrollWidth - innerWidth,
  };
}"""


@pytest.mark.parametrize("framed", [False, True])
@pytest.mark.parametrize("width", [390, 600, 800, 950, 1000])
def test_the_table_covers_nothing(chromium: Browser, text: str, width: int, framed: bool) -> None:
    host = f"<!DOCTYPE html><title>Host</title>{iframe(packed(sample()), 600)}" if framed else text
    with chromium.open(host, width=width) as visit:
        inside = visit.page.frames[-1]
        inside.locator("#show-table").click()
        found = inside.evaluate(APART)
        assert found["covered"] == [False] * 4
        assert found["picture"] > 150
        assert found["sideways"] <= 0
        assert inside.locator("#table tbody tr").first.is_visible()
        visit.assert_quiet()


def test_filters_open_on_a_phone(chromium: Browser, text: str) -> None:
    with chromium.open(text, width=390, has_touch=True) as visit:
        assert visit.page.locator("#filters").is_hidden()
        visit.page.locator("#show-filters").tap()
        visit.page.locator('input[data-value="group"]').tap()
        assert "no-kind=group" in visit.page.url
        visit.assert_quiet()


def test_theme_follows_the_system_until_it_is_chosen(chromium: Browser, text: str) -> None:
    dark = "() => getComputedStyle(document.body).backgroundColor"
    with chromium.open(text, color_scheme="dark") as visit:
        assert visit.page.evaluate(dark) == "rgb(20, 23, 27)"
        visit.page.locator("#theme").click()
        assert visit.page.evaluate(dark) == "rgb(255, 255, 255)"
        assert "theme=light" in visit.page.url


def test_twenty_thousand_links_are_usable(chromium: Browser) -> None:
    text = page(many(20_000))
    with chromium.open(text, hash="n=500") as visit:
        drawn, links = visit.shown()
        assert drawn == 500
        assert links > 19_900  # a few meetings told both ways are one
        visit.assert_quiet()
