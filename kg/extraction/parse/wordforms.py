"""Parts of speech and lemmas by the model's own rules, worked out once for each word, tag and dependency."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

RULE_PIPES = ("attribute_ruler", "lemmatizer")
Forms = tuple[int, int, int]  # part of speech, morphology, lemma


class WordForms:
    """What the rules of `nlp` make of tagged and parsed words.

    All but a handful of the rules look at one word only: what they say of it is kept, so that matching them against every
    word of every text, a tenth of the time of a parse, falls away.
    """

    def __init__(self, nlp: Language) -> None:
        self._vocab = nlp.vocab
        self._rules: list[Any] = [nlp.get_pipe(name) for name in RULE_PIPES if nlp.has_pipe(name)]
        self._phrases = _phrase_rules(nlp)
        self._known: dict[tuple[int, int, int], Forms] = {}

    def annotate(self, docs: Iterable[Doc]) -> None:
        """Set part of speech, morphology and lemma of the words of `docs`."""
        from numpy import array, uint64

        if not self._rules:
            return
        for doc in docs:
            keys = list(map(tuple, doc.to_array(["ORTH", "TAG", "DEP"]).tolist()))
            for key in keys:
                if key not in self._known:
                    self._known[key] = self._alone(*key)
            forms: Any = array([self._known[key] for key in keys], dtype=uint64).reshape(-1, 3)
            doc.from_array(["POS", "MORPH", "LEMMA"], forms)
            if self._phrases is not None:
                self._phrases(doc)

    def _alone(self, word: int, tag: int, dep: int) -> Forms:
        """What the rules say of a word that stands alone: nothing that was read before shows in it."""
        from spacy.tokens import Doc

        strings = self._vocab.strings
        doc = Doc(self._vocab, words=[strings[word]], tags=[strings[tag]], deps=[strings[dep]], heads=[0])
        for rule in self._rules:
            rule(doc)
        pos, morph, lemma = doc.to_array(["POS", "MORPH", "LEMMA"])[0].tolist()
        return pos, morph, lemma


def _phrase_rules(nlp: Language) -> Any:
    """The rules that look at several words ("there is"), to be run as they are; None where there are none."""
    from spacy.pipeline import AttributeRuler

    if not nlp.has_pipe("attribute_ruler"):
        return None
    ruler: Any = nlp.get_pipe("attribute_ruler")
    rules = [rule for rule in ruler.patterns if any(len(pattern) > 1 for pattern in rule["patterns"])]
    phrases = AttributeRuler(nlp.vocab)
    phrases.add_patterns(rules)
    return phrases if rules else None
