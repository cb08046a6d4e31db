"""Files, folders and standard input, read into articles.

`names` finds the files, `registry` says what reads them, `sources` reads them; `formats` has a module a format, `columns`
understands other people's field names, `record` makes articles of named values. `streams` is about bytes, `text` about words.
"""

from kg.reading.columns import FieldMap, field_map
from kg.reading.objects import is_frame, read_texts
from kg.reading.outcome import MAX_CHARACTERS, Failure
from kg.reading.part import Extracted
from kg.reading.record import read_text
from kg.reading.registry import SUFFIXES
from kg.reading.sources import Outcome, count, read

__all__ = [
    "MAX_CHARACTERS", "SUFFIXES", "Extracted", "Failure", "FieldMap", "Outcome", "count", "field_map", "is_frame", "read",
    "read_text", "read_texts",
]  # fmt: skip
