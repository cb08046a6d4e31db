"""The codebook, and coding by the lexicon: one case per phenomenon."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.coding import Codebook, Coder, search_codes
from kg.coding.lexicon import COLUMNS
from kg.errors import TableError
from kg.model import Actor, Code, Predicate

USA = Actor("state:USA", "United States", "state", "USA")
IRAN = Actor("state:IRN", "Iran", "state", "IRN")
HAMAS = Actor("group:hamas", "Hamas", "group", "PSE", "REB")
EU = Actor("org:european-union", "European Union", "org")


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder.load()


def predicate(words: str, **more: object) -> Predicate:
    """``"impose on: sanction economic"`` -> lemma, particle or preposition, and the object's lemmas."""
    head, _, things = words.partition(":")
    lemma, *rest = head.split()
    particle = next((word for word in rest if word.startswith("+")), None)
    preposition = next((word for word in rest if not word.startswith("+")), None)
    return Predicate(
        lemma,
        more.pop("pos", "verb"),
        particle and particle[1:],
        preposition,
        tuple(things.split()),
        **more,  # type: ignore[arg-type]
    )


# codebook ------------------------------------------------------------------------------------------------------------


def test_the_codebook_is_whole() -> None:
    book = Codebook.load()
    assert (len(book.types), len(book.contexts), len(book.modes)) == (16, 37, 67)
    assert {code[:2] for code in book.cameo} == {f"{root:02}" for root in range(1, 21)}
    for entry in book.cameo.values():
        assert len(entry.code) == 2 or entry.code[:-1] in book.cameo, f"{entry.code} hangs in the air"
        assert entry.quad == 1 + sum(entry.code[:2] > last for last in ("05", "08", "13"))
        assert entry.goldstein is None or -10 <= entry.goldstein <= 10
        assert (entry.plover is None) == entry.code.startswith("01")


@pytest.mark.parametrize(
    ("cameo", "goldstein", "quad"),
    [
        ("010", 0.0, 1),
        ("057", 8.0, 1),
        ("072", 8.3, 2),
        ("1056", -5.0, 3),
        ("1712", -9.2, 4),
        ("190", -10.0, 4),
        ("176", None, 4),
    ],
)
def test_goldstein_and_quad(cameo: str, goldstein: float | None, quad: int) -> None:
    entry = Codebook.load().cameo[cameo]
    assert (entry.goldstein, entry.quad) == (goldstein, quad)


@pytest.mark.parametrize(
    ("query", "expected"),
    [("0871", ["0871"]), ("hunger strike leadership", ["1421"]), ("ASSAULT/drone", ["ASSAULT/drone"]), ("no such thing", [])],
)
def test_search(query: str, expected: list[str]) -> None:
    assert [row["code"] for row in search_codes(query)] == expected


def test_search_without_query_lists_all() -> None:
    book = Codebook.load()
    assert len(search_codes()) == len(book.types) + len(book.modes) + len(book.cameo)


# one case per type and mode ------------------------------------------------------------------------------------------

