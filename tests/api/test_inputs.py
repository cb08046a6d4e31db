"""What Python users give to be read: texts, dicts, data frames, articles, and names that are none."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.api.inputs import outcomes
from kg.errors import UsageError
from kg.model import Article
from kg.reading import Failure

ONE, TWO = "Malta met Tunisia in Valletta.", "Tunisia accused Malta of turning back boats."
ROWS = {"headline": ["Talks", None], "body": [ONE, TWO], "date": ["2024-11-01", None], "words": [5, 7]}


def texts_of(found: Any) -> list[str]:
    found = list(found)
    assert all(isinstance(one, Article) for one in found), found
    return [one.text for one in found]


@pytest.mark.parametrize("texts", [
    [ONE, TWO], (ONE, TWO), iter([ONE, TWO]), [{"text": ONE}, {"body": TWO}], [Article("1", "", ONE), TWO], {"text": ONE},
    Article("1", "", ONE), ONE,
])  # fmt: skip
def test_texts_of_each_kind(texts: Any) -> None:
    assert texts_of(outcomes(texts=texts))[0] == ONE


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_data_frames(library: str) -> None:
    frame = pytest.importorskip(library).DataFrame(ROWS)
    for found in (outcomes(frame), outcomes(texts=frame)):
        talks, boats = found
        assert (talks.title, talks.text, talks.published) == ("Talks", ONE, "2024-11-01")
        assert (boats.title, boats.text, boats.published) == ("", TWO, None)


def test_a_frame_with_dates_and_gaps() -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"text": [ONE, TWO], "published": pandas.to_datetime(["2024-11-01", None]), "id": [7, 8]})
    talks, boats = outcomes(frame)
    assert (talks.id, talks.published, boats.id, boats.published) == ("7", "2024-11-01", "8", None)


def test_dicts_and_articles_among_names(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TWO)
    found = list(outcomes([tmp_path / "a.txt", {"text": ONE, "published": date(2024, 11, 1)}, kg.Article("7", "", TWO)]))
    assert [one.id for one in found] == [found[0].id, "7", "a"]
    assert found[0].published == "2024-11-01"


def test_names_of_fields_that_are_not_understood() -> None:
    (article,) = outcomes(texts=[{"lede": ONE}], fields={"text": "lede"})
    assert article.text == ONE


@pytest.mark.parametrize("item", [7, None, b"bytes", {"words": ONE}, {}, [ONE]])
def test_what_is_no_text_is_a_failure_by_its_number(item: Any) -> None:
    good, bad = outcomes(texts=[ONE, item])
    assert good.text == ONE
    assert isinstance(bad, Failure)
    assert str(bad.error).startswith("texts:2: expected a ")


def test_a_text_in_place_of_a_name_raises_at_once() -> None:
    with pytest.raises(UsageError, match="no such file or folder; a text is given as text="):
        kg.extract("The US urged China.")


@pytest.mark.parametrize("name", ["nosuch", Path("no/such.txt")])
def test_a_name_of_nothing_raises_at_once(name: Any, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file or folder"):
        kg.build(name, tmp_path / "graph")
    assert not (tmp_path / "graph").exists()


def test_one_kind_of_input_at_a_time() -> None:
    with pytest.raises(UsageError, match="expected one of inputs, text and texts"):
        kg.extract("a.txt", text=ONE)
    with pytest.raises(UsageError, match="got int"):
        kg.extract(7)
    with pytest.raises(UsageError, match="out: expected a folder"):
        kg.build(texts=[ONE])
