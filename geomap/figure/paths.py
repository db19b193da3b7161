"""From shapely geometries to matplotlib paths."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely
from matplotlib.path import Path
from shapely.geometry.base import BaseGeometry

Array = npt.NDArray[np.float64]


def to_path(shape: BaseGeometry) -> Path:
    """A shapely geometry as a path, coordinates as they are; rings are closed, points left out."""
    rings: list[tuple[Array, bool]] = []
    # Twice, because a collection can hold multi-part geometries.
    for part in shapely.get_parts(shapely.get_parts(shape)):
        if part.geom_type == "Polygon":
            rings.extend((shapely.get_coordinates(ring), True) for ring in (part.exterior, *part.interiors))
        elif part.geom_type in ("LineString", "LinearRing"):
            rings.append((shapely.get_coordinates(part), False))
    rings = [(ring, closed) for ring, closed in rings if len(ring) > 1]
    if not rings:
        return Path(np.empty((0, 2)))
    codes = []
    for ring, closed in rings:
        code = np.full(len(ring), Path.LINETO, dtype=np.uint8)
        code[0] = Path.MOVETO
        if closed:
            code[-1] = Path.CLOSEPOLY
        codes.append(code)
    return Path(np.concatenate([ring for ring, _ in rings]), np.concatenate(codes))
