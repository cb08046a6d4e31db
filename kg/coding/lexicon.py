"""The lexicon: which sense of a verb or event noun counts as what, and which row decides.

A lexicon is a CSV file with the columns `COLUMNS`; an empty cell sets no condition:

row
    A short name, unique in its file.
lemma, pos, particle
    The word, ``verb`` or ``noun`` where it matters, ``down`` of *shoot down*.
preposition
    The one before the target, several separated by ``|``; ``-`` for none, that is a direct object.
object
    What it was done with: lemmas, or classes of `objects.csv` in capitals; the last word is the head, words before it
    its modifiers (``MILITARY AID``); alternatives separated by ``|``; ``-`` for none.
complement
    The verb spoken of (``stop`` of *ordered to stop*), alternatives separated by ``|``.
source, target
    Kinds or sectors of actors (`PARTIES`), alternatives separated by ``|``; ``home`` for two parties of one state.
plover, mode, contexts, cameo
    What it counts as, contexts separated by ``;``. Where `plover` is empty the sense is known to be no event.

Of the rows that match, the most specific one decides: the one with most conditions (each modifier counts); among equals
the one that asks for an object, then a complement, a target, a source, a preposition, a part of speech; then one that
names its object by lemmas rather than by a class; then the earlier one. All rows of a user's file come before the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.coding.codebook import Codebook
from kg.coding.tables import FOLDER, Line, read_table
from kg.model import KINDS, Actor, Predicate

COLUMNS = (
    "row",
    "lemma",
    "pos",
    "particle",
    "preposition",
    "object",
    "complement",
    "source",
    "target",
    "plover",
    "mode",
    "contexts",
    "cameo",
)
NONE = "-"
ROLES = ("GOV", "MIL", "COP", "LEG", "JUD", "REB", "PTY", "SPY", "CVL", "JRN", "BUS", "OPP", "REF", "NGO", "IGO")
STATELESS = frozenset({"UAF", "PRM"})  # who fights for no state, as rebels do
PARTIES = (*KINDS, *ROLES, "home")

Words = tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One sense: its conditions (None where there is none) and what it counts as (`plover` None: nothing)."""

    row: str
    lemma: str
    particle: str
    pos: str
    preposition: frozenset[str] | None
    object: tuple[Words, ...] | None
    complement: frozenset[str] | None
    source: frozenset[str] | None
    target: frozenset[str] | None
    plover: str | None
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str
    rank: tuple[bool | int, ...]

    def matches(self, what: Predicate, head: tuple[str, ...], source: Actor, target: Actor) -> bool:
        """Whether all conditions hold; `head` is the object with what really counts first."""
        return (
            (not self.pos or self.pos == what.pos)
            and (self.preposition is None or (what.preposition or "") in self.preposition)
            and (self.object is None or _fits(self.object, head))
            and (self.complement is None or (what.complement or "") in self.complement)
            and (self.source is None or _is(self.source, source, target))
            and (self.target is None or _is(self.target, target, source))
        )


def _fits(alternatives: tuple[Words, ...], words: tuple[str, ...]) -> bool:
    """Whether `words` (head first) fit one alternative; the alternative without words asks for no object."""
    for modifiers in alternatives:
        if not modifiers:
            if not words:
                return True
        elif words and words[0] in modifiers[-1] and all(any(w in m for w in words[1:]) for m in modifiers[:-1]):
            return True
    return False


def _is(wanted: frozenset[str], actor: Actor, other: Actor) -> bool:
    home = "home" in wanted and actor.country is not None and actor.country == other.country
    return home or actor.kind in wanted or actor.role in wanted or actor.role in STATELESS and "REB" in wanted


