"""Counting what agrees over all articles."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from kg.errors import UsageError
from kg.evaluation.matching import ACCEPTS, match, pair_agrees
from kg.evaluation.report import MEASURES, SCORED_FIELDS, Report, Score, Share
from kg.evaluation.triples import Gold, Said, gold_triples, said_triples

Record = dict[str, Any]
Count = tuple[int, int, int]

_SAMPLES, _TAIL = 1000, 50


def evaluate(gold: Iterable[Record], predicted: Iterable[Record], *, intervals: bool = True) -> Report:
    """Score statement records against gold articles.

    Parameters
    ----------
    gold : iterable of dict
        Articles with their annotated triples.
    predicted : iterable of dict
        Records as `Statement.to_record` makes them.
    intervals : bool
        Whether the interval of each F1 is drawn, which takes longer than all else.

    Raises
    ------
    UsageError
        Where `predicted` names an article that `gold` lacks.
    """
    wanted = {str(article["id"]): gold_triples(article["triples"]) for article in gold}
    answers: dict[str, list[Record]] = defaultdict(list)
    for record in predicted:
        answers[str(record["article_id"])].append(record)
    if strangers := sorted(set(answers) - set(wanted)):
        raise UsageError(f"the output names articles that the gold lacks: {', '.join(strangers[:5])}")

    counts: dict[str, list[Count]] = {level: [] for level in MEASURES}
    tally: Counter[tuple[str, bool]] = Counter()
    found: list[tuple[str, Record, Record]] = []
    missed: list[tuple[str, Record]] = []
    false: list[tuple[str, Record]] = []
    for ident, triples in wanted.items():
        said = said_triples(answers[ident])
        for level in MEASURES:
            pairs = match(triples, said, ACCEPTS[level])
            spare = _spare(triples, said, pairs)
            counts[level].append(_count(triples, said, pairs, spare))
            if level == "triple":
                tally.update(_fields(triples, said, pairs))
                hits = ((triples[g], said[s]) for g, s in sorted(pairs.items()))
                found += [(ident, gold.record, answer.record) for gold, answer in hits if not gold.optional]
                missed += [(ident, t.record) for g, t in enumerate(triples) if g not in pairs and not t.optional]
                false += [(ident, s.record) for place, s in enumerate(said) if place not in spare | set(pairs.values())]
    return Report(
        levels={level: _score(counts[level], intervals) for level in MEASURES},
        fields={name: Share(tally[name, True], tally[name, True] + tally[name, False]) for name in SCORED_FIELDS},
        found=tuple(found),
        missed=tuple(missed),
        false=tuple(false),
    )


def _spare(gold: Sequence[Gold], said: Sequence[Said], pairs: dict[int, int]) -> set[int]:
    """Unmatched answers with the actors of an optional triple: they cost nothing."""
    taken = set(pairs.values())
    optional = [triple for triple in gold if triple.optional]
    return {s for s, answer in enumerate(said) if s not in taken and any(pair_agrees(triple, answer) for triple in optional)}


def _count(gold: Sequence[Gold], said: Sequence[Said], pairs: dict[int, int], spare: set[int]) -> Count:
    hit = sum(not gold[g].optional for g in pairs)
    return hit, len(said) - (len(pairs) - hit) - len(spare), sum(not triple.optional for triple in gold)


def _fields(gold: Sequence[Gold], said: Sequence[Said], pairs: dict[int, int]) -> Iterable[tuple[str, bool]]:
    """Each field that counts on a matched required triple, and whether it is right."""
    for g, s in pairs.items():
        want, answer = gold[g], said[s]
        if want.optional:
            continue
        if want.statuses:
            yield "status", answer.status in want.statuses
        if any(want.attributions) or (want.attributions and answer.attribution):
            claim = answer.attribution
            yield "attribution", any(claim & keys if claim and keys else claim is keys for keys in want.attributions)
        # a date that no words give is that of publication: an answer only where the annotator gave one too
        if any(want.dates) or (want.dates and answer.record.get("date_phrase") and answer.date):
            yield "date", answer.date in want.dates


def _score(counts: Sequence[Count], intervals: bool) -> Score:
    return Score(*_sums(counts), _interval(counts)) if intervals else Score(*_sums(counts))


def _sums(counts: Sequence[Count]) -> Count:
    return sum(c[0] for c in counts), sum(c[1] for c in counts), sum(c[2] for c in counts)


def _interval(counts: Sequence[Count]) -> tuple[float, float]:
    """The 90 % interval of F1 when articles are drawn anew, with replacement; seeded, so that it is always the same."""
    if not counts:
        return 0.0, 0.0
    draw = random.Random(0)
    scores = sorted(Score(*_sums(draw.choices(counts, k=len(counts)))).f1 for _ in range(_SAMPLES))
    return scores[_TAIL], scores[_SAMPLES - _TAIL - 1]
