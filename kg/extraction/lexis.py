"""The word tables of extraction: what verbs do to their complements, which nouns are events, what prepositions introduce."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import resources

from kg.extraction.deeds.veridicality import Veridicality


@dataclass(frozen=True, slots=True)
class EventNoun:
    """A noun that hides a verb.

    `of` says what an of-phrase names where both could stand: ``agent`` (the threat of Russia), ``patient`` (the
    invasion of Ukraine) or ``topic`` (an agreement of peace). `giver` says that "from" names the doer (support from Iran),
    `suffered` that a person who owns it undergoes it (Navalny's arrest). An `agentive` noun is its own doer (critic, supporter).
    """

    noun: str
    verb: str
    of: str
    giver: bool
    suffered: bool
    symmetric: bool
    agentive: bool


@dataclass(frozen=True, slots=True)
class Lexis:
    """All tables of extraction, read once."""

    verbs: Mapping[str, frozenset[str]]
    nouns: Mapping[str, EventNoun]
    prepositions: Mapping[str, frozenset[str]]
    words: Mapping[str, frozenset[str]]
    adjectives: Mapping[tuple[str, str], str]
    veridicality: Veridicality
    senses: Mapping[tuple[str, str, str], str]

    @classmethod
    def load(cls) -> Lexis:
        nouns = {
            row["noun"]: EventNoun(
                row["noun"],
                row["verb"],
                row["of"],
                row["from"] == "agent",
                row["possessor"] == "patient",
                row["symmetric"] == "yes",
                row["agentive"] == "yes",
            )
            for row in _rows("event_nouns.csv")
        }
        return cls(
            verbs=_classes("verbs.csv", "lemma"),
            nouns=nouns,
            prepositions=_classes("prepositions.csv", "preposition"),
            words=_classes("words.csv", "word"),
            adjectives={(row["adjective"], row["preposition"]): row["verb"] for row in _rows("adjectives.csv")},
            veridicality=Veridicality.load(),
            senses={(row["lemma"], row["particle"], row["when"]): row["sense"] for row in _rows("senses.csv")},
        )

    def verb(self, lemma: str, kind: str) -> bool:
        """Whether the verb `lemma` belongs to the class `kind` of ``verbs.csv``."""
        return kind in self.verbs.get(lemma, frozenset())

    def any_verb(self, lemma: str, kinds: Iterable[str]) -> bool:
        """Whether the verb `lemma` belongs to one of the classes `kinds`."""
        return not self.verbs.get(lemma, frozenset()).isdisjoint(kinds)

    def word(self, word: str, kind: str) -> bool:
        """Whether `word` (a function word, modifier or noun) belongs to the class `kind` of ``words.csv``."""
        return kind in self.words.get(word, frozenset())

    def preposition(self, word: str, kind: str) -> bool:
        """Whether the preposition `word` belongs to the class `kind` of ``prepositions.csv``."""
        return kind in self.prepositions.get(word, frozenset())


def _classes(name: str, key: str) -> dict[str, frozenset[str]]:
    table: defaultdict[str, set[str]] = defaultdict(set)
    for row in _rows(name):
        table[row[key]].add(row["class"])
    return {word: frozenset(kinds) for word, kinds in table.items()}


def _rows(name: str) -> Iterator[dict[str, str]]:
    with resources.files(__package__).joinpath("tables", name).open("r", encoding="utf-8") as lines:
        yield from csv.DictReader(lines)
