"""Checking gazetteer folders: every problem of every file, with its line."""

from __future__ import annotations

from pathlib import Path

from geomap.errors import Problem
from geomap.gazetteer.curated import Tables
from geomap.gazetteer.load import gazetteer_folders, read_folders
from geomap.gazetteer.tables import Report


def check_gazetteer(*paths: Path) -> tuple[Problem, ...]:
    """Every problem of the folders, or of the packaged data without folders."""
    report = Report()
    read_folders(gazetteer_folders(*paths, base=not paths), Tables(), report)
    return tuple(report.problems)
