"""Which words a reader may point at for two parties: none whose deed lies elsewhere."""

from __future__ import annotations

import pytest

from kg.model import Article, Candidate

# text, source, target, the word pointed at, whether it may tell their deed
CASES = [
    ("Fiji abstained from a resolution condemning Samoa.", "Fiji", "Samoa", "abstained", False),
    ("Fiji declined to endorse a text that deplored Samoa.", "Fiji", "Samoa", "endorse", False),
    ("Fiji opposed Samoa in a vote on a text.", "Fiji", "Samoa", "opposed", True),
    ("Fiji shelled Tonga instead of Samoa.", "Fiji", "Samoa", "shelled", False),
    ("Fiji shelled Tonga instead of Samoa.", "Fiji", "Tonga", "shelled", True),
    ("Kenya protested after Somalia and Egypt signed a military pact.", "Somalia", "Kenya", "signed", False),
    ("Kenya protested after Somalia and Egypt signed a military pact.", "Somalia", "Egypt", "signed", True),
    ("Fiji protested after Tonga invaded.", "Tonga", "Fiji", "invaded", True),
    ("Chile, which Peru attacked, thanked Bolivia.", "Peru", "Chile", "attacked", True),
]


@pytest.mark.parametrize(("text", "source", "target", "word", "allowed"), CASES)
def test_a_word_reaches_its_own_parties(extractor, text: str, source: str, target: str, word: str, allowed: bool) -> None:
    (document,) = extractor.read([Article("a", "", text, "2024-11-01")])
    ends = [next(m for m in document.mentions if m.text == name) for name in (source, target)]
    found = document.relate(document.sentences[0], ends[0], ends[1], text.index(word))
    assert isinstance(found, Candidate) == allowed
