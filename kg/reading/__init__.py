"""Files, folders and standard input, read into articles: one file a format."""

from kg.reading.mapping import FieldMap, field_map
from kg.reading.names import SUFFIXES
from kg.reading.outcome import MAX_CHARACTERS, Failure
from kg.reading.record import read_text
from kg.reading.sources import count, read

__all__ = ["MAX_CHARACTERS", "SUFFIXES", "Failure", "FieldMap", "count", "field_map", "read", "read_text"]
