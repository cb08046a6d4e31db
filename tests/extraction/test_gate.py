"""The gate: which sentences are parsed, and that those that are not say nothing anyway."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from time import process_time

import pytest
from conftest import ARTICLES
from factories import make_article

from kg.extraction.mentions.names import NameFinder
from kg.extraction.parse.gate import Gate, sentences, with_context
from kg.extraction.parse.recogniser import Recogniser, Window
from kg.extraction.parse.wordforms import RULE_PIPES, WordForms
from kg.model import Article
from kg.pipeline.stages import Options, Result, Stages
from kg.reading import read

# (phenomenon, sentence, whether it is parsed)
RELATING = [
    ("two known names", "Russia and China signed a treaty.", True),
    ("name and pronoun", "It asked Japan for help.", True),
    ("name and nationality", "The French army left Niger.", True),
    ("name and role", "Police in Kenya arrested the suspects.", True),
    ("name and unknown capitals", "Iran released Jane Doe.", True),
    ("two pronouns of a quotation", "We will answer them.", False),
    ("the two", "The two leaders reopened the border crossings.", True),
    ("both sides", "Both countries agreed to a truce.", True),
    ("one name alone", "Ethiopia has no coast.", False),
    ("one name, its capital opens the sentence", "Floods hit Pakistan.", False),
    ("nobody", "Prices rose by a third within a year.", False),
    ("roles alone", "The minister spoke to the press about the budget.", False),
    ("unknown capitals alone", "Jana Okwuosa wrote to Rikard Tolvanen.", False),
]

# (phenomenon, text, the sentences it is cut into)
CUTS = [
    ("two sentences", "It rained. It stopped.", ["It rained. ", "It stopped."]),
    ("title", "Gen. Smith met Mr. Brown in Doha. They ate.", ["Gen. Smith met Mr. Brown in Doha. ", "They ate."]),
    ("initials", "J. R. Roe of the U.S. Army spoke.", ["J. R. Roe of the U.S. Army spoke."]),
    ("month", "It began on Feb. 24 in Kyiv.", ["It began on Feb. 24 in Kyiv."]),
    ("number", "Resolution No. 1701 holds.", ["Resolution No. 1701 holds."]),
    ("quotation of two sentences", '"Go. Do not stay," he said. They went.', ['"Go. Do not stay," he said. ', "They went."]),
    ("curly quotation", "“Go. Stay away,” she said.", ["“Go. Stay away,” she said."]),
    ("bracket", "They left (in May. Or June.) and returned.", ["They left (in May. Or June.) and returned."]),
    ("question", "Who won? Nobody did!  All lost.", ["Who won? ", "Nobody did!  ", "All lost."]),
    ("small letter behind a stop", "He paid 3 bn. euros for it.", ["He paid 3 bn. euros for it."]),
]

# (phenomenon, sentence, whether the recogniser looks at it)
PUZZLING = [
    ("known names only", "Russia has attacked Ukraine.", False),
    ("title before a known name", "President Putin visited Iran.", False),
    ("opening word", "Soldiers from Mali crossed into Niger.", False),
    ("unknown person", "Iran released Jane Doe.", True),
    ("unknown person opens", "Doe visited Iran.", True),
    ("weekday", "Iran answered Israel on Monday.", True),
    ("span of time", "Iran answered Israel three weeks later.", True),
    ("name that needs another", "Kim warned Japan.", True),
]


@pytest.fixture(scope="module")
def gate(gazetteer) -> Gate:
    return Gate(NameFinder(gazetteer), gazetteer)


@pytest.fixture(scope="module")
def ungated() -> Stages:
    return Stages.load(Options(gate=False))


@pytest.fixture(scope="module")
def sample() -> list[Article]:
    return [article for article in read([ARTICLES]) if isinstance(article, Article)]


def lines(results: Iterable[object]) -> list[str]:
    found = [result for result in results if isinstance(result, Result)]
    return [json.dumps(s.to_record()) for result in found for s in result.statements]


@pytest.mark.parametrize(("sentence", "parsed"), [row[1:] for row in RELATING], ids=[row[0] for row in RELATING])
def test_sentences_that_relate_are_parsed(gate: Gate, sentence: str, parsed: bool) -> None:
    (stretch,) = gate.stretches(sentence)
    assert stretch.parsed is parsed


def test_the_lead_is_always_parsed(gate: Gate) -> None:
    leads = [stretch.parsed for stretch in gate.stretches("Prices rose. Wages fell.", lead=True)]
    assert leads == [True, False]


@pytest.mark.parametrize(("text", "cut"), [row[1:] for row in CUTS], ids=[row[0] for row in CUTS])
def test_sentences_are_cut_where_nothing_else_is_possible(text: str, cut: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == cut


def test_stretches_are_the_text(gate: Gate) -> None:
    text = "Iran warned Israel. Prices rose. Wages fell. Both countries mobilised. Iran fired at Israel."
    stretches = list(gate.stretches(text))
    assert "".join(stretch.text for stretch in stretches) == text
    assert [stretch.parsed for stretch in stretches] == [True, False, False, True]
    assert all(stretch.text == text[stretch.start :][: len(stretch.text)] for stretch in stretches)


def test_a_speaker_beside_a_quotation_is_kept() -> None:
    said = ["The minister spoke to reporters. ", '"We reject what Iran did to us." ', "It was late."]
    assert with_context(said, [False, True, False]) == [True, True, True]
    assert with_context([said[0], "Iran left Iraq. ", said[2]], [False, True, False]) == [False, True, False]


@pytest.mark.parametrize(("sentence", "looked_at"), [row[1:] for row in PUZZLING], ids=[row[0] for row in PUZZLING])
def test_the_recogniser_looks_where_it_can_add(gate: Gate, gazetteer, nlp, sentence: str, looked_at: bool) -> None:
    doc = nlp(sentence)
    assert bool(list(gate.puzzles(doc, NameFinder(gazetteer).known(sentence)))) is looked_at


def test_names_of_unparsed_sentences_are_found(stages: Stages) -> None:
    text = "Iran warned Israel. Ethiopia has no coast. Prices rose."
    (document,) = stages.extractor.read([make_article(text=text)])
    assert [sentence.text for sentence in document.sentences] == ["Iran warned Israel.", "Ethiopia has no coast.", "Prices rose."]
    assert ("Ethiopia", text.index("Ethiopia"), 1) in {(m.text, m.start, m.sentence) for m in document.mentions}


def test_the_sample_says_the_same_without_the_gate(stages: Stages, ungated: Stages, sample: list[Article]) -> None:
    gated, whole = lines(stages.run(sample)), lines(ungated.run(sample))
    assert len({*gated} ^ {*whole}) <= 0.02 * len(whole)  # a statement that changes counts twice


def test_results_depend_neither_on_batch_nor_on_order(stages: Stages, sample: list[Article]) -> None:
    together = lines(stages.run(sample))
    alone = [line for article in sample for line in lines(stages.run([article]))]
    assert alone == together
    assert sorted(lines(stages.run(sample[::-1]))) == sorted(together)


def test_forms_and_entities_are_the_models_own(nlp, sample: list[Article]) -> None:
    texts = [article.content for article in sample]
    whole = list(nlp.pipe(texts))
    parts = list(nlp.pipe(texts, disable=[*RULE_PIPES, "ner"]))
    WordForms(nlp).annotate(parts)
    Recogniser(nlp).annotate([Window(doc, 0, len(doc)) for doc in parts])
    for own, models in zip(parts, whole, strict=True):
        assert [(t.pos_, t.lemma_, str(t.morph)) for t in own] == [(t.pos_, t.lemma_, str(t.morph)) for t in models]
        assert [(e.start, e.end, e.label_) for e in own.ents] == [(e.start, e.end, e.label_) for e in models.ents]


def test_no_gate_is_noted_with_the_run(tmp_path: Path) -> None:
    from kg.pipeline.filling import run_of

    assert run_of(Options()).key != run_of(Options(gate=False)).key


def test_a_bracket_that_never_closes_costs_no_more_than_its_length() -> None:
    before = process_time()
    assert len(sentences("( " + "He met the United States in May. " * 30_000)) == 1
    assert process_time() - before < 5
