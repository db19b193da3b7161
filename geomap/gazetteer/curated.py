"""Reading a folder of curated tables: places, names, crossings, actors, camps, sources, words that are no places."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from geomap.gazetteer.tables import Report, Row, parse_cell, parse_day, parse_flag, read_table
from geomap.model import Actor, ActorName, Crossing, CrossingSide, LonLat, NameKind, Place, PlaceKind, PlaceName, Source

PLACE_COLUMNS = (
    "place_id", "name", "kind", "country", "admin1", "lon", "lat", "population", "population_date", "capital_of", "accuracy_km",
    "iso3166_2", "wikidata", "geonameid", "pcode", "source_id", "note",
)  # fmt: skip
NAME_COLUMNS = ("place_id", "name", "lang", "kind", "valid_from", "valid_to", "case_sensitive", "source_id")
CROSSING_COLUMNS = (
    "place_id", "country", "name", "lon", "lat", "other_country", "other_name", "other_lon", "other_lat", "official", "source_id", "note",
    "name_ar", "other_name_ar",
)  # fmt: skip
ACTOR_COLUMNS = ("actor_id", "name", "kind", "camp", "countries", "active_from", "active_to", "color", "source_id", "note")
ACTOR_NAME_COLUMNS = ("actor_id", "name", "lang", "country", "valid_from", "valid_to", "generic", "source_id")
CAMP_COLUMNS = ("camp_id", "name")
SOURCE_COLUMNS = ("source_id", "title", "publisher", "url", "licence", "attribution", "read_on", "note")


@dataclass(frozen=True, kw_only=True)
class NotPlace:
    """Words that look like a place."""

    text: str
    always: bool
    """True: never a place in a running text. False: weak evidence, a place only if something else says so."""
    reason: str


@dataclass
class Tables:
    """What one or more folders hold. Later entries of one id replace earlier ones, their names are joined."""

    places: dict[str, Place] = field(default_factory=dict)
    names: dict[str, list[PlaceName]] = field(default_factory=dict)
    external_ids: dict[str, dict[str, str]] = field(default_factory=dict)
    """Place id -> {"wikidata" | "geonameid" | "pcode" | "iso3166_2" | "iso3": value}."""
    crossings: dict[str, Crossing] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    actor_names: dict[str, list[ActorName]] = field(default_factory=dict)
    camps: dict[str, str] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    not_places: list[NotPlace] = field(default_factory=list)
    origin: dict[str, Path] = field(default_factory=dict)
    """Place id -> the file its entry is from."""
    overrides: list[tuple[str, Path, Path]] = field(default_factory=list)
    """(place id, the file that won, the file that lost)."""

    def add_place(self, place: Place, path: Path) -> None:
        """Take a place; one that is there already is replaced, and that is noted."""
        if place.id in self.places:
            self.overrides.append((place.id, path, self.origin[place.id]))
        self.places[place.id] = place
        self.origin[place.id] = path

    def names_of(self, place_id: str) -> list[PlaceName]:
        """All names of a place, its canonical name among them."""
        place = self.places[place_id]
        names = self.names.get(place_id, [])
        if any(name.text == place.name for name in names):
            return names
        return [PlaceName(text=place.name, lang="en", kind=NameKind.MAIN, source_id=place.source_id), *names]

    def finished_actors(self) -> dict[str, Actor]:
        """Every actor with all its names."""
        return {
            identifier: replace(actor, names=tuple(self.actor_names.get(identifier, ())) or (ActorName(text=actor.name),))
            for identifier, actor in self.actors.items()
        }


def read_folder(folder: Path, tables: Tables, report: Report) -> None:
    """Read every table a folder in the curated layout has into `tables`."""
    readers = {
        "sources.csv": _read_sources,
        "sources_basemap.csv": _read_sources,
        "places.csv": _read_places,
        "names.csv": _read_names,
        "crossings.csv": read_crossings,
        "camps.csv": _read_camps,
        "actors.csv": _read_actors,
        "actor_names.csv": _read_actor_names,
        "not_places.txt": _read_not_places,
    }
    for name, reader in readers.items():
        path = folder / name
        if path.is_file():
            reader(path, tables, report)


def parse_lonlat(row: Row, lon: str, lat: str, path: Path, line: int, report: Report) -> LonLat | None:
    """The position of a row, or None with a problem noted."""
    x = parse_cell(float, row, lon, path, line, report, "a number of degrees")
    y = parse_cell(float, row, lat, path, line, report, "a number of degrees")
    if x is None or y is None:
        return None
    try:
        return LonLat(lon=x, lat=y)
    except ValueError as error:
        report.add(str(error), path, line=line, column=lat if "lat:" in str(error) else lon)
        return None


def _read_places(path: Path, tables: Tables, report: Report) -> None:
    seen: dict[str, int] = {}
    for line, row in read_table(path, PLACE_COLUMNS, report, required=("place_id", "name", "kind", "lon", "lat", "source_id")):
        identifier = row["place_id"]
        if identifier in seen:
            report.add(f"{identifier!r} is already in line {seen[identifier]}", path, line=line, column="place_id")
            continue
        seen[identifier] = line
        lonlat = parse_lonlat(row, "lon", "lat", path, line, report)
        kind = parse_cell(PlaceKind, row, "kind", path, line, report, f"one of {', '.join(PlaceKind)}")
        population = parse_cell(int, row, "population", path, line, report, "a whole number")
        accuracy = parse_cell(float, row, "accuracy_km", path, line, report, "a number of kilometres")
        if lonlat is None or kind is None:
            continue
        tables.add_place(
            Place(
                id=identifier, name=row["name"], kind=kind, lonlat=lonlat, country=row["country"], admin1=row["admin1"],
                population=population, capital_of=tuple(row["capital_of"].split()), accuracy_km=accuracy,
                source_id=row["source_id"], note=row["note"],
            ),
            path,
        )  # fmt: skip
        ids = {key: row[key] for key in ("iso3166_2", "wikidata", "geonameid", "pcode") if row[key]}
        if ids:
            tables.external_ids.setdefault(identifier, {}).update(ids)


def _read_names(path: Path, tables: Tables, report: Report) -> None:
    for line, row in read_table(path, NAME_COLUMNS, report, required=("place_id", "name")):
        name = parse_name(row, path, line, report)
        if name is not None:
            tables.names.setdefault(row["place_id"], []).append(name)


def parse_name(row: Row, path: Path, line: int, report: Report) -> PlaceName | None:
    """The name of a row, or None with a problem noted."""
    kind = parse_cell(NameKind, row, "kind", path, line, report, f"one of {', '.join(NameKind)}") if row["kind"] else NameKind.VARIANT
    if kind is None:
        return None
    return PlaceName(
        text=row["name"],
        lang=row["lang"],
        kind=kind,
        valid_from=parse_day(row, "valid_from", path, line, report) if row.get("valid_from") else None,
        valid_to=parse_day(row, "valid_to", path, line, report) if row.get("valid_to") else None,
        case_sensitive=parse_flag(row, "case_sensitive", path, line, report),
        source_id=row["source_id"],
    )


def read_crossings(path: Path, tables: Tables, report: Report) -> None:
    """Read a table of border crossings into `tables`."""
    required = tuple(column for column in CROSSING_COLUMNS if column not in ("note", "name_ar", "other_name_ar"))
    for line, row in read_table(path, CROSSING_COLUMNS, report, required=required):
        here = parse_lonlat(row, "lon", "lat", path, line, report)
        there = parse_lonlat(row, "other_lon", "other_lat", path, line, report)
        if here is None or there is None:
            continue
        tables.crossings[row["place_id"]] = Crossing(
            place_id=row["place_id"],
            sides=(
                CrossingSide(country=row["country"], name=row["name"], lonlat=here, name_ar=row["name_ar"]),
                CrossingSide(country=row["other_country"], name=row["other_name"], lonlat=there, name_ar=row["other_name_ar"]),
            ),
            official=parse_flag(row, "official", path, line, report, default=True),
            source_id=row["source_id"],
        )


def _read_actors(path: Path, tables: Tables, report: Report) -> None:
    for line, row in read_table(path, ACTOR_COLUMNS, report, required=("actor_id", "name", "kind", "source_id")):
        tables.actors[row["actor_id"]] = Actor(
            id=row["actor_id"], name=row["name"], kind=row["kind"], camp=row["camp"], countries=tuple(row["countries"].split()),
            active_from=parse_day(row, "active_from", path, line, report), active_to=parse_day(row, "active_to", path, line, report),
            color=row["color"], source_id=row["source_id"], note=row["note"],
        )  # fmt: skip


def _read_actor_names(path: Path, tables: Tables, report: Report) -> None:
    for line, row in read_table(path, ACTOR_NAME_COLUMNS, report, required=("actor_id", "name")):
        tables.actor_names.setdefault(row["actor_id"], []).append(
            ActorName(
                text=row["name"], lang=row["lang"] or "en", country=row["country"],
                valid_from=parse_day(row, "valid_from", path, line, report) if row["valid_from"] else None,
                valid_to=parse_day(row, "valid_to", path, line, report) if row["valid_to"] else None,
                generic=bool(row["generic"]) and parse_flag(row, "generic", path, line, report), source_id=row["source_id"],
            )
        )  # fmt: skip


def _read_camps(path: Path, tables: Tables, report: Report) -> None:
    for _line, row in read_table(path, CAMP_COLUMNS, report, required=CAMP_COLUMNS):
        tables.camps[row["camp_id"]] = row["name"]


def _read_sources(path: Path, tables: Tables, report: Report) -> None:
    for line, row in read_table(path, SOURCE_COLUMNS, report, required=("source_id", "title")):
        parse_cell(date.fromisoformat, row, "read_on", path, line, report, "a day (expected YYYY-MM-DD)")
        tables.sources[row["source_id"]] = Source(
            id=row["source_id"], title=row["title"], publisher=row["publisher"], url=row["url"], licence=row["licence"],
            attribution=row["attribution"], read_on=row["read_on"], note=row["note"],
        )  # fmt: skip


def _read_not_places(path: Path, tables: Tables, report: Report) -> None:
    with path.open(encoding="utf-8", newline="") as handle:
        for line, cells in enumerate(csv.reader(handle, delimiter="\t", quoting=csv.QUOTE_NONE), start=1):
            if not cells or cells[0].startswith("#"):
                continue
            if len(cells) != 3 or cells[1] not in ("never", "weak") or not all(cells):
                report.add("expected: words, TAB, never or weak, TAB, the reason", path, line=line)
                continue
            tables.not_places.append(NotPlace(text=cells[0], always=cells[1] == "never", reason=cells[2]))
