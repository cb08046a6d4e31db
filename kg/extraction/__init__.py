"""Articles to candidate triples over mentions. spaCy lives in this package and nowhere else."""

from kg.extraction.extractor import MODEL, Extractor
from kg.extraction.traces import FrameTrace, NameTrace, SentenceTrace, Word

__all__ = ["MODEL", "Extractor", "FrameTrace", "NameTrace", "SentenceTrace", "Word"]
