"""Checks of places, crossings and outlines."""

from __future__ import annotations

import json
import re
from pathlib import Path

from shapely import Point
from shapely.ops import nearest_points

from geomap.gazetteer.curated import CROSSING_COLUMNS, PLACE_COLUMNS, Tables
from geomap.gazetteer.distance import distance_km
from geomap.gazetteer.shapes import Outlines
from geomap.gazetteer.tables import Report, read_table
from geomap.gazetteer.world import ADMIN1_COLUMNS, COUNTRY_COLUMNS
from geomap.model import LonLat, Outline, OutlineKind, Place, PlaceKind
from geomap.text.fold import fold

_OUTLINE_SLACK_KM = 15.0
"""How far outside its country's outline a place may lie: the packaged outlines are generalised."""
_UNIT_SLACK_KM = 30.0
"""The same for its first-level unit."""
_SIDES_KM = 25.0
"""How far apart the two posts of one crossing may be."""
_POST_KM = 5.0
"""How far a crossing's first side may be from its place entry."""
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_IDS = {"wikidata": re.compile(r"Q[1-9]\d*"), "geonameid": re.compile(r"[1-9]\d*"), "iso3166_2": re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")}


def check_places(folder: Path, tables: Tables, outlines: Outlines, report: Report) -> None:
    """Ids, sources, countries, units, names and positions of ``places.csv`` and of the world's units."""
    for name, columns in (("countries.csv", COUNTRY_COLUMNS), ("admin1.csv", ADMIN1_COLUMNS)):
        path = folder / "world" / name
        if path.is_file():
            for line, row in read_table(path, columns, Report(), required=("place_id",)):
                if row["source_id"] not in tables.sources:
                    report.add(f"no source {row['source_id']!r}", path, line=line, column="source_id", hint="add it to sources.csv")
    path = folder / "places.csv"
    if not path.is_file():
        return
    countries = {place.country for place in tables.places.values() if place.kind is PlaceKind.COUNTRY}
    units = _units(tables)
    seen: dict[tuple[str, str], int] = {}
    for line, row in read_table(path, PLACE_COLUMNS, Report(), required=("place_id", "name", "kind", "lon", "lat")):
        place = tables.places.get(row["place_id"])
        if place is None:
            continue
        if not _SLUG.fullmatch(place.id):
            report.add(f"{place.id!r} is no slug", path, line=line, column="place_id", hint="lower-case letters, digits and single hyphens")
        if place.source_id not in tables.sources:
            report.add(f"no source {place.source_id!r}", path, line=line, column="source_id", hint="add it to sources.csv")
        if place.country not in countries:
            report.add(f"no country {place.country!r}", path, line=line, column="country", hint="ISO 3166-1 alpha-2, upper case")
        elif place.admin1 and units.get(place.country) and fold(place.admin1) not in units[place.country]:
            report.add(f"{place.country} has no first-level unit {place.admin1!r}", path, line=line, column="admin1")
        for unit in place.capital_of:
            if unit not in tables.places:
                report.add(f"no place {unit!r}", path, line=line, column="capital_of")
        for column, pattern in _IDS.items():
            if row[column] and not pattern.fullmatch(row[column]):
                report.add(f"{row[column]!r} is no {column}", path, line=line, column=column)
        if place.accuracy_km is not None and place.accuracy_km <= 0:
            report.add("must be more than 0", path, line=line, column="accuracy_km")
        if place.population is not None and (place.population < 0 or not row["population_date"]):
            report.add("a population needs its year and is not negative", path, line=line, column="population_date")
        _check_twins(row, line, seen, path, report)
        _check_position(place, line, outlines, path, report)


def _units(tables: Tables) -> dict[str, set[str]]:
    units: dict[str, set[str]] = {}
    for place in tables.places.values():
        if place.kind is PlaceKind.ADMIN1:
            units.setdefault(place.country, set()).update(fold(name.text) for name in tables.names_of(place.id))
    return units


def _check_twins(row: dict[str, str], line: int, seen: dict[tuple[str, str], int], path: Path, report: Report) -> None:
    for column, value in (("lon", f"{row['lon']} {row['lat']} {row['kind']}"), ("wikidata", row["wikidata"])):
        if not value:
            continue
        first = seen.setdefault((column, value), line)
        if first != line:
            what = "the same position and kind" if column == "lon" else f"the same {column}"
            report.add(f"{what} as line {first}", path, line=line, column=column, severity="warning")


def _check_position(place: Place, line: int, outlines: Outlines, path: Path, report: Report) -> None:
    country = [outline for outline in outlines.all if outline.kind is OutlineKind.ADMIN0 and outline.country == place.country]
    away = _outside(place.lonlat, country)
    if away > _OUTLINE_SLACK_KM:
        swapped = abs(place.lonlat.lon) <= 90 and _outside(LonLat(lon=place.lonlat.lat, lat=place.lonlat.lon), country) == 0
        hint = "did lon and lat change places?" if swapped else "check the position and the country"
        report.add(f"{place.name} lies {away:.0f} km outside {place.country}", path, line=line, column="lon", hint=hint)
        return
    if place.kind in (PlaceKind.COUNTRY, PlaceKind.RIVER, PlaceKind.REGION, PlaceKind.LAKE) or not place.admin1:
        return
    unit = [
        outline
        for outline in outlines.all
        if outline.kind is OutlineKind.ADMIN1 and outline.country == place.country and fold(outline.name) == fold(place.admin1)
    ]
    away = _outside(place.lonlat, unit)
    if away > _UNIT_SLACK_KM:
        message = f"{place.name} lies {away:.0f} km outside {place.admin1}"
        report.add(message, path, line=line, column="admin1", hint="check the position and the unit", severity="warning")


def _outside(lonlat: LonLat, outlines: list[Outline]) -> float:
    """Kilometres from a point to the nearest of the outlines, 0 inside or without outlines."""
    point = lonlat.point
    if not outlines or any(outline.geometry.covers(point) for outline in outlines):
        return 0.0
    nearest: list[Point] = [nearest_points(outline.geometry, point)[0] for outline in outlines]
    return min(distance_km(lonlat, LonLat(lon=near.x, lat=near.y)) for near in nearest)


def check_crossings(folder: Path, tables: Tables, report: Report) -> None:
    """Both sides of every crossing, and a crossing for every place that is one."""
    path = folder / "crossings.csv"
    if path.is_file():
        for line, row in read_table(path, CROSSING_COLUMNS, Report(), required=("place_id",)):
            crossing = tables.crossings.get(row["place_id"])
            place = tables.places.get(row["place_id"])
            if place is None or place.kind is not PlaceKind.BORDER_CROSSING:
                report.add(f"{row['place_id']!r} is no place of kind border_crossing", path, line=line, column="place_id")
            if crossing is None:
                continue
            if crossing.source_id not in tables.sources:
                report.add(f"no source {crossing.source_id!r}", path, line=line, column="source_id", hint="add it to sources.csv")
            one, other = crossing.sides
            if one.country == other.country:
                report.add("both sides are in one country", path, line=line, column="other_country")
            if place is not None and one.country != place.country:
                report.add(f"the first side must be in {place.country}, as the place is", path, line=line, column="country")
            apart = distance_km(one.lonlat, other.lonlat)
            if apart > _SIDES_KM:
                report.add(f"the sides are {apart:.0f} km apart", path, line=line, column="other_lon", hint="give the posts at the border")
            if place is not None and distance_km(one.lonlat, place.lonlat) > _POST_KM:
                report.add("the first side is not where places.csv has the crossing", path, line=line, column="lon")
    places = folder / "places.csv"
    if places.is_file():
        for line, row in read_table(places, PLACE_COLUMNS, Report(), required=("place_id", "kind")):
            if row["kind"] == PlaceKind.BORDER_CROSSING and row["place_id"] not in tables.crossings:
                report.add("has no row in crossings.csv", places, line=line, column="place_id", hint="a crossing has two named sides")


def check_outlines(folder: Path, tables: Tables, report: Report) -> None:
    """Shapes that can be read, are valid, and name a known source."""
    for path in sorted([*(folder / "outlines").glob("*.geojson"), *(folder / "world").glob("*.geojson")]):
        try:
            outlines = Outlines([path]).all
        except (ValueError, KeyError, TypeError, json.JSONDecodeError) as error:
            report.add(f"no outlines in GeoJSON: {error!r}", path)
            continue
        for outline in outlines:
            if not outline.geometry.is_valid or outline.geometry.is_empty:
                report.add(f"the shape of {outline.id!r} is empty or crosses itself", path, column=outline.id)
            if outline.source_id not in tables.sources:
                report.add(f"{outline.id!r}: no source {outline.source_id!r}", path, column="source_id")
