"""geomap turns reporting into dated, cited maps of who holds what.

>>> import geomap  # doctest: +SKIP
>>> result = geomap.run(["articles/"], geomap.RunOptions(as_of=date(2014, 6, 22)))  # doctest: +SKIP
>>> geomap.save(result, "map.html")  # doctest: +SKIP
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from geomap.embed import Map
    from geomap.errors import GeomapError, Problem
    from geomap.gazetteer import Gazetteer, load_gazetteer
    from geomap.model import Claim, ControlState, Document, MapSpec, Place, Resolution
    from geomap.pipeline import Run, RunOptions, render_map, run, save
    from geomap.pipeline.frames import area_frame, claims_frame, mentions_frame, states_frame

_HOMES = {
    "Claim": "geomap.model",
    "ControlState": "geomap.model",
    "Document": "geomap.model",
    "Gazetteer": "geomap.gazetteer",
    "GeomapError": "geomap.errors",
    "Map": "geomap.embed",
    "MapSpec": "geomap.model",
    "Place": "geomap.model",
    "Problem": "geomap.errors",
    "Resolution": "geomap.model",
    "Run": "geomap.pipeline",
    "RunOptions": "geomap.pipeline",
    "area_frame": "geomap.pipeline.frames",
    "claims_frame": "geomap.pipeline.frames",
    "load_gazetteer": "geomap.gazetteer",
    "mentions_frame": "geomap.pipeline.frames",
    "render_map": "geomap.pipeline",
    "run": "geomap.pipeline",
    "save": "geomap.pipeline",
    "states_frame": "geomap.pipeline.frames",
}

__all__ = [
    "Claim",
    "ControlState",
    "Document",
    "Gazetteer",
    "GeomapError",
    "Map",
    "MapSpec",
    "Place",
    "Problem",
    "Resolution",
    "Run",
    "RunOptions",
    "area_frame",
    "claims_frame",
    "load_gazetteer",
    "mentions_frame",
    "render_map",
    "run",
    "save",
    "states_frame",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    """Import a name's home on first use, so that ``import geomap`` stays light (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """Public names."""
    return [*__all__, "__version__"]
