"""How much ground, how many people, which share of the units: low, best and high over methods and parameters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geomap.control.areas.build import patches_of
from geomap.control.areas.ground import CONTESTED, Ground, lay_ground
from geomap.control.areas.options import AreaMethod, AreaOptions
from geomap.control.areas.plane import geodesic_km2
from geomap.control.areas.stated import stated_units
from geomap.control.build import Control
from geomap.model import Outline, Place


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """One actor by one method with one set of parameters."""

    actor: str
    method: str
    parameter: str
    """What was varied, as text."""
    km2: float
    people: int | None
    """In the places the actor holds that lie in the area, by the gazetteer; None if no population is known, or by stated shares."""
    unit_percent: tuple[tuple[str, float], ...] = ()
    """(unit id, percent of its ground), where above 0.05."""


@dataclass(frozen=True, kw_only=True)
class Range:
    """Low, best and high for one actor over all estimates."""

    actor: str
    low_km2: float
    best_km2: float
    """By the first chosen method with its own parameters."""
    high_km2: float
    people: int | None
    """In the places it holds alone, by the gazetteer; None if no population is known."""
    unknown_population: int
    """Places it holds whose population is not known."""
    estimates: tuple[Estimate, ...]
    sentence: str


def estimate_areas(
    control: Control, as_of: date, outlines: Iterable[Outline], options: AreaOptions | None = None, *, others: Iterable[Place] = ()
) -> tuple[Range, ...]:
    """Ranges by actor, sorted; the parameters are those of `build_areas`.

    Every computing method is run with its low, its own and its high parameter; stated shares count with the low, best
    and high percent that their words stand for. The methods measure different things and are never averaged.
    """
    options = options or AreaOptions(methods=(AreaMethod.REACH, AreaMethod.CORRIDORS))
    states = control.states_on(as_of)
    ground = lay_ground(control, states, outlines, others)
    units = dict(zip(ground.units, _plane_units(ground), strict=True))
    found: list[Estimate] = []
    for method in options.methods:
        if method is AreaMethod.STATED:
            totals: dict[str, list[float]] = {}
            for unit in stated_units(control, states, ground.units):
                sums = totals.setdefault(unit.state.holders[0], [0.0, 0.0, 0.0])
                for index, km2 in enumerate(unit.km2):
                    sums[index] += km2
            for actor, sums in totals.items():
                for word, km2 in zip(("best", "low", "high"), (sums[1], sums[0], sums[2]), strict=True):
                    found.append(Estimate(actor=actor, method=method.value, parameter=f"{word} share", km2=km2, people=None))
        elif method is not AreaMethod.DRAWN:
            for parameter, varied in _variants(method, options):
                found.extend(_measure(method, parameter, ground, varied, units))
    return _ranges(control, found, ground)


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


def _measure(
    method: AreaMethod, parameter: str, ground: Ground, options: AreaOptions, units: dict[str, BaseGeometry]
) -> Iterable[Estimate]:
    for actor, patch in patches_of(method, ground, options).grounds.items():
        if actor == CONTESTED:
            continue
        inside = shapely.intersects(patch, ground.points)
        counted = [
            seed.place.population
            for seed, within in zip(ground.seeds, inside, strict=True)
            if within and seed.holder == actor and seed.place.population is not None
        ]
        shares = []
        for key, unit in units.items():
            if unit.area > 0 and shapely.intersects(unit, patch):
                percent = 100 * shapely.intersection(unit, patch).area / unit.area
                if percent > 0.05:
                    shares.append((key, round(percent, 1)))
        shape = ground.plane.unproject(np.array([patch], dtype=object))[0]
        yield Estimate(
            actor=actor,
            method=method.value,
            parameter=parameter,
            km2=geodesic_km2(shape),
            people=sum(counted) if counted else None,
            unit_percent=tuple(shares),
        )


def _ranges(control: Control, found: list[Estimate], ground: Ground) -> tuple[Range, ...]:
    by_actor: dict[str, list[Estimate]] = {}
    for estimate in found:
        by_actor.setdefault(estimate.actor, []).append(estimate)
    ranges = []
    for actor, estimates in sorted(by_actor.items()):
        sizes = [estimate.km2 for estimate in estimates]
        held = [seed.place.population for seed in ground.seeds if seed.holder == actor]
        known = [population for population in held if population is not None]
        name = control.actors[actor].name if actor in control.actors else actor.removeprefix("name:")
        methods = sorted({estimate.method for estimate in estimates})
        people = f"{sum(known):,} people in {len(known)} of {len(held)} places held" if known else "no population known"
        ranges.append(
            Range(
                actor=actor,
                low_km2=min(sizes),
                best_km2=sizes[0],
                high_km2=max(sizes),
                people=sum(known) if known else None,
                unknown_population=len(held) - len(known),
                estimates=tuple(estimates),
                sentence=f"{name}: {min(sizes):,.0f} to {max(sizes):,.0f} km2, best {sizes[0]:,.0f} "
                f"({estimates[0].method}; methods differ: {', '.join(methods)}); {people}.",
            )
        )
    return tuple(ranges)
