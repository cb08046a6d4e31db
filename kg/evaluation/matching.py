"""Which predicted triple answers which gold triple: as many as possible, each once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kg.evaluation.triples import Gold, Said

Accepts = Callable[[Gold, Said], bool]


def pair_agrees(gold: Gold, said: Said) -> bool:
    """Whether the actors are the right ones, in the right order where order counts."""
    if said.source & gold.source and said.target & gold.target:
        return True
    return gold.symmetric and bool(said.source & gold.target and said.target & gold.source)


def code_agrees(gold: Gold, said: Said) -> bool:
    """Whether the PLOVER type is accepted."""
    return bool(said.plover) and said.plover in gold.plover


def relation_agrees(gold: Gold, said: Said) -> bool:
    """Whether the lemma, its first word, or the PLOVER type is accepted."""
    first = said.lemma.partition(" ")[0]
    return bool(first) and first in {lemma.partition(" ")[0] for lemma in gold.lemmas} or code_agrees(gold, said)


ACCEPTS: dict[str, Accepts] = {"pair": lambda gold, said: True, "triple": relation_agrees, "coded": code_agrees}


def match(gold: Sequence[Gold], said: Sequence[Said], accepts: Accepts) -> dict[int, int]:
    """A largest one-to-one matching, from places in `gold` to places in `said`.

    Required gold is served before optional gold; among equal answers the one that agrees in relation, lemma and status
    is taken. Found by augmenting paths (Kuhn's algorithm).
    """
    choices = {
        g: sorted(
            (s for s, answer in enumerate(said) if pair_agrees(wanted, answer) and accepts(wanted, answer)),
            key=lambda s: _distance(wanted, said[s]),
        )
        for g, wanted in enumerate(gold)
    }
    owner: dict[int, int] = {}

    def serve(g: int, tried: set[int]) -> bool:
        for s in choices[g]:
            if s not in tried:
                tried.add(s)
                if s not in owner or serve(owner[s], tried):
                    owner[s] = g
                    return True
        return False

    for g in sorted(choices, key=lambda g: gold[g].optional):
        serve(g, set())
    return {g: s for s, g in owner.items()}


def _distance(gold: Gold, said: Said) -> tuple[bool, bool, bool]:
    return not relation_agrees(gold, said), said.lemma not in gold.lemmas, said.status not in gold.statuses
