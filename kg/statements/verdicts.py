"""Which pairs are kept, with which relation: the reader's judgement and the rules' proposals, put together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, log
from typing import TYPE_CHECKING

from kg.extraction.relations.judgement import Judgement, Word
from kg.ids import are_inhabitants
from kg.model import Candidate, Code, Document, Status
from kg.statements.scenes import Ends, Staged

if TYPE_CHECKING:
    from kg.coding import Coder

Grounds = tuple[float, ...]
# what a confidence rests on: the logit of the pair, the logarithms of the word's share and of the type's probability, a vote
GROUNDS = ("related", "share", "type", "voted")
LEAST, MOST = 0.02, 0.98  # no confidence lies outside


@dataclass(frozen=True, slots=True)
class Policy:
    """What of the judgements is kept; fitted with the weights on texts that they had not seen.

    Attributes
    ----------
    proposed, contested, alone : float
        From which probability on a pair is kept that a rule proposes; whose word the rules give to another pair of the
        sentence; that only the reader sees.
    second : float
        From which share on a second word of a pair tells a deed of its own.
    ruled : float
        The share from which on a rule's word does, or stands where the reader's favourite is no rule's.
    lexicon : float
        How many times likelier the type is that the lexicon gives.
    unsaid : float
        How likely another status than ``actual`` must be, where no word over the deed tells one.
    mutual : float
        From which probability on a deed is both parties'.
    rating : mapping
        Weights of the confidence: of each of `GROUNDS`, and a constant.
    """

    proposed: float
    contested: float
    alone: float
    second: float
    ruled: float
    lexicon: float
    unsaid: float
    mutual: float
    rating: Mapping[str, float]

    def confidence(self, grounds: Grounds) -> float:
        """The calibrated probability that pair and word or type are right."""
        score = self.rating["constant"] + sum(self.rating[name] * value for name, value in zip(GROUNDS, grounds, strict=True))
        return round(min(max(1 / (1 + exp(-score)), LEAST), MOST), 2)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A pair of actors with the relation that is told of them; `code` and `confidence` stand in the statement made of it."""

    candidate: Candidate
    ends: Ends
    code: Code | None
    grounds: Grounds
    confidence: float
    related: float
    kept: bool


def verdicts(
    document: Document, staged: Staged, judgements: Sequence[Judgement], policy: Policy, coder: Coder
) -> Iterator[Verdict]:
    """What is told of each pair of a scene, in order; of a pair that is not related what the rules propose."""
    for place, judgement in enumerate(judgements):
        proposed = staged.candidates[place]
        kept = judgement.related >= _least(staged, place, judgement, policy)
        told = _told(document, staged, place, judgement, policy) if kept else ((c, None) for c in proposed)
        for candidate, word in told:
            for ends in staged.ends[place]:
                yield _verdict(candidate, word, ends, judgement.related, bool(proposed), kept, policy, coder)


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
            yield _settled(document, candidate, word, policy), word


def _ruled(proposed: tuple[Candidate, ...], others: tuple[Word, ...], base: int, share: float) -> Candidate | None:
    """The candidate of a rule whose word is not the likeliest, but likely."""
    liked = (word for word in others if word.share >= share)
    return next((c for word in liked for c in proposed if _says(c, base + word.start)), None)


def _says(candidate: Candidate, start: int) -> bool:
    return any(low <= start < high for low, high in candidate.relation.spans)


def _settled(document: Document, candidate: Candidate, word: Word, policy: Policy) -> Candidate:
    """The candidate, mutual as the reader has it, with the status that words over it give it, or else the reader.

    A speech act that makes one triple with its complement ("agreed to sell") was done, whatever becomes of the deed.
    """
    status: Status = candidate.status
    if status == "actual" and candidate.predicate.complement is None:
        likeliest = max(word.statuses, key=lambda name: word.statuses[name])
        if word.statuses[likeliest] >= policy.unsaid:
            status = likeliest
    settled = replace(candidate, symmetric=word.mutual >= policy.mutual)
    if status == candidate.status:
        return settled
    predicate = replace(candidate.predicate, negated=status == "negated")
    return document.retell(replace(settled, status=status, predicate=predicate))


def _verdict(
    candidate: Candidate, word: Word | None, ends: Ends, related: float, proposed: bool, kept: bool, policy: Policy, coder: Coder
) -> Verdict:
    code = coder.code(candidate.predicate, ends[0].actor, ends[1].actor, candidate.status)
    if word is None:
        grounds = _grounds(related, 1.0, 1.0, proposed)
        return Verdict(candidate, ends, code, grounds, policy.confidence(grounds), related, kept and _meets(ends, code))
    weighed = {name: p * (policy.lexicon if code and name == code.plover else 1.0) for name, p in word.types.items() if name}
    best = max(weighed, key=lambda name: weighed[name])
    if code is None or code.plover != best:
        code = coder.typed(best, candidate.predicate)
    share = min(1.0, weighed[best] / (sum(weighed.values()) + word.types.get("", 0.0)))
    grounds = _grounds(related, word.share, share, proposed)
    return Verdict(candidate, ends, code, grounds, policy.confidence(grounds), related, kept and _meets(ends, code))


def _meets(ends: Ends, code: Code | None) -> bool:
    """Whether the people of a part of a state are who a deed of its own is done to: "attacked Aceh", not "lost Texas"."""
    source, target = ends[0].actor, ends[1].actor
    if not are_inhabitants(target.id):
        return True
    harm = ("ASSAULT",) if source.kind == "state" else ("ASSAULT", "COERCE")
    return code is not None and code.plover in harm


def _grounds(related: float, share: float, typed: float, voted: bool) -> Grounds:
    related = min(max(related, 1e-4), 1 - 1e-4)
    return log(related / (1 - related)), log(max(share, 1e-3)), log(max(typed, 1e-3)), float(voted)
