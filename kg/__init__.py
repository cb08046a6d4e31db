"""Offline geopolitical event knowledge graphs from news text.

`build`, `extract`, `mentions`, `explain` and `load` do what the commands of the same purpose do; `Graph` is what `build` leaves
and `load` opens.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.actions import extract, mentions
    from kg.building import build, load
    from kg.explaining import explain
    from kg.facade import Graph

__version__ = "0.1.0"

__all__ = ["Graph", "__version__", "build", "explain", "extract", "load", "mentions"]

_HOME = {
    "build": "kg.building", "explain": "kg.explaining", "extract": "kg.actions", "load": "kg.building",
    "mentions": "kg.actions", "Graph": "kg.facade",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for, so that `import kg` costs nothing."""
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
