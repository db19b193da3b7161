"""GeoPackage and KML, through geopandas and pyogrio."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from shapely.geometry.base import BaseGeometry

from geomap.io.atomic import replacing
from geomap.io.suffixes import output_suffix

LAYER_SUFFIXES = (".gpkg", ".kml")
_CRS = "EPSG:4326"
"""x = lon, y = lat, as geopandas keeps it."""
_NO_DAY = "1970-01-01"


def write_layer(
    path: str | Path,
    values: Mapping[str, Sequence[Any]],
    geometries: Sequence[BaseGeometry | None],
    *,
    layer: str,
    label: str,
    day: str = "",
    span: tuple[str, str] = ("valid_from", "valid_to"),
) -> None:
    """Write one layer of features as ``.gpkg`` or ``.kml``. The same values give the same bytes.

    Parameters
    ----------
    path
        The output.
    values
        Column by name: text, numbers, booleans or None, all as long as `geometries`.
    geometries
        EPSG:4326, x = lon, y = lat.
    layer
        Name of the layer.
    label
        The column that labels a mark in KML.
    day
        ISO day written as the file's own date (GeoPackage); no clock is asked.
    span
        The columns with first and last day, which become the time span of a mark in KML.

    Raises
    ------
    UsageError
        If the suffix is another one.
    OutputError
        If the file cannot be written.
    """
    import geopandas  # loaded only for these two formats
    import pandas

    columns: dict[str, Sequence[Any]] = dict(values)
    suffix = output_suffix(path, LAYER_SUFFIXES)
    if suffix == ".kml":
        plain = {name: [_plain(value) for value in column] for name, column in columns.items()}
        # The driver makes these three the label and the time span of a mark.
        columns = {"Name": plain.get(label, []), "begin": plain.get(span[0], []), "end": plain.get(span[1], []), **plain}
    series = {name: pandas.Series(list(column), dtype=_kind(column)) for name, column in columns.items() if len(column) == len(geometries)}
    frame = geopandas.GeoDataFrame(series, geometry=list(geometries), crs=_CRS)
    with replacing(path) as beside, _fixed_date(day or _NO_DAY):
        beside.unlink()
        frame.to_file(beside, driver="GPKG" if suffix == ".gpkg" else "LIBKML", layer=layer, engine="pyogrio")


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
