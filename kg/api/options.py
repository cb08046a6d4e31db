"""How articles are to be read: spelt out once, for every function and command that reads some."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from kg.errors import UsageError, unknown
from kg.extraction import MODEL

if TYPE_CHECKING:
    from kg.extraction.deeds.figures import Order
    from kg.pipeline.stages import Options
    from kg.reading import FieldMap

Paths = Sequence[str | Path]


class ReadOptions(TypedDict, total=False):
    """The keywords that `kg.extract`, `kg.build`, `kg.mentions` and `kg.explain` share; all may be left out.

    Attributes
    ----------
    model : str
        An installed spaCy model.
    jobs : int or None
        Number of processes, 1 unless given; None takes all cores where the input is worth their start. More than one needs the
        script's ``if __name__ == "__main__":`` guard.
    actors, lexicon : sequence of paths
        Your own tables, which add to the built-in ones and override them.
    fields : mapping or str
        For JSON and tables, what the fields of an article are called there: ``{"text": "lead", "published": "day"}``, or
        ``text=lead,published=day``.
    cluster : str
        Address of a Dask scheduler (``tcp://host:8786``), whose workers extract instead of processes here.
    gate : bool
        Parse only sentences that can relate two actors, as by default; without it all are parsed, for half the speed and the same
        statements but for one in hundreds.
    date_order : {"dmy", "mdy"}
        What comes first in dates such as 3/4/2025, where an article does not show it; without it those have no date.
    all_topics : bool
        Read articles and sentences about sport, fiction and satire, too.
    reader : str or Path
        The folder of a reader of your own, as `kg train` makes it.
    fast : bool
        Let the rules alone decide: faster, and less is found.
    """

    model: str
    jobs: int | None
    actors: Paths
    lexicon: Paths
    fields: FieldMap | str | None
    cluster: str | None
    gate: bool
    date_order: Order | None
    all_topics: bool
    reader: str | Path | None
    fast: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """The same with nothing left out."""

    model: str = MODEL
    jobs: int | None = 1
    actors: Paths = ()
    lexicon: Paths = ()
    fields: FieldMap | None = None
    cluster: str | None = None
    gate: bool = True
    date_order: Order | None = None
    all_topics: bool = False
    reader: str | Path | None = None
    fast: bool = False

    @classmethod
    def of(cls, **given: Unpack[ReadOptions]) -> Reading:
        """What is given, and the defaults for the rest.

        Raises
        ------
        UsageError
            For an option that there is not, and for fields that an article has not; its text has the nearest.

        Examples
        --------
        >>> Reading.of(jobs=2).gate
        True
        """
        known = [field.name for field in fields(cls)]
        for name in given:
            if name not in known:
                raise UsageError(f"{unknown('option', name, known)}; there are {', '.join(known)}")
        named = given.get("fields")
        if isinstance(named, str):
            from kg.reading import field_map

            named = field_map(named)
        values: dict[str, Any] = {**given, "fields": named}
        return cls(**values)

    @property
    def options(self) -> Options:
        """Those that decide what is extracted."""
        from kg.pipeline.stages import Options

        return Options.of(
            self.model, self.actors, self.lexicon, self.gate, self.date_order, self.all_topics, self.reader, self.fast
        )
