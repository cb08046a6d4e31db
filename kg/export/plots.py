"""Two pictures for a notebook or a paper, drawn by matplotlib: events over time, and the strongest links."""

from __future__ import annotations

from calendar import isleap, monthrange
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from textwrap import fill
from typing import TYPE_CHECKING, Literal, get_args

from kg.errors import UsageError
from kg.graph import Link, Network, Question, checks
from kg.graph.around import part
from kg.model import Actor

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Period = Literal["day", "week", "month", "year"]

COOPERATION, CONFLICT, UNCODED = "#0072B2", "#D55E00", "#A8A8A8"  # Okabe and Ito's, and grey
STRAY = 0.03  # the share of events that may lie before the axis: see `_start`


def timeline(
    network: Network,
    *,
    by: Period = "month",
    between: Sequence[str] = (),
    status: Sequence[str] = ("actual",),
    ax: Axes | None = None,
) -> Axes:
    """Events over time: cooperation above the line, conflict (PLOVER quads 3 and 4) below it.

    Parameters
    ----------
    network : kg.graph.Network
    by : {"day", "week", "month", "year"}
        What a bar counts. An event that is dated less exactly is drawn over its whole month or year, each period having its
        share; the title says how many have no date.
    between : sequence of str
        Ids, names or codes of actors: one for all that it does and suffers, two for what they do to each other.
    status : sequence of str
        Which events count; without any, all.
    ax : matplotlib Axes, optional
        Where to draw; a new figure without it.

    Raises
    ------
    UsageError
        For another period or status, more than two actors, or one whom nobody knows.
    """
    import matplotlib.pyplot as plt

    if by not in get_args(Period):
        raise UsageError(f"by: expected one of {', '.join(get_args(Period))}, got {by!r}")
    up: defaultdict[date, float] = defaultdict(float)
    down: defaultdict[date, float] = defaultdict(float)
    undated = 0
    for event in network.ask(Question(between=tuple(between), statuses=tuple(status))):
        if event.code is None:
            continue
        if event.date is None:
            undated += 1
        else:
            spread = _periods(event.date, by)
            for period in spread:
                (up if event.code.quad < 3 else down)[period] += 1 / len(spread)
    start, before = _start({when: up.get(when, 0) + down.get(when, 0) for when in up.keys() | down.keys()})
    axes: Axes = plt.subplots(figsize=(9, 3), layout="constrained")[1] if ax is None else ax
    width = {"day": 0.9, "week": 6.3, "month": 27, "year": 340}[by]
    for counts, sign, color, label in ((up, 1, COOPERATION, "cooperation"), (down, -1, CONFLICT, "conflict")):
        shown = sorted(when for when in counts if when >= start)
        heights = [sign * counts[when] for when in shown]
        look = {"color": color, "label": label, "hatch": "" if sign > 0 else "//", "edgecolor": "white"}
        axes.bar(shown, heights, width, align="edge", **look)  # type: ignore[arg-type]  # matplotlib takes dates
    axes.axhline(0, color="black", linewidth=0.8)
    axes.yaxis.set_major_formatter(lambda value, _: f"{abs(value):g}")
    axes.spines[["top", "right"]].set_visible(False)
    axes.set_ylabel(f"events a {by}")
    notes = [f"{before} before {start}"] * bool(before) + [f"{undated} without a date"] * bool(undated)
    axes.set_title("; ".join([_title(network, between), *notes]), loc="left", fontsize="medium")
    if up or down:
        axes.legend(frameon=False, ncols=2, loc="best", fontsize="small")
    return axes


def dyads(
    network: Network, *, limit: int = 15, between: Sequence[str] = (), status: Sequence[str] = ("actual",), ax: Axes | None = None
) -> Axes:
    """The links with most events, coloured and hatched by their mean Goldstein score.

    Parameters
    ----------
    network : kg.graph.Network
    limit : int
        How many.
    between : sequence of str
        Ids, names or codes of actors, as for `timeline`.
    status : sequence of str
        Which events count; without any, all.
    ax : matplotlib Axes, optional
        Where to draw; a new figure without it.

    Raises
    ------
    UsageError
        For another status, more than two actors, or one whom nobody knows.
    """
    import matplotlib.pyplot as plt

    counted = part(network, Question(between=tuple(between), statuses=tuple(status)))
    links = sorted(counted.links(), key=lambda link: (-link.tally.events, link.source, link.target))[: max(0, limit)][::-1]
    axes: Axes = plt.subplots(figsize=(8, 1 + 0.28 * len(links)), layout="constrained")[1] if ax is None else ax
    names = {actor.id: actor.name for actor in network.actors()}
    for place, link in enumerate(links):
        color, hatch = _tone(link)
        axes.barh(place, link.tally.events, color=color, hatch=hatch, edgecolor="white")
        if link.tally.goldstein is not None:
            score = f"{link.tally.goldstein:+.1f}"
            axes.annotate(score, (link.tally.events, place), (3, 0), textcoords="offset points", va="center")
    axes.set_yticks(range(len(links)), [fill(f"{names[link.source]} → {names[link.target]}", 40) for link in links])
    axes.set_xlabel("events, with their mean Goldstein score")
    axes.margins(x=0.1)
    axes.spines[["top", "right"]].set_visible(False)
    return axes


def _tone(link: Link) -> tuple[str, str]:
    mean = link.tally.goldstein
    return (UNCODED, "..") if mean is None else (CONFLICT, "//") if mean < 0 else (COOPERATION, "")


def _periods(when: str, by: Period) -> list[date]:
    """The first days of the periods over which a day, month or year reaches."""
    first = date.fromisoformat(when + "0001-01-01"[len(when) :])
    length = {10: 1, 7: monthrange(first.year, first.month)[1], 4: 366 if isleap(first.year) else 365}[len(when)]
    return sorted({_period(first + timedelta(days=i), by) for i in range(length)})


def _period(day: date, by: Period) -> date:
    if by == "week":
        return day - timedelta(days=min(day.weekday(), (day - date.min).days))
    return day.replace(day=1 if by in ("month", "year") else day.day, month=1 if by == "year" else day.month)


def _start(counts: Mapping[date, float]) -> tuple[date, int]:
    """Where the axis starts, and how many events come before: a few of long ago would press all others into one bar."""
    days = sorted(counts)
    if not days:
        return date.min, 0
    stray, seen, usual = STRAY * sum(counts.values()), 0.0, days[0]
    for usual in days:
        seen += counts[usual]
        if seen > stray:
            break
    start = usual if (days[-1] - days[0]).days + 1 > 3 * ((days[-1] - usual).days + 1) else days[0]
    return start, round(sum(count for day, count in counts.items() if day < start))


def _title(network: Network, between: Iterable[str]) -> str:
    actors = network.actors() if between else ()
    return " and ".join(_called(name, actors) for name in between) or "All actors"


def _called(name: str, actors: Iterable[Actor]) -> str:
    """The name of whom `name` means; of a code it is that of the state."""
    meant = [actor for actor in actors if name.casefold() in map(str.casefold, checks.names_of(actor))]
    return min(meant, key=lambda actor: (actor.id != name, actor.kind != "state", actor.id)).name if meant else name
