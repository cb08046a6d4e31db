"""The actor tables: every row well formed, and the loader's answers."""

from __future__ import annotations

import csv
import io
import re
from importlib import resources
from pathlib import Path

import pytest

from kg.errors import TableError
from kg.gazetteer import FORMS, GUARDS, Gazetteer, Office, alias_key, plain
from kg.model import KINDS

TABLES = resources.files("kg.gazetteer").joinpath("tables")
ACTOR_TABLES = ("bodies.csv", "groups.csv", "organisations.csv", "people.csv", "states.csv")
NAME_TABLES = ("body_names.csv", "group_names.csv", "organisation_names.csv", "person_names.csv", "state_names.csv")
OTHER_TABLES = (
    "blocks.csv", "members.csv", "office_words.csv", "offices.csv", "past_offices.csv", "places.csv", "regions.csv", "roles.csv",
    "things.csv", "years.csv",
)  # fmt: skip
ALL_TABLES = (*ACTOR_TABLES, *NAME_TABLES, *OTHER_TABLES)
# PLOVER sectors, the two country-less kinds of organisation, and none
SECTORS = {*"AGR BUS COP CRM CVL EDU ELI GOV IGO JRN JUD LAB LEG MED MIL NGO OPP PRM PTY REB REF REL SOC SPY UAF".split(), ""}
STANDINGS = {"member", "observer", "other", "territory", "defacto", "former"}


def text(table: str) -> str:
    return TABLES.joinpath(table).read_text(encoding="utf-8")


def rows(table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text(table))))


COUNTRIES = {row["country"] for row in rows("states.csv")}
IDS = {row["id"] for table in ACTOR_TABLES for row in rows(table)}


@pytest.mark.parametrize("table", ALL_TABLES)
def test_a_table_is_sorted_without_repeats_or_stray_blanks(table: str) -> None:
    lines = list(csv.reader(io.StringIO(text(table))))
    assert "\r" not in text(table) and text(table).endswith("\n")
    assert lines[1:] == sorted(lines[1:])
    assert len({tuple(line) for line in lines}) == len(lines)
    assert {len(line) for line in lines} == {len(lines[0])}
    assert all(cell == " ".join(cell.split()) for line in lines for cell in line)


OF_EXPORTS = ("coordinates.csv", "state_codes.csv", "state_coordinates.csv", "wikidata.csv")  # looked up by id


def test_no_table_lies_beside_the_known_ones() -> None:
    assert {entry.name for entry in TABLES.iterdir() if entry.name.endswith(".csv")} == {*ALL_TABLES, *OF_EXPORTS}


@pytest.mark.parametrize("table", ACTOR_TABLES)
def test_actors_have_ids_of_their_kind_and_known_countries_and_sectors(table: str) -> None:
    found = rows(table)
    assert [row["id"] for row in found if not re.fullmatch(rf"({'|'.join(KINDS)}):[\w-]+", row["id"])] == []
    assert len({row["id"] for row in found}) == len(found)
    assert {row["country"] for row in found} - COUNTRIES <= {""}
    assert {row.get("role", "") for row in found} <= SECTORS
    assert [row["id"] for row in found if row.get("wikidata") and not re.fullmatch(r"Q[1-9]\d*", row["wikidata"])] == []
    assert [row["id"] for row in found if "kind" in row and not row["id"].startswith(row["kind"] + ":")] == []
    assert [row["id"] for row in found if row.get("gender", "") not in ("male", "female", "")] == []
    assert all(row["name"] for row in found)


def test_no_id_stands_in_two_tables() -> None:
    assert len(IDS) == sum(len(rows(table)) for table in ACTOR_TABLES)


def test_states_have_iso_codes_and_standing() -> None:
    states = rows("states.csv")
    assert {row["standing"] for row in states} == STANDINGS
    assert sum(row["standing"] == "member" for row in states) == 193
    for row in states:
        if row["standing"] in ("defacto", "former"):
            assert row["id"].startswith("state:x-") and not row["iso3"]
        else:
            assert row["id"] == f"state:{row['iso3']}" == f"state:{row['country']}"
            assert re.fullmatch("[A-Z]{2}", row["iso2"]) and re.fullmatch("[A-Z]{3}", row["iso3"])
    for column in ("iso2", "iso3", "name"):
        values = [row[column] for row in states if row[column]]
        assert len(values) == len(set(values))


