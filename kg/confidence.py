"""How far a statement can be trusted, as one number.

    confidence = rule * resolution(source) * resolution(target) * status * parse

Each factor lies between 0 and 1. A pattern that has few ways to go wrong has a high `rule`; an actor that was inferred
from a pronoun or a description, or that no table knows, has a low `resolution`; `parse` falls with the length of the
sentence, since long sentences are parsed less well.
"""

from __future__ import annotations

from kg.model import ActorMention, Candidate, Mention

_RULE = 0.9
_INFERRED = 0.8
_UNKNOWN = 0.9
_STATUS = {"actual": 1.0, "negated": 0.95, "future": 0.95, "requested": 0.95, "possible": 0.9}
_LONG = 40  # words; news sentences beyond this are nearly all several clauses deep


def confidence(candidate: Candidate, source: ActorMention, target: ActorMention) -> float:
    """The confidence of the statement made of `candidate`, from 0 to 1, to two digits."""
    ends = _resolution(candidate.source, source) * _resolution(candidate.target, target)
    words = len(candidate.sentence.text.split())
    parse = min(1.0, (_LONG / words) ** 0.5) if words else 1.0
    return round(_RULE * ends * _STATUS[candidate.status] * parse, 2)


def _resolution(mention: Mention, actor: ActorMention) -> float:
    if actor.inferred:
        return _INFERRED
    return 1.0 if mention.candidates else _UNKNOWN
