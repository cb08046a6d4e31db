"""Parts: what was extracted elsewhere is built into the same graph, in any order and any number of times."""

from __future__ import annotations

import gzip
import io
import json
import random
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest
from factories import make_actor, make_article, make_mention, make_statement
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.api import parts
from kg.errors import InputError
from kg.graph import Run
from kg.ids import article_key
from kg.model import SCHEMA_VERSION, Article, Statement
from kg.pipeline.counts import Counts
from kg.pipeline.filling import run_of
from kg.pipeline.stages import Options
from kg.reading import Extracted, Failure, part, read
from kg.records import Coded, StatementRecord, Who, Words
from kg.store import Store

ROOT = Path(__file__).parent.parent.parent
ARTICLES = ROOT / "data" / "articles"

HERE = run_of(Options())
RUN = {"version": HERE.version, "model": HERE.model, "options": dict(HERE.options)}


def article(number: int, **fields: str) -> Article:
    return replace(make_article(f"a{number}", f"The US urged China {number} times."), **fields)  # type: ignore[arg-type]


def extracted(number: int, count: int = 2, **fields: str) -> Extracted:
    """An article with statements whose actors have aliases."""
    one = article(number, **fields)
    china = make_actor("state:CHN", aliases=("PRC", "Red “China”"))
    told = [f"United States urge-{n} China." for n in range(count)]
    one = replace(one, text=" ".join(["China says:", *told, one.text]))
    speaker = make_mention(china, one.content.index("China"))
    starts = [one.content.index(quote) for quote in told]
    made = (make_statement("state:USA", f"urge-{n}", china, article=one, start=start) for n, start in enumerate(starts))
    return Extracted(one, 3, tuple(replace(s, attribution=speaker) for s in made), RUN)


def packed(items: Sequence[Extracted]) -> bytes:
    run = items[0].run
    own = b"".join(part.lines(one.article, one.sentences, one.statements) for one in items)
    return part.opening(run["version"], run["model"], run["options"]) + own + part.closing(len(items))


def unpacked(data: bytes) -> list[Extracted | Failure]:
    return list(part.read(io.BytesIO(data), "p.jsonl"))


def errors(found: Sequence[object]) -> list[str]:
    return [str(one.error) for one in found if isinstance(one, Failure)]


ITEMS = [extracted(1), extracted(2, 0), extracted(3, 1, title="Title, “quoted”\u2028", outlet="O", url="https://a.example")]


# The form


def test_what_is_written_is_what_is_read() -> None:
    found = unpacked(packed(ITEMS))
    assert found == ITEMS
    assert isinstance(found[0], Extracted)
    assert found[0].statements[0].target.actor.aliases == ("PRC", "Red “China”")
    assert found[0].article.path == "p.jsonl"


WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=50)


@given(WORDS, WORDS, st.integers(0, 3))
def test_any_words_survive(title: str, phrase: str, count: int) -> None:
    one = Article("x", title, phrase, None, None, None)
    made = tuple(make_statement(article=one, lemma=f"l{n}", phrase=phrase or "x") for n in range(count))
    item = Extracted(one, 1, made, RUN)
    assert unpacked(packed([item])) == [item]


def test_a_statement_is_the_public_record_and_aliases() -> None:
    record = json.loads(packed(ITEMS).splitlines()[2])
    for end in ("source", "target", "attribution"):
        del record[end]["aliases"]
    assert record == ITEMS[0].statements[0].to_record()


def test_the_schema_has_every_field_of_a_record() -> None:
    record = json.loads(packed(ITEMS).splitlines()[2])
    for values, form in (
        (record, StatementRecord),
        (record["source"], Who),
        (record["relation"], Words),
        (make_statement().to_record()["code"], Coded),
    ):
        assert {name.name for name in msgspec.structs.fields(form)} == set(values)


def test_lines_say_what_they_are() -> None:
    lines = [json.loads(line) for line in packed(ITEMS).decode().split("\n")[:-1]]
    marks = [line.get("kg") for line in lines]
    assert marks == ["part", "article", None, None, "article", "article", None, "end"]
    assert lines[0] == {"kg": "part", "schema_version": SCHEMA_VERSION, **RUN}
    assert {name: lines[5][name] for name in ("id", "title", "outlet", "sentences", "statements")} == {
        "id": "a3", "title": "Title, “quoted”\u2028", "outlet": "O", "sentences": 3, "statements": 1,
    }  # fmt: skip
    assert lines[-1] == {"kg": "end", "articles": 3}