DEEDS = [
    ("AGREE", None, "030", "agree with"),
    ("AGREE", None, "057", "sign with: agreement"),
    ("CONSULT", None, "040", "meet"),
    ("CONSULT", "visit", "042", "visit"),
    ("CONSULT", "phone", "041", "telephone"),
    ("CONSULT", "multilateral", "040", "host: summit"),
    ("SUPPORT", None, "051", "praise"),
    ("SUPPORT", None, "054", "recognise"),
    ("SUPPORT", None, "055", "apologise to"),
    ("CONCEDE", None, "085", "lift on: sanction"),
    ("CONCEDE", None, "0841", "release: hostage"),
    ("COOPERATE", None, "061", "buy from: gas"),
    ("COOPERATE", None, "064", "share with: intelligence"),
    ("AID", None, "072", "send to: weapon"),
    ("AID", None, "073", "airlift to: food"),
    ("AID", None, "075", "grant: asylum"),
    ("RETREAT", "withdraw", "087", "withdraw from: troop"),
    ("RETREAT", "disarm", "0873", "disarm"),
    ("RETREAT", "ceasefire", "0871", "declare with: ceasefire"),
    ("RETREAT", "access", "0862", "admit: inspector"),
    ("RETREAT", "resign", "0831", "resign from"),
    ("REQUEST", "change", "020", "urge"),
    ("REQUEST", "assist", "0232", "request from: weapon"),
    ("REQUEST", "yield", "1053", "demand from: release"),
    ("REQUEST", "meet", "026", "seek with: talk"),
    ("ACCUSE", "disapprove", "111", "condemn"),
    ("ACCUSE", "investigate", "090", "investigate"),
    ("ACCUSE", "allege", "112", "accuse"),
    ("REJECT", None, "120", "reject"),
    ("REJECT", "meet", "125", "refuse with: talk"),
    ("REJECT", "assist", "122", "reject from: aid"),
    ("REJECT", "yield", "129", "veto"),
    ("THREATEN", None, "130", "threaten"),
    ("THREATEN", "restrict", "1312", "threaten with: sanction"),
    ("THREATEN", "violence", "138", "threaten with: invasion"),
    ("THREATEN", "relations", "139", "issue to: ultimatum"),
    ("PROTEST", "demo", "141", "demonstrate against"),
    ("PROTEST", "strike", "143", "stage against: strike"),
    ("PROTEST", "hunger", "142", "begin against: strike hunger"),
    ("PROTEST", "boycott", "143", "boycott"),
    ("PROTEST", "riot", "145", "riot against"),
    ("PROTEST", "obstruct", "144", "barricade: road"),
    ("PROTEST", "vandalize", "145", "burn of: flag"),
    ("SANCTION", None, "163", "impose on: sanction economic"),
    ("SANCTION", "expel", "166", "expel: diplomat"),
    ("SANCTION", "withdraw", "161", "sever with: tie diplomatic"),
    ("SANCTION", "discontinue", "1622", "suspend to: aid military"),
    ("SANCTION", "convict", "172", "sentence to: prison"),
    ("MOBILIZE", "troops", "154", "mass near: troop"),
    ("MOBILIZE", "weapons", "154", "station in: missile"),
    ("MOBILIZE", "police", "153", "deploy against: police"),
    ("MOBILIZE", "militia", "154", "recruit against: militia"),
    ("COERCE", "seize", "171", "seize"),
    ("COERCE", "restrict", "191", "blockade"),
    ("COERCE", "censor", "1721", "censor"),
    ("COERCE", "curfew", "1723", "impose on: curfew"),
    ("COERCE", "martial-law", "1724", "declare in: emergency"),
    ("COERCE", "arrest", "173", "arrest"),
    ("COERCE", "deport", "174", "deport"),
    ("COERCE", "withhold", "170", "withhold from: food"),
    ("COERCE", "misinformation", "170", "spread about: disinformation"),
    ("COERCE", "cyber", "176", "hack"),
    ("ASSAULT", None, "190", "attack"),
    ("ASSAULT", "abduct", "181", "kidnap"),
    ("ASSAULT", "beat", "182", "beat"),
    ("ASSAULT", "torture", "1822", "torture"),
    ("ASSAULT", "sexual", "1821", "rape"),
    ("ASSAULT", "targeted", "186", "assassinate"),
    ("ASSAULT", "destroy", "1712", "destroy"),
    ("ASSAULT", "primitive", "182", "stab"),
    ("ASSAULT", "firearms", "193", "shoot"),
    ("ASSAULT", "explosives", "183", "detonate in: bomb"),
    ("ASSAULT", "suicide-attack", "1831", "commit against: bombing suicide"),
    ("ASSAULT", "aerial", "195", "bomb"),
    ("ASSAULT", "drone", "1952", "launch at: drone"),
    ("ASSAULT", "heavy-weapons", "194", "shell"),
    ("ASSAULT", "crowd-control", "175", "disperse"),
    ("ASSAULT", "unconventional", "2041", "gas"),
]


@pytest.mark.parametrize(("plover", "mode", "cameo", "words"), DEEDS, ids=[case[3] for case in DEEDS])
def test_type_and_mode(coder: Coder, plover: str, mode: str | None, cameo: str, words: str) -> None:
    code = coder.code(predicate(words), USA, IRAN, "actual")
    assert code and (code.plover, code.mode, code.cameo) == (plover, mode, cameo)


def test_the_cases_show_every_type_and_nearly_every_mode() -> None:
    book = Codebook.load()
    assert {case[0] for case in DEEDS} == set(book.types)
    unseen = set(book.modes) - {(case[0], case[1]) for case in DEEDS}
    told_by_governors = {("THREATEN", "arrest"), ("THREATEN", "expel"), ("THREATEN", "territory"), ("REJECT", "change")}
    assert unseen - told_by_governors == {("CONSULT", "third-party"), ("RETREAT", "release")}


