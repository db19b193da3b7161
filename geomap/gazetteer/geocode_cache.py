"""Answers of online geocoders, kept on disk: found ones and empty ones, each with the day it was asked."""

from __future__ import annotations

import json
import sqlite3
import weakref
from pathlib import Path
from typing import Any

from geomap.errors import OutputError

_DAY_S = 86_400.0
_SCHEMA = "CREATE TABLE IF NOT EXISTS answer (provider TEXT, query TEXT, asked_at REAL, answer TEXT, PRIMARY KEY (provider, query))"


class GeocodeCache:
    """A small SQLite file. A found answer holds for `days`, an empty one for a tenth of that: places get mapped."""

    def __init__(self, path: Path, *, days: float = 90.0) -> None:
        """Open or make the cache.

        Raises
        ------
        OutputError
            If the file cannot be made or is no such cache.
        """
        self._days = days
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(path, isolation_level=None)
            weakref.finalize(self, self._database.close)
            self._database.execute(_SCHEMA)
        except (OSError, sqlite3.Error) as error:
            raise OutputError(f"{path}: cannot be used as cache: {error}", hint="name another file or delete this one") from error

    def get(self, provider: str, query: str, *, now: float) -> tuple[bool, dict[str, Any] | None]:
        """Whether there is an answer that still holds at `now` (seconds since 1970), and the answer; None: nothing was found."""
        row = self._database.execute("SELECT asked_at, answer FROM answer WHERE provider = ? AND query = ?", (provider, query)).fetchone()
        if row is None:
            return False, None
        asked_at, text = row
        answer = json.loads(text)
        holds_s = self._days * _DAY_S * (1.0 if answer is not None else 0.1)
        return (True, answer) if asked_at <= now < asked_at + holds_s else (False, None)

    def put(self, provider: str, query: str, answer: dict[str, Any] | None, *, now: float) -> None:
        """Keep an answer."""
        text = json.dumps(answer, ensure_ascii=False, sort_keys=True)
        self._database.execute("INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?)", (provider, query, now, text))

    def close(self) -> None:
        """Close the file."""
        self._database.close()
