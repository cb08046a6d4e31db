"""Lines that were broken at a margin, put together into paragraphs."""

from __future__ import annotations

import re

_WIDEST = 120  # characters of a line that a margin broke; longer lines are paragraphs
_FULL = 0.6  # part of the widest line; a shorter one that ends a sentence ends a paragraph
_SENTENCE_END = (".", "!", "?", '"', "”", "’")
_HYPHEN = re.compile(r"(?<=[a-z])-\n(?=[a-z])")


def unwrapped(text: str, hyphens: bool = False) -> str:
    """`text` with one line a paragraph and blank lines between them.

    Parameters
    ----------
    text : str
    hyphens : bool
        Whether words were broken at the margin too.

    Examples
    --------
    >>> unwrapped("Malta met Tunisia in Valletta\\non Friday.\\n\\nIt left.")
    'Malta met Tunisia in Valletta on Friday.\\n\\nIt left.'
    """
    if hyphens:
        text = _HYPHEN.sub("", text)
    lines = [line.strip() for line in text.split("\n")]
    widest = max(map(len, lines), default=0)
    if widest > _WIDEST:
        return "\n\n".join(filter(None, lines))
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if line:
            paragraphs[-1].append(line)
        if not line or (len(line) < _FULL * widest and line.endswith(_SENTENCE_END)):
            paragraphs.append([])
    return "\n\n".join(" ".join(paragraph) for paragraph in paragraphs if paragraph)
