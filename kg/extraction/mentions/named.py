"""The names of one parsed text, made into mentions: their extent, title, state and employer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from kg.extraction.mentions.phrases import HYPHENS, Phrases
from kg.extraction.mentions.titles import Title, title_before
from kg.ids import of_kind
from kg.model import Form, Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extraction.mentions.names import NameSpan

LONGEST_MENTION = 14  # words of a mention
MODIFIERS = frozenset(
    {"amod", "compound", "nmod", "npadvmod", "poss", "nummod", "advmod", "det", "quantmod", "neg", "predet", "punct"}
)
LOOSE = frozenset({"POS", "JJ", "JJS", "RB", "CD", "DT", "HYPH"})  # what may stand between a state and a title
STATE_SECTORS = frozenset({"GOV", "MIL", "SPY"})
FUNCTION_OF = {
    "nsubj": "subject",
    "nsubjpass": "subject",
    "agent": "subject",
    "dobj": "object",
    "dative": "object",
    "pobj": "oblique",
    "poss": "possessor",
    "amod": "modifier",
    "compound": "modifier",
    "nmod": "modifier",
}


class NamedParties(Phrases):
    """The actors of one parsed text that it names."""

    def names(self) -> Iterator[Mention]:
        """One mention for each name, whatever it does in its sentence."""
        for span in self.spans:
            token = self.doc[span.start : span.end].root
            span = self._own(span, token)
            yield self._mention(
                token,
                "adjective" if span.form == "adjective" else "name",
                span.start,
                span.end,
                candidates=span.candidates,
                label="PLACE" if span.form in ("place", "capital") else span.label,
                country=self._country(token, span),
                title=(title := self._title(span)),
                owner=None if span.candidates else self._employer(token, title),
            )

    def _country(self, token: Token, span: NameSpan) -> str | None:
        """The state of a name: the table's, of a person whose name several bear the one that its own phrase tells."""
        person = bool(span.candidates) and all(of_kind(c, "person") for c in span.candidates)
        if person and span.end - span.start == 1 and (told := self._country_told(span) or self._country_around(token)):
            return told
        if span.countries:
            return span.countries[0] if len(span.countries) == 1 or not person else None
        return self._country_told(span) or self._country_around(token)

    def _country_told(self, span: NameSpan) -> str | None:
        """The state that stands before a title: "South Korean Minister of National Defense NAME", "China's premier NAME"."""
        title = self._title_of(span)
        if title is None:
            return None
        if span.end + 1 < len(self.doc) and self.doc[span.end].lower_ == "of" and (state := self._state_at(span.end + 1)):
            return state
        i = title.start - 1
        while i >= 0 and self.doc[i].tag_ in LOOSE and not self.in_name(self.doc[i]):
            i -= 1
        return self._state_at(i) or next((c for j in range(title.start, title.end) if (c := self._state_at(j))), None)

    def _state_at(self, i: int) -> str | None:
        owner = self._span_at.get(i + 1 if i + 1 < len(self.doc) and self.doc[i].lower_ == "the" else i)
        if owner is None or any(of_kind(c, "person", "group") for c in owner.candidates):
            return None
        return owner.countries[0] if owner.countries else None

    def _title_of(self, span: NameSpan) -> Title | None:
        if span.start not in self._titles:
            self._titles[span.start] = title_before(self.doc, span.start, self._gazetteer) if span.start else None
        return self._titles[span.start]

    @cached_property
    def _titles(self) -> dict[int, Title | None]:
        return {}

    @cached_property
    def _holders(self) -> dict[int, NameSpan]:
        """By the head of each title, the name that it stands before."""
        found = {}
        for span in self.spans:
            person = span.label == "PERSON" or bool(span.candidates) and all(of_kind(c, "person") for c in span.candidates)
            if person and (title := self._title_of(span)) is not None:
                found[title.head] = span
        return found

    def _own(self, span: NameSpan, token: Token) -> NameSpan:
        """The organ of the state that owns it, where many have one called so: "Chile's Defense Department" is not America's."""
        if not span.candidates or not all(of_kind(c, "body") for c in span.candidates):
            return span
        words = self.doc[span.start : span.end].text.lower()
        if words.removeprefix("the ") not in self._gazetteer.roles:
            return span
        owners = (s for owner in self.owners(token) if (s := self.named(owner)) is not None and s.countries)
        told = next((s.countries for s in owners if any(of_kind(c, "state") for c in s.candidates)), span.countries)
        return span if told == span.countries else replace(span, candidates=(), label="ORG", countries=told)

    def _name_mention(self, token: Token, span: NameSpan, start: int | None = None) -> Mention:
        span = self._own(span, token)
        return self._mention(
            token,
            "name",
            self._left(token, span.start) if start is None else start,
            max(span.end, token.i + 1),
            candidates=span.candidates,
            label=span.label,
            country=self._country(token, span),
            title=(title := self._title(span)),
            owner=None if span.candidates else self._employer(token, title),
        )

    def _employer(self, token: Token, title: str | None) -> int | None:
        """The pronoun that tells whose official an unknown person is: "its ambassador, NAME"."""
        role = self._gazetteer.roles.get(title or "")
        if role is None or role.role not in STATE_SECTORS or role.noun == "counterpart":
            return None
        nouns = (token, token.head) if token.dep_ == "appos" else (token,)
        return next((self._offset(c.i) for noun in nouns for c in noun.children if c.tag_ == "PRP$"), None)

    def _is_medium(self, token: Token, span: NameSpan) -> bool:
        """Whether a firm only carries the words of others: "wrote on Facebook"."""
        on = token.head
        told = token.dep_ == "pobj" and on.lower_ in ("on", "via") and on.head.pos_ == "VERB" and self.reports(on.head)
        return told and any(of_kind(c, "company", "media") for c in span.candidates)

    def _sharing(self, token: Token, span: NameSpan) -> list[Mention]:
        """Who shares the head of a name with its owner: the Nigerian ones of "Nigerian and British armed forces"."""
        role = self.role_of(token)
        return [
            self._mention(
                token, "adjective", c.i, candidates=s.candidates, head=role, country=self.country_of(c), owner=self._offset(c.i)
            )
            for c in token.children
            if role and c.i < span.start and c.dep_ in ("amod", "nmod", "compound") and (s := self.named(c)) is not None
            if s.candidates and any(n.dep_ == "conj" and span.start <= n.i < span.end for n in c.children)
        ]

    def _country_around(self, token: Token) -> str | None:
        """The state that an unknown name's own phrase gives it: "Ghana's trade minister, NAME"; "the Philippine Coast Guard"."""
        for owner in self.owners(token):
            if country := self.country_of(owner):
                return None if self._in_group(owner) else country
        if span := self.named(token):
            behind = [n for c in token.children if c.lower_ == "of" for n in c.children if n.dep_ == "pobj"]
            if self._title(span) and (country := next((c for n in behind if (c := self.country_of(n))), None)):
                return country  # "Foreign Minister NAME of Ukraine"
        heads = [token.head] if token.dep_ in ("appos", "compound", "nmod") else []
        for near in [*heads, *(c for c in token.children if c.dep_ in ("appos", "nmod", "compound"))]:
            if self.role_of(near) and not self.named(near):
                for owner in self.owners(near):
                    if country := self.country_of(owner):
                        return None if self._in_group(owner) else country
        return None

    def _in_group(self, owner: Token) -> bool:
        """Whether who belongs to `owner` acts for no state: "the Taliban's spokesman, NAME"."""
        span = self.named(owner)
        return span is not None and any(of_kind(c, "group") for c in span.candidates)

    def _title(self, span: NameSpan) -> str | None:
        """Role words directly before the name, or in an apposition to it; with "former" where they say so."""
        token = self.doc[span.start : span.end].root
        if (title := self._title_of(span)) is not None:
            before = [*self.doc[self.doc[title.head].left_edge.i : title.head], *self.doc[token.left_edge.i : span.start]]
            past = any(self._lexis.word(word.lower_, "former") for word in before)
            return f"former {title.role}" if past and not title.role.startswith("former") else title.role
        beside = [self.doc[span.start - 1]] if span.start else []
        beside += [child for child in token.children if child.dep_ == "appos"]
        beside += [token.head] if token.dep_ == "appos" else []
        for noun in beside:
            if role := self.role_of(noun):
                before = [*self.doc[noun.left_edge.i : noun.i]]
                before += self.doc[token.left_edge.i : span.start] if noun == beside[0] else ()
                past = any(self._lexis.word(word.lower_, "former") for word in before)
                return f"former {role}" if past and not role.startswith("former") else role
        return None

    def _left(self, token: Token, start: int) -> int:
        """Where the phrase of `token` starts: its premodifiers, without relative clauses and the like."""
        left = start
        for child in token.lefts:
            paired = self.doc[child.i + 1].text in HYPHENS and self.named(token) is not None  # "Russia-Ukraine"
            if child.dep_ in MODIFIERS and child.dep_ != "punct" and not paired:
                left = min(left, min((t.i for t in child.subtree), default=child.i))
        return left if token.i - left < LONGEST_MENTION else start

    def _offset(self, i: int) -> int:
        return int(self.base + self.doc[i].idx)

    def _mention(
        self,
        token: Token,
        form: Form,
        start: int | None = None,
        end: int | None = None,
        *,
        candidates: Iterable[str] = (),
        head: str = "",
        label: str | None = None,
        country: str | None = None,
        title: str | None = None,
        number: str = "",
        gender: str = "",
        owner: int | None = None,
        speaker: int | None = None,
    ) -> Mention:
        start = self._left(token, token.i) if start is None else start
        end = token.i + 1 if end is None else end
        words = self.doc[start:end]
        if not number:
            number = "plural" if token.tag_ in ("NNS", "NNPS") else "singular"
        return Mention(
            text=words.text,
            start=self.base + words.start_char,
            end=self.base + words.end_char,
            sentence=self._sentence[token.i],
            form=form,
            candidates=tuple(candidates),
            head=head,
            label=label,
            country=country,
            title=title,
            function=FUNCTION_OF.get(token.dep_, "other"),
            number=number,
            gender=gender,
            owner=owner,
            speaker=speaker,
        )
