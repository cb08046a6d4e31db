"""What reading gives instead of an article, and the limits beyond which it gives it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from kg.errors import InputError

# spaCy's own `max_length`: beyond it a parse wants gigabytes. A long news article has 30,000 characters.
MAX_CHARACTERS = 1_000_000

# A character takes at most 4 bytes of UTF-8; in JSON, where it may be escaped, 6 (12 beyond the basic plane).
MAX_FILE_BYTES = 4 * MAX_CHARACTERS + 65_536
MAX_LINE_BYTES = 12 * MAX_CHARACTERS

# A page carries its scripts and styles with it, a feed many articles; a parsed tree takes about ten times its bytes.
MAX_MARKUP_BYTES = 16_000_000

# What is held whole while its articles are read one by one: an export of a press database, JSON, an office file.
MAX_COLLECTION_BYTES = 64_000_000

Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Failure:
    """One input that gave no article.

    Attributes
    ----------
    error : InputError
        Names the file, the line where there is one, and the reason.
    outcome : {"failed", "skipped", "off_topic"}
        Whether something is wrong with it (``failed``), or it is well but none of our business: in another language and the
        like (``skipped``), or about sport, fiction or satire (``off_topic``).
    """

    error: InputError
    outcome: Literal["failed", "skipped", "off_topic"] = "failed"


# The named values of an article, or what is wrong with it, and the line on which it starts, where the format has lines.
Found = Iterator[tuple[int | None, Fields | Failure]]


def failed(error: Exception, path: str, line: int | None = None) -> Failure:
    """What a parser of other people's files raised, as a failure of that file in one line."""
    if isinstance(error, InputError):
        return Failure(error)
    if isinstance(error, OSError):
        return Failure(InputError(path, f"cannot be read: {error.strerror or error}", line))
    words = " ".join(str(error).split())[:200]
    return Failure(InputError(path, f"cannot be read: {type(error).__name__}{': ' if words else ''}{words}", line))
