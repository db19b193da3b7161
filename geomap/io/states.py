"""States as JSON, CSV, GeoJSON, GeoPackage and KML: one schema of columns in all of them (``docs/formats.md``)."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from geomap.io.atomic import replacing, write_stream
from geomap.io.cells import guard_cell
from geomap.io.suffixes import output_suffix

STATES_SCHEMA = "geomap-states/1"
"""Name and version of the columns."""
Row = Mapping[str, Any]
_CRS = "EPSG:4326"
"""x = lon, y = lat, as geopandas keeps it."""


def write_states(path: str | Path, rows: Sequence[Row], *, columns: Sequence[str] = (), schema: str = STATES_SCHEMA) -> None:
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

    Raises
    ------
    UsageError
        If the suffix is another one.
    OutputError
        If the file cannot be written; what was there is untouched.
    """
    suffix = output_suffix(path, (".json", ".csv", ".geojson", ".gpkg", ".kml"))
    names = tuple(columns) or (tuple(rows[0]) if rows else ())
    if suffix == ".csv":
        write_stream(path, lambda stream: _write_csv(stream, rows, names))
    elif suffix == ".json":
        write_stream(path, lambda stream: _dump(stream, {"schema": schema, "rows": [dict(row) for row in rows]}))
    elif suffix == ".geojson":
        write_stream(path, lambda stream: _write_geojson(stream, rows, schema))
    else:
        _write_layer(path, rows, names, suffix)


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


def _write_geojson(stream: IO[str], rows: Sequence[Row], schema: str) -> None:
    features = [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [row["lon"], row["lat"]]}, "properties": dict(row)} for row in rows
    ]
    _dump(stream, {"type": "FeatureCollection", "geomap": {"schema": schema}, "features": features})


def _dump(stream: IO[str], value: object) -> None:
    json.dump(value, stream, ensure_ascii=False, allow_nan=False, indent=1)
    stream.write("\n")


def _write_layer(path: str | Path, rows: Sequence[Row], columns: Sequence[str], suffix: str) -> None:
    import geopandas  # loaded only for these two formats
    import pandas
    from shapely import Point

    values: dict[str, Any] = {name: [row[name] for row in rows] for name in columns}
    points = [Point(row["lon"], row["lat"]) for row in rows]
    if suffix == ".kml":
        values = {name: [_plain(value) for value in column] for name, column in values.items()}
        # The driver makes these three the label and the time span of a mark.
        values = {"Name": values.get("place", []), "begin": values.get("valid_from", []), "end": values.get("valid_to", []), **values}
    frame = geopandas.GeoDataFrame(
        {name: pandas.Series(column, dtype=_kind(column)) for name, column in values.items()}, geometry=points, crs=_CRS
    )
    last = max((str(row.get("as_of") or "") for row in rows), default="") or "1970-01-01"
    with replacing(path) as beside, _fixed_date(last):
        beside.unlink()
        frame.to_file(beside, driver="GPKG" if suffix == ".gpkg" else "LIBKML", layer="states", engine="pyogrio")


def _kind(column: Sequence[Any]) -> str:
    known = [value for value in column if value is not None]
    if known and all(isinstance(value, bool) for value in known):
        return "boolean"
    if known and all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in known):
        return "Int64" if all(isinstance(value, int) for value in known) else "Float64"
    return "object"


def _plain(value: Any) -> Any:  # noqa: ANN401
    """Text without angle brackets: readers of KML take values for HTML."""
    return value.replace("<", "‹").replace(">", "›") if isinstance(value, str) else value


@contextmanager
def _fixed_date(day: str) -> Iterator[None]:
    """GDAL writes the time of writing into a GeoPackage unless it is told a time; the day of the rows keeps the bytes the same."""
    import pyogrio

    before = pyogrio.get_gdal_config_option("OGR_CURRENT_DATE")
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": f"{day}T00:00:00.000Z"})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": before})
