"""From degrees to millimetres."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod
from shapely import GeometryCollection, LineString, MultiPolygon, Point, Polygon, box

from geomap.errors import InputError
from geomap.figure.paths import to_path
from geomap.figure.projection import fit_frame
from geomap.model import LonLat

windows = st.tuples(st.floats(-170, 150), st.floats(-70, 60), st.floats(0.01, 15), st.floats(0.01, 10)).map(
    lambda at: (at[0], at[1], at[0] + at[2], at[1] + at[3])
)


@settings(deadline=None)
@given(windows)
def test_every_corner_of_the_bounds_lies_on_the_frame(bounds):
    frame = fit_frame(bounds, width=180, tallest=1.0, flattest=0.5).moved(3.0, 7.0)
    west, south, east, north = bounds
    for lon in (west, (west + east) / 2, east):
        for lat in (south, north):
            x, y = frame.place(LonLat(lon=lon, lat=lat))
            assert 3.0 - 1e-3 <= x <= 183.0 + 1e-3
            assert 7.0 - 1e-3 <= y <= 7.0 + frame.height + 1e-3


@settings(deadline=None)
@given(st.floats(-60, 55), st.floats(0, 5))
def test_areas_compare_truly_wherever_they_lie(south, shift):
    frame = fit_frame((10, south - 2, 22, south + 12), width=180, tallest=1.0, flattest=0.5)
    cell = box(12 + shift, south + shift, 13 + shift, south + shift + 1)
    on_sheet = frame.shape(cell).area / frame.mm_per_m**2
    true, _ = Geod(ellps="WGS84").geometry_area_perimeter(cell.segmentize(0.02))
    assert math.isclose(on_sheet, abs(true), rel_tol=0.01)


def test_north_is_up_and_east_is_right():
    frame = fit_frame((40, 30, 46, 36), width=100, tallest=1.0, flattest=0.5)
    here, north, east = (frame.place(LonLat(lon=lon, lat=lat)) for lon, lat in ((43, 33), (43, 34), (44, 33)))
    assert north[1] < here[1]
    assert east[0] > here[0]


def test_a_single_point_gets_a_neighbourhood():
    frame = fit_frame((43.0, 33.0, 43.0, 33.0), width=100, tallest=1.0, flattest=0.5)
    assert 20_000 < frame.width / frame.mm_per_m < 120_000


@pytest.mark.parametrize("bounds", [(46, 30, 40, 36), (40, 36, 46, 30), (40, 30, 46, 136), (float("nan"), 30, 46, 36)])
def test_bounds_that_are_no_window_are_refused(bounds):
    with pytest.raises(InputError, match="west, south, east, north"):
        fit_frame(bounds, width=100, tallest=1.0, flattest=0.5)


def test_a_geometry_outside_the_frame_draws_nothing():
    frame = fit_frame((40, 30, 46, 36), width=100, tallest=1.0, flattest=0.5)
    assert frame.path(box(100, 10, 101, 11)) is None
    assert frame.path(Point(43, 33)) is None
    assert frame.path(Polygon()) is None


@pytest.mark.parametrize(
    ("shape", "pieces"),
    [
        (box(0, 0, 1, 1), 1),
        (Polygon([(0, 0), (9, 0), (9, 9), (0, 9)], [[(1, 1), (2, 1), (2, 2)]]), 2),
        (MultiPolygon([box(0, 0, 1, 1), box(2, 2, 3, 3)]), 2),
        (GeometryCollection([MultiPolygon([box(0, 0, 1, 1), box(2, 2, 3, 3)]), LineString([(0, 0), (1, 1)]), Point(1, 1)]), 3),
        (Point(1, 1), 0),
        (Polygon(), 0),
    ],
)
def test_every_shape_becomes_its_rings_and_lines(shape, pieces):
    path = to_path(shape)
    assert sum(code == path.MOVETO for code in (path.codes if path.codes is not None else ())) == pieces
