"""Building a store: beside the old one, and renamed into its place when it is whole."""

from __future__ import annotations

import gc
import os
import sqlite3
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from geomap.errors import GazetteerError, OutputError
from geomap.gazetteer.imported import Importer, Progress, Tally
from geomap.gazetteer.store_format import APPLICATION_ID, FORMAT, SCHEMA
from geomap.gazetteer.store_writer import StoreWriter

_FAST = "PRAGMA page_size=8192; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE; PRAGMA cache_size=-65536;"
"""No journal: a build that dies leaves a file nobody reads."""


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
        writer = StoreWriter(database)
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
