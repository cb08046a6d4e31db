"""Names in a parsed text: the gazetteer's first, the entity recogniser's where capitals remain unexplained."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extraction.mentions.titles import name_in, title_before, titled_names
from kg.gazetteer import FORMS
from kg.ids import of_kind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from kg.gazetteer import Gazetteer, Name

UNKNOWN_LABELS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
TOKEN = re.compile(r"\w+|[^\w\s]")
DOING = frozenset({"nsubj", "agent"})
NEEDS_ANCHOR = frozenset({"rare", "surname"})
PAST = frozenset({"former", "formerly", "ex", "post", "-", "–"})  # what makes a state's adjective speak of what was its
WHERE = frozenset("in at near outside around across through from into inside toward towards".split())
GOING = frozenset("visit leave reach enter tour attack bomb hit strike flee rock paralyse paralyze".split())
PLACE_FORMS = frozenset({"place", "held", "capital"})
# words that may stand beside a name inside an entity without being part of it
LOOSE_TAGS = frozenset({"DT", "POS", "CD", "IN", "JJ", "PRP$", "CC", ",", "``", "''", "HYPH"})


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name over tokens ``start`` to ``end`` (exclusive) of a Doc."""

    start: int
    end: int
    candidates: tuple[str, ...]
    form: str
    label: str | None
    countries: tuple[str, ...]
    guarded: frozenset[str] = frozenset()  # candidates that need the article to name them in another way as well
    titled: bool = False  # nobody knows the name, but the title before it says that it is one
    faint: bool = False  # an ordinary word where its capitals tell nothing: it needs any other actor in the article

    def __len__(self) -> int:
        return self.end - self.start


