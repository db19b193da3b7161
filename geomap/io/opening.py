"""Every input opened once, looked at and recognised, standard input too."""

from __future__ import annotations

import io
import shutil
import tempfile
import weakref
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, BinaryIO

from geomap.errors import Problem, UsageError
from geomap.io.decoding import Decoded, UndecodableError, decode, marked_encoding
from geomap.io.listing import FoundFile, find_files
from geomap.io.options import ReadOptions, Report
from geomap.io.own_outputs import is_modelled, made_by_geomap
from geomap.io.sniff import HEAD_BYTES, Kind, Sniffed, sniff

_NO_ARTICLES = {
    ".css": "a style sheet",
    **dict.fromkeys((".js", ".mjs", ".py", ".r", ".sh", ".bat", ".ps1", ".ipynb"), "a program"),
    **dict.fromkeys((".yaml", ".yml", ".toml", ".ini", ".cfg"), "a settings file"),
}
"""What a text that stands in a folder is by the end of its name, where that is no article."""
_SPOOL_BYTES = 8_000_000
"""Standard input beyond this is kept on disk while it is read."""


@dataclass(frozen=True, kw_only=True)
class InputFile:
    """One recognised input."""

    found: FoundFile
    sniffed: Sniffed
    size: int
    """Bytes."""
    spool: IO[bytes] | None = None
    """What came from standard input."""
    own: str = ""
    """What geomap made, in words ("a map"); empty for everything else."""
    modelled: bool = False
    """Areas that geomap modelled."""

    @property
    def shown(self) -> str:
        """Name for messages and for `Document.path`'s reader."""
        return self.found.shown

    def open(self) -> BinaryIO:
        """The bytes from the beginning. The caller closes it."""
        if self.spool is not None:
            self.spool.seek(0)
            return io.BufferedReader(_Kept(self.spool))
        assert self.found.path is not None
        return self.found.path.open("rb")

    def problem(self, message: str, *, hint: str = "", line: int | None = None, field: str = "", severity: str = "error") -> Problem:
        """A problem of this input."""
        return Problem(path=self.shown, message=message, hint=hint, line=line, field=field, severity=severity)


def open_inputs(paths: Sequence[str | Path], *, report: Report, options: ReadOptions, stdin: BinaryIO | None = None) -> Iterator[InputFile]:
    """Find, open and recognise every input; what is empty, binary, of no known sort or made by geomap is reported and left out.

    In a folder pictures, what geomap made, what describes the folder (README) and scripts and settings are left out with a warning; named
    by themselves the last two are read, the others are errors.

    Raises
    ------
    UsageError
        If ``-`` is among `paths` and no `stdin` is given.
    """
    for found in find_files(paths, report=report):
        spool = None
        try:
            if found.path is None:
                spool = _spool(stdin, options)
                size = spool.seek(0, io.SEEK_END)
                file = _recognise(found, spool, size)
            else:
                size = found.path.stat().st_size
                with found.path.open("rb") as stream:
                    file = _recognise(found, stream, size)
        except PermissionError:
            report(Problem(path=found.shown, message="no permission to read it", hint="ask its owner, or chmod u+r it"))
            continue
        except OSError as error:
            report(Problem(path=found.shown, message=f"it cannot be read: {error.strerror or error}", hint="check the path and the disk"))
            continue
        if spool is not None:
            file = replace(file, spool=spool)
            weakref.finalize(file, spool.close)
        if (problem := _unusable(file)) is not None:
            report(problem)
        else:
            yield file


def _recognise(found: FoundFile, stream: IO[bytes], size: int) -> InputFile:
    stream.seek(0)
    head = stream.read(HEAD_BYTES)
    sniffed = sniff(head, name=found.path.name if found.path else "")
    own = made_by_geomap(stream, head, sniffed)
    return InputFile(found=found, sniffed=sniffed, size=size, own=own, modelled=is_modelled(head, sniffed))


def read_text(file: InputFile, *, limit: int, option: str, declared: str = "") -> Decoded:
    """The whole content as text.

    Raises
    ------
    TooLargeError
        Before anything is read, if the input is longer than `limit` bytes.
    UndecodableError
        If the bytes are no text.
    OSError
        If it cannot be read after all.
    """
    check_size(file.size, limit, option)
    with file.open() as stream:
        return decode(stream.read(limit + 1), declared=declared)