@pytest.mark.parametrize("table", NAME_TABLES)
def test_names_belong_to_actors_and_have_known_forms_and_guards(table: str) -> None:
    found = rows(table)
    assert [row for row in found if row["actor"] not in IDS] == []
    assert {row["form"] for row in found} <= set(FORMS) - {"place"}
    assert {guard for row in found for guard in row["guard"].split("|")} - {""} <= set(GUARDS)
    assert [row for row in found if row["guard"] != "|".join(sorted(row["guard"].split("|")))] == []
    keys = [(row["alias"], row["actor"], row["form"]) for row in found]
    assert len(keys) == len(set(keys))


def test_every_member_state_has_an_adjective_or_demonym_and_a_capital() -> None:
    forms = {(row["actor"], row["form"]) for row in rows("state_names.csv")}
    members = [row["id"] for row in rows("states.csv") if row["standing"] in ("member", "observer")]
    assert [m for m in members if not {(m, "adjective"), (m, "demonym")} & forms] == []
    city_states = {"state:MCO", "state:SGP", "state:VAT", "state:PSE"}
    assert [m for m in members if (m, "capital") not in forms and m not in city_states] == []


def test_places_belong_to_states() -> None:
    found = rows("places.csv")
    assert {row["country"] for row in found} <= {row["iso3"] for row in rows("states.csv")} - {""}
    assert {row["type"] for row in found} <= {"city", "facility", "held", "province", "region", "state"}
    assert {guard for row in found for guard in row["guard"].split("|")} - {""} <= set(GUARDS)
    keys = [(row["name"], row["country"]) for row in found]
    assert len(keys) == len(set(keys)) >= 1500


def test_regions_hold_states(gazetteer: Gazetteer) -> None:
    assert {row["state"] for row in rows("regions.csv")} <= {row["id"] for row in rows("states.csv")}
    assert "state:IRN" in gazetteer.regions["middle eastern"] and "state:USA" not in gazetteer.regions["middle eastern"]


def test_a_block_is_nobodys_name(gazetteer: Gazetteer) -> None:
    assert [row["phrase"] for row in rows("blocks.csv") if row["phrase"] in {name.alias for name in gazetteer.names}] == []


def test_roles_are_lower_case_nouns_with_kind_and_sector() -> None:
    found = rows("roles.csv")
    assert len({row["noun"] for row in found}) == len(found) >= 400
    assert [row["noun"] for row in found if row["noun"] != row["noun"].lower()] == []
    assert {row["kind"] for row in found} <= set(KINDS)
    assert {row["role"] for row in found} <= SECTORS
    assert {row["number"] for row in found} == {"singular", "plural"}
    assert {row["gender"] for row in found} == {"male", "female", "neuter", ""}
    assert all(row["sense"] for row in found)


def test_offices_name_persons_and_end_after_they_start() -> None:
    found = rows("offices.csv")
    people = {row["id"] for row in rows("people.csv")}
    assert [row for row in found if row["person"] not in people] == []
    assert {row["country"] for row in found} <= COUNTRIES | IDS | {""}
    assert {row["role"] for row in found} <= SECTORS
    dates = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
    assert [row for row in found for end in ("start", "end") if row[end] and not dates.fullmatch(row[end])] == []
    assert [row for row in found if row["start"] and row["end"] and row["start"] > row["end"] + "~"] == []


def test_members_of_organisations_are_states() -> None:
    found = rows("members.csv")
    assert {row["organisation"] for row in found} <= IDS
    assert {row["country"] for row in found} <= COUNTRIES


@pytest.mark.parametrize(
    ("alias", "actor", "form"),
    [
        ("United States", "state:USA", "name"),
        ("U.S.", "state:USA", "acronym"),
        ("the Hague", "state:NLD", "capital"),
        ("The Hague", "state:NLD", "capital"),
        ("Côte d’Ivoire", "state:CIV", "name"),
        ("Cote d'Ivoire", "state:CIV", "name"),
        ("DPRK", "state:PRK", "acronym"),
        ("Burma", "state:MMR", "former"),
        ("Swaziland", "state:SWZ", "former"),
        ("Kiev", "state:UKR", "capital"),
        ("Republic of Korea", "state:KOR", "official"),
        ("Afghans", "state:AFG", "demonym"),
        ("Russian", "state:RUS", "adjective"),
        ("Kharkiv", "state:UKR", "place"),
        ("West Bank", "state:PSE", "place"),
        ("the Kremlin", "body:rus-kremlin", "name"),
        ("Elysee", "body:fra-elysee-palace", "metonym"),
        ("IRGC", "body:irn-islamic-revolutionary-guard-corps", "acronym"),
        ("Somaliland", "state:x-somaliland", "name"),
    ],
)
def test_an_alias_means(gazetteer: Gazetteer, alias: str, actor: str, form: str) -> None:
    first = gazetteer.by_alias(alias)[0]
    assert (first.actor, first.form) == (actor, form)


