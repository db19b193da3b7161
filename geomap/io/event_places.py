"""Places of events: the gazetteer's where name and position agree, else a place of the table's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from geomap.gazetteer import Gazetteer, NameHit, Tier
from geomap.io.table_places import FAR_KM, TablePlace, distance_km, own_place
from geomap.model import LonLat, Place, PlaceKind

_AGREE_KM = {PlaceKind.COUNTRY: 2000.0, PlaceKind.ADMIN1: 300.0, PlaceKind.ADMIN2: 120.0, PlaceKind.REGION: 300.0}
"""How far a name's entry may lie from the event's position and still be the same; units have wide middles."""
_AGREE_TOWN_KM = 25.0


@dataclass
class EventPlaces:
    """Finds the places of the events of one file, each name and position once."""

    gazetteer: Gazetteer
    generic_words: Sequence[str]
    """Words beside names that are no part of them."""
    trust_names: bool = False
    """Whether a known, unambiguous name beats the position (hand-typed names with geocoded positions), with a warning."""
    own: dict[str, Place] = field(default_factory=dict)
    """Places no gazetteer has, by id."""

    def __post_init__(self) -> None:
        """Compile the generic words, the longest first."""
        words = "|".join(re.escape(word) for word in sorted(self.generic_words, key=len, reverse=True))
        self._around = re.compile(rf"^(?:{words})\s+|[\s,]+(?:{words})$|\s*\([^()]*\)$", re.IGNORECASE)
        self._found: dict[tuple[str, LonLat, PlaceKind], TablePlace] = {}

    def bare_name(self, name: str) -> str:
        """The name without generic words and brackets."""
        text = " ".join(name.split())
        while (shorter := self._around.sub("", text).strip(" ,")) != text and shorter:
            text = shorter
        return text

    def find(self, names: Sequence[str], position: LonLat, kind: PlaceKind) -> TablePlace:
        """The place of an event.

        Parameters
        ----------
        names
            Names it goes by, best first.
        position
            Of the event, EPSG:4326.
        kind
            What the data says it is; a town may be any single site, a unit only a unit.
        """
        key = (names[0] if names else "", position, kind)
        if key not in self._found:
            self._found[key] = self._find(names, position, kind)
        return self._found[key]

    def known(self, name: str, position: LonLat, kind: PlaceKind) -> Place | None:
        """The gazetteer's place of that name beside the position, the best match first; None if there is none."""
        limit = _AGREE_KM.get(kind, _AGREE_TOWN_KM)
        near = [
            (hit.tier, not place.kind.is_settlement, apart, place.id)
            for hit, place in self._hits(name, kind)
            if (apart := distance_km(position, place.lonlat)) <= limit
        ]
        return self.gazetteer.place(min(near)[3]) if near else None

    def _find(self, names: Sequence[str], position: LonLat, kind: PlaceKind) -> TablePlace:
        for name in names:
            if (place := self.known(name, position, kind)) is not None:
                return TablePlace(place=place)
        if self.trust_names:
            for name in names:
                known = [place for hit, place in self._hits(name, kind) if hit.tier < Tier.TRANSLITERATION and place.kind.is_settlement]
                if len(known) == 1:
                    apart = distance_km(position, known[0].lonlat)
                    message = f"the point {position.lon:g}, {position.lat:g} of '{name}' lies {apart:,.0f} km from {known[0].name}"
                    warning = ("geometry", f"{message}, which is used", "correct the point or the name") if apart > FAR_KM else None
                    return TablePlace(place=known[0], warning=warning)
        shown = names[0] if names else ""
        place = own_place(shown, position, self.gazetteer, kind=kind)
        self.own.setdefault(place.id, place)
        return TablePlace(place=self.own[place.id], own=True)

    def _hits(self, name: str, kind: PlaceKind) -> list[tuple[NameHit, Place]]:
        hits = [(hit, self.gazetteer.place(hit.place_id)) for hit in self.gazetteer.lookup(name)] if name else []
        wants_area = kind in _AGREE_KM
        return [(hit, place) for hit, place in hits if (place.kind is kind if wants_area else not place.kind.is_area)]

    def country_code(self, name: str) -> str:
        """ISO code of the country a table names; empty if the gazetteer has no such country."""
        for hit in self.gazetteer.lookup(name) if name else ():
            place = self.gazetteer.place(hit.place_id)
            if place.kind is PlaceKind.COUNTRY and hit.tier < Tier.TRANSLITERATION:
                return place.country
        return ""