# meanings that turn on the argument ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "plover"),
    [
        ("fire at: missile", "ASSAULT"),
        ("fire: ambassador", "COERCE"),
        ("fire on", "ASSAULT"),
        ("strike", "ASSAULT"),
        ("strike with: deal", "SUPPORT"),
        ("strike over", "PROTEST"),
        ("hit with: tariff", "SANCTION"),
        ("hit", "ASSAULT"),
        ("shell", "ASSAULT"),
        ("back +down", "CONCEDE"),
        ("back", "SUPPORT"),
        ("break +off with: talk", "SANCTION"),
        ("break +off from", "SANCTION"),
        ("shoot +down: drone russian", "ASSAULT"),
        ("open on: fire", "ASSAULT"),
        ("open with: border", "RETREAT"),
        ("open in: embassy", "SUPPORT"),
        ("close in: embassy", "SANCTION"),
        ("close with: border", "COERCE"),
        ("recall from: ambassador", "SANCTION"),
        ("summon: ambassador", "ACCUSE"),
        ("send to: envoy", "CONSULT"),
        ("send to: troop", "MOBILIZE"),
        ("send to: peacekeeper", "AID"),
        ("send to: dozen tank", "AID"),
        ("vote against", "REJECT"),
        ("vote for", "SUPPORT"),
        ("walk +out over", "PROTEST"),
        ("drop on: bomb", "ASSAULT"),
        ("drop against: charge", "CONCEDE"),
        ("violate with: ceasefire", "ASSAULT"),
        ("violate: law", "REJECT"),
        ("call on", "REQUEST"),
        ("call", "CONSULT"),
        ("call +off against: strike", "CONCEDE"),
        ("fly into: ton metric medicine", "AID"),
        ("hand +over to: percent last arm", "AID"),
        ("send to: dozen", None),
        ("settle with: dispute", "AGREE"),
        ("settle between: dispute", "CONSULT"),
        ("call for: sanction", "ACCUSE"),
        ("fire in", "ASSAULT"),
        ("block: food", "COERCE"),
        ("secure of: release hostage", None),
        ("order to: vessel", "REQUEST"),
        ("order from: vessel", "COOPERATE"),
        ("return to: artefact", "CONCEDE"),
        ("cut to: aid", "SANCTION"),
        ("cut on: tariff", "CONCEDE"),
        ("lay +down: weapon", "RETREAT"),
        ("hold with: exercise joint", "COOPERATE"),
        ("seek in: asylum", "REQUEST"),
    ],
)
def test_the_argument_decides(coder: Coder, words: str, plover: str | None) -> None:
    code = coder.code(predicate(words), USA, IRAN, "actual")
    assert (code and code.plover) == plover


@pytest.mark.parametrize(
    ("lemma", "preposition", "things", "plover"),
    [
        ("attack", "on", "", "ASSAULT"),
        ("invasion", "of", "", "ASSAULT"),
        ("visit", "to", "", "CONSULT"),
        ("sanction", "on", "", "SANCTION"),
        ("talk", "between", "", "CONSULT"),
        ("warn", "to", "", "THREATEN"),
        ("recognition", "of", "", "SUPPORT"),
        ("withdrawal", "from", "troop", "RETREAT"),
        ("deport", "of", "", "COERCE"),
        ("criticism", "of", "", "ACCUSE"),
        ("attack", "on", "cyber", "COERCE"),
        ("attack", "on", "verbal", "ACCUSE"),
    ],
)
def test_event_nouns(coder: Coder, lemma: str, preposition: str, things: str, plover: str) -> None:
    code = coder.code(predicate(f"{lemma} {preposition}: {things}", pos="noun"), USA, IRAN, "actual")
    assert code and code.plover == plover


def test_parties_decide_where_words_do_not(coder: Coder) -> None:
    paper = Actor("media:usa-post", "Post", "media", "USA")
    assert coder.code(predicate("ban"), USA, paper, "actual").plover == "COERCE"  # type: ignore[union-attr]
    assert coder.code(predicate("ban"), USA, IRAN, "actual").plover == "SANCTION"  # type: ignore[union-attr]
    assert coder.code(predicate("join"), IRAN, EU, "actual").plover == "COOPERATE"  # type: ignore[union-attr]
    assert coder.code(predicate("surrender to"), HAMAS, USA, "actual").plover == "RETREAT"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "words", ["blorp", "express over: concern", "claim for: responsibility", "win: election", "send to: idea"]
)
def test_no_ground_no_code(coder: Coder, words: str) -> None:
    assert coder.code(predicate(words), USA, IRAN, "actual") is None


