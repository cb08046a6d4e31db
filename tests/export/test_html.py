"""The page as text: what it holds, how it is escaped, that it asks for nothing and is the same every time."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import math
import os
import random
import re
import subprocess
import sys
from html.parser import HTMLParser
from itertools import combinations
from pathlib import Path

import pytest
from browser.sample import ACTORS, CODES, many, sample, small, statement

from kg.errors import ExportError, UsageError
from kg.export.html import iframe, packed, page, write
from kg.export.html.assets import MODULES, embed, framed, join, script
from kg.export.html.data import page_data, short_name
from kg.export.html.layout import layout
from kg.export.html.picture import LEGEND, TONES, draw
from kg.export.html.sources import web
from kg.graph import Network
from kg.model import KINDS as ALL_KINDS
from kg.model import Actor

RUSSIA, UKRAINE, CHINA = ACTORS["state:RUS"], ACTORS["state:UKR"], ACTORS["state:CHN"]
HOSTILE = "</script><img src=x onerror=alert(1)><!--<script>"
FILES = Path(__file__).parent.parent.parent / "kg" / "export" / "html"


class Reader(HTMLParser):
    """Tags with their attributes, and the text of scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.raw: list[tuple[str, str]] = []
        self._open = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open = tag

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open in ("script", "style"):
            self.raw.append((self._open, data))


def hostile() -> Network:
    """A graph in which everything that can be text is an attack."""
    evil = Actor("org:evil", HOSTILE, "org", None, HOSTILE, 'Q1"><script>', (HOSTILE,))
    return Network.from_statements(
        [
            statement(
                evil, HOSTILE, UKRAINE, title=HOSTILE, outlet=HOSTILE, url="javascript:alert(1)", tail=HOSTILE, attribution=evil
            ),
            statement(UKRAINE, "struck", evil, code=CODES["struck"], article="a2", url=f"https://example.org/{HOSTILE}\u2028"),
        ]
    )


def data_of(text: str) -> dict:
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)[1])


# The page


def test_policy_names_exactly_the_scripts_and_styles_of_the_page() -> None:
    found = Reader(page(sample()))
    policy = next(attrs["content"] for tag, attrs in found.tags if attrs.get("http-equiv") == "Content-Security-Policy")
    kinds = [attrs for tag, attrs in found.tags if tag in ("script", "style")]
    texts = [text for (_, text), attrs in zip(found.raw, kinds, strict=True) if attrs.get("type") != "application/json"]
    hashes = {f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in texts}
    assert hashes == set(re.findall(r"'sha256-[^']+'", policy))
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert "connect-src" not in policy


def test_page_refers_to_nothing_outside_itself_and_has_no_inline_handlers() -> None:
    for tag, attrs in Reader(page(hostile(), title=HOSTILE)).tags:
        for name, value in attrs.items():
            assert not name.startswith("on"), (tag, name)
            assert name not in ("src", "srcset", "style", "action"), (tag, name)
            assert name != "href" or value == "data:,", (tag, value)


def test_hostile_text_adds_no_element_and_comes_back_whole() -> None:
    def shape(network: Network, title: str) -> list[str]:
        return [tag for tag, _ in Reader(page(network, title=title)).tags]

    assert shape(hostile(), HOSTILE) == shape(sample(), "Plain")
    data = data_of(page(hostile()))
    assert HOSTILE in {node["label"] for node in data["levels"][0]["nodes"]}
    assert any(sentence["text"].endswith(HOSTILE) for sentence in data["sentences"])
    assert data["articles"][0]["title"] == HOSTILE
    assert {article["url"] for article in data["articles"]} == {None, f"https://example.org/{HOSTILE}\u2028"}


def test_embedded_json_has_no_character_that_html_or_javascript_reads() -> None:
    text = embed({"<&>": "\u2028\u2029</script>\U0001f600"})
    assert not set(text) & set("<>&\u2028\u2029")
    assert json.loads(text) == {"<&>": "\u2028\u2029</script>\U0001f600"}


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/a?b=c&d=e", True),
        ("http://example.org", True),
        ("HTTPS://EXAMPLE.ORG/", True),
        (None, False),
        ("", False),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org/x", False),
        ("ftp://example.org/x", False),
        ("https:", False),
        ("https:///x", False),
        ("file:///etc/passwd", False),
        ("http://[broken", False),
        ("java\nscript:alert(1)", False),
        ("vbscript:x", False),
        ("blob:https://example.org/x", False),
    ],
)
def test_only_web_addresses_become_links(url: str | None, kept: bool) -> None:
    assert web(url) == (url if kept else None)


def test_page_carries_no_library() -> None:
    assert len(page(small()).encode()) < 170_000


def test_empty_graph_makes_a_page() -> None:
    assert data_of(page(Network.from_statements([])))["levels"][0]["nodes"] == []


