"""What is played, told or imagined gives no statements; what is done beside it does."""

from __future__ import annotations

import pytest

from kg.extraction.parse.topics import Topics
from kg.model import Article
from kg.pipeline.counts import Counts
from kg.pipeline.filling import results
from kg.pipeline.stages import Options

# (kind, text of a sentence or two, the countries between which it says something)
SAID = [
    ("score", "Ghana beat Togo 3-1 in Kumasi on Saturday.", set()),
    ("wickets", "India crushed Pakistan by seven wickets.", set()),
    ("round", "Morocco knocked out Spain in the quarter-finals of the tournament.", set()),
    ("penalties", "Argentina defeated France on penalties in Lusail.", set()),
    ("sets", "Serbia's captain destroyed Canada's champion in straight sets.", set()),
    ("medals", "Kenya edged Ethiopia for the gold medal in the relay.", set()),
    ("other contest", "Spain attacked Georgia early in the second leg.", set()),
    ("goals", "Japan shot down Colombia 2-1 in the opener of the tournament.", set()),
    ("won match", "France repelled England's attack and won the rugby match.", set()),
    ("no contest", "Russia defeated Georgia in 2008.", {("RUS", "GEO")}),
    ("after a match", "After the match, the Croatian foreign minister criticised Serbia.", {("HRV", "SRB")}),
    ("about a match", "Iran condemned Saudi Arabia over a ban on its football fans.", {("IRN", "SAU")}),
    ("at a match", "Gunmen from Chad attacked Niger's army during a football match.", {("TCD", "NER")}),
    ("players", "Australia granted asylum to five Iranian football players.", {("AUS", "IRN")}),
    ("novel", "In a novel, China invades Taiwan.", set()),
    ("his film", "In his latest film Norway attacks Denmark.", set()),
    ("game", "In the video game, Iran bombs Kuwait.", set()),
    ("told", "The series imagines Germany invading Poland.", set()),
    ("which", "She wrote a thriller in which Egypt attacks Libya.", set()),
    ("satire", "A satirical site reported that North Korea invaded Canada.", set()),
    ("thumped", "Kenya thumped Togo 4-0 on Sunday.", set()),
    ("edged out", "Norway edged out Spain 2-1 to reach the last four.", set()),
    ("fell on penalties", "Japan fell to Croatia on penalties.", set()),
    ("a drawn game", "Serbia and Iran drew 1-1 in Doha.", set()),
    ("hammered by missiles", "Russian missiles hammered Ukraine on Sunday, killing four people.", {("RUS", "UKR")}),
    ("overpowered in a war", "Turkey overpowered Syrian forces near Idlib on Monday.", {("TUR", "SYR")}),
    ("about a film", "Turkey condemned France over a film.", {("TUR", "FRA")}),
    ("satirical magazine", "Turkey condemned France over a satirical magazine.", {("TUR", "FRA")}),
    ("simulated", "In the simulation, China attacked Taiwan.", set()),
    ("mock", "Belarus staged a mock attack on Poland.", set()),
    ("scenario", "Planners tested a scenario in which Russia invades Estonia.", set()),
    ("drill", "Russia and Belarus held joint drills.", {("BLR", "RUS")}),
    ("war games", "China launched war games around Taiwan.", {("CHN", "TWN")}),
]


@pytest.fixture(scope="module")
def said(stages) -> dict[str, set[tuple[str | None, str | None]]]:
    found = stages.run([Article(text, "", text, "2024-11-01") for _, text, _ in SAID])
    return {
        result.article.id: {
            (one, other) if not s.symmetric else tuple(sorted((one or "", other or "")))
            for s in result.statements
            for one, other in [(s.source.actor.country, s.target.actor.country)]
        }
        for result in found
    }


@pytest.mark.parametrize(("text", "pairs"), [row[1:] for row in SAID], ids=[row[0] for row in SAID])
def test_what_is_played_or_told_is_not_done(said, text: str, pairs: set[tuple[str, str]]) -> None:
    assert said[text] == pairs


# (kind, article, its topic)
ARTICLES = [
    ("football", "Ghana beat Togo 2-1 after extra time. Spain thrashed Georgia 4-1 in the other game.", "sport"),
    ("cricket", "Pakistan bowled out Bangladesh for 113. Their bowlers took nine wickets in an innings.", "sport"),
    ("tennis", "The champion beat the Russian 6-3 7-6 in the final. She had not lost a match on clay all season.", "sport"),
    ("film", "The sequel, directed by a Dane, topped the box office. In it Sweden invades Denmark.", "fiction"),
    ("satire", "Canada annexed Greenland, officials said. This is satire.", "satire"),
    ("attack on fans", "Police arrested football fans after a match. Greece accused Croatia of a cover-up.", None),
    ("boycott", "Poland will boycott the qualifier against Russia. Its president urged FIFA to ban Russia.", None),
    ("politics of sport", "Saudi Arabia withdrew its envoy from Iran and its clubs from the Champions League.", None),
    ("war", "Russia beat back an attack by Ukraine. The army lost two tanks.", None),
    ("vote", "Parliament voted 52-48 to beat the government over the treaty.", None),
    ("ban of a film", "Egypt banned a film by an Israeli director. Israel's embassy criticised the ministry.", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "topic"), [row[1:] for row in ARTICLES], ids=[row[0] for row in ARTICLES])
def test_articles_about_something_else_are_told(text: str, topic: str | None) -> None:
    found = Topics.load().off_topic(Article("a", "", text))
    assert (found.topic if found else None) == topic


def test_they_are_counted_and_read_only_when_asked() -> None:
    text = ARTICLES[0][1]
    counts = Counts()
    assert list(results([Article("a", "", text)], Options(), counts=counts)) == []
    assert (counts.read, counts.off_topic, counts.failures[0].outcome) == (1, 1, "off_topic")
    assert "about sport (extra time" in str(counts.failures[0].error)
    (result,) = results([Article("a", "", text)], Options(all_topics=True), counts=counts)
    assert result.statements


def test_the_table_is_sorted_and_its_words_are_found() -> None:
    topics = Topics.load()
    for kind, words in topics.weights.items():
        assert list(words) == sorted(words), kind
        for word in words:
            assert topics._words(kind, word) == {word}
