"""What stands above the words of an article in a page that was copied as plain text: logo, headline, byline with its date."""

from __future__ import annotations

import re

from kg.reading.outcome import Fields
from kg.reading.text.boilerplate import kind_of
from kg.reading.text.dates import DATE_NOTE, iso_date

_LINES = 10  # filled lines in which a masthead ends
_LONGEST = 200  # characters of a headline
_FEWEST = 4  # words of one
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
_DAY = rf"(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}}|\d{{4}}-\d\d-\d\d)"
# "By Jane Roe March 4, 2025", "By JANE ROE | 4 March 2025, 09:12 GMT": a name, and the day behind it
_BYLINE = re.compile(
    rf"by:? (?P<who>(?-i:[A-Z])[^\d|]{{2,80}}?)[ ,|·•–—-]+(?:(?:on|published|posted)\b:? )?(?:[a-z]{{3,9}}day,? )?(?P<day>{_DAY})"
    r"(?:[ ,|·•–—-]+.{0,40})?",
    re.IGNORECASE,
)
_ENDED = re.compile(r"[.!?…:;]['\"”’)\]]*$")
_LISTED = re.compile(r"[•◦▪■●*–—-]|\d{1,2}[.)]\s|\S+\t")


def headed(text: str) -> Fields:
    """`text` as fields: title, byline and day of publication apart where its first lines show them, and the rest.

    The headline is the first line that is worded as one; the byline's day counts before that of an update.

    Examples
    --------
    >>> headed("The Sample logo\\n\\nMalta warns Libya over fishing\\n\\nBy Jane Roe May 1, 2020\\n\\nMalta warned Libya.")
    {'title': 'Malta warns Libya over fishing', 'byline': 'Jane Roe', 'published': '2020-05-01', 'text': 'Malta warned Libya.'}
    """
    lines = text.split("\n")
    filled = [number for number, line in enumerate(lines) if line.strip()][:_LINES]
    byline = next((n for n in filled if _BYLINE.fullmatch(lines[n].strip())), None)
    title = next((n for n in filled if _is_headline(lines[n].strip())), None)
    if title is None or not _stands_alone(lines, title, byline):
        title = None
    found: Fields = {}
    if title is not None:
        found["title"] = lines[title].strip()
    if byline is not None and (match := _BYLINE.fullmatch(lines[byline].strip())):
        found |= {"byline": match["who"].strip(), "published": iso_date(match["day"])}
    above = {n for n in filled if n in (title, byline) or kind_of(lines[n].strip(), "start") == "logo"}
    body = "\n".join(line for number, line in enumerate(lines) if number not in above)
    return {**found, "text": body.strip("\n") if above else text}


def _is_headline(line: str) -> bool:
    if len(line) > _LONGEST or len(line.split()) < _FEWEST or _ENDED.search(line) or _LISTED.match(line):
        return False
    return not (kind_of(line, "start") or DATE_NOTE.fullmatch(line) or _BYLINE.fullmatch(line) or line[0].islower())


def _stands_alone(lines: list[str], title: int, byline: int | None) -> bool:
    """Whether the line is the headline of what follows: a byline, or a blank line and a sentence."""
    before = [line for line in lines[:title] if _ENDED.search(line.strip())]
    if any(not DATE_NOTE.fullmatch(line.strip()) for line in before):
        return False  # the article has begun
    if byline is not None:
        return title < byline
    blank = title + 1 < len(lines) and not lines[title + 1].strip()
    return blank and any(_ENDED.search(line.strip()) for line in lines[title + 1 :])
