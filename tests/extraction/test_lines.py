"""Lines: which end their sentence, which go on, and what labels them."""

from __future__ import annotations

import pytest

from kg.extraction.parse.segments import segments_of
from kg.model import Article

WRAPPED = (
    "Mali has asked the leaders of Chad and of\nTogo, who met in Lomé on Monday, to\nopen their borders to traders from the\n"
    "Sahel, the foreign\nministry of Mali said."
)
ACROSS = (
    "The court ruled that Mali owes the heirs of\nall soldiers from Chad, said the foreign\n"
    "minister, who has asked that the United\nNations pay."
)

# (kind, text, what is read by itself)
CUT = [
    ("paragraphs", "Mali met Chad.\n\nTogo met Benin.", ["Mali met Chad.", "Togo met Benin."]),
    ("blank line with blanks", "Mali met Chad.\n \t\nTogo met Benin.", ["Mali met Chad.", "Togo met Benin."]),
    ("bullets", "• Mali met Chad\n• Togo met Benin", ["Mali met Chad", "Togo met Benin"]),
    ("stars", "* Mali met Chad\n* Togo met Benin", ["Mali met Chad", "Togo met Benin"]),
    ("numbers", "1. Mali met Chad\n2) Togo met Benin", ["Mali met Chad", "Togo met Benin"]),
    ("letters", "(a) Mali met Chad\n(b) Togo met Benin", ["Mali met Chad", "Togo met Benin"]),
    ("initials are no letters", "A. Diallo met Chad\nB. Traoré met Benin", ["A. Diallo met Chad", "B. Traoré met Benin"]),
    ("headlines", "Mali meets Chad\nTogo meets Benin", ["Mali meets Chad", "Togo meets Benin"]),
    ("heading", "Talks in Lomé\nMali met Chad.", ["Talks in Lomé", "Mali met Chad."]),
    ("question", "Did Mali meet Chad?\nTogo met Benin.", ["Did Mali meet Chad?", "Togo met Benin."]),
    ("sentences one a line", "Mali met Chad.\nTogo met Benin.", ["Mali met Chad.", "Togo met Benin."]),
    ("hours", "12:45 GMT — Mali meets Chad\n9.30 pm: Togo meets Benin", ["Mali meets Chad", "Togo meets Benin"]),
    ("an hour is no sentence's start", "At 12:45 Mali met Chad.", ["At 12:45 Mali met Chad."]),
    ("wrapped prose", WRAPPED, [WRAPPED]),
    ("name across wrapped lines", ACROSS, [ACROSS]),
    (
        "list under wrapped prose",
        "Mali has asked the leaders of Chad and of\nTogo, who met in Lomé on Monday, to open\ntheir borders.\nTalks held so far\n"
        "Benin meets Togo",
        [
            "Mali has asked the leaders of Chad and of\nTogo, who met in Lomé on Monday, to open\ntheir borders.",
            "Talks held so far",
            "Benin meets Togo",
        ],
    ),
    ("a bullet goes on", "• Mali meets Chad in\n  the city\n• Benin waits", ["Mali meets Chad in\n  the city", "Benin waits"]),
    ("comma", "Envoys of Mali,\nChad and\nTogo met.", ["Envoys of Mali,\nChad and\nTogo met."]),
    ("rows", "Mali\tBamako\nChad\tN'Djamena", ["Mali\tBamako", "Chad\tN'Djamena"]),
    ("cells", "Monday\tMali met Chad in Lomé\t3", ["Monday", "Mali met Chad in Lomé", "3"]),
    ("dateline", "LOMÉ, Togo (AP) — Mali met Chad.\nTogo waited.", ["Mali met Chad.", "Togo waited."]),
]

# (kind, text, the days of its lines)
DAYS = [
    ("entries", "Feb. 24, 2022: Mali met Chad\n3 March 2022 – Togo met Benin", ["Feb. 24, 2022", "3 March 2022"]),
    ("years", "2014: Mali met Chad\n2015 - Togo met Benin", ["2014", "2015"]),
    ("rows", "2024-03-01\tMali met Chad in Lomé\n24/2/2024\tTogo met Benin in Lomé", ["2024-03-01"] * 2 + ["24/2/2024"] * 2),
    ("a day by itself", "March 3, 2024\nMali met Chad\nTogo met Benin\n\nOman waited.", ["March 3, 2024"] * 3 + [""]),
    ("no day", "May Smith: Mali met Chad\n2014 troops – Togo met Benin", ["", ""]),
]


@pytest.mark.parametrize(("text", "cut"), [row[1:] for row in CUT], ids=[row[0] for row in CUT])
def test_a_line_without_full_stop_ends_its_sentence(text: str, cut: list[str]) -> None:
    article = Article("a", "", text)
    found = list(segments_of(article))
    assert [segment.text for segment in found] == cut
    assert all(article.content[s.start :].startswith(s.text) for s in found)


@pytest.mark.parametrize(("text", "days"), [row[1:] for row in DAYS], ids=[row[0] for row in DAYS])
def test_a_line_may_open_with_its_day(text: str, days: list[str]) -> None:
    assert [segment.day for segment in segments_of(Article("a", "", text))] == days


def test_lines_of_a_list_are_worded_as_headlines() -> None:
    text = "Mali meets Chad\nTogo met Benin.\n\nOman waits"
    assert [segment.headline for segment in segments_of(Article("a", "News", text))] == [True, True, False, True]
    assert [segment.headline for segment in segments_of(Article("a", "", "Mali meets Chad"))] == [False]


def test_questions_and_lists_read_apart(stages) -> None:
    """Nothing passes from one line to the next."""
    text = "Will Mali attack Togo?\nChad thanks Benin\nKenya warns Uganda\nPeru sues Chile\nGhana attacks Niger"
    (result,) = stages.run([Article("a", "", text, "2024-11-01")])
    assert {(s.source.actor.country, s.target.actor.country) for s in result.statements} <= {
        ("MLI", "TGO"),
        ("TCD", "BEN"),
        ("KEN", "UGA"),
        ("PER", "CHL"),
        ("GHA", "NER"),
    }
    assert {("TCD", "BEN"), ("KEN", "UGA"), ("PER", "CHL"), ("GHA", "NER")} <= {
        (s.source.actor.country, s.target.actor.country) for s in result.statements
    }
