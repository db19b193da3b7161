"""States of one day in, areas and fronts out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geomap.control.areas.corridors import corridor_patches
from geomap.control.areas.ground import CONTESTED, Ground, lay_ground
from geomap.control.areas.options import AreaMethod, AreaOptions
from geomap.control.areas.patches import Patches
from geomap.control.areas.plane import geodesic_km2, mended, polygons_of
from geomap.control.areas.reach import reach_patches
from geomap.control.areas.stated import StatedUnit, stated_units
from geomap.control.build import Control
from geomap.control.days import shifted
from geomap.model import Area, ControlState, ControlStatus, Outline, Place

ONE_MODEL = "A model of the ground, not a report of it; methods differ."
"""Goes into every computed area."""


@dataclass(frozen=True, kw_only=True)
class Front:
    """A line where the areas of two holders meet, EPSG:4326."""

    id: str
    method: str
    actors: tuple[str, str]
    geometry: BaseGeometry = field(repr=False)
    km: float
    """Length on the plane, in kilometres."""


@dataclass(frozen=True, kw_only=True)
class AreaSet:
    """The areas of one day by all chosen methods, side by side."""

    as_of: date
    areas: tuple[Area, ...]
    """Sorted by method, then actor; contested ground has no actor."""
    fronts: tuple[Front, ...]
    """Only where two areas really meet."""
    projection: str
    """Name of the equal-area plane everything was computed in."""
    notes: tuple[str, ...]
    """What could not be done, and that methods differ."""


def build_areas(
    control: Control,
    as_of: date,
    outlines: Iterable[Outline],
    options: AreaOptions | None = None,
    *,
    others: Iterable[Place] = (),
    drawn: Iterable[Area] = (),
) -> AreaSet:
    """Areas of one day.

    Parameters
    ----------
    control
        Who holds what.
    as_of
        The day. The areas are valid for it alone, since they change with every place.
    outlines
        Countries and lakes to clip to, units for stated shares, roads and rivers for corridors; EPSG:4326.
    options
        Methods and their numbers; None: the defaults.
    others
        Settlements of which nothing is told; no neighbour's colour runs over them.
    drawn
        Areas that the user drew or imported; those valid on the day are taken over with their area measured.
    """
    options = options or AreaOptions()
    ground = lay_ground(control, control.states_on(as_of), outlines, others)
    areas: list[Area] = []
    fronts: list[Front] = []
    for method in options.methods:
        if method in (AreaMethod.REACH, AreaMethod.CORRIDORS):
            patches = patches_of(method, ground, options)
            areas.extend(_areas(method, patches, ground, options, as_of))
            fronts.extend(_fronts(method, patches, ground, as_of))
        elif method is AreaMethod.STATED:
            areas.extend(_stated(unit, as_of) for unit in stated_units(control, control.states_on(as_of), ground.units))
        else:
            areas.extend(
                replace(area, area_km2=geodesic_km2(area.geometry), method=AreaMethod.DRAWN.value)
                for area in drawn
                if (area.valid_from is None or area.valid_from <= as_of) and (area.valid_to is None or as_of < area.valid_to)
            )
    return AreaSet(
        as_of=as_of,
        areas=tuple(sorted(areas, key=lambda area: (area.method, area.actor, area.id))),
        fronts=tuple(fronts),
        projection=ground.plane.name,
        notes=(*ground.notes, ONE_MODEL) if areas else ground.notes,
    )


def patches_of(method: AreaMethod, ground: Ground, options: AreaOptions) -> Patches:
    """The patches of one of the computing methods."""
    if method is AreaMethod.REACH:
        return reach_patches(ground, reach_km=options.reach_km, band_km=options.band_km, simplify_km=options.simplify_km)
    return corridor_patches(
        ground,
        width_km=options.width_km,
        gap_km=options.gap_km,
        snap_km=options.snap_km,
        band_km=options.band_km,
        simplify_km=options.simplify_km,
    )


def parameters_of(method: AreaMethod, ground: Ground, options: AreaOptions) -> tuple[tuple[str, str], ...]:
    """Everything that went into an area of a method, as text."""
    numbers = {
        AreaMethod.REACH: ("reach_km", "band_km", "simplify_km"),
        AreaMethod.CORRIDORS: ("width_km", "gap_km", "snap_km", "band_km", "simplify_km"),
    }[method]
    return (
        ("method", method.value),
        *((name, f"{getattr(options, name):g}") for name in numbers),
        ("projection", ground.plane.name),
        ("places", str(sum(state is not None for state in ground.states))),
        ("note", ONE_MODEL),
    )


def _areas(method: AreaMethod, patches: Patches, ground: Ground, options: AreaOptions, as_of: date) -> Iterable[Area]:
    keys = list(patches.grounds)
    if not keys:
        return
    shapes = ground.plane.unproject(np.array([patches.grounds[key] for key in keys], dtype=object))
    for number in np.flatnonzero(~shapely.is_valid(shapes)):
        shapes[number] = mended(shapes[number])
    parameters = parameters_of(method, ground, options)
    told: dict[str, list[ControlState]] = {}
    for holder, state in zip(ground.holders, ground.states, strict=True):
        if state is not None:
            told.setdefault(holder, []).append(state)
    for key, shape in zip(keys, shapes, strict=True):
        states = told.get(key, [])
        yield Area(
            id=f"{method.value}:{key if key != CONTESTED else 'contested'}@{as_of.isoformat()}",
            method=method.value,
            actor=key if key != CONTESTED else "",
            status=(ControlStatus.HELD if key != CONTESTED else ControlStatus.CONTESTED).value,
            geometry=shapely.normalize(polygons_of(shape)),
            valid_from=as_of,
            valid_to=shifted(as_of, 1),
            area_km2=ground.plane.km2(patches.grounds[key]),
            claim_ids=tuple(dict.fromkeys(chain.from_iterable(state.support for state in states))),
            state_ids=tuple(state.id for state in states),
            parameters=parameters,
        )


def _fronts(method: AreaMethod, patches: Patches, ground: Ground, as_of: date) -> Iterable[Front]:
    for (one, two), line in sorted(patches.fronts.items()):
        shape = ground.plane.unproject(np.array([line], dtype=object))[0]
        yield Front(
            id=f"{method.value}:{one}/{two}@{as_of.isoformat()}",
            method=method.value,
            actors=(one, two),
            geometry=shape,
            km=line.length / 1000,
        )


def _stated(unit: StatedUnit, as_of: date) -> Area:
    low, best, high = unit.percent
    share = f"{best:g} percent" if low == high else f"{unit.state.extent.value}: {low:g} to {high:g} percent"
    return Area(
        id=f"stated:{unit.state.place_id}@{as_of.isoformat()}",
        method=AreaMethod.STATED.value,
        actor=unit.state.holders[0],
        status=unit.state.status.value,
        geometry=unit.geometry,
        valid_from=as_of,
        valid_to=shifted(as_of, 1),
        area_km2=unit.km2[1],
        claim_ids=unit.state.support,
        state_ids=(unit.state.id,),
        parameters=(
            ("method", AreaMethod.STATED.value),
            ("share", share),
            ("unit_km2", f"{unit.unit_km2:.0f}"),
            ("note", "The whole unit is outlined; where in it the share lies, nobody says."),
        ),
        label=f"{unit.outline.name}: {share}",
    )
