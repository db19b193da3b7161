"""Method ``reach``: the nearest holder, limited by reach."""

from __future__ import annotations

import numpy as np
import shapely

from geomap.control.areas.cells import reach_cells
from geomap.control.areas.ground import Ground
from geomap.control.areas.patches import Patches, meet, merged
from geomap.control.areas.plane import Geometries


def reach_patches(ground: Ground, *, reach_km: float, band_km: float, simplify_km: float) -> Patches:
    """Ground nearer to a place than to any other, no farther than `reach_km`, in its own country.

    Places of which nothing is told count as neighbours and are then left without a colour.
    """
    if not ground.places:
        return Patches(grounds={}, fronts={})
    cells = reach_cells(ground.points, reach_km * 1000)
    owners, numbers = ground.owners
    wholes = np.array([shapely.coverage_union_all(cells[numbers == number]) for number in range(len(owners))], dtype=object)
    if simplify_km > 0 and len(wholes):
        # Before clipping: cells are a coverage by construction, and a third of the corners is left to be clipped.
        wholes = shapely.coverage_simplify(wholes, simplify_km * 1000)
    parts: dict[str, list[Geometries]] = {}
    for (holder, country), whole in zip(owners, wholes, strict=True):
        parts.setdefault(holder, []).append(ground.clip(shapely.get_parts(whole), country))
    grounds = {holder: merged(pieces) for holder, pieces in parts.items()}
    return meet(grounds, ground.camps, band_m=band_km * 1000)
