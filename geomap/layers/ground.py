"""What lies under the marks: the window, and the outlines and names inside it."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import replace

import shapely
from shapely.geometry.base import BaseGeometry

from geomap.model import LonLat, NameKind, Outline, OutlineKind, Place

Bounds = tuple[float, float, float, float]

PAD = 0.12
"""Share of the marks' extent added on every side of the window."""
MARGIN = 0.8
"""Share of the window kept around it, so that a reader can look a little further."""
SMALLEST_DEG = 1.2
"""A window is at least this wide and high, in degrees: one town is shown in its surroundings."""
WORLD: Bounds = (-170.0, -55.0, 180.0, 75.0)
LABELS = 220
"""At most this many further places are named; the page shows those that have room."""


def window(positions: Iterable[LonLat], shapes: Iterable[BaseGeometry] = ()) -> Bounds:
    """West, south, east, north around positions and shapes, padded; the inhabited world if there are none."""
    boxes = [(p.lon, p.lat, p.lon, p.lat) for p in positions]
    boxes += [shape.bounds for shape in shapes if not shape.is_empty]
    if not boxes:
        return WORLD
    west, south = min(box[0] for box in boxes), min(box[1] for box in boxes)
    east, north = max(box[2] for box in boxes), max(box[3] for box in boxes)
    across = max(PAD * (east - west), (SMALLEST_DEG - (east - west)) / 2, 0.1)
    up = max(PAD * (north - south), (SMALLEST_DEG - (north - south)) / 2, 0.1)
    return _inside(west - across, south - up, east + across, north + up)


def around(bounds: Bounds) -> Bounds:
    """The window with its `MARGIN`: what is drawn at all."""
    west, south, east, north = bounds
    side = max(east - west, north - south)
    return _inside(west - MARGIN * side, south - MARGIN * side, east + MARGIN * side, north + MARGIN * side)


def _inside(west: float, south: float, east: float, north: float) -> Bounds:
    return (max(-180.0, round(west, 3)), max(-84.0, round(south, 3)), min(180.0, round(east, 3)), min(84.0, round(north, 3)))


def clip_outlines(outlines: Iterable[Outline], box: Bounds, home: Set[str] | None = None) -> tuple[Outline, ...]:
    """The outlines that reach into `box`, cut to it; land first, then provinces, water, roads; each group by id.

    Parameters
    ----------
    outlines
        Of any kind.
    box
        What is drawn at all.
    home
        Countries whose provinces are drawn; None: all.
    """
    kept = []
    for outline in outlines:
        if home is not None and outline.kind is OutlineKind.ADMIN1 and outline.country not in home:
            continue
        shape = outline.geometry
        if not _overlap(shape.bounds, box):
            continue
        if not _covers(box, shape.bounds):
            shape = shapely.clip_by_rect(shape, *box)
        if not shape.is_empty:
            kept.append(replace(outline, geometry=shape))
    order = list(OutlineKind)
    return tuple(sorted(kept, key=lambda outline: (order.index(outline.kind), outline.id)))


def _overlap(first: Bounds, second: Bounds) -> bool:
    return first[0] <= second[2] and second[0] <= first[2] and first[1] <= second[3] and second[1] <= first[3]


def _covers(outer: Bounds, inner: Bounds) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and outer[2] >= inner[2] and outer[3] >= inner[3]


def choose_labels(labels: Iterable[tuple[int, Place]], box: Bounds, lang: str) -> tuple[Place, ...]:
    """The best-ranked places inside `box`, with only the names the map can show; sorted by id.

    Parameters
    ----------
    labels
        (rank, place), rank as in `geomap.layers.ranks`.
    """
    inside = [
        (rank, -(place.population or 0), place.id, place)
        for rank, place in labels
        if box[0] <= place.lonlat.lon <= box[2] and box[1] <= place.lonlat.lat <= box[3]
    ]
    inside.sort(key=lambda item: item[:3])
    return tuple(sorted((_slim(item[3], lang) for item in inside[:LABELS]), key=lambda place: place.id))


def _slim(place: Place, lang: str) -> Place:
    name = next((n for n in place.names if n.lang == lang and n.kind is NameKind.MAIN), None)
    return replace(place, names=(replace(name, source_id=""),) if name and name.text != place.name else (), source_id="", note="")
