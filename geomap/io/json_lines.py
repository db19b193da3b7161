"""JSON Lines, one object after the other, in flat memory; a broken line costs only itself."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from typing import Any

from geomap.io.opening import InputFile, text_encoding
from geomap.io.options import Report
from geomap.io.sniff import HEAD_BYTES

_UNDECODED = re.compile("[\udc80-\udcff]")
"""What the error handler ``surrogateescape`` makes of bytes that are not in the encoding."""


def read_json_lines(file: InputFile, *, limit: int, option: str, report: Report) -> Iterator[tuple[int, dict[str, Any]]]:
    """Line number (from 1) and object of every good line; the others are reported.

    Parameters
    ----------
    file
        The input.
    limit, option
        Most characters of a line, and the field of `ReadOptions` that says so.
    report
        Told about lines that are too long, no JSON, no object or in another encoding.
    """
    with file.open() as stream:
        encoding = text_encoding(stream.read(HEAD_BYTES))
    with file.open() as stream, io.TextIOWrapper(stream, encoding=encoding, errors="surrogateescape", newline=None) as lines:
        number = 0
        while line := lines.readline(limit + 1):
            number += 1
            if len(line) > limit:
                report(file.problem(f"the line is longer than {limit:,} characters (ReadOptions.{option})", line=number, hint="split it"))
                while line and not line.endswith("\n"):
                    line = lines.readline(limit)
                continue
            text = line.strip().removeprefix("\ufeff")
            if not text:
                continue
            record = _parse(text, file, number, report)
            if record is not None:
                yield number, record


def _parse(text: str, file: InputFile, number: int, report: Report) -> dict[str, Any] | None:
    if not text.isascii() and _UNDECODED.search(text):
        report(file.problem("the line is not in the encoding of the file", line=number, hint="save the file as UTF-8"))
        return None
    try:
        record = json.loads(text, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        hint = "write one whole JSON object on each line"
        report(file.problem(f"broken JSON at character {error.pos + 1}: {error.msg}", line=number, hint=hint))
        return None
    except (ValueError, RecursionError) as error:
        report(file.problem(f"unusable JSON: {error}", line=number, hint="write one whole JSON object on each line"))
        return None
    if not isinstance(record, dict):
        report(
            file.problem(f"expected a JSON object, found {type(record).__name__}", line=number, hint="write one JSON object on each line")
        )
        return None
    return record


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is no JSON number")
