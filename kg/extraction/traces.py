"""How a sentence was read: its parse, its names, and what became of each of its predicates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.deeds.status import StatusReader
from kg.extraction.mentions.parties import overlap, unnamed
from kg.extraction.predicates.complements import Oblique
from kg.extraction.predicates.frames import Frame
from kg.extraction.predicates.sources import SourceReader
from kg.extraction.predicates.targets import TargetReader
from kg.model import Candidate, Mention, Sentence, Status

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from kg.extraction.text import Text


@dataclass(frozen=True, slots=True)
class Word:
    """A token of the parse; `head` is the word it depends on."""

    text: str
    lemma: str
    tag: str
    function: str
    head: str


@dataclass(frozen=True, slots=True)
class NameTrace:
    """A name found, with the gazetteer ids it may stand for, or the recogniser's label of an unknown one."""

    text: str
    candidates: tuple[str, ...]
    label: str | None


@dataclass(frozen=True, slots=True)
class FrameTrace:
    """A predicate with its arguments as words, the actors read off them, and what came of it.

    Attributes
    ----------
    predicate, kind : str
        The lemma; ``verb``, ``passive``, ``noun`` or ``light``.
    light : str or None
        The verb that only carries the noun: ``carried`` of "carried out an attack".
    agents, objects, obliques : tuple of str
        Who does it, to whom or what, and the phrases behind prepositions.
    governors : tuple of str
        The verbs over it, nearest first.
    sources, targets : tuple of str
        The actors among the arguments.
    candidates : tuple of Candidate
    reason : str or None
        Why it gave no candidate.
    """

    predicate: str
    kind: str
    light: str | None
    agents: tuple[str, ...]
    objects: tuple[str, ...]
    obliques: tuple[str, ...]
    governors: tuple[str, ...]
    status: Status
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    reason: str | None


@dataclass(frozen=True, slots=True)
class SentenceTrace:
    """All that was seen in one sentence; `others` are candidates of no predicate ("Iran-backed militias")."""

    sentence: Sentence
    words: tuple[Word, ...]
    names: tuple[NameTrace, ...]
    frames: tuple[FrameTrace, ...]
    others: tuple[Candidate, ...]


def trace(text: Text) -> Iterator[SentenceTrace]:
    """How each sentence of `text` was read."""
    for span, record in text.sentences:
        frames = list(text.triples.frames.frames(span))
        made = [(candidate, text.heads(candidate)) for candidate in text.candidates if candidate.sentence == record]
        owned = [_owner(heads, frames) for _, heads in made]
        yield SentenceTrace(
            record,
            tuple(Word(t.text, t.lemma_, t.tag_, t.dep_, t.head.text) for t in span if not t.is_space),
            tuple(
                NameTrace(text.parties.doc[s.start : s.end].text, s.candidates, s.label)
                for s in text.parties.spans
                if span.start <= s.start < span.end
            ),
            tuple(
                _frame(text, frame, [c for (c, _), owner in zip(made, owned, strict=True) if owner == n], made)
                for n, frame in enumerate(frames)
            ),
            tuple(c for (c, _), owner in zip(made, owned, strict=True) if owner is None),
        )


def _owner(heads: Sequence[Token], frames: Sequence[Frame]) -> int | None:
    """Which frame a candidate with these head words was read off: the one that they name in full, the innermost."""
    fitting = [n for n, frame in enumerate(frames) if _tokens(frame) <= set(heads)]
    return max(fitting, key=lambda n: (len(_tokens(frames[n])), frames[n].head == heads[-1]), default=None)


def _tokens(frame: Frame) -> set[Token]:
    return {t for t in (frame.head, frame.light) if t is not None}


def _frame(text: Text, frame: Frame, own: list[Candidate], made: Iterable[tuple[Candidate, Sequence[Token]]]) -> FrameTrace:
    reader = SourceReader(text.parties, text.triples.frames, text.lexis)
    sources = reader.sources(frame)
    found = TargetReader(text.parties, text.triples.frames, reader, text.lexis).targets(frame, sources)
    targets = list(dict.fromkeys(target.mention for target in found))
    governed = StatusReader(text.lexis).read(frame)
    kind = "light" if frame.light else "noun" if frame.noun else "passive" if frame.passive else "verb"
    return FrameTrace(
        frame.lemma,
        kind,
        frame.light.text if frame.light is not None else None,
        tuple(map(_phrase, frame.agents)),
        tuple(map(_phrase, frame.objects)),
        tuple(map(_oblique, frame.obliques)),
        governed.governors,
        governed.status,
        tuple(m.text for m in sources),
        tuple(m.text for m in targets),
        tuple(own),
        None if own else _reason(frame, sources, targets, made),
    )


def _reason(
    frame: Frame, sources: list[Mention], targets: list[Mention], made: Iterable[tuple[Candidate, Sequence[Token]]]
) -> str:
    """Why a frame gave no candidate."""
    for candidate, heads in made:
        if frame.head in heads:
            return f"told by {candidate.relation.phrase!r}"
    if not frame.agents:
        return "no source: nobody is said to do it"
    if not sources:
        return "no source: who does it is no actor"
    if not frame.objects and not frame.obliques:
        return "no target: nobody and nothing is said to undergo it"
    if not targets:
        return "no target: what it is done to is no actor"
    pairs = [(source, target) for source in sources for target in targets if not overlap(source, target)]
    if not pairs:
        return "source and target are the same words"
    if all(unnamed(source) or unnamed(target) for source, target in pairs):
        return "an end that nothing names"
    return "silent: it relates nobody by itself, or another predicate tells it"


def _phrase(head: Token) -> str:
    """The words of a noun phrase, without clauses that hang on it."""
    kept = [t for t in head.subtree if not any(a.dep_ in ("relcl", "acl", "appos") and a != head for a in _path(t, head))]
    words: Span = head.doc[min(t.i for t in kept) : max(t.i for t in kept) + 1]
    return words.text.strip(" ,")


def _path(token: Token, top: Token) -> Iterator[Token]:
    while token != top:
        yield token
        token = token.head


def _oblique(oblique: Oblique) -> str:
    return " ".join(
        filter(None, (oblique.via.text if oblique.via is not None else "", oblique.preposition, _phrase(oblique.head)))
    )
