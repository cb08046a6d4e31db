"""A scene as numbers: what the network takes, in training and in use."""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from kg.extraction.relations.scene import Pair, Party, Scene, Vote
from kg.model import KINDS, STATUSES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
MENTION_FORMS = ("name", "adjective", "pronoun", "description")
FUNCTIONS = ("subject", "object", "oblique", "possessor", "modifier", "other")
FAMILIES = ("light", "verb", "passive", "noun", "compound", "demand", "accuse", "loose")
GAPS = (-24, -12, -6, -3, 0, 3, 6, 12, 24, 48)  # pieces between source and target
ARCS = (
    "self", "nsubj", "nsubjpass", "dobj", "dative", "agent", "attr", "prep", "pobj", "poss", "compound", "amod", "conj", "appos",
    "acl", "relcl", "advcl", "ccomp", "xcomp", "other",
)  # fmt: skip
MOST_ROAD_STEPS = 5  # of a road up or down that are counted
MOST_PIECES = 160  # pieces of a sentence that are read

PARTY_FACTS = (len(KINDS), len(MENTION_FORMS), len(FUNCTIONS), 2, 2)
VOTE_FACTS = (len(FAMILIES) + 1, len(TYPES) + 2, len(STATUSES) + 1, 4, 2, 2, 2, len(GAPS) + 1, 4)
ROAD_FACTS = (len(ARCS) + 1, len(ARCS) + 1, MOST_ROAD_STEPS + 1, MOST_ROAD_STEPS + 1)
PAIR_FACTS = VOTE_FACTS + ROAD_FACTS


@dataclass(frozen=True, slots=True)
class Numbers:
    """A scene for the network; all arrays are of whole numbers, P pairs of M parties in T pieces.

    Attributes
    ----------
    pieces, kinds, inferred, starts : (T,)
        Ids of the pieces; 1 + the kind of the party whose words they are; whether that party is only inferred; whether a
        word starts with the piece.
    offsets : list of (int, int)
        Where the pieces stand in the sentence.
    spans : (M, 2)
        First and last piece of each party.
    parties : (M, 5)
        As `PARTY_FACTS` counts them.
    pairs : (P, 2)
    facts : (P, 13)
        As `PAIR_FACTS` counts them.
    voted : (P, T)
        Whether a rule takes the piece for a word of the relation.
    roads : (P, T)
        Whether a word starts with the piece that the parse has between the two.
    places : list of int
        Which pair of the scene each row is of: those beyond the longest sentence are left out.
    """

    pieces: NDArray[np.int64]
    kinds: NDArray[np.int64]
    inferred: NDArray[np.int64]
    starts: NDArray[np.int64]
    offsets: list[tuple[int, int]]
    spans: NDArray[np.int64]
    parties: NDArray[np.int64]
    pairs: NDArray[np.int64]
    facts: NDArray[np.int64]
    voted: NDArray[np.int64]
    roads: NDArray[np.int64]
    places: list[int]


def numbers(scene: Scene, tokenizer: Tokenizer) -> Numbers:
    """`scene` for the network."""
    import numpy as np

    encoding = tokenizer.encode(scene.text)
    ids, offsets = encoding.ids[:MOST_PIECES], encoding.offsets[:MOST_PIECES]
    last = len(ids) - 1 if len(encoding.ids) <= MOST_PIECES else len(ids)
    inner = range(1, last)
    begins = [offsets[i][0] for i in inner]
    length = len(ids)
    kinds, inferred = np.zeros(length, np.int64), np.zeros(length, np.int64)
    starts = np.zeros(length, np.int64)
    words = encoding.word_ids[:MOST_PIECES]
    starts[[i for i in inner if words[i] != words[i - 1]]] = 1

    covered = partial(_covered, begins, offsets)
    spans = [covered(p.start, p.end) for p in scene.parties]
    by_length = sorted(range(len(spans)), key=lambda m: scene.parties[m].start - scene.parties[m].end)
    for m in by_length:
        if (span := spans[m]) is not None:
            kinds[span[0] : span[1] + 1] = 1 + KINDS.index(scene.parties[m].kind)
            inferred[span[0] : span[1] + 1] = scene.parties[m].form in ("pronoun", "description")
    places = [n for n, pair in enumerate(scene.pairs) if spans[pair.source] and spans[pair.target]]
    voted, roads = np.zeros((len(places), length), np.int64), np.zeros((len(places), length), np.int64)
    facts = np.zeros((len(places), len(PAIR_FACTS)), np.int64)
    for row, n in enumerate(places):
        pair = scene.pairs[n]
        facts[row] = _facts(pair, scene, spans)
        for vote in pair.votes:
            for start, end in vote.words:
                if (span := covered(start, end)) is not None:
                    voted[row, span[0]] = 1
        for start, end in pair.road.words if pair.road else ():
            if (span := covered(start, end)) is not None:
                roads[row, span[0]] = 1
    return Numbers(
        np.array(ids, np.int64), kinds, inferred, starts, offsets,
        np.array([span or (0, 0) for span in spans], np.int64).reshape(-1, 2),
        np.array([_party_facts(party) for party in scene.parties], np.int64).reshape(-1, len(PARTY_FACTS)),
        np.array([(scene.pairs[n].source, scene.pairs[n].target) for n in places], np.int64).reshape(-1, 2),
        facts, voted, roads, places,
    )  # fmt: skip


def _way(pair: Pair) -> tuple[int, int, int, int]:
    if pair.road is None:
        return (0, 0, 0, 0)
    arcs = (1 + ARCS.index(arc if arc in ARCS else "other") for arc in (pair.road.leaving, pair.road.arriving))
    return (*arcs, 1 + min(MOST_ROAD_STEPS - 1, pair.road.climbed), 1 + min(MOST_ROAD_STEPS - 1, pair.road.descended))  # type: ignore[return-value]


def leading_vote(votes: tuple[Vote, ...]) -> Vote:
    """Of several votes the one that counts: with a code before without, then by the order of `FAMILIES`."""
    return min(votes, key=lambda v: (v.plover is None, FAMILIES.index(v.family)))


def _covered(begins: list[int], offsets: list[tuple[int, int]], start: int, end: int) -> tuple[int, int] | None:
    """The first and the last piece of some words, where pieces begin and end with them."""
    first, behind = bisect(begins, start), bisect(begins, end - 1)
    if behind < max(first, 1) or not start < offsets[behind][1] <= end + 1:
        return None
    return max(first, 1), behind


def _party_facts(p: Party) -> tuple[int, ...]:
    return KINDS.index(p.kind), MENTION_FORMS.index(p.form), FUNCTIONS.index(p.function), p.several, p.named


def _facts(pair: Pair, scene: Scene, spans: list[tuple[int, int] | None]) -> tuple[int, ...]:
    one, other = spans[pair.source] or (0, 0), spans[pair.target] or (0, 0)
    gap = other[0] - one[1] if other[0] > one[0] else other[1] - one[0]
    low, high = sorted((pair.source, pair.target))
    between = min(3, max(0, high - low - 1))
    position = (bisect(GAPS, gap), between, *_way(pair))
    if not pair.votes:
        return (0, 0, 0, 0, 0, pair.back, pair.home, *position)
    vote = leading_vote(pair.votes)
    return (
        1 + FAMILIES.index(vote.family), 2 + TYPES.index(vote.plover) if vote.plover else 1, 1 + STATUSES.index(vote.status),
        1 + min(2, vote.through), vote.symmetric, pair.back, pair.home, *position,
    )  # fmt: skip
