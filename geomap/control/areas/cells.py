"""Thiessen polygons, each cut to the reach of its own place.

Cut edge by edge, so that two neighbours end at the very same point of their common edge: what comes out is a
coverage (no overlap, no gap, common edges equal), which can be dissolved without looking for crossings.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geomap.control.areas.plane import Geometries

_GRID_M = 0.1
"""All corners lie on this grid, so that edges that two places share are the same edge."""
_ARC = 2 * np.pi / 32
"""Arcs are drawn with corners at multiples of this angle, 72 metres off at 15 kilometres."""

_Floats = NDArray[np.float64]
_Whole = NDArray[Any]


def reach_cells(points: Geometries, reach_m: float) -> Geometries:
    """Ground nearer to a point than to any other and no farther from it than `reach_m`.

    Parameters
    ----------
    points
        One or more points on the plane, in metres, no two on one spot.
    reach_m
        Radius in metres.

    Returns
    -------
    array of Polygon
        In the order of the points; empty where rounding leaves nothing.
    """
    west, south, east, north = shapely.total_bounds(points)
    frame = shapely.box(west - 2 * reach_m, south - 2 * reach_m, east + 2 * reach_m, north + 2 * reach_m)
    if len(points) == 1:
        cells = np.array([frame], dtype=object)
    else:
        cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(points), extend_to=frame, ordered=True))
    corners, owner = shapely.get_coordinates(shapely.orient_polygons(cells), return_index=True)
    corners = _on_grid(corners)
    centres = shapely.get_coordinates(points)
    start, end, mine = corners[:-1], corners[1:], owner[:-1]
    edge = (owner[:-1] == owner[1:]) & (start != end).any(axis=1)
    start, end, mine = start[edge], end[edge], mine[edge]
    first, last = start.copy(), end.copy()
    near = (reach_m - 1) ** 2  # a metre is far above what the grid can move
    own = centres[mine]
    cut = np.flatnonzero((((start - own) ** 2).sum(axis=1) > near) | (((end - own) ** 2).sum(axis=1) > near))
    if len(cut):
        decider = _decider(start[cut], end[cut], mine[cut])
        first[cut], last[cut] = _inside(start[cut], end[cut], centres[decider], reach_m)
    hit = ~np.isnan(first[:, 0])
    alone = np.zeros(len(points), dtype=bool)
    alone[mine] = True
    alone[mine[hit]] = False
    rings = [_rings(first[hit], last[hit], mine[hit], centres, reach_m), _discs(np.flatnonzero(alone), centres, reach_m)]
    made: Geometries = np.full(len(points), shapely.Polygon(), dtype=object)
    for xy, index in rings:
        ring = np.bincount(index, minlength=len(points)) > 2
        full = ring[index]
        if ring.any():
            made[ring] = shapely.polygons(shapely.linearrings(xy[full], indices=(np.cumsum(ring) - 1)[index[full]]))
    return made


def _on_grid(coordinates: _Floats) -> _Floats:
    return np.round(coordinates / _GRID_M) * _GRID_M


def _spot(coordinates: _Floats) -> _Whole:
    """A whole number for every corner of the grid, up to a hundred thousand kilometres from its middle."""
    steps = np.round(coordinates / _GRID_M).astype(np.int64)
    return (steps[:, 0] << 32) + steps[:, 1]


def _decider(start: _Floats, end: _Floats, mine: _Whole) -> _Whole:
    """For every edge the place that decides where the reach cuts it: the same for both neighbours, who are equally far."""
    one, two = _spot(start), _spot(end)
    low, high = np.minimum(one, two), np.maximum(one, two)
    order = np.lexsort((high, low))  # keeps the order of the places
    low, high = low[order], high[order]
    new = np.ones(len(order), dtype=bool)
    new[1:] = (low[1:] != low[:-1]) | (high[1:] != high[:-1])
    decider = np.empty_like(mine)
    decider[order] = mine[order][new][np.cumsum(new) - 1]
    return decider


def _inside(start: _Floats, end: _Floats, centre: _Floats, radius: float) -> tuple[_Floats, _Floats]:
    """First and last point of each edge in the circle around `centre`; NaN if it misses the circle."""
    turned = (start[:, 0] > end[:, 0]) | ((start[:, 0] == end[:, 0]) & (start[:, 1] > end[:, 1]))
    low, high = np.where(turned[:, None], end, start), np.where(turned[:, None], start, end)
    along, away = high - low, low - centre  # computed from the lower end, whichever way the ring runs
    a, b, c = (along**2).sum(axis=1), (along * away).sum(axis=1), (away**2).sum(axis=1) - radius**2
    depth = b * b - a * c
    root = np.sqrt(np.maximum(depth, 0))
    enter, leave = np.maximum((-b - root) / a, 0.0), np.minimum((-b + root) / a, 1.0)
    misses = (depth <= 0) | (enter >= leave)
    ends = []
    for where, whole, corner in ((enter, 0.0, low), (leave, 1.0, high)):
        point = np.where((where == whole)[:, None], corner, _on_grid(low + along * where[:, None]))
        point[misses] = np.nan
        ends.append(point)
    return np.where(turned[:, None], ends[1], ends[0]), np.where(turned[:, None], ends[0], ends[1])


def _rings(first: _Floats, last: _Floats, mine: _Whole, centres: _Floats, radius: float) -> tuple[_Floats, _Whole]:
    """Coordinates and owner of rings: the pieces of edges in reach, joined by arcs where something was cut off."""
    count = len(mine)
    if not count:
        return first, mine
    begins = np.ones(count, dtype=bool)
    begins[1:] = mine[1:] != mine[:-1]
    head = np.flatnonzero(begins)
    after = np.arange(1, count + 1)
    after[np.append(head[1:], count) - 1] = head
    centre = centres[mine]
    gap = (last != first[after]).any(axis=1)
    one = np.arctan2(*(last - centre).T[::-1])
    two = np.arctan2(*(first[after] - centre).T[::-1])
    two = np.where(two <= one, two + 2 * np.pi, two)
    low, high = np.floor(one / _ARC).astype(int) + 1, np.ceil(two / _ARC).astype(int) - 1
    steps = np.where(gap, np.maximum(high - low + 1, 0), 0)
    total = steps + 2
    at = np.cumsum(total) - total
    xy = np.empty((int(total.sum()), 2))
    xy[at], xy[at + 1] = first, last
    arc = np.repeat(np.arange(count), steps)
    number = np.arange(len(arc)) - np.repeat(np.cumsum(steps) - steps, steps)
    xy[at[arc] + 2 + number] = _on_circle(centre[arc], (low[arc] + number) * _ARC, radius)
    index = np.repeat(mine, total)
    new = np.ones(len(xy), dtype=bool)
    new[1:] = (xy[1:] != xy[:-1]).any(axis=1) | (index[1:] != index[:-1])
    return xy[new], index[new]


def _discs(numbers: _Whole, centres: _Floats, radius: float) -> tuple[_Floats, _Whole]:
    """Whole circles, for places that have no neighbour in reach."""
    angles = np.arange(round(2 * np.pi / _ARC)) * _ARC
    index = np.repeat(numbers, len(angles))
    return _on_circle(centres[index], np.tile(angles, len(numbers)), radius), index


def _on_circle(centre: _Floats, angle: _Floats, radius: float) -> _Floats:
    return _on_grid(centre + radius * np.column_stack((np.cos(angle), np.sin(angle))))
