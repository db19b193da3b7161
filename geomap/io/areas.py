"""Imported areas: their size, and the order of snapshots in time."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import date

import shapely
from shapely.geometry.base import BaseGeometry

from geomap.model import Area


def chain_snapshots(areas: Sequence[Area]) -> tuple[Area, ...]:
    """End every open snapshot where the next of the same format begins, so that two pictures never overlap.

    Snapshots carry the parameter ``snapshot``; other areas keep the interval their file gives.
    """
    days: dict[str, set[date]] = {}
    for area in areas:
        if (name := _series(area)) and area.valid_from:
            days.setdefault(name, set()).add(area.valid_from)
    chained = []
    for area in areas:
        later = [day for day in days.get(_series(area), ()) if area.valid_from and day > area.valid_from]
        ends = area.valid_to is None and bool(later)
        chained.append(dataclasses.replace(area, valid_to=min(later)) if ends else area)
    return tuple(chained)


def _series(area: Area) -> str:
    parameters = dict(area.parameters)
    return parameters.get("format", "") if "snapshot" in parameters else ""


def area_km2(geometry: BaseGeometry) -> float:
    """Geodesic area on the WGS84 ellipsoid in square kilometres."""
    from pyproj import Geod  # loaded only with areas

    square_metres, _ = Geod(ellps="WGS84").geometry_area_perimeter(shapely.orient_polygons(geometry))
    return abs(square_metres) / 1e6
