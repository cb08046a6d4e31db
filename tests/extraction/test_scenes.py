"""What the reader sees, and that it says what its scores say."""

from __future__ import annotations

import dataclasses
import json
import shutil
from pathlib import Path

import pytest

from kg.errors import ModelError
from kg.extraction.relations.features import ARCS, FAMILIES, MOST_ROAD_STEPS, PAIR_FACTS, leading_vote, numbers
from kg.extraction.relations.reader import CARD, SHIPPED, Reader
from kg.extraction.relations.rules import Rules
from kg.extraction.relations.scene import Pair, Party, Road, Scene, Vote
from kg.model import Article
from kg.statements.scenes import Staged, scenes

TEXT = "Russian forces attacked Ukraine on Monday."


def party(text: str, kind: str = "state", form: str = "name") -> Party:
    start = TEXT.index(text)
    return Party(start, start + len(text), kind, form, "subject", False, True)  # type: ignore[arg-type]


def vote(family: str = "verb", plover: str | None = "ASSAULT") -> Vote:
    return Vote(family, plover, "actual", False, 0, ((15, 23),))


SCENE = Scene(TEXT, (party("Russian forces", "body"), party("Ukraine")), (Pair(0, 1, (vote(),)), Pair(1, 0, (), back=True)))


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


def staged(stages, text: str) -> list[Staged]:
    (document,) = stages.extractor.read([Article("a", "", text, "2024-11-01")])
    return list(scenes(document, stages.resolver.resolve(document), stages.coder))


def test_a_scene_holds_the_parties_of_a_sentence_and_their_pairs_both_ways(rules) -> None:
    (one,) = staged(rules, "The US urged China to act.")
    words = [one.scene.text[p.start : p.end] for p in one.scene.parties]
    assert words == ["The US", "China"]
    assert [(p.source, p.target, bool(p.votes), p.back) for p in one.scene.pairs] == [(0, 1, True, False), (1, 0, False, True)]


def test_nothing_is_asked_of_one_party_and_its_own_organ(rules) -> None:
    assert staged(rules, "Russia praised the Russian army.") == []


def test_a_name_within_a_longer_mention_of_its_state_is_no_party_of_its_own(rules) -> None:
    (one,) = staged(rules, "Russian troops attacked Ukraine.")
    assert [one.scene.text[p.start : p.end] for p in one.scene.parties] == ["Russian troops", "Ukraine"]


def test_several_behind_one_mention_are_a_pair(rules) -> None:
    found = staged(rules, "Presidents Macron and Xi spoke. The two leaders met in Paris.")
    assert any(pair.source == pair.target for one in found for pair in one.scene.pairs)


def test_the_way_between_two_parties_leads_over_the_word_above_both(rules) -> None:
    (one,) = staged(rules, "The US wrote that China had attacked the army of Japan.")
    roads = {
        tuple(
            one.scene.text[one.scene.parties[n].start : one.scene.parties[n].end] for n in (pair.source, pair.target)
        ): pair.road
        for pair in one.scene.pairs
    }
    there = roads["The US", "China"]
    assert there is not None
    assert [one.scene.text[start:end] for start, end in there.words] == ["wrote", "attacked"]
    assert (there.climbed, there.descended, there.leaving, there.arriving) == (1, 2, "nsubj", "ccomp")
    back = roads["China", "The US"]
    assert back == Road(there.words, 2, 1, "ccomp", "nsubj")


def test_without_a_parse_there_is_no_way(rules) -> None:
    assert all(pair.road is None for pair in SCENE.pairs)
    seen = numbers(SCENE, Reader.load()._tokenizer)
    assert not seen.roads.any() and not seen.facts[:, -4:].any()


def test_numbers_say_where_the_way_leads(reader: Reader) -> None:
    way = Road(((15, 23),), 1, 9, "nsubj", "oddity")
    seen = numbers(dataclasses.replace(SCENE, pairs=(dataclasses.replace(SCENE.pairs[0], road=way),)), reader._tokenizer)
    assert [TEXT[slice(*seen.offsets[p])] for p in seen.roads[0].nonzero()[0]] == ["attacked"]
    assert list(seen.facts[0][-4:]) == [1 + ARCS.index("nsubj"), 1 + ARCS.index("other"), 2, MOST_ROAD_STEPS]
    assert all(fact < size for fact, size in zip(seen.facts[0], PAIR_FACTS, strict=True))


