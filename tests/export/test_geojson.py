"""What a map shows of a graph: events at their places, links between states, and nothing that lies nowhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from factories import make_actor, make_article, make_statement

from kg.api.graph import Graph
from kg.export.atlas import home, scene
from kg.export.html.world import WIDTH, height, outline, project
from kg.gazetteer.facts import state_location

USA, JAPAN, UKRAINE = (make_actor(f"state:{code}") for code in ("USA", "JPN", "UKR"))
UN = make_actor("org:un")


def written(path: Path) -> list[dict]:
    graph = Graph.from_statements(
        [
            make_statement(USA, "meet", JAPAN, place="Geneva", place_country="CHE"),
            make_statement(UN, "urge", UKRAINE, place="Atlantis", article=make_article("a2")),
            make_statement(UN, "aid", UKRAINE, place="Ukraine", place_country="UKR", article=make_article("a3")),
        ]
    )
    graph.write(path / "g.geojson")
    found = json.loads((path / "g.geojson").read_text(encoding="utf-8"))
    assert found["type"] == "FeatureCollection"
    assert "GeoNames (CC BY 4.0)" in found["attribution"]
    return found["features"]


def test_events_are_points_and_links_lines(tmp_path: Path) -> None:
    one, two, link = written(tmp_path)
    assert {feature["properties"]["place"] for feature in (one, two)} == {"Geneva", "Ukraine"}
    assert {feature["geometry"]["type"] for feature in (one, two)} == {"Point"}
    geneva = next(feature for feature in (one, two) if feature["properties"]["place"] == "Geneva")
    assert geneva["geometry"]["coordinates"] == pytest.approx([6.1, 46.2], abs=0.1)  # longitude first
    assert link["properties"] | {"source_id": "state:USA", "target_id": "state:JPN", "events": 1} == link["properties"]


def test_a_line_over_the_180th_meridian_is_cut_there(tmp_path: Path) -> None:
    geometry = written(tmp_path)[2]["geometry"]
    assert geometry["type"] == "MultiLineString"
    (_, west), (east, _) = geometry["coordinates"]
    assert (west[0], east[0]) == (-180, 180)
    assert west[1] == east[1]


def test_who_stands_where() -> None:
    assert home(make_actor("body:usa-congress", country="USA")) == home(USA) == state_location("state:USA")
    assert home(UN) is None
    [event] = Graph.from_statements([make_statement(place="there")]).events()
    assert scene(event) is None


def test_the_outline_is_small_and_within_the_map() -> None:
    assert len(outline()) < 150_000
    assert outline().count("M") == outline().count("z") > 100
    for latitude, longitude in ((83, -180), (-56, 180), (0, 0)):
        x, y = project(latitude, longitude)
        assert 0 <= x <= WIDTH and 0 <= y <= height()
