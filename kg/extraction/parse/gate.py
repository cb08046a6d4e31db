"""What of a text is worth its parse: the sentences that can relate two parties, and what they lean on.

The gate sees words, not a parse: names of the tables, capitals that no table explains, pronouns, nouns of offices and
bodies. It rather keeps a sentence too many: what it drops can relate nobody, and its names are found all the same.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.mentions.phrases import PRONOUNS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

    from kg.extraction.mentions.names import NameFinder
    from kg.gazetteer import Gazetteer

WORD = re.compile(r"\w+(?:[.’'-]\w+)*|[^\w\s]")
# a full stop, what closes behind it, and a sentence that opens
BOUNDARY = re.compile(r"""(?<=[.!?])["”’')\]]*\s+(?=["“‘'(\[]*[A-Z0-9])""")
# words behind whose stop a name or a figure goes on: titles, initials, months, "No. 5"; and any with a stop inside ("U.S.")
ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Maj|Capt|Lt|Sgt|Cpl|Adm|Sen|Rep|Gov|Rev|Hon|St|Jr|Sr|No|Nos|vs|etc|Inc|Ltd|Co|Corp"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Ave|Mt|Ft|Art|Fig|Vol|approx|Brig|Cmdr|Supt|Pres|Amb)|\b\w|\.\w+)\.$"
)
LONGEST_WORD = 20  # characters of such a word
MARKS = re.compile(r"[\"“”()]")
CAPITALISED = re.compile(r"(?<!\w)[A-ZÀ-ÖØ-Þ\u0100-\u024f][\w.’'-]*")
BEFORE_WORD = re.compile(r"\W*")
QUOTE = re.compile(r"[\"“”]")
# what a date may be told by
TIME = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|\bmay\b|\bju(?:ne|ly)\b|august|september|october"
    r"|november|december|to(?:day|night|morrow)|yesterday|\b(?:year|month|week(?:end)?|fortnight|day|hour|decade)s?\b|centur"
    r"|morning|evening|night|noon|annual|daily|weekly|monthly|summer|winter|spring|autumn|\d{4}|season|quarter|\bago\b",
    re.I,
)
TITLES = frozenset({"title", "official"})  # senses of nouns that stand in capitals before a name
TITLE_WORDS = frozenset({"prime", "foreign", "vice", "deputy"})  # ... and what stands before those
# words on both sides of a puzzling one that the recogniser reads: the network sees four, and a name may go on for as many
AROUND = 8
# characters that are parsed together at most: some readers look through all of a parse for each sentence
LONGEST_STRETCH = 10_000
PAIR = frozenset({"two", "both"})
UNSURE = frozenset({"rare", "surname"})  # guards of names that only other names of their bearer confirm


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a text from offset `start`, with the offsets of the names in it; `parsed` says whether it is to be."""

    start: int
    text: str
    parsed: bool
    known: tuple[tuple[int, int], ...] = ()


class Gate:
    """Decides on sentences; built once for a gazetteer."""

    def __init__(self, names: NameFinder, gazetteer: Gazetteer) -> None:
        self._names = names
        self._roles = frozenset(gazetteer.roles) | frozenset(f"{role}s" for role in gazetteer.roles)
        self._titles = frozenset(role for role, noun in gazetteer.roles.items() if noun.sense in TITLES) | TITLE_WORDS
        sure = {name.alias for name in gazetteer.names if not name.guards & UNSURE}
        self._unsure = frozenset(name.alias for name in gazetteer.names if name.alias not in sure)

    def stretches(self, text: str, lead: bool = False) -> Iterator[Stretch]:
        """`text` in pieces, in order: sentences to be parsed, neighbours together, and each of the others by itself.

        The first sentence of an article, its `lead`, is always parsed: it says what the article is about.
        """
        known = self._names.known(text)
        cuts = sentences(text)
        inside = [[(a, b) for a, b in known if start <= a < end] for start, end in cuts]
        kept = [
            lead and start == 0 or self.relates(text[start:end], [(a - start, b - start) for a, b in names])
            for (start, end), names in zip(cuts, inside, strict=True)
        ]
        kept = with_context([text[start:end] for start, end in cuts], kept)
        position = 0
        while position < len(cuts):
            last = position + 1
            longest = cuts[position][0] + LONGEST_STRETCH
            while kept[position] and last < len(cuts) and kept[last] and cuts[last][1] <= longest:
                last += 1
            start, end = cuts[position][0], cuts[last - 1][1]
            names = tuple((a - start, b - start) for found in inside[position:last] for a, b in found)
            yield Stretch(start, text[start:end], kept[position], names)
            position = last

    def relates(self, sentence: str, known: Sequence[tuple[int, int]]) -> bool:
        """Whether a sentence, in which known names stand at `known`, could relate two parties."""
        taken = {i for start, end in known for i in range(start, end)}
        words = [(m.group(), m.start()) for m in WORD.finditer(sentence) if m.start() not in taken]
        lower = [word.lower() for word, _ in words]
        roles = any(word in self._roles for word in lower)
        if roles and not PAIR.isdisjoint(lower):
            return True  # "the two countries"
        pronouns = any(word in PRONOUNS for word in lower)
        if not known and not pronouns:
            return False
        if len(known) + pronouns > 1:
            return True
        return roles or any(word[0].isupper() and start for word, start in words)

    def puzzles(self, doc: Doc, known: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Where the recogniser could add to the names at `known` (offsets), or find a date: ranges of tokens of sentences."""
        text = doc.text
        taken = {i for start, end in known if text[start:end] not in self._unsure for i in range(start, end)}
        for sentence in doc.sents:
            yield from self._puzzles(sentence, text, taken)

    def _puzzles(self, sentence: Span, text: str, taken: Container[int]) -> list[tuple[int, int]]:
        first, last = sentence.start_char, sentence.end_char
        starts = [found.start() for found in TIME.finditer(text, first, last)]
        opening = BEFORE_WORD.match(text, first)
        for word in CAPITALISED.finditer(text, first, last):
            lower = word.group().lower()
            if word.start() in taken or lower in self._titles or lower in PRONOUNS:
                continue
            if opening is None or word.start() != opening.end() or self._opens_with_name(sentence, word.start()):
                starts.append(word.start())
        if not starts:
            return []
        offsets = [token.idx for token in sentence]
        found: list[tuple[int, int]] = []
        for place in sorted(bisect(offsets, start) - 1 for start in starts):
            start, end = max(0, place - AROUND) + sentence.start, min(len(offsets), place + AROUND + 1) + sentence.start
            if found and start <= found[-1][1]:
                start = found.pop()[0]
            found.append((start, end))
        return found

    def _opens_with_name(self, sentence: Span, start: int) -> bool:
        """Whether the capitalised word at `start`, which opens the sentence, would have its capital elsewhere too."""
        return any(token.tag_ in ("NNP", "NNPS") for token in sentence if token.idx == start)


