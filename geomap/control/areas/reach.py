"""Method ``reach``: the nearest holder, limited by reach."""

from __future__ import annotations

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geomap.control.areas.cells import reach_cells
from geomap.control.areas.ground import CONTESTED, Ground, clipped
from geomap.control.areas.patches import Patches, band_over, common_edge, merged
from geomap.control.areas.plane import Geometries


def reach_patches(ground: Ground, *, reach_km: float, band_km: float, simplify_km: float) -> Patches:
    """Ground nearer to a place than to any other, no farther than `reach_km`, in its own country.

    Places of which nothing is told count as neighbours and are then left without a colour.
    """
    owners, numbers = ground.owners
    if not owners:
        return Patches(grounds={}, fronts={})
    cells = reach_cells(ground.points, reach_km * 1000)
    wholes = np.array([shapely.coverage_union_all(cells[numbers == number]) for number in range(len(owners))], dtype=object)
    if simplify_km > 0:
        # Before clipping: cells are a coverage by construction, and what is clipped need not be one.
        wholes = shapely.coverage_simplify(wholes, simplify_km * 1000)
    fronts = _fronts(ground, wholes)
    banded = {holder for pair in fronts for holder in pair} if band_km > 0 else set()
    # The band is cut out of the land: that has fewer corners than what is held on it, and is cut to its land anyway.
    lands = _lands(ground, wholes, band_over(fronts, band_km * 1000))
    parts: dict[str, list[Geometries]] = {}
    for (holder, country), whole in zip(owners, wholes, strict=True):
        land, free, fought = lands[country]
        pieces = shapely.get_parts(whole)
        parts.setdefault(holder, []).append(clipped(pieces, free if holder in banded else land))
        if holder in banded:
            parts.setdefault(CONTESTED, []).append(shapely.intersection(pieces, fought))
    grounds = {holder: merged(pieces) for holder, pieces in sorted(parts.items())}
    return Patches(grounds={holder: whole for holder, whole in grounds.items() if not whole.is_empty}, fronts=fronts)


def _fronts(ground: Ground, wholes: Geometries) -> dict[tuple[str, str], BaseGeometry]:
    """Edges that the ground of two holders shares, on land; where two holders of one camp meet there is none."""
    owners, _ = ground.owners
    edges: dict[tuple[str, str], list[BaseGeometry]] = {}
    for one, two in zip(*shapely.STRtree(wholes).query(wholes, predicate="intersects"), strict=True):
        (holder, country), (other, abroad) = owners[one], owners[two]
        if holder < other and CONTESTED not in (holder, other) and ground.camps.of(holder) != ground.camps.of(other):
            edge = common_edge(wholes[one], wholes[two])
            for land in sorted({country, abroad} & ground.countries.keys()):
                edge = shapely.intersection(edge, ground.countries[land])
            edges.setdefault((holder, other), []).append(edge)
    fronts = {}
    for pair in sorted(edges):
        parts = shapely.get_parts(np.array(edges[pair], dtype=object))
        parts = parts[(shapely.get_type_id(parts) == 1) & ~shapely.is_empty(parts)]
        if len(parts):
            fronts[pair] = shapely.line_merge(shapely.multilinestrings(parts))
    return fronts


def _lands(ground: Ground, wholes: Geometries, band: BaseGeometry) -> dict[str, tuple[BaseGeometry, BaseGeometry, BaseGeometry]]:
    """Land of every country, the same without the band, and the band on it; without an outline all there is counts as land."""
    west, south, east, north = shapely.total_bounds(wholes)
    frame = shapely.box(west - 1, south - 1, east + 1, north + 1)
    lands = {}
    for country in sorted({country for _, country in ground.owners[0]}):
        land = ground.countries.get(country, frame)
        free = shapely.difference(land, band)
        shapely.prepare([land, free])
        lands[country] = land, free, shapely.intersection(land, band)
    return lands
