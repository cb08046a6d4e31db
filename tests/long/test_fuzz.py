"""Every reader against files of its own format that are wrong in their structure: none ends a build."""

from __future__ import annotations

import io
import json
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from long.budget import budget

from kg.model import Article
from kg.reading import Extracted, Failure, read
from tests.reading.test_reading_growth import mutated, seeds

pytestmark = pytest.mark.long

INPUTS = 50_000
# what a value may be that nobody expects
ODD: tuple[Any, ...] = (
    None, True, 0, -1, 1e308, 10**30, "", " ", "\0", "\ufeff", "\ud800", "x" * 5_000, "9" * 5_000, [], [[]], {}, {"a": {"b": []}},
    "9999-12-31", "1 Nov 2024 0:0 +9999999999999", "0000-00-00", "20241301T256199Z", "<![foo[x]]>", "&#99999999999;", "<script>",
    ["Malta", {"id": 1}], "https://[", "javascript:x", "../../x", "Turkeyâ€™s", "\u0301" * 50, "=cmd", "NaN",
    float("nan"), float("inf"),
)  # fmt: skip
PIECE = re.compile(rb"<[^<>]*>|\"[^\"]*\"|[A-Za-z-]+:[^\n]*\n|[^\n]*\n|\w+|[^\w\s]")


def odd_value(value: Any, chance: random.Random) -> Any:
    """A JSON value with something in it that is of another kind, doubled, gone or renamed."""
    if isinstance(value, dict) and value and chance.random() < 0.8:
        key = chance.choice(list(value))
        act = chance.random()
        if act < 0.6:
            return {**value, key: odd_value(value[key], chance)}
        if act < 0.8:
            return {(chance.choice(["", "text", "id", "published", key * 2]) if k == key else k): v for k, v in value.items()}
        return {k: v for k, v in value.items() if k != key}
    if isinstance(value, list) and value and chance.random() < 0.8:
        place = chance.randrange(len(value))
        return [*value[:place], odd_value(value[place], chance), *value[place + chance.randint(0, 1) :]]
    return chance.choice(ODD)


def odd_json(data: bytes, chance: random.Random) -> bytes:
    """JSON, whole or one a line, with odd values."""
    try:
        return json.dumps(odd_value(json.loads(data), chance), ensure_ascii=chance.random() < 0.5).encode(
            "utf-8", "surrogatepass"
        )
    except ValueError:
        lines = data.split(b"\n")
        place = chance.randrange(len(lines))
        try:
            lines[place] = json.dumps(odd_value(json.loads(lines[place]), chance)).encode()
        except ValueError:
            lines[place] = mutated(lines[place], chance)
        return b"\n".join(lines)


def odd_pieces(data: bytes, chance: random.Random) -> bytes:
    """Text with its tags, quoted words, fields or lines swapped, doubled, cut out or filled with odd values."""
    pieces = PIECE.findall(data) or [data]
    for _ in range(chance.randint(1, 8)):
        one, other = chance.randrange(len(pieces)), chance.randrange(len(pieces))
        act = chance.randrange(5)
        if act == 0:
            pieces[one], pieces[other] = pieces[other], pieces[one]
        elif act == 1:
            pieces[one] = pieces[one] * chance.choice([2, 3, 200])
        elif act == 2:
            pieces[one] = b""
        elif act == 3:
            pieces[one] = str(chance.choice(ODD)).encode("utf-8", "surrogatepass")
        else:
            pieces[one] = pieces[other]
    return b"".join(pieces)


def odd_archive(data: bytes, chance: random.Random) -> bytes:
    """A zip, or what is one inside, whose members are odd; now and then the archive itself."""
    if chance.random() < 0.2:
        return mutated(data, chance)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if chance.random() < 0.5:
                content = chance.choice((mutated, odd_pieces))(content, chance)
            if chance.random() < 0.1:
                name = chance.choice(["../x.txt", "/etc/x", "x.zip", "a\n.txt", "", name.upper()])
            if chance.random() < 0.95:
                new.writestr(name or "x", content)
    return made.getvalue()


def maker(name: str) -> Callable[[bytes, random.Random], bytes]:
    if name.endswith((".zip", ".docx")):
        return odd_archive
    return odd_json if name.endswith((".json", ".jsonl")) else odd_pieces


def read_all(folder: Path, name: str, data: bytes, times: int, chance: random.Random) -> int:
    """Read `times` odd files; how many articles and failures that gave."""
    make, count = maker(name), 0
    for _ in range(times):
        content = (mutated if chance.random() < 0.3 else make)(data, chance)
        path = folder / name
        path.write_bytes(content)
        try:
            found = list(read(path))
        except Exception as error:
            raise AssertionError(f"{name}: {content[:2000]!r}") from error
        assert all(isinstance(one, Article | Extracted | Failure) for one in found), content[:2000]
        assert found, content[:2000]
        for one in found:
            if isinstance(one, Failure):
                assert "\n" not in str(one.error), content[:2000]
            elif isinstance(one, Article):
                one.content.encode()  # no lone surrogates
        count += len(found)
    return count


@pytest.mark.filterwarnings("ignore")  # the libraries' own, of what is odd
@pytest.mark.parametrize("name", sorted(seeds()))
def test_no_file_ends_a_build(tmp_path: Path, name: str) -> None:
    data, times = seeds()[name], budget(INPUTS // len(seeds()) + 1)
    assert read_all(tmp_path, name, data, times, random.Random(name)) >= times
