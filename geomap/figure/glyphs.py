"""What one mark looks like, in the millimetres of the sheet (y down): the same grammar as on the page.

Nothing rests on colour: actors differ by shape and letter, statuses by what is done to the shape.

====================  ==============================================================================
held                  the holder's shape, filled, with the actor's letter or the sign of the site
shared                the shape cut upright, one part a holder
contested             the shape in slanting bands of the claimants, dark edge
besieged              held, inside a closed ring with ticks in the besieger's colour
pressured             held, with three wedges pointing at it
presence_only         hollow shape with a dot
claimed_only          hollow shape with a broken edge, letter inside
unknown               hollow disc with a question mark
inferred              a dotted ring around any of them
disagreement          a ring in arcs, one arc the word of one party
not sure              held with a broken dark edge: possible or doubtful
aged                  filled pale
====================  ==============================================================================
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import shapely
from matplotlib.path import Path
from shapely import LineString, Polygon, affinity
from shapely.geometry.base import BaseGeometry

from geomap.figure.advances import HOLDING
from geomap.figure.paths import to_path
from geomap.figure.shapes import attack_burst, glyph, site_sign, spoke
from geomap.model import ActorStyle, Confidence, ControlState, ControlStatus, CrossingState, CrossingStatus, SideState

Parts = list[tuple[Path, dict[str, Any]]]
INK = "#1a1a1a"
GREY = "#6b6b66"
PAPER = "#ffffff"
DASHES = (0, (2.4, 1.7))
"""Broken edge, in units of the line width."""
_DOTS = (0, (0.01, 2.4))
_ATTACK = "#ffd24a"
CHANGE_MM = 0.55
"""Width of the halo of a changed place."""
NOBODY = ActorStyle(key="", name="", color=GREY, glyph="circle", pattern="dots", letter="?")
_NOT_TOLD = replace(NOBODY, color=PAPER)
"""The part of a shared place of which no holder is named."""


def pale(color: str, share: float = 0.62) -> str:
    """The colour mixed with white; `share` is that of the white."""
    parts = (int(color[index : index + 2], 16) for index in (1, 3, 5))
    return "#" + "".join(f"{round(part + (255 - part) * share):02x}" for part in parts)


def ink_on(color: str) -> str:
    """Dark or white, whichever reads better on `color` (relative luminance of WCAG 2.2)."""
    parts = (int(color[index : index + 2], 16) / 255 for index in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return PAPER if 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.3 else INK


def is_unsure(state: ControlState) -> bool:
    """Whether somebody is said to hold it and it is no more than possible."""
    return bool(state.holders) and state.confidence in (Confidence.POSSIBLE, Confidence.DOUBTFUL)


def state_reach(state: ControlState, radius: float) -> float:
    """How far the mark of a state goes from its middle, millimetres."""
    reach = radius * 1.1
    if state.status in (ControlStatus.BESIEGED, ControlStatus.PRESSURED):
        reach = radius * (1.8 if state.status is ControlStatus.BESIEGED else 2.0)
    if len(state.views) > 1:
        reach = max(reach, _ring_radius(state, radius) + 0.4)
    return reach + 0.5 if state.inferred else reach


def _ring_radius(state: ControlState, radius: float) -> float:
    return radius * (2.05 if state.status is ControlStatus.BESIEGED else 1.62)


def state_parts(state: ControlState, styles: Mapping[str, ActorStyle], *, radius: float, aged: bool = False, site: str = "") -> Parts:
    """How a state is drawn around the origin; letters are set by the caller, see `letter_of`.

    Parameters
    ----------
    styles
        By actor key.
    radius
        Of a filled disc, millimetres.
    aged
        Whether its youngest support is too old.
    site
        Kind of a place that is no town; its sign stands where a town has the letter.
    """
    holder = styles.get(state.holders[0], NOBODY) if state.holders else NOBODY
    rivals = [styles.get(key, NOBODY) for key in (*state.holders[1:], *state.opponents)]
    rival = rivals[0].color if rivals else GREY
    shape = glyph(holder.glyph, radius)
    outline = to_path(shape)
    fill = pale(holder.color) if aged else holder.color
    parts: Parts = []
    if state.status is ControlStatus.BESIEGED:
        parts += [(to_path(glyph("circle", radius * 1.5)), {"facecolor": PAPER}), *_cased(_siege_ring(radius), rival, 1.1)]
    parts.append((outline, {"facecolor": PAPER, "edgecolor": PAPER, "linewidth": 1.9}))
    together = [styles.get(key, NOBODY) for key in state.holders] or [NOBODY]
    if len(together) == 1:
        together.append(_NOT_TOLD)
    parts += _body(state, holder, together, rivals, shape, radius, fill)
    if site and state.status not in (ControlStatus.CONTESTED, ControlStatus.SHARED, ControlStatus.PRESENCE_ONLY):
        ink = ink_on(fill) if state.status in HOLDING else holder.color
        parts.append((to_path(site_sign(site, radius * 0.8)), {"facecolor": ink}))
    if state.status is ControlStatus.PRESSURED:
        parts += [(to_path(wedge), {"facecolor": rival, "edgecolor": PAPER, "linewidth": 0.4}) for wedge in _wedges(radius)]
    if len(state.views) > 1:
        parts += _opinions(
            [styles.get(view.holders[0], NOBODY).color if view.holders else "#a9a69c" for view in state.views], _ring_radius(state, radius)
        )
    if state.inferred:
        parts.append(_dotted(state_reach(replace(state, inferred=False), radius) + 0.25))
    return parts


def _body(
    state: ControlState, holder: ActorStyle, together: list[ActorStyle], rivals: list[ActorStyle], shape: Polygon, radius: float, fill: str
) -> Parts:
    outline = to_path(shape)
    status = state.status
    if status is ControlStatus.CONTESTED:
        parties = [party.color for party in ([holder] if state.holders else []) + rivals] or [GREY]
        return _bands(shape, parties if len(parties) > 1 else [*parties, PAPER], radius)
    if status is ControlStatus.SHARED:
        return _upright(together, shape, radius)
    if status is ControlStatus.PRESENCE_ONLY:
        # The dark line under the coloured one keeps a light colour visible on light land.
        dot = (to_path(glyph("circle", radius * 0.28)), {"facecolor": holder.color})
        return [
            (outline, {"edgecolor": INK, "linewidth": 1.7}),
            (outline, {"facecolor": PAPER, "edgecolor": holder.color, "linewidth": 1.0}),
            dot,
        ]
    if status is ControlStatus.CLAIMED_ONLY:
        return [(outline, {"facecolor": PAPER, "edgecolor": holder.color, "linewidth": 1.3, "linestyle": DASHES})]
    if status not in HOLDING or not state.holders:
        return [(outline, {"facecolor": PAPER, "edgecolor": GREY, "linewidth": 1.0})]
    edge: dict[str, Any] = (
        {"edgecolor": INK, "linewidth": 0.75, "linestyle": DASHES} if is_unsure(state) else {"edgecolor": INK, "linewidth": 0.6}
    )
    return [(outline, {"facecolor": fill, **edge})]


def letter_of(state: ControlState, styles: Mapping[str, ActorStyle], *, aged: bool, site: str) -> tuple[str, str]:
    """The letters inside the mark and their colour; empty where bands, a dot or a sign are."""
    if state.status in (ControlStatus.CONTESTED, ControlStatus.SHARED, ControlStatus.PRESENCE_ONLY) or site:
        return "", ""
    if not state.holders or state.status is ControlStatus.UNKNOWN:
        return "?", GREY
    style = styles.get(state.holders[0], NOBODY)
    if state.status is ControlStatus.CLAIMED_ONLY:
        return style.letter, style.color if ink_on(style.color) == PAPER else INK
    return style.letter, ink_on(pale(style.color) if aged else style.color)


def unit_parts(state: ControlState, styles: Mapping[str, ActorStyle], *, radius: float, aged: bool) -> Parts:
    """A province or district: a white plate, unlike any town, with the small mark of its state on it."""
    plate = to_path(shapely.box(-radius * 1.2, -radius * 0.95, radius * 1.2, radius * 0.95).buffer(radius * 0.2))
    # A ring around the small mark would leave the plate; who is against is in the table.
    plain = replace(state, views=(), inferred=False)
    if plain.status in (ControlStatus.BESIEGED, ControlStatus.PRESSURED):
        plain = replace(plain, status=ControlStatus.HELD)
    dotted = [_dotted(radius * 1.75)] if state.inferred else []
    return [
        (plate, {"facecolor": PAPER, "edgecolor": "#8a8378", "linewidth": 0.5}),
        *state_parts(plain, styles, radius=radius * 0.72, aged=aged),
        *dotted,
    ]


def crossing_parts(state: CrossingState, styles: Mapping[str, ActorStyle], *, radius: float, swapped: bool) -> Parts:
    """A crossing around the origin: two half discs, the western or northern side left, and a bar for each side.

    Long bar: closed. Broken bar: restricted. Only the ends of a bar: open. Dotted: not known.

    Parameters
    ----------
    swapped
        Draw the second side on the left.
    """
    sides = state.sides[::-1] if swapped else state.sides
    parts: Parts = []
    gap, top = radius * 0.34, radius * 1.3
    disc = glyph("circle", radius)
    for side, turn in zip(sides, (-1, 1), strict=True):
        half = affinity.translate(
            shapely.intersection(disc, shapely.box(min(0, turn * radius), -radius, max(0, turn * radius), radius)), turn * gap, 0
        )
        outline = to_path(half)
        parts.append((outline, {"facecolor": PAPER, "edgecolor": PAPER, "linewidth": 2.0}))
        parts += _side(side, styles, half, radius)
    for side, turn in zip(sides, (-1, 1), strict=True):
        parts.append(_bar(side.passage, turn * radius * 0.15, top))
    if state.inferred:
        parts.append(_dotted(radius * 1.75))
    return parts


def side_letters(state: CrossingState, styles: Mapping[str, ActorStyle], *, swapped: bool) -> tuple[tuple[str, str], tuple[str, str]]:
    """Letters and their colours for the left and the right half."""
    found = []
    for side in state.sides[::-1] if swapped else state.sides:
        style = styles.get(side.holders[0], NOBODY) if side.holders else NOBODY
        solid = bool(side.holders) and side.control in (*HOLDING, ControlStatus.SHARED)
        found.append((style.letter, ink_on(style.color) if solid else GREY if not side.holders else INK))
    return found[0], found[1]


def _side(side: SideState, styles: Mapping[str, ActorStyle], half: Polygon, radius: float) -> Parts:
    outline = to_path(half)
    style = styles.get(side.holders[0], NOBODY) if side.holders else NOBODY
    if not side.holders:
        return [(outline, {"facecolor": PAPER, "edgecolor": GREY, "linewidth": 0.7})]
    if side.control is ControlStatus.CONTESTED:
        return [*_bands(half, [style.color, PAPER], radius * 1.3), (outline, {"edgecolor": INK, "linewidth": 0.6})]
    if side.control in (*HOLDING, ControlStatus.SHARED):
        return [(outline, {"facecolor": style.color, "edgecolor": INK, "linewidth": 0.6})]
    dashed = {"linestyle": DASHES} if side.control is ControlStatus.CLAIMED_ONLY else {}
    return [(outline, {"facecolor": PAPER, "edgecolor": style.color, "linewidth": 1.1, **dashed})]


def _bar(passage: CrossingStatus, x: float, top: float) -> tuple[Path, dict[str, Any]]:
    pieces = {
        CrossingStatus.CLOSED: [(-top, top)],
        CrossingStatus.RESTRICTED: [(-top, -top * 0.3), (top * 0.3, top)],
        CrossingStatus.OPEN: [(-top, -top * 0.72), (top * 0.72, top)],
    }.get(passage, [(-top, top)])
    line = to_path(shapely.MultiLineString([[(x, first), (x, last)] for first, last in pieces]))
    if passage is CrossingStatus.UNKNOWN:
        return line, {"edgecolor": INK, "linewidth": 0.75, "linestyle": _DOTS, "capstyle": "round"}
    return line, {"edgecolor": INK, "linewidth": 0.9}


def attack_parts(color: str, *, radius: float, faded: bool) -> Parts:
    """An attack: a bright burst with an edge in the attacker's colour; paler some days later."""
    burst = to_path(attack_burst(radius))
    face = pale(_ATTACK) if faded else _ATTACK
    return [(burst, {"edgecolor": PAPER, "linewidth": 2.0}), (burst, {"facecolor": face, "edgecolor": color, "linewidth": 0.9})]


