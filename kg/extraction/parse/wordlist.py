"""The English words that a model's lemmatizer lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language


def english_words(nlp: Language, parts: tuple[str, ...] = ("verb", "noun", "adj", "adv")) -> frozenset[str]:
    """Base forms of the parts of speech asked for; none where the model's lemmatizer works without a list."""
    if not nlp.has_pipe("lemmatizer"):
        return frozenset()
    lookups = getattr(nlp.get_pipe("lemmatizer"), "lookups", None)
    if lookups is None or not lookups.has_table("lemma_index"):
        return frozenset()
    index = lookups.get_table("lemma_index")
    return frozenset(word for part in parts for word in index.get(part, ()))
