"""Method ``reach``: the nearest holder, limited by reach."""

from __future__ import annotations

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geomap.control.areas.ground import NO_DATA, Ground
from geomap.control.areas.patches import Patches, meet
from geomap.control.areas.plane import Geometries, polygons_of

_GRID_M = 0.1
"""All corners lie on this grid, so that edges that two holders share are the same edge."""


def reach_patches(ground: Ground, *, reach_km: float, band_km: float, simplify_km: float) -> Patches:
    """Ground nearer to a place than to any other, no farther than `reach_km`, in its own country.

    Places of which nothing is told count as neighbours and are then left without a colour. The union of the cells of
    one holder within the union of all discs is the union of every cell within its own disc: whatever is in reach of
    some place is in reach of the nearest one.
    """
    if not ground.seeds:
        return Patches(grounds={}, fronts={})
    reach_m = reach_km * 1000
    cells = _cells(ground, reach_m)
    countries = np.array([seed.place.country for seed in ground.seeds])
    holders = np.array([seed.holder for seed in ground.seeds])
    parts: dict[str, list[BaseGeometry]] = {}
    for country in sorted(set(countries.tolist())):
        mine = (countries == country) & (holders != NO_DATA)
        if not mine.any():
            continue
        within = shapely.disjoint_subset_union_all(shapely.buffer(ground.points[countries == country], reach_m, quad_segs=6))
        land = ground.clip(np.array([within], dtype=object), country)[0]
        for holder in sorted(set(holders[mine].tolist())):
            whole = shapely.coverage_union_all(cells[mine & (holders == holder)])
            parts.setdefault(holder, []).append(polygons_of(shapely.intersection(whole, land, grid_size=_GRID_M)))
    grounds = {holder: pieces[0] if len(pieces) == 1 else shapely.union_all(pieces) for holder, pieces in parts.items()}
    return meet(grounds, ground.camps, band_m=band_km * 1000, simplify_m=simplify_km * 1000)


def _cells(ground: Ground, reach_m: float) -> Geometries:
    """The Thiessen polygon of every seed, in the order of the seeds, as far as any reach goes."""
    west, south, east, north = shapely.total_bounds(ground.points)
    frame = shapely.box(west - reach_m, south - reach_m, east + reach_m, north + reach_m)
    if len(ground.points) == 1:
        return np.array([frame], dtype=object)
    cells = shapely.voronoi_polygons(shapely.multipoints(ground.points), extend_to=frame, ordered=True)
    parts: Geometries = shapely.get_parts(cells)
    return parts
