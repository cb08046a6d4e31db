"""What this program is: its version, its model and its tables."""

from __future__ import annotations

import hashlib
from importlib.resources import files
from importlib.resources.abc import Traversable

from kg.extraction import MODEL
from kg.pipeline.tasks import model_version
from kg.version import __version__

_ROOMS = ("gazetteer", "extraction", "coding", "reading", "sameness")


def about() -> dict[str, str]:
    """The version, the default model with its version, and a digest of all tables: where they agree, articles are read alike.

    Examples
    --------
    >>> sorted(about())
    ['kg', 'model', 'tables']
    """
    content = hashlib.blake2b(digest_size=6)
    for room in _ROOMS:
        for table in _tables(files(f"kg.{room}")):
            content.update(f"{room}/{table.name}\n".encode() + table.read_bytes())
    return {"kg": __version__, "model": model_version(MODEL), "tables": content.hexdigest()}


def _tables(folder: Traversable) -> list[Traversable]:
    """All CSV files below a folder, by name."""
    found: list[Traversable] = []
    for one in sorted(folder.iterdir(), key=lambda one: one.name):
        if one.is_dir():
            found += _tables(one)
        elif one.name.endswith(".csv"):
            found.append(one)
    return found
