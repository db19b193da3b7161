"""Claims out of tables: CSV, JSON Lines and GeoJSON in one schema (``docs/formats.md``)."""

from __future__ import annotations

import dataclasses
import difflib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from geomap.errors import Problem
from geomap.gazetteer import Gazetteer
from geomap.io.cells import guard_cell
from geomap.io.claim_cells import CLAIMS_SCHEMA, COLUMNS, REQUIRED
from geomap.io.claim_rows import RowReader
from geomap.io.csv_rows import open_table
from geomap.io.decoding import UndecodableError
from geomap.io.geo_features import GeoCollection
from geomap.io.json_lines import read_json_lines
from geomap.io.opening import InputFile, TooLargeError, open_inputs, read_text
from geomap.io.options import ReadOptions, Report
from geomap.io.sniff import Kind
from geomap.model import Claim, Place

DEFAULT_OPTIONS = ReadOptions()


@dataclass(frozen=True, kw_only=True)
class ClaimTable:
    """What a table says."""

    claims: tuple[Claim, ...]
    """In the order of the rows, rejected ones too: hand them to `apply_review`."""
    places: tuple[Place, ...] = ()
    """Places that only the table knows, by the coordinates of its rows, sorted by id."""


def read_claims(path: str | Path, gazetteer: Gazetteer, *, report: Report, options: ReadOptions = DEFAULT_OPTIONS) -> ClaimTable:
    """Read one claims table: ``.csv`` (comma, semicolon or tab), JSON Lines or GeoJSON, told apart by content.

    Needed are `place` or `place_id`, `type`, `date` (EDTF) and `source`. Actors are matched by id, name or alias, and an unknown
    one is kept as named. All problems are reported with line and column; a row with an error is left out, one with a warning is used.

    Parameters
    ----------
    path
        The table.
    gazetteer
        Where places and actors are looked up. A place it does not know is an error with suggestions, unless the row has
        coordinates: then the place stands there, with a warning.
    report
        Told about every problem, e.g. ``problems.append``.
    options
        Limits, and the caller's day.
    """
    book = ClaimBook(gazetteer, report=report, options=options)
    for file in open_inputs([path], report=report, options=options):
        if not book.read(file):
            hint = "a claims table has the columns type, date, source and place or place_id"
            report(file.problem(f"this is no claims table but: {file.sniffed.kind.value}", hint=hint))
    return book.table()


