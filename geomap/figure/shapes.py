"""The outlines that marks are made of, around the origin, in millimetres (y down): actors' shapes, signs of sites, the burst."""

from __future__ import annotations

import math
from functools import cache

import shapely
from shapely import Polygon, affinity
from shapely.geometry.base import BaseGeometry

_CORNERS = {"triangle": (3, 1.38, -90.0), "diamond": (4, 1.25, -90.0), "pentagon": (5, 1.14, -90.0), "hexagon": (6, 1.1, 0.0)}
"""Corners, size against the disc of equal weight, and where the first corner points."""
_PLANE = [(0, -0.95), (0.15, -0.4), (0.9, 0.1), (0.9, 0.32), (0.15, 0.12), (0.12, 0.55), (0.38, 0.74), (0.38, 0.9), (0, 0.78)]
_SITES: dict[str, list[list[tuple[float, float]]]] = {
    "airbase": [_PLANE + [(-x, y) for x, y in reversed(_PLANE)]],
    "airport": [_PLANE + [(-x, y) for x, y in reversed(_PLANE)]],
    "base": [[(-0.45, -0.75), (-0.25, -0.75), (-0.25, 0.75), (-0.45, 0.75)], [(-0.18, -0.7), (0.6, -0.38), (-0.18, -0.06)]],
    "dam": [[(-0.7, -0.6), (0.7, -0.6), (0.38, 0.1), (-0.38, 0.1)], [(-0.7, 0.28), (0.7, 0.28), (0.7, 0.5), (-0.7, 0.5)]],
    "refinery": [
        [
            (0, -0.8),
            (0.28, -0.34),
            (0.46, 0.02),
            (0.5, 0.28),
            (0.35, 0.63),
            (0, 0.78),
            (-0.35, 0.63),
            (-0.5, 0.28),
            (-0.46, 0.02),
            (-0.28, -0.34),
        ]
    ],
    "oilfield": [[(-0.12, -0.75), (0.12, -0.75), (0.5, 0.7), (0.28, 0.7), (0.18, 0.28), (-0.18, 0.28), (-0.28, 0.7), (-0.5, 0.7)]],
    "facility": [[(-0.58, -0.2), (0, -0.68), (0.58, -0.2), (0.58, 0.6), (-0.58, 0.6)]],
}
SITE_KINDS = tuple(_SITES)
"""Kinds of places that have a sign of their own."""


def spoke(angle_deg: float, length: float) -> tuple[float, float]:
    """The point at this angle, clockwise from right, and distance."""
    return (length * math.cos(math.radians(angle_deg)), length * math.sin(math.radians(angle_deg)))


@cache
def glyph(name: str, radius: float) -> Polygon:
    """An actor's shape; all have about the weight of the disc of `radius`. A name that is not known is a disc."""
    if name == "square":
        shape = shapely.box(-0.89, -0.89, 0.89, 0.89)
    elif name == "bar":
        shape = shapely.box(-1.3, -0.62, 1.3, 0.62)
    elif name == "plus":
        shape = shapely.union_all([shapely.box(-1.15, -0.45, 1.15, 0.45), shapely.box(-0.45, -1.15, 0.45, 1.15)])
    elif name == "cross":
        shape = affinity.rotate(glyph("plus", 1.0), 45, origin=(0, 0))
    elif name == "star":
        shape = Polygon([spoke(index * 36 - 90, 1.35 if index % 2 == 0 else 0.64) for index in range(10)])
    elif name in _CORNERS:
        corners, size, turn = _CORNERS[name]
        shape = Polygon([spoke(index * 360 / corners + turn, size) for index in range(corners)])
    else:
        shape = Polygon([spoke(index * 7.5, 1.0) for index in range(48)])
    return affinity.scale(shape, radius, radius, origin=(0, 0))


@cache
def site_sign(kind: str, size: float) -> BaseGeometry:
    """The sign of an airbase, a dam and so on; `size` is half its width."""
    return affinity.scale(shapely.MultiPolygon([Polygon(part) for part in _SITES[kind]]), size, size, origin=(0, 0))


@cache
def attack_burst(radius: float) -> Polygon:
    """A star of eight points."""
    return Polygon([spoke(index * 22.5 - 90, radius * (1.1 if index % 2 == 0 else 0.52)) for index in range(16)])
