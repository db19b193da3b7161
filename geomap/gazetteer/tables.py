"""Reading the CSV tables: every row with its line number, every problem of a file at once."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

from geomap.errors import Problem

T = TypeVar("T")
Row = dict[str, str]


@dataclass
class Report:
    """Collects the problems of the files that are read."""

    problems: list[Problem] = field(default_factory=list)

    def add(self, message: str, path: Path, *, line: int | None = None, column: str = "", hint: str = "", severity: str = "error") -> None:
        """Note one problem."""
        self.problems.append(Problem(message=message, path=str(path), line=line, field=column, hint=hint, severity=severity))


def read_table(path: Path, columns: tuple[str, ...], report: Report, *, required: tuple[str, ...] = ()) -> Iterator[tuple[int, Row]]:
    """The rows of one CSV table with their line numbers (the line a row starts on, counted from 1).

    Cells are stripped. A missing required column ends the file; an unknown column, a row with too many cells or with an
    empty required cell is a problem of its own, and such a row is left out.
    """
    try:
        handle = path.open(encoding="utf-8-sig", newline="")
    except OSError as error:
        report.add(f"cannot be read: {error.strerror}", path)
        return
    with handle:
        reader = csv.reader(handle)
        try:
            header = [cell.strip() for cell in next(reader, [])]
            missing = [column for column in required if column not in header]
            if missing:
                report.add(f"the header lacks {', '.join(missing)}", path, line=1, hint=f"the columns are {', '.join(columns)}")
                return
            for column in header:
                if column not in columns:
                    report.add(f"unknown column {column!r}", path, line=1, hint=f"the columns are {', '.join(columns)}", severity="warning")
            line = reader.line_num + 1
            known: dict[str, str] = {}  # most cells say what a cell before them said: one string for all
            for cells in reader:
                start, line = line, reader.line_num + 1
                if not any(cells):
                    continue
                if len(cells) > len(header):
                    report.add(f"{len(cells)} cells, the header has {len(header)}", path, line=start, hint="quote cells that hold a comma")
                    continue
                row = dict(zip(header, map(known.setdefault, stripped := list(map(str.strip, cells)), stripped), strict=False))
                if len(row) < len(columns):
                    row = {column: row.get(column, "") for column in columns}
                if all(map(row.__getitem__, required)):
                    yield start, row
                    continue
                for column in required:
                    if not row[column]:
                        report.add("empty", path, line=start, column=column)
        except (csv.Error, UnicodeDecodeError) as error:
            report.add(f"no CSV in UTF-8: {error}", path, line=reader.line_num)


def parse_cell(parse: Callable[[str], T], row: Row, column: str, path: Path, line: int, report: Report, expected: str) -> T | None:
    """A cell as a value, or None with a problem noted; an empty cell is None."""
    text = row[column]
    if not text:
        return None
    try:
        return parse(text)
    except ValueError:
        report.add(f"{text!r} is not {expected}", path, line=line, column=column)
        return None


def parse_day(row: Row, column: str, path: Path, line: int, report: Report) -> date | None:
    """A day cell, ISO 8601."""
    return parse_cell(date.fromisoformat, row, column, path, line, report, "a day (expected YYYY-MM-DD)")


def parse_flag(row: Row, column: str, path: Path, line: int, report: Report, *, default: bool = False) -> bool:
    """A yes/no cell."""
    text = row[column].casefold()
    if not text:
        return default
    if text in ("yes", "true", "1"):
        return True
    if text in ("no", "false", "0"):
        return False
    report.add(f"{row[column]!r} is neither yes nor no", path, line=line, column=column)
    return default
