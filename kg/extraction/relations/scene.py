"""A sentence as the reader sees it: its words, its parties, and what the rules say of each pair of them."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Form, Kind, Status


@dataclass(frozen=True, slots=True)
class Party:
    """Words that stand for one actor or several; offsets count in the sentence.

    Attributes
    ----------
    start, end : int
    kind : Kind
        Of the actor (the first of several).
    form : Form
    function : str
        Grammatical function, as `kg.model.Mention` has it.
    several : bool
        Whether the words stand for several actors ("the two leaders").
    named : bool
        Whether the actor has a name: "gunmen" have none.
    """

    start: int
    end: int
    kind: Kind
    form: Form
    function: str
    several: bool
    named: bool


@dataclass(frozen=True, slots=True)
class Vote:
    """What one rule says of a pair.

    Attributes
    ----------
    family : str
        The rule's family: ``verb``, ``noun``, ``loose`` ...
    plover : str or None
        The type that the lexicon gives the relation.
    status : Status
    symmetric : bool
    through : int
        How many nouns stand between the predicate and the target.
    words : tuple of (int, int)
        Offsets of the relation's words in the sentence.
    """

    family: str
    plover: str | None
    status: Status
    symmetric: bool
    through: int
    words: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Road:
    """The way between two parties in the tree of a sentence, up to the word that is over both, and down again.

    Attributes
    ----------
    words : tuple of (int, int)
        Offsets of the words between them.
    climbed, descended : int
        How many steps it is up from the source, and down to the target.
    leaving, arriving : str
        As what the source's side stands under the word over both, and the target's; ``self`` where a party's head is that word.
    """

    words: tuple[tuple[int, int], ...]
    climbed: int
    descended: int
    leaving: str
    arriving: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two parties by their places in the scene, source and target, with the rules' votes.

    Attributes
    ----------
    back : bool
        Whether the rules vote for the other order.
    home : bool
        Whether both are of one state.
    road : Road or None
        How the parse leads from one to the other; None where nothing is parsed.
    """

    source: int
    target: int
    votes: tuple[Vote, ...] = ()
    back: bool = False
    home: bool = False
    road: Road | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with its parties and the pairs that are judged."""

    text: str
    parties: tuple[Party, ...]
    pairs: tuple[Pair, ...]
