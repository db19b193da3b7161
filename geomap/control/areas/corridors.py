"""Method ``corridors``: stretches of road and river between neighbouring places of one holder."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import ops
from shapely.geometry.base import BaseGeometry

from geomap.control.areas.ground import CONTESTED, NO_DATA, Ground
from geomap.control.areas.patches import Patches, meet, merged
from geomap.control.areas.plane import Geometries, polygons_of


def corridor_patches(ground: Ground, *, width_km: float, gap_km: float, snap_km: float, band_km: float, simplify_km: float) -> Patches:
    """Lines between neighbours of one holder, with a width, and a disc around every place with a holder.

    Neighbours on a line are joined if they have one holder and are no farther apart than `gap_km` along it; a
    place of somebody else, a contested one or one of which nothing is told between them parts them. Where the
    corridors of two holders cross, the ground is contested.
    """
    holders = np.array([seed.holder for seed in ground.seeds])
    countries = np.array([seed.place.country for seed in ground.seeds])
    firsts, lines = _stretches(ground, gap_m=gap_km * 1000, snap_m=snap_km * 1000)
    told = np.flatnonzero(holders != NO_DATA)
    # Widened piece by piece: one buffer around a tangle of lines takes a hundred times as long.
    wide = shapely.buffer(np.concatenate((lines, ground.points[told])), width_km * 1000, quad_segs=4)
    numbers = np.concatenate((firsts, told))
    parts: dict[str, list[Geometries]] = {}
    for holder, country in sorted(set(zip(holders[numbers].tolist(), countries[numbers].tolist(), strict=True))):
        mine = (holders[numbers] == holder) & (countries[numbers] == country)
        whole = shapely.get_parts(shapely.disjoint_subset_union_all(wide[mine]))
        parts.setdefault(holder, []).append(ground.clip(whole, country))
    grounds = _without_overlaps({holder: merged(pieces) for holder, pieces in parts.items()})
    return meet(grounds, ground.camps, band_m=band_km * 1000, simplify_m=simplify_km * 1000)


def _stretches(ground: Ground, *, gap_m: float, snap_m: float) -> tuple[NDArray[np.intp], Geometries]:
    """Pieces of lines between neighbours of one holder: numbers of their first seeds, and the lines."""
    none = np.array([], dtype=np.intp), np.array([], dtype=object)
    if not len(ground.lines) or not ground.seeds:
        return none
    tree = shapely.STRtree(ground.points)
    lines, seeds = tree.query(ground.lines, predicate="dwithin", distance=snap_m)
    if not len(lines):
        return none
    along = shapely.line_locate_point(ground.lines[lines], ground.points[seeds])
    order = np.lexsort((seeds, along, lines))
    lines, seeds, along = lines[order], seeds[order], along[order]
    holders = np.array([seed.holder for seed in ground.seeds])
    countries = np.array([seed.place.country for seed in ground.seeds])
    one, two = seeds[:-1], seeds[1:]
    joined = (lines[:-1] == lines[1:]) & (holders[one] == holders[two]) & (countries[one] == countries[two])
    joined &= (holders[one] != NO_DATA) & (holders[one] != CONTESTED) & (along[1:] - along[:-1] <= gap_m)
    # neighbour after neighbour on one line: one stretch
    begins = np.flatnonzero(joined & ~np.concatenate(([False], joined[:-1])))
    ends = np.flatnonzero(joined & ~np.concatenate((joined[1:], [False]))) + 1
    stretches = np.empty(len(begins), dtype=object)
    for number, (begin, end) in enumerate(zip(begins, ends, strict=True)):
        stretches[number] = ops.substring(ground.lines[lines[begin]], float(along[begin]), float(along[end]))
    return one[begins], stretches


def _without_overlaps(grounds: dict[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """Give what two holders both cover to nobody; pieces that nobody else comes near are left as they are."""
    keys = sorted(grounds)
    pieces, owner = shapely.get_parts(np.array([grounds[key] for key in keys], dtype=object), return_index=True)
    one, two = shapely.STRtree(pieces).query(pieces)
    rivals = owner[one] < owner[two]
    one, two = one[rivals], two[rivals]
    shared = shapely.intersection(pieces[one], pieces[two])
    over = shapely.area(shared) > 0
    if not over.any():
        return grounds
    both = shapely.union_all(shared[over])
    crossed = np.unique(np.concatenate((one[over], two[over])))
    pieces[crossed] = shapely.difference(pieces[crossed], both)
    parted = {key: merged([pieces[owner == number]]) for number, key in enumerate(keys) if key != CONTESTED}
    parted[CONTESTED] = polygons_of(shapely.union_all([grounds.get(CONTESTED, shapely.Polygon()), both]))
    return parted
