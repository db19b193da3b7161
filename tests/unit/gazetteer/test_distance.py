"""Geodesic distances, and the quick answer to "farther than"."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from geomap.gazetteer.distance import distance_km, is_beyond
from geomap.model import LonLat

POINTS = st.builds(LonLat, lon=st.floats(-180, 180), lat=st.floats(-90, 90))


@given(POINTS, POINTS, st.floats(0.5, 1.5))
def test_beyond_is_what_the_geodesic_says(one, other, share):
    exact = distance_km(one, other)
    assert is_beyond(one, other, exact * share) == (exact > exact * share)


def test_a_point_is_not_beyond_itself():
    here = LonLat(lon=40.0, lat=34.0)
    assert not is_beyond(here, here, 0.0)
    assert not is_beyond(here, here, 500.0)
