"""UTF-8 that was once read as Windows-1252 (``Turkeyâ€™s``), mended by ftfy."""

from __future__ import annotations

import re

# A lead byte of UTF-8 and a byte that follows it, as Windows-1252 and Latin-1 show them: next to no text has these pairs,
# so that the library is loaded for next to none.
_TELLING = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d"
    "\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178]"
)


def mended(text: str) -> str:
    """`text` with the characters it was written with; what is no such damage stays as it is.

    Examples
    --------
    >>> mended("Turkey\u00e2\u20ac\u2122s president"), mended("S\u00e3o Tom\u00e9")
    ('Turkey’s president', 'São Tomé')
    """
    if not _TELLING.search(text):
        return text
    import ftfy

    return ftfy.fix_encoding(text)
