"""What the picture says at first look, and how it is drawn. Run with ``pytest -m browser``."""

from __future__ import annotations

import pytest
from browser.measures import OVER, PAN, THROUGH
from browser.sample import ACTORS, CODES, many, sample, small, statement
from browser.session import CHROMIUM, POINT_ON_LINK, Browser, Visit

from kg.export.html import page
from kg.graph import Network
from kg.model import Actor

pytest.importorskip("playwright")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="needs a Chromium")]

USA, CHINA, KOREA, RUSSIA, UKRAINE = (ACTORS[f"state:{code}"] for code in ("USA", "CHN", "PRK", "RUS", "UKR"))


def lines(visit: Visit) -> dict[str, dict]:
    """The lines of the picture by the names of their ends."""
    return visit.page.evaluate("""() => {
      const { nodes, edges } = kgPage.data;
      const name = ({ from, to }) => `${nodes[from].label} > ${nodes[to].label}`;
      const { lines, words } = kgPage.stage.scene();
      return Object.fromEntries(lines.map((line) => [name(edges[line.index]), {
        standing: line.standing, tone: line.link.tone.tone, width: line.width,
        word: words.find((word) => word.index === line.index)?.text ?? null,
      }]));
    }""")


# Status and tone


def standings() -> Network:
    """A link that is done and asked, one that is only asked, one that is only denied."""
    return Network.from_statements(
        [
            statement(USA, "backed", CHINA, code=CODES["backed"]),
            statement(USA, "struck", CHINA, code=CODES["struck"], status="possible", article="a2"),
            statement(CHINA, "struck", KOREA, code=CODES["struck"], status="requested", article="a3"),
            statement(RUSSIA, "struck", UKRAINE, code=CODES["struck"], status="negated", article="a4"),
        ]
    )


def test_status_is_drawn(chromium: Browser) -> None:
    with chromium.open(page(standings())) as visit:
        drawn = lines(visit)
        assert {name: line["standing"] for name, line in drawn.items()} == {
            "United States > China": "actual",
            "China > North Korea": "ghost",
            "Russia > Ukraine": "negated",
        }
        assert drawn["United States > China"]["tone"] == "friendly"
        legend = visit.page.locator("#filters .key").first.inner_text()
        for words in ("done", "asked, planned or possible", "denied"):
            assert words in legend
        visit.page.locator('[data-drawn="done"]').check()
        assert list(lines(visit)) == ["United States > China"]
        assert "no-status=" in visit.page.url
        visit.page.locator('[data-drawn="ghosts"]').check()
        found = lines(visit)
        assert {name: line["standing"] for name, line in found.items()} == {
            "United States > China": "ghost",
            "China > North Korea": "ghost",
            "Russia > Ukraine": "negated",
        }
        visit.page.locator('[data-drawn="all"]').check()
        assert lines(visit) == drawn
        visit.assert_quiet()


def test_ghosts_are_hollow_and_thin_in_the_same_hue(chromium: Browser) -> None:
    colour = """() => {
      const { lines } = kgPage.stage.scene();
      const canvas = document.querySelector("#picture canvas");
      const look = (line) => {
        const [a, b, c, d, e, f] = line.curve;
        const [x, y] = kgPage.stage.toScreen({ x: (a + 2 * c + e) / 4, y: (b + 2 * d + f) / 4 });
        const { data } = canvas.getContext("2d").getImageData(Math.floor(x) - 3, Math.floor(y) - 3, 7, 7);
        const light = Array.from({ length: 49 }, (_, i) => data[4 * i] + data[4 * i + 1] + data[4 * i + 2]);
        return light[24] - Math.min(...light); // the middle of the line beside its darkest dot
      };
      return Object.fromEntries(lines.map((line) => [line.standing, look(line)]));
    }"""
    with chromium.open(page(standings())) as visit:
        visit.page.evaluate("() => { kgPage.stage.scene().words.length = 0; kgPage.stage.pan(0, 0); }")
        visit.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert visit.page.evaluate(colour)["ghost"] > 90


def test_attacks_do_not_hide_behind_talks(chromium: Browser) -> None:
    made = [
        statement(RUSSIA, words, UKRAINE, code=CODES[words], article=f"a{i}", date=f"2024-0{i + 1}-01")
        for i, words in enumerate(["struck"] * 2 + ["met"] * 6)
    ]
    with chromium.open(page(Network.from_statements(made))) as visit:
        [line] = lines(visit).values()
        assert line["tone"] == "hostile"
        visit.click_link(0)
        assert "2 conflictual, 0 neutral, 6 cooperative; most extreme -10 (struck)" in visit.panel()
        assert visit.page.locator("#panel svg.tones rect").count() == 3
        assert "on average" not in visit.panel()
        visit.page.mouse.move(*visit.page.evaluate(POINT_ON_LINK, 0))
        assert "2 conflictual" in visit.page.locator(".tip").inner_text()
        visit.assert_quiet()


# Words


