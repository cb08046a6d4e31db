"""Wire copy: one text that several outlets ran is told once, with all of them; people can overrule that."""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from factories import make_actor, make_article, make_statement
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from kg.api.graph import Graph
from kg.api.judge import judge, undo
from kg.cli import app
from kg.errors import UsageError
from kg.export.html import page
from kg.export.tables.rows import lines, table
from kg.graph import Run
from kg.model import Article, Statement
from kg.sameness import same_texts
from kg.store import Store, sketches

RUN = Run("1", "m")
LEAD = "Russia attacked Ukraine with drones on Tuesday, the navy said, and set fire to a grain terminal in the port of Odesa."
STORY = "\n\n".join(
    [
        LEAD,
        "Firefighters worked through the night at the quay, where two ships under foreign flags had been loading maize.",
        "The governor told reporters that nobody was hurt, because the dockers had gone into the shelters when sirens sounded.",
        "Insurers raised their rates for the western Black Sea within hours, and one shipping line stopped taking bookings.",
    ]
)
BRIEF = "Two people are killed in an airstrike by the navy on a boat that officials say carried drugs in the eastern Pacific."


def ran(
    id: str, text: str = STORY, *, outlet: str = "Sample", published: str | None = "2024-03-05", title: str = "Odesa"
) -> Article:
    return make_article(id, text, title=title, published=published, outlet=outlet)


def reading(article: Article) -> list[Statement]:
    """What an extractor finds: the attack, where it stands."""
    start = article.content.find(LEAD)
    if start < 0:
        return []
    return [
        make_statement(
            "state:RUS",
            "attack",
            "state:UKR",
            article=article,
            sentence=LEAD,
            start=start,
            phrase="attacked",
            code=None,
            date=article.published,
        )
    ]


CUT = ran("b", STORY.rpartition("\n\n")[0], outlet="Cut Gazette")
PREFIXED = ran("c", f"ODESA (Sample Wire) - {STORY}", outlet="Prefix Post", title="Fire in the harbour")
LATER = ran("d", f"{STORY} (Editing by J. Roe)", outlet="Late News", published="2024-03-07")


def build(folder: Path, *articles: Article) -> Path:
    with Store.open(folder / "graph.db") as store:
        for article in articles:
            store.add(article, reading(article), RUN)
        store.record_run(RUN, {})
        store.refresh()
    return folder


def copies(folder: Path) -> dict[str, str]:
    return {copy.article.id: copy.of for copy in Graph.open(folder / "graph.db").copies()}


@pytest.mark.parametrize(
    ("other", "one"),
    [
        (CUT.text, True),
        (PREFIXED.text, True),
        (LATER.text, True),
        (STORY.upper(), True),
        (STORY.replace("drones", "missiles"), True),
        (LEAD, False),  # a quarter of it
        ("\n\n".join([LEAD, "The mayor said that the city would rebuild the terminal before the next harvest came in."]), False),
    ],
)
def test_what_is_one_text(other: str, one: bool) -> None:
    assert (same_texts.likeness(STORY, other) is not None) is one
    assert same_texts.likeness(other, STORY) == same_texts.likeness(STORY, other)


@pytest.mark.parametrize(
    ("other", "one"),
    [
        (BRIEF, True),
        (f"{BRIEF} It gave no names.", True),
        (BRIEF.replace("Two people", "Four people"), False),  # another day's boat
        (BRIEF.replace("Two people are", "One person is"), False),
    ],
)
def test_in_a_brief_text_another_figure_makes_another_story(other: str, one: bool) -> None:
    assert (same_texts.likeness(BRIEF, other) is not None) is one


