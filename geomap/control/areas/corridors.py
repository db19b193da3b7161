"""Method ``corridors``: stretches of road and river between neighbouring places of one holder."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geomap.control.areas.ground import CONTESTED, Ground, clipped
from geomap.control.areas.patches import HAIR_M, Patches, meet, merged
from geomap.control.areas.plane import Geometries, polygons_of


def corridor_patches(ground: Ground, *, width_km: float, gap_km: float, snap_km: float, band_km: float, simplify_km: float) -> Patches:
    """Lines between neighbours of one holder, with a width, and a disc around every place with a holder.

    Neighbours on a line are joined if they have one holder and are no farther apart than `gap_km` along it; a
    place of somebody else, a contested one or one of which nothing is told between them parts them. Where the
    corridors of two holders cross, the ground is contested.
    """
    owners, numbers = ground.owners
    firsts, lines = _stretches(ground, gap_m=gap_km * 1000, snap_m=snap_km * 1000)
    # Widened piece by piece: one buffer around a tangle of lines takes a hundred times as long.
    # Lines are simplified, not the corridors: those share no edge, and round ends would lose ground.
    wide = shapely.buffer(shapely.simplify(lines, simplify_km * 1000), width_km * 1000, quad_segs=4)
    discs = _discs(ground.points, width_km * 1000)
    one, two = shapely.STRtree(ground.points).query(ground.points, predicate="dwithin", distance=2 * width_km * 1000)
    alone = np.ones(len(discs), dtype=bool)
    alone[one[(one != two) & (numbers[one] == numbers[two])]] = False
    parts: dict[str, list[Geometries]] = {}
    for number, (holder, country) in enumerate(owners):
        mine = numbers == number
        pieces = _united(wide[mine[firsts]], discs[mine & ~alone], discs[mine & alone])
        parts.setdefault(holder, []).append(clipped(pieces, ground.countries.get(country)))
    grounds = _without_overlaps({holder: merged(pieces) for holder, pieces in parts.items()})
    return meet(grounds, ground.camps, band_m=band_km * 1000)


def _united(lanes: Geometries, discs: Geometries, alone: Geometries) -> Geometries:
    """Pieces of ground of one owner: lanes and discs by themselves, then each lane with the discs that touch it.

    Discs that are `alone` overlap no other disc.
    """
    lanes, discs = (shapely.get_parts(shapely.disjoint_subset_union_all(pieces)) for pieces in (lanes, discs))
    discs = np.concatenate((discs, alone))
    touching = np.zeros(len(discs), dtype=bool)
    touching[shapely.STRtree(discs).query(lanes, predicate="intersects")[1]] = True
    if touching.any():
        lanes = shapely.get_parts(shapely.union(shapely.multipolygons(lanes), shapely.multipolygons(discs[touching])))
    united: Geometries = np.concatenate((lanes, discs[~touching]))
    return united


def _discs(points: Geometries, radius_m: float) -> Geometries:
    """Circles with 16 corners, as a buffer has them, made in one go."""
    angles = np.arange(16) * np.pi / 8
    circle = radius_m * np.column_stack((np.cos(angles), np.sin(angles)))
    discs: Geometries = shapely.polygons(shapely.get_coordinates(points)[:, None, :] + circle)
    return discs


def _stretches(ground: Ground, *, gap_m: float, snap_m: float) -> tuple[NDArray[np.intp], Geometries]:
    """Pieces of lines between neighbours of one holder: numbers of their first seeds, and the lines."""
    none = np.array([], dtype=np.intp), np.array([], dtype=object)
    if not len(ground.lines) or not ground.places:
        return none
    # Asked bend by bend: the box around a whole line holds most of the points there are.
    bends, of = _bends(ground.lines, 8 * snap_m)
    near, bend = shapely.STRtree(bends).query(ground.points, predicate="dwithin", distance=snap_m)
    if not len(bend):
        return none
    lines, seeds = np.divmod(np.unique(of[bend] * len(ground.points) + near), len(ground.points))
    along = shapely.line_locate_point(ground.lines[lines], ground.points[seeds])
    order = np.lexsort((seeds, along, lines))
    lines, seeds, along = lines[order], seeds[order], along[order]
    owners, numbers = ground.owners
    alone = [number for number, (holder, _) in enumerate(owners) if holder == CONTESTED]
    owner = np.where(np.isin(numbers, alone), -1, numbers)[seeds]
    joined = (lines[:-1] == lines[1:]) & (owner[:-1] == owner[1:]) & (owner[:-1] >= 0) & (along[1:] - along[:-1] <= gap_m)
    # neighbour after neighbour on one line: one stretch
    begins = np.flatnonzero(joined & ~np.concatenate(([False], joined[:-1])))
    ends = np.flatnonzero(joined & ~np.concatenate((joined[1:], [False]))) + 1
    return seeds[begins], _cut(ground.lines, lines[begins], along[begins], along[ends])


def _cut(lines: Geometries, of: NDArray[np.intp], begin: NDArray[np.float64], end: NDArray[np.float64]) -> Geometries:
    """The stretch from `begin` to `end`, metres along the line, of each line numbered in `of`."""
    corners, line = shapely.get_coordinates(lines, return_index=True)
    steps = np.hypot(*np.diff(corners, axis=0, prepend=corners[:1]).T)
    steps[np.diff(line, prepend=line[:1]) != 0] = 0
    along = np.cumsum(steps)
    head, tail = np.searchsorted(line, of, "left"), np.searchsorted(line, of, "right")
    first = np.clip(np.searchsorted(along, along[head] + begin, "right"), head, tail)
    after = np.clip(np.searchsorted(along, along[head] + end, "left"), first, tail)
    # the two ends, and the corners between them
    count = after - first + 2
    stretch = np.repeat(np.arange(len(of)), count)
    place = np.arange(len(stretch)) - np.repeat(np.cumsum(count) - count, count)
    xy = corners[np.clip(first[stretch] + place - 1, 0, len(corners) - 1)]
    xy[place == 0] = shapely.get_coordinates(shapely.line_interpolate_point(lines[of], begin))
    xy[place == count[stretch] - 1] = shapely.get_coordinates(shapely.line_interpolate_point(lines[of], end))
    cut: Geometries = shapely.linestrings(xy, indices=stretch)
    return cut


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
