"""The gazetteer: everything that is known about names, places, outlines and actors, behind one object."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType

from geomap.gazetteer.curated import NotPlace, Tables
from geomap.gazetteer.distance import within
from geomap.gazetteer.hits import NameHit, TextHit, Tier
from geomap.gazetteer.names import Entry, NameSource, NameTable, as_hit, in_use, same_case, same_vowels, sounding_alike
from geomap.gazetteer.scanning import Scanner
from geomap.gazetteer.scripts import leaves_vowels_out
from geomap.gazetteer.shapes import Outlines
from geomap.gazetteer.store import Store
from geomap.gazetteer.twins import NEAR_KM, Twins
from geomap.model import Actor, Crossing, LonLat, NameKind, Outline, Place, PlaceKind, Source
from geomap.text.fold import fold, fold_all

_REMEMBERED = 2_048
"""Places kept with all their names; a place of a store can have two hundred."""


class Gazetteer:
    """Places and their names, outlines, actors. Immutable; made by `load_gazetteer`."""

    def __init__(self, tables: Tables, *, outlines: Outlines, stores: Sequence[Store] = ()) -> None:
        """Take what was read; indexes are made on first use."""
        self._tables = tables
        self._stores = tuple(stores)
        self._twins = Twins(tables, lambda: self._names, self._stores)
        self._place = lru_cache(_REMEMBERED)(self._read_place)
        self._units: dict[str, Mapping[str, str]] = {}
        self._capitals = {unit: place.id for place in tables.places.values() for unit in place.capital_of}
        self._crossings = tables.crossings
        self._actors = tables.finished_actors()
        self._outlines = outlines
        self._external_ids = tables.external_ids
        self.camps: Mapping[str, str] = MappingProxyType(tables.camps)
        """Camp id -> its name."""
        self.sources: Mapping[str, Source] = MappingProxyType(
            {identifier: source for store in reversed(self._stores) for identifier, source in store.sources.items()} | tables.sources
        )
        """Source id -> where facts come from and the credit line they ask for."""
        self.overrides: tuple[tuple[str, Path, Path], ...] = tuple(tables.overrides)
        """(place id, file that won, file that lost) for every entry that two files have."""
        self.not_places: tuple[NotPlace, ...] = tuple(tables.not_places)
        """Words that look like places, with the reason."""
        self._not_places = {fold(words.text): words for words in tables.not_places}

    @cached_property
    def _names(self) -> NameTable:
        entries: list[Entry] = [
            (place_id, name)
            for place_id in self._tables.places
            for name in self._tables.names_of(place_id)
            if name.kind is not NameKind.DEMONYM
        ]
        return NameTable(entries)

    def place(self, place_id: str) -> Place:
        """The place with this id.

        Raises
        ------
        KeyError
            If there is none.
        """
        return self._place(place_id)

    def bare_place(self, place_id: str) -> Place:
        """The same place without its names: all that is needed to weigh the many candidates of a name, and read ten times as fast.

        Raises
        ------
        KeyError
            If there is none.
        """
        place = self._tables.places.get(place_id)
        if place is not None:
            return place
        for store in self._stores:
            place = store.place(place_id)
            if place is not None:
                return place
        raise KeyError(place_id)

    def _read_place(self, place_id: str) -> Place:
        place = self._tables.places.get(place_id)
        if place is not None:
            return replace(place, names=tuple(self._tables.names_of(place_id)))
        for store in self._stores:
            place = store.place(place_id)
            if place is not None:
                return replace(place, names=store.names_of(place_id))
        raise KeyError(place_id)

    def __contains__(self, place_id: object) -> bool:
        return place_id in self._tables.places or any(store.place(str(place_id)) is not None for store in self._stores)

    @property
    def stores(self) -> tuple[Store, ...]:
        """The stores beside the curated tables, in the order they were given."""
        return self._stores

    def store_overrides(self) -> tuple[tuple[str, str, Path], ...]:
        """(curated id, imported id, store) for every entry of a store that a curated one takes the place of."""
        found = []
        for store in self._stores:
            imported = {
                place.id
                for curated in self._tables.places.values()
                for place in (
                    store.units(curated.country, curated.kind)
                    if curated.kind in (PlaceKind.COUNTRY, PlaceKind.ADMIN1)
                    else store.in_box(curated.lonlat, NEAR_KM)
                )
            }
            found += [(twin, place_id, store.path) for place_id in imported if (twin := self._twins.of(place_id)) != place_id]
        return tuple(sorted(found))

    @property
    def places(self) -> Iterable[Place]:
        """Every place of the tables: the curated ones and the world's countries and first-level units; none of a store."""
        return map(self.place, self._tables.places)

    def lookup(self, name: str, *, on: date | None = None) -> tuple[NameHit, ...]:
        """The places a name can mean, on the first tier that knows it: exact, folded, transliteration key.

        Parameters
        ----------
        on
            Leave out names that were not in use on this day; None: any time.

        Returns
        -------
        One hit per place, sorted by place id; empty if no tier knows the name.
        """
        for tier in Tier:
            if tier is Tier.TRANSLITERATION and fold(name) in self.demonyms:
                break  # "Syrian" is no spelling of a town
            found = self.lookup_tier(name, tier, on=on)
            if found:
                return found
        return ()

    def lookup_tier(self, name: str, tier: Tier, *, on: date | None = None) -> tuple[NameHit, ...]:
        """The places one tier has for a name, whatever the tiers before it have."""
        hits: dict[str, NameHit] = {}
        same = self._names.folded(fold(name))
        refused = {entry[0] for entry in same if entry[1].case_sensitive and not same_case(name, entry[1].text)}
        refused -= {entry[0] for entry in same if not entry[1].case_sensitive}
        sources: tuple[NameSource, ...] = (self._names, *self._stores)
        entries = [entry for source in sources for entry in source.find(name, tier)]
        for place_id, known in self._sounding_alike(name, entries) if tier is Tier.TRANSLITERATION else entries:
            if in_use(known, on) and known.kind is not NameKind.DEMONYM:
                twin = self._twins.known_as(place_id, known.text)
                if twin and (twin not in refused or known.case_sensitive):
                    # what an imported twin is called is another name of the curated place, whose own names are its main ones
                    known = replace(known, kind=NameKind.VARIANT) if twin != place_id and known.kind is NameKind.MAIN else known
                    hits.setdefault(twin, as_hit((twin, known), tier))
        return tuple(hits[place_id] for place_id in sorted(hits))

    def _sounding_alike(self, name: str, entries: Sequence[Entry]) -> list[Entry]:
        """Entries of one key that sound like the name; where vowels are written they must be the same, or "Kerova" would be "Korivo"."""
        return [
            entry
            for entry in sounding_alike(name, entries)
            if same_vowels(name, entry[1].text) or leaves_vowels_out(self.bare_place(entry[0]).country)
        ]

    def scan(self, text: str) -> tuple[TextHit, ...]:
        """Every known name in a text, longest first, in text order and without overlaps.

        Names match whole words, by exact or folded form (never by transliteration key: ask `lookup` about a word that is
        no known name). In a script with cases a name must begin with a capital, behind its article; a case-sensitive name
        must be in its own case. Words of ``not_places.txt`` that never mean a place take their words out of the text.
        """
        return self._scanner.scan(text)

    @cached_property
    def _scanner(self) -> Scanner:
        return Scanner((self._names, *self._stores), self._not_places, self._twins.known_as)

    def suggest(self, name: str, limit: int = 5) -> tuple[str, ...]:
        """Names that look like this one, best first, for a person to choose from; they never resolve anything."""
        from rapidfuzz import fuzz, process  # loaded only when a name was not found

        wanted = fold(name)
        sources: tuple[NameSource, ...] = (self._names, *self._stores)
        alike = {form for source in sources for form in source.look_alikes(wanted)}
        found = process.extract(wanted, alike, scorer=fuzz.ratio, limit=None, score_cutoff=70)
        ranked = sorted(found, key=lambda match: (-match[1], match[0]))[: limit * 3]
        texts = [entry[1].text for match in ranked for entry in [entry for source in sources for entry in source.folded(match[0])][:1]]
        return tuple(dict.fromkeys(texts))[:limit]

    def capital(self, place_id: str) -> Place | None:
        """The capital of a country or first-level unit, or None if the data does not say."""
        known = self._capitals.get(place_id)
        if known is not None:
            return self.place(known)
        if place_id not in self:
            return None
        unit = self.place(place_id)
        for store in self._stores:
            for name in (
                [""] if unit.kind is PlaceKind.COUNTRY else [name.text for name in unit.names] if unit.kind is PlaceKind.ADMIN1 else []
            ):
                capital = store.capital(unit.country, name)
                if capital is not None:
                    return self.place(self._twins.of(capital.id))
        return None

    def nearby(self, lonlat: LonLat, *, km: float, kinds: Sequence[PlaceKind] = ()) -> tuple[tuple[float, Place], ...]:
        """Places within a geodesic distance (WGS84), as (kilometres, place), nearest first; of all kinds if none is given."""
        nearest: dict[str, float] = {}
        for far, place in within(lonlat, self._tables.places.values(), km=km, kinds=kinds):
            nearest[place.id] = far
        for store in self._stores:
            for far, place in within(lonlat, store.in_box(lonlat, km), km=km, kinds=kinds):
                twin = self._twins.of(place.id)
                if twin == place.id:
                    nearest.setdefault(twin, far)
        return tuple((far, self.place(place_id)) for place_id, far in sorted(nearest.items(), key=lambda pair: (pair[1], pair[0])))

    @cached_property
    def demonyms(self) -> Mapping[str, str]:
        """Folded demonym or adjective -> ISO 3166-1 alpha-2 code of its country; those of two countries are left out."""
        found: dict[str, set[str]] = {}
        for place in self._countries.values():
            for name in place.names:
                if name.kind is NameKind.DEMONYM:
                    found.setdefault(fold(name.text), set()).add(place.country)
        return MappingProxyType({name: next(iter(codes)) for name, codes in found.items() if len(codes) == 1})

    def country(self, code: str) -> Place | None:
        """The country with this ISO 3166-1 alpha-2 code."""
        return self._countries.get(code)

    @cached_property
    def _countries(self) -> dict[str, Place]:
        return {place.country: self.place(place.id) for place in self._tables.places.values() if place.kind is PlaceKind.COUNTRY}

    def admin1_of(self, place: Place) -> Place | None:
        """The first-level unit a place lies in, by the name its entry gives."""
        unit = self.unit_of(place)
        return self.place(unit) if unit in self._tables.places else None

    def unit_of(self, place: Place) -> str:
        """What tells the first-level unit a place is or lies in from others; empty if its entry does not say.

        The id of the unit, under whatever name the entry has it; where the tables lack the unit, country and name.
        """
        if place.kind is PlaceKind.ADMIN1:
            return place.id
        if not place.admin1:
            return ""
        name = fold(place.admin1)
        return self._units_of(place.country).get(name, f"{place.country}/{name}")

    def _units_of(self, country: str) -> Mapping[str, str]:
        """The folded names of the first-level units of a country, and their ids."""
        units = self._units.get(country)
        if units is None:
            entries = [(name.text, place_id) for place_id in self._unit_ids.get(country, ()) for name in self._tables.names_of(place_id)]
            units = {}
            for (_, place_id), folded in zip(entries, fold_all([text for text, _ in entries]), strict=True):
                units.setdefault(folded, place_id)
            self._units[country] = units
        return units

    @cached_property
    def _unit_ids(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for place in self._tables.places.values():
            if place.kind is PlaceKind.ADMIN1:
                found.setdefault(place.country, []).append(place.id)
        return found

    def external_ids(self, place_id: str) -> Mapping[str, str]:
        """Ids of a place elsewhere: ``wikidata``, ``geonameid``, ``pcode``, ``iso3166_2``, ``iso3``."""
        for store in self._stores:
            if place_id not in self._external_ids and store.place(place_id) is not None:
                return MappingProxyType(store.external_ids(place_id))
        return MappingProxyType(self._external_ids.get(place_id, {}))

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Every actor, in the order of the table."""
        return tuple(self._actors.values())

    def actor(self, actor_id: str) -> Actor:
        """The actor with this id.

        Raises
        ------
        KeyError
            If there is none.
        """
        return self._actors[actor_id]

    @property
    def crossings(self) -> tuple[Crossing, ...]:
        """Every border crossing, in the order of the table."""
        return tuple(self._crossings.values())

    def crossing(self, place_id: str) -> Crossing | None:
        """The crossing that is entered under a place id, or None if the place is no crossing."""
        return self._crossings.get(place_id)

    def outlines(self, focus: Sequence[str] = ()) -> tuple[Outline, ...]:
        """Outlines that touch the surroundings of the focus countries (ISO 3166-1 alpha-2); all without focus."""
        return self._outlines.around(focus)

    def containing(self, lonlat: LonLat) -> tuple[Place, ...]:
        """The units whose outline covers a point, smallest first; units without an outline are never among them."""
        return tuple(self.place(place_id) for place_id in self._outlines.containing(lonlat) if place_id in self)