class NameFinder:
    """Finds `NameSpan`s; built once for a gazetteer and the `words` of the language that are no names."""

    def __init__(self, gazetteer: Gazetteer, words: frozenset[str] = frozenset()) -> None:
        self._gazetteer, self._words = gazetteer, words
        self._role_words = frozenset(word for role in gazetteer.roles for word in role.split())
        # words of our own, cheaper than the tokenizer's -> names; none for a phrase that names nobody
        self._by_words: dict[tuple[str, ...], list[Name]] = {}
        # first word -> how many words the aliases have that begin with it, the most first
        self._lengths: dict[str, list[int]] = {}
        for name in gazetteer.names:
            key = name.alias.split() if name.alias.replace(" ", "").isalnum() else TOKEN.findall(name.alias)
            self._add(key, name)
            if key[0] == "the":
                self._add(["The", *key[1:]], name)
            if "case" not in name.guards and len(name.alias) > 3 and not name.alias.isupper():
                self._add([word.upper() for word in key], name)
        for phrase in gazetteer.blocks:
            self._add(TOKEN.findall(phrase))

    def _add(self, words: list[str], name: Name | None = None) -> None:
        names = self._by_words.setdefault(tuple(words), [])
        if name is not None:
            names.append(name)
        lengths = self._lengths.setdefault(words[0], [])
        if len(words) not in lengths:
            lengths.append(len(words))
            lengths.sort(reverse=True)

    def find(self, doc: Doc) -> list[NameSpan]:
        """Names of `doc`, in order, without overlaps."""
        found: list[NameSpan] = []
        blocked: set[int] = set()
        entities = [ent for ent in doc.ents if ent.label_ in UNKNOWN_LABELS or ent.label_ in ("FAC", "LOC", "PRODUCT")]
        words = list(TOKEN.finditer(doc.text))
        texts = [word.group() for word in words]
        position = 0
        while position < len(words):
            match = self._longest(texts, position) if texts[position] in self._lengths else None
            if match is None:
                position += 1
                continue
            end, names = match
            span = doc.char_span(words[position].start(), words[end - 1].end())
            if span is None:
                position += 1
                continue
            allowed = [n for n in names if self._allowed(doc, span.start, span.end, n, entities)]
            if not names:
                blocked.update(range(span.start, span.end))
            if allowed:
                found.append(replace(self._known(span.start, span.end, allowed), faint=_faint(span, allowed)))
            position = end if allowed or not names else position + 1
        entities = [ent for ent in entities if not all(i in blocked for i in range(ent.start, ent.end))]
        found = self._titled(doc, found)
        entities = [ent for ent in entities if not any(s.titled and s.start < ent.end and ent.start < s.end for s in found)]
        found = self._unknown(doc, entities, found)
        found += self._doers(doc, {i for span in found for i in range(span.start, span.end)} | blocked)
        return sorted(found, key=lambda span: span.start)

    def _titled(self, doc: Doc, found: list[NameSpan]) -> list[NameSpan]:
        """`found` with the names that titles introduce, in the place of known ones that are only a part of them."""
        named = titled_names(doc, found, self._gazetteer, self._words)
        new = [NameSpan(start, end, (), "name", "PERSON", (), titled=True) for start, end in named]
        return [s for s in found if not any(s.start < n.end and n.start < s.end for n in new)] + new

    def known(self, text: str) -> list[tuple[int, int]]:
        """Where known names stand in a text that nobody has parsed yet: their offsets, whatever their guards."""
        words = list(TOKEN.finditer(text))
        texts = [word.group() for word in words]
        found: list[tuple[int, int]] = []
        position = 0
        while position < len(words):
            match = self._longest(texts, position) if texts[position] in self._lengths else None
            if match is not None and match[1]:
                found.append((words[position].start(), words[match[0] - 1].end()))
            position = match[0] if match is not None else position + 1
        return found

    def _longest(self, words: list[str], position: int) -> tuple[int, list[Name]] | None:
        """The end of the longest alias that starts at a word, and the names it may be (none for a phrase that names nobody)."""
        for length in self._lengths.get(words[position], ()):
            end = position + length
            if end <= len(words) and (names := self._by_words.get(tuple(words[position:end]))) is not None:
                return end, names
        return None

    def _known(self, start: int, end: int, names: list[Name]) -> NameSpan:
        names = sorted(names, key=lambda name: ("rare" in name.guards, FORMS.index(name.form)))
        ids = tuple(dict.fromkeys(name.actor for name in names))
        countries = self._countries(ids)
        guarded = frozenset(n.actor for n in names if n.guards & NEEDS_ANCHOR)
        return NameSpan(start, end, ids, names[0].form, None, countries, guarded)

    def settle(self, found: list[list[NameSpan]], docs: list[Doc], date: str | None) -> list[list[NameSpan]]:
        """The names of an article's texts without those that need to be named in full elsewhere in it and are not.

        A title directly before a name ("President Xi") names it well enough. What a state is called means the one that was
        there when the article appeared.
        """
        found = [[self._of_the_day(span, date) for span in spans] for spans in found]
        at_home = {i for spans in found for s in spans if s.form != "capital" for i in s.candidates}
        found = [[self._seated(s, doc, at_home) for s in spans] for spans, doc in zip(found, docs, strict=True)]
        anchored = {i for spans in found for s in spans for i in s.candidates if i not in s.guarded and not s.faint}
        settled = [
            [kept for s in spans if (kept := self._anchored(s, doc, anchored))] for spans, doc in zip(found, docs, strict=True)
        ]
        surnames = {
            doc[s.end - 1].text
            for spans, doc in zip(settled, docs, strict=True)
            for s in spans
            if s.label == "PERSON" and s.end - s.start > 1 and doc[s.end - 1].tag_ == "NNP"
        }
        return [_with_surnames(spans, doc, surnames) for spans, doc in zip(settled, docs, strict=True)]

    def _seated(self, span: NameSpan, doc: Doc, at_home: set[str]) -> NameSpan:
        """The organisation that has its seat in a capital, where the capital acts and the article is not about its state."""
        seated = tuple(i for i in span.candidates if of_kind(i, "org"))
        if span.form != "capital" or not seated:
            return span
        token = doc[span.start : span.end].root
        where = (
            token.dep_ == "pobj"
            and token.head.lower_ in WHERE
            and not _pressing(token.head)
            or token.dep_ == "dobj"
            and token.head.lemma_ in GOING
        )
        states = tuple(i for i in span.candidates if i not in seated)
        kept = states if where or at_home & {*states} or span.end < len(doc) and doc[span.end].dep_ == "appos" else seated
        return replace(span, candidates=kept, form="capital" if kept == states else "metonym", countries=self._countries(kept))

    def _of_the_day(self, span: NameSpan, date: str | None) -> NameSpan:
        candidates = self._gazetteer.history.meant(span.candidates, date)
        if candidates == span.candidates:
            return span
        guarded = frozenset(c for old in span.guarded for c in self._gazetteer.history.meant((old,), date))
        return replace(span, candidates=candidates, countries=self._countries(candidates), guarded=guarded)

    def _anchored(self, span: NameSpan, doc: Doc, anchored: set[str]) -> NameSpan | None:
        if span.faint and not anchored:
            return None
        if not span.guarded:
            return span
        titled = span.start > 0 and (
            doc[span.start - 1].lower_ in self._gazetteer.roles or title_before(doc, span.start, self._gazetteer) is not None
        )
        named = doc[span.start : span.end].text
        if titled and any(
            of_kind(i, "person") and named in self._gazetteer.actors[i].name.split() for i in anchored - {*span.candidates}
        ):
            return NameSpan(
                span.start, span.end, (), "name", "PERSON", ()
            )  # "Prince Faisal", of whom the article gave the full name
        kept = tuple(i for i in span.candidates if i not in span.guarded or i in anchored or titled and of_kind(i, "person"))
        if not kept:
            entity = doc[span.end - 1].ent_type_
            if entity != "PERSON" or any(not of_kind(i, "person") for i in span.candidates):
                return None
            return NameSpan(span.start, span.end, (), "name", "PERSON", ())
        return replace(span, candidates=kept, countries=self._countries(kept), guarded=frozenset())

    def _countries(self, ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(c for i in ids if (c := self._gazetteer.actors[i].country)))

    def _allowed(self, doc: Doc, start: int, end: int, name: Name, entities: list[Span]) -> bool:
        """Whether the words may stand for the name here, by its guards and what surrounds them."""
        before = doc[start - 1] if start and not doc[start].is_sent_start else None
        after = doc[end] if end < len(doc) else None
        if after is not None and name.alias.startswith("the ") and after.text[:1].isupper():
            return False  # "the South Sudanese army" is not the South's
        if "name" in name.guards or name.form in ("short", "surname", *PLACE_FORMS):
            # a known short name inside a longer unknown person's name is not that name: Michael Jordan
            for ent in entities:
                if ent.label_ == "PERSON" and ent.start <= start and end <= ent.end and len(ent) > end - start:
                    others = [t for t in ent if not start <= t.i < end and t.tag_ in ("NNP", "NNPS")]
                    if others and not all(self._known_word(t.text, name) for t in others):
                        return False
        if "name" in name.guards:
            for beside in (before, after):
                if beside is not None and beside.ent_type_ == "PERSON" and doc[start].ent_type_ == "PERSON":
                    return False
        if name.form == "adjective" and self._gazetteer.history.former(name.actor):
            if before is not None and before.lower_ in PAST or after is not None and after.text == "-":
                return False  # "former Soviet republics", "Soviet-era tanks"
        if "word" in name.guards:
            evident = ("NNP", "NNPS", "JJ") if name.form == "adjective" else ("NNP", "NNPS")  # "Polish" is no polish
            if doc[start].is_sent_start and doc[start].tag_ not in evident and not doc[start].ent_type_:
                return False
            if doc[start].tag_ in ("MD", "VB", "VBP", "VBZ", "IN", "RB") or doc[start].ent_type_ == "DATE":
                return False
        return True

    def _doers(self, doc: Doc, taken: set[int]) -> list[NameSpan]:
        """The capitalised subjects of verbs that neither table nor recogniser explains: "Gadsby thanked Chad"."""
        found = []
        for token in doc if self._words else ():
            if not _does(token) or token.tag_ != "NNP" or token.i in taken or token.ent_type_ or not token.text.isalpha():
                continue
            alone = not any(child.dep_ in ("compound", "amod", "nmod") for child in token.children) and len(token) > 2
            word = token.lower_
            if alone and token.text[0].isupper() and word not in self._words and word not in self._gazetteer.roles:
                loud = token.text.isupper() and not token.sent.text.isupper()
                found.append(NameSpan(token.i, token.i + 1, (), "name", "ORG" if loud else "PERSON", ()))
        return found

    def _in_title(self, doc: Doc, start: int, end: int) -> bool:
        """Whether words are part of a title that the recogniser tore apart: "State" of "Secretary of State"."""
        around = (doc[max(0, start - 2) : end], doc[start : end + 1])
        return any(len(words) > end - start and words.text.lower() in self._gazetteer.roles for words in around)

    def _known_word(self, word: str, name: Name) -> bool:
        """Whether a word beside `name` is explained; beside a person's only by a title or a state: Martin Smith is neither."""
        known = self._gazetteer.by_alias(word)
        if of_kind(name.actor, "person"):
            known = tuple(other for other in known if not of_kind(other.actor, "person"))
        return word.lower() in self._role_words or bool(known)

    def _unknown(self, doc: Doc, entities: list[Span], known: list[NameSpan]) -> list[NameSpan]:
        result = list(known)
        for ent in reversed(entities):  # "Kfar Hatta, South Governorate, Lebanon"
            if ent.label_ not in UNKNOWN_LABELS:
                continue
            start, end = _trim(doc, ent.start, ent.end)
            if start >= end or not any(t.tag_ in ("NNP", "NNPS") and t.text[:1].isupper() for t in doc[start:end]):
                continue
            if doc[start:end].text.lower() in self._gazetteer.roles or self._in_title(doc, start, end):
                continue
            if end < len(doc) and "area" in self._gazetteer.things.get(doc[end].lower_, ()):
                continue  # "the Tsuen Wan district" is a place, whatever the recogniser takes it for
            label = ent.label_
            if label in ("ORG", "PERSON") and (first := name_in(doc, start, end, self._gazetteer)) is not None:
                start, label = first, "PERSON"  # "United States Representative NAME" is no organisation
            inside = [s for s in result if s.start < end and start < s.end]
            if not inside:
                behind = next((s for s in result if s.start == end + 1 and doc[end].text == ","), None)
                label = "GPE" if behind is not None and _seat(doc, start, end, behind) else label
                if label == "GPE" and behind is not None and behind.end < len(doc) and doc[behind.end].tag_ == "POS":
                    label = "ORG"  # "Verdi, Germany's second trade union"
                state = behind.countries if behind is not None and label == "GPE" else ()  # "Vejer, Spain"
                result.append(NameSpan(start, end, (), "name", label, state))
            elif label == "ORG" and _longer_name(doc, start, end, inside, self._gazetteer.roles.keys()):
                countries = tuple(dict.fromkeys(c for s in inside for c in s.countries))
                result = [s for s in result if s not in inside]
                result.append(NameSpan(start, end, (), "name", "ORG", countries))
            else:
                # the free rest of a person's entity behind a title or country: "Iranian President Pezeshkian"
                free = [i for i in range(start, end) if not any(s.start <= i < s.end for s in inside)]
                last = max(s.end for s in inside)
                rest = [i for i in free if i >= last and doc[i].tag_ in ("NNP", "NNPS")]
                while rest and doc[rest[0]].lower_ in self._gazetteer.roles:
                    rest.pop(0)
                if label == "PERSON" and rest and rest == list(range(rest[0], end)):
                    result.append(NameSpan(rest[0], end, (), "name", "PERSON", ()))
        return result


