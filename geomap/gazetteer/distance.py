"""Geodesic distances between places."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from geomap.model import LonLat, Place, PlaceKind

_KM_PER_DEGREE = 110.5
"""Less than the shortest degree of latitude on WGS84 (110.57 km), so that the first sieve never loses a place."""


_MEAN_RADIUS_KM = 6371.0088
"""Of the Earth, (2a + b) / 3 on WGS84."""
_SPHERE_ERROR, _LEAST_KM = 0.01, 0.001
"""More than the great circle is off, as a share of it, and more than its arithmetic is."""


def distance_km(one: LonLat, other: LonLat) -> float:
    """Geodesic distance on WGS84 in kilometres."""
    from geopy.distance import geodesic  # loaded only when a distance is asked for

    return float(geodesic(one.latlon, other.latlon).km)


def is_beyond(one: LonLat, other: LonLat, km: float) -> bool:
    """Whether two points are more than `km` of geodesic apart.

    The great circle on a sphere, which is within 0.6 percent of the geodesic, decides what is not close; the geodesic the rest.
    """
    north, south = math.radians(one.lat), math.radians(other.lat)
    half = math.sin((north - south) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(math.radians(one.lon - other.lon) / 2) ** 2
    about = 2 * _MEAN_RADIUS_KM * math.asin(math.sqrt(min(1.0, half)))
    if abs(about - km) > _SPHERE_ERROR * about + _LEAST_KM:
        return about > km
    return distance_km(one, other) > km


def within(lonlat: LonLat, places: Iterable[Place], *, km: float, kinds: Sequence[PlaceKind] = ()) -> tuple[tuple[float, Place], ...]:
    """Places within `km` of a point, as (kilometres, place), nearest first, ties by place id."""
    high = km / _KM_PER_DEGREE
    wide = high / max(math.cos(math.radians(min(abs(lonlat.lat) + high, 89.9))), 1e-3)
    found = []
    for place in places:
        if kinds and place.kind not in kinds:
            continue
        if abs(place.lonlat.lat - lonlat.lat) > high:
            continue
        apart = abs(place.lonlat.lon - lonlat.lon)
        if min(apart, 360 - apart) > wide:
            continue
        distance = distance_km(lonlat, place.lonlat)
        if distance <= km:
            found.append((distance, place))
    return tuple(sorted(found, key=lambda pair: (pair[0], pair[1].id)))
