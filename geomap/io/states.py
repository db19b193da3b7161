"""States as JSON, CSV, GeoJSON, GeoPackage and KML: one schema of columns in all of them (``docs/formats.md``)."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any

from shapely import Point

from geomap.io.atomic import write_stream
from geomap.io.cells import guard_cell
from geomap.io.layer_file import LAYER_SUFFIXES, write_layer
from geomap.io.suffixes import output_suffix

STATES_SCHEMA = "geomap-states/1"
"""Name and version of the columns."""
Row = Mapping[str, Any]


def write_states(
    path: str | Path,
    rows: Sequence[Row],
    *,
    columns: Sequence[str] = (),
    schema: str = STATES_SCHEMA,
    more: Mapping[str, Any] = MappingProxyType({}),
) -> None:
    """Write flat rows with ``lon`` and ``lat`` (degrees, EPSG:4326) as ``.json``, ``.csv``, ``.geojson``, ``.gpkg`` or ``.kml``.

    The same rows give the same bytes. Written beside and renamed into place.

    Parameters
    ----------
    path
        The output; its suffix decides the format, its folder must exist.
    rows
        Text, numbers, booleans or None by column; all rows have the same columns.
    columns
        The columns, in order; by default those of the first row.
    schema
        Name and version of the columns, written into JSON and GeoJSON.
    more
        Further members of the JSON object, and of the member ``geomap`` of GeoJSON; other formats leave them out.

    Raises
    ------
    UsageError
        If the suffix is another one.
    OutputError
        If the file cannot be written; what was there is untouched.
    """
    suffix = output_suffix(path, (".json", ".csv", ".geojson", *LAYER_SUFFIXES))
    names = tuple(columns) or (tuple(rows[0]) if rows else ())
    if suffix == ".csv":
        write_stream(path, lambda stream: _write_csv(stream, rows, names))
    elif suffix == ".json":
        write_stream(path, lambda stream: _dump(stream, {"schema": schema, "rows": [dict(row) for row in rows], **more}))
    elif suffix == ".geojson":
        write_stream(path, lambda stream: _write_geojson(stream, rows, {"schema": schema, **more}))
    else:
        values = {name: [row[name] for row in rows] for name in names}
        points = [Point(row["lon"], row["lat"]) for row in rows]
        day = max((str(row.get("as_of") or "") for row in rows), default="")
        write_layer(path, values, points, layer="states", label="place", day=day)


def _write_csv(stream: IO[str], rows: Sequence[Row], columns: Sequence[str]) -> None:
    writer = csv.writer(stream)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row[name]) for name in columns])


def _cell(value: Any) -> str:  # noqa: ANN401
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return guard_cell(value) if isinstance(value, str) else repr(value)


def _write_geojson(stream: IO[str], rows: Sequence[Row], about: Mapping[str, Any]) -> None:
    features = [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [row["lon"], row["lat"]]}, "properties": dict(row)} for row in rows
    ]
    _dump(stream, {"type": "FeatureCollection", "geomap": dict(about), "features": features})


def _dump(stream: IO[str], value: object) -> None:
    json.dump(value, stream, ensure_ascii=False, allow_nan=False, indent=1)
    stream.write("\n")