def test_pandas_reads_a_part(tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    (tmp_path / "p.jsonl.gz").write_bytes(gzip.compress(packed(ITEMS)))
    frame = pandas.read_json(tmp_path / "p.jsonl.gz", lines=True)
    assert len(frame[frame["kg"].isna()]) == 3
    assert list(frame[frame["kg"] == "article"]["id"]) == ["a1", "a2", "a3"]


# Damage


def without(*lines: int) -> Callable[[bytes], bytes]:
    return lambda data: b"".join(line for number, line in enumerate(data.splitlines(keepends=True), 1) if number not in lines)


def altered(old: str, new: str) -> Callable[[bytes], bytes]:
    return lambda data: data.replace(old.encode(), new.encode(), 1)


DAMAGE: list[tuple[str, Callable[[bytes], bytes], list[str], str]] = [
    ("cut off between articles", without(5, 6, 7, 8), ["a1"], "5: the part is cut off"),
    ("cut off in an article", without(4, 5, 6, 7, 8), [], "2: damaged or cut off: expected 2 statements"),
    ("cut off in a line", lambda data: data[:-200], ["a1", "a2"], "6: damaged"),
    ("no end", without(8), ["a1", "a2", "a3"], "8: the part is cut off"),
    ("a statement altered", altered("urge-1", "urge-7"), ["a2", "a3"], "2: damaged: the article and its"),
    ("an article altered", altered("1 times", "9 times"), ["a2", "a3"], "2: damaged: the article and its"),
    ("a statement lost", without(4), ["a2", "a3"], "2: damaged or cut off: expected 2 statements"),
    ("an article's line lost", without(5), ["a1", "a3"], "7: damaged: expected 3 articles before this line, got 2"),
    ("a line that is no JSON", altered('"sentences": 3,', '"sentences": ?,'), ["a2", "a3"], "2: expected a JSON object"),
    ("no opening line", without(1), [], "1: expected the line that opens a part"),
    ("a later form", altered('"schema_version": 2', '"schema_version": 3'), [], "1: expected a part of schema version 2, got 3"),
]


@pytest.mark.parametrize(("damage", "kept", "message"), [row[1:] for row in DAMAGE], ids=[row[0] for row in DAMAGE])
def test_damage_harms_only_what_it_touches(damage: Callable[[bytes], bytes], kept: list[str], message: str) -> None:
    found = unpacked(damage(packed(ITEMS)))
    assert [one.article.id for one in found if isinstance(one, Extracted)] == kept
    assert all(one in ITEMS for one in found if isinstance(one, Extracted))
    assert f"p.jsonl:{message}" in "\n".join(errors(found))


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.99])
def test_a_cut_off_gzip_file_gives_whole_articles(tmp_path: Path, kept: float) -> None:
    items = [extracted(number) for number in range(200)]
    random.seed(1)
    items = [replace(one, article=replace(one.article, text=str(random.random()))) for one in items]
    data = gzip.compress(packed(items))
    (tmp_path / "p.jsonl.gz").write_bytes(data[: int(kept * len(data))])
    found = list(read(tmp_path / "p.jsonl.gz"))
    whole = [one for one in found if isinstance(one, Extracted)]
    assert 0 < len(whole) < 200
    assert whole == items[: len(whole)]
    assert any("damaged gzip" in error for error in errors(found))


@given(st.integers(0, 2000), st.binary(min_size=1, max_size=3))
def test_no_damage_is_taken_for_an_article(place: int, bytes_: bytes) -> None:
    data = packed(ITEMS)
    place %= len(data)
    try:
        found = unpacked(data[:place] + bytes_ + data[place + len(bytes_) :])
    except InputError:
        return
    runs = [one.run for one in found if isinstance(one, Extracted)]
    assert all(replace(one, run=RUN) in ITEMS for one in found if isinstance(one, Extracted))
    assert runs == [runs[0]] * len(runs) if runs else True


