"""What an output becomes is decided by its suffix; nothing else is known of a file that does not exist yet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from geomap.errors import UsageError, visible


def output_suffix(path: str | Path, allowed: Sequence[str]) -> str:
    """The lower-cased suffix of an output.

    Raises
    ------
    UsageError
        If it is none of `allowed`.
    """
    suffix = Path(path).suffix.casefold()
    if suffix not in allowed:
        found = f"'{suffix}'" if suffix else "none"
        raise UsageError(f"{visible(str(path))}: the suffix is {found}", hint=f"name the file with one of {', '.join(allowed)}")
    return suffix
