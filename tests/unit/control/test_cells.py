from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.control.areas.cells import reach_cells

REACH_M = 15_000.0
metres = st.integers(-600_000, 600_000).map(lambda tenth: tenth / 10)
spots = st.lists(st.tuples(metres, metres), min_size=1, max_size=30, unique=True)


def points(*positions):
    return shapely.points(np.array(positions, dtype=float).reshape(-1, 2))


def by_brute_force(placed):
    """Every Thiessen polygon cut by a fine disc, one at a time."""
    frame = shapely.total_bounds(placed) + np.array([-4, -4, 4, 4]) * REACH_M
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(placed), extend_to=shapely.box(*frame), ordered=True))
    return shapely.intersection(cells, shapely.buffer(placed, REACH_M, quad_segs=64))


def test_a_lone_point_has_its_disc():
    (cell,) = reach_cells(points((1000, -2000)), REACH_M)
    assert cell.area == pytest.approx(np.pi * REACH_M**2, rel=0.01)
    assert cell.centroid.distance(shapely.Point(1000, -2000)) < 1


def test_far_apart_points_have_whole_discs_and_near_ones_share_an_edge():
    far, near, nearer = reach_cells(points((0, 0), (100_000, 0), (110_000, 0)), REACH_M)
    assert far.area == pytest.approx(np.pi * REACH_M**2, rel=0.01)
    assert near.area < far.area
    edge = shapely.intersection(shapely.boundary(near), shapely.boundary(nearer))
    assert edge.length == pytest.approx(2 * np.sqrt(REACH_M**2 - 5000**2), rel=1e-4)


@settings(max_examples=60, deadline=None)
@given(spots)
def test_cells_are_a_coverage_and_what_cutting_one_by_one_gives(positions):
    placed = points(*positions)
    cells = reach_cells(placed, REACH_M)
    assert len(cells) == len(placed)
    assert shapely.is_valid(cells).all()
    assert shapely.coverage_is_valid(cells[~shapely.is_empty(cells)])
    if len(placed) > 1:
        # arcs with 32 corners lose two thirds of a percent; the grid moves corners by less than a metre
        off = shapely.area(shapely.symmetric_difference(cells, by_brute_force(placed)))
        assert off.max() < 0.008 * np.pi * REACH_M**2


def test_many_points_at_once_and_in_their_order():
    rng = np.random.default_rng(20141110)
    placed = points(*rng.uniform(-200_000, 200_000, size=(1500, 2)))
    cells = reach_cells(placed, REACH_M)
    assert shapely.contains_properly(cells, placed).all()
    assert shapely.coverage_is_valid(cells)
    whole = shapely.union_all(shapely.buffer(placed, REACH_M, quad_segs=32))
    assert shapely.coverage_union_all(cells).area == pytest.approx(whole.area, rel=0.005)
