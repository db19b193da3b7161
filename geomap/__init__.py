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
    from geomap.errors import GeomapError, Problem
    from geomap.gazetteer import Gazetteer, load_gazetteer
    from geomap.model import Claim, ControlState, Document, MapSpec, Place, Resolution
    from geomap.pipeline import Run, RunOptions, render_map, run, save

_HOMES = {
    "Claim": "geomap.model",
    "ControlState": "geomap.model",
    "Document": "geomap.model",
    "Gazetteer": "geomap.gazetteer",
    "GeomapError": "geomap.errors",
    "MapSpec": "geomap.model",
    "Place": "geomap.model",
    "Problem": "geomap.errors",
    "Resolution": "geomap.model",
    "Run": "geomap.pipeline",
    "RunOptions": "geomap.pipeline",
    "load_gazetteer": "geomap.gazetteer",
    "render_map": "geomap.pipeline",
    "run": "geomap.pipeline",
    "save": "geomap.pipeline",
}

__all__ = [
    "Claim",
    "ControlState",
    "Document",
    "Gazetteer",
    "GeomapError",
    "MapSpec",
    "Place",
    "Problem",
    "Resolution",
    "Run",
    "RunOptions",
    "load_gazetteer",
    "render_map",
    "run",
    "save",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    """Import a name's home on first use, so that ``import geomap`` stays light (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """Public names."""
    return [*__all__, "__version__"]