def advance_parts(color: str, *, length: float, width: float) -> Parts:
    """An arrow along x whose tip is the origin; its length says nothing."""
    neck, head, tail = -min(length, 1.5 * width), width * 0.72, width * 0.2
    outline = [(-length, tail), (neck, width * 0.28), (neck, head), (0.0, 0.0), (neck, -head), (neck, -width * 0.28), (-length, -tail)]
    arrow = to_path(Polygon(outline))
    return [(arrow, {"edgecolor": PAPER, "linewidth": 2.0}), (arrow, {"facecolor": color, "edgecolor": INK, "linewidth": 0.45})]


def front_parts(path: Path) -> Parts:
    """A line of dark dashes on white, where areas of two holders meet."""
    return [
        (path, {"edgecolor": PAPER, "linewidth": 3.4}),
        (path, {"edgecolor": INK, "linewidth": 1.6, "linestyle": (0, (3.2, 1.4))}),
    ]


def change_ring(reach: float) -> Parts:
    """The halo of a place that is not as it was on the date before; `reach` is how far its mark goes, millimetres."""
    return [(to_path(glyph("circle", reach + CHANGE_MM)), {"facecolor": "#ffe27a", "edgecolor": INK, "linewidth": 0.35})]


def _cased(line: BaseGeometry, color: str, width: float) -> Parts:
    path = to_path(line)
    return [(path, {"edgecolor": PAPER, "linewidth": width + 1.2}), (path, {"edgecolor": color, "linewidth": width})]