def test_the_seed_reads_as_a_sentence(chromium: Browser) -> None:
    network = Network.from_statements(
        [
            statement(USA, "urged", CHINA, code=CODES["urged"]),
            statement(CHINA, "press", KOREA, status="requested"),
            statement(KOREA, "deploy troops to", RUSSIA, code=CODES["struck"]),
        ]
    )
    with chromium.open(page(network)) as visit:
        words = {name: (line["word"], line["standing"]) for name, line in lines(visit).items()}
        assert words["China > North Korea"] == ("press", "ghost")
        assert words["United States > China"][1] == "actual"
        assert None not in {word for word, _ in words.values()}
        visit.page.locator("#zoom-out").click(click_count=9)
        visit.page.wait_for_timeout(300)
        assert {line["word"] for line in lines(visit).values()} == {None}


# Layout


@pytest.mark.parametrize(("width", "height"), [(1400, 900), (1000, 700), (390, 844)])
@pytest.mark.parametrize("hash", ["", "level=state"])
def test_at_first_look_nothing_covers_anything(chromium: Browser, text: str, hash: str, width: int, height: int) -> None:
    with chromium.open(text, hash=hash, width=width, height=height) as visit:
        through, count = visit.page.evaluate(THROUGH)
        assert through <= count / 100
        over = visit.page.evaluate(OVER)
        assert {key: over[key] for key in ("names", "marks", "nearer", "words", "crossed", "nameless")} == dict.fromkeys(
            ("names", "marks", "nearer", "words", "crossed", "nameless"), 0
        )
        assert over["wordless"] < count * 0.8


@pytest.mark.parametrize("links", [84, 200])
def test_of_a_hundred_lines_at_most_one_passes_through_another_actor(chromium: Browser, links: int) -> None:
    network = sample() if links == 84 else many(200)
    with chromium.open(page(network), hash=f"n={links}", width=1400, height=900) as visit:
        through, count = visit.page.evaluate(THROUGH)
        assert count > 80
        assert through <= count / 100


def test_the_same_picture_every_time(chromium: Browser, text: str) -> None:
    scene = "() => JSON.stringify([kgPage.stage.scene().marks, kgPage.stage.scene().names, kgPage.stage.scene().words])"
    found = []
    for _ in range(2):
        with chromium.open(text) as visit:
            found.append(visit.page.evaluate(scene))
    assert found[0] == found[1]


# First look


def test_first_look_holds_what_matters_and_says_what_it_leaves_out(chromium: Browser, text: str) -> None:
    with chromium.open(text, width=1400, height=900) as visit:
        shown, count = visit.shown()
        assert 30 <= shown <= 60 < count
        assert f"Left out: {count - shown} weaker" in visit.page.locator("#left").inner_text()
        visit.page.locator("#show-all").click()
        assert visit.shown() == (count, count)
        assert visit.page.locator("#left").is_hidden()
        visit.assert_quiet()


def test_unnamed_one_off_domestic_and_undone_come_late(chromium: Browser) -> None:
    army = ACTORS["body:rus-ministry-of-defence"]
    gunmen, someone = Actor("group:gunmen", "gunmen", "group"), Actor("person:a-b", "Ada Bell", "person")
    network = Network.from_statements(
        [
            statement(gunmen, "struck", UKRAINE, article="a1"),
            statement(someone, "struck", UKRAINE, article="a2"),
            statement(army, "struck", RUSSIA, article="a3"),
            statement(CHINA, "struck", UKRAINE, article="a4", status="possible"),
            statement(USA, "struck", UKRAINE, article="a5"),
        ]
    )
    with chromium.open(page(network)) as visit:
        order = visit.page.evaluate("() => kgPage.links().map(l => kgPage.data.nodes[kgPage.data.edges[l.index].from].label)")
        assert order[:2] == ["United States", "China"]
        assert order[-1] == "gunmen"


def test_scope_filters(chromium: Browser) -> None:
    network = Network.from_statements(
        [
            statement(ACTORS["body:rus-ministry-of-defence"], "struck", RUSSIA),
            statement(USA, "struck", UKRAINE, article="a2"),
            statement(ACTORS["org:nato"], "backed", UKRAINE, article="a3"),
        ]
    )
    with chromium.open(page(network)) as visit:
        visit.page.locator('input[data-facet="scope"][data-value="international"]').uncheck()
        assert list(lines(visit)) == ["Russian Ministry of Defence > Russia"]
        assert "no-scope=international" in visit.page.url


# Speed


def test_three_thousand_links_move(chromium: Browser) -> None:
    with chromium.open(page(many(3309)), hash="n=3309", width=1400, height=900) as visit:
        visit.page.wait_for_timeout(500)
        before = chromium.work()
        frames = visit.page.evaluate(PAN, 2500)["frames"] * 2.5
        assert (chromium.work() - before) / frames < 1 / 30  # so thirty a second, were it alone; vis-network gives one
        visit.assert_quiet()


def test_small_graphs_open_whole(chromium: Browser) -> None:
    with chromium.open(page(small())) as visit:
        assert visit.shown() == (4, 4)
        assert visit.page.locator("#left").is_hidden()