def test_frame_is_sandboxed_away_from_its_host() -> None:
    content = packed(hostile(), title=HOSTILE)
    [(tag, attrs)] = Reader(iframe(content, 420, title=HOSTILE)).tags
    assert tag == "iframe"
    assert attrs["height"] == "420"
    assert "allow-same-origin" not in attrs["sandbox"]
    assert attrs["srcdoc"] == framed(content)
    assert gzip.decompress(content).decode() == page(hostile(), title=HOSTILE)
    assert content == packed(hostile(), title=HOSTILE)


def test_frame_keeps_the_policy_of_the_page() -> None:
    def policies(text: str) -> set[str]:
        content = next(a["content"] or "" for tag, a in Reader(text).tags if a.get("http-equiv") == "Content-Security-Policy")
        return set(re.findall(r"'sha256-[^']+'", content))

    inside, outside = policies(page(sample())), policies(framed(packed(sample())))
    assert inside < outside
    assert len(outside - inside) == 1
    assert [text for kind, text in Reader(framed(packed(sample()))).raw if "innerHTML" in text or "document.write" in text] == []


def test_write_puts_the_page_into_a_file_or_says_why_not(tmp_path: Path) -> None:
    write(sample(), tmp_path / "graph.html", title="A title")
    assert (tmp_path / "graph.html").read_text(encoding="utf-8") == page(sample(), title="A title")
    with pytest.raises(ExportError):
        write(sample(), tmp_path / "nowhere" / "graph.html")


def test_same_bytes_for_any_order_of_statements() -> None:
    statements = list(sample().statements())
    random.Random(1).shuffle(statements)
    assert page(Network.from_statements(statements)) == page(sample())


def test_same_bytes_under_any_hash_seed() -> None:
    code = (
        "import hashlib; from browser.sample import many; from kg.export.html import page;"
        "print(hashlib.sha256(page(many(300)).encode()).hexdigest())"
    )
    where = os.pathsep.join([str(Path(__file__).parent.parent), str(Path(__file__).parent.parent.parent)])
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": where},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("0", "1", "424242")
    }
    assert len(digests) == 1


# What it shows


def test_links_are_ordered_pairs_strongest_first() -> None:
    network = Network.from_statements(
        [
            statement(CHINA, "urged", RUSSIA),
            statement(RUSSIA, "struck", UKRAINE),
            statement(RUSSIA, "struck", UKRAINE, article="a2", date="2023-11-20"),
            statement(UKRAINE, "struck", RUSSIA),
            statement(UKRAINE, "met", CHINA, symmetric=True),
        ]
    )
    [level] = page_data(network).levels
    names = [actor["id"].removeprefix("state:") for actor in level.actors]
    assert [(names[x["source"]], names[x["target"]], x["events"], x["symmetric"]) for x in level.links] == [
        ("RUS", "UKR", 2, False),
        ("CHN", "RUS", 1, False),
        ("CHN", "UKR", 1, True),
        ("UKR", "RUS", 1, False),
    ]
    assert names[0] == "RUS"
    assert [edge["arrows"] for edge in draw(level)["edges"]] == ["to", "to", "", "to"]


def test_page_agrees_with_the_graph_on_every_link() -> None:
    network, states = sample(), {actor.id: actor for actor in ACTORS.values() if actor.kind == "state"}
    data = data_of(page(network))
    assert [level["name"] for level in data["levels"]] == ["actor", "state"]
    for level, expected in zip(data["levels"], (network, network.at_state_level(states)), strict=True):
        shown = {}
        for i, edge in enumerate(level["edges"]):
            events = [event for event, link in zip(data["events"], level["links"], strict=True) if link == i]
            scores = [event["goldstein"] for event in events if event["goldstein"] is not None]
            pair = level["nodes"][edge["from"]]["actor"]["id"], level["nodes"][edge["to"]]["actor"]["id"]
            shown[pair] = len(events), round(sum(scores) / len(scores), 4) if scores else None
        assert shown == {(link.source, link.target): (link.tally.events, link.tally.goldstein) for link in expected.links()}


def test_the_level_of_states_is_left_out_where_it_is_the_same() -> None:
    network = Network.from_statements([statement(RUSSIA, "struck", UKRAINE)])
    assert [level["name"] for level in data_of(page(network, level="state"))["levels"]] == ["actor"]
    with pytest.raises(UsageError, match="level"):
        page(network, level="galaxy")  # type: ignore[arg-type]


def test_states_are_not_called_by_the_names_of_their_officials() -> None:
    putin = Actor("person:vladimir-putin", "Vladimir Putin", "person", "RUS", "GOV", None, ("Putin",))
    data = data_of(page(Network.from_statements([statement(putin, "struck", UKRAINE)])))
    nodes = {node["actor"]["id"]: node["actor"].get("aliases") for node in data["levels"][1]["nodes"]}
    assert nodes == {"state:RUS": [], "state:UKR": None}  # of Ukraine the first level says all