def _dotted(radius: float) -> tuple[Path, dict[str, Any]]:
    return to_path(glyph("circle", radius)), {"edgecolor": INK, "linewidth": 0.9, "linestyle": _DOTS, "capstyle": "round"}


def _opinions(colors: list[str], radius: float) -> Parts:
    """A ring in as many arcs as there are opinions, clockwise from the top."""
    parts: Parts = [(to_path(LineString(glyph("circle", radius).exterior.coords)), {"edgecolor": PAPER, "linewidth": 2.6})]
    piece = 360 / len(colors)
    for index, color in enumerate(colors):
        parts.append((to_path(_arc(radius, index * piece - 90 + 9, (index + 1) * piece - 90 - 9)), {"edgecolor": color, "linewidth": 1.7}))
    return parts


@cache
def _arc(radius: float, first_deg: float, last_deg: float) -> LineString:
    steps = max(4, int((last_deg - first_deg) / 6))
    return LineString([spoke(first_deg + (last_deg - first_deg) * step / steps, radius) for step in range(steps + 1)])


def _bands(shape: Polygon, colors: list[str], radius: float) -> Parts:
    """The shape in slanting bands, the colours in turn."""
    count = max(5, 2 * len(colors) + 1)
    reach = radius
    step = 2 * reach / count
    middle = shape.centroid
    parts: Parts = []
    for index in range(count):
        band = shapely.box(-2 * reach, -reach + index * step, 2 * reach, -reach + (index + 1) * step)
        turned = affinity.translate(affinity.rotate(band, -45, origin=(0, 0)), middle.x, middle.y)
        piece = shapely.intersection(turned, shape)
        if not piece.is_empty:
            parts.append((to_path(piece), {"facecolor": colors[index % len(colors)]}))
    parts.append((to_path(shape), {"edgecolor": INK, "linewidth": 1.1}))
    return parts


