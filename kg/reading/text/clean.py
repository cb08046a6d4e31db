"""Text, cleaned once: every offset that the program writes refers to what comes out of here."""

from __future__ import annotations

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")  # a no-break space would hide "North Korea"
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")  # soft hyphens, bidi marks
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_MOST_MARKS = 30  # on one letter, as Unicode's stream-safe format has it (UAX 15): beyond it, NFC takes quadratic time


def clean(text: str) -> str:
    """`text` in NFC, its line ends ``\\n``, without control and invisible characters, lone surrogates and outer blanks.

    Examples
    --------
    >>> clean("North\\u00a0Korea\\r\\nfired\\x00 ")
    'North Korea\\nfired'
    """
    text = _LINE_ENDS.sub("\n", text)
    text = _SPACES.sub(" ", text)
    text = _INVISIBLE.sub("", text)
    text = _CONTROL.sub("", text)
    text = _SURROGATE.sub("\ufffd", text)
    return _with_few_marks(unicodedata.normalize("NFC", _with_few_marks(text))).strip()  # one mark may come apart into two


def clean_line(text: str) -> str:
    """`clean`, and every run of blanks and line ends made one space: for titles, ids and names."""
    return " ".join(clean(text).split())


def _with_few_marks(text: str) -> str:
    """`text` with no more marks on a letter than any language writes."""
    marks = "".join(sorted(c for c in set(text) if unicodedata.combining(c)))
    return re.sub(f"([{re.escape(marks)}]{{{_MOST_MARKS}}})[{re.escape(marks)}]+", r"\1", text) if marks else text