def _pressing(preposition: Token) -> bool:
    """Whether who stands behind a preposition does something from there: "came under pressure from Brussels"."""
    carrier = preposition.head
    under = carrier.head.lower_ == "under" or any(c.lower_ == "under" for c in carrier.children)
    return preposition.lower_ == "from" and under


def _seat(doc: Doc, start: int, end: int, behind: NameSpan) -> bool:
    """Whether an unknown name is a place, whatever the recogniser takes it for: "on Kfar Hatta, South Governorate, Lebanon"."""
    state = behind.form in PLACE_FORMS or behind.label == "GPE" or any(of_kind(i, "state") for i in behind.candidates)
    where = start > 0 and doc[start - 1].dep_ == "prep" or doc[start:end].root.dep_ == "dobj"
    closed = behind.end == len(doc) or doc[behind.end].text in (",", ".", ";", ")")
    listed = any(t.dep_ == "cc" for t in doc[behind.end : behind.end + 2])
    return state and behind.form not in ("adjective", "demonym") and where and closed and not listed


def _with_surnames(spans: list[NameSpan], doc: Doc, surnames: set[str]) -> list[NameSpan]:
    """`spans` with the surnames of unknown persons that the recogniser missed."""
    if not surnames:
        return spans
    covered = {i for s in spans for i in range(s.start, s.end)}
    missed = [t.i for t in doc if t.text in surnames and t.i not in covered and t.tag_ in ("NNP", "NNPS")]
    return sorted([*spans, *(NameSpan(i, i + 1, (), "name", "PERSON", ()) for i in missed)], key=lambda s: s.start)


