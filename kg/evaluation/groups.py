"""Where output is weak: its triples counted by what kind of text, sentence, deed or pair they are of."""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from kg.evaluation.report import Report, Score

Record = Mapping[str, Any]

LENGTHS = (15, 25, 40)  # words of a sentence up to which a group goes
DISTANCES = (3, 8, 15)  # words between two parties


def by(report: Report, what: str) -> dict[str, Score]:
    """The scores at triple level of each group, in order; a hit belongs where its gold does, a false triple where it says so.

    Parameters
    ----------
    report : Report
    what : str
        One of `GROUPS`.
    """
    name = GROUPS[what]
    hits = Counter(name(ident, gold) for ident, gold, _ in report.found)
    missed = Counter(name(ident, gold) for ident, gold in report.missed)
    false = Counter(name(ident, said) for ident, said in report.false)
    return {
        group: Score(hits[group], hits[group] + false[group], hits[group] + missed[group])
        for group in sorted({*hits, *missed, *false}, key=_order)
    }


def _kind(ident: str, record: Record) -> str:
    """The letters with which the article's id begins: where it is from, if whoever named it so."""
    return re.match(r"[^\W\d_]*", ident)[0]  # type: ignore[index]


def _length(ident: str, record: Record) -> str:
    return _band(len(_sentence(record).split()), LENGTHS)


def _type(ident: str, record: Record) -> str:
    if "plover" in record:
        return next(iter(record["plover"]), "") or "(uncoded)"
    return (record.get("code") or {}).get("plover") or "(uncoded)"


def _distance(ident: str, record: Record) -> str:
    sentence = _sentence(record)
    places = sorted(sentence.find(text) for text in (_mention(record, "source"), _mention(record, "target")))
    if places[0] < 0:
        return "(unsaid)"
    return _band(len(sentence[places[0] : places[1]].split()), DISTANCES)


def _sentence(record: Record) -> str:
    return str(record.get("evidence") or record.get("sentence") or "")


def _mention(record: Record, side: str) -> str:
    return str(record.get(f"{side}_text") or (record[side].get("mention") if isinstance(record[side], Mapping) else "") or "")


def _band(count: int, limits: tuple[int, ...]) -> str:
    place = bisect(limits, count - 1)
    return f"up to {limits[place]}" if place < len(limits) else f"over {limits[-1]}"


def _order(group: str) -> tuple[bool, int, str]:
    """Bands by their numbers, what has none by its name, what is not known last."""
    number = re.search(r"\d+", group)
    return group.startswith("("), int(number[0]) + group.startswith("over") if number else 0, group


GROUPS: Mapping[str, Callable[[str, Record], str]] = {"kind": _kind, "length": _length, "type": _type, "distance": _distance}
