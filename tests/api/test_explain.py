"""How a text is read, as data and as tables."""

from __future__ import annotations

import json
import subprocess

import pytest

import kg
from kg.api.explain import Explanation, explain_with
from kg.cli.show.explanation import show, to_record
from kg.errors import UsageError
from kg.model import Article

TEXT = (
    "Biden said on Monday that China had urged Iran to attack Iraq. "
    "Russia attacked a ship. The weather improved. Israel attacked Israel. Japan slept."
)


@pytest.fixture(scope="module")
def found(stages) -> Explanation:
    return explain_with(stages, Article("a", "", TEXT, "2024-11-20"))


def frame(found: Explanation, sentence: int, lemma: str):
    return next(f for f in found.sentences[sentence].frames if f.predicate == lemma)


def test_it_gives_the_statements_that_extraction_gives(stages, found: Explanation) -> None:
    (result,) = stages.run([Article("a", "", TEXT, "2024-11-20")])
    assert found.statements == result.statements


def test_each_sentence_shows_its_parse(found: Explanation) -> None:
    words = [(w.text, w.function, w.head) for w in found.sentences[1].words]
    assert words[:2] == [("Russia", "nsubj", "attacked"), ("attacked", "ROOT", "attacked")]


def test_each_sentence_shows_its_names(found: Explanation) -> None:
    names = {name.text: name.candidates for name in found.sentences[0].names}
    assert names["China"] == ("state:CHN",)


def test_each_predicate_shows_its_arguments_and_what_governs_it(found: Explanation) -> None:
    attack = frame(found, 0, "attack")
    assert (attack.agents, attack.objects, attack.governors[0], attack.status) == (("Iran",), ("Iraq",), "urge", "requested")
    assert attack.candidates and attack.reason is None


@pytest.mark.parametrize(
    ("sentence", "lemma", "reason"), [(0, "say", "target"), (2, "improve", "source"), (4, "sleep", "target")]
)
def test_a_predicate_without_candidate_says_why(found: Explanation, sentence: int, lemma: str, reason: str) -> None:
    silent = frame(found, sentence, lemma)
    assert not silent.candidates
    assert reason in (silent.reason or "")


def test_every_kept_candidate_names_its_statement(found: Explanation) -> None:
    kept = [v.statement for v in found.verdicts if v.statement]
    assert {s.id for s in kept} == {s.id for s in found.statements}
    assert all((v.reason is None) == (v.statement is not None) for v in found.verdicts)


def test_every_candidate_of_a_predicate_has_a_verdict(found: Explanation) -> None:
    shown = [c for s in found.sentences for f in s.frames for c in f.candidates] + [c for s in found.sentences for c in s.others]
    assert {(c.relation, c.source.start, c.target.start) for c in shown} == {
        (v.candidate.relation, v.candidate.source.start, v.candidate.target.start) for v in found.verdicts
    }


@pytest.mark.parametrize(("sentence", "reason"), [(1, "nobody known: a ship"), (3, "one party")])
def test_a_rejected_candidate_says_why(found: Explanation, sentence: int, reason: str) -> None:
    record = found.sentences[sentence].sentence
    assert [v for v in found.verdicts if v.candidate.sentence == record and reason in (v.reason or "")]


def test_a_repeat_is_told(stages) -> None:
    found = explain_with(stages, Article("a", "", "Iran attacked Iraq with missiles and Iran attacked Iraq."))
    assert len(found.statements) == 1
    assert {v.reason for v in found.verdicts if v.reason} == {"repeats a statement of its sentence"}


def test_it_is_json(found: Explanation) -> None:
    assert json.loads(json.dumps(to_record(found)))["sentences"][1]["words"][0]["text"] == "Russia"


def test_the_tables_show_all_steps(found: Explanation, capsys: pytest.CaptureFixture[str]) -> None:
    show(found)
    printed = capsys.readouterr().out
    for words in ("Parse", "Mentions", "Predicates", "Kept", "Rejected", "state:CHN", "one party"):
        assert words in printed


def test_from_python() -> None:
    found = kg.explain("China sanctioned Japan on Monday.", published="2024-11-20")
    assert [s.date for s in found.statements] == ["2024-11-18"]


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(UsageError, match="2024-11-05"):
        kg.explain("China sanctioned Japan.", published="Monday")


def test_the_command(kg_command: list[str]) -> None:
    run = subprocess.run([*kg_command, "explain", "China [b] sanctioned Japan."], capture_output=True, text=True, check=True)
    assert "state:JPN" in run.stdout and "[b]" in run.stdout
