"""Which gazetteer a run uses."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from geomap.errors import MissingExtraError
from geomap.gazetteer import Gazetteer, load_gazetteer
from geomap.gazetteer.world_store import world_store
from geomap.pipeline.options import Progress


def open_gazetteer(paths: Sequence[Path] = (), *, world: bool = True, progress: Progress | None = None) -> Gazetteer:
    """The packaged gazetteer, what the user adds, and the world's towns where the extra ``world`` is installed.

    Curated entries win over the user's stores, and those over the world store. The world store is built on first use
    into the user's cache folder, which takes about half a minute.

    Parameters
    ----------
    paths
        Folders in the layout of the packaged gazetteer, and stores.
    world
        Use the world's towns if they are installed.
    progress
        Told how far the building of the world store has come.
    """
    stores = []
    if world:
        with suppress(MissingExtraError):  # the extra is optional; names it would know are reported as unknown
            stores.append(world_store(progress=(lambda what, done, total: progress(what, done, total or 0)) if progress else None))
    return load_gazetteer(*paths, *stores)
