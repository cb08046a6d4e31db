"""Showing the parser other words than those that stand there, and reading its answer over the original ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc


def shown(doc: Doc, words: Sequence[str]) -> Doc:
    """An unparsed Doc with other `words`, one for each token of `doc`."""
    from spacy.tokens import Doc as Blank

    return Blank(doc.vocab, words=list(words), spaces=[bool(t.whitespace_) for t in doc])


def unparsed(doc: Doc, names: Iterable[tuple[int, int]]) -> Doc:
    """`doc` as one sentence without a parse, in which only the names at `names` (offsets) are known for what they are."""
    from spacy.tokens import Doc as Blank

    spans = (doc.char_span(start, end) for start, end in names)
    named = {t.i for span in spans if span is not None for t in span}
    return Blank(
        doc.vocab,
        words=[t.text for t in doc],
        spaces=[bool(t.whitespace_) for t in doc],
        tags=["NNP" if t.i in named else "" for t in doc],
        sent_starts=[t.i == 0 for t in doc],
    )


def overlaid(doc: Doc, parsed: Doc, *, tags: Mapping[int, str], lemmas: Mapping[int, str], deps: Mapping[int, str]) -> Doc:
    """The words of `doc` with the parse of `parsed`, but for the tags, lemmas and dependencies given by token index.

    The entities are those of `parsed`, of `doc` where nobody looked for any in what was shown.
    """
    from spacy.tokens import Doc as Blank

    return Blank(
        doc.vocab,
        words=[t.text for t in doc],
        spaces=[bool(t.whitespace_) for t in doc],
        tags=[tags.get(t.i, t.tag_) for t in parsed],
        pos=[t.pos_ for t in parsed],
        lemmas=[lemmas.get(t.i, t.lemma_) for t in parsed],
        heads=[t.head.i for t in parsed],
        deps=[deps.get(t.i, t.dep_) for t in parsed],
        ents=[f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "O" for t in (parsed if parsed.ents else doc)],
    )
