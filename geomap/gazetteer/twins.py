"""Which entry of a store is a place the curated tables have already: curated entries win, imported names join them."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from geomap.gazetteer.curated import Tables
from geomap.gazetteer.distance import distance_km
from geomap.gazetteer.names import NameTable
from geomap.gazetteer.store import Store
from geomap.gazetteer.store_format import cell_of, cells_between
from geomap.model import Place, PlaceKind
from geomap.text.fold import fold

NEAR_KM = 12.0
"""How far apart two sources may put one settlement or site; GeoNames is off by up to 10 km in the curated theatre."""
_NEAR_DEGREES = 0.15
"""A little more than that, in degrees of latitude: the first sieve, before distances are measured."""
_SAME_FIELD_KM = 3.0
"""About the length of a runway."""
_NEIGHBOUR_KM = 25.0
"""How near a curated place of the same sort lies whose name an imported twin does not lend to another."""
_SYSTEMS = ("geonameid", "wikidata", "pcode")
_UNITS = (PlaceKind.COUNTRY, PlaceKind.ADMIN1)
_MEMORY = 16_384


class Twins:
    """Answers for any place id under which id the gazetteer knows the place."""

    def __init__(self, tables: Tables, names: Callable[[], NameTable], stores: Sequence[Store]) -> None:
        """Take the curated tables, what gives their names, and the stores."""
        self._tables = tables
        self._names = names
        self._stores = tuple(stores)
        self._by_id: Mapping[tuple[str, str], str] = {
            (system, ids[system]): place_id for place_id, ids in tables.external_ids.items() for system in _SYSTEMS if system in ids
        }
        self._by_cell: dict[int, list[Place]] = {}
        for place in tables.places.values():
            if place.kind not in _UNITS:
                lon, lat = place.lonlat.lonlat
                for cell in cells_between(lon - _NEAR_DEGREES, lat - _NEAR_DEGREES, lon + _NEAR_DEGREES, lat + _NEAR_DEGREES):
                    self._by_cell.setdefault(cell, []).append(place)
        self.of = lru_cache(_MEMORY)(self._of)

    def _of(self, place_id: str) -> str:
        """The id of the curated twin of an imported entry, or the id itself.

        An entry is the same place if an id elsewhere says so, if it is the same country or a first-level unit of the same name, or
        if it has the name and sort of a curated place of its country and lies within 12 km of it.
        """
        if place_id in self._tables.places:
            return place_id
        for store in self._stores:
            place = store.place(place_id)
            if place is not None:
                return self._twin(store, place) or place_id
        return place_id

    def known_as(self, place_id: str, name: str) -> str:
        """The id a place is known under by one of its names; empty if the name is that of a curated neighbour of its twin.

        Sources merge neighbours: an entry on the border quarter may bear the name of the town beside it, which is an entry of its own here.
        """
        twin = self.of(place_id)
        if twin == place_id:
            return twin
        bearers = {entry[0] for entry in self._names().folded(fold(name))}
        if twin in bearers:
            return twin
        place = self._tables.places[twin]
        others = [self._tables.places[bearer] for bearer in bearers]
        neighbours = [other for other in others if _alike(other.kind, place.kind) and other.country == place.country]
        return "" if any(distance_km(place.lonlat, other.lonlat) <= _NEIGHBOUR_KM for other in neighbours) else twin

    def _twin(self, store: Store, place: Place) -> str:
        if place.kind not in _UNITS and not any(_may_be(place, other) for other in self._by_cell.get(cell_of(*place.lonlat.lonlat), ())):
            return ""
        external = store.external_ids(place.id)
        for system in _SYSTEMS:
            twin = self._by_id.get((system, external.get(system, "")))
            if twin is not None and _alike(self._tables.places[twin].kind, place.kind):
                return twin
        candidates = {
            entry[0]
            for name in {place.name, *(name.text for name in store.names_of(place.id))}
            for entry in self._names().folded(fold(name))
        }
        same = [
            self._tables.places[candidate]
            for candidate in sorted(candidates)
            if _alike(self._tables.places[candidate].kind, place.kind) and self._tables.places[candidate].country == place.country
        ]
        if place.kind in _UNITS:
            return same[0].id if same else ""
        near = [(distance_km(place.lonlat, other.lonlat), other.id) for other in same]
        distance, twin = min(near, default=(NEAR_KM + 1, ""))
        return twin if distance <= NEAR_KM else self._same_field(place)

    def _same_field(self, place: Place) -> str:
        """The curated airfield a place lies on: two of different names do not lie so near each other, one of two names does."""
        if place.kind not in _AIRFIELDS:
            return ""
        others = [other for other in self._by_cell.get(cell_of(*place.lonlat.lonlat), ()) if other.kind in _AIRFIELDS]
        near = [(distance_km(place.lonlat, other.lonlat), other.id) for other in others if other.country == place.country]
        distance, twin = min(near, default=(_SAME_FIELD_KM + 1, ""))
        return twin if distance <= _SAME_FIELD_KM else ""


def _may_be(place: Place, other: Place) -> bool:
    """Whether a curated place is of the sort and near enough to be looked at closely."""
    return (
        abs(place.lonlat.lat - other.lonlat.lat) < _NEAR_DEGREES
        and _alike(place.kind, other.kind)
        and abs(place.lonlat.lon - other.lonlat.lon) * math.cos(math.radians(place.lonlat.lat)) < _NEAR_DEGREES
    )


def _alike(one: PlaceKind, other: PlaceKind) -> bool:
    """Whether two sources may mean one place by these kinds."""
    return one is other or {one, other} <= _SETTLED or {one, other} <= _AIR


_SETTLED = frozenset({PlaceKind.CITY, PlaceKind.TOWN, PlaceKind.VILLAGE, PlaceKind.NEIGHBOURHOOD})
"""A big quarter is a town of its own in other sources."""
_AIRFIELDS = frozenset({PlaceKind.AIRBASE, PlaceKind.AIRPORT})
_AIR = _AIRFIELDS | {PlaceKind.BASE}
