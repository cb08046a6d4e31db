"""Relations that no predicate of their own carries: sponsors in compounds, demands in reported speech."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.mentions.parties import overlap
from kg.extraction.parse.verbs import is_verb, lemma_of
from kg.extraction.predicates.frames import Frame, FrameReader
from kg.model import Candidate, Mention, Predicate, Relation, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from kg.extraction.deeds.status import StatusReader
    from kg.extraction.lexis import Lexis
    from kg.extraction.mentions.parties import Parties
    from kg.extraction.predicates.sources import SourceReader


def sponsors(sentence: Span, record: Sentence, parties: Parties, lexis: Lexis) -> Iterator[Candidate]:
    """back(Rwanda, M23) of "Rwandan-backed M23 rebels"."""
    for token in sentence:
        if (
            token.tag_ not in ("VBN", "VBD")
            or token.dep_ not in ("amod", "compound", "nmod")
            or not lexis.verb(lemma_of(token), "sponsor")
        ):
            continue
        for source in (m for owner in _owners(token, parties) for m in parties.parties(owner)):
            for target in parties.parties(token.head):
                if overlap(source, target) and target.form != "adjective" and target.start <= source.start:
                    target = _behind(target, token, parties.base)
                if (source.start, source.end) != (target.start, target.end):
                    span = (parties.base + token.idx, parties.base + token.idx + len(token))
                    relation = Relation(lemma_of(token), token.text, None, (span,))
                    yield Candidate(record, source, relation, target, Predicate(lemma_of(token), "verb"), "compound")


def demands(
    frame: Frame,
    record: Sentence,
    parties: Parties,
    frames: FrameReader,
    sources: SourceReader,
    status: StatusReader,
    lexis: Lexis,
) -> Iterator[Candidate]:
    """What a report's clause asks of its subject, or blames it for.

    demand(Russia, Israel) of "Russia says Israel must end its attacks", accuse(Kabul, Taliban) of "Kabul said the
    Taliban were responsible".
    """
    head = frame.head
    if frame.noun is not None or frame.passive or head.dep_ != "ccomp":
        return
    telling = _telling(head, lexis)
    governor: Token = head.head
    if telling is None or not (is_verb(governor) and lexis.verb(lemma_of(governor), "report")):
        return
    word, sense = telling
    spans = tuple(sorted((parties.base + t.idx, parties.base + t.idx + len(t)) for t in (governor, word)))
    relation = Relation(lemma_of(governor), f"{governor.text} {word.text}", None, spans)
    for speaker in (m for t in frames.surface_subject(governor) for m in parties.parties(t)):
        for addressed in sources.sources(frame):
            if addressed.form != "pronoun" and not overlap(speaker, addressed):
                yield Candidate(
                    record, speaker, relation, addressed, Predicate(sense, "verb"), sense, status=status.of_verb(governor).status
                )


def _telling(head: Token, lexis: Lexis) -> tuple[Token, str] | None:
    """The word by which a clause asks or blames, and the verb that says so: "must", "responsible"."""
    for child in head.children:
        if child.dep_ == "aux" and lexis.word(child.lower_, "obliging"):
            return child, "demand"
        if child.dep_ in ("acomp", "prep") and lexis.word(child.lower_, "guilty") and lemma_of(head) == "be":
            return None if any(c.dep_ == "neg" for c in head.children) else (child, "accuse")
    return None


def _owners(token: Token, parties: Parties) -> list[Token]:
    owners = [c for c in token.children if parties.named(c)]
    if not owners and token.i >= 2 and parties.doc[token.i - 1].text in "-–":
        before = parties.doc[token.i - 2]
        owners = [before] if parties.named(before) else []
    return owners


def _behind(target: Mention, token: Token, base: int) -> Mention:
    """`target` without the words up to `token`: "M23 rebels" of "Rwandan-backed M23 rebels"."""
    cut = base + token.idx + len(token) + len(token.whitespace_) - target.start
    return replace(target, text=target.text[cut:], start=target.start + cut) if 0 < cut < len(target.text) else target
