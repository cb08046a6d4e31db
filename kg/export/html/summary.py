"""A graph in a few lines of HTML, for the head of a notebook's output."""

from __future__ import annotations

from html import escape

from kg.graph import Network

STRONGEST = 5


def summary(network: Network) -> str:
    """A table of what `network` holds, and of its strongest edges."""
    stats = network.stats()
    names = {actor.id: actor.name for actor in network.actors()}
    counts = [(name, f"{getattr(stats, name):,}") for name in ("articles", "statements", "events", "edges", "actors")]
    if stats.first:
        counts.append(("dates", f"{stats.first} to {stats.last}"))
        counts.append(("undated", f"{stats.undated:,}"))
    edges = [
        (names[edge.source], edge.lemma, names[edge.target], f"{edge.tally.events:,}") for edge in stats.strongest[:STRONGEST]
    ]
    return _table([name for name, _ in counts], [[value for _, value in counts]]) + (
        _table(["source", "relation", "target", "events"], edges) if edges else ""
    )


def _table(heads: list[str], rows: list[list[str]] | list[tuple[str, str, str, str]]) -> str:
    head = "".join(f"<th>{escape(name)}</th>" for name in heads)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
