"""Whose claim a deed is: the subject of the reporting verb above it, or the party behind "according to"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.frames import has_to, is_verb, lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extraction.frames import FrameReader
    from kg.extraction.lexis import Lexis
    from kg.extraction.parties import Parties
    from kg.model import Mention


def claimer(head: Token, frames: FrameReader, parties: Parties, lexis: Lexis) -> Mention | None:
    """The party that claims the deed headed by `head`, or None where the article itself states it."""
    token = head
    for _ in range(12):
        governor = token.head
        if (source := _according(token, parties)) is not None:
            return source
        if governor == token:
            return None
        if (
            token.dep_ in ("ccomp", "parataxis")
            and is_verb(governor)
            and not has_to(token)
            and (lexis.verb(lemma_of(governor), "report") or lexis.verb(lemma_of(governor), "allege"))
        ):
            for subject in frames.surface_subject(governor)[0]:
                found = parties.parties(subject)
                if found:
                    return found[0]
            return None
        token = governor
    return None


def _according(token: Token, parties: Parties) -> Mention | None:
    for child in token.children:
        if child.lower_ == "according" and child.dep_ in ("prep", "advmod", "advcl"):
            for to in child.children:
                for noun in to.children:
                    if noun.dep_ == "pobj" and (found := parties.parties(noun)):
                        return found[0]
    return None
