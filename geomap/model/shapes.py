"""Shapes as rings of whole numbers: the first position, then differences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from shapely.geometry import LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

Code = list[Any]
"""``[type, parts]``; the type is the first letters of GeoJSON's: P, MP (points), L, ML (lines), A, MA (areas)."""


def encode_shape(shape: BaseGeometry, steps: int) -> Code:
    """A shape in whole numbers of 1/`steps` degree, x before y.

    Parts of a collection that are neither points, lines nor areas of its highest dimension are left out: clipping
    leaves such crumbs.
    """
    if isinstance(shape, (Polygon, MultiPolygon)):
        parts = [shape] if isinstance(shape, Polygon) else list(shape.geoms)
        areas = [_rings(part, steps) for part in parts]
        areas = [rings for rings in areas if rings]
        return ["A" if isinstance(shape, Polygon) else "MA", areas]
    if isinstance(shape, (LineString, MultiLineString)):
        lines = [shape] if isinstance(shape, LineString) else list(shape.geoms)
        return ["L" if isinstance(shape, LineString) else "ML", [_deltas(line.coords, steps) for line in lines]]
    if isinstance(shape, (Point, MultiPoint)):
        points = [shape] if isinstance(shape, Point) else list(shape.geoms)
        return ["P" if isinstance(shape, Point) else "MP", [_deltas(point.coords, steps) for point in points]]
    parts = [part for part in shape.geoms if part.area] or [part for part in shape.geoms if part.length]
    polygons = [polygon for part in parts if part.area for polygon in getattr(part, "geoms", [part])]
    if polygons:
        return encode_shape(MultiPolygon(polygons), steps)
    return encode_shape(MultiLineString([line for part in parts for line in getattr(part, "geoms", [part])]), steps)


def _rings(polygon: Polygon, steps: int) -> list[list[int]]:
    if polygon.is_empty:
        return []
    rings = [_deltas(ring.coords, steps, closed=True) for ring in (polygon.exterior, *polygon.interiors)]
    if len(rings[0]) < 6:
        return []
    return [rings[0], *(ring for ring in rings[1:] if len(ring) >= 6)]


def _deltas(coordinates: Iterable[Sequence[float]], steps: int, *, closed: bool = False) -> list[int]:
    out: list[int] = []
    last: tuple[int, int] | None = None
    first: tuple[int, int] | None = None
    for point in coordinates:
        here = (round(point[0] * steps), round(point[1] * steps))
        if last is None:
            first = here
            out += here
        elif here != last:
            out += (here[0] - last[0], here[1] - last[1])
        last = here
    if closed and last == first and len(out) > 2:
        out = out[:-2]
    return out


def decode_shape(code: Sequence[Any], steps: int) -> BaseGeometry:
    """The shape `encode_shape` wrote."""
    kind, parts = code
    if kind in ("A", "MA"):
        polygons = [Polygon(_positions(rings[0], steps), [_positions(ring, steps) for ring in rings[1:]]) for rings in parts]
        return (polygons[0] if polygons else Polygon()) if kind == "A" else MultiPolygon(polygons)
    lines = [_positions(part, steps) for part in parts]
    if kind == "L":
        return LineString(lines[0])
    if kind == "ML":
        return MultiLineString(lines)
    return Point(lines[0][0]) if kind == "P" else MultiPoint([line[0] for line in lines])


def _positions(deltas: Sequence[int], steps: int) -> list[tuple[float, float]]:
    x = y = 0
    out = []
    for index in range(0, len(deltas), 2):
        x, y = x + deltas[index], y + deltas[index + 1]
        out.append((x / steps, y / steps))
    return out
