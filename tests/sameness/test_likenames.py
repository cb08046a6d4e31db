"""Names spelt nearly alike: one actor across articles where no table knows them, until a person says otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest
from factories import make_actor, make_article, make_statement
from typer.testing import CliRunner

from kg.api.graph import Graph
from kg.api.judge import judge, log, undo
from kg.cli import app
from kg.graph import Run
from kg.ids import actor_id
from kg.model import Actor, Kind
from kg.sameness.phonetics import reading
from kg.sameness.same_actors import likenesses
from kg.store import Store

RUN = Run("1", "m")


def called(name: str, country: str | None = None, kind: Kind = "person") -> Actor:
    return Actor(actor_id(kind, name, country), name, kind, country)


@pytest.mark.parametrize(
    "names",
    [
        "Zelensky Zelenskyy Zelenskiy Zelenskyi Zelenskij",
        "Mohammed Muhammad Mohamed Mohammad",
        "Hussein Husain Hossein Husayn",
        "Yevgeny Evgeny Yevgeniy Evgenii",
        "Sergei Sergey Serguei",
        "Aleksandr Alexander Alexandr",
        "Sharaa Shara",
        "Qasem Kassem",
        "Müller Mueller Muller",
        "Soleimani Suleimani Sulaymani",
        "defence defense",
        "organisation organization",
    ],
)
def test_spellings_of_one_name_read_alike(names: str) -> None:
    assert len({reading(name) for name in names.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (called("Viktor Muzhenkov"), called("Victor Muzhenkov")),
        (called("Ahmed al-Sharaya", "SYR"), called("Ahmad Al Sharayah", "SYR")),
        (called("Yevgeny Balitskov"), called("Evgeny Balitskov", "RUS")),
        (called("Abdel Fattah Dbeibahi"), called("Abdulfattah Dbeibahi")),
        (called("Yuri Ushakovsky"), called("Yury Ushakovsky")),
        (called("Brian Carrolton"), called("Brian T. Carrolton")),
        (called("B. Carrolton", "USA"), called("Brian Carrolton", "USA")),
        (called("Ministry of Defense Production", "PAK", "body"), called("Ministry of Defence Production", "PAK", "body")),
        (called("Labor Renewal Front", None, "party"), called("Labour Renewal Front", None, "party")),
        (called("Defense Brigade 12", "PAK", "body"), called("Defence Brigade 12", "PAK", "body")),
    ],
)
def test_one_actor(one: Actor, other: Actor) -> None:
    (found,) = likenesses({one: 1, other: 2})
    assert {found.one, found.other} == {one.id, other.id}
    assert found in likenesses({other: 2, one: 1})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (called("Defense Brigade 12", "PAK", "body"), called("Defence Brigade 13", "PAK", "body")),
        (called("Jamal Hamidov"), called("Jamil Hamidov")),  # another vowel, another name
        (called("Ivan Petrov"), called("Ivan Petrova")),
        (called("Wang Yi"), called("Wang Yu")),
        (called("John Petersen"), called("John Peterson")),
        (called("Hassan Nasserov"), called("Hussein Nasserov")),
        (called("Kim Jong-un"), called("Kim Jung-un")),
        (called("Viktor Orbanov"), called("Viktor Urbanov")),
        (called("George H. Bushman"), called("George W. Bushman")),
        (called("H. R. Bushman", "USA"), called("Henry Bushman", "USA")),
        (called("B. Carrolton"), called("Brian Carrolton")),
        (called("Viktor Muzhenkov", "UKR"), called("Victor Muzhenkov", "RUS")),
        (called("Muzhenkov"), called("Muzhenkow")),  # a family name alone
        (called("Ministry of Defense", None, "body"), called("Ministry of Defence", None, "body")),
        (called("Unit 731 Brigade", None, "group"), called("Unit 732 Brigade", None, "group")),
        (called("Front of Renewal", None, "party"), called("Front of Renewals", None, "party")),
        (called("Viktor Muzhenkov"), called("Victor Muzhenkov", None, "group")),
        (make_actor("group:g1", name="Front of Renewal"), make_actor("group:g2", name="Front of renewal")),
        (make_actor("person:unnamed-gunner", name="Viktor Gunnerov"), called("Victor Gunnerov")),
    ],
)
def test_two_actors(one: Actor, other: Actor) -> None:
    assert likenesses({one: 1, other: 1}) == []


def test_who_stands_in_the_tables_is_left_alone(gazetteer) -> None:
    known = next(a for a in gazetteer.actors.values() if a.name == "Sergey Lavrov")
    assert likenesses({called(known.name): 1, called("Sergei Lavrov"): 1}) == []


def test_who_bears_no_country_does_not_make_one_of_two_that_do() -> None:
    three = [called("Viktor Muzhenkov"), called("Victor Muzhenkov", "RUS"), called("Viktor Muzhenkow", "UKR")]
    assert len(likenesses(dict.fromkeys(three, 1))) == 1


OFTEN, SELDOM = called("Ahmad al-Sharaya"), called("Ahmed al-Sharaa'ya")


def build(folder: Path) -> Path:
    """Two articles that call a man by one name, one that spells it otherwise."""
    with Store.open(folder / "graph.db") as store:
        for number, who in enumerate((OFTEN, SELDOM, OFTEN)):
            article = make_article(f"a{number}", f"{who.name} meets China {number}.")
            store.add(article, [make_statement(who, "meet", article=article, sentence=article.text)], RUN)
        store.refresh()
    return folder


def people(db: Path) -> dict[str, tuple[str, ...]]:
    return {actor.name: actor.aliases for actor in Graph.open(db / "graph.db").actors() if actor.kind == "person"}


def test_the_name_met_most_often_is_shown_and_the_other_is_an_alias(tmp_path: Path) -> None:
    assert people(build(tmp_path)) == {OFTEN.name: (SELDOM.name,)}


def test_a_person_overrules_it_and_can_take_that_back(tmp_path: Path) -> None:
    db = build(tmp_path)
    made = judge(db, "differ", [OFTEN.id, SELDOM.id])
    assert people(db) == {OFTEN.name: (), SELDOM.name: ()}
    undo(db, made.key)
    assert people(db) == {OFTEN.name: (SELDOM.name,)}
    judge(db, "same", [SELDOM.id, OFTEN.id])
    assert people(db) == {SELDOM.name: (OFTEN.name,)}  # whom a person names first
    assert len(log(db)) == 2


def test_the_command_shows_what_was_judged_automatically(tmp_path: Path) -> None:
    build(tmp_path)
    result = CliRunner().invoke(app, ["judge", str(tmp_path)], env={"COLUMNS": "200"})
    assert result.exit_code == 0
    assert f"{OFTEN.id}" in result.output
    assert "automatic: names alike" in result.output


def test_a_graph_that_was_not_derived_yet_says_the_same(tmp_path: Path) -> None:
    build(tmp_path)
    with Store.open(tmp_path / "graph.db") as store:
        store._db.execute("DELETE FROM marks WHERE name = 'derived'")
    assert people(tmp_path) == {OFTEN.name: (SELDOM.name,)}
