"""Reading the world's countries and first-level units: ``world/*.csv``."""

from __future__ import annotations

from pathlib import Path

from geomap.gazetteer.curated import Tables, parse_lonlat, read_crossings
from geomap.gazetteer.tables import Report, parse_cell, parse_flag, read_table
from geomap.model import NameKind, Place, PlaceKind, PlaceName

COUNTRY_COLUMNS = (
    "place_id", "name", "iso2", "iso3", "lon", "lat", "population", "capital", "capital_lon", "capital_lat", "source_id", "note",
)  # fmt: skip
ADMIN1_COLUMNS = (
    "place_id", "name", "name_local", "iso3166_2", "country", "lon", "lat", "kind_word", "population", "source_id",
)  # fmt: skip
_KINDS = {
    "official": NameKind.MAIN, "main": NameKind.MAIN, "variant": NameKind.VARIANT, "abbreviation": NameKind.ABBREVIATION,
    "former": NameKind.FORMER, "demonym": NameKind.DEMONYM, "adjective": NameKind.DEMONYM,
}  # fmt: skip
"""Kinds of the world tables; the first official name of a language is its main one."""
PLAIN_COLUMNS = (
    "place_id", "name", "other_names", "kind", "country", "admin1", "lon", "lat", "population", "accuracy_km", "name_ar", "source_id",
    "note",
)  # fmt: skip
"""Of the tables of `PLAIN_TABLES`; `other_names` part at semicolons."""
PLAIN_TABLES = ("regions.csv", "second_level.csv", "towns.csv", "sites.csv")
"""Continents, seas, regions; counties; small towns and well-known sites of wars beyond the curated theatre."""
WORLD_NAME_COLUMNS = ("place_id", "name", "lang", "kind", "source_id", "case_sensitive")


def read_world(folder: Path, tables: Tables, report: Report) -> None:
    """Read whichever of the world tables the folder has into `tables`."""
    if (folder / "countries.csv").is_file():
        _read_countries(folder / "countries.csv", tables, report)
    if (folder / "admin1.csv").is_file():
        _read_admin1(folder / "admin1.csv", tables, report)
    for name in PLAIN_TABLES:
        if (folder / name).is_file():
            read_plain(folder / name, tables, report)
    if (folder / "crossings.csv").is_file():
        read_crossings(folder / "crossings.csv", tables, report)
    for name in ("country_names.csv", "admin1_names.csv"):
        if (folder / name).is_file():
            _read_names(folder / name, tables, report)


def _read_countries(path: Path, tables: Tables, report: Report) -> None:
    for line, row in read_table(path, COUNTRY_COLUMNS, report, required=("place_id", "name", "iso2", "lon", "lat", "source_id")):
        lonlat = parse_lonlat(row, "lon", "lat", path, line, report)
        if lonlat is None:
            continue
        population = parse_cell(int, row, "population", path, line, report, "a whole number")
        identifier = row["place_id"]
        tables.add_place(
            Place(
                id=identifier, name=row["name"], kind=PlaceKind.COUNTRY, lonlat=lonlat, country=row["iso2"],
                population=population, source_id=row["source_id"], note=row["note"],
            ),
            path,
        )  # fmt: skip
        tables.external_ids.setdefault(identifier, {})["iso3"] = row["iso3"]
        capital = parse_lonlat(row, "capital_lon", "capital_lat", path, line, report) if row["capital"] and row["capital_lon"] else None
        if capital is not None:
            city = f"capital-{row['iso2'].lower()}"
            tables.add_place(
                Place(
                    id=city, name=row["capital"], kind=PlaceKind.CITY, lonlat=capital, country=row["iso2"],
                    capital_of=(identifier,), source_id=row["source_id"],
                ),
                path,
            )  # fmt: skip


def _read_admin1(path: Path, tables: Tables, report: Report) -> None:
    for line, row in read_table(path, ADMIN1_COLUMNS, report, required=("place_id", "name", "country", "lon", "lat", "source_id")):
        lonlat = parse_lonlat(row, "lon", "lat", path, line, report)
        if lonlat is None:
            continue
        population = parse_cell(int, row, "population", path, line, report, "a whole number")
        tables.add_place(
            Place(
                id=row["place_id"], name=row["name"], kind=PlaceKind.ADMIN1, lonlat=lonlat, country=row["country"],
                admin1=row["name"], population=population, source_id=row["source_id"],
            ),
            path,
        )  # fmt: skip
        if row["iso3166_2"]:
            tables.external_ids.setdefault(row["place_id"], {})["iso3166_2"] = row["iso3166_2"]


def read_plain(path: Path, tables: Tables, report: Report) -> None:
    """Read a table of places with the columns `PLAIN_COLUMNS` into `tables`."""
    for line, row in read_table(path, PLAIN_COLUMNS, report, required=("place_id", "name", "kind", "lon", "lat", "source_id")):
        lonlat = parse_lonlat(row, "lon", "lat", path, line, report)
        kind = parse_cell(PlaceKind, row, "kind", path, line, report, "a kind of place")
        accuracy = parse_cell(float, row, "accuracy_km", path, line, report, "a number of kilometres")
        population = parse_cell(int, row, "population", path, line, report, "a whole number")
        if lonlat is None or kind is None:
            continue
        tables.add_place(
            Place(
                id=row["place_id"], name=row["name"], kind=kind, lonlat=lonlat, country=row["country"], admin1=row["admin1"],
                population=population, accuracy_km=accuracy, source_id=row["source_id"],
                note=row["note"],
            ),
            path,
        )  # fmt: skip
        names = [PlaceName(text=other, lang="en", source_id=row["source_id"]) for other in filter(None, row["other_names"].split(";"))]
        if row["name_ar"]:
            names.append(PlaceName(text=row["name_ar"], lang="ar", kind=NameKind.MAIN, source_id=row["source_id"]))
        if names:
            tables.names.setdefault(row["place_id"], []).extend(names)


def _read_names(path: Path, tables: Tables, report: Report) -> None:
    seen: set[tuple[str, str]] = set()
    for line, row in read_table(path, WORLD_NAME_COLUMNS, report, required=("place_id", "name", "kind")):
        kind = _KINDS.get(row["kind"])
        if kind is None:
            report.add(f"{row['kind']!r} is none of {', '.join(_KINDS)}", path, line=line, column="kind")
            continue
        main = (row["place_id"], row["lang"])
        if row["kind"] == "official" and main in seen:
            kind = NameKind.VARIANT
        if row["kind"] == "official":
            seen.add(main)
        case_sensitive = parse_flag(row, "case_sensitive", path, line, report)
        name = PlaceName(text=row["name"], lang=row["lang"], kind=kind, case_sensitive=case_sensitive, source_id=row["source_id"])
        tables.names.setdefault(row["place_id"], []).append(name)
