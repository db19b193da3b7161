"""The ground under the areas: countries, lakes, units, roads and rivers, on the plane."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geomap.control.areas.plane import Geometries, Plane
from geomap.control.build import Control
from geomap.control.camps import Camps
from geomap.model import ControlState, ControlStatus, Outline, OutlineKind, Place

_HOLDS = frozenset({ControlStatus.HELD, ControlStatus.BESIEGED, ControlStatus.PRESSURED})
_OPEN = frozenset({ControlStatus.CONTESTED, ControlStatus.SHARED})
CONTESTED = "?"
"""Stands for the holder of ground that nobody holds alone."""
NO_DATA = ""
"""Stands for the holder of ground that nobody is said to hold: it blocks its neighbours."""


@dataclass(frozen=True, kw_only=True)
class Seed:
    """A place that counts for the ground around it."""

    place: Place
    holder: str
    """Actor key, `CONTESTED` or `NO_DATA`."""
    state: ControlState | None


@dataclass(frozen=True, kw_only=True)
class Ground:
    """Everything an area is made from, in metres on the plane."""

    plane: Plane
    seeds: tuple[Seed, ...]
    points: Geometries = field(repr=False)
    """One point per seed."""
    countries: dict[str, BaseGeometry] = field(repr=False)
    """Land by country code, lakes taken out."""
    lines: Geometries = field(repr=False)
    """Roads and rivers."""
    camps: Camps = field(repr=False)
    units: dict[str, Outline] = field(repr=False)
    """First-level units by id, in EPSG:4326."""
    notes: tuple[str, ...] = ()
    """What could not be done, in words."""

    def clip(self, pieces: Geometries, country: str) -> Geometries:
        """Pieces of ground on the plane without what lies outside the country; all of them if its outline is not known.

        Piece by piece: one that lies wholly inside is left as it is, which takes a glance.
        """
        land = self.countries.get(country)
        if land is None:
            return pieces
        cut = pieces.copy()
        outside = ~shapely.contains_properly(land, cut)
        cut[outside] = shapely.intersection(cut[outside], land)
        return cut


def lay_ground(control: Control, states: Iterable[ControlState], outlines: Iterable[Outline], others: Iterable[Place] = ()) -> Ground:
    """Put places, land and lines on one plane.

    Parameters
    ----------
    control
        For the places.
    states
        Of one day. Only point places count: a share of a unit says nothing of the ground in it.
    outlines
        Any; countries, lakes, first-level units, roads and rivers are used.
    others
        Further settlements, of which nothing is told: no neighbour's colour runs over them.
    """
    seeds = []
    for state in states:
        place = control.places[state.place_id]
        if not place.kind.is_area:
            seeds.append(Seed(place=place, holder=_holder(state), state=state))
    told = {seed.place.id for seed in seeds}
    seeds.extend(Seed(place=place, holder=NO_DATA, state=None) for place in others if place.id not in told and not place.kind.is_area)
    seeds = _one_per_spot(seeds)
    plane = Plane([seed.place.lonlat.lonlat for seed in seeds])
    listed = list(outlines)
    needed = {seed.place.country for seed in seeds}
    lakes = _projected(plane, [o.geometry for o in listed if o.kind is OutlineKind.LAKE])
    water = shapely.union_all(lakes) if len(lakes) else None
    countries: dict[str, BaseGeometry] = {}
    for outline in listed:
        if outline.kind is OutlineKind.ADMIN0 and outline.country in needed:
            land = _projected(plane, [outline.geometry])[0]
            land = shapely.make_valid(land) if not land.is_valid else land
            dry = shapely.difference(land, water) if water is not None else land
            known = countries.get(outline.country)
            countries[outline.country] = dry if known is None else shapely.union(known, dry)
    shapely.prepare(list(countries.values()))
    lines = [o.geometry for o in listed if o.kind in (OutlineKind.ROAD, OutlineKind.RIVER)]
    parts = shapely.get_parts(_projected(plane, lines)) if lines else np.array([], dtype=object)
    return Ground(
        plane=plane,
        seeds=tuple(seeds),
        points=_points(plane, seeds),
        countries=countries,
        lines=parts[shapely.get_type_id(parts) == 1] if len(parts) else parts,
        camps=Camps(control.actors),
        units={o.id: o for o in listed if o.kind is OutlineKind.ADMIN1},
        notes=tuple(f"no outline of {code or 'a place without a country'}: not clipped" for code in sorted(needed - countries.keys())),
    )


def _holder(state: ControlState) -> str:
    if state.status in _HOLDS and state.holders:
        return state.holders[0]
    return CONTESTED if state.status in _OPEN else NO_DATA


def _one_per_spot(seeds: list[Seed]) -> list[Seed]:
    """One seed for a position: two on one spot have no ground between them. Who has a holder goes first, then the id."""
    seeds = sorted(seeds, key=lambda seed: seed.place.id)
    spots: dict[tuple[float, float], Seed] = {}
    for seed in seeds:
        lonlat = seed.place.lonlat.lonlat
        first = spots.setdefault(lonlat, seed)
        if first.holder == NO_DATA != seed.holder:
            spots[lonlat] = seed
    return seeds if len(spots) == len(seeds) else sorted(spots.values(), key=lambda seed: seed.place.id)


def _points(plane: Plane, seeds: list[Seed]) -> Geometries:
    """All in one call: a point made alone costs more than the whole projection."""
    return plane.project(shapely.points(np.array([seed.place.lonlat.lonlat for seed in seeds], dtype=float).reshape(-1, 2)))


def _projected(plane: Plane, geometries: list[BaseGeometry]) -> Geometries:
    if not geometries:
        return np.array([], dtype=object)
    return plane.project(np.array(geometries, dtype=object))
