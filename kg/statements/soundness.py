"""Whether a statement is about the text that it says it is of."""

from __future__ import annotations

from collections.abc import Iterator

from kg.ids import statement_id
from kg.model import ActorMention, Statement


def faults(s: Statement, content: str) -> Iterator[str]:
    """What does not hold of a statement of an article with this `content`; nothing where all does."""
    if content[s.evidence.start : s.evidence.end] != s.evidence.sentence:
        yield f"its sentence does not stand at {s.evidence.start}-{s.evidence.end}"
    for name, who in (("source", s.source), ("target", s.target), ("attribution", s.attribution)):
        if who and not _stands(who, content):
            yield f"{who.mention!r}, its {name}, does not stand at {who.start}-{who.end}"
    for start, end in s.relation.spans:
        if not 0 <= start < end <= len(content):
            yield f"its relation has words at {start}-{end}, outside the text"
    if statement_id(s.evidence, s.source, s.relation, s.target) != s.id:
        yield "its id is not the one that its parts give it"


def _stands(who: ActorMention, content: str) -> bool:
    return content[who.start : who.end] == who.mention