def with_context(sentences: Sequence[str], kept: Sequence[bool]) -> list[bool]:
    """`kept`, and those beside a kept sentence that quotes: who speaks may stand there."""
    quotes = [bool(QUOTE.search(sentence)) for sentence in sentences]
    return [
        keep or any(kept[n] and (quotes[n] or quotes[i]) for n in (i - 1, i + 1) if 0 <= n < len(kept))
        for i, keep in enumerate(kept)
    ]


def sentences(text: str) -> list[tuple[int, int]]:
    """Where the sentences of `text` start and end, cut where nothing else is possible and never inside a quotation."""
    cuts, read = [0], 0
    marks: Counter[str] = Counter()  # quotation marks and brackets since the last cut
    for found in BOUNDARY.finditer(text):
        marks.update(MARKS.findall(text, read, found.end()))
        read = found.end()
        if _open(marks) or ABBREVIATION.search(text, max(cuts[-1], found.start() - LONGEST_WORD), found.start()):
            continue
        cuts.append(read)
        marks.clear()
    return [(start, end) for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True) if text[start:end].strip()]


def _open(marks: Counter[str]) -> bool:
    """Whether a quotation or bracket that opens before goes on."""
    return marks['"'] % 2 == 1 or marks["“"] > marks["”"] or marks["("] > marks[")"]
