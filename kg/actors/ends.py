"""What a document's candidates tell of its mentions: who stands at the other end of a deed, and where it was done."""

from __future__ import annotations

from kg.actors.naming import Span
from kg.model import Document, Mention


def all_mentions(document: Document) -> list[Mention]:
    """The document's mentions and those of its candidates, each once, in the order of the text, owners before what they own."""
    pool: dict[Span, Mention] = {}
    for mention in document.mentions:
        pool.setdefault((mention.start, mention.end), mention)
    for candidate in document.candidates:
        for party in (candidate.source, candidate.target, candidate.attribution):
            if party is not None:
                pool.setdefault((party.start, party.end), party)
    return sorted(pool.values(), key=lambda m: (m.start, m.end))


def partners(document: Document) -> dict[Span, set[Span]]:
    """For each pronoun or description without an owner, the spans at the other end of its candidates."""
    partners: dict[Span, set[Span]] = {}
    for candidate in document.candidates:
        for one, other in ((candidate.source, candidate.target), (candidate.target, candidate.source)):
            if one.form in ("pronoun", "description") and one.owner is None and one.function != "possessor":
                partners.setdefault((one.start, one.end), set()).add((other.start, other.end))
    return partners


def settings(document: Document) -> dict[Span, str | None]:
    """For each doer of a deed, the state in which it was done; None where the deeds are of several."""
    states: dict[Span, str | None] = {}
    for candidate in document.candidates:
        span, country = (candidate.source.start, candidate.source.end), candidate.place_country
        if country is not None:
            states[span] = country if states.get(span, country) == country else None
    return states
