"""Which files an input means: files, folders (recursive, sorted; without hidden files and the like) and standard input."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from geomap.errors import Problem, visible
from geomap.io.options import Report

STDIN = "-"
_SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini", "icon\r"})
"""What operating systems leave in folders; left out like hidden files, and so are the backups of editors (``name~``, ``~$name``)."""
_PAGE_ENDS = (".html", ".htm")
_PARTS_ENDS = ("_files", "_Files", "-Dateien", "_fichiers", "_archivos", ".files")
"""How browsers name the folder of pictures and frames beside a saved page."""


@dataclass(frozen=True, kw_only=True)
class FoundFile:
    """One file to read."""

    path: Path | None
    """None for standard input."""
    shown: str
    """The file as the user named it, with control characters made visible; ``-`` for standard input."""
    stem: str
    """Path below the named folder without its suffix, with ``/``: what a document's id is made of."""
    in_folder: bool = False
    """Found in a folder that was named, and not named itself."""


def find_files(paths: Sequence[str | Path], *, report: Report) -> Iterator[FoundFile]:
    """Every file that `paths` name, each once, in the order given and sorted inside folders.

    Links to folders are followed; one that leads back to a folder already walked is reported and left out, and so
    is whatever is missing, unreadable or neither file nor folder.
    """
    seen: set[tuple[int, int]] = set()
    for given in paths:
        if str(given) == STDIN:
            yield FoundFile(path=None, shown=STDIN, stem="stdin")
            continue
        path = Path(given)
        try:
            is_folder = path.is_dir()
            path.stat()
        except (OSError, ValueError) as error:
            report(_unreadable(path, error))
            continue
        if not is_folder:
            yield from _file(path, path.parent, seen, report, in_folder=False)
            continue
        count = 0
        for found in _walk(path, path, seen, report):
            count += 1
            yield found
        if not count:
            report(
                Problem(
                    path=visible(str(path)),
                    message="the folder has no file to read",
                    hint="put the articles in, as .txt, .md, .html or .jsonl",
                )
            )


def _walk(folder: Path, root: Path, seen: set[tuple[int, int]], report: Report) -> Iterator[FoundFile]:
    try:
        status = folder.stat()
        names = sorted(os.listdir(folder), key=os.fsencode)  # noqa: PTH208 - names, to be sorted by their bytes
    except OSError as error:
        report(_unreadable(folder, error))
        return
    if (status.st_dev, status.st_ino) in seen:
        hint = "remove the link that leads back to a folder above it, or name the folder once"
        report(Problem(path=visible(str(folder)), message="this folder was read already", hint=hint, severity="warning"))
        return
    seen.add((status.st_dev, status.st_ino))
    pages = {name[: -len(end)] for name in names for end in _PAGE_ENDS if name.casefold().endswith(end)}
    for name in names:
        if name.startswith((".", "~$")) or name.endswith("~") or name.casefold() in _SYSTEM_FILES:
            continue
        path = folder / name
        if path.is_dir() and any(name.endswith(end) and name[: -len(end)] in pages for end in _PARTS_ENDS):
            report(
                Problem(
                    path=visible(str(path)),
                    message="the parts of a saved web page beside it: left out",
                    hint="name the folder itself if there are articles in it",
                    severity="warning",
                )
            )
        elif path.is_dir():
            yield from _walk(path, root, seen, report)
        else:
            yield from _file(path, root, seen, report, in_folder=True)


def _file(path: Path, root: Path, seen: set[tuple[int, int]], report: Report, *, in_folder: bool) -> Iterator[FoundFile]:
    try:
        status = path.stat()
    except OSError as error:
        report(_unreadable(path, error))
        return
    if not path.is_file():
        report(
            Problem(
                path=visible(str(path)), message="this is neither a file nor a folder", hint="name a file, a folder or - for standard input"
            )
        )
        return
    if (status.st_dev, status.st_ino) in seen:
        return  # the same file named twice, or a link beside it: read once
    seen.add((status.st_dev, status.st_ino))
    stem = path.relative_to(root).with_suffix("").as_posix()
    yield FoundFile(path=path, shown=visible(str(path)), stem=visible(stem).replace("\n", "\\n"), in_folder=in_folder)


def _unreadable(path: Path, error: OSError | ValueError) -> Problem:
    shown = visible(str(path))
    if isinstance(error, FileNotFoundError):
        message = "this link leads nowhere" if path.is_symlink() else "there is no such file or folder"
        return Problem(path=shown, message=message, hint="check the spelling; geomap build FOLDER reads a whole folder")
    if isinstance(error, PermissionError):
        return Problem(path=shown, message="no permission to read it", hint="ask its owner, or chmod u+r it")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return Problem(path=shown, message=f"it cannot be read: {reason}", hint="check the path and the disk")
