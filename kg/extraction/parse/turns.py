"""Turns of an interview or a transcript: the labels that open them, and how far each goes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from kg.extraction.parse.lines import Piece

# "MR. MILLER:", "Secretary Blinken:", "JANE DOE, NEWS HOST:", "SEN. JOHN DOE (R-TX):", "Q.", "Q -": a capital first, words
# of names, then a colon and what is said
LABEL = re.compile(
    r"""\s*(?P<who>[QA](?=[.:]|\s*[—–-]\s)|Q(?=\s)|[^\W\d_a-z][\w.’'/-]*(?:[ \t]+[\w.’'/-]+){0,7}?)
        (?:(?<=[\w.’'])[ \t]*(?:\([^()\n]{1,60}\)|\[[^][\n]{1,60}\]|,[ \t][^:\n]{2,60}))?
        (?:\s*:|(?<=\b[QA])(?:\.|\s*[—–-](?=\s))|(?<=\bQ)(?=\s))
        (?:\s+(?=["“‘'(\[—–-]*[^\W_a-z])|\s*$)""",
    re.VERBOSE,
)
LONGEST = 130  # characters of a label with what is told of its bearer
QUOTED = re.compile(r"[\"“][^\"”]*[\"”]?")
FIRST_PERSON_WORD = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y|us|me)\b")


class Label(NamedTuple):
    """The words before what is said: who, from offset `start` to `end`; what is said starts at `said`."""

    who: str
    start: int
    end: int
    said: int

    def shifted(self, by: int) -> Label:
        """The same label in a text that begins so much earlier."""
        return Label(self.who, self.start + by, self.end + by, self.said + by)


# of the labels of an article, in order, the words of those that name a speaker
Accept = Callable[[Sequence[str]], frozenset[str]]


def nobody(labels: Sequence[str]) -> frozenset[str]:
    """Takes no label for a speaker's."""
    return frozenset()


def turns(text: str, found: Sequence[Piece], accept: Accept) -> list[Label | None]:
    """For each piece of `text` the label of the turn that it belongs to, or None.

    A turn goes on to the next one; the last one as long as somebody speaks of himself, since the article may follow.
    """
    labels = {n: label for n, piece in enumerate(found) if (label := _label(text, piece)) is not None}
    accepted = accept([label.who for label in labels.values()])
    labels = {n: label for n, label in labels.items() if label.who in accepted}
    if not labels:
        return [None] * len(found)
    last = max(labels)
    end = last + _own(text, found[last:], labels[last])
    spoken: list[Label | None] = []
    for n in range(len(found)):
        spoken.append(labels.get(n, spoken[-1] if spoken and n < end else None))
    return spoken


def _label(text: str, piece: Piece) -> Label | None:
    match = LABEL.match(text, piece.start, min(piece.end, piece.start + LONGEST))
    return Label(match["who"], match.start("who"), match.end("who"), match.end()) if match else None


def _own(text: str, found: Sequence[Piece], label: Label) -> int:
    """How many pieces the last turn has."""
    alone = 1 + (not text[label.said : found[0].end].strip())
    own = (n for n, piece in enumerate(found, 1) if FIRST_PERSON_WORD.search(QUOTED.sub("", text[piece.start : piece.end])))
    return max(alone, *own, 0)
