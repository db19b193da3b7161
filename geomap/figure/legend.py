"""The legend: an entry for everything that is drawn, and for nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import shapely
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from geomap.figure import glyphs
from geomap.figure.ground import BORDER, ROAD, WATER
from geomap.figure.panel import Told, area_parts
from geomap.figure.paths import to_path
from geomap.figure.shapes import SITE_KINDS, glyph, site_sign
from geomap.figure.sheet import MM_PER_POINT, Sheet, Type
from geomap.figure.words import FigureWords, printable
from geomap.model import (
    ActorStyle,
    Confidence,
    ControlState,
    ControlStatus,
    CrossingState,
    CrossingStatus,
    MapSpec,
    PartyView,
    SideState,
)

_TYPE = Type(size=7)
_STRONG = Type(size=7, weight=600)
_LINE_MM = 4.3
_KEY_MM = 7.0
"""Width of the sign before the words."""
_COLUMN_GAP_MM = 4.0
_NARROWEST_MM = 40.0
"""So that a column of a journal has two and a page four."""
_RADIUS = 1.5
_ORDER = tuple(ControlStatus)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of the legend: a sign around the origin, and its words."""

    parts: glyphs.Parts
    text: str
    style: Type = _TYPE
    letter: str = ""
    letter_color: str = ""
    low: bool = False
    """Whether the letter stands lower, as in a triangle."""


def build_legend(spec: MapSpec, told: Told, words: FigureWords) -> list[Entry]:
    """Entries for what was drawn: actors, statuses, signs, kinds of places, areas, ground."""
    styles = [style for style in spec.actors if style.key in told.actors]
    entries = [
        Entry(
            parts=[(to_path(glyph(style.glyph, _RADIUS)), {"facecolor": style.color, "edgecolor": glyphs.INK, "linewidth": 0.7})],
            text=printable(style.name),
            style=_STRONG,
            letter=style.letter,
            letter_color=glyphs.ink_on(style.color),
            low=style.glyph == "triangle",
        )
        for style in styles
    ]
    by_key = {style.key: style for style in _EXAMPLES}
    for status in sorted(told.statuses, key=_ORDER.index):
        ringed = status in (ControlStatus.BESIEGED, ControlStatus.PRESSURED)
        parts = glyphs.state_parts(_example(status), by_key, radius=_RADIUS * (0.75 if ringed else 1.0))
        letter = "?" if status is ControlStatus.UNKNOWN else ""
        entries.append(Entry(parts=parts, text=words[f"status.{status.value}"], letter=letter, letter_color=glyphs.GREY))
    entries += _signs(spec, told, words, by_key)
    entries += _crossings(told, words, by_key)
    entries += [
        Entry(parts=[(to_path(site_sign(kind, _RADIUS)), {"facecolor": glyphs.INK})], text=words[f"kind.{kind}"])
        for kind in SITE_KINDS
        if kind in told.sites
    ]
    entries += _areas(spec, told, words)
    return entries + _ground(told, words)


_EXAMPLES = (
    ActorStyle(key="a", name="", color="#555555", glyph="circle", pattern="diagonal", letter=""),
    ActorStyle(key="b", name="", color="#9a9a9a", glyph="circle", pattern="back", letter=""),
)


def _example(status: ControlStatus, **more: Any) -> ControlState:  # noqa: ANN401 - fields of a state
    holders = ("a", "b") if status is ControlStatus.SHARED else () if status is ControlStatus.UNKNOWN else ("a",)
    fields: dict[str, Any] = {"id": "", "place_id": "", "status": status, "valid_from": None, "valid_to": None, "holders": holders}
    return ControlState(**({**fields, "opponents": ("b",), "confidence": Confidence.LIKELY} | more))


def _signs(spec: MapSpec, told: Told, words: FigureWords, styles: dict[str, ActorStyle]) -> list[Entry]:
    held = ControlStatus.HELD
    views = (PartyView(camp="", holders=("a",), claim_ids=()), PartyView(camp="", holders=("b",), claim_ids=()))
    looks = {
        "unsure": glyphs.state_parts(_example(held, confidence=Confidence.POSSIBLE), styles, radius=_RADIUS),
        "inferred": glyphs.state_parts(_example(held, inferred=True), styles, radius=_RADIUS * 0.85),
        "disagreement": glyphs.state_parts(_example(held, views=views), styles, radius=_RADIUS * 0.75),
        "aged": glyphs.state_parts(_example(held), styles, radius=_RADIUS, aged=True),
        "changed": [*glyphs.change_ring(_RADIUS * 0.9), *glyphs.state_parts(_example(held), styles, radius=_RADIUS * 0.8)],
        "attack": glyphs.attack_parts("#555555", radius=_RADIUS, faded=False),
        "advance": [
            (path.transformed(Affine2D().translate(2.4, 0)), look) for path, look in glyphs.advance_parts("#555555", length=4.8, width=1.7)
        ],
        "front": glyphs.front_parts(Path([(-2.6, 0.0), (2.6, 0.0)])),
    }
    days = {"aged": spec.aged_after_days, "attack": spec.attack_days, "advance": spec.attack_days}
    return [
        Entry(parts=parts, text=words.fill(f"legend.{sign}", n=words.number(days.get(sign, 0))))
        for sign, parts in looks.items()
        if sign in told.signs
    ]