@pytest.mark.parametrize("alias", ["us", "Us", "who", "is", "nonsense", ""])
def test_a_case_guard_keeps_ordinary_words_out(gazetteer: Gazetteer, alias: str) -> None:
    assert gazetteer.by_alias(alias) == ()


@pytest.mark.parametrize(
    ("alias", "guard"),
    [("Jordan", "name"), ("Chad", "name"), ("Georgia", "name"), ("Turkey", "word"), ("Polish", "word"), ("US", "case")],
)
def test_a_risky_alias_is_guarded(gazetteer: Gazetteer, alias: str, guard: str) -> None:
    assert guard in gazetteer.by_alias(alias)[0].guards


def test_the_likelier_meaning_of_an_alias_comes_first(gazetteer: Gazetteer) -> None:
    assert [name.actor for name in gazetteer.by_alias("Congolese")] == ["state:COD", "state:COG"]
    assert [name.actor for name in gazetteer.by_alias("Georgia")] == ["state:GEO", "state:USA"]


def test_a_defacto_state_counts_to_its_un_state(gazetteer: Gazetteer) -> None:
    actor = gazetteer.actors["state:x-somaliland"]
    assert (actor.kind, actor.country) == ("state", "SOM")


def test_aliases_of_an_actor_are_its_names_only(gazetteer: Gazetteer) -> None:
    aliases = gazetteer.actors["state:RUS"].aliases
    assert "Russian Federation" in aliases
    assert not {"Russia", "Russian", "Russians", "Moscow", "Belgorod"} & set(aliases)


def test_names_come_in_every_spelling(gazetteer: Gazetteer) -> None:
    aliases = {name.alias for name in gazetteer.names}
    assert {"São Tomé and Príncipe", "Sao Tome and Principe", "Côte d'Ivoire", "Côte d’Ivoire", "Cote d’Ivoire"} <= aliases


def test_seas_and_things_block_the_names_they_hold(gazetteer: Gazetteer) -> None:
    assert {"South China Sea", "Latin American", "guinea pig"} <= set(gazetteer.blocks)


@pytest.mark.parametrize(
    ("noun", "role", "kind", "number"),
    [
        ("foreign minister", "GOV", "person", "singular"),
        ("troops", "MIL", "body", "plural"),
        ("rebels", "REB", "group", "plural"),
        ("police", "COP", "body", "plural"),
        ("parliament", "LEG", "body", "singular"),
        ("citizens", "CVL", "people", "plural"),
        ("ambassador", "GOV", "person", "singular"),
        ("oil tanker", None, "company", "singular"),
    ],
)
def test_a_role_noun_has_a_sector(gazetteer: Gazetteer, noun: str, role: str | None, kind: str, number: str) -> None:
    found = gazetteer.roles[noun]
    assert (found.role, found.kind, found.number) == (role, kind, number)


@pytest.mark.parametrize(
    ("country", "noun", "body"),
    [
        ("ISR", "military", "body:isr-defense-forces"),
        ("USA", "armed forces", "body:usa-armed-forces"),
        ("RUS", "Foreign Ministry", "body:rus-ministry-of-foreign-affairs"),
        ("IRN", "parliament", "body:irn-islamic-consultative-assembly"),
    ],
)
def test_a_noun_stands_for_an_organ_of_a_state(gazetteer: Gazetteer, country: str, noun: str, body: str) -> None:
    organ = gazetteer.organ(country, noun)
    assert organ is not None and organ.id == body
    assert gazetteer.organ(country, "nonsense") is None


@pytest.mark.parametrize(
    ("start", "end", "date", "held"),
    [
        ("2017-01-20", "2021-01-20", "2019-06-01", True),
        ("2017-01-20", "2021-01-20", "2021-01-20", True),
        ("2017-01-20", "2021-01-20", "2021-01-21", False),
        ("2017-01-20", "2021-01-20", "2017", True),
        ("2017", "2019-03", "2019-03-31", True),
        ("2017", "2019-03", "2019-04-01", False),
        ("2017", None, "2026", True),
        (None, "2017", "1990", True),
    ],
)
def test_an_office_is_held_between_its_dates(start: str | None, end: str | None, date: str, held: bool) -> None:
    assert Office("person:x", "president", "USA", "GOV", start, end).held(date) is held


def test_the_date_picks_the_office_holder(gazetteer: Gazetteer) -> None:
    assert gazetteer.holders("President", "USA", "2010-05-05") == ("person:barack-obama",)
    assert gazetteer.holders("president", "USA", "2018") == ("person:donald-trump",)
    assert gazetteer.holders("president", "USA", "1700") == ()
    assert gazetteer.holders("astronaut", "USA") == ()
    assert [office.office for office in gazetteer.offices_of("person:barack-obama", "2010")] == ["president"]
    assert len(gazetteer.offices_of("person:barack-obama")) >= 1


