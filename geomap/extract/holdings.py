"""Well-documented holdings: what names the members of a group a text only counts.

``holdings.csv`` of the gazetteer lists who is documented to have held a place, how much of it, and from when to when. It makes no
claim by itself: a text that says "the whole of one town and parts of a second" states the claim, and the table only tells which
cities are meant, if exactly one reading is left.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from geomap.errors import Problem, ProblemsError
from geomap.model import Extent

_FILE = "holdings.csv"


@dataclass(frozen=True, kw_only=True, slots=True)
class Holding:
    """One documented holding, half-open [valid_from, valid_to)."""

    place_id: str
    holder: str
    """Actor id."""
    extent: Extent
    valid_from: date
    valid_to: date | None

    def holds_on(self, day: date) -> bool:
        """Whether it held on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


@lru_cache(maxsize=8)
def read_holdings(folder: Path) -> tuple[Holding, ...]:
    """The holdings of a gazetteer folder; none if it has no such file.

    Raises
    ------
    ProblemsError
        If rows do not fit; all problems are listed with their lines.
    """
    path = folder / _FILE
    if not path.is_file():
        return ()
    problems: list[Problem] = []
    found: list[Holding] = []
    with path.open(encoding="utf-8", newline="") as handle:
        for line, row in enumerate(csv.DictReader(handle), start=2):
            try:
                found.append(
                    Holding(
                        place_id=row["place_id"],
                        holder=row["holder"],
                        extent=Extent(row["extent"]),
                        valid_from=date.fromisoformat(row["valid_from"]),
                        valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
                    )
                )
            except (KeyError, TypeError, ValueError) as error:
                problems.append(
                    Problem(path=str(path), line=line, message=str(error), hint="days are YYYY-MM-DD, extent full, most or partial")
                )
    if problems:
        raise ProblemsError(problems)
    return tuple(found)
