"""Who is a party: unnamed ones, parts of a state, facilities, officials; sentences through the real stages."""

from __future__ import annotations

import pytest

from kg.actors import Resolver
from kg.coding import Coder
from kg.extraction.relations.rules import Rules
from kg.gazetteer import Gazetteer
from kg.model import Article, Statement
from kg.statements.assembly import assemble

CASES = {
    "somebody in office, or new": {
        "Imam Yusuf Gadsby asked the prime minister for an apology.": {"person:yusuf-gadsby people:unnamed-prime-minister"},
        "Sudan expelled 20 aid workers.": {"state:SDN people:unnamed-aid-workers"},
        "A Zambian court freed a former presidential candidate.": {"body:zmb-court people:unnamed-presidential-candidate"},
        "Venezuela banned two national newspapers.": {"state:VEN media:unnamed-newspapers"},
        "Italian police arrested the captain of a rescue ship.": {"body:ita-police people:unnamed-captain"},
    },
    "whom the article has spoken of, or nobody in particular": {
        "France thanked the ministers.": set(),
        "Putin told the press.": set(),
        "Asked by reporters, Putin criticised Iran.": {"person:vladimir-putin state:IRN"},
    },
    "states of a part of the world": {
        "Some European countries criticised Russia.": {"org:unnamed-european-countries state:RUS"},
        "China threatened 20 countries.": {"state:CHN org:unnamed-countries"},
        "China threatened the countries.": set(),
        "The parliament of Portugal extended the state of emergency after Russia warned China.": {"state:RUS state:CHN"},
    },
    "unnamed ones at home": {
        "In Nairobi, protesters stormed the French embassy.": {"people:ken body:fra-embassy"},
        "In Nairobi, soldiers attacked France.": {"body:unnamed-soldiers state:FRA"},
        "In Nairobi, tourists attacked the French embassy.": {"people:unnamed-tourists body:fra-embassy"},
        "Police in Colombia's second city arrested a Canadian man.": {"body:col-national-police people:can"},
        "A court in the northern town of Kaduna freed Wole Gadsby.": {"body:nga-court person:wole-gadsby"},
    },
    "what a name is": {
        "Indian soldiers shelled Vejra, Pakistan.": {"body:ind-armed-forces state:PAK"},
        "Verdi, Germany's second-largest trade union, condemned Iran.": {"org:deu-verdi state:IRN"},
        "Israeli warplanes targeted Iran's main Tarkan Nuclear Facility.": {"body:isr-defense-forces state:IRN"},
        "Militant group Hamas calls on Iran to stop.": {"group:hamas state:IRN"},
        "Japan praised Tropical Storm Gadsby.": set(),
    },
    "whose weapons and ships": {
        "Russia shot down eight American missiles fired by Ukraine.": {"state:RUS body:ukr-armed-forces"},
        "The US seized the Panamanian-flagged tanker Lady Rima.": {"state:USA state:PAN"},
        "China seized the tanker Lady Rima.": set(),
    },
    "what an article has named in full": {
        "Iran thanked the United States House of Representatives and the White House. Russia condemned the House.": {
            "state:IRN body:usa-house-of-representatives",
            "state:IRN body:usa-white-house",
            "state:RUS body:usa-house-of-representatives",
        },
        "The Taliban criticised the Conservative Party. Iran praised the party.": {
            "group:taliban party:conservative-uk",
            "state:IRN party:conservative-uk",
        },
        "A US senator criticised Iran.": {"people:usa-senator state:IRN"},
    },
    "a part of another state": {
        "Joe Biden lost Texas.": set(),
        "Russia attacked Texas.": {"state:RUS state:USA"},
        "Germany gave Kyiv two systems.": {"state:DEU state:UKR"},
        "China eased sanctions on the Korean Peninsula after it thanked South Korea.": {"state:CHN state:KOR"},
    },
    "a part of one's own state": {
        "Syrian forces attacked the rebel-held enclave of Eastern Ghouta.": {"body:syr-armed-forces people:of-eastern-ghouta"},
        "Iraq imposed a curfew on Basra.": set(),  # a state alone, through a noun: too little
        "Iraqi officials imposed a curfew on Basra.": {"body:irq-government people:of-basra"},
        "Putin visited Kazan.": set(),
        "Ukrainian forces attacked Crimea.": set(),  # another state holds it
        "Armenian police detained Ara Gadsby in Yerevan.": {"body:arm-police person:ara-gadsby"},
    },
    "facilities": {
        "Al-Shabaab attacked Jomo Kenyatta Airport.": {"group:al-shabaab state:KEN"},
        "Ukraine attacked the Ryazan refinery.": {"state:UKR state:RUS"},
        "Rebels attacked Lufkin Airport.": set(),
    },
    "whose they are": {
        "France recalled its ambassador Bernard Gadsby from Algiers.": {"state:FRA state:DZA"},
        "Troops loyal to Khalifa Haftar attacked Chad.": {"person:khalifa-haftar state:TCD"},
        "France would recall its ambassador, Sylvain Itte, and leave Niger.": {"state:FRA state:NER"},
        "French president Emmanuel Macron thanked Chad.": {"person:emmanuel-macron state:TCD"},
        "The missiles fired by Iran hit Israel.": {"body:irn-armed-forces state:ISR"},
        "Nigerian and British armed forces attacked Chad.": {
            "body:nga-armed-forces state:TCD",
            "body:gbr-armed-forces state:TCD",
        },
        "Biden urged partners like Japan to help.": {"person:joe-biden state:JPN"},
    },
    "names that neither table nor recogniser explains": {
        "Pltavchenko criticised Uruguay.": {"person:pltavchenko state:URY"},
        "Inflation hurt Uruguay.": set(),
    },
    "a medium is no source": {"Rwanda wrote on Facebook that Burundi attacked Kenya.": {"state:BDI state:KEN"}},
}


@pytest.fixture(scope="module")
def read(extractor, gazetteer: Gazetteer) -> dict[str, list[Statement]]:
    sentences = [sentence for cases in CASES.values() for sentence in cases]
    resolver, coder, rules = Resolver(gazetteer), Coder.load(), Rules.load()
    documents = extractor.read(Article(str(i), "", s, "2024-06-20") for i, s in enumerate(sentences))
    return {s: list(assemble(d, resolver.resolve(d), coder, rules)) for s, d in zip(sentences, documents, strict=True)}


@pytest.mark.parametrize(("sentence", "pairs"), [pair for cases in CASES.values() for pair in cases.items()])
def test_who_is_a_party(sentence: str, pairs: set[str], read: dict[str, list[Statement]]) -> None:
    assert {f"{s.source.actor.id} {s.target.actor.id}" for s in read[sentence]} == pairs


def test_of_a_person_the_mention_is_the_name(read: dict[str, list[Statement]]) -> None:
    (found,) = read["French president Emmanuel Macron thanked Chad."]
    text = found.evidence.sentence
    assert found.source.mention == text[found.source.start : found.source.end] == "Emmanuel Macron"
