"""The names of places that texts have and no table knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from geomap.model import ResolutionStatus
from geomap.pipeline.gather import gather
from geomap.pipeline.options import Progress, RunOptions


def unknown_names(
    inputs: Sequence[str | Path], options: RunOptions, *, stdin: BinaryIO | None = None, progress: Progress | None = None
) -> tuple[tuple[str, int], ...]:
    """(name, how often) of every place name in the texts that no place is known for, most frequent first.

    Raises
    ------
    ProblemsError
        If part of the inputs cannot be used and `RunOptions.skip_bad` is off.
    """
    gathered = gather(inputs, options, stdin=stdin, progress=progress)
    found: Counter[str] = Counter()
    for extraction in gathered.extractions:
        for mention, resolution in zip(extraction.mentions, extraction.resolutions, strict=True):
            if resolution.status is ResolutionStatus.UNKNOWN:
                found[" ".join(mention.surface.split())] += 1
    return tuple(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))
