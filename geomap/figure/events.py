"""What happened around the day: attacks as bursts, advances as arrows; neither makes anybody a holder."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from geomap.figure import glyphs
from geomap.figure.ground import GROUND_TYPE
from geomap.figure.labels import Room
from geomap.figure.marks import Mark, around
from geomap.figure.projection import Frame
from geomap.figure.sheet import MM_PER_POINT, Sheet, Type
from geomap.figure.snapshot import Snapshot
from geomap.model import ActorStyle, Place

_ARROW_MM = (4.6, 9.0)
"""Shortest and longest arrow: a direction still shows, and it never looks like a route."""
_GAP_MM = 0.5
"""Between an arrow's tip and the mark it points at."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """One attack or advance, and where its place is named."""

    place: Place
    x: float
    y: float
    reach: float
    alone: bool
    """Whether the place has no mark of its own, and so no name yet."""


def draw_attacks(
    sheet: Sheet,
    frame: Frame,
    snapshot: Snapshot,
    marks: list[Mark],
    styles: Mapping[str, ActorStyle],
    room: Room,
    *,
    scale: float,
    gid: str,
) -> list[Event]:
    """Draw the attacks beside the marks of their places, where least is covered; returns where."""
    at = {mark.place.id: (mark.x, mark.y, mark.reach) for mark in marks}
    size = 1.45 * scale
    drawn: list[Event] = []
    for attack in snapshot.attacks:
        place = snapshot.places[attack.place_id]
        if not frame.shows(place.lonlat):
            continue
        x, y, reach = at.get(place.id, (*frame.place(place.lonlat), 0.0))
        away = reach + size * 0.95 if reach else 0.0
        spots = [
            (x + away * math.cos(math.radians(angle)), y + away * math.sin(math.radians(angle)))
            for angle in (225, 180, 270, 135, 315, 0, 90, 45)
        ]
        x, y = min(spots, key=lambda spot: room.overlap(around(spot[0], spot[1], size * 0.8)))
        style = styles.get(attack.actor, glyphs.NOBODY)
        move = Affine2D().translate(x, y)
        parts = glyphs.attack_parts(style.color, radius=size, faded=(snapshot.day - attack.day).days > 2)
        sheet.draw_group(
            [(move.transform_path(path), look) for path, look in parts], gid=f"{gid}{attack.id}", zorder=42, clip=frame.outline
        )
        room.take(around(x, y, size))
        drawn.append(Event(place=place, x=x, y=y, reach=size, alone=not reach))
    return drawn


def draw_advances(
    sheet: Sheet,
    frame: Frame,
    snapshot: Snapshot,
    marks: list[Mark],
    styles: Mapping[str, ActorStyle],
    room: Room,
    *,
    scale: float,
    gid: str,
) -> list[Event]:
    """Draw an arrow for every advance, ending before the mark of its place, with the actor's letters at its tail; returns where to."""
    at = {mark.place.id: (mark.x, mark.y, mark.reach) for mark in marks}
    shortest, longest = (length * scale for length in _ARROW_MM)
    width = 1.9 * scale
    drawn: list[Event] = []
    for advance in snapshot.advances:
        place = snapshot.places[advance.place_id]
        if not frame.shows(place.lonlat):
            continue
        true_x, true_y = frame.place(place.lonlat)
        from_x, from_y = frame.place(advance.origin)
        far = math.hypot(true_x - from_x, true_y - from_y)
        turn = math.atan2(true_y - from_y, true_x - from_x)
        x, y, reach = at.get(place.id, (true_x, true_y, 0.0))
        if not reach:
            reach = 0.5
            sheet.draw(Path.circle((x, y), reach), zorder=10, facecolor=GROUND_TYPE)
        away = reach + _GAP_MM
        length = min(longest, max(shortest, far - 2 * away))
        style = styles.get(advance.actor, glyphs.NOBODY)
        move = Affine2D().rotate(turn).translate(x - away * math.cos(turn), y - away * math.sin(turn))
        parts = [(move.transform_path(path), look) for path, look in glyphs.advance_parts(style.color, length=length, width=width)]
        sheet.draw_group(parts, gid=f"{gid}{advance.id}", zorder=39, clip=frame.outline)
        size = 5.5 * scale
        end = away + length + size * 0.3
        tail_x, tail_y = x - end * math.cos(turn), y - end * math.sin(turn)
        # Two advances on one place by one actor are told apart by their arrows, and prints without colour by the letters.
        if style.letter and _is_inside(frame, tail_x, tail_y):
            letters = Type(size=size, weight=600, color=glyphs.INK, halo=glyphs.PAPER)
            sheet.write(tail_x, tail_y + size * 0.33 * MM_PER_POINT, style.letter, letters, align="center", zorder=39.5)
        for step in np.linspace(away, end, 6):
            room.take(around(x - step * math.cos(turn), y - step * math.sin(turn), width * 0.5))
        drawn.append(Event(place=place, x=x, y=y, reach=reach, alone=place.id not in at))
    return drawn


def _is_inside(frame: Frame, x: float, y: float) -> bool:
    return frame.x + 1.0 < x < frame.x + frame.width - 1.0 and frame.y + 1.0 < y < frame.y + frame.height - 1.0