# governors -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "complement", "plover", "cameo"),
    [
        ("agree to: arm", "sell", "AGREE", "0312"),
        ("promise to: aid humanitarian", "send", "AGREE", "0333"),
        ("offer to", "talk", "AGREE", "036"),
        ("offer to: troop", "send", "AGREE", "0332"),
        ("pledge", "recognise", "AGREE", "032"),
        ("vow", "destroy", "THREATEN", "132"),
        ("vow", "attack", "THREATEN", "138"),
        ("threaten", "bomb", "THREATEN", "1384"),
        ("threaten on: sanction", "impose", "THREATEN", "1312"),
        ("threaten from: agreement", "withdraw", "THREATEN", "1313"),
        ("threaten", "annex", "THREATEN", "1382"),
        ("threaten", "arrest", "THREATEN", "132"),
        ("threaten", "blorp", "THREATEN", "130"),
        ("refuse", "recognise", "REJECT", "120"),
        ("refuse with", "negotiate", "REJECT", "125"),
        ("decline to: aid", "provide", "REJECT", "122"),
        ("deny", "attack", "REJECT", "120"),
        ("demand from: troop", "withdraw", "REQUEST", "1056"),
        ("ask", "help", "REQUEST", "023"),
        ("accuse of", "attack", "ACCUSE", "1123"),
        ("accuse of", "torture", "ACCUSE", "1122"),
        ("stop", "bomb", "RETREAT", "087"),
        ("stop to: arm", "send", "SANCTION", "1622"),
        ("plan", "attack", "ASSAULT", "190"),
        ("begin", "shell", "ASSAULT", "194"),
        ("try: oil", "seize", "COERCE", "171"),
    ],
)
def test_governor_of_a_complement(coder: Coder, words: str, complement: str, plover: str, cameo: str) -> None:
    code = coder.code(predicate(words, complement=complement), USA, IRAN, "actual")
    assert code and (code.plover, code.cameo) == (plover, cameo)


@pytest.mark.parametrize(
    ("words", "plover"),
    [
        ("end of: occupation", "RETREAT"),
        ("ease on: restriction", "CONCEDE"),
        ("halt to: aid", "SANCTION"),
        ("halt on: bombardment", "RETREAT"),
        ("suspend with: cooperation", "SANCTION"),
        ("cancel to: visit", "REJECT"),
        ("abandon with: negotiation", "SANCTION"),
        ("announce on: sanction", "SANCTION"),
        ("resume on: shelling", "ASSAULT"),
        ("reject by: mediation", "REJECT"),
        ("demand of: withdrawal", "REQUEST"),
        ("lift of: siege", "CONCEDE"),
    ],
)
def test_governor_of_a_named_deed(coder: Coder, words: str, plover: str) -> None:
    code = coder.code(predicate(words), USA, IRAN, "actual")
    assert code and code.plover == plover


def test_a_light_verb_is_not_the_verb_that_speaks_of_a_deed(coder: Coder) -> None:
    """``resolve a quarrel`` ends it, where ``resolve to quarrel`` intends it."""
    spoken, light = (
        coder.code(predicate("resolve between", pos=pos, complement="quarrel"), USA, IRAN, "actual") for pos in ("verb", "noun")
    )
    assert spoken and light and (spoken.plover, light.plover) == ("ACCUSE", "CONSULT")


@pytest.mark.parametrize(
    ("words", "governors", "status", "plover"),
    [
        ("withdraw from: troop", ("plan",), "future", "AGREE"),
        ("meet", (), "future", "AGREE"),
        ("attack", (), "future", "THREATEN"),
        ("impose on: sanction", ("say",), "future", "SANCTION"),
        ("impose on: curfew", (), "future", "THREATEN"),
        ("help", ("donate",), "future", "AID"),
        ("issue to: visa", ("stop", "announce"), "future", "REJECT"),
        ("sever with: tie", ("threaten",), "future", "THREATEN"),
        ("press", ("urge",), "requested", "REQUEST"),
        ("attack", (), "possible", "ASSAULT"),
        ("attack", (), "negated", "ASSAULT"),
        ("provide to: aid", (), "negated", "REJECT"),
        ("lift on: sanction", (), "negated", "REJECT"),
        ("recognise", (), "negated", "REJECT"),
        ("reach with: agreement", ("fail",), "actual", "REJECT"),
        ("condemn", ("say",), "actual", "ACCUSE"),
    ],
)
def test_status_and_words_above(coder: Coder, words: str, governors: tuple[str, ...], status: str, plover: str) -> None:
    code = coder.code(predicate(words, governors=governors, negated=status == "negated"), USA, IRAN, status)
    assert code and code.plover == plover