def _crossings(told: Told, words: FigureWords, styles: dict[str, ActorStyle]) -> list[Entry]:
    found = []
    for status in CrossingStatus:
        if status.value not in told.passages:
            continue
        sides = tuple(
            SideState(country="", name="", holders=holders, control=ControlStatus.HELD, passage=status) for holders in (("a",), ("b",))
        )
        state = CrossingState(id="", place_id="", sides=(sides[0], sides[1]), valid_from=None, valid_to=None)
        parts = glyphs.crossing_parts(state, styles, radius=_RADIUS, swapped=False)
        text = f"{words['kind.border_crossing']}: {words[f'passage.{status.value}']}"
        found.append(Entry(parts=parts, text=text))
    return found


def _areas(spec: MapSpec, told: Told, words: FigureWords) -> list[Entry]:
    styles = {style.key: style for style in spec.actors}
    swatch = to_path(shapely.box(-2.6, -1.45, 2.6, 1.45))
    found = []
    for actor, status, method in sorted(told.areas):
        style = styles.get(actor, glyphs.NOBODY)
        name = printable(style.name) if actor else words[f"status.{status}"]
        text = words.fill("legend.area", actor=name, method=words[f"method.{method}"])
        found.append(Entry(parts=area_parts(swatch, style, contested=not actor), text=text))
    if "unit" in told.signs:
        box = shapely.box(-2.6, -1.45, 2.6, 1.45)
        lines = shapely.MultiLineString([[(x - 1.6, 1.6), (x + 1.6, -1.6)] for x in (-2.4, -0.8, 0.8, 2.4)])
        grey = {"edgecolor": "#777777", "linewidth": 0.6}
        parts: glyphs.Parts = [(to_path(shapely.intersection(lines, box)), grey), (to_path(box), grey)]
        found.append(Entry(parts=parts, text=words["legend.unit"]))
    return found


def _ground(told: Told, words: FigureWords) -> list[Entry]:
    looks = {
        "river": {"edgecolor": WATER, "linewidth": 1.0},
        "road": {"edgecolor": ROAD, "linewidth": 0.9},
        "road.schematic": {"edgecolor": ROAD, "linewidth": 0.9},
        "disputed": {"edgecolor": BORDER, "linewidth": 0.8, "linestyle": (0, (3, 2))},
    }
    line = Path([(-2.6, 0.0), (2.6, 0.0)])
    return [Entry(parts=[(line, look)], text=words[f"legend.{key}"]) for key, look in looks.items() if key in told.ground]


def draw_legend(sheet: Sheet, entries: list[Entry], top: float, words: FigureWords) -> float:
    """Draw the entries in columns over the sheet's width; returns the lower end in millimetres.

    As many columns as the longest words allow, filled from top to bottom; right to left where the language is.
    """
    if not entries:
        return top
    longest = max(sheet.measure(entry.text, entry.style) for entry in entries) + _KEY_MM
    narrowest = min(longest, _NARROWEST_MM)
    columns = max(1, int((sheet.width + _COLUMN_GAP_MM) // (narrowest + _COLUMN_GAP_MM)))
    width = (sheet.width - (columns - 1) * _COLUMN_GAP_MM) / columns
    blocks = [(entry, sheet.wrap(entry.text, entry.style, width - _KEY_MM)) for entry in entries]
    tall = [_LINE_MM + (len(lines) - 1) * 2.9 for _, lines in blocks]
    split = _balance(tall, columns)
    lowest = top
    for column, (start, end) in enumerate(split):
        y = top
        for (entry, lines), height in zip(blocks[start:end], tall[start:end], strict=True):
            _draw_entry(sheet, entry, lines, column * (width + _COLUMN_GAP_MM), y + _LINE_MM / 2, words)
            y += height
        lowest = max(lowest, y)
    return lowest


def _balance(heights: list[float], columns: int) -> list[tuple[int, int]]:
    """Where to break a list into columns so that the tallest is as short as can be, in order."""
    low, high = max(heights), sum(heights)
    for _ in range(24):
        middle = (low + high) / 2
        if len(_fill(heights, middle)) <= columns:
            high = middle
        else:
            low = middle
    return _fill(heights, high)


def _fill(heights: list[float], limit: float) -> list[tuple[int, int]]:
    found, start, used = [], 0, 0.0
    for index, height in enumerate(heights):
        if used and used + height > limit + 1e-6:
            found.append((start, index))
            start, used = index, 0.0
        used += height
    return [*found, (start, len(heights))]


def _draw_entry(sheet: Sheet, entry: Entry, lines: list[str], left: float, y: float, words: FigureWords) -> None:
    mirrored = words.right_to_left
    key_x = left + _KEY_MM / 2 - 0.6
    text_x = left + _KEY_MM
    if mirrored:
        key_x, text_x = sheet.width - key_x, sheet.width - text_x
    move = Affine2D().translate(key_x, y)
    for path, style in entry.parts:
        sheet.draw(move.transform_path(path), zorder=95, **style)
    if entry.letter:
        size = 4.6 if len(entry.letter) == 1 else 3.6
        lower = 0.22 if entry.low else 0.0
        sheet.write(
            key_x,
            y + size * 0.33 * MM_PER_POINT + lower * _RADIUS,
            entry.letter,
            Type(size=size, weight=600, color=entry.letter_color),
            align="center",
        )
    for index, line in enumerate(lines):
        sheet.write(text_x, y + 0.85 + index * 2.9, line, entry.style, align="right" if mirrored else "left")
