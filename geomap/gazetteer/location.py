"""Where the packaged gazetteer is. The only module that knows."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from geomap.errors import GazetteerError

_PACKAGE = Path(__file__).parent.parent


@cache
def data_folder() -> Path:
    """The folder with the curated tables: ``geomap/_gazetteer`` in an installed wheel, ``gazetteer/`` in a checkout.

    Raises
    ------
    GazetteerError
        If neither is there: the installation is broken.
    """
    for folder in (_PACKAGE / "_gazetteer", _PACKAGE.parent / "gazetteer"):
        if (folder / "places.csv").is_file():
            return folder
    raise GazetteerError("the packaged gazetteer is missing", hint="install geomap again; its wheel carries the data")
