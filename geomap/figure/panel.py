"""One map on the sheet: areas, marks and names of one day on one frame."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from matplotlib.path import Path
from shapely.geometry.base import BaseGeometry

from geomap.figure import glyphs
from geomap.figure.events import draw_advances, draw_attacks
from geomap.figure.ground import draw_ground, theatre_countries
from geomap.figure.labels import Room
from geomap.figure.marks import Mark, draw_marks, mark_boxes
from geomap.figure.names import draw_names
from geomap.figure.projection import Frame
from geomap.figure.sheet import Sheet
from geomap.figure.snapshot import Snapshot
from geomap.figure.words import FigureWords, printable
from geomap.model import ActorStyle, ControlStatus, CrossingState, Extent, MapSpec, PlaceKind

_HATCHES = {"diagonal": "////", "back": "\\\\\\\\", "horizontal": "----", "vertical": "||||", "cross": "xxxx", "dots": "...."}
_FRAME = "#8a8378"
_SHADED = frozenset({PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.REGION})


@dataclass(frozen=True, kw_only=True)
class Look:
    """How large and how full one frame is drawn."""

    scale: float = 1.0
    """Of marks and type."""
    fine: bool = True
    """With provinces, roads and names on the ground."""


@dataclass(kw_only=True)
class Told:
    """What was drawn and needs a word in the legend; grows from panel to panel."""

    actors: dict[str, None] = field(default_factory=dict)
    statuses: set[ControlStatus] = field(default_factory=set)
    sites: set[str] = field(default_factory=set)
    """Kinds of places with a sign."""
    signs: set[str] = field(default_factory=set)
    """``inferred``, ``unsure``, ``aged``, ``attack``, ``advance``, ``front``, ``changed``, ``disagreement``, ``unit``."""
    passages: set[str] = field(default_factory=set)
    areas: set[tuple[str, str, str]] = field(default_factory=set)
    """(actor, status, method)."""
    ground: set[str] = field(default_factory=set)
    unnamed: dict[str, None] = field(default_factory=dict)
    """Names of marks that found no room for their name on one of the maps."""
    named: set[str] = field(default_factory=set)
    """Names of marks that stand on at least one of the maps."""
    outside: dict[str, None] = field(default_factory=dict)
    """Names of places with a state that lie outside the frame."""


def draw_panel(
    sheet: Sheet,
    frame: Frame,
    spec: MapSpec,
    snapshot: Snapshot,
    words: FigureWords,
    *,
    look: Look,
    told: Told,
    gid: str,
    furniture: Callable[[Room], None] | None = None,
) -> None:
    """Draw one day.

    Parameters
    ----------
    told
        Grows by what is drawn.
    gid
        Put before the ids of the marks in an SVG, so that several figures can stand in one page.
    furniture
        Called when the marks have their room and before the names take theirs.
    """
    styles = {style.key: style for style in spec.actors}
    told.ground |= draw_ground(sheet, frame, spec.outlines, theatre_countries(spec), fine=look.fine)
    _draw_areas(sheet, frame, snapshot, styles, told)
    _draw_units(sheet, frame, spec, snapshot, styles, told)
    _draw_fronts(sheet, frame, snapshot, told)
    marks = draw_marks(sheet, frame, spec, snapshot, scale=look.scale, gid=gid)
    for mark in marks:
        _tell(mark, told)
    told.outside |= dict.fromkeys(
        snapshot.places[one.place_id].name_in(words.lang) for one in snapshot.items if not frame.shows(snapshot.places[one.place_id].lonlat)
    )
    room = Room(frame, mark_boxes(marks))
    bursts = draw_attacks(sheet, frame, snapshot, marks, styles, room, scale=look.scale, gid=gid)
    if bursts:
        told.signs.add("attack")
        told.actors |= dict.fromkeys(attack.actor for attack in snapshot.attacks if attack.actor)
    arrows = draw_advances(sheet, frame, snapshot, marks, styles, room, scale=look.scale, gid=gid)
    if arrows:
        told.signs.add("advance")
        told.actors |= dict.fromkeys(advance.actor for advance in snapshot.advances)
    if furniture is not None:
        furniture(room)
    left_out = draw_names(sheet, frame, spec, marks, [*bursts, *arrows], words, room, scale=look.scale, fine=look.fine)
    told.unnamed |= dict.fromkeys(left_out)
    told.named |= {printable(mark.place.name_in(words.lang)) for mark in marks} - set(left_out)
    sheet.draw(frame.outline, zorder=90, edgecolor=_FRAME, linewidth=0.5)


def _tell(mark: Mark, told: Told) -> None:
    item = mark.item
    if mark.changed:
        told.signs.add("changed")
    if item.inferred:
        told.signs.add("inferred")
    if isinstance(item, CrossingState):
        told.actors |= dict.fromkeys(key for side in item.sides for key in side.holders)
        told.passages |= {side.passage.value for side in item.sides}
        # A side that is held or of which nothing is told needs no word; the rest look as towns do.
        told.statuses |= {
            side.control for side in item.sides if side.control not in (ControlStatus.HELD, ControlStatus.NO_DATA, ControlStatus.UNKNOWN)
        }
        return
    told.actors |= dict.fromkeys((*item.holders, *item.opponents))
    told.statuses.add(item.status)
    if mark.aged:
        told.signs.add("aged")
    if glyphs.is_unsure(item):
        told.signs.add("unsure")
    if mark.site:
        told.sites.add(mark.site)
    if len(item.views) > 1:
        told.signs.add("disagreement")


def _draw_areas(sheet: Sheet, frame: Frame, snapshot: Snapshot, styles: Mapping[str, ActorStyle], told: Told) -> None:
    for area in snapshot.areas:
        path = frame.path(area.geometry)
        if path is None:
            continue
        told.areas.add((area.actor, area.status, area.method))
        if area.actor:
            told.actors[area.actor] = None
        for part, look in area_parts(path, styles.get(area.actor, glyphs.NOBODY), contested=not area.actor):
            sheet.draw(part, zorder=20, clip=frame.outline, **look)


def _draw_fronts(sheet: Sheet, frame: Frame, snapshot: Snapshot, told: Told) -> None:
    for front in snapshot.fronts:
        path = frame.path(front.geometry)
        if path is None:
            continue
        told.signs.add("front")
        told.actors |= dict.fromkeys(front.actors)
        for part, look in glyphs.front_parts(path):
            sheet.draw(part, zorder=21, clip=frame.outline, **look)


def area_parts(path: Path, style: ActorStyle, *, contested: bool) -> glyphs.Parts:
    """An area's look: thin tint, the actor's pattern, an edge of the same hue; a band nobody holds has grey crossed lines."""
    hatch = "xxxx" if contested else _HATCHES.get(style.pattern, "////")
    return [
        (path, {"facecolor": style.color, "alpha": 0.22}),
        (path, {"edgecolor": style.color, "hatch": hatch, "linewidth": 0.7, "alpha": 0.85}),
    ]


def _draw_units(sheet: Sheet, frame: Frame, spec: MapSpec, snapshot: Snapshot, styles: Mapping[str, ActorStyle], told: Told) -> None:
    """Provinces and districts: sparse lines of the holder over the shape, never a filling; people live in a small part of it."""
    # As on the page: where areas as stated are shown, they are the units.
    if snapshot.method == "stated":
        return
    units = dict(spec.units)
    shapes: dict[str, BaseGeometry] = {outline.id: outline.geometry for outline in spec.outlines}
    for state in snapshot.states:
        place = snapshot.places[state.place_id]
        shape = shapes.get(units.get(place.id, ""))
        # As on the page: a country is never coloured, whatever is said of it.
        if place.kind not in _SHADED or shape is None or not (state.holders or state.opponents):
            continue
        path = frame.path(shape)
        if path is not None:
            style = styles.get((state.holders or state.opponents)[0], glyphs.NOBODY)
            partly = state.extent in (Extent.PARTIAL, Extent.EDGE)
            hatch = _HATCHES.get(style.pattern, "////")[: 1 if partly else 2]
            sheet.draw(path, zorder=19, clip=frame.outline, edgecolor=style.color, hatch=hatch, linewidth=0.6, alpha=0.5)
            told.signs.add("unit")
