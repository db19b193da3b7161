"""The places a name can mean, looked up once and kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from geomap.extract.known_places import KnownPlaces
from geomap.extract.mention_rules import packaged_rules
from geomap.extract.priors import Prior, fits, next_door, prior, without_borrowed
from geomap.gazetteer.hits import NameHit, Tier
from geomap.model import NameKind, Place, PlaceKind

_SMALL_COUNTRY = 3_000_000
_REMEMBERED = 8_192
"""Names whose places are kept."""
_NAMED_WITH_GENERIC = frozenset({
    PlaceKind.ADMIN2, PlaceKind.BORDER_CROSSING, PlaceKind.AIRBASE, PlaceKind.AIRPORT, PlaceKind.BASE, PlaceKind.DAM, PlaceKind.REFINERY,
    PlaceKind.OILFIELD, PlaceKind.LAKE, PlaceKind.RIVER,
})  # fmt: skip


class Candidates:
    """What one gazetteer has for names, under one focus."""

    def __init__(self, gazetteer: KnownPlaces, focus: tuple[str, ...]) -> None:
        """Look nothing up yet.

        Parameters
        ----------
        focus
            Countries the texts are about, ISO 3166-1 alpha-2; empty: none in particular.
        """
        self._gazetteer = gazetteer
        self._focus = focus
        self.of = lru_cache(_REMEMBERED)(self._of)

    def _of(self, name: str, on: date | None) -> tuple[Prior, ...]:
        """The places a name can mean on a day (None: any), with what each brings."""
        places = [(hit, self._gazetteer.bare_place(hit.place_id)) for hit in self._hits(name, on)]
        return without_borrowed(
            [
                prior(
                    hit,
                    place,
                    unit=self._gazetteer.unit_of(place),
                    across=self._across(place),
                    national_capital=self._is_national_capital(place),
                    small_country=self._in_small_country(place),
                )
                for hit, place in places
            ]
        )

    def _hits(self, name: str, on: date | None) -> Sequence[NameHit]:
        """The places of the best tier that knows the name; with a focus, also of the next tiers while nothing of weight in focus is found.

        A village without a population that happens to be spelt so must not hide the town that is spelt otherwise.
        """
        hits = list(self._gazetteer.lookup(name, on=on))
        if hits and hits[0].tier is Tier.EXACT:
            hits = self._with_folded(hits, self._gazetteer.lookup_tier(name, Tier.FOLDED, on=on))
        focus = self._focus
        places = [self._gazetteer.bare_place(hit.place_id) for hit in hits]
        if not focus or any(self._has_weight(place) and place.kind is not PlaceKind.ADMIN1 for place in places):
            return hits
        known = {hit.place_id for hit in hits}
        for tier in Tier:
            if hits and tier <= hits[0].tier:
                continue
            more = [hit for hit in self._gazetteer.lookup_tier(name, tier, on=on) if hit.place_id not in known]
            hits += [hit for hit in more if self._has_weight(self._gazetteer.bare_place(hit.place_id))]
            known.update(hit.place_id for hit in more)
        return hits

    def _with_folded(self, exact: Sequence[NameHit], folded: Sequence[NameHit]) -> list[NameHit]:
        """Exact hits with the folded ones: the very spelling of a far village must not hide the town near by that has an accent more."""
        own = {hit.place_id for hit in folded if hit.kind is NameKind.MAIN}
        hits = [replace(hit, kind=NameKind.MAIN) if hit.place_id in own else hit for hit in exact]
        places = [self._gazetteer.bare_place(hit.place_id) for hit in exact]
        for hit in folded:
            place = self._gazetteer.bare_place(hit.place_id)
            if not any(place.id == other.id or next_door(place, other) for other in places):
                hits.append(hit)
        return hits

    def _has_weight(self, place: Place) -> bool:
        """Whether a place is in focus and either chosen by hand or known by its population."""
        return place.country in self._focus and (":" not in place.id or place.population is not None)

    def _across(self, place: Place) -> str:
        crossing = self._gazetteer.crossing(place.id) if place.kind is PlaceKind.BORDER_CROSSING else None
        return crossing.sides[1].country if crossing is not None else ""

    def _is_national_capital(self, place: Place) -> bool:
        return place.kind.is_settlement and any(
            self._gazetteer.bare_place(unit).kind is PlaceKind.COUNTRY for unit in place.capital_of if unit
        )

    def _in_small_country(self, place: Place) -> bool:
        country = self._gazetteer.country(place.country)
        return country is not None and country.population is not None and country.population < _SMALL_COUNTRY

    def with_generic(self, name: str, hint: PlaceKind, on: date | None) -> list[Prior]:
        """Places that carry another generic word of the same sort in their name.

        "Clarke and Madison counties" are Clarke County and Madison County; "X border post" may be entered as "X crossing".
        """
        rules = packaged_rules("en")
        stem = name
        for generic in sorted(rules.sites, key=len, reverse=True):
            if stem.lower().endswith(f" {generic}"):
                stem = stem[: -len(generic) - 1]
                break
        words = [word for word, kind in (*rules.kinds.items(), *rules.sites.items()) if fits(hint, kind) and "." not in word]
        if hint not in _NAMED_WITH_GENERIC:
            return []
        found = {
            item.place.id: item
            for word in words
            for item in self.of(f"{stem} {word.title()}", on)
            if fits(hint, item.place.kind) and item.tier is not Tier.TRANSLITERATION
        }
        return [found[place_id] for place_id in sorted(found)]