@pytest.mark.parametrize(
    ("name", "aliases", "said", "short"),
    [
        ("Democratic Republic of the Congo", ("DRC", "DR Congo", "Congo"), {}, "DR Congo"),
        ("Democratic Republic of the Congo", ("DRC", "DR Congo", "Congo"), {"DRC": 2, "Congo": 5}, "DRC"),
        ("Economic Community of West African States", ("ECOWAS",), {"ECOWAS": 1}, "ECOWAS"),
        ("Economic Community of West African States", ("ECOWAS",), {}, None),
        ("United Kingdom", ("UK",), {"UK": 9}, None),
    ],
)
def test_long_names_are_abbreviated_as_the_articles_do(name: str, aliases: tuple, said: dict, short: str | None) -> None:
    assert short_name(Actor("org:x", name, "org", aliases=aliases), said) == short


def test_spans_count_code_points_of_the_sentence() -> None:
    contents = page_data(
        Network.from_statements([statement(RUSSIA, "struck", UKRAINE, lead="\U0001f6a8 Breaking: ", title="\U0001f600 T")])
    )
    [report], [sentence] = contents.reports, contents.sentences
    words = [sentence["text"][a:b] for a, b in (report["source"], *report["relation"], report["target"])]
    assert words == ["Russia", "struck", "Ukraine"]


def test_a_sentence_of_two_statements_is_stored_once() -> None:
    one = statement(RUSSIA, "struck", UKRAINE)
    both = Network.from_statements([one, statement(RUSSIA, "struck", UKRAINE, status="possible")])
    assert (len(page_data(both).reports), len(page_data(both).sentences), len(page_data(both).articles)) == (2, 1, 1)


def test_every_kind_and_score_has_its_own_look() -> None:
    assert [row["kind"] for row in LEGEND] == list(ALL_KINDS)
    assert len({(row["shape"], row["color"]) for row in LEGEND}) == len(LEGEND)
    below = [row["below"] for row in TONES[:-1]]
    assert below == sorted(below)
    assert TONES[-1]["below"] is None
    assert below[-1] > 10


def test_nothing_goes_to_the_drawing_library_as_a_title() -> None:
    picture = draw(page_data(hostile()).levels[0])
    assert not any("title" in item for item in (*picture["nodes"], *picture["edges"]))


# Where things stand


def test_communities_are_kept_apart() -> None:
    links = [(a, b) for group in (range(6), range(6, 12)) for a, b in combinations(group, 2)]
    found = layout(12, {**dict.fromkeys(links, 3.0), (0, 6): 1.0}).places

    def mean(pairs: list[tuple[int, int]]) -> float:
        return sum(math.dist(found[a], found[b]) for a, b in pairs) / len(pairs)

    assert mean(links) * 1.5 < mean([(a, b) for a in range(6) for b in range(6, 12)])


@pytest.mark.parametrize("count", [0, 1, 2, 30])
def test_positions_are_whole_numbers_for_any_count(count: int) -> None:
    found = layout(count, {(i, (i * 7) % count): 1.0 for i in range(count)}).places
    assert sorted(found) == list(range(count))
    assert len(set(found.values())) == count
    assert all(isinstance(value, int) for point in found.values() for value in point)


def test_a_community_too_large_for_springs_is_still_laid_out() -> None:
    found = layout(700, {(0, i): 1.0 for i in range(1, 700)}).places
    assert len(set(found.values())) == 700
    assert all(abs(value) < 4000 for point in found.values() for value in point)


# The script


def test_modules_are_small_and_all_are_used() -> None:
    assert sorted(MODULES) == sorted(path.stem for path in (FILES / "js").glob("*.js"))
    for path in (FILES / "js").glob("*.js"):
        assert len(path.read_text(encoding="utf-8").splitlines()) < 200, path.name


def test_modules_can_share_one_scope() -> None:
    names = re.findall(r"^(?:export )?(?:async )?(?:function|const|let|class) (\w+)", join(MODULES), re.MULTILINE)
    assert len(names) == len(set(names))
    assert not re.search(r"^(import|export)\b", script(), re.MULTILINE)


def test_modules_import_only_what_earlier_ones_export() -> None:
    exported: dict[str, set[str]] = {}
    for name in MODULES:
        text = (FILES / "js" / f"{name}.js").read_text(encoding="utf-8")
        for wanted, module in re.findall(r'^import \{([^}]*)\} from "\./(\w+)\.js";$', text, re.MULTILINE):
            assert {word.strip() for word in wanted.split(",")} <= exported[module], (name, module)
        exported[name] = set(re.findall(r"^export (?:async )?(?:function|const) (\w+)", text, re.MULTILINE))


@pytest.mark.parametrize(
    "word", ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function(", "fetch(", "XMLHttp"]
)
def test_script_never_makes_markup_of_text_nor_asks_for_anything(word: str) -> None:
    assert word not in script()


def test_large_graph_stays_small_enough_to_mail() -> None:
    assert len(page(many(1000)).encode()) < 2_000_000
