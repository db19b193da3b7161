"""Stages of a run as GeoDataFrames."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from geomap.control import COLUMNS
from geomap.io import claim_records
from geomap.io.claim_cells import COLUMNS as CLAIM_COLUMNS
from geomap.io.frames import areas_frame, points_frame
from geomap.pipeline.questions import state_rows
from geomap.pipeline.running import Run

if TYPE_CHECKING:
    import geopandas

MENTION_COLUMNS = ("doc_id", "start", "end", "surface", "metonym", "status", "place_id", "place", "kind", "country", "score", "lon", "lat")


def claims_frame(result: Run) -> geopandas.GeoDataFrame:
    """One point a claim, with the columns of a claims table (docs/formats.md); EPSG:4326."""
    places = result.control.places.values()
    return points_frame(claim_records(result.claims, gazetteer=result.gazetteer, places=places), tuple(CLAIM_COLUMNS))


def states_frame(result: Run, as_of: date | None = None) -> geopandas.GeoDataFrame:
    """One point a state of a day (default: the day the map opens on), with the columns of ``geomap-states/1``; EPSG:4326."""
    return points_frame(state_rows(result, as_of or result.spec.as_of), tuple(COLUMNS))


def mentions_frame(result: Run) -> geopandas.GeoDataFrame:
    """One point a place name found in a text; without geometry where it was not resolved. EPSG:4326."""
    rows: list[dict[str, Any]] = []
    for extraction in result.extractions:
        resolutions = {resolution.mention_id: resolution for resolution in extraction.resolutions}
        for mention in extraction.mentions:
            resolution = resolutions[mention.id]
            row: dict[str, Any] = {name: getattr(mention, name) for name in ("doc_id", "start", "end", "surface", "metonym")}
            row.update(status=resolution.status.value, place_id=resolution.place_id, score=resolution.score)
            if resolution.place_id:
                place = result.gazetteer.place(resolution.place_id)
                row.update(place=place.name, kind=place.kind.value, country=place.country, lon=place.lonlat.lon, lat=place.lonlat.lat)
            rows.append(row)
    return points_frame(rows, MENTION_COLUMNS)


def area_frame(result: Run) -> geopandas.GeoDataFrame:
    """One polygon an area of the map; EPSG:4326."""
    return areas_frame(result.areas)
