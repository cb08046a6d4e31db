"""When a deed happened: the date phrase of its own clause, read against the article's date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from kg.extraction.deeds.calendar import Calendar
from kg.extraction.deeds.datewords import date_words, points, stretches
from kg.extraction.deeds.news import SIMULTANEOUS, TIMELESS, NewsReader
from kg.extraction.parse.verbs import SUBJECTS, is_verb, lemma_of
from kg.model import Basis, Status

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from kg.extraction.lexis import Lexis

# parts of a day that the recogniser calls a time, not a date
DAY_IN_TIME = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|tonight|this (?:morning|afternoon|evening)", re.I)
# phrases that measure a length of time, a habit or an age: they date nothing
LENGTH = re.compile(
    r"\b(?:\w+[- ](?:days?|weeks?|months?|years?|decades?|centur(?:y|ies))(?:[- ]old)?|decades?|daily|weekly|monthly|annual)$",
    re.I,
)
POINT = re.compile(r"\b(?:ago|last|this|next|earlier|later|same|that|following|previous)\b|^the day$", re.I)
STRETCH = frozenset({"since", "until", "till", "before", "after", "between", "by", "for", "through"})  # no point in time
APART = frozenset({"after", "before", "since", "until", "following"})  # what stands behind them happened at another time
REPORTED = frozenset({"actual", "negated"})  # statuses of what is said to be so, rather than to come


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """The words of a date, and what it dates: `owners` are the deeds' tokens, the nearest first."""

    text: str
    start: int
    point: bool
    owners: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class When:
    """What a statement says of its date."""

    phrase: str | None = None
    date: str | None = None
    granularity: str | None = None
    basis: Basis | None = None


class Words(NamedTuple):
    """Where words of a date stand; `point` says that they may name a day, month or year."""

    span: Span
    point: bool


