"""An article cut into the stretches that are parsed one by one: title and paragraphs, without datelines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Article

# "SEOUL, Nov 1 (Reuters) -", "THE HAGUE, Netherlands --", "KABUL (Pajhwok) :", "Washington - ": capitals, figures and
# brackets only, then a dash with spaces around it
DATELINE = re.compile(
    r"""^(?:[A-Z][\w.'’/-]*|\d{1,2}(?:st|nd|rd|th)?|\d{4}|of|de|al|,|\.|\([^)]{1,40}\)|[ \t]|,\s){1,14}?
        (?:[ ]*(?:—|–|--)[ ]*|[ ]-[ ]|(?<=\))[ ]?:?[ ]|:[ ])(?=["“'‘A-Z0-9])""",
    re.VERBOSE,
)
LONGEST_DATELINE = 70


def segments_of(article: Article) -> Iterator[tuple[int, str, bool]]:
    """Title and paragraphs with their offsets into the article's content; the flag marks the title."""
    if article.title:
        yield 0, article.title, True
    base = len(article.content) - len(article.text)
    position = 0
    for paragraph in article.text.split("\n\n"):
        if paragraph.strip():
            skipped = dateline(paragraph)
            yield base + position + skipped, paragraph[skipped:], False
        position += len(paragraph) + 2


def dateline(paragraph: str) -> int:
    """Length of the dateline that a paragraph opens with; 0 where it has none."""
    found = DATELINE.match(paragraph[: LONGEST_DATELINE + 10])
    if found is None or found.end() > LONGEST_DATELINE or not _place_like(found.group()):
        return 0
    return found.end()


def _place_like(text: str) -> bool:
    """Whether the words could be a place and an agency: all in capitals, a bracket, or one or two words before a dash."""
    words = re.findall(r"[^\W\d_]+", text)
    if not words or len(words[0]) == 2 and len(words) == 1 or words[0] == "The":
        return False  # "US - China talks"
    return any(w.isupper() and len(w) > 2 for w in words[:3]) or "(" in text or len(words) <= 2 or bool(re.search(r"\d", text))