FORGED: list[tuple[str, Any, str]] = [
    ("source.kind", "bogus", "Invalid enum value 'bogus' - at `$.source.kind`"),
    ("status", "likely", "Invalid enum value"),
    ("confidence", 5.0, "<= 1.0 - at `$.confidence`"),
    ("confidence", float("nan"), "expected a number, got nan"),
    ("code.goldstein", float("inf"), "expected a number, got inf"),
    ("code.quad", 9, "<= 4"),
    ("start", -1, ">= 0"),
    ("start", 1 << 80, "at `$.start`"),
    ("relation.spans", [[0]], "length 2"),
    ("relation.lemma", 3, "Expected `str`, got `int`"),
    ("date", "tomorrow", "matching regex"),
    ("source.name", "China\x1b[2J", "U+001B"),
    ("source.aliases", ["\ud800"], "U+D800"),
    ("source", None, "got `null`"),
    ("sentence", "Nobody said so.", "does not stand at"),
    ("source.mention", "France", "does not stand at"),
    ("id", "0" * 20, "its id is not the one that its parts give it"),
    ("article_id", "a9", "is of another article"),
    ("outlet", "The Other Paper", "is of another article"),
]


@pytest.mark.parametrize(("field", "value", "message"), FORGED)
def test_what_is_forged_is_refused(tmp_path: Path, field: str, value: Any, message: str) -> None:
    opening, start, *own, end = packed([extracted(1)]).splitlines()
    record = json.loads(own[0])
    *way, last = field.split(".")
    inside = record
    for name in way:
        inside = inside[name]
    inside[last] = value
    statements = [json.dumps(record).encode() + b"\n", own[1] + b"\n"]
    start = start.rpartition(b', "digest": ')[0]
    digest = part._digest(start, statements)
    (tmp_path / "p.jsonl").write_bytes(b"".join([
        opening, b"\n", start, b', "digest": "', digest, b'"}\n', *statements, packed([extracted(2)]).splitlines(True)[1],
        *packed([extracted(2)]).splitlines(True)[2:-1], b'{"kg": "end", "articles": 2}\n',
    ]))  # fmt: skip
    counts = Counts()
    assert len(list(kg.extract(tmp_path / "p.jsonl", counts=counts))) == 2
    assert (counts.extracted, counts.failed) == (1, 1)
    assert message in str(counts.failures[0].error)


# Building


def build(out: Path, *inputs: Path | Article) -> tuple[bytes, Counts]:
    summary = kg.build(list(inputs), out)
    return (out / "graph.ttl").read_bytes(), summary.counts


def test_order_and_number_of_parts_do_not_show(tmp_path: Path) -> None:
    items = [extracted(number, number % 4) for number in range(12)]
    files = []
    for number in range(4):
        files.append(tmp_path / f"{number}.jsonl.gz")
        files[-1].write_bytes(gzip.compress(packed(items[3 * number : 3 * number + 3])))
    whole = tmp_path / "whole.jsonl"
    whole.write_bytes(b"".join(gzip.decompress(file.read_bytes()) for file in files))  # cat
    first, counts = build(tmp_path / "a", *files)
    assert (counts.extracted, counts.statements, counts.failed) == (12, 18, 0)
    second, counts = build(tmp_path / "b", *reversed(files), whole)
    assert (counts.extracted, counts.duplicate) == (12, 12)
    for file in (files[2], files[0], whole, files[2]):
        third, counts = build(tmp_path / "c", file)
    assert (counts.extracted, counts.duplicate) == (0, 3)
    assert first == second == third


@pytest.mark.parametrize("text", ["Mali left Chad.", ""])
def test_a_part_replaces_nothing_of_another_source(tmp_path: Path, text: str) -> None:
    own = extracted(1)
    own = replace(own, article=replace(own.article, outlet="A", key=article_key("1", "A", None)), statements=())
    forged = replace(own, article=replace(own.article, text=text, title="", outlet="B", published="2024-12-01"))
    for name, one in (("own", own), ("forged", forged)):
        (tmp_path / f"{name}.jsonl").write_bytes(packed([one]))
    build(tmp_path / "g", tmp_path / "own.jsonl")
    _, counts = build(tmp_path / "g", tmp_path / "forged.jsonl")
    assert counts.extracted == counts.updated == 0
    assert counts.failed == bool(text)
    with Store.open(tmp_path / "g" / "graph.db", readonly=True) as store:
        assert [(article.outlet, article.text) for article in store.articles()] == [("A", own.article.text)]