class TooLargeError(ValueError):
    """An input is longer than its limit."""


def check_size(size: int, limit: int, option: str) -> None:
    """Refuse what is longer than `limit` bytes, naming the `option` that raises it."""
    if size > limit:
        raise TooLargeError(
            f"it has {size / 1e6:,.0f} MB, more than the limit of {limit / 1e6:,.0f} MB for one piece (ReadOptions.{option})"
        )


def text_encoding(head: bytes) -> str:
    """Encoding to read a long text file line by line in, by its beginning."""
    if marked := marked_encoding(head):
        return marked
    cut = head[: head.rfind(b"\n") + 1] or head
    try:
        found = decode(cut).encoding
    except UndecodableError:
        return "utf-8"
    return "utf-8" if found == "ascii" else found


def _spool(stdin: BinaryIO | None, options: ReadOptions) -> IO[bytes]:
    if stdin is None:
        raise UsageError("'-' means standard input, and none was handed over", hint="give stdin=sys.stdin.buffer, or name a file")
    spool: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_SPOOL_BYTES)  # noqa: SIM115 - lives as long as its InputFile
    shutil.copyfileobj(_Limited(stdin, options.max_data_bytes + 1), spool)
    return spool


class _Limited:
    """At most so many bytes of a stream."""

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        self._stream, self._left = stream, limit

    def read(self, count: int = -1) -> bytes:
        part = self._stream.read(self._left if count < 0 else min(count, self._left))
        self._left -= len(part)
        return part


class _Kept(io.RawIOBase):
    """A view of the spool whose closing does not lose the spool."""

    def __init__(self, spool: IO[bytes]) -> None:
        self._spool = spool

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        part = self._spool.read(len(buffer))
        buffer[: len(part)] = part
        return len(part)


def _unusable(file: InputFile) -> Problem | None:
    kind, label, hint = file.sniffed.kind, file.sniffed.label, file.sniffed.hint
    if file.found.in_folder and (problem := _stray(file)) is not None:
        return problem
    if file.own:
        hint = "name the articles or the claims table that it was made from"
        return file.problem(f"this is {file.own} made by geomap, not an article", hint=hint)
    if kind is Kind.PICTURE:
        return file.problem(f"this is {label}", hint=hint)
    if kind is Kind.EMPTY:
        return file.problem("the file is empty", hint=hint)
    if kind is Kind.BINARY:
        return file.problem(f"this is {label}", hint=hint)
    if kind is Kind.UNKNOWN_TABLE:
        hint = "a claims table has the columns type, date, source and place or place_id; UCDP GED and ACLED exports are read as they come"
        return file.problem("no known sort of table by its header line", line=1, hint=hint)
    if kind is Kind.UNKNOWN_JSON:
        hint = "write documents or claims one JSON object a line; areas and events as GeoJSON"
        return file.problem("no known sort of JSON", hint=hint)
    return None


def _stray(file: InputFile) -> Problem | None:
    """What stands in a folder beside the articles and is none of them."""
    assert file.found.path is not None
    path, kind = file.found.path, file.sniffed.kind
    here = "name it by itself to have it read"
    if file.own:
        return file.problem(f"this is {file.own} made by geomap, not an article: left out", severity="warning")
    if file.modelled:
        message = "these are areas that geomap modelled, not reports: left out"
        return file.problem(message, hint=here, severity="warning")
    if kind is Kind.PICTURE:
        return file.problem(f"this is {file.sniffed.label}: left out", hint=file.sniffed.hint, severity="warning")
    if kind in (Kind.TEXT, Kind.HTML) and path.stem.casefold() == "readme":
        return file.problem("by its name it tells about the folder and is no article: left out", hint=here, severity="warning")
    if kind in (Kind.TEXT, Kind.UNKNOWN_JSON) and (label := _NO_ARTICLES.get(path.suffix.casefold())):
        return file.problem(f"by its name this is {label}, no article: left out", hint=here, severity="warning")
    return None
