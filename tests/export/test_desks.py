"""The columns of POLECAT, ICEWS and GDELT, as their files have them, and what stands in them."""

from __future__ import annotations

import csv
import dataclasses
from pathlib import Path

from factories import ASSAULT, CONSULT, make_actor, make_article, make_statement

from kg.api.graph import Graph
from kg.export.tables import acled, gdelt, icews
from kg.export.tables.polecat import COLUMNS
from kg.gazetteer.facts import state_codes
from kg.gazetteer.source import entries
from kg.model import Code

A = make_article("a", published="2024-01-31", outlet="Out")
ARMY = make_actor("body:rus-army", name="Russian\tArmy", country="RUS", role="MIL")
GRAPH = Graph.from_statements(
    [
        make_statement(
            ARMY, "attack", "state:UKR", article=A, code=ASSAULT, date="2024-01-29", place="Kyiv", place_country="UKR",
        ),
        make_statement("state:RUS", "attack", "state:UKR", article=A, code=ASSAULT, status="requested", start=50),
        make_statement("state:RUS", "attack", "state:UKR", article=A, code=None, start=100),
        make_statement(
            "state:USA", "meet", "group:x", article=A, code=CONSULT, symmetric=True, date="2024-01", granularity="month",
            place="Nowhere", start=150,
        ),
    ],
    [A],
)  # fmt: skip
PUBLISHED = """Event ID, Event Date, Event Type, Event Mode, Intensity, Quad Code, Contexts, Actor Name, Actor Country, Actor COW,
Primary Actor Sector, Actor Sectors, Actor Title, Actor Name Raw, Wikipedia Actor ID, Recipient Name, Recipient Country,
Recipient COW, Primary Recipient Sector, Recipient Sectors, Recipient Title, Recipient Name Raw, Wikipedia Recipient ID,
Placename, City, District, Province, Country, Latitude, Longitude, GeoNames ID, Raw Placename, Feature Type, Source,
Publication Date, Story People, Story Organizations, Story Locations, Language, Version"""