# what a code says ----------------------------------------------------------------------------------------------------


def test_a_code_is_complete(coder: Coder) -> None:
    code = coder.code(predicate("threaten", complement="bomb"), USA, IRAN, "actual")
    assert code == Code("THREATEN", "violence", ("military",), "1384", 3, -7.0, -3.5, "threaten to + bomb")


def test_a_mode_without_score_of_its_own_takes_the_types(coder: Coder) -> None:
    code = coder.code(predicate("burn of: flag"), USA, IRAN, "actual")
    assert code and (code.mode, code.score) == ("vandalize", -5.0)


def test_spellings_meet(coder: Coder) -> None:
    british, american = (coder.code(predicate(word), USA, IRAN, "actual") for word in ("criticise", "criticize"))
    assert british == american and british is not None


# a user's own rows ---------------------------------------------------------------------------------------------------

HEADER = ",".join(COLUMNS)


def lexicon(folder: Path, *rows: str) -> Path:
    path = folder / "own.csv"
    path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return path


def test_own_rows_override_and_add(tmp_path: Path) -> None:
    path = lexicon(
        tmp_path,
        "own attack,attack,,,,,,,,ACCUSE,disapprove,,111",
        "own blorp,blorp,verb,,on,TROOPS,,,,MOBILIZE,troops,military,154",
    )
    coder = Coder.load([path])
    assert coder.code(predicate("attack"), USA, IRAN, "actual").row == "own attack"  # type: ignore[union-attr]
    assert coder.code(predicate("blorp on: brigade"), USA, IRAN, "actual").plover == "MOBILIZE"  # type: ignore[union-attr]
    assert coder.code(predicate("blorp on: idea"), USA, IRAN, "actual") is None
    assert coder.code(predicate("bomb"), USA, IRAN, "actual").plover == "ASSAULT"  # type: ignore[union-attr]


def test_an_own_row_can_take_a_sense_away(tmp_path: Path) -> None:
    coder = Coder.load([lexicon(tmp_path, "no attack,attack,,,,,,,,,,,")])
    assert coder.code(predicate("attack"), USA, IRAN, "actual") is None


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("x,x,,,,,,,,FIGHT,,,190", "plover 'FIGHT' is unknown"),
        ("x,x,,,,,,,,ASSAULT,visit,,190", "mode 'visit' is unknown for ASSAULT"),
        ("x,x,,,,,,,,ASSAULT,,fun,190", "contexts 'fun' is unknown"),
        ("x,x,,,,,,,,ASSAULT,,,999", "cameo '999' is unknown"),
        ("x,x,,,,,,,,ASSAULT,,,", "cameo is empty"),
        ("x,x,adverb,,,,,,,ASSAULT,,,190", "pos 'adverb' is unknown"),
        ("x,x,,,,,,,planet,ASSAULT,,,190", "target 'planet' is unknown"),
        ("x,x,,,,PLANETS,,,,ASSAULT,,,190", "object class 'PLANETS' is unknown"),
        (",x,,,,,,,,ASSAULT,,,190", "needs a name"),
        ("x,x,,ASSAULT,,190", "expected 13 cells, found 6"),
    ],
)
def test_bad_rows_name_file_and_line(tmp_path: Path, row: str, complaint: str) -> None:
    path = lexicon(tmp_path, "fine,fine,,,,,,,,SANCTION,,,163", row)
    with pytest.raises(TableError, match=r"own\.csv:3: ") as error:
        Coder.load([path])
    assert complaint in str(error.value)


def test_a_missing_table_and_a_wrong_header_are_told(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="cannot be read"):
        Coder.load([tmp_path / "none.csv"])
    path = tmp_path / "wrong.csv"
    path.write_text("lemma,code\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"wrong\.csv:1: expected the columns"):
        Coder.load([path])
