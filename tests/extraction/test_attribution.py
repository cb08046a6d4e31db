"""Whose claim a deed is."""

from __future__ import annotations

import pytest

from kg.model import Article, Candidate

# text, lemma of the deed, the claimer's words
CLAIMS = [
    ("Ukraine said Russia had attacked Poland.", "attack", "Ukraine"),
    ("Russia attacked Poland.", "attack", None),
    ("Russia attacked Poland, Ukraine said.", "attack", "Ukraine"),
    ("Russia attacked Poland, according to Ukraine.", "attack", "Ukraine"),
    ("According to Ukraine, Russia attacked Poland.", "attack", "Ukraine"),
    ("Russia said it had attacked Poland.", "attack", "Russia"),
    ("Ukraine accused Russia of attacking Poland.", "attack", "Ukraine"),
    ("Ukraine accused Russia of attacking Poland.", "accuse", None),
    ("Iran claims to have attacked Israel.", "attack", "Iran"),
    ("Iran is said to have attacked Israel.", "attack", None),
    ("Iran urged Iraq to attack Israel.", "attack", None),
    ("Russia has invaded Ukraine, Poland said, and China has supported Russia.", "support", "Poland"),
    ("Iran insists that Israel attacked Syria, while Russia supported Egypt.", "support", None),
    ("Poland said China supports Russia in its war against Ukraine.", "war", None),
    ("“Iran attacked Israel,” Russia said. “Syria supported Iran.”", "support", "Russia"),
    ("“Iran attacked Israel. Syria supported Iran,” Russia said.", "attack", "Russia"),
    ("“Iran attacked Israel,” Russia said. Syria supported Iran.", "support", None),
    ("Iran's claim that Israel attacked Syria angered Egypt.", "attack", "Iran"),
    ("Poland warned that Russia may attack Ukraine.", "attack", "Poland"),
    ("TRUMP: Iran attacked Israel.", "attack", "TRUMP"),
    ("Foreign Minister Lavrov: Iran attacked Israel.", "attack", "Lavrov"),
    ("MS. SMITH (via video): Iran attacked Israel.", "attack", "SMITH"),
    ("Macron: Iran attacked Israel.\n\nSyria supported Iran.", "support", None),
    ("MACRON: Iran attacked Israel.\n\nSyria supported Iran.\n\nSCHOLZ: Yes.", "support", "MACRON"),
    ("MACRON: “Iran attacked Israel,” Russia said. Syria supported Iran.", "attack", "Russia"),
    ("MACRON: “Iran attacked Israel,” Russia said. Syria supported Iran.", "support", "MACRON"),
    ("Interview with Emmanuel Macron\n\nQ: Did Iran attack Israel?\n\nA: Syria supported Iran.", "support", "Emmanuel Macron"),
    ("Sources: Iran attacked Israel.", "attack", None),
    ("Note: Iran attacked Israel.", "attack", None),
    ("Warning: Iran attacked Israel.", "attack", None),
    ("WASHINGTON: Iran attacked Israel.", "attack", None),
    ("Russia: Iran attacked Israel.\n\nGermany: Syria supported Iran.", "support", None),
    ("Reuters: Iran attacked Israel.", "attack", None),
    ("TRUMP: Yes.\n\nREAD MORE: Iran attacked Israel.", "attack", None),
]


@pytest.fixture(scope="module")
def read_claims(extractor) -> dict[str, list[Candidate]]:
    articles = [Article(text, "", text) for text in sorted({text for text, *_ in CLAIMS})]
    return {document.article.id: list(document.candidates) for document in extractor.read(articles)}


@pytest.mark.parametrize(("text", "lemma", "claimer"), CLAIMS, ids=[f"{row[1]}: {row[0]}" for row in CLAIMS])
def test_a_claim_keeps_its_claimer(read_claims, text: str, lemma: str, claimer: str | None) -> None:
    found = [c for c in read_claims[text] if c.relation.lemma == lemma]
    assert found
    assert {c.attribution.text if c.attribution else None for c in found} == {claimer}
