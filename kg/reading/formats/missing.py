"""Libraries that only some formats need."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from kg.errors import InputError


@contextmanager
def needed(path: str, what: str, extra: str) -> Iterator[None]:
    """Say how to install what a format needs, where it cannot be imported."""
    try:
        yield
    except ImportError:
        raise InputError(path, f"{what}: pip install 'kg-events[{extra}]'") from None
