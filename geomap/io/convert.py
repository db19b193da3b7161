"""Any claims, events or areas that can be read, written in another format."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

from shapely import Point
from shapely.geometry import mapping

from geomap.errors import InputError
from geomap.gazetteer import Gazetteer
from geomap.io.atomic import write_stream
from geomap.io.claim_cells import COLUMNS
from geomap.io.claim_writer import claim_records, write_claims
from geomap.io.inputs import Inputs
from geomap.io.layer_file import LAYER_SUFFIXES, write_layer
from geomap.io.suffixes import output_suffix
from geomap.model import Area

AREAS_SCHEMA = "geomap-areas/1"
"""Name and version of the properties of areas."""
_CLAIM_SUFFIXES = (".csv", ".jsonl", ".geojson")
AREA_COLUMNS = (
    *("id", "name", "actor", "status", "valid_from", "valid_to", "area_km2", "method", "source", "credit"),
    *("parameters", "states", "claims"),
)
"""Properties of an area, in order; ``actor`` is an actor key, ``valid_to`` exclusive, ``area_km2`` geodesic on WGS84. What a modelled
area was made with and from: ``parameters`` as ``name=value`` joined by ``;``, ids of states and claims joined by ``|``."""


def write_converted(path: str | Path, inputs: Inputs, *, gazetteer: Gazetteer) -> str:
    """Write claims or areas in the format of the suffix.

    Claims and events become ``.csv``, ``.jsonl``, ``.geojson``, ``.gpkg`` or ``.kml``; areas ``.geojson``, ``.gpkg`` or ``.kml``.

    Returns
    -------
    What was written, in words: "602 claims".

    Raises
    ------
    InputError
        If the inputs hold neither, or both: one table holds one sort of thing.
    UsageError
        If the suffix does not fit what there is.
    OutputError
        If the file cannot be written; what was there is untouched.
    """
    if inputs.claims and inputs.areas:
        raise InputError(
            f"the inputs hold {len(inputs.claims)} claims and {len(inputs.areas)} areas, which do not go into one table",
            hint="convert them one after the other",
        )
    if not inputs.claims and not inputs.areas:
        hint = "geomap extract reads claims out of documents" if inputs.documents else "name a claims table, events or areas"
        raise InputError("there are no claims, events or areas in the inputs", hint=hint)
    if inputs.areas:
        write_areas(path, inputs.areas)
        return f"{len(inputs.areas)} areas"
    suffix = output_suffix(path, (*_CLAIM_SUFFIXES, *LAYER_SUFFIXES))
    if suffix in _CLAIM_SUFFIXES:
        write_claims(path, inputs.claims, gazetteer=gazetteer, places=inputs.places)
    else:
        rows = list(claim_records(inputs.claims, gazetteer=gazetteer, places=inputs.places))
        values = {name: [_single(row.get(name)) for row in rows] for name in COLUMNS}
        points = [Point(row["lon"], row["lat"]) if "lon" in row else None for row in rows]
        day = max((claim.dating.latest.isoformat() for claim in inputs.claims if claim.dating.latest), default="")
        write_layer(path, values, points, layer="claims", label="place", day=day, span=("date", "date"))
    return f"{len(inputs.claims)} claims"


def write_areas(path: str | Path, areas: Sequence[Area]) -> None:
    """Write areas as ``.geojson``, ``.gpkg`` or ``.kml`` with the properties `AREA_COLUMNS` (schema ``geomap-areas/1``).

    Read back, they keep shape, holder, status, validity and label.

    Raises
    ------
    UsageError
        If the suffix is another one.
    OutputError
        If the file cannot be written; what was there is untouched.
    """
    suffix = output_suffix(path, (".geojson", *LAYER_SUFFIXES))
    rows = [_area_row(area) for area in areas]
    if suffix == ".geojson":
        write_stream(path, lambda stream: _write_geojson(stream, areas, rows))
        return
    values = {name: [row[name] for row in rows] for name in AREA_COLUMNS}
    day = max((area.valid_from.isoformat() for area in areas if area.valid_from), default="")
    write_layer(path, values, [area.geometry for area in areas], layer="areas", label="name", day=day)


def _area_row(area: Area) -> dict[str, Any]:
    parameters = dict(area.parameters)
    return {
        "id": area.id,
        "name": area.label or None,
        "actor": area.actor or None,
        "status": area.status,
        "valid_from": area.valid_from.isoformat() if area.valid_from else None,
        "valid_to": area.valid_to.isoformat() if area.valid_to else None,
        "area_km2": round(area.area_km2, 3),
        "method": area.method,
        "source": parameters.get("source") or None,
        "credit": parameters.get("credit") or None,
        "parameters": ";".join(f"{name}={value}" for name, value in area.parameters if name not in ("source", "credit")) or None,
        "states": "|".join(area.state_ids) or None,
        "claims": "|".join(area.claim_ids) or None,
    }


def _write_geojson(stream: IO[str], areas: Sequence[Area], rows: Sequence[dict[str, Any]]) -> None:
    stream.write(f'{{"type":"FeatureCollection","geomap":{{"schema":"{AREAS_SCHEMA}"}},"features":[')
    mark = "\n"
    for area, row in zip(areas, rows, strict=True):
        feature = {"type": "Feature", "geometry": mapping(area.geometry), "properties": row}
        stream.write(mark + json.dumps(feature, ensure_ascii=False, allow_nan=False, separators=(",", ":")))
        mark = ",\n"
    stream.write("\n]}\n")


def _single(value: Any) -> Any:  # noqa: ANN401 - a cell
    return json.dumps(value, ensure_ascii=False, sort_keys=True) if isinstance(value, dict) else value
