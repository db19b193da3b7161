"""Shapes with properties out of GeoJSON, GeoPackage, KML and KMZ: flat, valid, in degrees."""

from __future__ import annotations

import json
import math
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geomap.errors import Problem
from geomap.io.opening import InputFile, check_size, read_text
from geomap.io.options import ReadOptions, Report
from geomap.io.sniff import Kind

_DEGREE_NAMES = ("CRS84", "4326")
_BROKEN = (ValueError, TypeError, AttributeError, IndexError, KeyError, RuntimeError, shapely.errors.ShapelyError)
"""What shapely and the drivers raise for geometry that is none."""
_SUFFIXES = {Kind.KML: ".kml", Kind.KMZ: ".kmz", Kind.GEOPACKAGE: ".gpkg"}
_LAYERS_AND_STYLE = frozenset({"tessellate", "extrude", "visibility", "draworder", "altitudemode", "icon", "snippet", "id"})
"""What the KML driver adds to every feature and nobody wrote."""


@dataclass(frozen=True, kw_only=True)
class GeoFeature:
    """One feature."""

    number: int
    """From 1, in the order of the file."""
    properties: Mapping[str, Any]
    geometry: BaseGeometry
    """EPSG:4326, x = lon, y = lat, without heights; valid."""


@dataclass(frozen=True, kw_only=True)
class GeoCollection:
    """The features of one file."""

    name: str
    """Name of the collection; empty if it has none."""
    features: tuple[GeoFeature, ...]


def read_features(file: InputFile, *, report: Report, options: ReadOptions) -> GeoCollection:
    """Read a geometry file; features that cannot be used are reported and left out.

    Raises
    ------
    TooLargeError, UndecodableError, OSError
        As `geomap.io.opening.read_text`.
    """
    if file.sniffed.kind is Kind.GEOJSON:
        return _read_geojson(file, report, options)
    return _read_layers(file, report, options)


def _parsed(file: InputFile, *, report: Report, options: ReadOptions) -> dict[str, Any] | None:
    """The parsed GeoJSON object, or None and a report with the line if it is broken."""
    text = read_text(file, limit=options.max_data_bytes, option="max_data_bytes").text
    try:
        data = json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        report(file.problem(f"broken JSON: {error.msg}", line=error.lineno, hint="the file may be cut off; export it again"))
        return None
    except (ValueError, RecursionError) as error:
        report(file.problem(f"unusable JSON: {error}", hint="export it again"))
        return None
    return data if isinstance(data, dict) else None


def polygons(geometry: BaseGeometry) -> BaseGeometry:
    """The areas in a geometry, as one; empty if there are none."""
    parts = [part for part in _parts(geometry) if part.geom_type == "Polygon"]
    return shapely.union_all(parts) if len(parts) > 1 else parts[0] if parts else shapely.Polygon()


def points(geometry: BaseGeometry) -> list[shapely.Point]:
    """The single points in a geometry."""
    return [part for part in _parts(geometry) if isinstance(part, shapely.Point)]


def _parts(geometry: BaseGeometry) -> Iterator[BaseGeometry]:
    if hasattr(geometry, "geoms"):
        for part in geometry.geoms:
            yield from _parts(part)
    elif not geometry.is_empty:
        yield geometry


