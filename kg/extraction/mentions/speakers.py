"""Whom the labels of an interview or a transcript name: which of them are speakers, and the mention of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extraction.mentions.parties import Parties
from kg.extraction.mentions.titles import HOLDING
from kg.extraction.parse.overlay import unparsed
from kg.ids import of_kind
from kg.model import Mention, Sentence

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.extraction.lexis import Lexis
    from kg.extraction.mentions.names import NameFinder, NameSpan
    from kg.extraction.parse.turns import Label
    from kg.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks a text where that is not the article itself, and whether he only asks; the `label` before his first one."""

    speaker: Mention | None = None
    asks: bool = False
    label: Sentence | None = None

    @property
    def named(self) -> tuple[Mention, ...]:
        """The mention that stands in the label."""
        at_label = self.label is not None and self.speaker is not None and self.speaker.sentence == self.label.index
        return (self.speaker,) if at_label and self.speaker else ()

    def going_on(self) -> Voice:
        """The same behind its first text."""
        return replace(self, label=None)


NARRATOR = Voice()
LONGEST_NAME = 4  # words of a name that no table knows
BESIDE = frozenset({"the", "of", "for", "and", "'s", "’s", "-", "."})  # what may stand in a label beside names and titles


class Speakers:
    """Tells the labels of speakers from headings, datelines and notes; built once for a gazetteer and the language's `words`."""

    def __init__(self, nlp: Language, names: NameFinder, gazetteer: Gazetteer, lexis: Lexis, words: frozenset[str]) -> None:
        self._nlp, self._names, self._gazetteer, self._lexis = nlp, names, gazetteer, lexis
        self._words = words | lexis.words.keys()

    def accept(self, labels: Sequence[str]) -> frozenset[str]:
        """Of the labels of an article those that name who speaks.

        One that only may be a speaker's, as an unknown name, is one where another stands in the article.
        """
        counted = Counter(labels)
        surely = {label for label in counted if self._surely(label)}
        perhaps = {label for label, times in counted.items() if label not in surely and self._perhaps(label, times)}
        return frozenset(surely | perhaps if len(surely | perhaps) > 1 else surely)

    def _asks(self, label: str) -> bool:
        """Whether who bears a label only asks: "Q", "REPORTER", the medium that interviews."""
        return self._is(label, "asking") or any(of_kind(c, "media") for s in self._spans(label)[:1] for c in s.candidates)

    def voice(self, label: Label, sentence: int, before: Iterable[Mention]) -> Voice:
        """Who speaks behind a label, which is the article's `sentence` by itself; `before` the first turn stands who answers."""
        opening = Sentence(label.who, label.start, label.end, sentence)
        if self._asks(label.who):
            return Voice(None, True, opening)
        answering = self._is(label.who, "answering")
        return Voice(_interviewee(before) if answering else self._mention(label, sentence), False, opening)

    def _mention(self, label: Label, sentence: int) -> Mention:
        start = label.start
        names = self._parties(label.who).names()
        named = next((m for m in names if _person(m.candidates) or m.label == "PERSON"), None)
        if named is not None:
            words = label.who[named.start : named.end]
            return replace(named, text=words, start=start + named.start, end=start + named.end, sentence=sentence, owner=None)
        if (role := self._office(label.who)) is not None:
            return Mention(label.who, start, start + len(label.who), sentence, "description", head=role, number="singular")
        return Mention(label.who, start, start + len(label.who), sentence, "name", label="PERSON", number="singular")

    def _surely(self, label: str) -> bool:
        """A title or an address before a name, a person's known name, "THE PRESIDENT"."""
        if self._office(label) is not None:
            return label.isupper()
        parties = self._parties(label)
        return any(
            self._alone(parties, span) and (span.titled or span.start > 0 or not span.guarded and not span.faint)
            for span in parties.spans
            if span.titled or _person(span.candidates)
        )

    def _perhaps(self, label: str, times: int) -> bool:
        """A word for who asks or answers, an office, a medium, a name in capitals that is no word."""
        if self._is(label, "asking") or self._is(label, "answering") or self._office(label) is not None:
            return True
        spans = self._spans(label)
        if spans:
            return all(of_kind(c, "media", "person") for span in spans for c in span.candidates)
        words = label.split()
        plain = [w for w in words if not {w.lower(), w.lower().removesuffix("s")}.isdisjoint(self._words)]
        capitals = all(w[0].isupper() for w in words)
        unusual = len(plain) < len(words) if len(words) > 1 else not plain and times > 1
        return len(words) <= LONGEST_NAME and capitals and unusual

    def _is(self, label: str, kind: str) -> bool:
        return self._lexis.word(label.lower().removeprefix("the "), kind)

    def _office(self, label: str) -> str | None:
        """The role noun that a label is: "THE PRESIDENT"."""
        role = label.lower().removeprefix("the ")
        noun = self._gazetteer.roles.get(role)
        return role if noun is not None and noun.kind == "person" and noun.sense in HOLDING and noun.number != "plural" else None

    def _alone(self, parties: Parties, span: NameSpan) -> bool:
        """Whether a label holds nothing but a name and the title before it."""
        if span.end < len(parties.doc):
            return False
        words = [t.lower_ for t in parties.doc[: span.start]]
        inside = " ".join(words)
        named = {i for other in parties.spans for i in range(other.start, other.end)}
        known = BESIDE | self._gazetteer.roles.keys() | self._gazetteer.post_words.keys()
        return inside.rstrip(" .") in self._gazetteer.roles or all(i in named or w in known for i, w in enumerate(words))

    def _spans(self, label: str) -> list[NameSpan]:
        return self._parties(label).spans

    def _parties(self, label: str) -> Parties:
        """The names of a label, which is read as if it were not in capitals."""
        shown = " ".join(_written(word) for word in label.split(" "))
        doc = unparsed(self._nlp.make_doc(shown), self._names.known(shown))
        (spans,) = self._names.settle([self._names.find(doc)], [doc], None)
        return Parties(doc, spans, 0, 0, self._gazetteer, self._lexis)


def _interviewee(mentions: Iterable[Mention]) -> Mention | None:
    """The one person whom the title or what stands before the first turn names."""
    persons = [m for m in mentions if m.form == "name" and (_person(m.candidates) or m.label == "PERSON")]
    first = next((m for m in persons if " " in m.text), persons[0] if persons else None)
    return first if first is not None and all(_same(first, m) for m in persons) else None


def _same(one: Mention, other: Mention) -> bool:
    return bool(set(one.candidates) & set(other.candidates)) or other.text.split()[-1] == one.text.split()[-1]


def _person(candidates: Sequence[str]) -> bool:
    return bool(candidates) and all(of_kind(c, "person") for c in candidates)


def _written(word: str) -> str:
    """A word in capitals as it is written elsewhere; names of several parts keep the capital of each."""
    if not word.isupper() or len(word) == 1 or word.count(".") > 1:
        return word
    return word.title() if "-" in word or "'" in word or "’" in word else word.capitalize()