def _does(token: Token) -> bool:
    """Whether a token is the subject of a verb or one of several."""
    while token.dep_ == "conj" and token.head.i < token.i:
        token = token.head
    return token.dep_ in DOING


def _faint(span: Span, names: list[Name]) -> bool:
    """Whether capitals tell nothing: of an ordinary word that opens a sentence but does nothing in it, or among capitals only."""
    if span[0].is_stop and span.sent.text.isupper():
        return True
    acts = span.root.dep_ == "nsubj" and span.root.head.pos_ == "VERB"
    return bool(span[0].is_sent_start) and not acts and all("word" in name.guards for name in names)


def _trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    while start < end and (doc[start].tag_ in LOOSE_TAGS and not doc[start].text[:1].isupper() or doc[start].lower_ == "the"):
        start += 1
    while start < end and doc[end - 1].tag_ in LOOSE_TAGS:
        end -= 1
    return start, end


def _longer_name(doc: Doc, start: int, end: int, inside: Iterable[NameSpan], roles: Iterable[str]) -> bool:
    """Whether an organisation's entity is a name of its own around known ones (Bank of Israel), not a mere list of them."""
    free = [t for t in doc[start:end] if not any(s.start <= t.i < s.end for s in inside)]
    if any(s.end > end or s.start < start for s in inside):
        return False
    return any(t.tag_ in ("NNP", "NNPS") and t.text[:1].isupper() for t in free) and not any(t.tag_ in (",", "CC") for t in free)
