"""The few words that stand on a line of the picture: ``urges``, ``deploys troops to``."""

from __future__ import annotations

import re
from functools import cache

from kg.coding.tables import FOLDER, read_table
from kg.graph import Event
from kg.model import Statement

PREPOSITIONS = frozenset({"against", "at", "for", "from", "in", "into", "on", "over", "to", "towards", "with"})
IRREGULAR = {"be": "is", "do": "does", "go": "goes", "have": "has"}
_HISSING = re.compile(r"(s|x|z|ch|sh)$")
_ENDING_IN_Y = re.compile(r"(?<![aeiou])y$")


def wording(event: Event) -> str:
    """What the source does to the target; the bare verb where it is not done (yet), or where both do it."""
    report = event.reports[0]
    verb = _verbs().get(event.lemma, event.lemma)
    first, _, rest = verb.partition(" ")
    bare = event.symmetric or event.status != "actual"
    parts = (first if bare else third(first), rest, _thing(report), _preposition(report, verb))
    return " ".join(part for part in parts if part)


def third(verb: str) -> str:
    """The third person of a verb.

    Examples
    --------
    >>> [third(verb) for verb in ("urge", "deny", "deploy", "launch", "have")]
    ['urges', 'denies', 'deploys', 'launches', 'has']
    """
    if verb in IRREGULAR:
        return IRREGULAR[verb]
    if _ENDING_IN_Y.search(verb):
        return f"{verb[:-1]}ies"
    return f"{verb}es" if _HISSING.search(verb) else f"{verb}s"


def _thing(report: Statement) -> str:
    """The object, in the form in which the sentence has it."""
    thing = report.relation.object
    if not thing or thing in report.relation.lemma:
        return ""
    found = re.search(rf"\b{re.escape(thing)}\w{{0,3}}\b", report.evidence.sentence, re.IGNORECASE)
    return found[0].lower() if found and thing.islower() else thing


def _preposition(report: Statement, verb: str) -> str:
    """The one before the target; after a noun only "with" still fits when its verb stands on the line."""
    before = report.evidence.sentence[: max(0, report.target.start - report.evidence.start)].lower().split()
    while before and before[-1] in ("the", "a", "an"):
        before.pop()
    last = before[-1] if before else ""
    noun = any(_verbs().get(word) == verb for word in report.relation.phrase.lower().split())
    return last if last in PREPOSITIONS and (not noun or last == "with") and last not in verb.split() else ""


@cache
def _verbs() -> dict[str, str]:
    return {row["noun"]: row["verb"] for row in read_table(FOLDER / "nouns.csv", ("noun", "verb"))}
