"""One description of an actor where texts give several."""

from __future__ import annotations

from collections.abc import Mapping

from kg.model import Actor


def merged_descriptions(seen: Mapping[Actor, int]) -> tuple[Actor, ...]:
    """Actors that were `seen` so many times, each once, in order of ids.

    Of several descriptions of one actor the commonest counts, then the least; aliases are those of all.
    """
    found: dict[str, list[Actor]] = {}
    for actor in sorted(seen, key=lambda actor: (-seen[actor], _description(actor))):
        found.setdefault(actor.id, []).append(actor)
    return tuple(_merged(found[ident]) for ident in sorted(found))


def _description(actor: Actor) -> tuple[str, ...]:
    return (actor.name, actor.kind, actor.country or "", actor.role or "", actor.wikidata or "", *actor.aliases)


def _merged(descriptions: list[Actor]) -> Actor:
    best = descriptions[0]
    names = {name for actor in descriptions for name in (actor.name, *actor.aliases)} - {best.name}
    return Actor(best.id, best.name, best.kind, best.country, best.role, best.wikidata, tuple(sorted(names)))