def _read_geojson(file: InputFile, report: Report, options: ReadOptions) -> GeoCollection:
    data = _parsed(file, report=report, options=options)
    if data is None:
        return GeoCollection(name="", features=())
    crs = json.dumps(data.get("crs") or "")
    if data.get("crs") and not any(name in crs for name in _DEGREE_NAMES):
        hint = "convert it first, e.g. ogr2ogr -t_srs EPSG:4326 OUT.geojson IN.geojson"
        report(file.problem(f"the coordinates are not in degrees of WGS 84: {crs}", field="crs", hint=hint))
        return GeoCollection(name="", features=())
    found = [data] if data.get("type") == "Feature" else data.get("features")
    if not isinstance(found, list):
        report(file.problem("the collection has no list of features", field="features", hint="export it again"))
        found = []
    features = []
    for number, entry in enumerate(found, 1):
        if not isinstance(entry, dict):
            report(file.problem(f"feature {number} is no object", hint="export it again"))
            continue
        properties = entry.get("properties")
        geometry = _geometry(entry.get("geometry"), number, file, report)
        if geometry is not None:
            properties = properties if isinstance(properties, dict) else {}
            features.append(GeoFeature(number=number, properties=properties, geometry=geometry))
    name = data.get("name")
    return GeoCollection(name=name if isinstance(name, str) else "", features=tuple(features))


def _geometry(record: object, number: int, file: InputFile, report: Report) -> BaseGeometry | None:
    try:
        geometry = shape(record) if isinstance(record, dict) else None
    except _BROKEN as error:
        report(file.problem(f"feature {number}: the geometry is broken: {error}", field="geometry", hint="draw it again"))
        return None
    if geometry is None or geometry.is_empty:
        report(_no_geometry(number, file))
        return None
    return _usable(geometry, number, file, report)


def _no_geometry(number: int, file: InputFile) -> Problem:
    return file.problem(f"feature {number} has no geometry", field="geometry", hint="remove it or draw it", severity="warning")


def _usable(geometry: BaseGeometry, number: int, file: InputFile, report: Report) -> BaseGeometry | None:
    flat = shapely.force_2d(geometry)
    west, south, east, north = flat.bounds
    if not all(math.isfinite(value) for value in flat.bounds) or west < -180 or east > 180 or south < -90 or north > 90:
        message = f"feature {number} reaches from {west:g}, {south:g} to {east:g}, {north:g}, outside of lon -180..180, lat -90..90"
        report(file.problem(message, field="geometry", hint="did lon and lat change places, or is it in metres?"))
        return None
    return flat if flat.is_valid else shapely.make_valid(flat)


def _read_layers(file: InputFile, report: Report, options: ReadOptions) -> GeoCollection:
    import pyogrio  # loaded only for KML and GeoPackage

    check_size(file.size, options.max_data_bytes, "max_data_bytes")
    found: list[tuple[dict[Any, Any], BaseGeometry | None]] = []
    try:
        # A copy, because the drivers go by the suffix of a name, and ours are recognised by content.
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / f"input{_SUFFIXES[file.sniffed.kind]}"
            with file.open() as stream, copy.open("wb") as copied:
                shutil.copyfileobj(stream, copied)
            for layer in range(len(pyogrio.list_layers(copy))):
                frame = pyogrio.read_dataframe(copy, layer=layer)
                frame = frame if frame.crs is None else frame.to_crs("EPSG:4326")
                records = frame.drop(columns=frame.geometry.name).to_dict("records")
                found.extend(zip(records, frame.geometry, strict=True))
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, *_BROKEN) as error:
        reason = re.sub(r"\S*[/\\]input\.\w+", "it", str(error))
        report(file.problem(f"the {file.sniffed.kind.value} cannot be read: {reason}", hint="open it in a viewer and save it again"))
    features = []
    for number, (properties, geometry) in enumerate(found, 1):
        if geometry is None or geometry.is_empty:
            report(_no_geometry(number, file))
        elif (usable := _usable(geometry, number, file, report)) is not None:
            features.append(GeoFeature(number=number, properties=_told(properties), geometry=usable))
    return GeoCollection(name="", features=tuple(features))


def _told(properties: Mapping[Any, Any]) -> dict[str, Any]:
    """The properties somebody gave: no driver defaults, no missing values."""
    told = {}
    for key, value in properties.items():
        missing = value is None or value != value or str(value) in ("", "NaT")  # NaN differs from itself
        if not missing and str(key).casefold() not in _LAYERS_AND_STYLE:
            told[str(key)] = value
    return told
