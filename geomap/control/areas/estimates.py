"""How much ground, how many people, which share of the units: low, best and high over methods and parameters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geomap.control.areas.build import patches_of
from geomap.control.areas.ground import CONTESTED, NO_DATA, Ground, lay_ground
from geomap.control.areas.options import AreaMethod, AreaOptions
from geomap.control.areas.stated import StatedUnit, stated_units
from geomap.control.build import Control
from geomap.model import Area, AreaEstimate, AreaRange, Outline, Place, UnitShare

_LEAST_PERCENT = 0.05
"""A smaller share of a unit is not listed."""


def estimate_areas(
    control: Control,
    as_of: date,
    outlines: Iterable[Outline],
    options: AreaOptions | None = None,
    *,
    others: Iterable[Place] = (),
    drawn: Iterable[Area] = (),
) -> tuple[AreaRange, ...]:
    """Ranges by actor, sorted; the parameters are those of `build_areas`.

    Every computing method is run with its own, its low and its high parameter; stated shares count with the low, best
    and high percent that their words stand for, areas that the user drew as they are. The methods measure different
    things and are never averaged.

    People are those of the places that lie in an area, as the gazetteer has them. A computed area counts the places
    that its actor holds, one that the user drew also those of which nothing is told.
    """
    options = options or AreaOptions(methods=(AreaMethod.REACH, AreaMethod.CORRIDORS))
    states = control.states_on(as_of)
    ground = lay_ground(control, states, outlines, others)
    units = dict(zip(ground.units, _plane_units(ground), strict=True))
    found: dict[str, list[AreaEstimate]] = {}
    for method in options.methods:
        if method is AreaMethod.STATED:
            _add_stated(found, stated_units(control, states, ground.units))
        elif method is AreaMethod.DRAWN:
            for actor, shapes in sorted(_drawn(drawn, as_of).items()):
                patch = shapely.union_all(shapely.make_valid(ground.plane.project(np.array(shapes, dtype=object))))
                found.setdefault(actor, []).append(_measured(actor, patch, method, "as drawn", ground, units))
        else:
            for parameter, varied in _variants(method, options):
                for actor, patch in patches_of(method, ground, varied).grounds.items():
                    if actor != CONTESTED:
                        found.setdefault(actor, []).append(_measured(actor, patch, method, parameter, ground, units))
    return tuple(_range(actor, as_of, estimates, ground) for actor, estimates in sorted(found.items()))


def _variants(method: AreaMethod, options: AreaOptions) -> tuple[tuple[str, AreaOptions], ...]:
    """The method with its own parameter first, then with the low and the high one."""
    if method is AreaMethod.REACH:
        values = (options.reach_km, *options.reach_range_km)
        return tuple((f"reach_km={value:g}", replace(options, reach_km=value)) for value in values)
    values = (options.width_km, *options.width_range_km)
    return tuple((f"width_km={value:g}", replace(options, width_km=value)) for value in values)


def _plane_units(ground: Ground) -> list[BaseGeometry]:
    if not ground.units:
        return []
    shapes = ground.plane.project(np.array([unit.geometry for unit in ground.units.values()], dtype=object))
    return list(shapely.make_valid(shapes))


def _drawn(areas: Iterable[Area], as_of: date) -> dict[str, list[BaseGeometry]]:
    """Shapes by actor of what is valid on the day."""
    shapes: dict[str, list[BaseGeometry]] = {}
    for area in areas:
        if area.actor and (area.valid_from is None or area.valid_from <= as_of) and (area.valid_to is None or as_of < area.valid_to):
            shapes.setdefault(area.actor, []).append(area.geometry)
    return shapes


def _add_stated(found: dict[str, list[AreaEstimate]], units: Sequence[StatedUnit]) -> None:
    by_actor: dict[str, list[StatedUnit]] = {}
    for unit in units:
        by_actor.setdefault(unit.state.holders[0], []).append(unit)
    for actor, mine in by_actor.items():
        for index, word in ((1, "best share"), (0, "low share"), (2, "high share")):
            found.setdefault(actor, []).append(
                AreaEstimate(
                    method=AreaMethod.STATED.value,
                    parameter=word,
                    km2=round(sum(unit.km2[index] for unit in mine), 1),
                    people=None,
                    unit_percent=tuple((unit.outline.id, unit.percent[index]) for unit in mine),
                )
            )


def _measured(
    actor: str, patch: BaseGeometry, method: AreaMethod, parameter: str, ground: Ground, units: dict[str, BaseGeometry]
) -> AreaEstimate:
    mine = {actor, NO_DATA} if method is AreaMethod.DRAWN else {actor}
    shapely.prepare(patch)
    inside = shapely.intersects(patch, ground.points)
    counted = [
        place.population
        for place, holder, within in zip(ground.places, ground.holders, inside, strict=True)
        if within and holder in mine and place.population is not None
    ]
    shares = []
    for key, unit in units.items():
        if unit.area > 0 and shapely.intersects(patch, unit):
            percent = 100 * shapely.intersection(unit, patch).area / unit.area
            if percent > _LEAST_PERCENT:
                shares.append((key, round(percent, 1)))
    return AreaEstimate(
        method=method.value,
        parameter=parameter,
        km2=round(ground.plane.km2(patch), 1),
        people=sum(counted) if counted else None,
        unit_percent=tuple(shares),
    )


def _range(actor: str, as_of: date, estimates: list[AreaEstimate], ground: Ground) -> AreaRange:
    sizes = [estimate.km2 for estimate in estimates]
    people = [estimate.people for estimate in estimates if estimate.people is not None]
    unknown = sum(holder == actor and place.population is None for place, holder in zip(ground.places, ground.holders, strict=True))
    methods = tuple(dict.fromkeys(estimate.method for estimate in estimates))
    name = ground.camps.name(actor)
    counted = _spread(people, "people in places with a known population") if people else "no population known"
    return AreaRange(
        actor=actor,
        as_of=as_of,
        methods=methods,
        low_km2=min(sizes),
        best_km2=sizes[0],
        high_km2=max(sizes),
        low_people=min(people, default=None),
        best_people=next((estimate.people for estimate in estimates if estimate.people is not None), None),
        high_people=max(people, default=None),
        unknown_population=unknown,
        units=tuple(_unit_shares(estimates, ground)),
        estimates=tuple(estimates),
        sentence=f"{name} on {as_of.isoformat()}: {_spread(sizes, 'km2')}; {counted}. "
        + (f"Methods differ: {', '.join(methods)}." if len(methods) > 1 else f"By one method, {methods[0]}; others would differ."),
    )


def _spread(values: Sequence[float], of: str) -> str:
    """Low to high, with the best, which is the first."""
    low, best, high = (f"{value:,.0f}" for value in (min(values), values[0], max(values)))
    return f"{best} {of}" if low == high else f"{low} to {high} {of} (best {best})"


def _unit_shares(estimates: Sequence[AreaEstimate], ground: Ground) -> Iterable[UnitShare]:
    """Over the estimates that say anything of a unit: stated shares speak only of the units that texts name."""
    told = [dict(estimate.unit_percent) for estimate in estimates]
    for unit_id in sorted({key for shares in told for key in shares}):
        values = [
            shares.get(unit_id, 0.0)
            for shares, estimate in zip(told, estimates, strict=True)
            if unit_id in shares or estimate.method != AreaMethod.STATED.value
        ]
        yield UnitShare(unit_id=unit_id, name=ground.units[unit_id].name, low=min(values), best=values[0], high=max(values))
