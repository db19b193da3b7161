"""Rows of a CSV file with the line each begins on."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from geomap.io.opening import InputFile, read_text
from geomap.io.options import ReadOptions, Report
from geomap.io.sniff import columns_of, delimiter_of


@dataclass(frozen=True, kw_only=True)
class CsvTable:
    """A table whose header is read."""

    columns: tuple[str, ...]
    """Lower-cased and stripped."""
    rows: Iterator[tuple[int, dict[str, str]]]
    """(line from 1, cell by column); empty rows and rows that are too long are left out, the latter reported."""


def open_table(file: InputFile, *, report: Report, options: ReadOptions) -> CsvTable:
    """Open a table with comma, semicolon or tab.

    Raises
    ------
    TooLargeError, UndecodableError, OSError
        As `geomap.io.opening.read_text`.
    """
    decoded = read_text(file, limit=options.max_data_bytes, option="max_data_bytes")
    if decoded.guessed:
        message = f"the encoding is a guess: {decoded.encoding}"
        report(file.problem(message, hint="look at names with accents, or save it as CSV UTF-8", severity="warning"))
    text = decoded.text.removeprefix("\ufeff")
    header = text.split("\n", 1)[0].rstrip("\r")
    columns = columns_of(header)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(header))
    return CsvTable(columns=columns, rows=_rows(reader, columns, file, report))


def _rows(reader: Any, columns: tuple[str, ...], file: InputFile, report: Report) -> Iterator[tuple[int, dict[str, str]]]:  # noqa: ANN401
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            message = f"the table cannot be read on from here: {error}"
            report(file.problem(message, line=line, hint="look for an unclosed quotation mark"))
            return
        if line == 1 or not any(cell.strip() for cell in row):
            continue
        if any(cell.strip() for cell in row[len(columns) :]):
            message = f"the row has {len(row)} cells, the header {len(columns)}"
            report(file.problem(message, line=line, hint="put quotation marks around cells that hold the separator"))
            continue
        yield line, dict(zip(columns, row, strict=False))
