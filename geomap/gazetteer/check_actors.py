"""Checks of actors, their names and camps."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from geomap.gazetteer.check_names import overlapping
from geomap.gazetteer.curated import ACTOR_COLUMNS, ACTOR_NAME_COLUMNS, Tables
from geomap.gazetteer.tables import Report, Row, read_table
from geomap.model import ActorName, PlaceKind

_COLOR = re.compile(r"#[0-9a-f]{6}")


def check_actors(folder: Path, tables: Tables, report: Report) -> None:
    """Ids, camps, countries, dates and colours of actors; whose a name is must be clear at every date."""
    countries = {place.country for place in tables.places.values() if place.kind is PlaceKind.COUNTRY}
    path = folder / "actors.csv"
    if path.is_file():
        seen: set[str] = set()
        for line, row in read_table(path, ACTOR_COLUMNS, Report(), required=("actor_id", "name")):
            _check_actor(row, line, seen, countries, tables, path, report)
    path = folder / "actor_names.csv"
    if path.is_file():
        _check_actor_names(path, countries, tables, report)


def _check_actor(row: Row, line: int, seen: set[str], countries: set[str], tables: Tables, path: Path, report: Report) -> None:
    if row["actor_id"] in seen:
        report.add(f"{row['actor_id']!r} is there twice", path, line=line, column="actor_id")
    seen.add(row["actor_id"])
    if row["camp"] and row["camp"] not in tables.camps:
        report.add(f"no camp {row['camp']!r}", path, line=line, column="camp", hint="add it to camps.csv")
    for country in row["countries"].split():
        if country not in countries:
            report.add(f"no country {country!r}", path, line=line, column="countries", hint="ISO 3166-1 alpha-2 codes, with spaces")
    if row["color"] and not _COLOR.fullmatch(row["color"]):
        report.add(f"{row['color']!r} is no colour", path, line=line, column="color", hint="#rrggbb in lower case")
    if row["source_id"] not in tables.sources:
        report.add(f"no source {row['source_id']!r}", path, line=line, column="source_id", hint="add it to sources.csv")
    actor = tables.actors.get(row["actor_id"])
    if actor is None:
        return
    if actor.active_from and actor.active_to and actor.active_from >= actor.active_to:
        report.add("active_from is not before active_to", path, line=line, column="active_to")
    if not any(name.text == actor.name for name in tables.actor_names.get(actor.id, ())):
        report.add(f"actor_names.csv lacks its name {actor.name!r}", path, line=line, column="name")


def _check_actor_names(path: Path, countries: set[str], tables: Tables, report: Report) -> None:
    owners: dict[tuple[str, str], dict[str, list[ActorName]]] = {}
    rows = list(read_table(path, ACTOR_NAME_COLUMNS, Report(), required=("actor_id", "name")))
    for actor_id, names in tables.actor_names.items():
        for name in names:
            if not name.generic:
                owners.setdefault((name.text.casefold(), name.country), {}).setdefault(actor_id, []).append(name)
    seen: set[tuple[str, ...]] = set()
    for line, row in rows:
        key = tuple(row[column] for column in ("actor_id", "name", "lang", "country", "valid_from"))
        if key in seen:
            report.add(f"{row['name']!r} is there twice", path, line=line, column="name")
        seen.add(key)
        if row["actor_id"] not in tables.actors:
            report.add(f"no actor {row['actor_id']!r}", path, line=line, column="actor_id")
        if row["source_id"] not in tables.sources:
            report.add(f"no source {row['source_id']!r}", path, line=line, column="source_id", hint="add it to sources.csv")
        if row["country"] and row["country"] not in countries:
            report.add(f"no country {row['country']!r}", path, line=line, column="country", hint="ISO 3166-1 alpha-2")
        if row["generic"].casefold() in ("yes", "true", "1"):
            continue
        rivals = owners.get((row["name"].casefold(), row["country"]), {})
        if len(rivals) > 1 and overlapping(_period(name, actor_id, tables) for actor_id, names in rivals.items() for name in names[:1]):
            others = ", ".join(sorted(set(rivals) - {row["actor_id"]}))
            report.add(
                f"{row['name']!r} is a name of {others} at the same time",
                path,
                line=line,
                column="name",
                hint="give a country or dates, or mark it generic",
                severity="warning",
            )


def _period(name: ActorName, actor_id: str, tables: Tables) -> tuple[date | None, date | None]:
    actor = tables.actors.get(actor_id)
    return (name.valid_from or (actor.active_from if actor else None), name.valid_to or (actor.active_to if actor else None))
