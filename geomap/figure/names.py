"""The names on one frame: of marks first, then of the ground they lie on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import shapely
from matplotlib.path import Path
from shapely import LineString

from geomap.figure import glyphs
from geomap.figure.events import Event
from geomap.figure.ground import GROUND_TYPE, WATER_TYPE
from geomap.figure.labels import Placed, Room, Wanted, place_labels
from geomap.figure.marks import CROWD, Mark, is_swapped
from geomap.figure.projection import Frame
from geomap.figure.sheet import Sheet, Type
from geomap.figure.words import FigureWords, printable
from geomap.model import CrossingState, Extent, LonLat, MapSpec, Outline, OutlineKind

_HALO = "#ffffff"
_GROUND_HALO = "#f8f6f1"
_BY_RANK = {
    1: Type(size=8.5, weight=600, halo=_HALO),
    2: Type(size=7.5, weight=600, halo=_HALO),
    3: Type(size=7, halo=_HALO),
    4: Type(size=6.5, halo=_HALO),
}
_TOWN = Type(size=6.5, color="#6b665e", halo=_GROUND_HALO)
_UNIT = Type(size=7, italic=True, color="#444444", halo=_HALO)
_OUTLINE_TYPES = {
    OutlineKind.ADMIN0: Type(size=8, weight=600, color=GROUND_TYPE, halo=_GROUND_HALO),
    OutlineKind.LAKE: Type(size=6, color=WATER_TYPE, italic=True, halo=_GROUND_HALO),
    OutlineKind.RIVER: Type(size=6.5, color=WATER_TYPE, italic=True, halo=_GROUND_HALO),
    OutlineKind.ADMIN1: Type(size=6.5, color="#9a9284", halo=_GROUND_HALO),
}
_MM2_PER_TOWN = 700.0
"""One town nothing is told of for so much paper: they say where one is, and must not outnumber what is told."""
_SMALLEST_COUNTRY_MM2 = 60.0
_SMALLEST = 5.5
"""Points; smaller type does not survive newsprint."""


def draw_names(
    sheet: Sheet,
    frame: Frame,
    spec: MapSpec,
    marks: list[Mark],
    events: list[Event],
    words: FigureWords,
    room: Room,
    *,
    scale: float,
    fine: bool,
) -> list[str]:
    """Name marks and ground; returns the names of marks that found no room."""
    # Towns before provinces: these have their shape as well.
    ordered = sorted(marks, key=lambda mark: (mark.place.kind.is_area, mark.rank, mark.place.id))
    # In a crowd there is no room for leaders; what stands beside its mark stands, and the rest is counted below the map.
    crowd = len(marks) > CROWD
    wanted = [_of_mark(mark, spec, words, scale, must=not crowd) for mark in ordered]
    alone = {event.place.id: event for event in events if event.alone}
    wanted += [_of_event(event, words, scale) for event in alone.values()]
    told = {mark.place.id for mark in marks} | alone.keys()
    if fine:
        wanted += _of_outlines(sheet, frame, spec, words, scale, told, (OutlineKind.ADMIN0,))
        wanted += _of_towns(sheet, frame, spec, words, scale, told)
        wanted += _of_outlines(sheet, frame, spec, words, scale, told, (OutlineKind.LAKE, OutlineKind.RIVER, OutlineKind.ADMIN1))
    placed, left_out = place_labels(room, wanted, sheet)
    for name in placed:
        _write(sheet, name)
    return [name.name for name in left_out if name.name]


def _of_mark(mark: Mark, spec: MapSpec, words: FigureWords, scale: float, *, must: bool) -> Wanted:
    name = text = printable(mark.place.name_in(words.lang))
    if isinstance(mark.item, CrossingState):
        # The sides are named in English only; in another language the crossing's own name says more.
        if text == printable(mark.place.name):
            sides = mark.item.sides[::-1] if is_swapped(mark.item, spec) else mark.item.sides
            text = " | ".join(printable(side.name) for side in sides)
    elif mark.item.share_percent is not None:
        text = f"{text} · ≈ {words.number(mark.item.share_percent)} %"
    elif mark.item.extent is not Extent.FULL:
        text = f"{text} · {words[f'extent.{mark.item.extent.value}']}"
    style = _UNIT if mark.place.kind.is_area else _BY_RANK[mark.rank]
    return Wanted(text=text, x=mark.x, y=mark.y, radius=mark.reach, style=_sized(style, scale), name=name, must=must)


def _of_event(event: Event, words: FigureWords, scale: float) -> Wanted:
    name = printable(event.place.name_in(words.lang))
    return Wanted(text=name, x=event.x, y=event.y, radius=event.reach, style=_sized(_BY_RANK[3], scale), name=name, must=True)


def _of_outlines(
    sheet: Sheet, frame: Frame, spec: MapSpec, words: FigureWords, scale: float, told: set[str], kinds: tuple[OutlineKind, ...]
) -> list[Wanted]:
    """Names on the ground in this order; what is a mark already has its name there."""
    units = dict(spec.units)
    shown = {units.get(place, place) for place in told}
    found = []
    for kind in kinds:
        for outline in spec.outlines:
            if outline.kind is not kind or outline.label is None or outline.id in shown:
                continue
            text = printable(_outline_name(outline, words))
            if kind is OutlineKind.ADMIN0 and not words.right_to_left:
                text = "\u2009".join(text.upper())
            style = _sized(_OUTLINE_TYPES[kind], scale)
            spot = _label_spot(frame, outline, sheet.measure(text, style))
            if spot is not None:
                found.append(Wanted(text=text, x=spot[0], y=spot[1], radius=0.0, style=style))
    return found


def _outline_name(outline: Outline, words: FigureWords) -> str:
    return outline.name_ar if words.lang.startswith("ar") and outline.name_ar else outline.name


def _label_spot(frame: Frame, outline: Outline, width: float) -> tuple[float, float] | None:
    """The outline's own label point; for a country whose point lies outside the frame the middle of what is seen of it.

    A country's name must lie on that country for its greater part, or it would name its neighbour.
    """
    assert outline.label is not None
    lonlat = LonLat(lon=outline.label[0], lat=outline.label[1])
    if outline.kind is not OutlineKind.ADMIN0:
        return frame.place(lonlat) if frame.shows(lonlat) else None
    seen = shapely.clip_by_rect(frame.shape(outline.geometry), frame.x, frame.y, frame.x + frame.width, frame.y + frame.height)
    if seen.is_empty or seen.area < _SMALLEST_COUNTRY_MM2:
        return None
    largest = max(shapely.get_parts(seen), key=lambda part: float(part.area))
    middle = shapely.maximum_inscribed_circle(largest, tolerance=1.0).coords[0]
    for x, y in (frame.place(lonlat), (float(middle[0]), float(middle[1]))):
        line = LineString([(x - width / 2, y), (x + width / 2, y)])
        if shapely.intersection(line, seen).length > 0.7 * width:
            return x, y
    return None


def _of_towns(sheet: Sheet, frame: Frame, spec: MapSpec, words: FigureWords, scale: float, told: set[str]) -> list[Wanted]:
    """Towns nothing is told of: a small dot and a grey name."""
    ranks: Mapping[str, int] = dict(spec.ranks)
    found: list[Wanted] = []
    most = int(frame.width * frame.height / _MM2_PER_TOWN)
    for place in sorted(spec.labels, key=lambda place: (ranks.get(place.id, 3), -(place.population or 0), place.id)):
        if len(found) == most:
            break
        if place.id in told or not frame.shows(place.lonlat):
            continue
        x, y = frame.place(place.lonlat)
        sheet.draw(Path.circle((x, y), 0.4), zorder=10, facecolor=GROUND_TYPE)
        found.append(Wanted(text=printable(place.name_in(words.lang)), x=x, y=y, radius=0.4, style=_sized(_TOWN, scale)))
    return found


def _sized(style: Type, scale: float) -> Type:
    return replace(style, size=max(_SMALLEST, style.size * min(1.0, 0.3 + 0.7 * scale)))


def _write(sheet: Sheet, name: Placed) -> None:
    wanted = name.wanted
    if name.leader is not None:
        sheet.draw(Path(list(name.leader)), zorder=45, edgecolor=glyphs.INK, linewidth=0.4)
    sheet.write(name.x, name.y, wanted.text, wanted.style, zorder=60 if wanted.name else 50)
