from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import MultiPolygon, Point, Polygon, box

from geomap.control.areas.plane import Plane, geodesic_km2, mended

PLANE = Plane([(38.0, 29.0), (48.0, 38.0)])


def on_plane(shape):
    return PLANE.project(np.array([shape], dtype=object))[0]


@settings(max_examples=80, deadline=None)
@given(st.floats(36, 50), st.floats(27, 40), st.floats(0.01, 4), st.floats(0.01, 4), st.floats(0, 3.2))
def test_square_kilometres_on_the_plane_are_those_of_geodesic_edges(lon, lat, wide, high, turn):
    spin = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    ring = box(-wide / 2, -high / 2, wide / 2, high / 2).difference(box(-wide / 8, -high / 8, wide / 8, high / 8))
    shape = shapely.transform(ring, lambda xy: xy @ spin + (lon, lat))
    assert PLANE.km2(on_plane(shape)) == pytest.approx(geodesic_km2(shape), rel=1e-5)


def test_a_long_edge_bows_and_is_not_taken_for_straight():
    shape = box(38, 34, 48, 34.2)
    flat = on_plane(shape)
    assert flat.area / 1e6 != pytest.approx(geodesic_km2(shape), rel=1e-3)
    assert PLANE.km2(flat) == pytest.approx(geodesic_km2(shape), rel=1e-3)
    assert PLANE.km2(shapely.reverse(flat)) == PLANE.km2(flat)


def test_square_kilometres_of_pieces_add_up_and_of_nothing_are_none():
    pieces = [on_plane(box(40, 30, 40.3, 30.4)), on_plane(box(44, 35, 45, 36))]
    assert PLANE.km2(MultiPolygon(pieces)) == pytest.approx(sum(PLANE.km2(piece) for piece in pieces), rel=1e-9)
    assert PLANE.km2(Polygon()) == 0


def test_what_only_turning_to_degrees_crosses_is_measured_whole():
    """A straight edge of the plane is bent in degrees, and a corner a metre from it comes to lie beyond it."""
    notched = Polygon([(-30_000, 3e5), (30_000, 3e5), (30_000, 2.9e5), (0, 3e5 - 1), (-30_000, 2.9e5)])
    assert notched.is_valid
    assert not PLANE.unproject(np.array([notched]))[0].is_valid
    assert PLANE.km2(notched) == pytest.approx(notched.area / 1e6, rel=1e-3)


def test_points_are_where_projecting_puts_them():
    lonlats = [(40.1, 30.2), (44.4, 36.5)]
    assert (PLANE.points(lonlats) == PLANE.project(shapely.points(lonlats))).all()
    assert len(PLANE.points([])) == 0


def test_a_crossed_ring_is_mended_and_the_others_stay():
    spike = Polygon([(0, 0), (10, 0), (10, 10), (5, -0.001), (0, 10)], [[(1, 1), (2, 1), (1.5, 2)], [(8, 1), (9, 1), (8.5, 2)]])
    far = box(20, 0, 30, 10)
    assert not spike.is_valid
    whole = mended(MultiPolygon([spike, far]))
    assert whole.is_valid
    assert whole.area == pytest.approx(shapely.make_valid(spike).area + 100, abs=0.01)
    assert not whole.intersects(Point(1.5, 1.3))
    assert not whole.intersects(Point(8.5, 1.3))


def test_a_hole_that_runs_out_of_its_piece_is_cut_off_and_adds_nothing():
    piece = Polygon([(0, 0), (10, 0), (10, 10), (0, 10)], [[(8, 4), (12, 4), (12, 6), (8, 6)]])
    whole = mended(piece)
    assert whole.is_valid
    assert whole.area == pytest.approx(96)
    assert not whole.intersects(Point(11, 5))


def test_pieces_that_overlap_become_one():
    whole = mended(MultiPolygon([box(0, 0, 2, 2), box(1, 0, 3, 2)]))
    assert whole.is_valid
    assert whole.area == pytest.approx(6)
