"""Which pairs are kept, with which relation: the reader's judgement and the rules' proposals, put together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extraction.relations.judgement import Judgement, Word
from kg.ids import are_inhabitants
from kg.model import Candidate, Code, Document, Status
from kg.statements.policy import Grounds, Policy, grounds_of
from kg.statements.scenes import Ends, Staged

if TYPE_CHECKING:
    from kg.coding import Coder


@dataclass(frozen=True, slots=True)
class Verdict:
    """A pair of actors with the relation that is told of them; `code` and `confidence` stand in the statement made of it.

    `ruled` is the status as the rules read it, and `word` what the reader says of the deed, where it did.
    """

    candidate: Candidate
    ends: Ends
    code: Code | None
    grounds: Grounds
    confidence: float
    related: float
    kept: bool
    ruled: Status
    word: Word | None


@dataclass(frozen=True, slots=True)
class _Told:
    """A deed with the word that the reader reads it off, if there is one, and what is known of its pair."""

    candidate: Candidate
    ruled: Status
    word: Word | None
    related: float
    proposed: bool
    second: bool


def verdicts(
    document: Document, staged: Staged, judgements: Sequence[Judgement], policy: Policy, coder: Coder
) -> Iterator[Verdict]:
    """What is told of each pair of a scene, in order; of a pair that is not related what the rules propose."""
    for place, judgement in enumerate(judgements):
        proposed = staged.candidates[place]
        kept = judgement.related >= _least(staged, place, judgement, policy)
        found = _told(document, staged, place, judgement, policy) if kept else ((c, None) for c in proposed)
        for n, (candidate, word) in enumerate(found):
            settled = _settled(document, candidate, word, policy) if word is not None else candidate
            told = _Told(settled, candidate.status, word, judgement.related, bool(proposed), n > 0)
            for ends in staged.ends[place]:
                yield _verdict(told, ends, kept, policy, coder)


def _least(staged: Staged, place: int, judgement: Judgement, policy: Policy) -> float:
    """How likely a pair must be, to be kept."""
    if staged.candidates[place]:
        return policy.proposed
    start = staged.sentence.start + judgement.words[0].start if judgement.words else -1
    contested = any(_says(c, start) for candidates in staged.candidates for c in candidates)
    return max(policy.contested, policy.alone) if contested else policy.alone


def _told(
    document: Document, staged: Staged, place: int, judgement: Judgement, policy: Policy
) -> Iterator[tuple[Candidate, Word | None]]:
    """The deeds of a related pair, each with its word."""
    proposed, pair = staged.candidates[place], staged.scene.pairs[place]
    if not judgement.words:
        yield from ((candidate, None) for candidate in proposed)
        return
    source, target = (staged.mentions[n] for n in (pair.source, pair.target))
    taken: list[Candidate] = []
    for n, word in enumerate(judgement.words):
        start = staged.sentence.start + word.start
        own = next((c for c in proposed if _says(c, start)), None)
        if n and word.share < (policy.ruled if own else policy.second) or any(_says(c, start) for c in taken):
            continue
        if own is None and not n:
            own = _ruled(proposed, judgement.words[1:], staged.sentence.start, policy.ruled)
        candidate = own or document.relate(staged.sentence, source, target, start)
        if candidate is not None:
            taken.append(candidate)
            yield candidate, word


def _ruled(proposed: tuple[Candidate, ...], others: tuple[Word, ...], base: int, share: float) -> Candidate | None:
    """The candidate of a rule whose word is not the likeliest, but likely."""
    liked = (word for word in others if word.share >= share)
    return next((c for word in liked for c in proposed if _says(c, base + word.start)), None)


def _says(candidate: Candidate, start: int) -> bool:
    return any(low <= start < high for low, high in candidate.relation.spans)


def _settled(document: Document, candidate: Candidate, word: Word, policy: Policy) -> Candidate:
    """The candidate, mutual as the reader has it, with the status that rules and reader give it together."""
    status = policy.status(candidate.status, word)
    settled = replace(candidate, symmetric=word.mutual >= policy.mutual)
    if status == candidate.status:
        return settled
    predicate = replace(candidate.predicate, negated=status == "negated")
    return document.retell(replace(settled, status=status, predicate=predicate))


def _verdict(told: _Told, ends: Ends, kept: bool, policy: Policy, coder: Coder) -> Verdict:
    candidate, word = told.candidate, told.word
    code = coder.code(candidate.predicate, ends[0].actor, ends[1].actor, candidate.status)
    said, typed = 1.0, 1.0
    if word is not None:
        weighed = {name: p * (policy.lexicon if code and name == code.plover else 1.0) for name, p in word.types.items() if name}
        best = max(weighed, key=lambda name: weighed[name])
        if code is None or code.plover != best:
            code = coder.typed(best, candidate.predicate)
        said, typed = word.share, min(1.0, weighed[best] / (sum(weighed.values()) + word.types.get("", 0.0)))
    grounds = grounds_of(told.related, said, typed, voted=told.proposed, second=told.second)
    kept = kept and _meets(ends, code)
    confidence = policy.confidence(grounds)
    return Verdict(candidate, ends, code, grounds, confidence, told.related, kept, told.ruled, word)


def _meets(ends: Ends, code: Code | None) -> bool:
    """Whether the people of a part of a state are who a deed of its own is done to: "attacked Aceh", not "lost Texas"."""
    source, target = ends[0].actor, ends[1].actor
    if not are_inhabitants(target.id):
        return True
    harm = ("ASSAULT",) if source.kind == "state" else ("ASSAULT", "COERCE")
    return code is not None and code.plover in harm
