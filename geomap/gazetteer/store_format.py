"""The store's file format: one SQLite file, read-only once it is built. See ``docs/decisions/0002-gazetteer-store.md``.

A place has one row, each of its names one with the number of its folded form. ``phrases`` has one row with two marisa tries: folded
form to its number, which the text scanner also asks whether a phrase begins a name, and transliteration key to the forms it has.
"""

from __future__ import annotations

from pathlib import Path

APPLICATION_ID = 0x67656F6D
"""``geom``, in the header of every store, so that a store is told from any other file."""
FORMAT = 2
"""Raised whenever an older program would misread a newer store, or the reverse: also when folding or keys change."""
_MAGIC = b"SQLite format 3\x00"

SCHEMA = """
CREATE TABLE source (number INTEGER PRIMARY KEY, id TEXT, title TEXT, publisher TEXT, url TEXT, licence TEXT, attribution TEXT,
  read_on TEXT, note TEXT);
CREATE TABLE place (number INTEGER PRIMARY KEY, id TEXT, name TEXT, kind TEXT, lon REAL, lat REAL, country TEXT, admin1 TEXT,
  population INTEGER, feature_code TEXT, capital TEXT, accuracy_km REAL, source INTEGER, cell INTEGER);
CREATE TABLE external (place INTEGER, system TEXT, value TEXT);
CREATE TABLE name (place INTEGER, form INTEGER, text TEXT, lang TEXT, kind TEXT, period TEXT);
CREATE TABLE phrases (forms BLOB, keys BLOB);
"""

NAME_INDEXES = """
CREATE INDEX name_form ON name (form);
CREATE INDEX name_place ON name (place);
"""

PLACE_INDEXES = """
CREATE UNIQUE INDEX place_id ON place (id);
CREATE INDEX place_cell ON place (cell);
CREATE INDEX place_unit ON place (country, kind) WHERE kind IN ('country', 'admin1') OR capital <> '';
CREATE INDEX external_place ON external (place);
"""


def cell_of(lon: float, lat: float) -> int:
    """The one-degree cell a position lies in, counted from the south-west."""
    return int(min(lat + 90, 179.999)) * 360 + int((lon + 180) % 360)


def cells_between(west: float, south: float, east: float, north: float) -> list[int]:
    """The cells of a box in degrees; `west` may be below -180 and `east` above 180."""
    columns = {int((lon + 180) // 1) % 360 for lon in range(int(west // 1), int(east // 1) + 1)} if east - west < 360 else set(range(360))
    rows = range(int(max(south, -90) + 90), int(min(north, 89.999) + 90) + 1)
    return [row * 360 + column for row in rows for column in sorted(columns)]


def is_store(path: Path) -> bool:
    """Whether a file is a geomap store, of whatever format version."""
    try:
        with path.open("rb") as handle:
            header = handle.read(72)
    except OSError:
        return False
    return header.startswith(_MAGIC) and int.from_bytes(header[68:72], "big") == APPLICATION_ID
