"""What is played, told or imagined rather than done: sport, fiction, satire, simulations.

An article counts as off topic where its words of play, film or satire far outweigh those of politics. The table's weights: three
for what is said only of play (``wicket``), two for verbs that contests share with wars (``beat``), one for what a political
article may hold too (``football``).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from kg.extraction.parse.verbs import SUBJECTS, is_verb, lemma_of
from kg.model import Article

if TYPE_CHECKING:
    from spacy.tokens import Token

TOPICS = {"sport": ("sport", "play"), "fiction": ("fiction",), "satire": ("satire",)}
SCORE = re.compile(r"(?<![\d-])\d{1,3}[-–]\d{1,3}(?![\d-])(?! (?:year|day|month|week|hour|vote|majority|percent|mile|kilomet))")
GOALS = re.compile(r"(?<![\d-])\d-\d(?![\d-])")  # of a match that few other words tell of
SCORE_WEIGHT = 2
# an article is off topic from so much evidence on, where that is so many times the words of politics, and its opening has some
ENOUGH, TIMES, OPENING = 5, 3, 400
SENTENCE = 3  # evidence of a sentence that tells of play, where it has no word of politics
MOST_HEADS = 10


class OffTopic(NamedTuple):
    """Why an article is left out: its topic, and the words that tell."""

    topic: str
    words: tuple[str, ...]

    def __str__(self) -> str:
        return f"about {self.topic} ({', '.join(self.words[:6])})"


@dataclass(frozen=True)
class Topics:
    """``topics.csv``: words by kind with their weights."""

    weights: dict[str, dict[str, int]]
    patterns: dict[str, re.Pattern[str]]

    @classmethod
    @cache
    def load(cls) -> Topics:
        """The table, read once."""
        weights: dict[str, dict[str, int]] = {}
        with resources.files("kg.extraction").joinpath("tables", "topics.csv").open("r", encoding="utf-8") as lines:
            for row in csv.DictReader(lines):
                weights.setdefault(row["kind"], {})[row["words"]] = int(row["weight"])
        patterns = {
            kind: re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})(?:s|es)?(?![\w-])")
            for kind, words in weights.items()
        }
        return cls(weights, patterns)

    def off_topic(self, article: Article) -> OffTopic | None:
        """What `article` is about, where that is no politics."""
        text = article.content.lower()
        politics = len(self._words("state", text))
        for topic, kinds in TOPICS.items():
            found = self._evidence(kinds, text)
            if max(found.values(), default=0) < 2 or sum(found.values()) < max(ENOUGH, TIMES * politics):
                continue
            if self._evidence(kinds, text[:OPENING]):
                return OffTopic(topic, tuple(sorted(found, key=lambda word: (-found[word], word))))
        return None

    def played(self, sentence: str) -> bool:
        """Whether a sentence tells of play and of nothing else."""
        text = sentence.lower()
        found = self._evidence(TOPICS["sport"], text)
        return sum(found.values()) >= SENTENCE and max(found.values()) > 1 and not self._words("state", text)

    def imagined(self, deed: Token) -> bool:
        """Whether the deed is one of a story, a game or a rehearsal: "in a novel, China invades Taiwan", "a mock attack"."""
        undergone = (c for c in deed.children if c.dep_ == "dobj")
        if any(self._mock(t) for t in (deed, *undergone)):
            return True
        token = deed
        for _ in range(MOST_HEADS):
            if self._set_in(token) or self._told_by(token):
                return True
            head = token.head
            if head == token:
                return False
            if token.dep_ == "relcl" and self._unreal(head) and self._within(token):
                return True
            if token.dep_ in ("dobj", "ccomp", "xcomp", "pcomp", "acl") and is_verb(head) and self._is(head, "pretend"):
                return True
            token = head
        return False

    def _mock(self, deed: Token) -> bool:
        return any(c.dep_ in ("amod", "compound") and c.lower_ in self.weights["mock"] for c in deed.children)

    def _set_in(self, verb: Token) -> bool:
        """ "In the film, ...", "... in the other game"."""
        if not is_verb(verb):
            return False
        places = ((c, n) for c in verb.children if c.dep_ == "prep" for n in c.children if n.dep_ == "pobj")
        return any(
            c.lower_ in ("in", "during") and self._unreal(n) or c.lower_ == "in" and self._is(n, "contest") and _other(n)
            for c, n in places
        )

    def _told_by(self, verb: Token) -> bool:
        """ "The novel has China invade Taiwan", "a satirical site reported that ..."."""
        subjects = [c for c in verb.children if c.dep_ in SUBJECTS] if is_verb(verb) else []
        return any(self._is(c, "satirical") for s in subjects for c in s.children) or any(
            self._is(s, "story") and any(c.dep_ in ("ccomp", "dobj") for c in verb.children) and self._is(verb, "pretend")
            for s in subjects
        )

    def _within(self, clause: Token) -> bool:
        return any(t.lower_ in ("which", "where") for t in clause.subtree if t.i <= clause.i)

    def _unreal(self, noun: Token) -> bool:
        return self._is(noun, "story") or self._is(noun, "simulation")

    def _is(self, token: Token, kind: str) -> bool:
        return lemma_of(token) in self.weights[kind]

    def _evidence(self, kinds: Iterable[str], text: str) -> dict[str, int]:
        """The words of `kinds` in `text` with their weights; of sport the scores too, where words speak of it."""
        found = {word: weight for kind in kinds for word, weight in self._found(kind, text).items()}
        if "sport" in kinds and found:
            score = SCORE if max(found.values()) > 1 else GOALS
            found |= dict.fromkeys(score.findall(text)[:2], SCORE_WEIGHT)
        return found

    def _found(self, kind: str, text: str) -> dict[str, int]:
        weights = self.weights[kind]
        stems = ((word, word.removesuffix("s"), word.removesuffix("es")) for word in self._words(kind, text))
        return {forms[0]: next(weights[form] for form in forms if form in weights) for forms in stems}

    def _words(self, kind: str, text: str) -> set[str]:
        return {found.group() for found in self.patterns[kind].finditer(text)}


def _other(noun: Token) -> bool:
    """ "The other match", "Sunday's final", "the second leg": one of several contests."""
    return any(c.dep_ in ("amod", "poss", "compound", "nummod") for c in noun.children)
