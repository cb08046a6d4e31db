"""Files, folders and standard input, read into articles: one file a format."""

from kg.reading.mapping import FieldMap, field_map
from kg.reading.names import SUFFIXES
from kg.reading.outcome import MAX_CHARACTERS, Failure
from kg.reading.part import Extracted
from kg.reading.record import read_text
from kg.reading.sources import Outcome, count, read

__all__ = ["MAX_CHARACTERS", "SUFFIXES", "Extracted", "Failure", "FieldMap", "Outcome", "count", "field_map", "read", "read_text"]