class DateReader:
    """Dates the deeds of one parsed text.

    Parameters
    ----------
    doc : Doc
    lexis : Lexis
    calendar : Calendar
        The article's day, and the order in which it writes day and month.
    label : str
        The words of the date that the text's own line opens with.
    earlier : sequence of str
        The date phrases of the article's texts before this one, from whose days "two days later" counts.
    """

    def __init__(self, doc: Doc, lexis: Lexis, calendar: Calendar, label: str = "", earlier: Sequence[str] = ()) -> None:
        self._doc, self._lexis, self._calendar, self._label = doc, lexis, calendar, label
        self._earlier = (*earlier, label) if label else tuple(earlier)
        self._news = NewsReader(lexis)

    @cached_property
    def _words(self) -> list[Words]:
        return list(_words_of_dates(self._doc))

    @cached_property
    def _phrases(self) -> list[DatePhrase]:
        return [phrase for words in self._words for phrase in self._read(words)]

    @property
    def said(self) -> list[str]:
        """The words of all dates of the text, in order."""
        return [*([self._label] if self._label else []), *(words.span.text for words in self._words if words.point)]

    def when(self, heads: Sequence[Token], status: Status, ahead: bool) -> When:
        """The date of the deed that `heads` name: its words', or the article's where the deed is the article's news.

        `ahead` says that the deed is still to come.
        """
        for carriers in self._levels(heads) if self._phrases else ():
            found = [p for p in self._phrases if any(c in p.owners for c in carriers)]
            if found:
                nearest = min(found, key=lambda p: (not p.point, abs(p.start - heads[-1].i)))
                return self._dated(nearest, status, ahead)
        if status not in REPORTED or ahead or not self._news.told(heads):
            return When()
        date, granularity = self._calendar.resolve(self._label) if self._label else (None, None)
        if date is not None and date != self._calendar.today:
            return When(self._label, date, granularity, "text")
        return When(None, self._calendar.today, "day", "report") if self._calendar.today else When()

    def _dated(self, phrase: DatePhrase, status: Status, ahead: bool) -> When:
        if not phrase.point:
            return When(phrase.text)
        anchor = self._anchor(phrase.start) if POINT.search(phrase.text) else None
        coming = ahead or (None if status == "possible" else False)
        date, granularity = self._calendar.resolve(phrase.text, anchor, coming)
        if date is None or coming is False and self._calendar.is_ahead(date):
            return When(phrase.text)  # a deed that was done is not in the future
        return When(phrase.text, date, granularity, "text")

    def _anchor(self, start: int) -> str | None:
        """The last date spoken of before token `start`."""
        before = [*self._earlier, *(words.span.text for words in self._words if words.span.start < start)]
        dates = (self._calendar.resolve(text)[0] for text in reversed(before))
        return next((date for date in dates if date is not None), None)

    def _read(self, words: Words) -> Iterator[DatePhrase]:
        entity = words.span
        owners = tuple(self._owners(entity.root))
        if not words.point:
            yield DatePhrase(entity.text, entity.start, False, owners)
            return
        if LENGTH.search(entity.text) and not POINT.search(entity.text) and not points(entity.text):
            return
        before = entity.doc[entity.start - 1] if entity.start else None
        if before is not None and before.lower_ in STRETCH and not entity[0].is_sent_start:
            yield DatePhrase(f"{before.text} {entity.text}", entity.start, False, owners)
        else:
            yield DatePhrase(entity.text, entity.start, True, owners)
        clauses = tuple(c for c in entity.root.children if c.dep_ in ("relcl", "advcl", "acl") and _marked(c, ("when",)))
        if clauses:
            yield DatePhrase(entity.text, entity.start, True, clauses)  # "since November, when they seized a ship"

    def _owners(self, token: Token) -> Iterator[Token]:
        """The deeds whose phrase a date stands in, up to the verb of its clause."""
        deed, inside = None, False
        while token.head != token:
            head = token.head
            if token.lower_ in APART and inside:
                return  # "after riots in November" dates the riots alone
            if is_verb(head):
                if deed is None or deed.dep_ != "dobj" or not self._lexis.any_verb(lemma_of(head), TIMELESS):
                    yield head
                return
            if head.pos_ == "NOUN" and head.lemma_.lower() in self._lexis.nouns:
                deed = head
                yield head
            inside = inside or head.pos_ == "NOUN"
            token = head

    def _levels(self, heads: Sequence[Token]) -> Iterator[Sequence[Token]]:
        """The deed's own words, then the words of deeds done at the same time, nearest first."""
        yield heads
        token, known = heads[-1], set(heads)
        for _ in range(4):
            shared = [t for t in (*self._below(token), *self._above(token)) if t not in known]
            if not shared:
                return
            yield shared
            known.update(shared)
            token = shared[-1]

    def _below(self, token: Token) -> list[Token]:
        """Verbs that follow in the same breath: "suspended the treaty and expelled envoys in April"."""
        return [c for c in token.children if c.dep_ == "conj" and is_verb(c) and is_verb(token) and not _has_subject(c)]

    def _above(self, token: Token) -> list[Token]:
        head = token.head
        if token.dep_ == "conj":
            same = not is_verb(token) or is_verb(head) and not _has_subject(token)
            return [head] if same else []
        if is_verb(token):
            if token.dep_ == "xcomp" and self._lexis.any_verb(lemma_of(head), ("aspect", "force")):
                return [head]
            if token.dep_ == "advcl" and (_marked(token, ("when", "as")) or token.tag_ == "VBG" and not _marked(token)):
                return [head] if is_verb(head) else []
            if token.dep_ == "relcl" and _marked(token, ("where",)):
                return next(([a] for a in head.ancestors if is_verb(a)), [])
            return []
        if token.dep_ in ("dobj", *SUBJECTS) and is_verb(head):
            return [] if self._lexis.any_verb(lemma_of(head), TIMELESS) else [head]
        if token.dep_ == "pobj" and head.lower_ in SIMULTANEOUS and is_verb(head.head):
            return [head.head]
        return []


def _words_of_dates(doc: Doc) -> Iterator[Words]:
    """What the recogniser and the tables take for words of dates, in order; of those that overlap the longest."""
    found = [Words(e, True) for e in doc.ents if e.label_ == "DATE" or e.label_ == "TIME" and DAY_IN_TIME.search(e.text)]
    text = doc.text  # put together anew each time
    for spans, point in ((points(text), True), (stretches(text), False)):
        whole = (doc.char_span(start, end, alignment_mode="expand") for start, end in spans)
        found += [Words(span, point) for span in whole if span is not None]
    adverbs = date_words().adverbs
    found += [Words(doc[t.i : t.i + 1], False) for t in doc if t.dep_ == "advmod" and t.lower_ in adverbs and is_verb(t.head)]
    taken: set[int] = set()
    kept: list[Words] = []
    for words in sorted(found, key=lambda w: (w.span.start - w.span.end, w.span.start, w.point)):
        if taken.isdisjoint(range(words.span.start, words.span.end)):
            taken.update(range(words.span.start, words.span.end))
            kept.append(words)
    yield from sorted(kept, key=lambda w: w.span.start)


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in SUBJECTS for c in verb.children)


def _marked(verb: Token, words: Sequence[str] = ()) -> bool:
    """Whether one of `words` (without them: any word or preposition) opens the clause of `verb`."""
    openers = [c.lower_ for c in verb.children if c.dep_ in ("mark", "advmod", "prep") and c.i < verb.i]
    return any(word in words for word in openers) if words else bool(openers)
