"""The graph as one HTML page that opens anywhere, offline, and as a frame for notebooks."""

from __future__ import annotations

import html
from pathlib import Path

from kg.export.files import replacing
from kg.export.html.assets import fill
from kg.export.html.data import view
from kg.export.html.picture import KINDS, TONES, draw, library
from kg.graph import Network

__all__ = ["iframe", "page", "write"]

TITLE = "Who does what to whom"


def page(network: Network, *, title: str = TITLE, max_links: int = 200) -> str:
    """The whole page: data, style, script and drawing library in one text that asks nobody for anything.

    Parameters
    ----------
    network : kg.graph.Network
        What to show.
    title : str
        The heading; any text.
    max_links : int
        How many links are drawn at first, the strongest; fewer where the canvas has no room for their actors. The page's
        slider shows more.
    """
    contents = view(network)
    data = {
        **draw(contents),
        "events": contents.events, "reports": contents.reports, "sentences": contents.sentences, "articles": contents.articles,
        "kinds": KINDS, "tones": TONES, "most": max(1, max_links),
    }
    return fill(title, data, library())


def write(network: Network, path: str | Path, *, title: str = TITLE, max_links: int = 200) -> None:
    """Write `page` to `path` (``-`` is standard output), whole or not at all.

    Raises
    ------
    ExportError
        Where the file cannot be written.
    """
    text = page(network, title=title, max_links=max_links)
    with replacing(path) as file:
        file.write(text.encode("utf-8"))


def iframe(network: Network, height: int = 600, *, title: str = TITLE, max_links: int = 200) -> str:
    """The page in a sandboxed frame: it can run its own script, and reach nothing of what surrounds it."""
    inside = html.escape(page(network, title=title, max_links=max_links), quote=True)
    return (
        f'<iframe sandbox="allow-scripts allow-downloads allow-popups" title="{html.escape(title, quote=True)}" width="100%" '
        f'height="{height:d}" srcdoc="{inside}"></iframe>'
    )
