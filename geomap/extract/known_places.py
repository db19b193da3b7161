"""What finding and resolving ask of a gazetteer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from geomap.gazetteer.hits import NameHit, TextHit, Tier
from geomap.model import Actor, Crossing, Place


class KnownPlaces(Protocol):
    """The part of `geomap.gazetteer.Gazetteer` that finding and resolving use."""

    def __hash__(self) -> int:
        """Identity: what was learned about one gazetteer is kept for it."""
        ...

    @property
    def demonyms(self) -> Mapping[str, str]:
        """Folded demonym -> country code."""
        ...

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Everybody who holds, takes and loses places."""
        ...

    def place(self, place_id: str, /) -> Place:
        """The place with this id."""
        ...

    def bare_place(self, place_id: str, /) -> Place:
        """The same place, as far as it can be told without its names."""
        ...

    def unit_of(self, place: Place, /) -> str:
        """What tells the first-level unit a place is or lies in from others; empty if it is not known."""
        ...

    def crossing(self, place_id: str, /) -> Crossing | None:
        """The crossing that is entered under a place id, or None if the place is no crossing."""
        ...

    def country(self, code: str, /) -> Place | None:
        """The country with this ISO 3166-1 alpha-2 code."""
        ...

    def lookup(self, name: str, /, *, on: date | None = None) -> tuple[NameHit, ...]:
        """The places a name can mean, of the best tier that has any."""
        ...

    def lookup_tier(self, name: str, tier: Tier, /, *, on: date | None = None) -> tuple[NameHit, ...]:
        """The places one tier has for a name."""
        ...

    def scan(self, text: str, /) -> tuple[TextHit, ...]:
        """Every known name in a text."""
        ...

    def suggest(self, name: str, /, limit: int = 5) -> tuple[str, ...]:
        """Names that look alike."""
        ...
