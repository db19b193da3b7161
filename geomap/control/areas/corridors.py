"""Method ``corridors``: stretches of road and river between neighbouring places of one holder."""

from __future__ import annotations

import numpy as np
import shapely
from shapely import ops
from shapely.geometry.base import BaseGeometry

from geomap.control.areas.ground import CONTESTED, NO_DATA, Ground
from geomap.control.areas.patches import Patches, meet


def corridor_patches(ground: Ground, *, width_km: float, gap_km: float, snap_km: float, band_km: float, simplify_km: float) -> Patches:
    """Lines between neighbours of one holder, with a width, and a disc around every place with a holder.

    Neighbours on a line are joined if they have one holder and are no farther apart than `gap_km` along it; a
    place of somebody else, a contested one or one of which nothing is told between them parts them. Where the
    corridors of two holders cross, the ground is contested.
    """
    width_m = width_km * 1000
    shapes: dict[tuple[str, str], list[BaseGeometry]] = {}
    holders = [seed.holder for seed in ground.seeds]
    countries = [seed.place.country for seed in ground.seeds]
    for first, line in _stretches(ground, gap_m=gap_km * 1000, snap_m=snap_km * 1000):
        shapes.setdefault((holders[first], countries[first]), []).append(line)
    for number, point in enumerate(ground.points):
        if holders[number] != NO_DATA:
            shapes.setdefault((holders[number], countries[number]), []).append(point)
    by_holder: dict[str, list[BaseGeometry]] = {}
    for (holder, country), parts in sorted(shapes.items()):
        # Widen piece by piece: one buffer around a tangle of lines takes a hundred times as long.
        wide = shapely.disjoint_subset_union_all(shapely.buffer(np.array(parts, dtype=object), width_m, quad_segs=4))
        by_holder.setdefault(holder, []).append(ground.clip(np.array([wide], dtype=object), country)[0])
    grounds = {holder: parts[0] if len(parts) == 1 else shapely.union_all(parts) for holder, parts in by_holder.items()}
    return meet(_without_overlaps(grounds), ground.camps, band_m=band_km * 1000, simplify_m=simplify_km * 1000)


def _stretches(ground: Ground, *, gap_m: float, snap_m: float) -> list[tuple[int, BaseGeometry]]:
    """Pieces of lines between neighbours of one holder: (number of the first seed, line)."""
    if not len(ground.lines) or not ground.seeds:
        return []
    tree = shapely.STRtree(ground.points)
    lines, seeds = tree.query(ground.lines, predicate="dwithin", distance=snap_m)
    if not len(lines):
        return []
    along = shapely.line_locate_point(ground.lines[lines], ground.points[seeds])
    order = np.lexsort((seeds, along, lines))
    lines, seeds, along = lines[order], seeds[order], along[order]
    holders = np.array([seed.holder for seed in ground.seeds])
    countries = np.array([seed.place.country for seed in ground.seeds])
    one, two = seeds[:-1], seeds[1:]
    joined = (lines[:-1] == lines[1:]) & (holders[one] == holders[two]) & (countries[one] == countries[two])
    joined &= (holders[one] != NO_DATA) & (holders[one] != CONTESTED) & (along[1:] - along[:-1] <= gap_m)
    stretches = []
    index, count = 0, len(joined)
    while index < count:
        if not joined[index]:
            index += 1
            continue
        last = index + 1
        while last < count and joined[last]:  # neighbour after neighbour on one line: one stretch
            last += 1
        line = ops.substring(ground.lines[lines[index]], float(along[index]), float(along[last]))
        stretches.append((int(one[index]), line))
        index = last
    return stretches


def _without_overlaps(grounds: dict[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """Give what two holders both cover to nobody."""
    keys = sorted(grounds)
    shared = []
    for number, one in enumerate(keys):
        for two in keys[number + 1 :]:
            if shapely.intersects(grounds[one], grounds[two]):
                shared.append(shapely.intersection(grounds[one], grounds[two]))
    if not shared:
        return grounds
    both = shapely.union_all(shared)
    parted = {key: shapely.difference(ground, both) for key, ground in grounds.items() if key != CONTESTED}
    parted[CONTESTED] = shapely.union_all([grounds.get(CONTESTED, shapely.Polygon()), both])
    return parted