def test_numbers_say_where_parties_and_votes_stand(reader: Reader) -> None:
    seen = numbers(SCENE, reader._tokenizer)
    first, last = seen.spans[0]
    assert TEXT[seen.offsets[first][0] : seen.offsets[last][1]] == "Russian forces"
    assert [TEXT[slice(*seen.offsets[p])] for p in seen.voted[0].nonzero()[0]] == ["attacked"]
    assert all(0 <= fact < size for row in seen.facts for fact, size in zip(row, PAIR_FACTS, strict=True))
    assert seen.facts[1][5] == 1 and not seen.voted[1].any()


def test_pairs_beyond_the_longest_sentence_are_left_out(reader: Reader) -> None:
    long = "word " * 300
    far = dataclasses.replace(SCENE.parties[1], start=len(long), end=len(long) + 7)
    scene = Scene(f"{long}Ukraine", (dataclasses.replace(SCENE.parties[0], start=0, end=4), far), SCENE.pairs)
    assert numbers(scene, reader._tokenizer).places == []
    assert [j.related for j in reader.judge(scene)] == [0.0, 0.0]


def test_of_several_votes_a_coded_one_counts_first() -> None:
    assert leading_vote((vote("light", None), vote("loose"))).family == "loose"
    assert leading_vote((vote("verb"), vote("light"))).family == "light"


def test_the_reader_points_at_the_word(reader: Reader) -> None:
    there, back = reader.judge(SCENE)
    assert there.related > 0.8 > 0.3 > back.related
    word = there.words[0]
    assert TEXT[word.start :].startswith("attacked")
    assert max(word.types, key=lambda name: word.types[name]) == "ASSAULT"
    assert max(word.statuses, key=lambda name: word.statuses[name]) == "actual"


def test_what_it_says_does_not_depend_on_what_it_judged_before(reader: Reader) -> None:
    once = Reader.load().judge(SCENE)
    reader.judge(dataclasses.replace(SCENE, text=TEXT.upper()))
    assert reader.judge(SCENE) == once


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "reader"))


def change(folder: Path, **fields: object) -> None:
    card = json.loads((folder / CARD).read_text())
    (folder / CARD).write_text(json.dumps({**card, **fields}))


def test_a_reader_for_other_features_is_refused(folder: Path) -> None:
    card = json.loads((folder / CARD).read_text())
    change(folder, format={**card["format"], "kinds": ["state"]})
    with pytest.raises(ModelError, match="other kinds: expected .*; train it again"):
        Reader.load(folder)


def test_a_reader_for_another_tokenizer_is_refused(folder: Path) -> None:
    change(folder, tokenizer="other")
    with pytest.raises(ModelError, match="another tokenizer"):
        Reader.load(folder)


def test_a_folder_that_is_no_reader_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="lacks reader.onnx"):
        Reader.load(tmp_path)


def test_other_settings_are_another_reader(folder: Path) -> None:
    before = Reader.load(folder).digest
    change(folder, note="x")
    assert Reader.load(folder).digest != before == Reader.load().digest


def test_the_weights_are_small() -> None:
    assert sum(path.stat().st_size for path in SHIPPED.iterdir()) <= 30_000_000


def test_the_rules_judge_by_how_often_their_family_is_right() -> None:
    rules = Rules.load()
    assert {family for family, *_ in rules.right} <= set(FAMILIES)
    assert all(0 < share < 1 for share in rules.right.values())
    there, back = rules.judge(SCENE)
    assert there.related > 0.4 and not there.words and back.related == 0.0


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("Iceland's president refused a request from Norway's prime minister to dissolve parliament.", ("NOR", "refuse", "ISL")),
        ("Hezbollah rejected a call from the United States to disarm.", ("USA", "reject", "LBN")),
        ("The president of Sudan received an invitation from Russia.", ("SDN", "invite", "RUS")),
    ],
)
def test_who_asks_does_not_refuse(stages, text: str, never: tuple[str, str, str]) -> None:
    (result,) = stages.run([Article("1", "", text)])
    said = {(s.source.actor.country, s.relation.lemma, s.target.actor.country) for s in result.statements}
    assert said and never not in said


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Kyrgyzstan and Tajikistan will exchange some land.", ("KGZ", "TJK")),
        ("Peru's president has held a meeting with the president of Chile.", ("PER", "CHL")),
    ],
)
def test_what_is_mutual_reads_as_it_is_worded(stages, text: str, ends: tuple[str, str]) -> None:
    (result,) = stages.run([Article("1", "", text)])
    assert [(s.source.actor.country, s.target.actor.country) for s in result.statements if s.symmetric] == [ends]
