"""What an importer hands to the store builder. Tuples, because there are millions of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from geomap.errors import Problem
from geomap.model import Source

Progress = Callable[[str, int, int | None], None]
"""Called with what is being done, how far it is, and how far it goes (None if unknown)."""


class ImportedPlace(NamedTuple):
    """One place of a source."""

    id: str
    """The source's id with its prefix, ``geonames:99454``."""
    name: str
    kind: str
    """A `PlaceKind` value."""
    lon: float
    lat: float
    country: str = ""
    admin1: str = ""
    """Name of the first-level unit, or ``code:IQ.01`` to be replaced by the name the unit's own row has."""
    population: int | None = None
    feature_code: str = ""
    capital: str = ""
    """``country`` or ``admin1`` if it is the capital of one."""
    accuracy_km: float | None = None
    external: tuple[tuple[str, str], ...] = ()
    """Ids elsewhere: (system, value)."""
    unit_code: str = ""
    """``code:IQ.01`` of a first-level unit itself."""
    alternates: str = ""
    """More names, with commas between them, of no known language."""


class ImportedName(NamedTuple):
    """One name of a place; `kind` is a `NameKind` value, days are ISO 8601 or empty."""

    place_id: str
    text: str
    lang: str = ""
    kind: str = "variant"
    valid_from: str = ""
    valid_to: str = ""


class ImportedUnit(NamedTuple):
    """The name behind a code (``code:IQ.01``) that places give as their first-level unit."""

    code: str
    name: str


Row = ImportedPlace | ImportedName | ImportedUnit


@dataclass
class Tally:
    """What became of the rows of one input."""

    read: int = 0
    """Rows, features or records seen."""
    skipped: int = 0
    """Rows that are no places geomap knows (roads, undersea features), on purpose."""
    broken: int = 0
    """Rows that could not be used."""
    problems: list[Problem] = field(default_factory=list)
    """The first broken rows, with their lines."""

    def add_broken(self, path: str, line: int | None, message: str, *, column: str = "") -> None:
        """Count a row that cannot be used; the first hundred are listed."""
        self.broken += 1
        if len(self.problems) < _LISTED:
            self.problems.append(Problem(message=message, path=path, line=line, field=column, severity="warning"))


_LISTED = 100


class Importer(Protocol):
    """Reads one kind of input."""

    source: Source
    """What goes into the store's source table; its credit line travels with every map."""

    def rows(self, tally: Tally) -> Iterator[Sequence[Row]]:
        """Batches of places and names, in input order."""
        ...
