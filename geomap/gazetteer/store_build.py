"""Building a store: beside the old one, and renamed into its place when it is whole."""

from __future__ import annotations

import gc
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import marisa_trie

from geomap.errors import GazetteerError, OutputError
from geomap.gazetteer.imported import ImportedName, ImportedPlace, ImportedUnit, Importer, Progress, Tally
from geomap.gazetteer.store_format import APPLICATION_ID, FORMAT, NAME_INDEXES, PLACE_INDEXES, SCHEMA, cell_of
from geomap.text.fold import fold_all
from geomap.text.transliterate import keys_of_folded

_FAST = "PRAGMA page_size=8192; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE; PRAGMA cache_size=-65536;"
"""No journal: a build that dies leaves a file nobody reads."""
_REMEMBERED = 1_000_000
"""Spellings remembered to leave out repeated ones; what is repeated further apart is written twice, which does no harm."""
_CODE = 4
"""Capitals of a name that is no name but an airport's or a unit's code, where the source does not say what it is."""
_KEPT = frozenset({"en", "ar"})
"""Languages the map can be shown in."""


@dataclass(frozen=True, kw_only=True)
class BuildReport:
    """What went into a store."""

    path: Path
    places: int
    names: int
    tallies: tuple[tuple[str, Tally], ...]
    """(source id, what became of its rows) of every input."""