def written(tmp_path: Path) -> list[dict[str, str]]:
    GRAPH.write(tmp_path / "g.polecat.tsv")
    with (tmp_path / "g.polecat.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def test_the_published_columns_in_their_order(tmp_path: Path) -> None:
    assert list(COLUMNS) == [name.strip() for name in PUBLISHED.replace("\n", " ").split(",")]
    assert list(written(tmp_path)[0]) == list(COLUMNS)


def test_an_attack(tmp_path: Path) -> None:
    (war,) = (row for row in written(tmp_path) if row["Event Type"] == "ASSAULT")
    said = {
        "Event Date": "2024-01-29",
        "Intensity": "-9.0",
        "Quad Code": "MATERIAL CONFLICT",
        "Contexts": "military",
        "Actor Name": "Russian Army",
        "Actor Country": "RUS",
        "Actor COW": "365",
        "Primary Actor Sector": "MIL",
        "Actor Name Raw": "Russian Army",
        "Recipient COW": "369",
        "Wikipedia Recipient ID": "Ukraine",
        "City": "Kyiv",
        "Province": "",
        "Country": "UKR",
        "Source": "Out",
        "Publication Date": "2024-01-31",
        "Story People": "",
    }
    assert {name: war[name] for name in said} == said
    assert (round(float(war["Latitude"])), round(float(war["Longitude"]))) == (50, 31)


def test_what_is_not_known_is_empty(tmp_path: Path) -> None:
    (talks,) = (row for row in written(tmp_path) if row["Event Type"] == "CONSULT")
    empty = {name for name, value in talks.items() if not value}
    assert empty >= {"Event Date", "Placename", "City", "Latitude", "GeoNames ID", "Actor COW", "Actor Country"} - {"Event Mode"}
    assert talks["Raw Placename"] == "Nowhere"


def test_only_what_took_place_and_has_a_code(tmp_path: Path) -> None:
    assert [row["Event Type"] for row in written(tmp_path)].count("ASSAULT") == 1 and len(written(tmp_path)) == 2


def test_every_member_of_the_united_nations_has_a_number() -> None:
    from kg.gazetteer.tables import package_rows

    members = {cells["iso3"] for _, cells in package_rows("states.csv", ("iso3", "standing")) if cells["standing"] == "member"}
    codes = state_codes()
    assert {country for country in members if codes[country].cow and codes[country].fips and codes[country].numeric} == members
    for name in ("cow", "fips", "numeric"):
        given = [code for one in codes.values() if (code := getattr(one, name))]
        assert len(set(given)) == len(given), name


class TestIcews:
    PUBLISHED = """Event ID, Event Date, Source Name, Source Sectors, Source Country, Event Text, CAMEO Code, Intensity,
    Target Name, Target Sectors, Target Country, Story ID, Sentence Number, Publisher, City, District, Province, Country,
    Latitude, Longitude"""

    def test_columns_and_an_attack(self, tmp_path: Path) -> None:
        assert list(icews.COLUMNS) == [name.strip() for name in self.PUBLISHED.split(",")]
        GRAPH.write(tmp_path / "g.icews.tsv")
        with (tmp_path / "g.icews.tsv").open(encoding="utf-8", newline="") as file:
            (war,) = (row for row in csv.DictReader(file, delimiter="\t") if row["CAMEO Code"] == "190")
        assert war["Event Text"].lower().startswith("use conventional military force")
        assert (war["Source Country"], war["Target Country"], war["Intensity"]) == ("Russia", "Ukraine", "-10.0")
        assert (war["Story ID"], war["Publisher"], war["City"], war["Sentence Number"]) == ("a", "Out", "Kyiv", "")


class TestGdelt:
    def test_columns(self) -> None:
        names = list(gdelt.COLUMNS)
        assert len(names) == 58
        assert names[5:8] == ["Actor1Code", "Actor1Name", "Actor1CountryCode"] and names[15] == "Actor2Code"
        assert names[25:35] == [
            "IsRootEvent",
            "EventCode",
            "EventBaseCode",
            "EventRootCode",
            "QuadClass",
            "GoldsteinScale",
            "NumMentions",
            "NumSources",
            "NumArticles",
            "AvgTone",
        ]
        assert names[49:] == [
            "ActionGeo_Type",
            "ActionGeo_FullName",
            "ActionGeo_CountryCode",
            "ActionGeo_ADM1Code",
            "ActionGeo_Lat",
            "ActionGeo_Long",
            "ActionGeo_FeatureID",
            "DATEADDED",
            "SOURCEURL",
        ]

    def test_an_attack_without_a_header(self, tmp_path: Path) -> None:
        GRAPH.write(tmp_path / "g.gdelt.tsv")
        lines = [line.split("\t") for line in (tmp_path / "g.gdelt.tsv").read_text(encoding="utf-8").splitlines()]
        (war,) = (dict(zip(gdelt.COLUMNS, line, strict=True)) for line in lines if "190" in line)
        said = {
            "SQLDATE": "20240129",
            "MonthYear": "202401",
            "Year": "2024",
            "FractionDate": "2024.1616",
            "Actor1Code": "RUSMIL",
            "Actor1Name": "RUSSIAN ARMY",
            "Actor1Type1Code": "MIL",
            "Actor2Code": "UKR",
            "EventBaseCode": "190",
            "EventRootCode": "19",
            "QuadClass": "4",
            "GoldsteinScale": "-10.0",
            "NumMentions": "1",
            "ActionGeo_Type": "4",
            "ActionGeo_FullName": "Kyiv, Ukraine",
            "ActionGeo_CountryCode": "UP",
            "DATEADDED": "20240131",
            "SOURCEURL": "",
            "AvgTone": "",
            "IsRootEvent": "",
        }
        assert {name: war[name] for name in said} == said
        assert 0 < int(war["GLOBALEVENTID"]) < 2**63

    def test_what_is_dated_by_its_month_has_no_day(self, tmp_path: Path) -> None:
        GRAPH.write(tmp_path / "g.gdelt.tsv")
        (talks,) = (
            line.split("\t") for line in (tmp_path / "g.gdelt.tsv").read_text(encoding="utf-8").splitlines() if "\t040\t" in line
        )
        assert talks[1:5] == ["", "202401", "2024", ""]


class TestAcled:
    PUBLISHED = """event_id_cnty, event_date, year, time_precision, disorder_type, event_type, sub_event_type, actor1,
    assoc_actor_1, inter1, actor2, assoc_actor_2, inter2, interaction, civilian_targeting, iso, region, country, admin1, admin2,
    admin3, location, latitude, longitude, geo_precision, source, source_scale, notes, fatalities, tags, timestamp"""

    @staticmethod
    def rows(graph: Graph, path: Path) -> list[dict[str, str]]:
        graph.write(path / "g.acled.tsv")
        with (path / "g.acled.tsv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file, delimiter="\t"))

    def test_columns_and_an_attack(self, tmp_path: Path) -> None:
        assert list(acled.COLUMNS) == [name.strip() for name in self.PUBLISHED.replace("\n", " ").split(",")]
        (war,) = self.rows(GRAPH, tmp_path)  # talks are no event of ACLED
        said = {
            "event_date": "2024-01-29",
            "time_precision": "1",
            "disorder_type": "Political violence",
            "event_type": "Battles",
            "sub_event_type": "Armed clash",
            "actor1": "Russian Army",
            "inter1": "External/Other forces",
            "inter2": "State forces",
            "interaction": "State forces-External/Other forces",
            "civilian_targeting": "",
            "iso": "804",
            "country": "Ukraine",
            "location": "Kyiv",
            "geo_precision": "1",
            "fatalities": "",
        }
        assert {name: war[name] for name in said} == said

    def test_what_is_done_to_whom(self, tmp_path: Path) -> None:
        people, police = make_actor("people:x", role="CVL", country="IRN"), make_actor("body:y", role="COP", country="IRN")
        made = [
            (
                police,
                dataclasses.replace(ASSAULT, mode="beat"),
                people,
                "Violence against civilians",
                "Attack",
                "Civilian targeting",
            ),
            (
                police,
                dataclasses.replace(ASSAULT, mode="drone"),
                people,
                "Explosions/Remote violence",
                "Air/drone strike",
                "Civilian targeting",
            ),
            (people, Code("PROTEST", "riot", (), "145", 4, -7.5, -7.0, "riot"), police, "Riots", "Violent demonstration", ""),
            (
                police,
                Code("COERCE", "arrest", (), "173", 4, -5.0, -7.0, "arrest"),
                people,
                "Strategic developments",
                "Arrests",
                "",
            ),
        ]
        for source, code, target, *expected in made:
            graph = Graph.from_statements([make_statement(source, "do", target, article=A, code=code, date="2024-01-29")], [A])
            (row,) = self.rows(graph, tmp_path)
            assert [row[name] for name in ("event_type", "sub_event_type", "civilian_targeting")] == expected


def test_links_to_wikidata_are_of_known_actors() -> None:
    from kg.gazetteer.tables import package_rows

    known = {entry.actor.id: entry.actor.wikidata for entry in entries()}
    links = {cells["id"]: cells["wikidata"] for _, cells in package_rows("wikidata.csv", ("id", "wikidata", "source"))}
    assert len(links) > 3000 and all(known[ident] == item for ident, item in links.items())


def test_places_lie_on_the_globe() -> None:
    from kg.gazetteer.tables import package_rows

    for line, cells in package_rows("coordinates.csv", ("name", "country", "lat", "lon", "source")):
        assert -90 <= float(cells["lat"]) <= 90 and -180 <= float(cells["lon"]) <= 180 and cells["source"], line
