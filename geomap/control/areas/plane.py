"""An equal-area plane for the data, and square kilometres on the ellipsoid."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Geod, Proj
from shapely.geometry.base import BaseGeometry

_GEOD = Geod(ellps="WGS84")
Geometries = NDArray[Any]
"""A numpy array of shapely geometries."""
_LONG_M = 25_000.0
"""An edge up to this length is as good as a geodesic: a thousand kilometres from the centre of the plane it bows by half a metre."""


class Plane:
    """Lambert azimuthal equal-area (EPSG method 9820) on WGS84, centred on the data, in metres, x east, y north."""

    def __init__(self, lonlats: Sequence[tuple[float, float]]) -> None:
        """Centre it on the middle of the bounds of `lonlats` (lon, lat), rounded to a tenth of a degree.

        Rounding keeps the plane, and with it every coordinate, the same when a place is added in the middle.
        """
        lons = [lon for lon, _ in lonlats] or [0.0]
        lats = [lat for _, lat in lonlats] or [0.0]
        lon, lat = round((min(lons) + max(lons)) / 2, 1), round((min(lats) + max(lats)) / 2, 1)
        self.name = f"Lambert azimuthal equal-area, lat_0={lat} lon_0={lon}, WGS84"
        """Goes into every area."""
        # a bare projection: both sides are on one datum, and a pair of transformers takes fifty times as long to make
        self._proj = Proj(proj="laea", lat_0=lat, lon_0=lon, ellps="WGS84", units="m")

    def points(self, lonlats: Sequence[tuple[float, float]]) -> Geometries:
        """One point on the plane for each (lon, lat), all in one call."""
        lon, lat = np.array(lonlats, dtype=float).reshape(-1, 2).T
        points: Geometries = shapely.points(np.column_stack(self._proj(lon, lat)))
        return points

    def project(self, geometries: Geometries) -> Geometries:
        """From EPSG:4326, x = lon, to the plane."""
        return self._moved(geometries, inverse=False)

    def unproject(self, geometries: Geometries) -> Geometries:
        """From the plane to EPSG:4326, x = lon."""
        return self._moved(geometries, inverse=True)

    def km2(self, ground: BaseGeometry) -> float:
        """Square kilometres of ground on the plane, its edges taken as geodesics of the WGS84 ellipsoid.

        The plane keeps areas, so what its straight edges enclose is what they enclose on the ellipsoid. Only where a long
        edge bows away from the geodesic between its ends is the ground between the two measured. What is left out is
        less than a hundred-thousandth, and it saves a geodesic for every corner.
        """
        rings = shapely.get_rings(shapely.orient_polygons(shapely.get_parts(polygons_of(ground))))
        if not len(rings):
            return 0.0
        corners, ring = shapely.get_coordinates(rings, return_index=True)
        step = np.diff(corners, axis=0)
        long = np.flatnonzero((ring[1:] == ring[:-1]) & ((step**2).sum(axis=1) > _LONG_M**2))
        # There along the geodesic, back along the straight edge in eight pieces.
        back = corners[long, None] + step[long, None] * np.linspace(1, 0, 9)[:, None]
        loops = np.concatenate((corners[long, None], back), axis=1)
        x, y = loops.reshape(-1, 2).T
        lonlats = np.column_stack(self._proj(x, y, inverse=True))
        return float(shapely.area(ground)) / 1e6 + _enclosed_km2(lonlats, np.repeat(np.arange(len(loops)), loops.shape[1]))

    def _moved(self, geometries: Geometries, *, inverse: bool) -> Geometries:
        def move(coordinates: NDArray[np.float64]) -> NDArray[np.float64]:
            return np.column_stack(self._proj(coordinates[:, 0], coordinates[:, 1], inverse=inverse))

        moved: Geometries = shapely.transform(geometries, move)
        return moved


def geodesic_km2(geometry: BaseGeometry) -> float:
    """Area of a geometry in EPSG:4326 on the WGS84 ellipsoid, in square kilometres, whatever the order of its rings."""
    rings = shapely.get_rings(shapely.orient_polygons(shapely.get_parts(polygons_of(geometry))))
    if not len(rings):
        return 0.0
    return _enclosed_km2(*shapely.get_coordinates(rings, return_index=True))


def _enclosed_km2(corners: NDArray[np.float64], ring: NDArray[np.intp]) -> float:
    """Of closed rings in EPSG:4326 with geodesic edges, those that run clockwise taken off."""
    # One walk over all rings: the ways from ring to ring are gone back at the end, and enclose nothing.
    starts = corners[np.flatnonzero(np.diff(ring, prepend=-1))]
    walk = np.concatenate((corners, starts[::-1]))
    return float(_GEOD.polygon_area_perimeter(walk[:, 0], walk[:, 1])[0] / 1e6)


def mended(geometry: BaseGeometry) -> BaseGeometry:
    """A valid geometry: the pieces that turning the plane has crossed are mended one by one, then those that overlap united."""
    pieces = shapely.get_parts(geometry)
    for number in np.flatnonzero(~shapely.is_valid(pieces)):
        pieces[number] = _sound(pieces[number])
    return shapely.disjoint_subset_union_all(shapely.get_parts(pieces))


def _sound(piece: BaseGeometry) -> BaseGeometry:
    """Ring by ring: noding a piece with its hundreds of holes at once takes six times as long."""
    rings = shapely.polygons(shapely.get_rings(piece))
    broken = ~shapely.is_valid(rings)
    rings[broken] = shapely.make_valid(rings[broken], method="structure", keep_collapsed=False)
    return shapely.difference(rings[0], shapely.disjoint_subset_union_all(rings[1:]))


def polygons_of(geometry: BaseGeometry) -> BaseGeometry:
    """The polygons in a geometry; what is left of an intersection as points and lines is dropped."""
    if geometry.geom_type in ("Polygon", "MultiPolygon"):
        return geometry
    parts = shapely.get_parts(shapely.get_parts(geometry))
    return shapely.union_all(parts[shapely.get_type_id(parts) == 3])
