"""Areas over the days of a map: only on request, each method by itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from geomap.control import Control
from geomap.control.areas import AreaMethod, AreaOptions, AreaSet, build_areas, estimate_areas
from geomap.errors import UsageError
from geomap.model import Area, AreaRange, FrontLine, Outline, OutlineKind, Place

MOST_DAYS = 40
"""On how many days areas are computed at the most: those next to the day the map opens on."""


@dataclass(frozen=True, kw_only=True)
class Ground:
    """Areas and fronts of all days, and what the reader must know about them."""

    areas: tuple[Area, ...] = ()
    fronts: tuple[FrontLine, ...] = ()
    notes: tuple[str, ...] = ()
    ranges: tuple[AreaRange, ...] = ()
    """How much everybody has on the day the map opens on, by low, best and high."""


def area_methods(names: Sequence[str]) -> tuple[AreaMethod, ...]:
    """The methods named, those that the user draws apart.

    Raises
    ------
    UsageError
        If one is unknown.
    """
    known = [method.value for method in AreaMethod if method is not AreaMethod.DRAWN]
    for name in names:
        if name not in known:
            raise UsageError(f"{name!r} is no area method", hint=f"one or more of {', '.join(known)}, comma-separated, or none")
    return tuple(AreaMethod(name) for name in names)


def measure_ground(
    control: Control, methods: Sequence[str], *, day: date, outlines: Sequence[Outline], others: Iterable[Place], drawn: Sequence[Area]
) -> tuple[AreaRange, ...]:
    """How much ground everybody has on a day, by the methods named and by what is drawn; parameters as of `model_ground`."""
    options = AreaOptions(methods=(*area_methods(methods), AreaMethod.DRAWN))
    return estimate_areas(control, day, outlines, options, others=_settled(others, outlines), drawn=drawn)


def areas_on(
    control: Control, methods: Sequence[str], *, day: date, outlines: Sequence[Outline], others: Iterable[Place], drawn: Sequence[Area]
) -> AreaSet:
    """The areas of one day by the methods named, and what is drawn; parameters as of `model_ground`."""
    options = AreaOptions(methods=(*area_methods(methods), AreaMethod.DRAWN))
    return build_areas(control, day, outlines, options, others=_settled(others, outlines), drawn=drawn)


def _settled(others: Iterable[Place], outlines: Sequence[Outline]) -> list[Place]:
    """Without the towns of lands that are not drawn: they would pull the projection's middle away, and be named as not clipped."""
    lands = {outline.country for outline in outlines if outline.kind is OutlineKind.ADMIN0}
    return [place for place in others if place.country in lands]


def model_ground(
    control: Control, methods: Sequence[str], *, as_of: date, outlines: Sequence[Outline], others: Iterable[Place], drawn: Sequence[Area]
) -> Ground:
    """Areas by the methods named, from each day on which a state changes to the next.

    Parameters
    ----------
    control
        Who holds what.
    methods
        Names of `AreaMethod`; empty: only what is drawn.
    as_of
        The day the map opens on.
    outlines
        Countries, lakes, units, rivers and roads; EPSG:4326.
    others
        Settlements of which nothing is told; no neighbour's colour runs over them.
    drawn
        What the user drew or imported; taken over as it is.

    Raises
    ------
    UsageError
        If a method is unknown.
    """
    options = AreaOptions(methods=area_methods(methods))
    if not methods:
        return Ground(areas=tuple(drawn))
    days = sorted({state.valid_from for state in control.states if state.valid_from} | {as_of})
    near = sorted(sorted(days, key=lambda day: abs((day - as_of).days))[:MOST_DAYS])
    settled = _settled(others, outlines)
    areas: list[Area] = list(drawn)
    fronts: list[FrontLine] = []
    notes: dict[str, None] = {}
    for day in near:
        until = next((later for later in days if later > day), None)
        made = build_areas(control, day, outlines, options, others=settled)
        areas.extend(replace(area, valid_to=until) for area in made.areas)
        fronts.extend(
            FrontLine(
                id=front.id, method=front.method, actors=front.actors, geometry=front.geometry, km=front.km, valid_from=day, valid_to=until
            )
            for front in made.fronts
        )
        notes.update(dict.fromkeys((*made.notes, f"Areas were computed in {made.projection}.")))
    if len(near) < len(days):
        notes[f"Areas are computed for {len(near)} of {len(days)} days, those nearest to {as_of.isoformat()}."] = None
    ranges = measure_ground(control, methods, day=as_of, outlines=outlines, others=settled, drawn=drawn)
    return Ground(areas=tuple(areas), fronts=tuple(fronts), notes=tuple(notes), ranges=ranges)
