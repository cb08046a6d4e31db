"""Statements made by hand, for tests of the page that need no parser."""

from __future__ import annotations

import random

from kg.graph import Network
from kg.ids import digest
from kg.model import Actor, ActorMention, Code, Evidence, Relation, Statement

ACTORS = {
    actor.id: actor
    for actor in (
        *(
            Actor(f"state:{code}", name, "state", code, "GOV", None)
            for code, name in (
                ("USA", "United States"),
                ("CHN", "China"),
                ("RUS", "Russia"),
                ("UKR", "Ukraine"),
                ("IRN", "Iran"),
                ("ISR", "Israel"),
                ("PRK", "North Korea"),
                ("KOR", "South Korea"),
                ("JPN", "Japan"),
                ("IND", "India"),
                ("PAK", "Pakistan"),
                ("TUR", "Turkey"),
                ("SYR", "Syria"),
                ("LBN", "Lebanon"),
                ("EGY", "Egypt"),
                ("QAT", "Qatar"),
                ("SAU", "Saudi Arabia"),
                ("DEU", "Germany"),
                ("FRA", "France"),
                ("GBR", "United Kingdom"),
                ("POL", "Poland"),
                ("ARM", "Armenia"),
                ("AZE", "Azerbaijan"),
                ("SDN", "Sudan"),
                ("ETH", "Ethiopia"),
                ("MLI", "Mali"),
                ("NER", "Niger"),
                ("COD", "DR Congo"),
                ("RWA", "Rwanda"),
                ("VEN", "Venezuela"),
                ("GUY", "Guyana"),
                ("PHL", "Philippines"),
                ("TWN", "Taiwan"),
            )
        ),
        Actor("org:nato", "NATO", "org", None, "IGO", "Q7184", ("North Atlantic Treaty Organization",)),
        Actor("org:european-union", "European Union", "org", None, "IGO", None, ("EU", "Brussels")),
        Actor("org:united-nations", "United Nations", "org", None, "IGO", None, ("UN",)),
        Actor("group:hamas", "Hamas", "group", "PSE", "REB", None),
        Actor("group:hezbollah", "Hezbollah", "group", "LBN", "REB", None),
        Actor("group:houthis", "Houthis", "group", "YEM", "REB", None, ("Ansar Allah",)),
        Actor("group:rapid-support-forces", "Rapid Support Forces", "group", "SDN", "REB", None, ("RSF",)),
        Actor("body:sdn-army", "Sudanese Army", "body", "SDN", "MIL", None),
        Actor("body:rus-ministry-of-defence", "Russian Ministry of Defence", "body", "RUS", "MIL", None),
        Actor("person:volodymyr-zelenskyy", "Volodymyr Zelenskyy", "person", "UKR", "GOV", None, ("Zelensky",)),
        Actor("person:recep-tayyip-erdogan", "Recep Tayyip Erdoğan", "person", "TUR", "GOV", None),
        Actor("people:syr", "Syrians", "people", "SYR", "CVL", None),
        Actor("company:gazprom", "Gazprom", "company", "RUS", "BUS", None),
    )
}

CODES = {
    "struck": Code("ASSAULT", "aerial", (), "190", 4, -10.0, -10.0, "strike"),
    "sanctioned": Code("SANCTION", "economic", (), "163", 4, -8.0, -7.0, "sanction"),
    "threatened": Code("THREATEN", None, (), "130", 3, -4.4, -5.0, "threaten"),
    "accused": Code("ACCUSE", None, (), "112", 3, -2.0, -3.0, "accuse"),
    "urged": Code("REQUEST", "change", (), "020", 3, 3.0, -1.0, "urge"),
    "met": Code("CONSULT", "meet", (), "040", 1, 1.0, 2.0, "meet"),
    "backed": Code("SUPPORT", None, (), "050", 1, 3.5, 4.0, "back"),
    "agreed with": Code("AGREE", None, (), "057", 1, 8.0, 6.0, "agree"),
    "sent aid to": Code("AID", "humanitarian", (), "073", 2, 7.4, 8.0, "aid"),
    "talked about": None,
}

BLOCS = (
    (
        "UKR RUS org:nato POL DEU GBR FRA USA org:european-union person:volodymyr-zelenskyy"
        " body:rus-ministry-of-defence company:gazprom",
        70,
    ),
    ("ISR IRN group:hamas group:hezbollah LBN EGY QAT SAU USA group:houthis SYR people:syr TUR person:recep-tayyip-erdogan", 70),
    ("CHN USA TWN PHL JPN KOR PRK RUS", 40),
    ("IND PAK CHN", 14),
    ("ARM AZE TUR RUS", 10),
    ("SDN group:rapid-support-forces body:sdn-army EGY org:united-nations ETH", 20),
    ("COD RWA org:united-nations", 8),
    ("MLI NER FRA", 6),
    ("VEN GUY USA", 8),
)


