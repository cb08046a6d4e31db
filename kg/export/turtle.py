"""Turtle."""

from __future__ import annotations

from pathlib import Path

from kg.export import document
from kg.graph import Network


def write(network: Network, path: str | Path) -> None:
    """Write `network` to `path` as Turtle (``-``: standard output); the same graph gives the same bytes."""
    document.write(network, path, "turtle")
