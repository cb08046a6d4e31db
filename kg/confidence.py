"""How far a statement can be trusted, as one number.

    confidence = rule * code * end(source) * end(target) * status

Each factor lies between 0 and 1; `_THROUGH` counts once for each noun between predicate and target. They were fitted
together (maximum likelihood, shrunk towards 1) to 667 judged statements: the 537 that were read in two annotated
collections, on which the rules were developed, and 130 from random news, which count as much as those, since there the
program meets what nobody prepared it for. Left out, since they made no difference: the length of the sentence, headlines,
voice and noun against verb, whether somebody else is said to claim it.

Shares that are right (and how many there are), when the statements of an article are rated by factors fitted without it:

    ======  ==========  ==========
    rated   annotated   random
    ======  ==========  ==========
    < 0.5   0.62 (42)   0.53 (30)
    0.5-    0.59 (22)   0.17 (6)
    0.6-    0.90 (51)   0.59 (17)
    0.7-    0.86 (56)   0.50 (14)
    0.8-    0.98 (83)   0.81 (16)
    0.9-    0.98 (283)  0.89 (47)
    ======  ==========  ==========
"""

from __future__ import annotations

from kg.model import ActorMention, Candidate, Mention

_RULE, _LOOSE = 0.97, 0.9  # arguments that the parse ties to their predicate, and such as only stand near it
_THROUGH = 0.86  # "ordered the release of prisoners"
_UNCODED = 0.72  # a relation that the lexicon has no code for is often none between parties
_UNNAMED = 0.5  # "gunmen", "authorities": fitted 0.7, but who they are stays open, so they are never likely
_UNKNOWN = 0.7  # a name that the recogniser found and no table knows
# parties inferred from "the group", and, not fitted, from where they act or stand ("in Aceh, protesters"); from "it"
_DESCRIPTION, _PRONOUN = 0.87, 0.95
INHABITANTS = "people:of-"  # how ids of the people of a part of a state begin
_STATUS = {"actual": 1.0, "future": 1.0, "requested": 1.0, "negated": 0.83, "possible": 0.83}


def confidence(candidate: Candidate, source: ActorMention, target: ActorMention, coded: bool) -> float:
    """The confidence of the statement made of `candidate`, from 0 to 1, to two digits; `coded` says that it has a code."""
    family, *through = candidate.rule.split("+")
    rule = (_LOOSE if family == "loose" else _RULE) * _THROUGH ** len(through)
    code = 1.0 if coded else _UNCODED
    ends = _end(candidate.source, source) * _end(candidate.target, target)
    return round(rule * code * ends * _STATUS[candidate.status], 2)


def _end(mention: Mention, actor: ActorMention) -> float:
    if ":unnamed-" in actor.actor.id:
        return _UNNAMED
    if actor.actor.id.startswith(INHABITANTS):
        return _DESCRIPTION
    if actor.inferred:
        return _PRONOUN if mention.form == "pronoun" else _DESCRIPTION
    return 1.0 if mention.candidates else _UNKNOWN
