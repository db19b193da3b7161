"""The drawing that stands in the page until the script takes over, and for readers without scripts.

Plain SVG in spherical Mercator, made of markupsafe pieces: every text in it is escaped once, here.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping
from typing import Any

import shapely
from markupsafe import Markup
from shapely.geometry.base import BaseGeometry

from geomap.model import ActorStyle, ControlStatus, MapSpec, OutlineKind
from geomap.web.rows import current_crossings, current_states

WIDTH = 960
HEIGHT = 640
LIMIT = 100
"""At most this many marks, the largest places first."""
_RADIUS = {1: 12.0, 2: 10.5, 3: 9.0, 4: 8.0}
_ORDER = (OutlineKind.ADMIN0, OutlineKind.ADMIN1, OutlineKind.LAKE, OutlineKind.ROAD, OutlineKind.RIVER)


class _Window:
    """Degrees to pixels of the drawing."""

    def __init__(self, bounds: tuple[float, float, float, float]) -> None:
        west, south, east, north = bounds
        x0, x1 = math.radians(west), math.radians(east)
        y0, y1 = _mercator(south), _mercator(north)
        self.scale = min(WIDTH / (x1 - x0), HEIGHT / (y1 - y0))
        self.left = (x0 + x1) / 2 - WIDTH / 2 / self.scale
        self.top = (y0 + y1) / 2 + HEIGHT / 2 / self.scale

    def degrees(self) -> tuple[float, float, float, float]:
        """West, south, east, north of what is seen, with a little more on every side, so that cut edges lie outside."""
        more = 0.04 * WIDTH / self.scale
        west, east = self.left - more, self.left + WIDTH / self.scale + more
        low, high = self.top - HEIGHT / self.scale - more, self.top + more
        south, north = (2 * math.atan(math.exp(y)) - math.pi / 2 for y in (low, high))
        return math.degrees(west), math.degrees(south), math.degrees(east), math.degrees(north)

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        return (math.radians(lon) - self.left) * self.scale, (self.top - _mercator(lat)) * self.scale


def _mercator(lat: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(max(-84.0, min(84.0, lat))) / 2))


def static_drawing(spec: MapSpec, shapes: Mapping[str, Any], label: str) -> Markup:
    """The map of the day it opens on.

    Parameters
    ----------
    spec
        The map.
    shapes
        Glyph name to SVG path around the origin, radius about 1.
    label
        What the picture shows, for readers who cannot see it.
    """
    window = _Window(spec.bounds)
    parts = [
        Markup('<svg class="gm-drawing" viewBox="0 0 {} {}" role="img" aria-label="{}">').format(WIDTH, HEIGHT, label),
        *_ground(spec, window),
        *_marks(spec, window, shapes),
        Markup("</svg>"),
    ]
    return Markup("").join(parts)


def _ground(spec: MapSpec, window: _Window) -> Iterable[Markup]:
    seen = window.degrees()
    for kind in _ORDER:
        path = "".join(_path(shapely.clip_by_rect(outline.geometry, *seen), window) for outline in spec.outlines if outline.kind is kind)
        if path:
            yield Markup('<path class="gm-g-{}" d="{}"/>').format(kind.value, path)


def _path(shape: BaseGeometry, window: _Window) -> str:
    out = []
    for part in getattr(shape, "geoms", [shape]):
        if part.is_empty:
            continue
        rings = [part.exterior, *part.interiors] if part.geom_type == "Polygon" else [part]
        for ring in rings:
            points: list[tuple[int, int]] = []
            for lon, lat in ring.coords:
                x, y = window.at(lon, lat)
                here = (round(x), round(y))
                if not points or abs(here[0] - points[-1][0]) + abs(here[1] - points[-1][1]) > 2:
                    points.append(here)
            if len(points) < 2:
                continue
            steps = "".join(f"{b[0] - a[0]},{b[1] - a[1]} " for a, b in itertools.pairwise(points))
            out.append(f"M{points[0][0]},{points[0][1]}l{steps.strip()}{'z' if part.geom_type == 'Polygon' else ''}")
    return "".join(out)


def _marks(spec: MapSpec, window: _Window, shapes: Mapping[str, Any]) -> Iterable[Markup]:
    styles = {style.key: style for style in spec.actors}
    ranks = dict(spec.ranks)
    places = {place.id: place for place in spec.places}
    taken: list[tuple[float, float, float, float]] = []
    marks = []
    for state in current_states(spec):
        marks.append((ranks.get(state.place_id, 3), state.place_id, state.holders, state.status))
    for crossing in current_crossings(spec):
        holders = tuple(key for side in crossing.sides for key in side.holders[:1])
        marks.append((3, crossing.place_id, holders, crossing.sides[0].control))
    labels = []
    for rank, place_id, holders, status in sorted(marks, key=lambda mark: mark[:2])[:LIMIT]:
        place = places[place_id]
        x, y = window.at(place.lonlat.lon, place.lonlat.lat)
        if not place.kind.is_area:
            yield _dot(styles.get(holders[0]) if holders else None, status, x, y, _RADIUS.get(rank, 7.0), shapes)
        name = place.name_in(spec.lang)
        box = (x + 9, y - 8, x + 13 + 7.2 * len(name), y + 6)
        if not any(box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3] for other in taken):
            taken.append(box)
            look = "unit" if place.kind.is_area else "mark3"
            labels.append(Markup('<text class="gm-n gm-n-{}" x="{:.0f}" y="{:.0f}">{}</text>').format(look, x + 14, y + 4, name))
    yield from labels
    used = dict.fromkeys(key for _, _, holders, _ in marks for key in holders)
    for line, style in enumerate(style for style in spec.actors if style.key in used):
        yield _dot(style, ControlStatus.HELD, 20, 24 + 22 * line, 7.0, shapes)
        yield Markup('<text class="gm-n gm-n-mark3" x="34" y="{}">{}</text>').format(28 + 22 * line, style.name)


def _dot(style: ActorStyle | None, status: ControlStatus, x: float, y: float, radius: float, shapes: Mapping[str, Any]) -> Markup:
    solid = style is not None and status in (ControlStatus.HELD, ControlStatus.BESIEGED, ControlStatus.PRESSURED, ControlStatus.SHARED)
    color = style.color if style else "#6b6b66"
    return Markup(
        '<g transform="translate({:.0f} {:.0f})"><path d="{}" transform="scale({})" fill="{}" stroke="{}" stroke-width="{}"/>'
        '<text class="gm-letter" text-anchor="middle" y="3" font-size="9" fill="{}">{}</text></g>'
    ).format(
        x,
        y,
        shapes[style.glyph if style else "circle"],
        radius,
        color if solid else "#fffdf7",
        color,
        round(2 / radius, 2),
        _ink(color) if solid else color,
        style.letter if style else "?",
    )


def _ink(color: str) -> str:
    red, green, blue = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    return "#26261f" if 0.3 * red + 0.59 * green + 0.11 * blue > 140 else "#ffffff"
