"""Who a noun phrase speaks of: from a phrase's head token to the `Mention` of an actor, or to nobody."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, partial
from typing import TYPE_CHECKING

from kg.extraction.mentions.named import NamedParties
from kg.extraction.mentions.names import PLACE_FORMS
from kg.extraction.mentions.phrases import FIRST_PERSON, PRONOUNS
from kg.extraction.mentions.pronouns import Pronouns
from kg.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

FORMER = {"singular": "former official", "plural": "former officials"}
GOVERNING = frozenset({"organ", "title", "official"})
NATIONAL = "national"  # the role noun of a person who holds no office: "a Russian surfer" is a Russian national
NEAR = 6  # words between a noun and the name that it is told by
SELF_EVIDENT = frozenset({"police", "authorities", "officials", "parliament", "congress"})  # definite without an article


class Parties(NamedParties):
    """The actors of one parsed text: its phrases, made into mentions."""

    @cached_property
    def _answered(self) -> dict[tuple[int, bool], list[Mention]]:
        """What `parties` has found: it is asked for the same heads again and again."""
        return {}

    @cached_property
    def _said(self) -> Pronouns:
        return Pronouns(self.doc, self)

    def parties(self, token: Token, things: bool = False) -> list[Mention]:
        """The actors that the phrase headed by `token` stands for; with `things`, an owned thing stands for its owner."""
        found = self._answered.get((token.i, things))
        if found is None:
            found = self._answered[token.i, things] = self._stand_for(token, things)
        return list(found)

    def _stand_for(self, token: Token, things: bool) -> list[Mention]:
        if (appos := self._named_apposition(token)) is not None:
            return [m for t in self.conjuncts(appos) for m in self.parties(t)]  # "two neighbours, Chad and Libya"
        span = self._holders.get(token.i) or self.named(token)
        if span is not None:
            if self._is_medium(token, span):
                return []
            sharing = self._sharing(token, span)
            return [self._name_mention(token, span, span.start if sharing else None), *sharing]
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
        private = role is None and self.private(token) and any(map(self._national, owners))
        if role or things or private:
            head = NATIONAL if private else role
            owned = [m for n, owner in enumerate(owners) for m in self._owned(token, owner, head, first=n == 0)]
            if owned:
                return owned
        if role and (self._definite(token) or token.dep_ not in ("compound", "amod", "nmod", "attr", "appos")):
            return [self._mention(token, "description", None, self._unknown_seat(token), head=role)]
        return []

    def _national(self, owner: Token) -> bool:
        span = self.named(owner)
        return span is not None and span.form in ("adjective", "demonym")

    def pronouns_and_descriptions(self) -> Iterator[Mention]:
        """Mentions whose words alone do not tell whom they mean."""
        for token in self.doc:
            if token.i in self._span_at:
                continue
            if token.lower_ in PRONOUNS and (token.tag_ in ("PRP", "PRP$") or token.lower_ == "both"):
                yield from self._pronoun(token)
            elif token.pos_ in ("NOUN", "PROPN") and not self.is_event(token):
                yield from (m for m in self.parties(token) if m.form in ("description", "adjective"))

    def _named_apposition(self, token: Token) -> Token | None:
        """The name in "the group's spokesman, NAME": the name is the better mention."""
        if self.named(token) is not None or not self.role_of(token):
            return None
        beside = [c for c in token.children if c.dep_ == "appos"]
        if token.i + 1 < len(self.doc):  # "militant group Hamas calls": two subjects, for the parser
            name = self.doc[token.i + 1]
            beside += [t for t in (name, name.head) if t.head == token.head and t.dep_ == token.dep_ != "conj"][:1]
        for noun in beside:
            if (span := self.named(noun)) is not None and span.form not in PLACE_FORMS:
                return noun
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
        if self._turn is not None and self._said.quoted(token) is None:
            return self._turn
        subject = self._said.speaker(token)
        if subject is None and token.lower_ in FIRST_PERSON:
            subject = next((t for t in token.sent if t.dep_ == "nsubj" and self.reports(t.head) and token not in t.subtree), None)
        if subject is None or any(_speaks(t) or self._said.quoted(t) for t in subject.subtree):
            return self._turn  # "I told them, we said": who says it is as unknown, but in his own turn
        if subject.lower_ in PRONOUNS:
            return self._offset(subject.i)
        head = self._named_apposition(subject) or subject
        if (span := self.named(head)) is not None:
            return self._offset(span.start)
        found = self.parties(head)
        if not found:
            return None
        # "the US ambassador said": the state that the name tells
        return found[0].owner if found[0].form == "adjective" and found[0].owner is not None else found[0].start

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
        head = self._past_head(token, role) or token.lemma_.lower()
        made = partial(self._mention, token, start=start, end=end, head=head, number=number)
        if span is not None:
            if not span.candidates and not span.countries:
                if role and span.label in ("GPE", "ORG") and owner.dep_ in ("compound", "nmod"):
                    # "Sao Paulo state government": an unknown body, named by the whole phrase
                    return [self._mention(token, "name", start, end, label="ORG", number=number)]
                if not role and owner.dep_ != "poss":
                    return []
            # the government of a province is not the government of its state
            label = "PLACE" if span.form == "place" and self.sense_of(token) in GOVERNING else span.label
            country, owned = span.countries[0] if span.countries else None, self._offset(span.start)
            return [made("adjective", candidates=span.candidates, label=label, country=country, owner=owned)]
        inner = self.parties(owner) or self._seat(token, owner)
        if role is None:
            inner = [m for m in inner if not unnamed(m)]  # "grand jury records" are nobody
        return [made("description", candidates=m.candidates, country=m.country, owner=m.start) for m in inner]

    def _past_head(self, token: Token, role: str | None) -> str | None:
        """The role noun of an owned phrase: who was a minister, is of no government."""
        noun = self._gazetteer.roles.get(role or "")
        past = self.past_prefix(token) is not None or any(self._lexis.word(c.lower_, "former") for c in token.children)
        official = noun is not None and noun.kind == "person" and noun.role in ("GOV", "MIL", "LEG", "SPY")
        return FORMER[noun.number] if past and official and noun is not None else role

    def _seat(self, token: Token, owner: Token) -> list[Mention]:
        """The state of a town or region that only its own phrase names: "police in Colombia's second city"."""
        if not self.seated(token) or not self.is_area(owner):
            return []
        names = [*self.owners(owner), *(n for c in owner.children if c.lower_ == "of" for n in c.children)]
        return [self._name_mention(n, span) for n in names if (span := self.named(n)) and self.country_of(n)][:1]

    def _unknown_seat(self, token: Token) -> int:
        """Where a phrase ends whose body or people a name tells that nobody knows: "soldiers from the NDC-R"."""
        behind = [n for c in token.rights if c.lower_ in ("in", "from", "of") for n in c.children if n.dep_ == "pobj"]
        unknown = [n.i for n in behind if n.pos_ == "PROPN" and not self.in_name(n) and n.i - token.i < NEAR]
        return max(unknown, default=token.i) + 1

    def _definite(self, token: Token) -> bool:
        words = {c.lower_ for c in token.children if c.dep_ in ("det", "predet", "nummod", "poss")}
        if words & {"a", "an", "some", "any", "every", "no", "another", "several", "many"}:
            return False
        return bool(words & {"the", "both", "this", "that", "these", "those"}) or token.lower_ in SELF_EVIDENT and not words


def _speaks(token: Token) -> bool:
    """Whether a word is a pronoun of the first person; "the US ambassador" holds none."""
    return token.lower_ in FIRST_PERSON and token.tag_ in ("PRP", "PRP$")


DEFINITE = frozenset({"the", "both", "this", "that", "these", "those"}) | SELF_EVIDENT


def unnamed(mention: Mention) -> bool:
    """Whether a description brings in somebody new, whom no name and no owner tells."""
    return mention.form == "description" and mention.owner is None and mention.text.split()[0].lower() not in DEFINITE


def collective(mention: Mention) -> bool:
    """Whether a mention may stand for several parties: "they", "the two countries"."""
    return mention.number == "plural" and mention.form in ("pronoun", "description")


def overlap(one: Mention, other: Mention) -> bool:
    """Whether two mentions share words, but for the parties of one plural: "Indian and Pakistani troops"."""
    if one.end == other.end and one.owner != other.owner:
        return False
    return one.start < other.end and other.start < one.end
