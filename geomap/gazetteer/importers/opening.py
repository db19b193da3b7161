"""Opening inputs: plain, gzip or zip, told apart by their first bytes."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from geomap.errors import GazetteerError

_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
_DOCUMENTATION = ("readme", "licen", "terms", "__macosx")
_MOST_BYTES = 8 << 30
"""Most a packed file may unpack to; GeoNames' allCountries is under 2 GB."""


@contextmanager
def opened(path: Path) -> Iterator[IO[str]]:
    """The text of an input, UTF-8, unpacked while it is read; a byte order mark is taken off.

    Raises
    ------
    GazetteerError
        If it cannot be read or a zip file holds more than one table.
    """
    try:
        with path.open("rb") as raw:
            head = raw.read(4)
            raw.seek(0)
            if head.startswith(_GZIP):
                with gzip.open(raw, "rt", encoding="utf-8-sig", newline="", errors="replace") as text:
                    yield text
            elif head.startswith(_ZIP):
                with zipfile.ZipFile(raw) as archive, archive.open(_member(path, archive)) as member:
                    yield io.TextIOWrapper(member, encoding="utf-8-sig", newline="", errors="replace")
            else:
                yield io.TextIOWrapper(raw, encoding="utf-8-sig", newline="", errors="replace")
    except (OSError, EOFError, zipfile.BadZipFile) as error:
        raise GazetteerError(f"{path}: cannot be read: {error}", hint="look whether the download is complete") from error


def _member(path: Path, archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    """The one table of a zip file, documentation beside it left out."""
    members = [
        info for info in archive.infolist() if not info.is_dir() and not any(word in info.filename.casefold() for word in _DOCUMENTATION)
    ]
    named = [info for info in members if Path(info.filename).stem.casefold() == path.stem.casefold()]
    chosen = named or members
    if len(chosen) != 1:
        listing = ", ".join(info.filename for info in members) or "nothing"
        raise GazetteerError(f"{path}: expected one table in the zip file, found {listing}", hint="unpack it and give the table")
    if chosen[0].file_size > _MOST_BYTES:
        raise GazetteerError(f"{path}: unpacks to {chosen[0].file_size >> 30} GB", hint="unpack it and give the table itself")
    return chosen[0]
