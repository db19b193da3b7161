"""Heading, scale bar, locator and small print."""

from __future__ import annotations

import shapely
from matplotlib.path import Path

from geomap.figure.ground import draw_locator, theatre_countries
from geomap.figure.labels import Box, Room
from geomap.figure.projection import Frame, fit_frame
from geomap.figure.sheet import Sheet, Type
from geomap.figure.words import FigureWords
from geomap.model import MapSpec, OutlineKind

_INK = "#222222"
_SMALL = Type(size=5.8, color="#666666")
_SCALE = Type(size=6.5, halo="#ffffff")


def write_heading(sheet: Sheet, title: str, subtitle: str, words: FigureWords) -> float:
    """Title and subtitle over the width of the sheet; returns the lower end in millimetres."""
    wide = sheet.width >= 120
    y = 0.0
    for text, style, line in (
        (title, Type(size=13 if wide else 10.5, weight=700), 5.2 if wide else 4.4),
        (subtitle, Type(size=8.5 if wide else 7.5, color="#444444"), 3.7 if wide else 3.3),
    ):
        for piece in sheet.wrap(text, style, sheet.width) if text else ():
            y += line
            _line(sheet, y - line * 0.22, piece, style, words)
    return y + 1.2 if y else 0.0


def write_flow(sheet: Sheet, sentences: list[str], top: float, words: FigureWords) -> float:
    """The small print, one paragraph; returns the lower end in millimetres."""
    y = top
    # Sentences of both directions in one paragraph would run into each other; right-to-left each has its own line.
    paragraphs = sentences if words.right_to_left else [" ".join(sentences)]
    for paragraph in paragraphs:
        for line in sheet.wrap(paragraph, _SMALL, sheet.width):
            y += 2.6
            _line(sheet, y - 0.6, line, _SMALL, words)
    return y


def _line(sheet: Sheet, y: float, text: str, style: Type, words: FigureWords) -> None:
    mirrored = words.right_to_left
    sheet.write(sheet.width if mirrored else 0.0, y, text, style, align="right" if mirrored else "left")


def draw_furniture(sheet: Sheet, frame: Frame, spec: MapSpec, room: Room, *, words: FigureWords, locator: bool) -> None:
    """Scale bar and locator, each in the corner of the frame where least is covered."""
    small = _locator_frame(frame, spec) if locator else None
    corner = _free_corner(frame, room, small.width, small.height) if small is not None else None
    if small is not None and corner is not None:
        here = small.moved(*corner)
        draw_locator(sheet, here, frame, spec.outlines, theatre_countries(spec))
        room.take(Box(left=here.x, top=here.y, right=here.x + here.width, bottom=here.y + here.height))
    _draw_scale(sheet, frame, room, words)


def _locator_frame(frame: Frame, spec: MapSpec) -> Frame | None:
    """A frame around the countries at hand; None if they reach no further than the map."""
    west, south, east, north = spec.bounds
    shapes = [outline.geometry for outline in spec.outlines if outline.kind is OutlineKind.ADMIN0]
    if not shapes:
        return None
    around = shapely.total_bounds(shapes)
    wide, tall = max(east - west, 0.5), max(north - south, 0.5)
    box = (
        max(float(around[0]), west - wide * 1.5, -180.0),
        max(float(around[1]), south - tall * 1.5, -89.0),
        min(float(around[2]), east + wide * 1.5, 180.0),
        min(float(around[3]), north + tall * 1.5, 89.0),
    )
    if (box[2] - box[0]) * (box[3] - box[1]) < 2.2 * wide * tall:
        return None
    width = max(15.0, min(30.0, frame.width * 0.19))
    return fit_frame(box, width=width, tallest=1.0, flattest=0.7)


def _free_corner(frame: Frame, room: Room, width: float, height: float) -> tuple[float, float] | None:
    """The corner where a box covers nothing that is told, top ones first; None if every corner is taken."""
    pad = 1.2
    left, right = frame.x + pad, frame.x + frame.width - pad - width
    top, bottom = frame.y + pad, frame.y + frame.height - pad - height
    for x, y in ((right, top), (left, top), (left, bottom), (right, bottom)):
        if room.overlap(Box(left=x, top=y, right=x + width, bottom=y + height)) == 0:
            return x, y
    return None


def _draw_scale(sheet: Sheet, frame: Frame, room: Room, words: FigureWords) -> None:
    longest = frame.width * 0.22 / frame.mm_per_m / 1000
    exponent = 10.0 ** len(str(int(longest))[1:]) if longest >= 1 else 0.1
    length_km = max((step * exponent for step in (1, 2, 5) if step * exponent <= longest), default=exponent)
    bar = length_km * 1000 * frame.mm_per_m
    text = f"{words.number(length_km)} {words['scale.km']}"
    width, height = max(bar, sheet.measure(text, _SCALE)) + 1.0, 4.6
    pad = 1.5
    left, right = frame.x + pad, frame.x + frame.width - pad - width
    top, bottom = frame.y + pad, frame.y + frame.height - pad - height
    corners = ((left, bottom), (right, bottom), (left, top), (right, top))
    # A scale must stand: if every corner is taken it takes the one where it covers least.
    x, y = min(
        corners, key=lambda corner: room.overlap(Box(left=corner[0], top=corner[1], right=corner[0] + width, bottom=corner[1] + height))
    )
    room.take(Box(left=x, top=y, right=x + width, bottom=y + height))
    base = y + height - 0.7
    line = Path([(x, base - 1.1), (x, base), (x + bar, base), (x + bar, base - 1.1)])
    sheet.draw(line, zorder=84, edgecolor="#ffffff", linewidth=2.4)
    sheet.draw(line, zorder=85, edgecolor=_INK, linewidth=0.9)
    sheet.write(x + bar / 2, base - 1.0, text, _SCALE, align="center", zorder=86)
