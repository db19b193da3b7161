"""An invented world held in memory, for the tests of finding and resolving."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from geomap.gazetteer import NameHit, TextHit, Tier
from geomap.model import Actor, Crossing, LonLat, NameKind, Place, PlaceKind, PlaceName
from geomap.text.fold import fold


def place(
    name: str,
    kind: str = "town",
    *,
    id: str = "",
    at: tuple[float, float] = (10.0, 10.0),
    country: str = "AA",
    admin1: str = "",
    population: int | None = None,
    capital_of: tuple[str, ...] = (),
    other: tuple[str, ...] = (),
) -> Place:
    names = (PlaceName(text=name, kind=NameKind.MAIN), *(PlaceName(text=text) for text in other))
    return Place(
        id=id or f"{country}-{name}-{kind}".lower().replace(" ", "-"),
        name=name,
        kind=PlaceKind(kind),
        lonlat=LonLat(lon=at[0], lat=at[1]),
        country=country,
        admin1=admin1,
        names=names,
        population=population,
        capital_of=capital_of,
    )


class SmallWorld:
    """Knows the given places and nothing else; only capitalised words are looked up."""

    def __init__(
        self,
        *places: Place,
        actors: tuple[Actor, ...] = (),
        demonyms: Mapping[str, str] | None = None,
        crossings: tuple[Crossing, ...] = (),
    ) -> None:
        self.places = {item.id: item for item in places}
        self._crossings = {item.place_id: item for item in crossings}
        self.actors = actors
        self.demonyms: Mapping[str, str] = demonyms or {}

    def place(self, place_id: str) -> Place:
        return self.places[place_id]

    def bare_place(self, place_id: str) -> Place:
        return replace(self.places[place_id], names=())

    def unit_of(self, place: Place) -> str:
        if place.kind is PlaceKind.ADMIN1 or not place.admin1:
            return place.id if place.kind is PlaceKind.ADMIN1 else ""
        units = (item for item in self.places.values() if item.kind is PlaceKind.ADMIN1 and item.country == place.country)
        return next((unit.id for unit in units if unit.name == place.admin1), f"{place.country}/{place.admin1}")

    def crossing(self, place_id: str) -> Crossing | None:
        return self._crossings.get(place_id)

    def country(self, code: str) -> Place | None:
        return next((item for item in self.places.values() if item.kind is PlaceKind.COUNTRY and item.country == code), None)

    def lookup(self, name: str, *, on: date | None = None) -> tuple[NameHit, ...]:
        exact, folded = {}, {}
        for item in self.places.values():
            for known in item.names:
                if known.text == name:
                    exact[item.id] = NameHit(item.id, known.text, Tier.EXACT, known.kind)
                elif fold(known.text) == fold(name):
                    folded[item.id] = NameHit(item.id, known.text, Tier.FOLDED, known.kind)
        found = exact or folded
        return tuple(found[key] for key in sorted(found))

    def lookup_tier(self, name: str, tier: Tier, *, on: date | None = None) -> tuple[NameHit, ...]:
        found = {
            item.id: NameHit(item.id, known.text, tier, known.kind)
            for item in self.places.values()
            for known in reversed(item.names)
            if (tier is Tier.EXACT and known.text == name) or (tier is Tier.FOLDED and fold(known.text) == fold(name))
        }
        return tuple(found[key] for key in sorted(found))

    def scan(self, text: str) -> tuple[TextHit, ...]:
        names = sorted({known.text for item in self.places.values() for known in item.names}, key=lambda name: (-len(name), name))
        if not names:
            return ()
        pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)")
        return tuple(
            TextHit(start=match.start(), end=match.end(), surface=match.group(), hits=self.lookup(match.group()))
            for match in pattern.finditer(text)
        )

    def suggest(self, name: str, limit: int = 5) -> tuple[str, ...]:
        return tuple(sorted(known.name for known in self.places.values() if known.name[:2] == name[:2]))[:limit]
