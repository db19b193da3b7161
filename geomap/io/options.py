"""How inputs are read: limits, the day it is, and whom to tell about problems."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from geomap.errors import Problem

Report = Callable[[Problem], None]
"""Takes each problem as it is found, e.g. ``problems.append``."""

Progress = Callable[[str, int, int], None]
"""Called as (path, files done, files in all) before each file is read and once at the end with an empty path."""

MAX_DOCUMENT_BYTES = 20_000_000
"""Default limit for one document: about ten thousand printed pages."""
MAX_DATA_BYTES = 500_000_000
"""Default limit for one table or geometry file."""


@dataclass(frozen=True, kw_only=True)
class ReadOptions:
    """Limits and surroundings of a reading run."""

    max_document_bytes: int = MAX_DOCUMENT_BYTES
    """Longest single document: a text or HTML file, or one line of a JSONL file. A longer one is refused before it is read."""
    max_data_bytes: int = MAX_DATA_BYTES
    """Longest table or geometry file."""
    today: date | None = None
    """The caller's day. A date after it is reported as lying in the future; None: no such check. geomap never asks the clock here."""
    language: str = "en"
    """BCP 47 code of documents that name no language."""