def test_one_text_with_several_outlets(tmp_path: Path) -> None:
    build(tmp_path, CUT, ran("a"), PREFIXED, LATER, ran("e", "Malta met Tunisia. " * 9))
    graph = Graph.open(tmp_path / "graph.db")
    assert copies(tmp_path) == {"a": "c", "b": "c", "d": "c"}
    (event,) = graph.events()
    assert [report.evidence.article_id for report in event.reports] == ["c"]
    assert set(event.reports[0].evidence.outlets) == {"Sample", "Cut Gazette", "Prefix Post", "Late News"}
    (edge,) = graph.edges()
    assert (edge.tally.events, edge.tally.reports) == (1, 1)
    assert edge.tally.outlets == ("Cut Gazette", "Late News", "Prefix Post", "Sample")
    stats = graph.stats()
    assert (stats.articles, stats.copies) == (2, 3)
    assert [found.id for found in graph.find(source="Russia")] == [event.id]


def test_the_fullest_text_speaks_then_the_earliest(tmp_path: Path) -> None:
    build(tmp_path, CUT, ran("z"), ran("y", outlet="Other"), ran("x", published="2024-03-06", title="Other"))
    assert copies(tmp_path) == {"b": "y", "z": "y", "x": "y"}


def test_the_very_same_text_under_two_ids_is_a_copy_too(tmp_path: Path) -> None:
    build(tmp_path, ran("a"), ran("b", outlet="Other"))
    assert copies(tmp_path) == {"b": "a"}
    assert Graph.open(tmp_path / "graph.db").edges()[0].tally.outlets == ("Other", "Sample")


@pytest.mark.parametrize(
    ("published", "found"), [("2024-03-08", {"b": "a"}), ("2024-03-09", {}), ("2025-03-05", {}), (None, {"b": "a"})]
)
def test_the_same_words_on_another_day_are_another_story(tmp_path: Path, published: str | None, found: dict[str, str]) -> None:
    build(tmp_path, ran("a"), ran("b", published=published))
    assert copies(tmp_path) == found


def test_a_person_overrules_it(tmp_path: Path) -> None:
    build(tmp_path, ran("a"), CUT, ran("far", "Nothing like it was ever written of Malta."))
    made = judge(tmp_path, "differ", ["a", "b"])
    assert (made.one, made.other, copies(tmp_path)) == ("article:a", "article:b", {})
    undo(tmp_path, made.key)
    judge(tmp_path, "same", ["a", "article:far"])
    assert copies(tmp_path) == {"b": "a", "far": "a"}
    with pytest.raises(UsageError, match="no article of this graph is called 'article:nothing'"):
        judge(tmp_path, "same", ["a", "article:nothing"])
    build(tmp_path, ran("twin", outlet="Other"))
    with pytest.raises(UsageError, match="very same text"):
        judge(tmp_path, "differ", ["a", "twin"])
    with pytest.raises(UsageError, match="expected two actors, two articles"):
        judge(tmp_path, "same", ["a", "state:RUS"])


ARMS = f"{STORY}\n\nFrance has supplied Ukraine with 40 launchers since spring, an official of the ministry said."


def telling(article: Article) -> list[Statement]:
    """What an extractor finds: the attack, and the arms with their status."""
    found = reading(article)
    for status, verb in (("actual", "has supplied"), ("negated", "has never supplied")):
        for source in ("France", "Poland"):
            if (start := article.content.find(f"{source} {verb}")) >= 0:
                end = article.content.index(".", start) + 1
                found.append(
                    make_statement(
                        "state:FRA" if source == "France" else "state:POL",
                        "supply",
                        "state:UKR",
                        article=article,
                        start=start,
                        sentence=article.content[start:end],
                        phrase=verb,
                        status=status,
                        code=None,
                        date=article.published,  # type: ignore[arg-type]
                    )
                )
    return found


def reports(folder: Path, *articles: Article) -> set[tuple[str, str, str, tuple[str, ...]]]:
    """Who did what, and in whose words, with those in whose text they stand."""
    with Store.open(folder / "graph.db") as store:
        for article in articles:
            store.add(article, telling(article), RUN)
        store.refresh()
    return {
        (s.source.actor.id, s.status, s.evidence.article_id, tuple(sorted(s.evidence.outlets)))
        for s in Graph.open(folder / "graph.db").statements()
    }


