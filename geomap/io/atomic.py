"""Writing so that a reader never sees half a file: beside the target first, then renamed into its place."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from geomap.errors import OutputError, visible
from geomap.io.suffixes import output_suffix


@contextmanager
def replacing(path: str | Path) -> Iterator[Path]:
    """A path beside `path` to write to; on success it is renamed over `path`, on any error it is removed.

    The content reaches the disk before the rename, so that a crash leaves the old file or the new one, whole.

    Raises
    ------
    OutputError
        If the folder is missing or closed to us, `path` is a folder, or the disk is full. What was there is untouched.
    """
    target = Path(path)
    shown = visible(str(target))
    _check(target, shown)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.stem[:40]}-", suffix=target.suffix, dir=target.parent)
    except OSError as error:
        raise _refused(shown, error) from error
    os.close(handle)
    beside = Path(name)
    try:
        yield beside
        with beside.open("rb") as written:
            os.fsync(written.fileno())
        beside.chmod(_mode(target))
        beside.replace(target)
    except OSError as error:
        if isinstance(error, OutputError):
            raise
        raise _refused(shown, error) from error
    finally:
        beside.unlink(missing_ok=True)


def write_bytes(path: str | Path, content: bytes) -> None:
    """Write a whole file at once; see `replacing`."""
    with replacing(path) as beside:
        beside.write_bytes(content)


def write_text(path: str | Path, content: str, *, make_folder: bool = False) -> None:
    """Write UTF-8 text as it is; see `replacing`. `make_folder` makes the folder first, and those above it."""
    if make_folder:
        try:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _refused(visible(str(Path(path).parent)), error) from error
    write_bytes(path, content.encode("utf-8"))


def write_stream(path: str | Path, write: Callable[[IO[str]], None]) -> None:
    """Write UTF-8 text piece by piece in flat memory; see `replacing`."""
    with replacing(path) as beside, beside.open("w", encoding="utf-8", newline="") as stream:
        write(stream)


def check_output(path: str | Path, suffixes: Sequence[str]) -> None:
    """Find out before long work whether its result can be written.

    Raises
    ------
    UsageError
        If the suffix is none of `suffixes`.
    OutputError
        If the folder is missing or closed to us, or `path` is a folder.
    """
    target = Path(path)
    shown = visible(str(target))
    _check(target, shown)
    output_suffix(target, suffixes)
    if not os.access(target.parent, os.W_OK):
        raise OutputError(f"no permission to write {shown}", hint="choose another folder, or ask its owner")


def _check(target: Path, shown: str) -> None:
    if target.is_dir():
        raise OutputError(f"{shown} is a folder", hint=f"name a file in it, e.g. {shown.rstrip('/')}/map.html")
    folder = target.parent
    if not folder.exists():
        raise OutputError(f"the folder of {shown} does not exist", hint=f"make it first: mkdir -p {visible(str(folder))}")
    if not folder.is_dir():
        raise OutputError(f"{visible(str(folder))} is no folder", hint="choose another place to write to")


def _mode(target: Path) -> int:
    """The rights of the file that is replaced, else those that the user's umask leaves."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _refused(shown: str, error: OSError) -> OutputError:
    if isinstance(error, PermissionError):
        return OutputError(f"no permission to write {shown}", hint="choose another folder, or ask its owner")
    reason = error.strerror or str(error)
    return OutputError(f"{shown} cannot be written: {reason}", hint="check the path and the free space on the disk")
