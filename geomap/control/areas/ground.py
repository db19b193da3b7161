"""The ground under the areas: countries, lakes, units, roads and rivers, on the plane."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
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

_Row = tuple[Place, str, ControlState | None]
"""A place that counts for the ground around it, its holder, and the state that says so."""


@dataclass(frozen=True, kw_only=True)
class Ground:
    """Everything an area is made from, in metres on the plane.

    Places, holders, states and points go side by side: one row for each place that counts for the ground around it.
    """

    plane: Plane
    places: tuple[Place, ...]
    """By id, no two on one spot."""
    holders: tuple[str, ...]
    """Actor key, `CONTESTED` or `NO_DATA`."""
    states: tuple[ControlState | None, ...]
    points: Geometries = field(repr=False)
    countries: dict[str, BaseGeometry] = field(repr=False)
    """Land by country code, lakes taken out."""
    ways: tuple[BaseGeometry, ...] = field(repr=False)
    """Roads and rivers, in EPSG:4326."""
    camps: Camps = field(repr=False)
    units: dict[str, Outline] = field(repr=False)
    """First-level units by id, in EPSG:4326."""
    notes: tuple[str, ...] = ()
    """What could not be done, in words."""

    @cached_property
    def lines(self) -> Geometries:
        """Roads and rivers on the plane, one line each; projected when a method asks for them."""
        parts = shapely.get_parts(_projected(self.plane, self.ways))
        lines: Geometries = parts[shapely.get_type_id(parts) == 1]
        return lines

    @cached_property
    def owners(self) -> tuple[tuple[tuple[str, str], ...], NDArray[Any]]:
        """Whoever has ground: (holder, country) in order, and for every place the number of its owner, -1 for `NO_DATA`."""
        pairs = list(zip(self.holders, (place.country for place in self.places), strict=True))
        owners = tuple(sorted({pair for pair in pairs if pair[0] != NO_DATA}))
        numbers = {owner: number for number, owner in enumerate(owners)}
        return owners, np.array([numbers.get(pair, -1) for pair in pairs], dtype=np.intp)


def clipped(pieces: Geometries, land: BaseGeometry | None) -> Geometries:
    """Pieces of ground on the plane without what lies outside the land; all of them if its outline is not known.

    Piece by piece: one that lies wholly inside is left as it is, which takes a glance.
    """
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
    rows: list[_Row] = [(place, _holder(state), state) for state in states if not (place := control.places[state.place_id]).kind.is_area]
    told = {place.id for place, _, _ in rows}
    rows.extend((place, NO_DATA, None) for place in others if place.id not in told and not place.kind.is_area)
    rows = _one_per_spot(rows)
    places = tuple(place for place, _, _ in rows)
    lonlats = [place.lonlat.lonlat for place in places]
    plane = Plane(lonlats)
    listed = list(outlines)
    needed = {place.country for place in places}
    lakes = _projected(plane, [o.geometry for o in listed if o.kind is OutlineKind.LAKE])
    water = shapely.disjoint_subset_union_all(lakes) if len(lakes) else None
    countries: dict[str, BaseGeometry] = {}
    for outline in listed:
        if outline.kind is OutlineKind.ADMIN0 and outline.country in needed:
            land = _projected(plane, [outline.geometry])[0]
            land = shapely.make_valid(land) if not land.is_valid else land
            dry = shapely.difference(land, water) if water is not None else land
            known = countries.get(outline.country)
            countries[outline.country] = dry if known is None else shapely.union(known, dry)
    shapely.prepare(list(countries.values()))
    return Ground(
        plane=plane,
        places=places,
        holders=tuple(holder for _, holder, _ in rows),
        states=tuple(state for _, _, state in rows),
        points=plane.points(lonlats),
        countries=countries,
        ways=tuple(o.geometry for o in listed if o.kind in (OutlineKind.ROAD, OutlineKind.RIVER)),
        camps=Camps(control.actors),
        units={o.id: o for o in listed if o.kind is OutlineKind.ADMIN1},
        notes=tuple(f"no outline of {code or 'a place without a country'}: not clipped" for code in sorted(needed - countries.keys())),
    )


def _holder(state: ControlState) -> str:
    if state.status in _HOLDS and state.holders:
        return state.holders[0]
    return CONTESTED if state.status in _OPEN else NO_DATA


def _one_per_spot(rows: list[_Row]) -> list[_Row]:
    """One row for a position: two on one spot have no ground between them. Who has a holder goes first, then the id."""
    spots: dict[tuple[float, float], _Row] = {}
    for row in sorted(rows, key=_place_id):
        lonlat = row[0].lonlat.lonlat
        first = spots.setdefault(lonlat, row)
        if first[1] == NO_DATA != row[1]:
            spots[lonlat] = row
    return sorted(spots.values(), key=_place_id)


def _place_id(row: _Row) -> str:
    return row[0].id


def _projected(plane: Plane, geometries: Sequence[BaseGeometry]) -> Geometries:
    if not geometries:
        return np.array([], dtype=object)
    return plane.project(np.array(geometries, dtype=object))