def test_members_and_country_names(gazetteer: Gazetteer) -> None:
    assert {"USA", "TUR", "FIN"} <= set(gazetteer.members("org:nato"))
    assert gazetteer.members("org:nonsense") == ()
    assert gazetteer.country_name("XKX") == "Kosovo"


@pytest.mark.parametrize(("text_in", "key"), [("The  Hague", "hague"), ("Côte d’Ivoire", "cote d'ivoire")])
def test_lookup_keys_ignore_case_diacritics_and_the(text_in: str, key: str) -> None:
    assert alias_key(text_in) == key == alias_key(plain(text_in))


@pytest.fixture
def table(tmp_path: Path):
    def write(*lines: str, header: str = "alias,id,name,kind,country,role,wikidata,guard") -> Path:
        path = tmp_path / f"actors{len(list(tmp_path.iterdir()))}.csv"
        path.write_text("\n".join((header, *lines)) + "\n", encoding="utf-8")
        return path

    return write


def test_a_users_table_adds_an_actor(table) -> None:
    found = Gazetteer.load([table("Nova Corps,group:nova-corps,Nova Corps of Arcadia,group,RUS,REB,Q1,case")])
    actor = found.actors["group:nova-corps"]
    assert (actor.name, actor.kind) == ("Nova Corps of Arcadia", "group")
    assert (actor.country, actor.role, actor.wikidata) == ("RUS", "REB", "Q1")
    assert found.by_alias("Nova Corps")[0].actor == found.by_alias("Nova Corps of Arcadia")[0].actor == "group:nova-corps"
    assert found.by_alias("nova corps") == ()


def test_a_users_table_needs_little(table) -> None:
    found = Gazetteer.load([table("Nova Corps,group", header="alias,kind")])
    assert found.actors[found.by_alias("Nova Corps")[0].actor].id == "group:nova-corps"


def test_a_users_alias_overrules_the_tables_and_keeps_its_form(table) -> None:
    found = Gazetteer.load([table("Crimea,state:RUS,,,,,,")])
    assert [(name.actor, name.form) for name in found.by_alias("Crimea")] == [("state:RUS", "place")]
    assert found.actors["state:RUS"].name == "Russia"


def test_a_users_id_overrules_what_the_tables_say_of_it(table) -> None:
    found = Gazetteer.load([table("Hamas,group:hamas,,,,OPP,,")])
    assert (found.actors["group:hamas"].name, found.actors["group:hamas"].role) == ("Hamas", "OPP")


def test_a_later_table_overrules_an_earlier_one(table) -> None:
    first, second = table("Crimea,state:RUS,,,,,,"), table("Crimea,state:TUR,,,,,,")
    assert [name.actor for name in Gazetteer.load([first, second]).by_alias("Crimea")] == ["state:TUR"]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("X,thing:x,,,,,,", "kind 'thing'"),
        ("X,,,,,,,", "kind ''"),
        ("X,group:,,,,,,", "id 'group:'"),
        ("X,group:x,,org,,,,", "id 'group:x'"),
        ("X,group:x,,,Russia,,,", "'Russia'"),
        ("X,group:x,,,RUS,,,loud", "unknown guard loud"),
        (",group:x,,,,,,", "neither alias nor name"),
        ("X,group:x", "expected 8 cells"),
        ('"X,group:x,,,,,,', "not a CSV row"),
    ],
)
def test_a_bad_row_is_named_by_file_and_line(table, line: str, says: str) -> None:
    path = table("Fine,group:fine,,,,,,", line)
    with pytest.raises(TableError, match=re.escape(f"{path}:3: ")) as caught:
        Gazetteer.load([path])
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("header", "says"),
    [("id,name", "no column alias"), ("alias,id,colour", "unknown column colour"), ("alias,alias", "named twice")],
)
def test_a_bad_header_is_named(table, header: str, says: str) -> None:
    with pytest.raises(TableError, match=says):
        Gazetteer.load([table("x,y", header=header)])


def test_a_table_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    latin = tmp_path / "latin.csv"
    latin.write_bytes("alias,kind\nMalé,state\n".encode("latin-1"))
    for path in (tmp_path / "absent.csv", latin, tmp_path):
        with pytest.raises(TableError, match=re.escape(str(path))):
            Gazetteer.load([path])


def test_the_government_of_a_province_is_none_of_its_state(gazetteer: Gazetteer) -> None:
    assert (found := gazetteer.organ("SOM", "government")) is None or "Jubaland" not in found.name
