"""Random choices of filters, and what they must show by a reading of the statements that knows nothing of the page."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from browser.sample import ACTORS, CODES, sample, statement

from kg.export.html.picture import TONES
from kg.graph import Event, Network
from kg.model import scope_of


def dated() -> Network:
    """The sample, with one outlet an article, and events that are dated by month or year, only reported, or neither."""
    dice = random.Random(11)
    outlets: dict[str, str | None] = {}
    made = []
    for s in sample().statements():
        outlet = outlets.setdefault(s.evidence.article_id, dice.choice(["Sample Post", "Daily Example", None]))
        date = dice.choice([s.date, s.date, s.date[:7], s.date[:4], None]) if s.date else None
        made.append(replace(s, date=date, evidence=replace(s.evidence, outlet=outlet)))
    bare = statement(ACTORS["state:CHN"], "met", ACTORS["state:IND"], date=None, code=CODES["met"], article="undated")
    return Network.from_statements([*made, bare])


@dataclass(frozen=True)
class Choice:
    """What a reader chose; `off` names what is taken away, by facet."""

    level: str
    off: dict[str, frozenset[str]]
    since: str
    until: str
    least: int
    hide: frozenset[str]
    only: str

    def hash(self) -> str:
        """As the page's address has it."""
        parts = {"level": self.level, "from": self.since, "to": self.until, "least": str(self.least), "only": self.only}
        parts |= {f"no-{facet}": _packed(values) for facet, values in self.off.items() if values}
        if self.hide:
            parts["hide"] = _packed(self.hide)
        return "&".join(f"{key}={quote(value, safe='')}" for key, value in parts.items() if value)

    def events(self, network: Network) -> list[Event]:
        """The events that are to be listed."""
        if self.level == "state":
            network = network.at_state_level({actor.id: actor for actor in ACTORS.values() if actor.kind == "state"})
        links: dict[tuple[str, str], list[Event]] = {}
        for event in network.events():
            if self._keeps(event):
                links.setdefault((event.source.id, event.target.id), []).append(event)
        return [event for events in links.values() if self._keeps_link(events) for event in events]

    def _keeps(self, event: Event) -> bool:
        ends = (event.source, event.target)
        outlets = {report.evidence.outlet or "" for report in event.reports}
        return not (
            (event.code.plover if event.code else "") in self.off["type"]
            or event.status in self.off["status"]
            or (scope_of(event.source, event.target) or "") in self.off["scope"]
            or outlets <= self.off["outlet"]
            or any(end.kind in self.off["kind"] or end.id in self.hide for end in ends)
            or (self.only and self.only not in {end.id for end in ends})
            or not self._in_time(event.date)
        )

    def _in_time(self, when: str | None) -> bool:
        if not (self.since or self.until):
            return True
        first, last = (when or "9999-01-01")[:10], (when or "0000-01-01")[:10]
        first, last = first + "0000-01-01"[len(first) :], last + "9999-12-31"[len(last) :]
        return first <= (self.until or "9999") and last >= self.since

    def _keeps_link(self, events: list[Event]) -> bool:
        articles = {report.evidence.article_id for event in events for report in event.reports}
        return len(articles) >= self.least and tone(events) not in self.off["tone"]


def tone(events: list[Event]) -> str:
    """The tone of a link: the strongest that a quarter of the events that are drawn show."""
    drawn = [event for event in events if event.status == "actual"] or events
    scores = [event.code.goldstein for event in drawn if event.code and event.code.goldstein is not None]
    worst, bad = sum(s < -5 for s in scores), sum(s < -1 for s in scores)
    best, good = sum(s >= 5 for s in scores), sum(s >= 1 for s in scores)
    for one, other, names in ((worst, best, ("hostile", "close")), (bad, good, ("tense", "friendly"))):
        if scores and 4 * max(one, other) >= len(scores):
            return "mixed" if one == other else names[0] if one > other else names[1]
    return "mixed" if scores else "uncoded"


def choices(network: Network, count: int) -> list[Choice]:
    """`count` random ones, the same every time."""
    dice = random.Random(17)
    events = list(network.events())
    values = {
        "type": {e.code.plover if e.code else "" for e in events},
        "status": {e.status for e in events},
        "scope": {"international", "domestic", ""},
        "kind": {actor.kind for actor in network.actors()} - {"state"},
        "tone": {row["tone"] for row in TONES},
        "outlet": {report.evidence.outlet or "" for e in events for report in e.reports},
    }
    days = sorted(e.date for e in events if e.date and len(e.date) == 10)
    busiest = [ident for ident, _ in Counter(end.id for e in events for end in (e.source, e.target)).most_common(12)]

    def some(listed: set[str]) -> frozenset[str]:
        return frozenset(v for v in sorted(listed) if dice.random() < 0.25) if dice.random() < 0.5 else frozenset()

    return [
        Choice(
            level=dice.choice(["actor", "state"]),
            off={facet: some(listed) for facet, listed in values.items()},
            since=dice.choice(["", dice.choice(days[: len(days) // 2])]),
            until=dice.choice(["", dice.choice(days[len(days) // 2 :])]),
            least=dice.choice([1, 1, 1, 2]),
            hide=some(set(busiest[6:])),
            only=dice.choice(["", "", busiest[0]]),
        )
        for _ in range(count)
    ]


def questions(network: Network, count: int) -> list[tuple[Choice, dict[str, Any]]]:
    """`count` random choices of what `Graph.find` asks for too, each with its question."""
    dice = random.Random(23)
    events = list(network.events())
    types = sorted({e.code.plover for e in events if e.code})
    statuses = sorted({e.status for e in events})
    days = sorted(e.date for e in events if e.date and len(e.date) == 10)
    found = []
    for _ in range(count):
        kept = dice.sample(types, dice.randint(1, len(types))) if dice.random() < 0.6 else []
        said = dice.sample(statuses, dice.randint(1, len(statuses))) if dice.random() < 0.5 else []
        since = dice.choice(["", dice.choice(days[: len(days) // 2])])
        until = dice.choice(["", dice.choice(days[len(days) // 2 :])])
        off = {
            "type": frozenset({*types, ""} - set(kept)) if kept else frozenset(),
            "status": frozenset(set(statuses) - set(said)) if said else frozenset(),
            **dict.fromkeys(("kind", "tone", "outlet", "scope"), frozenset()),
        }
        question = {"type": kept, "status": said, "since": since or None, "until": until or None}
        found.append((Choice("actor", off, since, until, 1, frozenset(), ""), question))
    return found


def _packed(values: frozenset[str]) -> str:
    return ",".join(quote(value, safe="") or "~" for value in sorted(values))
