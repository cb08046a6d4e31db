"""The pipeline: assembly of statements, isolation of failures, counting, and the same bytes from any number of processes."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import kg
from kg.errors import InputError, KgError, ModelError, UsageError
from kg.extraction.relations.judgement import Judgement
from kg.extraction.relations.rules import Rules
from kg.extraction.relations.scene import Scene
from kg.model import Actor, ActorMention, Article, Candidate, Code, Document, Mention, Predicate, Relation, Sentence
from kg.pipeline import pool
from kg.pipeline.counts import Counts
from kg.pipeline.filling import fill, results
from kg.pipeline.stages import Options, Stages
from kg.reading import Failure
from kg.statements.assembly import assemble
from kg.statements.ends import one_party
from kg.store import Store

ACTORS = {
    "US": Actor("state:USA", "United States", "state", "USA"),
    "China": Actor("state:CHN", "China", "state", "CHN"),
    "Beijing": Actor("state:CHN", "China", "state", "CHN"),
    "PLA": Actor("body:chn-pla", "People's Liberation Army", "body", "CHN"),
    "Politburo": Actor("body:chn-politburo", "Politburo", "body", "CHN"),
    "NATO": Actor("org:nato", "NATO", "org"),
    "AU": Actor("org:au", "African Union", "org"),
}


def mention(text: str, word: str) -> Mention:
    start = text.index(word)
    return Mention(word, start, start + len(word), 0, "name", candidates=(word,))


def candidate(text: str, source: str, lemma: str, target: str, **fields: object) -> Candidate:
    start = text.index(lemma)
    relation = Relation(lemma, lemma, fields.pop("object", None), ((start, start + len(lemma)),))  # type: ignore[arg-type]
    return Candidate(
        Sentence(text, 0, len(text), 0),
        mention(text, source),
        relation,
        mention(text, target),
        Predicate(lemma, "verb"),
        "test",
        **fields,  # type: ignore[arg-type]
    )


class FakeResolution:
    def actors(self, mention: Mention) -> tuple[ActorMention, ...]:
        named = [ACTORS["US"], ACTORS["NATO"]] if mention.text == "both" else [ACTORS.get(mention.text)]
        return tuple(ActorMention(actor, mention.text, mention.start, mention.end) for actor in named if actor)

    doers = actors

    def private(self, mention: Mention) -> bool:
        return False

    def actor(self, mention: Mention) -> ActorMention | None:
        return next(iter(self.actors(mention)), None)

    def place(self, mention: Mention) -> str | None:
        return None

    def mentions(self) -> tuple[tuple[Mention, ActorMention], ...]:
        return ()


class FakeResolver:
    def resolve(self, document: Document) -> FakeResolution:
        if "UNRESOLVABLE" in document.article.text:
            raise RuntimeError("no idea")
        return FakeResolution()


class FakeCoder:
    def code(self, predicate: Predicate, source: Actor, target: Actor, status: str) -> Code | None:
        return None


class FakeJudge:
    """Takes every vote for the truth."""

    digest, card = "fake", {"policy": {**Rules({}).card["policy"], "proposed": 0.5}}

    def judge(self, scene: Scene) -> tuple[Judgement, ...]:
        return tuple(Judgement(0.9 if pair.votes else 0.0) for pair in scene.pairs)


class FakeExtractor:
    """Reads ``SOURCE lemma TARGET`` sentences; breaks the whole batch where a text says so."""

    def read(self, articles: Iterable[Article]) -> Iterator[Document]:
        for article in articles:
            if "CRASH" in article.text:
                raise ZeroDivisionError("in the\nparser")
            words = article.text.split()
            found = (candidate(article.text, *words),) if len(words) == 3 else ()
            yield Document(article, (Sentence(article.text, 0, len(article.text), 0),), (), found)


FAKES = Stages(FakeExtractor(), FakeResolver(), FakeCoder(), FakeJudge())  # type: ignore[arg-type]


@pytest.fixture
def fakes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Stages, "load", classmethod(lambda cls, options: FAKES))


def document(text: str, *candidates: Candidate) -> Document:
    return Document(Article("a", "", text), (Sentence(text, 0, len(text), 0),), (), candidates)


def triples(text: str, *candidates: Candidate) -> list[tuple[str, str, str | None, str]]:
    made = assemble(document(text, *candidates), FakeResolution(), FakeCoder(), FakeJudge())  # type: ignore[arg-type]
    return [(s.source.actor.id, s.relation.lemma, s.relation.object, s.target.actor.id) for s in made]


# Assembly


def test_a_candidate_becomes_a_statement_with_its_evidence() -> None:
    text = "US urge China"
    article = Article("a", "Title", text, "2024-11-01", "https://a.example", "sample")
    found = candidate(text, "US", "urge", "China", status="future", date="2024-11-02", attribution=mention(text, "China"))
    (s,) = assemble(Document(article, (found.sentence,), (), (found,)), FakeResolution(), FakeCoder(), FakeJudge())  # type: ignore[arg-type]
    assert (s.evidence.article_id, s.evidence.outlet, s.evidence.sentence) == ("a", "sample", text)
    assert (s.status, s.date, s.rule, s.code) == ("future", "2024-11-02", "test", None)
    assert s.attribution is not None
    assert s.attribution.actor.id == "state:CHN"
    assert 0 < s.confidence <= 1


def test_an_unresolved_end_gives_nothing() -> None:
    text = "US urge China Nobody"
    assert triples(text, candidate(text, "US", "urge", "Nobody"), candidate(text, "Nobody", "urge", "China")) == []


@pytest.mark.parametrize(
    ("source", "target", "same"),
    [
        ("China", "Beijing", True), ("China", "PLA", True), ("PLA", "China", True), ("PLA", "Politburo", False),
        ("US", "PLA", False), ("NATO", "AU", False), ("NATO", "NATO", True),
    ],
)  # fmt: skip
def test_no_relation_of_a_party_to_itself(source: str, target: str, same: bool) -> None:
    assert one_party(ACTORS[source], ACTORS[target]) is same


@pytest.mark.parametrize(("role", "same"), [("GOV", True), ("MIL", True), ("OPP", False), (None, False)])
def test_an_official_is_the_state_and_a_dissident_is_not(role: str | None, same: bool) -> None:
    assert one_party(ACTORS["China"], Actor("person:x", "X", "person", "CHN", role)) is same


def test_several_parties_give_a_statement_each() -> None:
    text = "both hit China"
    assert triples(text, candidate(text, "both", "hit", "China")) == [
        ("org:nato", "hit", None, "state:CHN"), ("state:USA", "hit", None, "state:CHN"),
    ]  # fmt: skip


def test_a_party_of_two_meets_itself_once() -> None:
    text = "both meet"
    assert triples(text, candidate(text, "both", "meet", "both", symmetric=True)) == [("state:USA", "meet", None, "org:nato")]


def test_one_fact_in_a_sentence_is_one_statement() -> None:
    text = "US and US hit China and Beijing"
    twice = (candidate(text, "US", "hit", "China"), candidate(text, "US", "hit", "Beijing"))
    assert triples(text, *twice) == [("state:USA", "hit", None, "state:CHN")]


def test_the_longer_fact_stands_for_the_shorter() -> None:
    text = "US hit China with tariffs and bans"
    found = [candidate(text, "US", "hit", "China", object=thing) for thing in (None, "tariff", "ban", "tariff")]
    assert sorted(thing or "" for _, _, thing, _ in triples(text, *found)) == ["ban", "tariff"]


def test_a_symmetric_fact_counts_once_in_either_order() -> None:
    text = "US meet China"
    either = [candidate(text, a, "meet", b, symmetric=True) for a, b in (("US", "China"), ("China", "US"))]
    assert len(triples(text, *either)) == 1
    assert len(triples(text, *(replace(c, symmetric=False) for c in either))) == 2


def test_ids_depend_on_content_alone() -> None:
    text = "US urge China"
    first, second = (
        assemble(document(text, candidate(text, "US", "urge", "China")), FakeResolution(), FakeCoder(), FakeJudge())[0]  # type: ignore[arg-type]
        for _ in range(2)
    )
    assert first.id == second.id
    moved = "Now US urge China"
    (third,) = assemble(document(moved, candidate(moved, "US", "urge", "China")), FakeResolution(), FakeCoder(), FakeJudge())  # type: ignore[arg-type]
    assert third.id != first.id


# Isolation and counting

MIXED: list[Article | Failure] = [
    Article("1", "", "US urge China"),
    Failure(InputError("x.jsonl", "broken", 3)),
    Article("2", "", "CRASH", path="crash.txt"),
    Article("3", "", ""),
    Article("1", "", "US urge China"),
    Failure(InputError("y.png", "no text"), "skipped"),
    Article("4", "", "UNRESOLVABLE"),
    Article("5", "", "nothing to see in here"),
    Article("6", "", "China warn US"),
]


@pytest.mark.usefixtures("fakes")
def test_what_fails_harms_only_itself_and_everything_is_counted() -> None:
    counts = Counts()
    found = []
    for result in results(MIXED, Options(), counts=counts):
        counts.add_result(result)
        found.append(result.article.id)
    assert found == ["1", "5", "6"]
    assert counts.as_dict() == {
        "read": 9, "extracted": 3, "empty": 1, "off_topic": 0, "duplicate": 1, "updated": 0, "skipped": 1, "failed": 3,
        "sentences": 3, "statements": 2,
    }  # fmt: skip
    parts = (name for name in counts.as_dict() if name not in ("read", "sentences", "statements"))
    assert counts.read == sum(getattr(counts, name) for name in parts)
    reasons = [str(failure.error) for failure in counts.failures]
    assert "crash.txt: article 2: ZeroDivisionError: in the parser" in reasons
    assert "4: article 4: RuntimeError: no idea" in reasons


BROKEN = [
    Article("surrogate", "", "US urge China \udc80"),
    Article("no text", "", None),  # type: ignore[arg-type]
    Article("day", "", "US urge China", published=date(2024, 11, 1)),  # type: ignore[arg-type]
    Article(1 << 80, "", "China warn US"),  # type: ignore[arg-type]
    Article("bytes", "", "China warn US", outlet=b"x"),  # type: ignore[arg-type]
    Article("path", "", "CRASH", path="\udcff.txt"),
]


@pytest.mark.usefixtures("fakes")
def test_an_article_that_breaks_the_store_ends_nothing(tmp_path: Path) -> None:
    with Store.open(tmp_path / "g.db") as store:
        counts = fill(store, [*BROKEN, Article("well", "", "US urge China")], Options())
        assert (counts.extracted, counts.failed, counts.read) == (1, len(BROKEN), len(BROKEN) + 1)
        assert [article.id for article in store.articles()] == ["well"]
    assert {str(failure.error).split(":")[0] for failure in counts.failures} == {str(one.path or one.id) for one in BROKEN}


SPORT = "The striker scored twice as the champions beat their rivals 3-1 in the cup final, a goal from a penalty kick."


@pytest.mark.usefixtures("fakes")
@pytest.mark.parametrize(("later", "outcome"), [("", "empty"), (SPORT, "off_topic")])
def test_a_correction_that_leaves_nothing_to_read_takes_its_earlier_version_out(tmp_path: Path, later: str, outcome: str) -> None:
    with Store.open(tmp_path / "g.db") as store:
        fill(store, [Article("1", "", "US urge China"), Article("2", "", "NATO urge China")], Options())
        counts = fill(store, [Article("1", "", later)], Options())
        assert (getattr(counts, outcome), counts.read) == (1, 1)
        assert [article.id for article in store.articles()] == ["2"]


def test_what_is_remembered_of_the_input_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.pipeline.counts.REMEMBERED", 2)
    articles = [Article(name, "", "US urge China") for name in "ababcab"]
    counts = Counts()
    assert "".join(one.id for one in counts.new(articles) if isinstance(one, Article)) == "abcab"
    assert counts.duplicate == 2


@pytest.mark.usefixtures("fakes")
def test_a_store_is_filled_once(tmp_path: Path) -> None:
    with Store.open(tmp_path / "g.db") as store:
        assert fill(store, MIXED, Options()).extracted == 3
        before = list(store.statements())
        again = fill(store, MIXED, Options())
        assert (again.extracted, again.duplicate, again.failed) == (0, 4, 3)
        assert list(store.statements()) == before
        copy = Article("0", "", "US urge China", outlet="other")
        assert fill(store, [copy], Options()).duplicate == 1
        assert store.counts()["duplicates"] == 1


def test_broken_tables_stop_the_run() -> None:
    with pytest.raises(KgError):
        list(kg.extract(text="US urges China.", actors=["/no/such/table.csv"]))


def test_a_missing_model_stops_the_run() -> None:
    with pytest.raises(ModelError, match="no_such_model"):
        list(kg.extract(text="US urges China.", model="no_such_model"))


def test_an_unknown_level_is_a_mistake() -> None:
    with pytest.raises(UsageError, match="actor, state"):
        list(kg.extract(text="US urges China.", level="planet"))  # type: ignore[arg-type]


def test_batches_are_cut_by_the_input_alone() -> None:
    long = Article("l", "", "x" * 25_000)
    short = [Article(str(n), "", "x") for n in range(134)]
    assert [len(batch) for batch in pool.batches([*short, long, long, short[0]])] == [64, 64, 6 + 1, 1 + 1]
    assert list(pool.batches([])) == []


@pytest.mark.usefixtures("fakes")
def test_articles_are_taken_in_as_they_are_needed() -> None:
    taken = []

    def articles() -> Iterator[Article]:
        for number in range(1000):
            taken.append(number)
            yield Article(str(number), "", "US urge China")

    stream = pool.run(articles(), Options(), jobs=1)
    next(stream)
    assert len(taken) <= 65


# The real thing


TEXTS = [
    "The US urged China to press North Korea.",
    "Russia attacked Ukraine on Monday. France condemned the attack by Russia.",
    "Talks between Iran and Oman began in Muscat.",
]


@pytest.mark.slow
def test_any_number_of_processes_gives_the_same(tmp_path: Path) -> None:
    articles = [Article(str(n), "", TEXTS[n % 3], "2024-11-01") for n in range(70)]
    alone, pooled = (list(kg.extract(articles, jobs=jobs)) for jobs in (1, 2))
    assert alone == pooled
    assert len(alone) > 70


def test_a_worker_reports_a_missing_model() -> None:
    with pytest.raises(ModelError, match="no_such_model"):
        list(kg.extract([Article("1", "", "x")], model="no_such_model", jobs=2))


@pytest.mark.slow
def test_the_same_bytes_under_any_hash_seed(tmp_path: Path, kg_command: list[str]) -> None:
    lines = [json.dumps({"id": str(n), "text": text, "published": "2024-11-01"}) for n, text in enumerate(TEXTS)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    written = []
    for seed in ("0", "1", "4711"):
        out = tmp_path / seed
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        for command in (f"build {tmp_path}/a.jsonl -o {out} --jobs 1", f"export {out} -f jsonl -o {out}/s.jsonl"):
            subprocess.run([*kg_command, *command.split()], env=environment, check=True, capture_output=True)
        written.append([(out / name).read_bytes() for name in ("graph.ttl", "graph.html", "s.jsonl")])
    assert written[0] == written[1] == written[2]
    assert all(written[0])


def test_the_order_of_articles_does_not_show(tmp_path: Path) -> None:
    articles = [Article(str(n), "", text, "2024-11-01") for n, text in enumerate(TEXTS)]
    kg.build(articles, tmp_path / "a")
    for article in reversed(articles):
        kg.build([article], tmp_path / "b")
    assert (tmp_path / "a/graph.ttl").read_bytes() == (tmp_path / "b/graph.ttl").read_bytes()


def test_state_level_folds_organs_and_officials() -> None:
    text = "The Kremlin accused the Pentagon of supporting Ukraine."
    ends = {(s.source.actor.id, s.target.actor.id) for s in kg.extract(text=text, level="state")}
    assert ("state:RUS", "state:USA") in ends


def test_mentions_have_every_field() -> None:
    found = list(kg.mentions(text="The US urged China."))
    assert [(m["mention"], m["id"], m["country"]) for m in found] == [("US", "state:USA", "USA"), ("China", "state:CHN", "CHN")]
    names = ["article_id", "mention", "start", "end", "id", "name", "kind", "country", "role", "aliases", "inferred"]
    assert list(found[0]) == names


def test_a_build_without_articles_leaves_nothing(tmp_path: Path) -> None:
    summary = kg.build([tmp_path / "missing.txt"], tmp_path / "graph")
    assert summary.counts.failed == 1
    assert summary.files == ()
    assert not (tmp_path / "graph").exists()


def test_a_build_adds_to_what_is_there(tmp_path: Path) -> None:
    first = kg.build([Article("1", "", TEXTS[0])], tmp_path / "g")
    second = kg.build([Article("2", "", TEXTS[1])], tmp_path / "g")
    assert (first.articles, second.articles) == (1, 2)
    assert second.statements > first.statements
    assert [path.name for path in second.files] == ["graph.db", "graph.ttl", "graph.html"]
    assert kg.load(tmp_path / "g").stats().articles == kg.load(tmp_path / "g" / "graph.db").stats().articles == 2
