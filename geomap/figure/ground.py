"""The ground under the marks: land, neighbours, borders, provinces, water and roads, quiet enough to carry them."""

from __future__ import annotations

from collections.abc import Iterable

from matplotlib.path import Path

from geomap.figure.projection import Frame
from geomap.figure.sheet import Sheet
from geomap.model import MapSpec, Outline, OutlineKind

SEA = "#dfe8ec"
LAND = "#f3f0e8"
NEIGHBOUR = "#faf8f4"
WATER = "#7fa6b8"
BORDER = "#6f6a62"
PROVINCE = "#c4bdaf"
ROAD = "#cdb79c"
WATER_TYPE = "#4d7a8f"
GROUND_TYPE = "#8a8378"


def theatre_countries(spec: MapSpec) -> frozenset[str]:
    """Countries in which the map says something."""
    told = {state.place_id for state in spec.states} | {state.place_id for state in spec.crossing_states}
    return frozenset(place.country for place in spec.places if place.id in told)


def draw_ground(sheet: Sheet, frame: Frame, outlines: Iterable[Outline], countries: frozenset[str], *, fine: bool) -> frozenset[str]:
    """Draw the outlines on a frame.

    Parameters
    ----------
    countries
        Those drawn as the theatre; all others are paler.
    fine
        With provinces and roads; without for small frames.

    Returns
    -------
    What is there to explain: ``road``, ``road.schematic``, ``river``, ``disputed``.
    """
    clip = frame.outline
    drawn: set[str] = set()
    sheet.draw(frame.outline, zorder=0, facecolor=SEA)
    for outline in outlines:
        if outline.kind is OutlineKind.ROAD and not fine:
            continue
        if outline.kind is OutlineKind.ADMIN1 and not fine:
            continue
        path = frame.path(outline.geometry)
        if path is None:
            continue
        if outline.kind is OutlineKind.ADMIN0:
            sheet.draw(path, zorder=1, clip=clip, facecolor=LAND if outline.country in countries else NEIGHBOUR)
            line = {"linestyle": (0, (3, 2))} if outline.disputed else {}
            sheet.draw(path, zorder=6, clip=clip, edgecolor=BORDER, linewidth=0.7, **line)
            if outline.disputed:
                drawn.add("disputed")
        elif outline.kind is OutlineKind.ADMIN1:
            sheet.draw(path, zorder=2, clip=clip, edgecolor=PROVINCE, linewidth=0.4)
        elif outline.kind is OutlineKind.LAKE:
            sheet.draw(path, zorder=4, clip=clip, facecolor=SEA, edgecolor=WATER, linewidth=0.35)
        elif outline.kind is OutlineKind.RIVER:
            sheet.draw(path, zorder=5, clip=clip, edgecolor=WATER, linewidth=0.8, capstyle="round", joinstyle="round")
            drawn.add("river")
        else:
            sheet.draw(path, zorder=3, clip=clip, edgecolor=ROAD, linewidth=0.6, capstyle="round", joinstyle="round")
            drawn.add("road.schematic" if outline.schematic else "road")
    return frozenset(drawn)


def draw_locator(sheet: Sheet, locator: Frame, main: Frame, outlines: Iterable[Outline], countries: frozenset[str]) -> None:
    """The small map that says where the large one lies."""
    sheet.draw(locator.outline, zorder=80, facecolor=SEA)
    for outline in outlines:
        if outline.kind is not OutlineKind.ADMIN0:
            continue
        path = locator.path(outline.geometry)
        if path is not None:
            face = "#cfc7b6" if outline.country in countries else NEIGHBOUR
            sheet.draw(path, zorder=81, clip=locator.outline, facecolor=face, edgecolor=BORDER, linewidth=0.35)
    corners = [locator.place(corner) for corner in main.edge]
    sheet.draw(Path([*corners, corners[0]], closed=True), zorder=82, clip=locator.outline, edgecolor="#b2182b", linewidth=0.9)
    sheet.draw(locator.outline, zorder=83, edgecolor=BORDER, linewidth=0.6)
