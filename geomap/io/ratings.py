"""A table of how far sources are trusted."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from geomap.errors import Problem, ProblemsError
from geomap.io.decoding import UndecodableError, decode


def read_ratings(path: str | Path) -> list[dict[str, str]]:
    """Rows of a CSV with the columns ``source,reliability,credibility,camp``, for `geomap.control.parse_ratings`.

    Raises
    ------
    ProblemsError
        If the file cannot be read or has no column ``source``.
    """
    shown = str(path)
    try:
        text = decode(Path(path).read_bytes()).text.removeprefix("\ufeff")
        rows = list(csv.DictReader(io.StringIO(text, newline=""), restval=""))
    except (UndecodableError, OSError, csv.Error) as error:
        raise ProblemsError([Problem(path=shown, message=f"the ratings cannot be read: {error}", hint="save them as CSV UTF-8")]) from error
    if rows and "source" not in rows[0]:
        columns = ", ".join(str(name) for name in rows[0])
        problem = Problem(
            path=shown, line=1, message=f"there is no column 'source'; it has {columns}", hint="source,reliability,credibility,camp"
        )
        raise ProblemsError([problem])
    return [{name: value for name, value in row.items() if isinstance(name, str)} for row in rows]
