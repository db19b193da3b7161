"""Checks of place names and of the words that are no places."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from geomap.gazetteer.curated import NAME_COLUMNS, PLACE_COLUMNS, Tables
from geomap.gazetteer.tables import Report, Row, read_table
from geomap.gazetteer.world import WORLD_NAME_COLUMNS
from geomap.text.fold import fold

_LANG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
_SCRIPTS = {
    "ar": "ARABIC",
    "fa": "ARABIC",
    "ckb": "ARABIC",
    "he": "HEBREW",
    "ru": "CYRILLIC",
    "uk": "CYRILLIC",
    "el": "GREEK",
    "en": "LATIN",
}


def check_names(folder: Path, tables: Tables, report: Report) -> None:
    """Place, language, script, kind, validity and source of every name; one main English name for every place."""
    for name in ("country_names.csv", "admin1_names.csv"):
        path = folder / "world" / name
        if path.is_file():
            for line, row in read_table(path, WORLD_NAME_COLUMNS, Report(), required=("place_id", "name")):
                _check_row(row, line, tables, path, report)
    path = folder / "names.csv"
    if not path.is_file():
        return
    periods: dict[tuple[str, ...], list[tuple[int, date, date]]] = {}
    english: set[str] = set()
    for line, row in read_table(path, NAME_COLUMNS, Report(), required=("place_id", "name")):
        _check_row(row, line, tables, path, report)
        if row["lang"] == "en" and row["kind"] == "main":
            english.add(row["place_id"])
            place = tables.places.get(row["place_id"])
            if place is not None and not row["valid_to"] and place.name != row["name"]:
                report.add(f"places.csv calls it {place.name!r}", path, line=line, column="name")
        keys: list[tuple[str, ...]] = [("name", row["place_id"], row["name"], row["lang"])]
        keys += [("main", row["place_id"], row["lang"])] if row["kind"] == "main" else []
        for key in keys:
            _check_period(row, line, periods.setdefault(key, []), key[0], path, report)
    places = folder / "places.csv"
    if places.is_file():
        for line, row in read_table(places, PLACE_COLUMNS, Report(), required=("place_id",)):
            if row["place_id"] not in english:
                report.add("names.csv has no main English name for it", places, line=line, column="place_id")
    _check_not_places(folder, tables, report)


def _check_row(row: Row, line: int, tables: Tables, path: Path, report: Report) -> None:
    if row["place_id"] not in tables.places:
        report.add(f"no place {row['place_id']!r}", path, line=line, column="place_id")
    if row["source_id"] not in tables.sources:
        report.add(f"no source {row['source_id']!r}", path, line=line, column="source_id", hint="add it to sources.csv")
    if row["lang"] and not _LANG.fullmatch(row["lang"]):
        report.add(f"{row['lang']!r} is no language code", path, line=line, column="lang", hint="BCP 47, e.g. ar or ku")
    if not fold(row["name"]):
        report.add(f"{row['name']!r} has no letters", path, line=line, column="name")
    scripts = letters_of(row["name"])
    expected = _SCRIPTS.get(row["lang"])
    if len(scripts) > 1:
        report.add(f"{row['name']!r} mixes {' and '.join(sorted(scripts))}", path, line=line, column="name")
    elif expected and scripts and expected not in scripts:
        report.add(f"{row['name']!r} is not written in {expected.lower()} letters", path, line=line, column="lang")


def letters_of(name: str) -> set[str]:
    """The scripts of a name's letters, as the first words of their Unicode names."""
    return {
        unicodedata.name(letter, "UNKNOWN").split(" ")[0] for letter in name if letter.isalpha() and unicodedata.category(letter) != "Lm"
    }


def _check_period(row: Row, line: int, others: list[tuple[int, date, date]], what: str, path: Path, report: Report) -> None:
    try:
        first = date.fromisoformat(row["valid_from"]) if row["valid_from"] else date.min
        last = date.fromisoformat(row["valid_to"]) if row["valid_to"] else date.max
    except ValueError:
        return  # reported when the table was read
    if first >= last:
        report.add("valid_from is not before valid_to", path, line=line, column="valid_to")
        return
    for other_line, other_first, other_last in others:
        if first < other_last and other_first < last:
            message = "the same name" if what == "name" else f"another main name in {row['lang'] or 'no language'}"
            report.add(f"{message} at the same time as line {other_line}", path, line=line, column="name" if what == "name" else "kind")
            break
    others.append((line, first, last))


def _check_not_places(folder: Path, tables: Tables, report: Report) -> None:
    path = folder / "not_places.txt"
    seen: set[str] = set()
    for entry in tables.not_places if path.is_file() else ():
        if fold(entry.text) in seen:
            report.add(f"{entry.text!r} is there twice", path)
        seen.add(fold(entry.text))


def overlapping(periods: Iterable[tuple[date | None, date | None]]) -> bool:
    """Whether any two half-open periods overlap; None is open."""
    spans = sorted((first or date.min, last or date.max) for first, last in periods)
    return any(after[0] < before[1] for before, after in itertools.pairwise(spans))