def test_another_versions_part_is_a_run_of_its_own(tmp_path: Path) -> None:
    other = [replace(extracted(1), run={**RUN, "version": "0.0.1"})]
    (tmp_path / "other.jsonl").write_bytes(packed(other))
    (tmp_path / "own.jsonl").write_bytes(packed([extracted(2)]))
    build(tmp_path / "g", tmp_path / "other.jsonl", tmp_path / "own.jsonl")
    with Store.open(tmp_path / "g" / "graph.db", readonly=True) as store:
        assert {(run.version, ids) for run, ids in store.readings()} == {("0.0.1", ("a1",)), (HERE.version, ("a2",))}


def test_mentions_cannot_be_had_of_a_part(tmp_path: Path) -> None:
    (tmp_path / "p.jsonl").write_bytes(packed(ITEMS))
    counts = Counts()
    assert list(kg.mentions(tmp_path / "p.jsonl", counts=counts)) == []
    assert counts.failed == 3
    assert "no mentions" in str(counts.failures[0].error)


# Writing


def test_parts_of_parts(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(packed(ITEMS[:2]))
    (tmp_path / "b.jsonl").write_bytes(packed([replace(ITEMS[2], run={**RUN, "version": "0.0.1"})]))
    counts = parts.write([tmp_path / "a.jsonl", tmp_path / "b.jsonl"], tmp_path / "c.jsonl.gz")
    assert (counts.extracted, counts.statements) == (3, 3)
    found = list(read(tmp_path / "c.jsonl.gz"))
    assert [one.article.id for one in found if isinstance(one, Extracted)] == ["a1", "a2", "a3"]
    assert [one.run["version"] for one in found if isinstance(one, Extracted)] == [HERE.version, HERE.version, "0.0.1"]
    statements: list[Statement] = list(kg.extract(tmp_path / "c.jsonl.gz"))
    assert statements == [s for one in ITEMS for s in one.statements]


def test_a_part_of_nothing(tmp_path: Path) -> None:
    parts.write([], tmp_path / "p.jsonl")
    assert (tmp_path / "p.jsonl").read_bytes() == part.opening(**RUN) + part.closing(0)
    assert [one for one in read(tmp_path / "p.jsonl") if isinstance(one, Failure)] == []


def test_a_part_is_whole_or_absent(tmp_path: Path) -> None:
    def breaking() -> object:
        yield article(1)
        raise OSError("the disk is gone")

    (tmp_path / "p.jsonl").write_text("what was there")
    with pytest.raises(Exception, match="the disk is gone"):
        parts.write(breaking(), tmp_path / "p.jsonl")  # type: ignore[arg-type]
    assert [path.name for path in tmp_path.iterdir()] == ["p.jsonl"]
    assert (tmp_path / "p.jsonl").read_text() == "what was there"


def test_the_command_line(sample_graph: Path, tmp_path: Path, kg_command: list[str]) -> None:
    def run(*arguments: str | Path, **options: object) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run([*kg_command, *map(str, arguments)], capture_output=True, **options)  # type: ignore[call-overload,no-any-return]

    files = sorted(ARTICLES.glob("*.txt"))
    run("extract", *files[:12], "-o", tmp_path / "a.jsonl.gz", "--jobs", "1", check=True)
    piped = run("extract", *files[12:20], "-o", "-", "--jobs", "1", check=True).stdout
    built = run("build", tmp_path / "a.jsonl.gz", "-", *files[20:], "-o", tmp_path / "g", "--jobs", "1", input=piped, check=True)
    assert b"articles read" in built.stdout
    for name in ("graph.ttl", "graph.html"):
        assert (tmp_path / "g" / name).read_bytes() == (sample_graph / name).read_bytes()
    refused = run("extract", files[0], "-o", tmp_path / "b.jsonl", "--level", "state")
    assert refused.returncode == 2
    assert not (tmp_path / "b.jsonl").exists()


def test_runs_are_told_apart_by_their_tables(tmp_path: Path) -> None:
    table = tmp_path / "mine.csv"
    table.write_text("alias,kind\nOrder of the Owl,group\n")
    parts.write([], tmp_path / "p.jsonl", actors=[table])
    opening = json.loads((tmp_path / "p.jsonl").read_bytes().splitlines()[0])
    assert Run(opening["version"], opening["model"], opening["options"]) == run_of(Options.of(actors=[table])) != HERE
