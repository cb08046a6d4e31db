"""What makes a statement less likely."""

from __future__ import annotations

import pytest
from factories import make_mention

from kg.model import Candidate, Form, Mention, Predicate, Relation, Sentence, Status
from kg.statements.confidence import confidence


def rate(
    *, rule: str = "verb:object", status: Status = "actual", coded: bool = True, target: str = "state:CHN",
    form: Form = "name", candidates: tuple[str, ...] = ("state:CHN",),
) -> float:
    other = make_mention(target, 9, inferred=form in ("pronoun", "description") and ":unnamed-" not in target)
    source = Mention("the US", 0, 6, 0, "name", ("state:USA",))
    mention = Mention(other.mention, other.start, other.end, 0, form, candidates)
    sentence = Sentence("The US urged China.", 0, 19, 0)
    candidate = Candidate(sentence, source, Relation("urge", "urged"), mention, Predicate("urge", "verb"), rule, status=status)
    return confidence(candidate, make_mention("state:USA"), other, coded)


def test_a_plain_coded_deed_between_known_parties_is_nearly_sure() -> None:
    assert rate() >= 0.95


@pytest.mark.parametrize(
    "worse",
    [
        {"coded": False},
        {"rule": "verb:of+release"},
        {"rule": "loose"},
        {"status": "possible"},
        {"status": "negated"},
        {"form": "description"},
        {"form": "pronoun"},
        {"candidates": ()},
    ],
    ids=str,
)
def test_each_doubt_lowers_it(worse: dict[str, object]) -> None:
    assert rate(**worse) < rate()  # type: ignore[arg-type]


def test_every_noun_between_predicate_and_target_lowers_it() -> None:
    assert rate(rule="verb:of+delay+release") < rate(rule="verb:of+delay") < rate(rule="verb:of")


def test_a_description_is_less_sure_than_a_pronoun_or_a_name_that_no_table_knows() -> None:
    assert rate(form="description") < min(rate(form="pronoun"), rate(candidates=()))


def test_who_is_never_named_is_never_likely() -> None:
    assert rate(target="group:unnamed-gunmen", form="description", candidates=()) < 0.5
