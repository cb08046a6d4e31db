"""Articles to candidate triples over mentions. spaCy lives in this package and nowhere else."""

from kg.extraction.extractor import MODEL, Extractor

__all__ = ["MODEL", "Extractor"]
