"""Loading the packaged gazetteer and what a user adds to it."""

from __future__ import annotations

from pathlib import Path

from geomap.errors import GazetteerError, ProblemsError
from geomap.gazetteer.curated import Tables, read_folder
from geomap.gazetteer.gazetteer import Gazetteer
from geomap.gazetteer.location import data_folder
from geomap.gazetteer.shapes import Outlines
from geomap.gazetteer.store import Store
from geomap.gazetteer.tables import Report
from geomap.gazetteer.world import read_plain, read_world

_SHOWN = 20
"""Errors listed when a gazetteer cannot be loaded; the check command lists all."""


def load_gazetteer(*paths: Path, base: bool = True) -> Gazetteer:
    """The packaged curated theatre and the world's units, with what `paths` add.

    Parameters
    ----------
    paths
        Folders in the layout of the packaged one, tables (``.csv``) with the columns of ``world/sites.csv``, as
        ``geomap gazetteer geocode`` writes them, and store files. An entry of a folder or table with a known id replaces the packaged
        entry, which `Gazetteer.overrides` reports; its names are added. Entries of stores never replace one of the tables.
    base
        Whether the packaged data is loaded at all.

    Raises
    ------
    ProblemsError
        If a table of a folder has errors; all of them are listed.
    GazetteerError
        If a path is neither such a folder nor a store this version reads.
    """
    tables, report = Tables(), Report()
    folders = gazetteer_folders(*(path for path in paths if not path.is_file()), base=base)
    read_folders(folders, tables, report)
    given = [path for path in paths if path.is_file() and path.suffix.casefold() == ".csv"]
    for path in given:
        read_plain(path, tables, report)
    errors = [problem for problem in report.problems if problem.severity == "error"]
    if errors:
        message = f"the gazetteer has {len(errors)} error{'s' if len(errors) != 1 else ''}" + (
            f", the first {_SHOWN} are" if len(errors) > _SHOWN else ""
        )
        raise ProblemsError(errors[:_SHOWN], message=message, hint="geomap gazetteer check lists every problem")
    stores = [Store(path) for path in paths if path.is_file() and path not in given]
    return Gazetteer(tables, outlines=Outlines(outline_files(folders)), stores=stores)


def gazetteer_folders(*paths: Path, base: bool) -> tuple[Path, ...]:
    """The folders to read, the packaged one first."""
    for path in paths:
        if not path.is_dir():
            raise GazetteerError(f"{path} is no gazetteer folder", hint="give a folder with places.csv and names.csv, or a store")
    return (*((data_folder(),) if base else ()), *paths)


def read_folders(folders: tuple[Path, ...], tables: Tables, report: Report) -> None:
    """Read the world's units of every folder, then its curated tables."""
    for folder in folders:
        read_world(folder / "world", tables, report)
        read_folder(folder, tables, report)
    capitals = {unit for place in tables.places.values() if not place.id.startswith("capital-") for unit in place.capital_of}
    for identifier in [key for key in tables.places if key.startswith("capital-")]:
        if capitals.issuperset(tables.places[identifier].capital_of):
            del tables.places[identifier]  # the curated table knows this city better


def outline_files(folders: tuple[Path, ...]) -> list[Path]:
    """The shape files of the folders; detailed ones before the world's, later folders before earlier ones."""
    detailed = [path for folder in reversed(folders) for path in sorted((folder / "outlines").glob("*.geojson"))]
    return detailed + [path for folder in reversed(folders) for path in sorted((folder / "world").glob("*.geojson"))]
