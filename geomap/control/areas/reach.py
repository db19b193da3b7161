"""Method ``reach``: the nearest holder, limited by reach."""

from __future__ import annotations

import numpy as np
import shapely

from geomap.control.areas.cells import reach_cells
from geomap.control.areas.ground import NO_DATA, Ground
from geomap.control.areas.patches import Patches, meet, merged
from geomap.control.areas.plane import Geometries


def reach_patches(ground: Ground, *, reach_km: float, band_km: float, simplify_km: float) -> Patches:
    """Ground nearer to a place than to any other, no farther than `reach_km`, in its own country.

    Places of which nothing is told count as neighbours and are then left without a colour.
    """
    if not ground.seeds:
        return Patches(grounds={}, fronts={})
    cells = reach_cells(ground.points, reach_km * 1000)
    countries = np.array([seed.place.country for seed in ground.seeds])
    holders = np.array([seed.holder for seed in ground.seeds])
    parts: dict[str, list[Geometries]] = {}
    for country in sorted(set(countries.tolist())):
        mine = (countries == country) & (holders != NO_DATA)
        for holder in sorted(set(holders[mine].tolist())):
            whole = shapely.get_parts(shapely.coverage_union_all(cells[mine & (holders == holder)]))
            parts.setdefault(holder, []).append(ground.clip(whole, country))
    grounds = {holder: merged(pieces) for holder, pieces in parts.items()}
    return meet(grounds, ground.camps, band_m=band_km * 1000, simplify_m=simplify_km * 1000)
