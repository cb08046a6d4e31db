"""Places of deeds: the place of their own clause, and never one of the parties."""

from __future__ import annotations

import pytest

from kg.model import Article, Candidate

# sentence, lemma of the deed, place, country
DEEDS = [
    ("Putin met Xi in Sochi.", "meet", "Sochi", "RUS"),
    ("Xi met Modi in Kyiv on Monday.", "meet", "Kyiv", "UKR"),
    ("Speaking in Hanoi, Putin warned Japan.", "warn", "Hanoi", "VNM"),
    ("Israel attacked Iran.", "attack", None, None),
    ("Israel launched an attack in Syria.", "attack", None, None),  # there the place is whom it hits
    ("Russia fired missiles at Ukraine.", "fire", None, None),
    ("Iran condemned Israel after the attack in Beirut.", "condemn", None, None),
    ("Biden hosted Modi for talks in Washington.", "host", "Washington", "USA"),
    ("Iran criticised Russia over the arrest of sailors in Oslo.", "criticise", None, None),
    ("China sent soldiers there.", "send", None, None),
    ("Russia attacked Ukrainian forces here.", "attack", None, None),
    ("Iran met Russia there on Sunday.", "meet", None, None),
    ("Protesters attacked the Saudi embassy in Tehran.", "attack", "Tehran", "IRN"),
]


@pytest.fixture(scope="module")
def read_deeds(extractor) -> dict[str, list[Candidate]]:
    articles = [Article(text, "", text) for text in sorted({text for text, *_ in DEEDS})]
    return {document.article.id: list(document.candidates) for document in extractor.read(articles)}


@pytest.mark.parametrize(("text", "lemma", "place", "country"), DEEDS, ids=[row[0] for row in DEEDS])
def test_a_deed_has_the_place_of_its_own_clause(
    read_deeds, text: str, lemma: str, place: str | None, country: str | None
) -> None:
    found = {(c.place, c.place_country) for c in read_deeds[text] if c.relation.lemma == lemma}
    assert found <= {(place, country)}
    assert found or place is None
