"""kg inside spaCy pipelines: the same results as `kg.extract`, in streams, stored and loaded."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc, DocBin

import kg
import kg.api.component  # registers the factory, as the entry point does where kg is installed

TEXTS = (
    "The US urged China to press North Korea. On Monday Freedonia attacked Hamas, Mr. Putin said.",
    "It rained all day.",
    "",
    "Russian troops shelled Kharkiv, and the Kremlin denied it.\nFrance condemned the attack.",
)


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tables") / "mine.csv"
    path.write_text("alias,id,name,kind,country,role,wikidata\nFreedonia,state:x-freedonia,Freedonia,state,,,\n")
    return path


@pytest.fixture(scope="module")
def nlp(tables: Path) -> spacy.Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("kg", config={"actors": [str(tables)]})
    return nlp


@pytest.fixture(scope="module")
def docs(nlp: spacy.Language) -> list[Doc]:
    return list(nlp.pipe(TEXTS))


def test_the_same_as_extract(docs: list[Doc], tables: Path) -> None:
    for text, doc in zip(TEXTS, docs, strict=True):
        assert list(doc._.kg) == list(kg.extract(text=text, gate=False, actors=[tables]))
    assert len(docs[0]._.kg) >= 3 and docs[1]._.kg == docs[2]._.kg == ()


def test_one_by_one_and_in_a_stream(nlp: spacy.Language, docs: list[Doc]) -> None:
    assert nlp(TEXTS[0])._.kg == docs[0]._.kg
    assert [doc._.kg for doc in nlp.pipe(TEXTS, batch_size=1)] == [doc._.kg for doc in docs]


def test_actors_as_spans(docs: list[Doc]) -> None:
    found = {span.text: span._.actor.id for span in docs[0]._.actors}
    assert found["Freedonia"] == "state:x-freedonia" and found["China"] == "state:CHN"
    assert docs[0][0:2]._.actor.id == "state:USA" and docs[0][2:3]._.actor is None


def test_days_count_from_the_date_of_the_text(nlp: spacy.Language) -> None:
    doc = nlp.make_doc("On Monday Russia attacked Ukraine.")
    doc._.published = "2024-11-06"
    assert nlp(doc)._.kg[0].date == "2024-11-04"


def test_to_disk_and_back_without_the_tables(nlp: spacy.Language, docs: list[Doc], tables: Path, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "pipeline")
    kept = tables.read_text()
    tables.unlink()
    try:
        again = spacy.load(tmp_path / "pipeline")
        assert again(TEXTS[0])._.kg == docs[0]._.kg
    finally:
        tables.write_text(kept)


def test_a_doc_can_be_stored(docs: list[Doc], nlp: spacy.Language) -> None:
    packed = DocBin(docs=docs, store_user_data=True).to_bytes()
    again = list(DocBin().from_bytes(packed).get_docs(nlp.vocab))
    assert [doc._.kg for doc in again] == [doc._.kg for doc in docs]
    assert again[0]._.actors[0]._.actor == docs[0]._.actors[0]._.actor
