"""The marks of one frame: where they stand, what they are made of, what they cover."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from geomap.figure import glyphs
from geomap.figure.labels import Box, spread_marks
from geomap.figure.projection import Frame
from geomap.figure.shapes import SITE_KINDS
from geomap.figure.sheet import MM_PER_POINT, Sheet, Type
from geomap.figure.snapshot import Snapshot
from geomap.model import ActorStyle, ControlState, CrossingState, MapSpec, Place

RADIUS_MM = {1: 2.0, 2: 1.85, 3: 1.6, 4: 1.35}
"""Of a filled disc, by rank of the place."""
_LETTER_FROM_MM = 1.3
"""Radius from which the actor's letter still reads (about 4 points)."""
_FURTHEST_MM = 5.0
CROWD = 400
"""Above this many marks they are drawn half as large and nothing is moved apart: it would only move them elsewhere."""


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One place with its state, and where it is drawn."""

    place: Place
    item: ControlState | CrossingState
    rank: int
    radius: float
    x: float
    y: float
    aged: bool
    changed: bool

    @property
    def reach(self) -> float:
        """How far the mark goes from its middle, millimetres."""
        if isinstance(self.item, CrossingState) or self.place.kind.is_area:
            reach = self.radius * (1.8 if self.item.inferred else 1.4)
        else:
            reach = glyphs.state_reach(self.item, self.radius)
        return reach + glyphs.CHANGE_MM if self.changed else reach

    @property
    def site(self) -> str:
        """The kind whose sign stands in the mark; empty for towns and crossings."""
        kind = self.place.kind.value
        return kind if isinstance(self.item, ControlState) and kind in SITE_KINDS else ""


def draw_marks(sheet: Sheet, frame: Frame, spec: MapSpec, snapshot: Snapshot, *, scale: float, gid: str) -> list[Mark]:
    """Draw every state and crossing inside the frame, moved apart where they would hide each other; largest first."""
    marks = _arrange(frame, spec, snapshot, scale)
    styles = {style.key: style for style in spec.actors}
    for mark in marks:
        true_x, true_y = frame.place(mark.place.lonlat)
        if math.hypot(mark.x - true_x, mark.y - true_y) > mark.radius * 0.8:
            sheet.draw(Path([(true_x, true_y), (mark.x, mark.y)]), zorder=30, edgecolor=glyphs.INK, linewidth=0.5)
            sheet.draw(Path.circle((true_x, true_y), 0.3), zorder=30, facecolor=glyphs.INK)
        move = Affine2D().translate(mark.x, mark.y)
        parts = [(move.transform_path(path), look) for path, look in _parts(mark, spec, styles)]
        sheet.draw_group(parts, gid=f"{gid}{mark.item.id}", zorder=40, clip=frame.outline)
        _write_letters(sheet, mark, spec, styles)
    return marks


def _arrange(frame: Frame, spec: MapSpec, snapshot: Snapshot, scale: float) -> list[Mark]:
    ranks = dict(spec.ranks)
    marks = []
    for item in snapshot.items:
        place = snapshot.places[item.place_id]
        if not frame.shows(place.lonlat):
            continue
        rank = 2 if isinstance(item, CrossingState) else min(4, max(1, ranks.get(place.id, 3)))
        x, y = frame.place(place.lonlat)
        aged = isinstance(item, ControlState) and is_aged(item, snapshot, spec)
        changed = place.id in snapshot.changed
        size = RADIUS_MM[rank] * scale * (1.15 if isinstance(item, CrossingState) else 1.0)
        marks.append(Mark(place=place, item=item, rank=rank, radius=size, x=x, y=y, aged=aged, changed=changed))
    # Small ones lie on top of large ones.
    marks.sort(key=lambda mark: (mark.rank, mark.place.id))
    if len(marks) > CROWD:
        return [replace(mark, radius=mark.radius / 2) for mark in marks]
    spots = spread_marks(
        np.array([[mark.x, mark.y] for mark in marks]).reshape(-1, 2), np.array([mark.reach for mark in marks]), furthest=_FURTHEST_MM
    )
    return [replace(mark, x=float(x), y=float(y)) for mark, (x, y) in zip(marks, spots, strict=True)]


def is_aged(state: ControlState, snapshot: Snapshot, spec: MapSpec) -> bool:
    """Whether the youngest support is older than the map allows, as on the page."""
    return state.last_supported is not None and (snapshot.day - state.last_supported).days > spec.aged_after_days


def mark_boxes(marks: list[Mark]) -> list[Box]:
    """What the marks cover."""
    return [around(mark.x, mark.y, mark.reach) for mark in marks]


def around(x: float, y: float, reach: float) -> Box:
    """The square about a disc."""
    return Box(left=x - reach, top=y - reach, right=x + reach, bottom=y + reach)


def _parts(mark: Mark, spec: MapSpec, styles: Mapping[str, ActorStyle]) -> glyphs.Parts:
    item = mark.item
    parts = glyphs.change_ring(mark.reach - glyphs.CHANGE_MM) if mark.changed else []
    if isinstance(item, CrossingState):
        return parts + glyphs.crossing_parts(item, styles, radius=mark.radius, swapped=is_swapped(item, spec))
    if mark.place.kind.is_area:
        return parts + glyphs.unit_parts(item, styles, radius=mark.radius, aged=mark.aged)
    return parts + glyphs.state_parts(item, styles, radius=mark.radius, aged=mark.aged, site=mark.site)


def is_swapped(state: CrossingState, spec: MapSpec) -> bool:
    """Whether the second side lies west of the first, or north of it where they are on one meridian; it is drawn and named first then."""
    crossing = next((one for one in spec.crossings if one.place_id == state.place_id), None)
    if crossing is None:
        return False
    first, second = (side.lonlat for side in crossing.sides)
    return first.lon > second.lon if abs(first.lon - second.lon) > 0.01 else first.lat < second.lat


def _write_letters(sheet: Sheet, mark: Mark, spec: MapSpec, styles: Mapping[str, ActorStyle]) -> None:
    item, radius = mark.item, mark.radius
    if radius < _LETTER_FROM_MM:
        return
    if isinstance(item, CrossingState):
        for (letter, color), turn in zip(glyphs.side_letters(item, styles, swapped=is_swapped(item, spec)), (-1, 1), strict=True):
            _write_letter(sheet, mark.x + turn * radius * 0.8, mark.y, letter, color, radius * 0.68)
        return
    letter, color = glyphs.letter_of(item, styles, aged=mark.aged, site=mark.site)
    if not letter:
        return
    triangle = bool(item.holders) and styles.get(item.holders[0], glyphs.NOBODY).glyph == "triangle"
    size = radius * (0.72 if mark.place.kind.is_area else 1.0)
    _write_letter(sheet, mark.x, mark.y + (0.22 * size if triangle else 0.0), letter, color, size)


def _write_letter(sheet: Sheet, x: float, y: float, letter: str, color: str, radius: float) -> None:
    size = radius * (2.9 if len(letter) == 1 else 2.1)
    sheet.write(x, y + size * 0.33 * MM_PER_POINT, letter, Type(size=size, weight=600, color=color), align="center", zorder=41)
