"""Who a noun phrase speaks of: from a phrase's head token to the `Mention` of an actor, or to nobody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.extraction.names import PLACE_FORMS, NameSpan
from kg.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.extraction.lexis import Lexis
    from kg.gazetteer import Gazetteer

LONGEST = 14  # words of a mention
PRONOUNS = {
    "he": ("singular", "male"),
    "him": ("singular", "male"),
    "his": ("singular", "male"),
    "she": ("singular", "female"),
    "her": ("singular", "female"),
    "it": ("singular", "neuter"),
    "its": ("singular", "neuter"),
    "itself": ("singular", "neuter"),
    "they": ("plural", ""),
    "them": ("plural", ""),
    "their": ("plural", ""),
    "i": ("singular", ""),
    "me": ("singular", ""),
    "my": ("singular", ""),
    "both": ("plural", ""),
    "we": ("plural", ""),
    "us": ("plural", ""),
    "our": ("plural", ""),
}
MODIFIERS = frozenset(
    {"amod", "compound", "nmod", "npadvmod", "poss", "nummod", "advmod", "det", "quantmod", "neg", "predet", "punct"}
)
SEATED = frozenset(
    {"organ", "force", "official", "group", "mission"}
)  # "a court in Lyon" is French; "leaders in Geneva" need not be Swiss
FIRST_PERSON = frozenset({"i", "me", "my", "we", "us", "our"})
SELF_EVIDENT = frozenset({"police", "authorities", "officials"})  # definite without an article
JOINING = frozenset({"along", "alongside", "together"})
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


class Parties:
    """The actors of one parsed text.

    Parameters
    ----------
    doc : Doc
    spans : list of NameSpan
        The names in it.
    base : int
        Offset of the Doc within the article's content.
    first : int
        Index of the Doc's first sentence within the article.
    """

    def __init__(self, doc: Doc, spans: list[NameSpan], base: int, first: int, gazetteer: Gazetteer, lexis: Lexis) -> None:
        self.doc, self.spans, self.base = doc, spans, base
        self._gazetteer, self._lexis = gazetteer, lexis
        self._span_at: dict[int, NameSpan] = {i: s for s in spans for i in range(s.start, s.end)}
        self._sentence = {}
        for index, sent in enumerate(doc.sents):
            for token in sent:
                self._sentence[token.i] = first + index

    # --- phrases -----------------------------------------------------------------------------------------------------

    def conjuncts(self, token: Token) -> list[Token]:
        """The heads coordinated with `token`, itself first, with those joined by "along with" and the like."""
        heads = [token]
        for head in heads:
            for child in head.children:
                if child.dep_ in ("conj", "appos") and child.pos_ in ("NOUN", "PROPN", "PRON", "ADJ", "NUM"):
                    if child.dep_ == "conj" and child not in heads:
                        heads.append(child)
                elif child.dep_ in ("prep", "cc") and child.lower_ in JOINING:
                    heads += [n for p in child.children if p.lower_ == "with" for n in p.children if n.dep_ == "pobj"]
                elif child.dep_ == "prep" and (
                    child.lower_ == "including" or any(c.lower_ == "such" for c in (*head.children, *child.children))
                ):
                    # "allies such as Germany", "officials, including NAME"
                    heads += [n for n in child.children if n.dep_ == "pobj" and child.lower_ in ("including", "as")]
        return heads

    def named(self, token: Token) -> NameSpan | None:
        """The name that `token` heads; where the parser tore a name apart, each of its pieces heads it."""
        span = self._span_at.get(token.i)
        if span is None or span.start <= token.head.i < span.end and token.head.i != token.i:
            return None
        return span

    def in_name(self, token: Token) -> bool:
        return token.i in self._span_at

    def role_of(self, token: Token) -> str | None:
        """The longest role noun of the tables that ends at `token` ("foreign minister"), in lower case."""
        words: list[str] = []
        best = None
        for i in range(token.i, max(-1, token.i - 4), -1):
            word = self.doc[i]
            words.insert(0, word.lemma_.lower() if i == token.i else word.lower_)
            for text in (" ".join(words), " ".join([*words[:-1], token.lower_])):
                if text in self._gazetteer.roles:
                    best = text
            if i != token.i and word.dep_ not in ("compound", "amod", "nmod", "punct"):
                break
        return best

    def sense_of(self, token: Token) -> str:
        role = self.role_of(token)
        return self._gazetteer.roles[role].sense if role else ""

    def is_event(self, token: Token) -> bool:
        """Whether `token` heads a phrase that hides a verb and names nobody."""
        return token.pos_ == "NOUN" and token.lemma_.lower() in self._lexis.nouns and not self.in_name(token)

    def owners(self, token: Token) -> list[Token]:
        """Tokens of the names, pronouns and descriptions that own or qualify the phrase headed by `token`."""
        found: list[Token] = []
        for child in token.children:
            if child.dep_ in ("amod", "compound", "nmod", "npadvmod", "poss"):
                if child.dep_ in ("amod", "compound") and child.tag_ == "VBN":
                    continue
                if self.named(child) or (child.dep_ == "poss" and child.pos_ != "PUNCT"):
                    found += self.conjuncts(child)
                elif child.dep_ in ("compound", "nmod"):
                    found += [t for t in self.owners(child)]
        if not found:
            # "EU-based airlines", "a Panama-flagged tanker"
            found += [n for c in token.children if self._lexis.word(c.lower_, "based") for n in c.children if self.named(n)]
        if not found:
            for child in token.children:
                if child.dep_ == "prep" and child.lower_ in ("of", "from", "for") and self.role_of(token):
                    found += [n for p in child.children if p.dep_ == "pobj" for n in self.conjuncts(p)]
            if not found and self.sense_of(token) in SEATED:
                found += [
                    n
                    for child in token.children
                    if child.dep_ == "prep" and child.lower_ in ("in", "to")
                    for n in child.children
                    if n.dep_ == "pobj" and self.named(n)
                ]
        return [t for t in found if self.named(t) or t.pos_ == "PRON" or t.dep_ in ("poss", "conj", "pobj")]

    # --- mentions ----------------------------------------------------------------------------------------------------

    def parties(self, token: Token, things: bool = False) -> list[Mention]:
        """The actors that the phrase headed by `token` stands for; with `things`, an owned thing stands for its owner."""
        if (appos := self._named_apposition(token)) is not None:
            return self.parties(appos)
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
            owned = [m for owner in owners for m in self._owned(token, owner, role)]
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
                country=span.countries[0] if span.countries else None,
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

    def is_place(self, token: Token) -> bool:
        span = self.named(token)
        return span is not None and (span.form in PLACE_FORMS or any(c.startswith("state:") for c in span.candidates))

    def is_person(self, token: Token) -> bool:
        span = self.named(token)
        return (
            token.lower_ in ("his", "her")
            or span is not None
            and (span.label == "PERSON" or any(c.startswith("person:") for c in span.candidates))
        )

    def is_pronoun_at(self, offset: int) -> bool:
        """Whether a pronoun stands at an offset of the article."""
        word = self.doc.char_span(offset - self.base, offset - self.base + 1, alignment_mode="expand")
        return word is not None and word[0].lower_ in PRONOUNS

    def country_of(self, token: Token) -> str | None:
        span = self._span_at.get(token.i)
        return span.countries[0] if span and span.countries else None

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
        speaker = self._speaker(token) if token.lower_ in FIRST_PERSON else None
        return [self._mention(token, "pronoun", token.i, token.i + 1, number=number, gender=gender, speaker=speaker)]

    def _speaker(self, token: Token) -> int | None:
        """Offset of who says "I" and "we": the subject of the nearest reporting verb outside the words quoted."""
        sentence = token.sent
        best = None
        for verb in sentence:
            if verb.pos_ != "VERB" or not self._lexis.verb(verb.lemma_.lower(), "report"):
                continue
            for child in verb.children:
                if child.dep_ == "nsubj" and child.lower_ not in FIRST_PERSON and (found := self.parties(child)):
                    distance = abs(verb.i - token.i)
                    if best is None or distance < best[0]:
                        best = (distance, found[0].start)
        return best[1] if best else None

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
        heads = [token.head] if token.dep_ in ("appos", "compound", "nmod") else []
        for near in [*heads, *(c for c in token.children if c.dep_ in ("appos", "nmod", "compound"))]:
            if self.role_of(near) and not self.named(near):
                for owner in self.owners(near):
                    if country := self.country_of(owner):
                        return country
        return None

    def _title(self, span: NameSpan) -> str | None:
        """Role words directly before the name, or in an apposition to it."""
        for i in (span.start - 1,):
            if i >= 0 and (role := self.role_of(self.doc[i])):
                return role
        token = self.doc[span.start : span.end].root
        for child in token.children:
            if child.dep_ == "appos" and (role := self.role_of(child)):
                return role
        if token.dep_ == "appos" and (role := self.role_of(token.head)):
            return role
        return None

    def _owned(self, token: Token, owner: Token, role: str | None) -> list[Mention]:
        span = self.named(owner)
        number = "plural" if token.tag_ in ("NNS", "NNPS") else "singular"
        start = self._left(token, token.i)
        if owner.dep_ == "conj" and owner.i < token.i:
            start = span.start if span is not None else owner.i  # "Hong Kong officials" of "Chinese and Hong Kong officials"
        if owner.i > token.i:  # government of X
            end = max(t.i for t in owner.subtree if t.i <= owner.i) + 1
        else:
            end = token.i + 1
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
            if child.dep_ in MODIFIERS and child.dep_ != "punct":
                left = min(left, min((t.i for t in child.subtree), default=child.i))
        return left if token.i - left < LONGEST else start

    def _offset(self, i: int) -> int:
        return int(self.base + self.doc[i].idx)

    def _mention(
        self,
        token: Token,
        form: str,
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
            candidates=tuple(candidates),  # type: ignore[arg-type]
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
    """Whether two mentions share words."""
    return one.start < other.end and other.start < one.end
