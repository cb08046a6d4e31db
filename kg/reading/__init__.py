"""Files, folders and standard input, read into articles: one file a format."""

from kg.reading.outcome import MAX_CHARACTERS, Failure
from kg.reading.record import read_text
from kg.reading.sources import SUFFIXES, count, read

__all__ = ["MAX_CHARACTERS", "SUFFIXES", "Failure", "count", "read", "read_text"]