@pytest.mark.parametrize("published", ["2024-03-04", "2024-03-05", None])
@pytest.mark.parametrize(
    ("old", "new"), [("has supplied", "has never supplied"), ("France has", "Poland has"), ("40 launchers", "90 launchers")]
)
def test_what_is_altered_is_no_copy(tmp_path: Path, published: str | None, old: str, new: str) -> None:
    forged = ran("b", f"{ARMS.replace(old, new)} And more.", outlet="Forger", published=published)
    told = reports(tmp_path, ran("a", ARMS), forged)
    assert copies(tmp_path) == {}
    assert ("state:FRA", "actual", "a", ("Sample",)) in told
    assert {outlets for _, _, ident, outlets in told if ident == "b"} == {("Forger",)}


def test_a_sentence_has_the_outlets_that_printed_it(tmp_path: Path) -> None:
    told = reports(tmp_path, ran("a"), ran("b", ARMS, outlet="Second"), ran("c", STORY.upper(), outlet="Third"))
    assert copies(tmp_path) == {"a": "b", "c": "b"}
    assert told == {
        ("state:RUS", "actual", "b", ("Sample", "Second", "Third")), ("state:FRA", "actual", "b", ("Second",)),
    }  # fmt: skip
    with Store.open(tmp_path / "graph.db") as store:
        store._db.execute("DELETE FROM marks WHERE name = 'derived'")
    assert {s.evidence.outlets for s in Graph.open(tmp_path / "graph.db").statements()} == {
        ("Second", "Sample", "Third"), ("Second",),
    }  # fmt: skip


def test_what_bears_no_day_does_not_speak_for_what_does(tmp_path: Path) -> None:
    assert {row[2] for row in reports(tmp_path, ran("a"), ran("b", f"{STORY} And more.", published=None))} == {"a"}


def test_commands_say_how_many_are_copies(tmp_path: Path) -> None:
    build(tmp_path, ran("a"), CUT)
    run = CliRunner().invoke
    assert "1 articles print another's text" in run(app, ["check", str(tmp_path)]).output
    assert ["copies", "1"] in [line.split() for line in run(app, ["stats", str(tmp_path)]).output.splitlines()]
    assert "automatic: one text" in run(app, ["judge", str(tmp_path)], env={"COLUMNS": "200"}).output


def test_each_text_is_sketched_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path, ran("a"), CUT)
    blank = same_texts.Sketch(None, bytes(512))
    monkeypatch.setattr(same_texts, "sketch", lambda text, published, content: sketched.append(text) or blank)
    sketched: list[str] = []
    build(tmp_path, ran("a"), CUT, ran("new", "Something else."))
    assert sketched == ["Something else."]
    assert copies(tmp_path) == {"b": "a"}


SOME = st.lists(st.tuples(st.sampled_from([STORY, CUT.text, BRIEF]), st.sampled_from([None, 1, 3, 5, 9, 30])), max_size=12)


@settings(deadline=None)
@given(SOME, st.integers(1, 4))
def test_texts_are_compared_with_all_near_them_however_few_at_once(printed: list[tuple[str, int | None]], most: int) -> None:
    seen = [same_texts.sketch(text, None, str(place))._replace(day=day) for place, (text, day) in enumerate(printed)]
    with closing(sqlite3.connect("")) as room, pytest.MonkeyPatch.context() as patch:
        patch.setattr(sketches, "_SKETCHES_AT_ONCE", most)
        room.execute("CREATE TABLE sketches (text INTEGER PRIMARY KEY, day INTEGER, slots BLOB NOT NULL)")
        room.executemany("INSERT INTO sketches VALUES (?, ?, ?)", ((key, *one) for key, one in enumerate(seen)))
        found = set()
        for window in sketches.windows(room):
            keys = [key for key, _ in window]
            pairs = same_texts.candidates([sketch for _, sketch in window])
            found.update((keys[one], keys[other]) for one, other in pairs)
    assert sorted(found) == same_texts.candidates(seen)


