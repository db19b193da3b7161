"""Checking gazetteer folders: every problem of every file, with its line."""

from __future__ import annotations

from pathlib import Path

from geomap.errors import Problem
from geomap.gazetteer.check_actors import check_actors
from geomap.gazetteer.check_names import check_names
from geomap.gazetteer.check_places import check_crossings, check_outlines, check_places
from geomap.gazetteer.curated import SOURCE_COLUMNS, Tables
from geomap.gazetteer.load import gazetteer_folders, outline_files, read_folders
from geomap.gazetteer.shapes import Outlines
from geomap.gazetteer.tables import Report, read_table


def check_gazetteer(*paths: Path, base: bool = True) -> tuple[Problem, ...]:
    """Every problem of folders in the curated layout, or of the packaged data if none is given, by file and line.

    With `base`, folders are checked together with the packaged data, so that their rows may name packaged places and
    sources; only their own problems are reported.

    Raises
    ------
    GazetteerError
        If a path is no gazetteer folder.
    """
    report = Report()
    tables = Tables()
    packaged = gazetteer_folders(base=base or not paths)
    given = gazetteer_folders(*paths, base=False)
    read_folders(packaged, tables, Report() if given else report)
    read_folders(given, tables, report)
    folders = packaged + given
    outlines = Outlines(outline_files(folders))
    for folder in given or packaged:
        check_outlines(folder, tables, report)
        check_places(folder, tables, outlines, report)
        check_crossings(folder, tables, report)
        check_names(folder, tables, report)
        check_actors(folder, tables, report)
        _check_sources(folder, report)
    return tuple(sorted(report.problems, key=lambda problem: (problem.path, problem.line or 0, problem.field, problem.message)))


def _check_sources(folder: Path, report: Report) -> None:
    for name in ("sources.csv", "sources_basemap.csv"):
        path = folder / name
        if not path.is_file():
            continue
        seen: set[str] = set()
        for line, row in read_table(path, SOURCE_COLUMNS, Report(), required=("source_id", "title")):
            if row["source_id"] in seen:
                report.add(f"{row['source_id']!r} is there twice", path, line=line, column="source_id")
            seen.add(row["source_id"])
            if not row["licence"]:
                report.add("no licence", path, line=line, column="licence", hint="say under which terms the facts may be used")
