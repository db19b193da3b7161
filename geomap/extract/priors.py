"""What a candidate place brings before the document is read: how its name matched, what it is, how big it is.

Points are on a natural-log scale: one point more makes a place e times as likely. They order the readings of a
bare name as readers do: a country before a province, a province before a town of the same name unless
the town is a big one ("Aleppo" is the city), and a town before its crossing, airbase or district.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from geomap.gazetteer.hits import NameHit, Tier
from geomap.model import NameKind, Place, PlaceKind

_KIND_POINTS = {
    PlaceKind.COUNTRY: 13.0,
    PlaceKind.CONTINENT: 13.0,
    PlaceKind.ADMIN1: 11.0,
    PlaceKind.REGION: 9.0,
    PlaceKind.RIVER: 4.0,
    PlaceKind.LAKE: 4.0,
    PlaceKind.ADMIN2: 3.0,
}
_SMALL_UNIT_POINTS = 6.0
"""Of the first-level units of small countries, which are municipalities more often than provinces."""
_PER_TENFOLD = 1.3
"""For ten times as many people."""
_SITE_POINTS = 1.5
_WHOLE_NAME_POINTS = 1.5
"""For an airfield, base or crossing called by its name and its generic word together: little else can be meant."""
_CURATED_POINTS = 1.2
"""For towns and sites chosen by hand; the ids of imported ones carry their source before a colon."""
_MOST_BY_SOUND = 6.0
"""A country does not win by its size where only the consonants are alike."""
_SHORT, _SHORT_VARIANT = 3, 2.0
"""Letters of an imported variant that is too short to mean much (many are codes), and what is taken from it."""
_UNKNOWN_BY_SOUND = 3.5
"""Taken from an imported place of which nothing is known but a name that sounds alike: there are too many of them."""
_UNCOUNTED = {PlaceKind.CITY: 5.4, PlaceKind.TOWN: 4.5, PlaceKind.VILLAGE: 3.5}
"""Of settlements whose population is unknown: some 15,000, 3,000 and 500 people."""
_NEXT_DOOR_DEG = 0.25
_TIER_POINTS = {Tier.EXACT: 0.0, Tier.FOLDED: -0.3, Tier.TRANSLITERATION: -1.5}
_NAME_POINTS = {NameKind.MAIN: 0.0, NameKind.ABBREVIATION: 0.0, NameKind.VARIANT: -1.0, NameKind.FORMER: -1.0, NameKind.DEMONYM: -5.0}
_TIER_WORDS = {
    Tier.EXACT: "the name matches exactly",
    Tier.FOLDED: "the name matches but for accents, case or article",
    Tier.TRANSLITERATION: "the name matches as another romanisation",
}
CELL_DEG = 1.0
"""Width of the cells in which neighbours are counted, degrees of longitude and latitude."""


@dataclass(frozen=True, slots=True)
class Prior:
    """A candidate with everything that does not depend on the document."""

    place: Place
    tier: Tier
    points: float
    reasons: tuple[str, ...]
    cell: tuple[int, int] | None
    """Cell of `CELL_DEG` it lies in; None for wide areas."""
    around: tuple[tuple[int, int], ...]
    """That cell and its eight neighbours; empty for wide areas."""
    national_capital: bool
    main: bool
    """The name is a main name of the place."""
    unit: str
    """The first-level unit it lies in or is (`KnownPlaces.unit_of`); empty if not known."""
    across: str = ""
    """The country on the other side of a crossing, ISO 3166-1 alpha-2: a text about either is about the crossing's neighbourhood."""