@dataclass
class ClaimBook:
    """Collects the claims of several tables, so that an id stands once in all of them."""

    gazetteer: Gazetteer
    report: Report
    options: ReadOptions = DEFAULT_OPTIONS
    _claims: list[Claim] = field(default_factory=list)
    _places: dict[str, Place] = field(default_factory=dict)
    _seen: dict[str, tuple[Claim, str]] = field(default_factory=dict)
    _warned: dict[tuple[str, str, str], tuple[Problem, int]] = field(default_factory=dict)
    """By file, field and message: the first row's warning, and how many rows have it."""

    def __post_init__(self) -> None:
        """One reader for all rows."""
        self._rows = RowReader(gazetteer=self.gazetteer, today=self.options.today)

    def table(self) -> ClaimTable:
        """What was collected, after reporting the warnings about its rows that were not reported yet.

        What many rows of a file have in common, such as an actor the data does not know, is reported once, with their number.
        """
        for problem, rows in self._warned.values():
            more = "" if rows == 1 else f", here and in {rows - 1:,} more row{'s' if rows > 2 else ''}"
            self.report(dataclasses.replace(problem, message=f"{problem.message}{more}"))
        self._warned.clear()
        return ClaimTable(claims=tuple(self._claims), places=tuple(self._places[key] for key in sorted(self._places)))

    def read(self, file: InputFile) -> bool:
        """Read a recognised file; False if it holds no claims table."""
        try:
            if file.sniffed.kind is Kind.CLAIMS_CSV:
                self._read_csv(file)
            elif file.sniffed.kind is Kind.CLAIMS_JSONL:
                limit = self.options.max_document_bytes
                for line, record in read_json_lines(file, limit=limit, option="max_document_bytes", report=self.report):
                    self.add_record(record, file, line)
            elif file.sniffed.kind is Kind.GEOJSON:
                return self._read_geojson(file)
            else:
                return False
        except TooLargeError as error:
            self.report(file.problem(str(error), hint="split it, or raise the limit"))
        except UndecodableError as error:
            self.report(file.problem(str(error), hint="save it as UTF-8"))
        except OSError as error:
            self.report(file.problem(f"it cannot be read: {error.strerror or error}", hint="check the path and the disk"))
        return True

    def add_record(self, record: Mapping[str, Any], file: InputFile, line: int | None) -> None:
        """Read one JSON record with the columns of the table as keys."""
        unknown = [key for key in record if key not in COLUMNS]
        if unknown:
            self._unknown_columns(unknown, file, line)
        cells = {}
        for name in COLUMNS:
            try:
                cells[name] = guard_cell(_cell(record.get(name)))
            except ValueError as error:
                self.report(file.problem(str(error), line=line, field=name, hint="write a text, a number or a list of texts"))
                return
        self._add_row(cells, file, line)

    def _read_csv(self, file: InputFile) -> None:
        table = open_table(file, report=self.report, options=self.options)
        if self._check_columns(table.columns, file):
            for line, row in table.rows:
                self._add_row(row, file, line)

    def _read_geojson(self, file: InputFile) -> bool:
        text = read_text(file, limit=self.options.max_data_bytes, option="max_data_bytes").text
        try:
            data = json.loads(text.removeprefix("\ufeff"))
        except (ValueError, RecursionError):
            return False
        if not is_claims_geojson(data):
            return False
        for feature in data.get("features") or ():
            properties = feature.get("properties") if isinstance(feature, dict) else None
            if isinstance(properties, dict) and properties.get("kind") == "claim":
                self.add_record({key: value for key, value in properties.items() if key != "kind"}, file, None)
        return True

    def _check_columns(self, columns: tuple[str, ...], file: InputFile) -> bool:
        missing = [name for name in REQUIRED if name not in columns]
        if not {"place", "place_id"} & set(columns):
            missing.insert(0, "place or place_id")
        twice = sorted({name for name in columns if name and columns.count(name) > 1})
        for name in missing:
            self.report(file.problem(f"the column {name} is missing", line=1, field=name, hint=f"the columns are {', '.join(COLUMNS)}"))
        for name in twice:
            self.report(file.problem("the column stands twice", line=1, field=name, hint="remove one of them"))
        self._unknown_columns([name for name in columns if name and name not in COLUMNS], file, 1)
        return not missing and not twice

    def _unknown_columns(self, names: Iterable[str], file: InputFile, line: int | None) -> None:
        for name in names:
            alike = difflib.get_close_matches(name, COLUMNS, n=1)
            hint = f"did you mean {alike[0]}?" if alike else f"the columns are {', '.join(COLUMNS)}"
            self.report(file.problem("no such column; it is passed over", line=line, field=name, hint=hint, severity="warning"))

    def _add_row(self, cells: Mapping[str, str], file: InputFile, line: int | None) -> None:
        claim = self._rows.read(cells)
        for problem in self._rows.problems:
            if problem.severity == "error":
                self.report(dataclasses.replace(problem, path=file.shown, line=line))
                continue
            key = (file.shown, problem.field, problem.message)
            first, rows = self._warned.get(key) or (dataclasses.replace(problem, path=file.shown, line=line), 0)
            self._warned[key] = (first, rows + 1)
        if claim is None:
            return
        where = file.shown if line is None else f"{file.shown}:{line}"
        if (known := self._seen.get(claim.id)) is not None:
            same = known[0] == claim
            what = "the same row stands" if same else f"the id '{claim.id}' is taken by another row"
            hint = "remove one of them" if same else "empty the cell: a row without an id gets one of its own"
            severity = "warning" if same else "error"
            self.report(file.problem(f"{what} in {known[1]}", line=line, field="claim_id", hint=hint, severity=severity))
            return
        self._seen[claim.id] = (claim, where)
        self._claims.append(claim)
        if self._rows.place is not None:
            self._places.setdefault(self._rows.place.id, self._rows.place)


def is_claims_geojson(data: object) -> bool:
    """Whether GeoJSON was written by `write_claims`."""
    mark = data.get("geomap") if isinstance(data, dict) else None
    return isinstance(mark, dict) and mark.get("schema") == CLAIMS_SCHEMA


def is_claims_layer(collection: GeoCollection) -> bool:
    """Whether the features of a GeoPackage or KML file are rows of a claims table, as ``geomap convert`` writes them."""
    needed = {"claim_id", "type", "place_id"}  # a cell that may be empty is no property of its feature
    return bool(collection.features) and all(needed <= feature.properties.keys() for feature in collection.features)


def layer_record(properties: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a claims table among the properties of a feature.

    Drivers turn whole numbers with gaps into fractions, and that of KML takes ``end`` for a time: the span in the text is lost then.
    """
    lost = {"start", "end"} if "end" not in properties else frozenset()
    return {
        name: int(value) if isinstance(value, float) and value.is_integer() else value
        for name, value in properties.items()
        if name in COLUMNS and name not in lost
    }


def _cell(value: Any) -> str:  # noqa: ANN401 - whatever JSON holds
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return "; ".join(value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    raise ValueError(f"a cell cannot hold a {type(value).__name__} like this")
