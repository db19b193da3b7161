from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LineString, Point, box
from shapely.ops import substring

from geomap.control.areas.corridors import _cut, _united

metres = st.integers(-50_000, 50_000)
ways = st.lists(st.lists(st.tuples(metres, metres), min_size=2, max_size=6, unique=True), min_size=1, max_size=4)
NONE = np.array([], dtype=object)


@settings(max_examples=80, deadline=None)
@given(ways, st.lists(st.tuples(st.integers(0, 3), st.floats(0, 1), st.floats(0, 1)), max_size=6))
def test_stretches_are_what_cutting_line_by_line_gives(corners, wanted):
    lines = np.array([LineString(each) for each in corners], dtype=object)
    of = np.array([number % len(lines) for number, _, _ in wanted], dtype=np.intp)
    ends = np.sort(np.array([(one, two) for _, one, two in wanted]).reshape(-1, 2), axis=1).T * shapely.length(lines)[of]
    cut = _cut(lines, of, *ends)
    assert len(cut) == len(wanted)
    for stretch, number, begin, end in zip(cut, of, *ends, strict=True):
        assert stretch.length == pytest.approx(end - begin, abs=1e-3)
        assert stretch.hausdorff_distance(substring(lines[number], begin, end)) < 1e-3


def test_a_stretch_keeps_the_corners_between_its_ends_and_no_other():
    line = LineString([(0, 0), (10, 0), (10, 10), (20, 10)])
    other = LineString([(0, 50), (100, 50)])
    one, whole, two = _cut(np.array([line, other]), np.array([0, 0, 1]), np.array([5.0, 0.0, 0.0]), np.array([25.0, 30.0, 100.0]))
    assert list(one.coords) == [(5, 0), (10, 0), (10, 10), (15, 10)]
    assert one.length == 20
    assert whole.equals(line)
    assert two.equals(other)


def test_lanes_and_discs_are_one_ground_whatever_touches():
    lanes = np.array([box(0, 0, 100, 4), box(90, 0, 94, 60), box(200, 200, 260, 204)], dtype=object)
    discs = shapely.buffer(np.array([Point(50, 4), Point(53, 4), Point(300, 0), Point(303, 0)], dtype=object), 5)
    alone = shapely.buffer(np.array([Point(92, 62), Point(400, 400)], dtype=object), 5)
    pieces = _united(lanes, discs, alone)
    whole = shapely.union_all(np.concatenate((lanes, discs, alone)))
    assert len(pieces) == len(shapely.get_parts(whole)) == 4
    assert shapely.multipolygons(pieces).is_valid
    assert shapely.symmetric_difference(shapely.multipolygons(pieces), whole).area == pytest.approx(0, abs=1e-9)


def test_discs_without_lanes_and_lanes_without_discs():
    disc, lane = np.array([Point(0, 0).buffer(5)], dtype=object), np.array([box(0, 0, 9, 4)], dtype=object)
    assert [piece.area for piece in _united(NONE, NONE, disc)] == [disc[0].area]
    assert [piece.area for piece in _united(lane, NONE, NONE)] == [36]