def prior(
    hit: NameHit, place: Place, *, unit: str = "", across: str = "", national_capital: bool = False, small_country: bool = False
) -> Prior:
    """What `place` brings for a name that matched as `hit`."""
    kind = place.kind
    reasons = [_TIER_WORDS[hit.tier]]
    if kind.is_settlement:
        points = _PER_TENFOLD * math.log10(place.population + 10) if place.population else _UNCOUNTED[kind]
        what = f"a {kind.value} of {place.population:,} people" if place.population else f"a {kind.value}"
        if national_capital:
            points += 0.5 if small_country else 2.5
            what += ", a national capital"
        elif place.capital_of:
            points += 1.0
            what += ", a capital"
    else:
        points = _SMALL_UNIT_POINTS if small_country and kind is PlaceKind.ADMIN1 else _KIND_POINTS.get(kind, _SITE_POINTS)
        what = a_kind(kind)
        if kind is PlaceKind.NEIGHBOURHOOD and place.population:
            points = max(points, min(_PER_TENFOLD * math.log10(place.population), _UNCOUNTED[PlaceKind.CITY]))
    reasons.append(what)
    if hit.tier is Tier.TRANSLITERATION:
        points = min(points, _MOST_BY_SOUND)
        if kind.is_settlement and place.population is None and ":" in place.id:
            points -= _UNKNOWN_BY_SOUND
    if hit.kind is NameKind.VARIANT and len(hit.name) <= _SHORT and ":" in place.id:
        points -= _SHORT_VARIANT
    if (kind in _SITES or kind is PlaceKind.BORDER_CROSSING) and " " in hit.name:
        points += _WHOLE_NAME_POINTS
    if ":" not in place.id and kind not in _KIND_POINTS:
        points += _CURATED_POINTS
    points += _TIER_POINTS[hit.tier] + _NAME_POINTS.get(hit.kind, 0.0) * (0.3 if not kind.is_settlement else 1.0)
    lonlat = place.lonlat
    wide = kind in (PlaceKind.COUNTRY, PlaceKind.CONTINENT, PlaceKind.REGION)
    cell = None if wide else (math.floor(lonlat.lon / CELL_DEG), math.floor(lonlat.lat / CELL_DEG))
    around = _cells_around(cell) if cell else ()
    return Prior(
        place,
        hit.tier,
        points,
        tuple(reasons),
        cell,
        around,
        national_capital,
        hit.kind is NameKind.MAIN,
        unit,
        across,
    )


@lru_cache(maxsize=8_192)
def _cells_around(cell: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    """A cell and the eight around it; remembered, so that the many places of a cell share them."""
    return tuple((cell[0] + dx, cell[1] + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1))


def without_borrowed(priors: Sequence[Prior]) -> tuple[Prior, ...]:
    """Leave out a settlement that has the name only on the side, where the one that bears it lies next door.

    Sources merge neighbours: an entry for the town may sit on its border quarter and lend it the town's name.
    """
    bearers = [item for item in priors if item.main and item.place.kind.is_settlement]
    return tuple(item for item in priors if item.main or not any(next_door(item.place, bearer.place) for bearer in bearers))


def next_door(one: Place, other: Place) -> bool:
    """Whether two settlements may be one, entered twice, or a town and its quarter."""
    return (
        one.kind.is_settlement
        and other.kind.is_settlement
        and one.country == other.country
        and abs(one.lonlat.lon - other.lonlat.lon) < _NEXT_DOOR_DEG
        and abs(one.lonlat.lat - other.lonlat.lat) < _NEXT_DOOR_DEG
    )


def a_kind(kind: PlaceKind) -> str:
    """A kind of place in words, with its article."""
    words = {PlaceKind.ADMIN1: "first-level unit", PlaceKind.ADMIN2: "second-level unit"}.get(kind, kind.value.replace("_", " "))
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


_SETTLED = frozenset({PlaceKind.CITY, PlaceKind.TOWN, PlaceKind.VILLAGE, PlaceKind.NEIGHBOURHOOD})
_SITES = frozenset({PlaceKind.AIRBASE, PlaceKind.AIRPORT, PlaceKind.BASE})
_FITS: dict[PlaceKind, frozenset[PlaceKind]] = {
    PlaceKind.CITY: _SETTLED,
    PlaceKind.TOWN: _SETTLED,
    PlaceKind.VILLAGE: _SETTLED,
    PlaceKind.NEIGHBOURHOOD: _SETTLED,
    PlaceKind.ADMIN1: frozenset({PlaceKind.ADMIN1, PlaceKind.COUNTRY, PlaceKind.REGION}),
    PlaceKind.ADMIN2: frozenset({PlaceKind.ADMIN2}),
    PlaceKind.COUNTRY: frozenset({PlaceKind.COUNTRY}),
    PlaceKind.AIRBASE: _SITES,
    PlaceKind.AIRPORT: _SITES,
    PlaceKind.BASE: _SITES,
}


def fits(hint: PlaceKind, kind: PlaceKind) -> bool:
    """Whether a place of `kind` can be called by the generic word that means `hint`."""
    if hint is PlaceKind.REGION:
        return kind not in _SITES
    return kind in _FITS.get(hint, frozenset({hint}))
