"""Events counted once: pairs of statements annotated by hand, and the laws that folding obeys."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from factories import ASSAULT, REQUEST, make_actor, make_article, make_statement
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.api.graph import Graph
from kg.export.tables.rows import lines, table
from kg.graph import Run
from kg.model import Article, Code, Statement
from kg.sameness.event_scores import SAME, compatible, likeness
from kg.sameness.event_traits import trait
from kg.store import Store

FOLDER = Path(__file__).parent / "folding"
AGREE = Code("AGREE", None, (), "057", 2, 8.0, 6.0, "sign")


def annotated() -> list[tuple[Statement, Statement, bool]]:
    """Pairs of statements that the program read in the sample articles, and whether they report one occurrence."""
    with (FOLDER / "statements.jsonl").open(encoding="utf-8") as file:
        known = {s.id: s for s in map(Statement.from_record, map(json.loads, file))}
    with (FOLDER / "pairs.csv").open(encoding="utf-8", newline="") as file:
        return [(known[row["one"]], known[row["other"]], row["same"] == "true") for row in csv.DictReader(file)]


def test_precision_and_recall_on_annotated_pairs() -> None:
    judged = [(likeness(trait(one), trait(other)) > SAME, same) for one, other, same in annotated()]
    hits = sum(said and same for said, same in judged)
    assert len(judged) >= 70
    assert hits / sum(said for said, _ in judged) >= 0.92
    assert hits / sum(same for _, same in judged) >= 0.80


def said(
    sentence: str,
    source: str = "state:RUS",
    lemma: str = "attack",
    target: str = "state:UKR",
    *,
    article: str = "a",
    published: str = "2024-03-05",
    **more: object,
) -> Statement:
    options = {"code": ASSAULT, "date": None, **more}
    there = make_article(article, sentence, published=published)
    return make_statement(source, lemma, target, article=there, sentence=sentence, **options)  # type: ignore[arg-type]


RAID = said("Russia attacked Odesa with 30 drones and missiles on Tuesday, hitting a grain terminal.", date="2024-03-05")


@pytest.mark.parametrize(
    ("other", "together"),
    [
        (said("Moscow struck Odesa's grain terminal with drones and missiles.", article="b", lemma="strike"), True),
        (
            said("Russian forces hit the grain terminal of Odesa with 30 drones.", "body:rus-armed-forces", "hit", article="b"),
            True,
        ),
        (said("Russia attacked Kharkiv with glide bombs.", article="b", published="2024-03-20"), False),
        (said("Russia attacked Odesa with 30 drones and missiles.", article="b", date="2024-02-01"), False),
        (said("Ukraine attacked Odesa with 30 drones, hitting a grain terminal.", "state:UKR", target="state:RUS"), False),
        (
            said("Russia may attack Odesa with 30 drones and missiles at its grain terminal.", article="b", status="possible"),
            False,
        ),
        (
            said("Russia was urged over Odesa, 30 drones, missiles, grain terminal.", lemma="urge", article="b", code=REQUEST),
            False,
        ),
    ],
)
def test_what_is_one_event(other: Statement, together: bool) -> None:
    assert (likeness(trait(RAID), trait(other)) > SAME) is together
    assert likeness(trait(other), trait(RAID)) == likeness(trait(RAID), trait(other))


BUS = said("A drone hit a bus in Vovchansk, killing three.")


def agreed(sentence: str, article: str, published: str = "2024-03-05", **more: object) -> Statement:
    return said(sentence, "state:ISR", "agree", "state:IRN", article=article, published=published, code=AGREE, **more)


def won(state: str, delegates: str, place: int) -> Statement:
    sentence = "Smith won 39 delegates in Iowa and later won 22 delegates in Ohio."
    made = said(sentence, "person:smith", "win", "party:x", code=None, object=delegates)
    return replace(made, relation=replace(made.relation, spans=((place, place + 3),)))


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        # another day's, or another place's, attack in the same words
        (
            said("At least 37 people were killed in Russian attacks on towns of the east."),
            said("At least 50 people were killed in Russian attacks on towns of the east.", article="b", published="2024-03-08"),
            False,
        ),
        (BUS, said("A drone hit an oil depot near Perm.", article="b"), False),
        (BUS, said("Three died as a drone hit a bus, Vovchansk says.", article="b"), True),
        # another matter that the same two agreed on
        (
            agreed("Israel and Iran agreed to a ceasefire of ten days.", "a"),
            agreed("Israel agreed to hold direct talks in Paris.", "b", "2024-03-09"),
            False,
        ),
        (
            agreed("Israel and Iran agreed to a ceasefire of ten days.", "a"),
            agreed("The ceasefire that Israel and Iran agreed to holds.", "b", "2024-03-09"),
            True,
        ),
        (
            agreed("Israel agreed with Iran that jobs matter more than rents.", "a", start=60),
            agreed("Israel and Iran agreed that vaccines work.", "a", start=200),
            False,
        ),
        # the same verb twice in one sentence
        (won("Iowa", "39", 6), won("Ohio", "22", 40), False),
        (won("Iowa", "39", 6), won("Ohio", "22", 6), True),
    ],
)
def test_what_is_another_event_of_the_same_kind(one: Statement, other: Statement, together: bool) -> None:
    assert (likeness(trait(one), trait(other)) > SAME) is together


@pytest.mark.parametrize(
    ("one", "other", "may"),
    [
        ("state:RUS", "state:RUS", True),
        ("state:RUS", "body:rus-armed-forces", True),
        ("state:RUS", "state:UKR", False),
        ("body:rus-armed-forces", "body:rus-ministry-of-defence", False),
        ("org:nato", "state:USA", False),
    ],
)
def test_who_may_stand_for_whom(one: str, other: str, may: bool) -> None:
    assert (compatible(make_actor(one), make_actor(other)) is not None) is may


def test_a_kidnapping_printed_366_times_is_one_event() -> None:
    printed = [
        said(
            "Gunmen kidnapped 20 pupils from a school in Kaduna on Monday, the police said.",
            "group:gunmen",
            "kidnap",
            "people:nga",
            article=f"a{i:03}",
            date="2024-03-04",
        )
        for i in range(366)
    ]
    graph = Graph.from_statements(printed)
    (edge,) = graph.edges()
    assert (edge.tally.events, edge.tally.reports, len(graph.joins())) == (1, 366, 365)


def test_an_event_takes_from_each_report_what_the_surest_lacks() -> None:
    sure = said("Russia and China signed a gas treaty in Moscow.", lemma="sign", target="state:CHN", code=None, confidence=0.9)
    dated = said(
        "Russia and China signed a gas treaty in Moscow on Monday.",
        lemma="sign",
        target="state:CHN",
        article="b",
        code=AGREE,
        date="2024-03-04",
        place="Moscow",
        confidence=0.5,
    )
    (event,) = Graph.from_statements([sure, dated]).events()
    assert event.reports == (sure, dated)
    assert (event.date, event.place, event.code) == ("2024-03-04", "Moscow", AGREE)


SENTENCES = st.sampled_from(
    [
        "Russia attacked Odesa with 30 drones on Tuesday.",
        "Russia attacked Odesa with drones.",
        "Russia struck Kharkiv.",
        "Russia attacked the port of Odesa, killing 12.",
        "The attack on Odesa killed 12.",
    ]
)
STATEMENTS = st.builds(
    said,
    SENTENCES,
    st.sampled_from(["state:RUS", "body:rus-armed-forces", "person:vladimir-putin"]),
    st.sampled_from(["attack", "strike", "hit"]),
    article=st.sampled_from("abcde"),
    published=st.sampled_from(["2024-03-05", "2024-03-06", "2024-03-09"]),
    date=st.sampled_from([None, "2024-03-05", "2024-03", "2024"]),
    start=st.sampled_from([0, 60]),
    code=st.sampled_from([ASSAULT, None]),
    confidence=st.sampled_from([0.5, 0.9]),
)


def by_article(statements: list[Statement]) -> list[tuple[Article, list[Statement]]]:
    """Each statement in an article of its own making: one version of an article has one text."""
    found: dict[tuple[str, str | None], list[Statement]] = {}
    for s in statements:
        found.setdefault((s.evidence.article_id, s.evidence.published), []).append(s)
    return [(make_article(f"{a}{day}", f"{a} {day}", published=day), _of(f"{a}{day}", all)) for (a, day), all in found.items()]


def _of(article: str, statements: list[Statement]) -> list[Statement]:
    from kg.store.rows import renamed

    return [renamed(replace(s, evidence=replace(s.evidence, article_id=article))) for s in statements]


def exports(graph: Graph) -> bytes:
    out = io.StringIO()
    for name in ("statements", "events", "edges", "actors"):
        out.writelines(lines(*table(graph, name)))
    return out.getvalue().encode() + repr(graph.joins()).encode()


RUN = Run("1", "m")


@settings(max_examples=100)
@given(
    st.lists(STATEMENTS, max_size=10, unique_by=lambda s: s.id)
    .map(by_article)
    .flatmap(
        lambda articles: st.tuples(st.just(articles), st.permutations(articles + articles[:2]), st.integers(0, len(articles)))
    )
)
def test_no_order_split_or_repeat_shows_in_an_export(
    tmp_path_factory: pytest.TempPathFactory,
    case: tuple[list[tuple[Article, list[Statement]]], list[tuple[Article, list[Statement]]], int],
) -> None:
    whole, shuffled, cut = case
    folder = tmp_path_factory.mktemp("stores")
    for name, runs in (("one", [whole]), ("other", [shuffled[:cut], shuffled[cut:]])):
        for articles in runs:
            with Store.open(folder / name) as store:
                for article, statements in articles:
                    store.add(article, statements, RUN)
                store.record_run(RUN, {})
                store.refresh()
    stored, again = (Graph.open(folder / name) for name in ("one", "other"))
    memory = Graph.from_statements([s for _, statements in reversed(whole) for s in statements])
    assert exports(stored) == exports(again) == exports(memory)
