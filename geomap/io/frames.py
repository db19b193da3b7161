"""Stages of a run as GeoDataFrames, for notebooks and GIS."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import geopandas
from shapely import Point

from geomap.model import Area


def points_frame(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> geopandas.GeoDataFrame:
    """Flat rows with ``lon`` and ``lat`` as points, EPSG:4326; a row without a position has no geometry.

    Parameters
    ----------
    rows
        Text, numbers, booleans or None by column.
    columns
        The columns, in order; they are there even if there is no row.
    """
    table = list(rows)
    points = [Point(float(row["lon"]), float(row["lat"])) if row.get("lon") not in (None, "") else None for row in table]
    values = {name: [row.get(name) for row in table] for name in columns}
    return geopandas.GeoDataFrame(values, geometry=points, crs="EPSG:4326")


def areas_frame(areas: Iterable[Area]) -> geopandas.GeoDataFrame:
    """Areas with their properties, EPSG:4326, ``area_km2`` geodesic."""
    table = list(areas)
    columns = ("id", "method", "actor", "status", "valid_from", "valid_to", "area_km2", "label")
    values = {name: [getattr(area, name) for area in table] for name in columns}
    return geopandas.GeoDataFrame(values, geometry=[area.geometry for area in table], crs="EPSG:4326")
