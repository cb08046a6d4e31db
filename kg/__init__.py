"""Offline geopolitical event knowledge graphs from news text.

`build`, `extract`, `mentions`, `explain` and `load` do what the commands of the same purpose do; `Graph` is what `build` leaves
and `load` opens; an `Article` made by hand is read as one from a file is. All that a user can cause is raised as a `KgError`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.api.build import Summary, build, load
    from kg.api.explain import Explanation, explain
    from kg.api.extract import extract, mentions
    from kg.api.graph import Graph
    from kg.api.judge import judge
    from kg.api.options import ReadOptions
    from kg.api.remove import remove
    from kg.errors import ExportError, InputError, KgError, ModelError, StoreError, TableError, UsageError, WorkerError
    from kg.export.rdf.sparql import Answer
    from kg.graph import Event, Question, Slice
    from kg.model import Actor, Article, Statement

from kg.version import __version__

_HOMES = {
    "kg.api.build": ("Summary", "build", "load"),
    "kg.api.explain": ("Explanation", "explain"),
    "kg.api.extract": ("extract", "mentions"),
    "kg.api.graph": ("Graph",),
    "kg.api.judge": ("judge",),
    "kg.api.options": ("ReadOptions",),
    "kg.api.remove": ("remove",),
    "kg.errors": ("ExportError", "InputError", "KgError", "ModelError", "StoreError", "TableError", "UsageError", "WorkerError"),
    "kg.export.rdf.sparql": ("Answer",),
    "kg.graph": ("Event", "Question", "Slice"),
    "kg.model": ("Actor", "Article", "Statement"),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [  # the names of _HOMES, spelt out for those who read without running
    "Actor",
    "Answer",
    "Article",
    "Event",
    "Explanation",
    "ExportError",
    "Graph",
    "InputError",
    "KgError",
    "ModelError",
    "Question",
    "ReadOptions",
    "Slice",
    "Statement",
    "StoreError",
    "Summary",
    "TableError",
    "UsageError",
    "WorkerError",
    "__version__",
    "build",
    "explain",
    "extract",
    "judge",
    "load",
    "mentions",
    "remove",
]


def __getattr__(name: str) -> Any:
    """Import what is asked for, so that `import kg` costs nothing."""
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
