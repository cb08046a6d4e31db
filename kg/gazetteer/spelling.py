"""The spellings under which one alias is met."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

# What Unicode decomposition leaves as it is.
_PLAIN = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʻ": "'",
        "‑": "-",
        "–": "-",
        "ı": "i",
        "ł": "l",
        "Ł": "L",
        "ø": "o",
        "Ø": "O",
        "đ": "d",
        "Đ": "D",
        "ð": "d",
        "ß": "ss",
        "æ": "ae",
        "Æ": "Ae",
        "ə": "a",
    }
)


def plain(text: str) -> str:
    """`text` without diacritics and with straight apostrophes and hyphens: ``Côte d’Ivoire`` -> ``Cote d'Ivoire``."""
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text.translate(_PLAIN)) if not unicodedata.combining(c))


def alias_key(text: str) -> str:
    """The key under which an alias is looked up: plain, in lower case, without a leading ``the``."""
    text = plain(" ".join(text.split())).casefold()
    return text.removeprefix("the ")


def spellings(alias: str) -> Iterator[str]:
    """`alias` first, then its variants without diacritics and with the other apostrophe."""
    forms = [alias] if alias.isascii() else list(dict.fromkeys((alias, plain(alias))))
    yield from forms
    for form in forms:
        if "'" in form:
            yield form.replace("'", "’")