def test_a_changed_article_is_compared_anew(tmp_path: Path) -> None:
    build(tmp_path, ran("a"), CUT)
    build(tmp_path, ran("b", "Nothing like it was ever written of Malta.", outlet="Cut Gazette", published="2024-03-06"))
    assert copies(tmp_path) == {}


def test_turtle_and_tables_show_all_outlets_bylines_and_languages(tmp_path: Path) -> None:
    pytest.importorskip("pyshacl")
    from kg.export.rdf.validation import validate

    signed = replace(ran("a"), byline="Jane Roe", language="en-GB")
    graph = Graph.open(build(tmp_path, signed, CUT) / "graph.db")
    graph.write(tmp_path / "g.ttl")
    text = (tmp_path / "g.ttl").read_text(encoding="utf-8")
    assert "kg:sameTextAs article:a" in text
    assert 'schema:author "Jane Roe"' in text
    assert 'schema:inLanguage "en-GB"' in text
    assert validate(tmp_path / "g.ttl")[1] == ()
    frame = graph.to_pandas("articles")
    assert list(frame.index) == ["a", "b"]
    assert (frame.loc["a", "byline"], frame.loc["a", "language"], frame.loc["b", "same_text_as"]) == ("Jane Roe", "en-GB", "a")
    assert list(graph.to_pandas("events")["outlets"]) == ["Cut Gazette|Sample"]
    assert '"also":["Cut Gazette"]' in page(graph)


NAMES = ("Viktor Muzhenkov", "Victor Muzhenkov", "Victor Muzhenkow")


def told(article: Article, number: int) -> list[Statement]:
    """A statement of a man whose name is spelt in one of several ways."""
    who = make_actor(f"person:{NAMES[number].lower().replace(' ', '-')}", name=NAMES[number])
    return [*reading(article), make_statement(who, "meet", "state:CHN", article=article, start=0, code=None)]


TEXTS = (STORY, CUT.text, PREFIXED.text, LATER.text, f"{LEAD} That was all.", BRIEF, f"{BRIEF} It gave no names.")
DAYS = ("2024-03-05", "2024-03-08", None)
PRINTED = st.lists(st.tuples(st.sampled_from(TEXTS), st.sampled_from(DAYS), st.integers(0, 2), st.sampled_from("AB")), max_size=7)


def exports(path: Path) -> bytes:
    graph, out = Graph.open(path), io.StringIO()
    for name in ("statements", "events", "edges", "actors", "articles"):
        out.writelines(lines(*table(graph, name)))
    graph.write(path.with_suffix(".ttl"))
    return out.getvalue().encode() + path.with_suffix(".ttl").read_bytes() + repr((graph.joins(), graph.names())).encode()


@settings(max_examples=40, deadline=None)
@given(
    PRINTED.flatmap(
        lambda all: st.tuples(st.just(all), st.permutations(list(range(len(all))) * 2), st.integers(0, len(all)), st.booleans())
    )
)
def test_no_order_split_or_repeat_shows_in_an_export(
    tmp_path_factory: pytest.TempPathFactory, case: tuple[list[tuple[str, str | None, int, str]], list[int], int, bool]
) -> None:
    printed, shuffled, cut, between = case
    # who writes what is told by the text, as it is where a program reads it
    spelt = {text: number for text, _, number, _ in printed}
    articles = [ran(f"a{i}", text, published=published, outlet=outlet) for i, (text, published, _, outlet) in enumerate(printed)]
    folder = tmp_path_factory.mktemp("wire")
    for name, runs in (("one", [range(len(articles))]), ("other", [shuffled[:cut], shuffled[cut:]])):
        for some in runs:
            with Store.open(folder / name) as store:
                for place in some:
                    store.add(articles[place], told(articles[place], spelt[articles[place].text]), RUN)
                if between or some is runs[-1]:
                    store.refresh()
    assert exports(folder / "one") == exports(folder / "other")
