"""Ground by holder, on the plane, and the edges where two holders meet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geomap.control.areas.ground import CONTESTED, NO_DATA
from geomap.control.areas.plane import Geometries, polygons_of
from geomap.control.camps import Camps

HAIR_M = 1.0
"""Wider than anything rounding does."""


@dataclass(frozen=True, kw_only=True)
class Patches:
    """What one method gives."""

    grounds: Mapping[str, BaseGeometry] = field(repr=False)
    """By holder (and `CONTESTED`), disjoint, in metres on the plane."""
    fronts: Mapping[tuple[str, str], BaseGeometry] = field(repr=False)
    """Edges that two holders share, by the pair in order."""


def merged(countries: Sequence[Geometries]) -> BaseGeometry:
    """The ground of one holder from its pieces in every country; pieces in one country do not overlap."""
    pieces = np.concatenate(countries)
    while (shapely.get_type_id(pieces) > 3).any():  # clipping leaves collections, and those may hold others
        pieces = shapely.get_parts(pieces)
    pieces = pieces[(shapely.get_type_id(pieces) == 3) & ~shapely.is_empty(pieces)]
    if len(countries) > 1:
        return shapely.disjoint_subset_union_all(pieces)
    return shapely.multipolygons(pieces)


def meet(grounds: dict[str, BaseGeometry], camps: Camps, *, band_m: float) -> Patches:
    """Find the fronts, and lay the contested band over them.

    Parameters
    ----------
    grounds
        By holder, disjoint but for shared edges; `CONTESTED` may be among them.
    camps
        Where two holders of one camp meet there is no front.
    band_m
        Half width of the band.
    """
    grounds = {key: ground for key, ground in sorted(grounds.items()) if key != NO_DATA and not ground.is_empty}
    fronts: dict[tuple[str, str], BaseGeometry] = {}
    for one, two in combinations([key for key in grounds if key != CONTESTED], 2):
        if camps.of(one) != camps.of(two) and shapely.intersects(grounds[one], grounds[two]):
            line = common_edge(grounds[one], grounds[two], grounds.get(CONTESTED))
            if line.length > 0:
                fronts[one, two] = line
    if fronts and band_m > 0:
        band = band_over(fronts, band_m)
        taken = [grounds[CONTESTED]] if CONTESTED in grounds else []
        for key in sorted({key for pair in fronts for key in pair}):
            taken.append(shapely.intersection(grounds[key], band))
            grounds[key] = polygons_of(shapely.difference(grounds[key], band))
        grounds[CONTESTED] = polygons_of(shapely.union_all(taken))
    return Patches(grounds={key: ground for key, ground in sorted(grounds.items()) if not ground.is_empty}, fronts=fronts)


def band_over(fronts: Mapping[tuple[str, str], BaseGeometry], band_m: float) -> BaseGeometry:
    """Ground within `band_m` of a front."""
    return shapely.union_all(shapely.buffer(np.array(list(fronts.values()), dtype=object), band_m, quad_segs=4))


def common_edge(one: BaseGeometry, two: BaseGeometry, contested: BaseGeometry | None = None) -> BaseGeometry:
    """Where both end, but not on the edge of contested ground: there rounding leaves hairs of the one along the other."""
    edge = shapely.get_parts(shapely.intersection(shapely.boundary(one), shapely.boundary(two)))
    edge = edge[shapely.length(edge) > 0]
    if contested is not None and len(edge):
        edge = edge[~shapely.dwithin(contested, shapely.line_interpolate_point(edge, 0.5, normalized=True), HAIR_M)]
    return shapely.line_merge(shapely.union_all(edge))
