"""An equal-area plane for the data, and square kilometres on the ellipsoid."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Geod, Transformer
from shapely.geometry.base import BaseGeometry

_GEOD = Geod(ellps="WGS84")
Geometries = NDArray[Any]
"""A numpy array of shapely geometries."""


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
        definition = f"+proj=laea +lat_0={lat} +lon_0={lon} +datum=WGS84 +units=m +no_defs"
        self._forward = Transformer.from_crs("EPSG:4326", definition, always_xy=True)
        self._back = Transformer.from_crs(definition, "EPSG:4326", always_xy=True)

    def project(self, geometries: Geometries) -> Geometries:
        """From EPSG:4326, x = lon, to the plane."""
        return _moved(geometries, self._forward)

    def unproject(self, geometries: Geometries) -> Geometries:
        """From the plane to EPSG:4326, x = lon."""
        return _moved(geometries, self._back)


def _moved(geometries: Geometries, transformer: Transformer) -> Geometries:
    def move(coordinates: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(transformer.transform(coordinates[:, 0], coordinates[:, 1]))

    moved: Geometries = shapely.transform(geometries, move)
    return moved


def geodesic_km2(geometry: BaseGeometry) -> float:
    """Area of a geometry in EPSG:4326 on the WGS84 ellipsoid, in square kilometres, whatever the order of its rings."""
    total = 0.0
    for polygon in shapely.get_parts(polygons_of(geometry)):
        if not polygon.is_empty:
            total += abs(_GEOD.geometry_area_perimeter(shapely.normalize(polygon))[0]) / 1e6
    return total


def polygons_of(geometry: BaseGeometry) -> BaseGeometry:
    """The polygons in a geometry; what is left of an intersection as points and lines is dropped."""
    if geometry.geom_type in ("Polygon", "MultiPolygon"):
        return geometry
    parts = shapely.get_parts(shapely.get_parts(geometry))
    return shapely.union_all(parts[shapely.get_type_id(parts) == 3])
