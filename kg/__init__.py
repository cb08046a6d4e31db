"""Offline geopolitical event knowledge graphs from news text.

`build`, `extract`, `mentions`, `explain` and `load` do what the commands of the same purpose do; `Graph` is what `build` leaves
and `load` opens; an `Article` made by hand is read as one from a file is.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.api.build import build, load
    from kg.api.explain import explain
    from kg.api.extract import extract, mentions
    from kg.api.graph import Graph
    from kg.model import Article

from kg.version import __version__

__all__ = ["Article", "Graph", "__version__", "build", "explain", "extract", "load", "mentions"]

_HOME = {
    "build": "kg.api.build", "explain": "kg.api.explain", "extract": "kg.api.extract", "load": "kg.api.build",
    "mentions": "kg.api.extract", "Article": "kg.model", "Graph": "kg.api.graph",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for, so that `import kg` costs nothing."""
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
