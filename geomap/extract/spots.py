"""A place as an argument of a claim, and the sorts of places that words tell apart."""

from __future__ import annotations

from dataclasses import dataclass

from geomap.model import Extent, Place, PlaceKind, PlaceRelation

SETTLEMENTS = frozenset({PlaceKind.CITY, PlaceKind.TOWN, PlaceKind.VILLAGE})
AREAS = frozenset({PlaceKind.COUNTRY, PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.REGION, PlaceKind.RIVER, PlaceKind.LAKE})
UNITS = frozenset({PlaceKind.COUNTRY, PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.REGION})


@dataclass(frozen=True, kw_only=True, slots=True)
class Spot:
    """A place as an argument of a claim."""

    place: Place
    raw: str
    start: int | None
    end: int | None
    extent: Extent | None = None
    relation: PlaceRelation = PlaceRelation.AT
    share: float | None = None
    score: float = 1.0
    inferred: bool = False
    anaphor: bool = False
    bearing_deg: float | None = None
    distance_km: float | None = None
    other: str = ""
    """Id of the place at the other end of a stretch between two."""
    cues: tuple[str, ...] = ()