def build_store(path: Path, importers: Iterable[Importer], *, progress: Progress | None = None) -> BuildReport:
    """Write a store from everything the importers read.

    The file is written beside `path` under another name and renamed when it is complete: a killed build leaves the old
    store whole. Same inputs, same bytes.

    Raises
    ------
    OutputError
        If the folder cannot be written to.
    GazetteerError
        If nothing could be imported.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".building", dir=path.parent)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}", hint="choose a folder that exists and may be written") from error
    os.close(handle)
    building = Path(name)
    collecting = gc.isenabled()
    gc.disable()  # millions of tuples and no cycles among them: collecting takes a fifth of the time and finds nothing
    try:
        report = _build(building, path, importers, progress)
        building.chmod(0o644)
        building.replace(path)
    except sqlite3.Error as error:
        raise OutputError(f"{path}: cannot be written: {error}", hint="look at the free space on the disk") from error
    finally:
        if collecting:
            gc.enable()
        with suppress(FileNotFoundError):
            building.unlink()
    return report


def _build(building: Path, path: Path, importers: Iterable[Importer], progress: Progress | None) -> BuildReport:
    database = sqlite3.connect(building, isolation_level=None, check_same_thread=False)
    try:
        database.executescript(f"{_FAST}PRAGMA application_id={APPLICATION_ID}; PRAGMA user_version={FORMAT};{SCHEMA}BEGIN;")
        writer = _Writer(database)
        tallies = []
        for importer in importers:
            tally = Tally()
            writer.take(importer, tally, progress)
            tallies.append((importer.source.id, tally))
        if not writer.places:
            raise GazetteerError("nothing was imported", hint="look at the problems listed, and at the kind of the files")
        names = writer.finish(progress)
        database.execute("COMMIT")
    finally:
        database.close()
    return BuildReport(path=path, places=writer.places, names=names, tallies=tuple(tallies))


_Name = tuple[str, str, str, str, str, str]
"""What an `ImportedName` holds."""


class _Writer:
    """Fills the tables of one store."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.places = 0
        self._database = database
        self._numbers: dict[str, int] = {}
        self._prefixes: dict[str, int] = {}
        self._sources: dict[str, int] = {}
        self._units: dict[str, str] = {}
        self._seen: set[tuple[object, ...]] = set()
        self._recent: dict[str, int] = {}
        self._form_of: dict[str, int] = {}
        self._forms = {"": 0}

    def take(self, importer: Importer, tally: Tally, progress: Progress | None) -> None:
        source = importer.source
        number = self._sources.get(source.id)
        if number is None:
            number = self._sources[source.id] = len(self._sources) + 1
            fields = (
                source.id,
                source.title,
                source.publisher,
                source.url,
                source.licence,
                source.attribution,
                source.read_on,
                source.note,
            )
            self._database.execute("INSERT INTO source VALUES (?,?,?,?,?,?,?,?,?)", (number, *fields))
        for batch in importer.rows(tally):
            places = [row for row in batch if type(row) is ImportedPlace]
            names = [row for row in batch if type(row) is ImportedName]
            for unit in [row for row in batch if type(row) is ImportedUnit]:
                self._units.setdefault(unit.code, unit.name)
            self._add_places(places, number, tally)
            self._add_names(names)
            if progress is not None:
                progress(f"reading {source.title}", tally.read, None)

    def _number(self, place_id: str) -> int:
        """The row number of a place: its own number where the source has one, so that millions need no table in memory."""
        number = self._recent.get(place_id)
        if number is None:
            prefix, _, rest = place_id.partition(":")
            if rest.isascii() and rest.isdigit() and len(rest) < 12 and rest[0] != "0":
                number = (self._prefixes.setdefault(prefix, len(self._prefixes) + 1) << 40) + int(rest)
            else:
                number = self._numbers.setdefault(place_id, len(self._numbers) + 1)
            self._recent[place_id] = number
        return number

    def _add_places(self, places: Sequence[ImportedPlace], source: int, tally: Tally) -> None:
        rows: list[tuple[object, ...]] = []
        names: list[_Name] = []
        external: list[tuple[int, str, str]] = []
        for place in places:
            number = self._number(place.id)
            rows.append((
                number, place.id, place.name, place.kind, place.lon, place.lat, place.country, place.admin1, place.population,
                place.feature_code, place.capital, place.accuracy_km, source, cell_of(place.lon, place.lat),
            ))  # fmt: skip
            names.append((place.id, place.name, "en" if place.name.isascii() else "", "main", "", ""))
            for text in place.alternates.split(",") if place.alternates else ():
                if text and (number, text) not in self._seen and not (len(text) <= _CODE and text.isupper() and text.isascii()):
                    names.append((place.id, text, "", "variant", "", ""))
            for system, value in place.external:
                external.append((number, system, value))
            if place.unit_code:
                self._units[place.unit_code] = place.name
        before = self._database.total_changes
        self._database.executemany("INSERT OR IGNORE INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)", rows)
        added = self._database.total_changes - before
        self.places += added
        tally.skipped += len(rows) - added
        self._database.executemany("INSERT INTO external VALUES (?,?,?)", external)
        self._add_names(names)

    def _add_names(self, names: Sequence[_Name]) -> None:
        """Write names, each spelling of a place once; English and Arabic ones also if another language has the same."""
        seen, known, forms = self._seen, self._form_of, self._forms
        if len(seen) > _REMEMBERED:
            for memory in (seen, known, self._recent):
                memory.clear()
        texts = list({name[1] for name in names}.difference(known))
        for text, folded in zip(texts, fold_all(texts), strict=True):
            known[text] = forms.setdefault(folded, len(forms))
        rows = []
        recent, number = "", 0
        for place_id, text, lang, kind, first, last in names:
            if place_id != recent:
                recent, number = place_id, self._number(place_id)
            key = (number, text)
            if key not in seen or lang in _KEPT:
                seen.add(key)
                rows.append((number, known[text], text, lang, kind, f"{first}/{last}" if first or last else None))
        self._database.executemany("INSERT INTO name VALUES (?,?,?,?,?,?)", rows)

    def finish(self, progress: Progress | None) -> int:
        """Cluster the names and make the indexes; the number of names."""
        database = self._database
        if progress is not None:
            progress("indexing names", 0, None)
        database.executemany("UPDATE place SET admin1 = ? WHERE admin1 = ?", ((name, code) for code, name in sorted(self._units.items())))
        database.execute("UPDATE place SET admin1 = '' WHERE admin1 LIKE 'code:%'")
        for statement in PLACE_INDEXES.split(";"):
            database.execute(statement)
        with ThreadPoolExecutor(1) as beside:  # SQLite sorts without Python's lock
            indexing = beside.submit(self._index_names)
            del self._forms[""]
            keys = keys_of_folded(list(self._forms))
            forms = [(form,) for form in self._forms.values()]
            phrases = marisa_trie.RecordTrie("<I", zip(self._forms, forms, strict=True)).tobytes()
            sounds = marisa_trie.RecordTrie("<I", (pair for pair in zip(keys, forms, strict=True) if pair[0])).tobytes()
            indexing.result()
        self._join_same()
        database.execute("INSERT INTO phrases VALUES (?,?)", (phrases, sounds))
        return int(database.execute("SELECT count(*) FROM name").fetchone()[0])

    def _index_names(self) -> None:
        for statement in NAME_INDEXES.split(";"):
            self._database.execute(statement)

    def _join_same(self) -> None:
        """Join entries of other sources that say which GeoNames entry they are with that entry; its position stays."""
        same = self._database.execute(
            "SELECT e.place, p.number FROM external e JOIN place p ON p.id = 'geonames:' || e.value "
            "WHERE e.system = 'geonameid' AND e.place <> p.number ORDER BY 1, 2"
        ).fetchall()
        for other, number in same:
            self._database.execute("UPDATE name SET place = ? WHERE place = ?", (number, other))
            self._database.execute("UPDATE external SET place = ? WHERE place = ? AND system <> 'geonameid'", (number, other))
            self.places -= self._database.execute("DELETE FROM place WHERE number = ?", (other,)).rowcount
