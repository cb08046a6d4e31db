"""Who a noun phrase speaks of: from a phrase's head token to the `Mention` of an actor, or to nobody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from kg.extraction.names import PLACE_FORMS, NameSpan
from kg.extraction.phrases import FIRST_PERSON, HYPHENS, PRONOUNS, Phrases
from kg.extraction.pronouns import Pronouns
from kg.model import Form, Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST = 14  # words of a mention
MODIFIERS = frozenset(
    {"amod", "compound", "nmod", "npadvmod", "poss", "nummod", "advmod", "det", "quantmod", "neg", "predet", "punct"}
)
SELF_EVIDENT = frozenset({"police", "authorities", "officials", "parliament", "congress"})  # definite without an article
FORMER = frozenset({"former", "ex", "onetime", "ousted", "deposed", "late"})
FUNCTIONS = {
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


class Parties(Phrases):
    """The actors of one parsed text: its phrases, made into mentions."""

    @cached_property
    def _said(self) -> Pronouns:
        return Pronouns(self.doc, self)

    def parties(self, token: Token, things: bool = False) -> list[Mention]:
        """The actors that the phrase headed by `token` stands for; with `things`, an owned thing stands for its owner."""
        if (appos := self._named_apposition(token)) is not None:
            return [m for t in self.conjuncts(appos) for m in self.parties(t)]  # "two neighbours, Chad and Libya"
        span = self.named(token)
        if span is not None:
            return [self._name_mention(token, span)]
        if token.pos_ == "PRON" or token.tag_ in ("PRP", "PRP$") or token.lower_ == "both":
            return self._pronoun(token)
        if token.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM") or self.is_event(token):
            return []
        if self._lexis.word(token.lemma_.lower(), "quantity"):
            parts = [n for c in token.children if c.lower_ == "of" for n in c.children if n.dep_ == "pobj"]
            if parts:
                return [m for part in parts for n in self.conjuncts(part) for m in self.parties(n, things)]
        role = self.role_of(token)
        owners = self.owners(token)
        if role or things:
            owned = [m for n, owner in enumerate(owners) for m in self._owned(token, owner, role, first=n == 0)]
            if owned:
                return owned
        if role and (self._definite(token) or token.dep_ not in ("compound", "amod", "nmod", "attr", "appos")):
            return [self._mention(token, "description", head=role)]
        return []

    def names(self) -> Iterator[Mention]:
        """One mention for each name, whatever it does in its sentence."""
        for span in self.spans:
            token = self.doc[span.start : span.end].root
            yield self._mention(
                token,
                "adjective" if span.form == "adjective" else "name",
                span.start,
                span.end,
                candidates=span.candidates,
                label=span.label,
                country=span.countries[0] if span.countries else self._country_around(token),
                title=self._title(span),
            )

    def pronouns_and_descriptions(self) -> Iterator[Mention]:
        """Mentions whose words alone do not tell whom they mean."""
        for token in self.doc:
            if token.i in self._span_at:
                continue
            if token.lower_ in PRONOUNS and (token.tag_ in ("PRP", "PRP$") or token.lower_ == "both"):
                yield from self._pronoun(token)
            elif token.pos_ in ("NOUN", "PROPN") and not self.is_event(token):
                yield from (m for m in self.parties(token) if m.form == "description")

    def _named_apposition(self, token: Token) -> Token | None:
        """The name in "the group's spokesman, NAME": the name is the better mention."""
        if self.named(token) is not None or not self.role_of(token):
            return None
        for child in token.children:
            if child.dep_ == "appos" and (span := self.named(child)) is not None and span.form not in PLACE_FORMS:
                return child
        return None

    def _pronoun(self, token: Token) -> list[Mention]:
        if token.lower_ in ("who", "which", "that", "whom", "whose"):
            return []
        if token.lower_ not in PRONOUNS or token.lower_ == "both" and token.dep_ in ("det", "predet", "preconj", "cc"):
            return []
        number, gender = PRONOUNS[token.lower_]
        if token.lower_ not in FIRST_PERSON and gender in ("neuter", "") and not self._said.refers(token):
            return []
        speaker = self._speaker(token)
        return [self._mention(token, "pronoun", token.i, token.i + 1, number=number, gender=gender, speaker=speaker)]

    def _speaker(self, token: Token) -> int | None:
        """Offset of who speaks the words that a pronoun stands in; of "I" and "we", also outside quotation marks."""
        subject = self._said.speaker(token)
        if subject is None and token.lower_ in FIRST_PERSON:
            subject = next((t for t in token.sent if t.dep_ == "nsubj" and self.reports(t.head) and token not in t.subtree), None)
        if subject is None or any(t.lower_ in FIRST_PERSON or self._said.quoted(t) for t in subject.subtree):
            return None  # "I told them, we said": who says it is as unknown
        if subject.lower_ in PRONOUNS:
            return self._offset(subject.i)
        head = self._named_apposition(subject) or subject
        if (span := self.named(head)) is not None:
            return self._offset(span.start)
        found = self.parties(head)
        return found[0].start if found else None

    def _name_mention(self, token: Token, span: NameSpan) -> Mention:
        return self._mention(
            token,
            "name",
            self._left(token, span.start),
            max(span.end, token.i + 1),
            candidates=span.candidates,
            label=span.label,
            country=span.countries[0] if span.countries else self._country_around(token),
            title=self._title(span),
        )

    def _country_around(self, token: Token) -> str | None:
        """The state that an unknown name's own phrase gives it: "Ghana's trade minister, NAME"; "the Philippine Coast Guard"."""
        for owner in self.owners(token):
            if country := self.country_of(owner):
                return country
        if span := self.named(token):
            behind = [n for c in token.children if c.lower_ == "of" for n in c.children if n.dep_ == "pobj"]
            if self._title(span) and (country := next((c for n in behind if (c := self.country_of(n))), None)):
                return country  # "Foreign Minister NAME of Ukraine"
        heads = [token.head] if token.dep_ in ("appos", "compound", "nmod") else []
        for near in [*heads, *(c for c in token.children if c.dep_ in ("appos", "nmod", "compound"))]:
            if self.role_of(near) and not self.named(near):
                for owner in self.owners(near):
                    if country := self.country_of(owner):
                        return country
        return None

    def _title(self, span: NameSpan) -> str | None:
        """Role words directly before the name, or in an apposition to it; with "former" where they say so."""
        token = self.doc[span.start : span.end].root
        beside = [self.doc[span.start - 1]] if span.start else []
        beside += [child for child in token.children if child.dep_ == "appos"]
        beside += [token.head] if token.dep_ == "appos" else []
        for noun in beside:
            if role := self.role_of(noun):
                past = any(word.lower_ in FORMER for word in self.doc[noun.left_edge.i : noun.i])
                past |= noun == beside[0] and any(word.lower_ in FORMER for word in self.doc[token.left_edge.i : span.start])
                return f"former {role}" if past and not role.startswith("former") else role
        return None

    def _owned(self, token: Token, owner: Token, role: str | None, first: bool) -> list[Mention]:
        span = self.named(owner)
        number = "plural" if token.tag_ in ("NNS", "NNPS") else "singular"
        start = self._left(token, token.i)
        end = token.i + 1
        if owner.i > token.i:  # government of X
            end = max(t.i for t in owner.subtree if t.i <= owner.i) + 1
        if not first:
            # "Hong Kong officials" of "Chinese and Hong Kong officials", "Argentina" of "the armies of Brazil and Argentina"
            start = span.start if span is not None else owner.i
        head = role or token.lemma_.lower()
        if span is not None:
            if not span.candidates and not span.countries:
                if role and span.label in ("GPE", "ORG") and owner.dep_ in ("compound", "nmod"):
                    # "Sao Paulo state government": an unknown body, named by the whole phrase
                    return [self._mention(token, "name", start, end, label="ORG", number=number)]
                if not role and owner.dep_ != "poss":
                    return []
            # the government of a province is not the government of its state
            label = "PLACE" if span.form == "place" and self.sense_of(token) == "organ" else span.label
            return [
                self._mention(
                    token,
                    "adjective",
                    start,
                    end,
                    candidates=span.candidates,
                    head=head,
                    label=label,
                    country=span.countries[0] if span.countries else None,
                    number=number,
                    owner=self._offset(span.start),
                )
            ]
        inner = self.parties(owner)
        return [
            self._mention(
                token,
                "description",
                start,
                end,
                candidates=m.candidates,
                head=head,
                country=m.country,
                number=number,
                owner=m.start,
            )
            for m in inner
        ]

    def _definite(self, token: Token) -> bool:
        words = {c.lower_ for c in token.children if c.dep_ in ("det", "predet", "nummod", "poss")}
        if words & {"a", "an", "some", "any", "every", "no", "another", "several", "many"}:
            return False
        return bool(words & {"the", "both", "this", "that", "these", "those"}) or token.lower_ in SELF_EVIDENT and not words

    def _left(self, token: Token, start: int) -> int:
        """Where the phrase of `token` starts: its premodifiers, without relative clauses and the like."""
        left = start
        for child in token.lefts:
            paired = self.doc[child.i + 1].text in HYPHENS and self.named(token) is not None  # "Russia-Ukraine"
            if child.dep_ in MODIFIERS and child.dep_ != "punct" and not paired:
                left = min(left, min((t.i for t in child.subtree), default=child.i))
        return left if token.i - left < LONGEST else start

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
            function=FUNCTIONS.get(token.dep_, "other"),
            number=number,
            gender=gender,
            owner=owner,
            speaker=speaker,
        )


DEFINITE = frozenset({"the", "both", "this", "that", "these", "those"}) | SELF_EVIDENT


def unnamed(mention: Mention) -> bool:
    """Whether a description brings in somebody new, whom no name and no owner tells."""
    return mention.form == "description" and mention.owner is None and mention.text.split()[0].lower() not in DEFINITE


def collective(mention: Mention) -> bool:
    """Whether a mention may stand for several parties: "they", "the two countries"."""
    return mention.number == "plural" and mention.form in ("pronoun", "description")


def overlap(one: Mention, other: Mention) -> bool:
    """Whether two mentions share words, but for the parties of one plural: "Indian and Pakistani troops"."""
    if one.end == other.end and one.owner is not None and other.owner is not None and one.owner != other.owner:
        return False
    return one.start < other.end and other.start < one.end
