"""How large a place is drawn, and in which order names get their room."""

from __future__ import annotations

from collections.abc import Set

from geomap.model import Place, PlaceKind

METROPOLIS = 1_000_000
"""People from which a city is of the first rank."""
CITY = 100_000
TOWN = 15_000


def place_rank(place: Place, countries: Set[str] = frozenset()) -> int:
    """1 capital of a country or metropolis, 2 city or provincial capital, 3 town or site, 4 village or quarter.

    Parameters
    ----------
    place
        Any place.
    countries
        Ids of countries: a capital of one of these is of the first rank.
    """
    people = place.population or 0
    if not countries.isdisjoint(place.capital_of) or people >= METROPOLIS:
        return 1
    if place.kind is PlaceKind.CITY or place.capital_of or people >= CITY:
        return 2
    if place.kind in (PlaceKind.VILLAGE, PlaceKind.NEIGHBOURHOOD) and people < TOWN:
        return 4
    return 3
