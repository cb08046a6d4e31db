"""Parts of speech and lemmas by the model's own rules, worked out once for each word, tag and dependency."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

RULE_PIPES = ("attribute_ruler", "lemmatizer")
Key = tuple[int, int, int]  # word, tag, dependency
Forms = tuple[int, int, int]  # part of speech, morphology, lemma


class WordForms:
    """What the rules of `nlp` make of tagged and parsed words.

    All but a handful of the rules look at one word only: what they say of it is kept, so that matching them against every
    word of every text, a tenth of the time of a parse, falls away. Words that are new are shown to them side by side, and the
    rules for several words see only texts that have a word that one of those opens with.
    """

    def __init__(self, nlp: Language) -> None:
        self._vocab = nlp.vocab
        self._rules = list(_word_rules(nlp))
        self._phrases, self._openers = _phrase_rules(nlp)
        self._known: dict[Key, Forms] = {}
        self._opening: set[Key] = set()

    def annotate(self, docs: Iterable[Doc]) -> None:
        """Set part of speech, morphology and lemma of the words of `docs`."""
        from numpy import array, uint64

        if not self._rules:
            return
        keyed = [(doc, list(map(tuple, doc.to_array(["ORTH", "TAG", "DEP"]).tolist()))) for doc in docs]
        self._learn(list(dict.fromkeys(key for _, keys in keyed for key in keys if key not in self._known)))
        for doc, keys in keyed:
            forms: Any = array([self._known[key] for key in keys], dtype=uint64).reshape(-1, 3)
            doc.from_array(["POS", "MORPH", "LEMMA"], forms)
            if not self._opening.isdisjoint(keys):
                self._phrases(doc)

    def _learn(self, keys: list[Key]) -> None:
        """Keep what the rules say of words that each stand alone: nothing that was read before shows in it."""
        from spacy.tokens import Doc

        if not keys:
            return
        words, tags, deps = ([self._vocab.strings[value] for value in column] for column in zip(*keys, strict=True))
        doc = Doc(self._vocab, words=words, tags=tags, deps=deps, heads=list(range(len(keys))))
        for rule in self._rules:
            rule(doc)
        self._known.update(zip(keys, map(tuple, doc.to_array(["POS", "MORPH", "LEMMA"]).tolist()), strict=True))
        self._opening.update(keys[start] for _, start, _ in self._openers(doc, allow_missing=True))


def _word_rules(nlp: Language) -> Iterator[Any]:
    """The rules that look at one word, in the order in which the pipeline has them."""
    if nlp.has_pipe("attribute_ruler"):
        yield _ruler(nlp, lambda pattern: len(pattern) == 1)
    if nlp.has_pipe("lemmatizer"):
        lemmatizer: Any = nlp.get_pipe("lemmatizer")
        lookups = getattr(lemmatizer, "lookups", None)
        if lookups is not None and lookups.has_table("lemma_index"):
            index = lookups.get_table("lemma_index")  # lists of tens of thousands of words, in which each new word is sought
            for part in list(index):
                index[part] = frozenset(index[part])
        yield lemmatizer


def _phrase_rules(nlp: Language) -> tuple[Any, Any]:
    """The rules that look at several words ("there is"), to be run as they are, and what finds the words they open with."""
    from spacy.matcher import Matcher

    openers = Matcher(nlp.vocab)
    if not nlp.has_pipe("attribute_ruler"):
        return None, openers
    phrases = _ruler(nlp, lambda pattern: len(pattern) > 1)
    for rule in phrases.patterns:
        openers.add("opener", [[{} if "OP" in pattern[0] else pattern[0]] for pattern in rule["patterns"]])
    return phrases, openers


def _ruler(nlp: Language, wanted: Any) -> Any:
    """The model's attribute ruler with those of its patterns that are `wanted`."""
    from spacy.pipeline import AttributeRuler

    ruler: Any = nlp.get_pipe("attribute_ruler")
    found = AttributeRuler(nlp.vocab)
    rules = ({**rule, "patterns": [p for p in rule["patterns"] if wanted(p)]} for rule in ruler.patterns)
    found.add_patterns([rule for rule in rules if rule["patterns"]])
    return found
