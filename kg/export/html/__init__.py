"""The graph as one HTML page that opens anywhere, offline, and as a frame for notebooks."""

from __future__ import annotations

import gzip
import html
from pathlib import Path
from typing import Any, Literal

from kg.errors import UsageError
from kg.export.atlas import CREDIT
from kg.export.html.assets import fill, framed
from kg.export.html.data import Level, PageData, page_data
from kg.export.html.excerpt import excerpt
from kg.export.html.glossary import glossary
from kg.export.html.picture import LEGEND, TONES, draw
from kg.export.html.world import WIDTH, height, outline
from kg.files import replacing
from kg.gazetteer.source import entries
from kg.graph import Network

__all__ = ["iframe", "packed", "page", "write"]

TITLE = "Who does what to whom"


def page(network: Network, *, title: str = TITLE, max_links: int = 60, level: Literal["actor", "state"] = "actor") -> str:
    """The whole page: data, style and script in one text that asks nobody for anything.

    Of a large graph it holds the strongest links, with 50,000 reports.

    Parameters
    ----------
    network : kg.graph.Network
        What to show.
    title : str
        The heading; any text.
    max_links : int
        How many links are drawn at first, the strongest; fewer where the canvas has no room for their actors. The page's
        slider shows more.
    level : {"actor", "state"}
        On which level the page opens; its reader can switch.

    Raises
    ------
    UsageError
        Where the level is none of the two.
    """
    if level not in ("actor", "state"):
        raise UsageError(f"level: expected actor or state, got {level!r}")
    network = excerpt(network).held()
    listed = [entry.actor for entry in entries()]
    states = {actor.id: actor for actor in (*listed, *network.actors()) if actor.kind == "state"}
    contents = page_data(network, states, {actor.id for actor in listed})
    first, *others = (_drawn(contents, one) for one in contents.levels)
    data = {
        "levels": [first, *(_told_once(one, first) for one in others)],
        "level": level,
        "events": contents.events,
        "reports": contents.reports,
        "sentences": contents.sentences,
        "articles": contents.articles,
        "spots": contents.spots,
        "map": {"land": outline(), "width": WIDTH, "height": height(), "credit": CREDIT},
        "kinds": LEGEND,
        "tones": TONES,
        "most": max(1, max_links),
        "title": title,
        "glossary": glossary(),
    }
    return fill(title, data)


def write(
    network: Network, path: str | Path, *, title: str = TITLE, max_links: int = 60, level: Literal["actor", "state"] = "actor"
) -> None:
    """Write `page` to `path` (``-`` is standard output), whole or not at all.

    Raises
    ------
    ExportError
        Where the file cannot be written.
    """
    text = page(network, title=title, max_links=max_links, level=level)
    with replacing(path) as file:
        file.write(text.encode("utf-8"))


def packed(network: Network, *, title: str = TITLE, max_links: int = 60, level: Literal["actor", "state"] = "actor") -> bytes:
    """The page, compressed: a fifth of its size."""
    return gzip.compress(page(network, title=title, max_links=max_links, level=level).encode("utf-8"), 9, mtime=0)


def iframe(content: bytes, height: int = 600, *, title: str = TITLE) -> str:
    """The page that `packed` gave in a sandboxed frame: it can run its own script, and reach nothing of what surrounds it."""
    inside = html.escape(framed(content), quote=True)
    return (
        f'<iframe sandbox="allow-scripts allow-downloads allow-popups" title="{html.escape(title, quote=True)}" width="100%" '
        f'height="{height:d}" srcdoc="{inside}"></iframe>'
    )


def _drawn(contents: PageData, level: Level) -> dict[str, Any]:
    """A level as the script reads it: ``links`` names the link of each event, -1 where it stands on none.

    Nodes and edges come in the order of their ids, which are left out.
    """
    picture = draw(level)
    for one in (*picture["nodes"], *picture["edges"]):
        del one["id"]
    return {"name": level.name, **picture, "links": [level.link_of.get(i, -1) for i in range(len(contents.events))]}


def _told_once(level: dict[str, Any], first: dict[str, Any]) -> dict[str, Any]:
    """`level` without what the first level says of the same actors."""
    known = {node["actor"]["id"]: node for node in first["nodes"]}
    return {**level, "nodes": [_news(node, known.get(node["actor"]["id"], {"actor": {}})) for node in level["nodes"]]}


def _news(node: dict[str, Any], before: dict[str, Any]) -> dict[str, Any]:
    new = {key: value for key, value in node.items() if key != "actor" and before.get(key, ...) != value}
    told = before["actor"]
    return {**new, "actor": {key: value for key, value in node["actor"].items() if key == "id" or told.get(key, ...) != value}}
