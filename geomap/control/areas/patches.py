"""Ground by holder, on the plane, and the edges where two holders meet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geomap.control.areas.ground import CONTESTED, NO_DATA
from geomap.control.areas.plane import polygons_of
from geomap.control.camps import Camps


@dataclass(frozen=True, kw_only=True)
class Patches:
    """What one method gives."""

    grounds: Mapping[str, BaseGeometry] = field(repr=False)
    """By holder (and `CONTESTED`), disjoint, in metres on the plane."""
    fronts: Mapping[tuple[str, str], BaseGeometry] = field(repr=False)
    """Edges that two holders share, by the pair in order."""


def meet(grounds: dict[str, BaseGeometry], camps: Camps, *, band_m: float, simplify_m: float) -> Patches:
    """Find the fronts, lay the contested band over them, and simplify with shared edges kept shared.

    Parameters
    ----------
    grounds
        By holder, disjoint but for shared edges; `CONTESTED` may be among them.
    camps
        Where two holders of one camp meet there is no front.
    band_m
        Half width of the band.
    simplify_m
        Tolerance of `shapely.coverage_simplify`; 0: none.
    """
    grounds = {key: ground for key, ground in grounds.items() if key != NO_DATA and not ground.is_empty}
    holders = sorted(key for key in grounds if key != CONTESTED)
    fronts: dict[tuple[str, str], BaseGeometry] = {}
    for one, two in combinations(holders, 2):
        if camps.of(one) != camps.of(two) and shapely.intersects(grounds[one], grounds[two]):
            edge = shapely.intersection(shapely.boundary(grounds[one]), shapely.boundary(grounds[two]))
            line = shapely.line_merge(shapely.union_all([part for part in shapely.get_parts(edge) if part.length > 0]))
            if line.length > 0:
                fronts[one, two] = line
    if fronts and band_m > 0:
        band = shapely.union_all(shapely.buffer(np.array(list(fronts.values()), dtype=object), band_m, quad_segs=4))
        taken = [grounds[CONTESTED]] if CONTESTED in grounds else []
        for key in sorted({key for pair in fronts for key in pair}):
            taken.append(shapely.intersection(grounds[key], band))
            grounds[key] = polygons_of(shapely.difference(grounds[key], band))
        grounds[CONTESTED] = polygons_of(shapely.union_all(taken))
    return Patches(grounds=_simplified(grounds, simplify_m), fronts=fronts)


def _simplified(grounds: dict[str, BaseGeometry], tolerance_m: float) -> dict[str, BaseGeometry]:
    kept = {key: ground for key, ground in sorted(grounds.items()) if not ground.is_empty}
    if tolerance_m <= 0 or not kept:
        return kept
    coverage = np.array(list(kept.values()), dtype=object)
    if not shapely.coverage_is_valid(coverage):
        return kept  # an overlap of a millimetre is better than edges that part
    simple = shapely.coverage_simplify(coverage, tolerance_m)
    return {key: ground for key, ground in zip(kept, simple, strict=True) if not ground.is_empty}
