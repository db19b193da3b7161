from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon, box

from geomap.model import Area
from geomap.model.columns import columns
from geomap.model.compact import AREA_STEPS, decode_spec, encode_spec
from geomap.model.shapes import decode_shape, encode_shape
from tests.map_sample import AREAS, FRONTS, hostile_map, sample_map


def through_json(spec):
    return decode_spec(json.loads(json.dumps(encode_spec(spec))))


@pytest.mark.parametrize(
    "spec",
    [sample_map(), sample_map(lang="ar"), hostile_map(), sample_map(areas=AREAS, fronts=FRONTS)],
    ids=["plain", "arabic", "hostile", "areas"],
)
def test_a_map_survives_the_round_trip(spec) -> None:
    assert through_json(spec) == spec


def test_an_empty_map_survives_too() -> None:
    spec = sample_map()
    empty = dict.fromkeys(("claims", "states", "crossings", "crossing_states", "attacks", "outlines", "places", "labels", "documents"), ())
    assert through_json(replace(spec, **empty)) == replace(spec, **empty)


def test_areas_keep_parameters_and_tenths_of_kilometres() -> None:
    area = Area(
        id="a",
        method="reach",
        actor="league",
        status="held",
        geometry=box(10.1234, 40, 11, 41),
        valid_from=None,
        valid_to=None,
        area_km2=12.5,
        parameters=(("reach_km", "20"),),
    )
    spec = replace(sample_map(), areas=(area,))
    assert through_json(spec).areas[0].parameters == (("reach_km", "20"),)
    assert through_json(spec).areas[0].geometry.equals_exact(area.geometry, 1 / AREA_STEPS)


def test_a_string_stands_once() -> None:
    payload = encode_spec(sample_map())
    assert len(payload["strings"]) == len(set(payload["strings"]))
    assert json.dumps(payload).count("two thirds of Ostmark") == 1


def test_another_format_is_refused() -> None:
    with pytest.raises(ValueError, match="geomap-map/1"):
        decode_spec({"format": "geomap-map/9"})


def test_columns_follow_the_fields() -> None:
    from geomap.model import Claim

    names = [column.name for column in columns(Claim)]
    assert {"place.raw", "actor", "actor.actor_id", "dating.earliest", "attribution.camp"} <= set(names)


@pytest.mark.parametrize(
    "shape",
    [
        Point(1, 2),
        MultiPoint([(1, 2), (3, 4)]),
        LineString([(0, 0), (1, 1.5), (-2, 3)]),
        MultiLineString([[(0, 0), (1, 1)], [(5, 5), (6, 7)]]),
        Polygon([(0, 0), (4, 0), (4, 4), (0, 4)], [[(1, 1), (2, 1), (2, 2)]]),
        MultiPolygon([box(0, 0, 1, 1), box(179, -1, 180, 1)]),
        Polygon(),
        MultiPolygon(),
    ],
    ids=lambda shape: shape.wkt[:24],
)
def test_every_kind_of_shape_comes_back(shape) -> None:
    assert decode_shape(encode_shape(shape, 1000), 1000).equals(shape)


def test_a_ring_that_shrinks_to_a_line_is_left_out() -> None:
    assert decode_shape(encode_shape(Polygon([(0, 0), (1e-6, 0), (0, 1e-6)]), 1000), 1000).is_empty


@given(st.lists(st.tuples(st.integers(-180_000, 180_000), st.integers(-90_000, 90_000)), min_size=2, max_size=30, unique=True))
def test_lines_come_back_to_the_last_step(points) -> None:
    line = LineString([(x / 1000, y / 1000) for x, y in points])
    back = decode_shape(encode_shape(line, 1000), 1000)
    assert [(round(x * 1000), round(y * 1000)) for x, y in back.coords] == points