def statement(
    source: Actor,
    words: str,
    target: Actor,
    *,
    date: str | None = "2024-05-01",
    status: str = "actual",
    symmetric: bool = False,
    code: Code | None = None,
    article: str = "a1",
    title: str = "A headline",
    outlet: str | None = "sample",
    url: str | None = "https://example.org/story",
    attribution: Actor | None = None,
    tail: str = ".",
    lead: str = "",
) -> Statement:
    """One statement whose sentence reads `lead`, source, words, target, `tail`."""
    text = f"{lead}{source.name} {words} {target.name}{tail}"
    offset = len(title) + 2
    a = offset + len(lead)
    b = a + len(source.name) + 1
    c = b + len(words) + 1
    return Statement(
        id=digest(article, text, words, source.id, target.id, status),
        symmetric=symmetric,
        status=status,  # type: ignore[arg-type]
        evidence=Evidence(article, title, date, outlet, url, text, offset, offset + len(text)),
        source=ActorMention(source, source.name, a, a + len(source.name)),
        relation=Relation(words.split()[0], words, None, ((b, b + len(words)),)),
        target=ActorMention(target, target.name, c, c + len(target.name)),
        attribution=ActorMention(attribution, attribution.name, 0, 0) if attribution else None,
        date=date,
        date_granularity="day" if date else None,
        date_basis="text" if date else None,
        date_phrase=None,
        place=None,
        place_country=None,
        code=code,
        rule="hand",
        confidence=0.9,
    )


def small() -> Network:
    """Four links with known events."""
    russia, ukraine, china, usa = (ACTORS[f"state:{code}"] for code in ("RUS", "UKR", "CHN", "USA"))
    return Network.from_statements(
        [
            statement(
                russia,
                "struck",
                ukraine,
                code=CODES["struck"],
                date="2024-03-01",
                article="a1",
                outlet="Post",
                tail=" on Friday.",
            ),
            statement(russia, "struck", ukraine, code=CODES["struck"], date="2024-05-02", article="a2", outlet="Herald"),
            statement(
                russia,
                "accused",
                ukraine,
                code=CODES["accused"],
                date="2024-04-01",
                article="a3",
                status="negated",
                attribution=china,
                lead="China said that ",
                url="javascript:alert(1)",
            ),
            statement(ukraine, "backed", usa, code=CODES["backed"], date="2024-06-01", article="a4", status="possible"),
            statement(china, "talked about", usa, date=None, article="a5"),
            statement(china, "met", russia, code=CODES["met"], symmetric=True, date="2024-01-01", article="a6"),
        ]
    )


def sample() -> Network:
    """Some 240 statements between some 45 actors, the same every time."""
    dice = random.Random(3)
    made = []
    for bloc, count in BLOCS:
        who = [ACTORS[name if ":" in name else f"state:{name}"] for name in bloc.split()]
        chances = [1 / (i + 1) for i in range(len(who))]
        for i in range(count):
            source, target = dice.choices(who, chances)[0], dice.choices(who, chances)[0]
            while target is source:
                target = dice.choice(who)
            words = dice.choice(sorted(CODES))
            day = f"2024-{dice.randint(1, 12):02d}-{dice.randint(1, 28):02d}"
            claim = dice.choice(who) if dice.random() < 0.15 else None
            made.append(
                statement(
                    source,
                    words,
                    target,
                    date=day,
                    code=CODES[words],
                    symmetric=words == "met",
                    status=dice.choices(["actual", "negated", "future", "requested", "possible"], [8, 1, 1, 1, 1])[0],
                    article=f"{who[0].id}-{i // 2}",
                    title=f"{source.name} and {target.name}: what is known so far",
                    outlet=dice.choice(["Sample Post", "Daily Example", None]),
                    attribution=claim,
                    lead=f"{claim.name} said that " if claim else "",
                    tail=dice.choice([" on Monday.", ", officials in the capital announced.", "."]),
                )
            )
    return Network.from_statements(made)


def many(links: int) -> Network:
    """`links` different links between as few actors as a real graph of that size has."""
    dice = random.Random(5)
    actors = [Actor(f"org:a{i}", f"Actor {i}", "org") for i in range(max(12, int(links**0.75)))]
    chances = [1 / (i + 3) for i in range(len(actors))]
    words = sorted(CODES)
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < links:
        a, b = dice.choices(range(len(actors)), chances, k=2)
        if a == b:
            b = dice.randrange(len(actors))
        if a != b:
            pairs.add((a, b))
    made = []
    for i, (a, b) in enumerate(sorted(pairs)):
        verb = dice.choice(words)
        made.append(statement(actors[a], verb, actors[b], code=CODES[verb], article=f"a{i}", date=f"2024-01-{i % 28 + 1:02d}"))
    return Network.from_statements(made)
