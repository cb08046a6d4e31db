"""The coder: a predicate and its two parties in, a code or None out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kg.coding.codebook import Codebook
from kg.coding.governors import Governors
from kg.coding.lexicon import Lexicon, Row
from kg.coding.tables import FOLDER
from kg.model import Actor, Code, Predicate


class Coder:
    """Codes relations by the lexicon; it never guesses: without ground the code is None.

    Examples
    --------
    >>> iran, usa = Actor("state:IRN", "Iran", "state", "IRN"), Actor("state:USA", "United States", "state", "USA")
    >>> code = Coder.load().code(Predicate("threaten", "verb", complement="bomb"), usa, iran, "actual")
    >>> code.plover, code.mode, code.cameo
    ('THREATEN', 'violence', '1384')
    """

    def __init__(self, book: Codebook, lexicon: Lexicon, governors: Governors) -> None:
        self.book, self.lexicon, self.governors = book, lexicon, governors

    @classmethod
    def load(cls, extra: Sequence[Path] = ()) -> Coder:
        """The coder with the package's tables; the rows of the CSV files `extra` override the lexicon's.

        Raises
        ------
        TableError
            Where a table breaks its form; it names file and line.
        """
        book = Codebook.load()
        lexicon = Lexicon(book)
        for path in (FOLDER / "lexicon.csv", *extra):
            lexicon.add(Path(path))
        return cls(book, lexicon, Governors(book))

    def code(self, predicate: Predicate, source: Actor, target: Actor, status: str) -> Code | None:
        """The code of what `source` does to `target`.

        Parameters
        ----------
        predicate : Predicate
            What was done.
        source, target : Actor
        status : str
            One of `kg.model.STATUSES`: a friendly deed that is only to come is AGREE, a hostile one THREATEN,
            a friendly deed that did not take place is REJECT.
        """
        spelled = self.lexicon.spelled
        predicate = replace(
            predicate,
            lemma=spelled((predicate.lemma,))[0],
            object=spelled(predicate.object),
            complement=spelled((predicate.complement,))[0] if predicate.complement else None,
        )
        code = self._governed(predicate, source, target)
        if code is None:
            return None
        if predicate.negated or status == "negated":
            return self.governors.make("REFUSE", code, status)
        return self._above(predicate.governors, code, status)

    def typed(self, plover: str, predicate: Predicate) -> Code:
        """The code of a relation whose type is known: by the lemma's plainest row of that type, else the type's own."""
        row = self.lexicon.plainest(self.lexicon.spelled((predicate.lemma,))[0], plover)
        return self._code(row) or self.book.code(plover, None, self.book.roots[plover], (), plover)

    def _above(self, words: tuple[str, ...], code: Code, status: str) -> Code | None:
        """What a deed still to come counts as under the words above it.

        Without any it is told of plainly (``will meet``); of another deed's purpose (``donated to help``) nothing
        changes, as that word is no act.
        """
        for word in words:
            found = self.governors.act(word, None, "above")
            if found is None:
                return code
            if found[0] == "INTEND":
                return self.governors.make("INTEND", code, found[1]) if status == "future" else code
            undone = self.governors.make(found[0], code, found[1])
            if undone is None:
                return None
            code = undone
        return self.governors.make("INTEND", code, status) if status == "future" else code

    def _governed(self, what: Predicate, source: Actor, target: Actor) -> Code | None:
        """The code of a deed and the word that governs it, where there is one."""
        if what.complement:
            found = self.governors.act(what.lemma, None, "complement" if what.pos == "verb" else "object")
            if found:
                deed = self._simple(replace(what, lemma=what.complement, pos="verb", complement=None), source, target)
                code = self.governors.make(found[0], deed, found[1])
                if code:
                    return code
        return self._simple(what, source, target)

    def _simple(self, what: Predicate, source: Actor, target: Actor) -> Code | None:
        """The code by a row that knows the object; else by the deed that the object names; else by any row."""
        row = self.lexicon.find(what, source, target)
        if what.object and (row is None or row.object is None):
            found = self.governors.act(what.lemma, what.particle, "object")
            if found:
                head, *rest = self.lexicon.head(what.object)
                deed = self._noun(Predicate(head, "noun", None, what.preposition, tuple(rest)), source, target)
                code = deed and self.governors.make(found[0], deed, found[1])
                if code:
                    return code
        if row is None and what.pos == "noun":
            return self._noun(what, source, target)
        return self._code(row)

    def _noun(self, what: Predicate, source: Actor, target: Actor) -> Code | None:
        """The code of an event noun, by its own row or by its verb's: ``invasion of`` is ``invade``."""
        row = self.lexicon.find(what, source, target)
        if row is None:
            deed = replace(what, lemma=self.lexicon.verbs.get(what.lemma, what.lemma), pos="verb")
            row = self.lexicon.find(deed, source, target) or self.lexicon.find(replace(deed, preposition=None), source, target)
        return self._code(row)

    def _code(self, row: Row | None) -> Code | None:
        if row is None or row.plover is None:
            return None
        return self.book.code(row.plover, row.mode, row.cameo, row.contexts, row.row)
