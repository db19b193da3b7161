"""Method ``corridors``: stretches of road and river between neighbouring places of one holder."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import ops
from shapely.geometry.base import BaseGeometry

from geomap.control.areas.ground import CONTESTED, NO_DATA, Ground
from geomap.control.areas.patches import HAIR_M, Patches, meet, merged
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
    # Lines are simplified, not the corridors: those share no edge, and round ends would lose ground.
    wide = shapely.buffer(shapely.simplify(lines, simplify_km * 1000), width_km * 1000, quad_segs=4)
    discs = _discs(ground.points, width_km * 1000)
    parts: dict[str, list[Geometries]] = {}
    for holder, country in sorted(set(zip(holders[told].tolist(), countries[told].tolist(), strict=True))):
        mine = (holders == holder) & (countries == country)
        # Lines and discs by themselves, then together: half the time of one union over both.
        both = [shapely.disjoint_subset_union_all(pieces) for pieces in (wide[mine[firsts]], discs[mine])]
        whole = shapely.get_parts(shapely.union(*both))
        parts.setdefault(holder, []).append(ground.clip(whole, country))
    grounds = _without_overlaps({holder: merged(pieces) for holder, pieces in parts.items()})
    return meet(grounds, ground.camps, band_m=band_km * 1000)


def _discs(points: Geometries, radius_m: float) -> Geometries:
    """Circles with 16 corners, as a buffer has them, made in one go."""
    angles = np.arange(16) * np.pi / 8
    circle = radius_m * np.column_stack((np.cos(angles), np.sin(angles)))
    discs: Geometries = shapely.polygons(shapely.get_coordinates(points)[:, None, :] + circle)
    return discs


def _stretches(ground: Ground, *, gap_m: float, snap_m: float) -> tuple[NDArray[np.intp], Geometries]:
    """Pieces of lines between neighbours of one holder: numbers of their first seeds, and the lines."""
    none = np.array([], dtype=np.intp), np.array([], dtype=object)
    if not len(ground.lines) or not ground.seeds:
        return none
    # Asked bend by bend: the box around a whole line holds most of the points there are.
    bends, of = _bends(ground.lines, 8 * snap_m)
    bend, seeds = shapely.STRtree(ground.points).query(bends, predicate="dwithin", distance=snap_m)
    if not len(bend):
        return none
    lines, seeds = np.unique(np.column_stack((of[bend], seeds)), axis=0).T
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


def _bends(lines: Geometries, longest_m: float) -> tuple[Geometries, NDArray[np.intp]]:
    """Lines cut into straight pieces, none longer than `longest_m`, and the numbers of the lines they are of."""
    corners, of = shapely.get_coordinates(shapely.segmentize(lines, longest_m), return_index=True)
    same = of[:-1] == of[1:]
    bends: Geometries = shapely.linestrings(np.stack((corners[:-1], corners[1:]), axis=1)[same])
    return bends, of[:-1][same]


def _without_overlaps(grounds: dict[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """Give what two holders both cover to nobody; pieces that nobody else comes near are left as they are."""
    keys = sorted(grounds)
    pieces, owner = shapely.get_parts(np.array([grounds[key] for key in keys], dtype=object), return_index=True)
    one, two = shapely.STRtree(pieces).query(pieces)
    rivals = owner[one] < owner[two]
    one, two = one[rivals], two[rivals]
    shared = shapely.intersection(pieces[one], pieces[two])
    over = shapely.area(shared) > HAIR_M * shapely.length(shared)  # else they only touch, along a border
    if not over.any():
        return grounds
    both = shapely.union_all(shared[over])
    crossed = np.unique(np.concatenate((one[over], two[over])))
    pieces[crossed] = shapely.difference(pieces[crossed], both)
    parted = {key: merged([pieces[owner == number]]) for number, key in enumerate(keys) if key != CONTESTED}
    parted[CONTESTED] = polygons_of(shapely.union_all([grounds.get(CONTESTED, shapely.Polygon()), both]))
    return parted
