"""The sample articles and their gold annotation keep the form that `data/README.md` promises."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg.model import STATUSES

DATA = Path(__file__).resolve().parent.parent.parent / "data"
FILES = sorted((DATA / "articles").glob("*.txt"))
GOLD = [json.loads(line) for line in (DATA / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
TRIPLES = [(article, triple) for article in GOLD for triple in article["triples"]]

FRONT = re.compile(
    r"---\ntitle: (?P<title>\S.*)\npublished: (?P<published>\d{4}-\d\d-\d\d)\noutlet: sample\n---\n(?P<text>.+)\n", re.DOTALL
)
PLOVER = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip
FIELDS = {
    "source", "target", "source_text", "target_text", "relation", "object", "plover", "status", "symmetric",
    "optional", "attribution", "date", "date_granularity", "place", "evidence",
}  # fmt: skip
LENGTH_OF = {None: 0, "year": 4, "month": 7, "day": 10}
# Preferred keys of the parties that belong to no one state; all others must accept a state's code.
STATELESS = {
    "African Union", "Arab League", "Economic Community of West African States", "European Union", "Group of Seven",
    "International Atomic Energy Agency", "International Court of Justice", "NATO", "Organization of American States",
    "Reuters", "United Nations", "United Nations Security Council",
    "António Guterres", "Jens Stoltenberg", "Jorge Glas", "Macky Sall", "Mark Rutte", "Muse Bihi Abdi", "Yahya Saree",
    "FDLR", "Hamas", "Houthis", "Karabakh Armenians", "Kurdish militants", "Kurdistan Workers' Party", "M23",
    "Somaliland", "al-Shabaab", "jihadist groups",
    "West", "Western officials", "governments across the region",
}  # fmt: skip


def parts(path: Path) -> re.Match[str]:
    found = FRONT.fullmatch(path.read_text(encoding="utf-8"))
    assert found, f"{path.name}: front matter of title, published and outlet: sample, then text"
    return found


def label(case: tuple[dict[str, Any], dict[str, Any]]) -> str:
    article, triple = case
    return f"{article['id'][:10]}: {triple['source'][0]} -{triple['relation'][0]}-> {triple['target'][0]}"


def test_there_are_enough_articles_and_one_gold_record_for_each() -> None:
    assert len(FILES) >= 24
    assert [article["id"] for article in GOLD] == [path.stem for path in FILES]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_article_has_its_form(path: Path) -> None:
    article = parts(path)
    text = article["text"]
    assert 120 <= len(text.split()) <= 250
    assert date(2022, 1, 1) <= date.fromisoformat(article["published"]) <= date(2025, 12, 31)
    assert path.name.startswith(article["published"] + "-")
    assert text == unicodedata.normalize("NFC", text).strip()
    assert not re.search(r'https?:|www\.|["“”]', article["title"] + text), "no links, no quotations"
    assert all(paragraph and "\n" not in paragraph for paragraph in text.split("\n\n"))


@pytest.mark.parametrize("record", GOLD, ids=lambda record: record["id"])
def test_gold_holds_the_article_as_it_stands(record: dict[str, Any]) -> None:
    article = parts(DATA / "articles" / f"{record['id']}.txt")
    assert {key: record[key] for key in ("title", "published", "text")} == article.groupdict()
    assert sum(not triple["optional"] for triple in record["triples"]) >= 5


def test_gold_triples_have_their_form() -> None:
    for case in TRIPLES:
        triple, words = case[1], label(case)
        assert set(triple) - {"status_alt"} == FIELDS, words
        assert {triple["status"], triple.get("status_alt", "actual")} <= set(STATUSES), words
        assert triple["status"] != triple.get("status_alt"), words
        assert set() < set(triple["plover"]) <= PLOVER, words
        assert triple["relation"], words
        assert all(re.fullmatch(r"[a-z]+", lemma) for lemma in triple["relation"]), words
        assert type(triple["symmetric"]) is type(triple["optional"]) is bool, words
        assert triple["source"][0] != triple["target"][0], words


def test_gold_points_into_its_sentence() -> None:
    for case in TRIPLES:
        article, triple = case
        assert triple["evidence"] == article["title"] or triple["evidence"] in article["text"], label(case)
        for field in ("source_text", "target_text", "place", "object"):
            assert (triple[field] or "") in triple["evidence"], f"{label(case)}: {field}"


def test_gold_dates_match_their_granularity() -> None:
    for case in TRIPLES:
        when = case[1]["date"] or ""
        assert len(when) == LENGTH_OF[case[1]["date_granularity"]], label(case)
        if when:
            date.fromisoformat(when + "-01" * ((10 - len(when)) // 3))


def test_gold_actors_accept_the_code_of_their_state() -> None:
    for case in TRIPLES:
        for field in ("source", "target", "attribution"):
            keys = case[1][field] or []
            assert len(keys) == len(set(keys)), f"{label(case)}: {field}"
            if keys and keys[0] not in STATELESS:
                assert any(re.fullmatch(r"[A-Z]{3}", key) for key in keys), f"{label(case)}: {field} {keys}"


def test_gold_keeps_every_status_and_nearly_every_type() -> None:
    required = [triple for _, triple in TRIPLES if not triple["optional"]]
    assert {triple["status"] for triple in required} == set(STATUSES)
    assert len({kind for triple in required for kind in triple["plover"]}) >= 15


def party(keys: list[str]) -> str:
    """The state that an actor belongs to, else the actor itself."""
    return next((key for key in keys if re.fullmatch(r"[A-Z]{3}", key)), keys[0])


def test_some_deeds_are_told_by_more_than_one_article() -> None:
    told: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for article, triple in TRIPLES:
        if not triple["optional"]:
            told[party(triple["source"]), triple["relation"][0], party(triple["target"])].add(article["id"])
    assert sum(len(articles) > 1 for articles in told.values()) >= 10