def _upright(holders: Iterable[ActorStyle], shape: Polygon, radius: float) -> Parts:
    """The shape cut upright, each holder its share, the first on the left."""
    parties = list(holders)
    left, _, right, _ = shape.bounds
    step = (right - left) / len(parties)
    parts: Parts = []
    for index, holder in enumerate(parties):
        piece = shapely.intersection(shapely.box(left + index * step, -2 * radius, left + (index + 1) * step, 2 * radius), shape)
        parts.append((to_path(piece), {"facecolor": holder.color, "edgecolor": PAPER, "linewidth": 0.8}))
    parts.append((to_path(shape), {"edgecolor": INK, "linewidth": 0.8}))
    return parts


def _siege_ring(radius: float) -> BaseGeometry:
    ring = LineString(glyph("circle", radius * 1.5).exterior.coords)
    ticks = [LineString([spoke(angle, radius * 1.75), spoke(angle, radius * 1.28)]) for angle in range(0, 360, 45)]
    return shapely.MultiLineString([ring, *ticks])


def _wedges(radius: float) -> list[Polygon]:
    """Three wedges around the shape, their tips towards it."""
    wedge = Polygon([(0, -radius * 1.16), (-radius * 0.55, -radius * 1.95), (radius * 0.55, -radius * 1.95)])
    return [affinity.rotate(wedge, angle, origin=(0, 0)) for angle in (45, 165, 285)]