class Lexicon:
    """The senses by lemma, with the tables of nouns, object classes and spellings that they lean on."""

    def __init__(self, book: Codebook) -> None:
        self._book = book
        self.classes: dict[str, frozenset[str]] = {}
        for line in read_table(FOLDER / "objects.csv", ("class", "noun")):
            self.classes[line["class"]] = self.classes.get(line["class"], frozenset()) | {line["noun"]}
        self.verbs = {line["noun"]: line["verb"] for line in read_table(FOLDER / "nouns.csv", ("noun", "verb"))}
        self.spellings = {line["variant"]: line["lemma"] for line in read_table(FOLDER / "spellings.csv", ("variant", "lemma"))}
        self.carriers = self.classes["CARRIERS"]
        self._things = frozenset().union(*self.classes.values()) - self.carriers
        self._layers: list[dict[tuple[str, str], list[Row]]] = []

    def add(self, path: Path) -> None:
        """Read the senses in the CSV file at `path`; they come before all that were read so far.

        Raises
        ------
        TableError
            Where a row names what the codebook lacks, or breaks the table's form.
        """
        layer: dict[tuple[str, str], list[Row]] = {}
        for line in read_table(path, COLUMNS):
            row = self._row(line)
            layer.setdefault((row.lemma, row.particle), []).append(row)
        for rows in layer.values():
            rows.sort(key=lambda row: row.rank, reverse=True)
        self._layers.insert(0, layer)

    def rows(self) -> list[Row]:
        """All senses, those that were read last first."""
        return [row for layer in self._layers for rows in layer.values() for row in rows]

    def find(self, what: Predicate, source: Actor, target: Actor) -> Row | None:
        """The row that decides; for an event noun without a row of its own, its verb's row.

        A particle that no row of the lemma knows is passed over.
        """
        head = self.head(what.object)
        for layer in self._layers:
            rows = layer.get((what.lemma, what.particle or "")) or layer.get((what.lemma, "")) or []
            for row in rows:
                if row.matches(what, head, source, target):
                    return row
        return None

    def plainest(self, lemma: str, plover: str) -> Row | None:
        """The row of a type with the fewest conditions, for a word or the verb that it hides."""
        lemmas = (lemma, self.verbs.get(lemma, lemma))
        found = (r for layer in self._layers for word in lemmas for r in layer.get((word, ""), ()) if r.plover == plover)
        return min(found, key=lambda row: row.rank, default=None)

    def spelled(self, words: Sequence[str]) -> tuple[str, ...]:
        """The lemmas in the spelling that the tables use."""
        return tuple(self.spellings.get(word, word) for word in words)

    def head(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """The words of an object, first the one that counts: ``("dozen", "prisoner")`` -> ``("prisoner", "dozen")``.

        Behind a word of measure stand its own modifiers and what is measured: of those the first known noun counts, else
        the first (``("ton", "metric", "medicine")``).
        """
        if not words or words[0] not in self.carriers:
            return words
        rest = [word for word in words if word not in self.carriers]
        counts = next((word for word in rest if word in self._things), rest[0] if rest else words[0])
        place = words.index(counts)
        return words if place == 0 else (counts, *words[place + 1 :], *words[:place])

    def _row(self, line: Line) -> Row:
        if not line["row"] or not line["lemma"]:
            raise line.error("a row needs a name and a lemma")
        pos = line.choice("pos", ("verb", "noun")) or ""
        plover, mode = self._book.plover(line)
        cameo = line.choice("cameo", dict(self._book.cameo))
        if cameo is None and plover:
            raise line.error("cameo is empty: at least its two-digit code is needed")
        contexts = line.several("contexts", dict(self._book.contexts))
        preposition, complement = _words(line["preposition"]), _words(line["complement"])
        source, target = (self._parties(line, column) for column in ("source", "target"))
        objects = self._object(line)
        conditions = (
            objects is not None,
            complement is not None,
            target is not None,
            source is not None,
            preposition is not None,
            bool(pos),
        )
        by_lemma = objects is not None and not any(word.isupper() for word in line["object"].replace("|", " ").split())
        size = sum(conditions[:-1]) + max((len(words) - 1 for words in objects or () if words), default=0)
        return Row(
            line["row"],
            line["lemma"],
            line["particle"],
            pos,
            preposition,
            objects,
            complement,
            source,
            target,
            plover,
            mode,
            contexts,
            cameo or "",
            (size, *conditions, by_lemma, -line.number),
        )

    def _parties(self, line: Line, column: str) -> frozenset[str] | None:
        names = _words(line[column])
        if names is not None:
            for name in sorted(names - set(PARTIES)):
                raise line.error(f"{column} {name!r} is unknown; known: {', '.join(PARTIES)}")
        return names

    def _object(self, line: Line) -> tuple[Words, ...] | None:
        if not line["object"]:
            return None
        return tuple(
            () if words == NONE else tuple(self._nouns(line, word) for word in words.split())
            for words in line["object"].split("|")
        )

    def _nouns(self, line: Line, word: str) -> frozenset[str]:
        """The nouns that a word of an object stands for; a word in capitals is a class."""
        if not word.isupper():
            return frozenset({word})
        if word not in self.classes:
            raise line.error(f"object class {word!r} is unknown; known: {', '.join(sorted(self.classes))}")
        return self.classes[word]


def _words(cell: str) -> frozenset[str] | None:
    """The alternatives in a cell, ``-`` being none; None where the cell sets no condition."""
    return frozenset("" if word == NONE else word for word in cell.split("|")) if cell else None
