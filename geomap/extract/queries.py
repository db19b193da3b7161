"""One name of a text with the places it can mean, and what the words right beside it and the caller say for each."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from geomap.extract.candidates import Candidates
from geomap.extract.mention_rules import Role, packaged_rules
from geomap.extract.options import ResolveOptions
from geomap.extract.priors import Prior, a_kind, fits
from geomap.extract.votes import MOST_POINTS, UNLISTED_POINTS, Ballot
from geomap.gazetteer.distance import distance_km
from geomap.gazetteer.hits import Tier
from geomap.model import Place, PlaceKind

FOCUS_POINTS = 5.0
CONTAINER_POINTS = 8.0
HINT_POINTS = 2.0
OWN_WORD_POINTS = 4.0
"""For what the last word of its own name calls it: the X Sea is the sea, and not the province named after it."""
ACTING_POINTS = 6.0
"""For a country whose name stands for its government somewhere in the text."""
SHADOW_POINTS = 9.0
"""Taken from a first-level unit whose main city has the same name: the bare name means the city."""
SEAT_POINTS = 1.0
"""For the city that a first-level unit is called after."""
OUTSHONE_POINTS = 2.5
"""Taken from a settlement where one of its country has the same name and far more people."""
NEAR_POINTS = 4.0
_NEAR_KM = 150.0
_UNLISTED_IN_FOCUS = 2.0
"""An unlisted namesake is expected in focus as well."""
_SURE_MEMBERS = 2
_HEARD = 30
"""Candidates of one name that are weighed against the text, best first."""
_BESIDE_DEG = 3.0
_IN_WIDE_UNIT_DEG = 5.0
"""For towns of which the unit is not known."""
_SAME_DEG = 0.3
_CITY_PEOPLE = 10_000
_OUTSHINES = 50
"""Times as many people."""


@dataclass(slots=True)
class Query:
    """One name in one sense, with all its mentions."""

    name: str
    hint: PlaceKind | None
    mentions: list[int] = field(default_factory=list)
    containers: list[Place] = field(default_factory=list)
    strict: bool = False
    """The containers were typed by a person or stand plainly in the text: a place elsewhere is no answer."""
    holds: bool = False
    """It stands behind a place that lies in it ("X, Y")."""
    town: bool = False
    """The words beside one of its mentions go with a town."""
    acts: bool = False
    """One of its mentions means a government."""
    weight: float | None = None
    """Of its vote; None: by the number of its mentions, damped."""
    priors: list[Prior] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    ballot: Ballot = field(default_factory=lambda: Ballot(0.0, (), []))

    @property
    def likeliest(self) -> Prior | None:
        """The candidate with most points before other names are heard; the earlier one of equals."""
        return self.priors[max(range(len(self.priors)), key=lambda at: self.ballot.fixed[at])] if self.priors else None

    def among(self, unit: tuple[PlaceKind, str]) -> Query | None:
        """The same name read as a unit of a sort (see `common_unit`); None if it can be nothing else, or cannot be one."""
        fitting = [item for item in self.priors if _sort_of(item) == unit]
        if not fitting or self.hint is not None or len(fitting) == len(self.priors):
            return None
        note = "it stands in a list of " + ("countries" if unit[0] is PlaceKind.COUNTRY else "first-level units")
        listed = Query(self.name, self.hint, containers=self.containers, holds=self.holds, priors=fitting, notes=[note])
        listed.ballot = Ballot(1.0, fitting, [item.points for item in fitting])
        return listed


LISTED_KINDS = frozenset({PlaceKind.COUNTRY, PlaceKind.ADMIN1})


def _sort_of(item: Prior | None) -> tuple[PlaceKind, str] | None:
    if item is None or item.place.kind not in LISTED_KINDS:
        return None
    return item.place.kind, (item.place.country if item.place.kind is PlaceKind.ADMIN1 else "")


def common_unit(members: Sequence[Query]) -> tuple[PlaceKind, str] | None:
    """What the members of a list are, if that is clear of most of them: countries, or first-level units of one country.

    More than half must be read so by themselves, and two at least. Of two names one must be, and there must be nothing else that both
    can be; a city that has the name of its unit stays the city.
    """
    likeliest = [_sort_of(query.likeliest) for query in members]
    if len(members) == 2:
        common = set.intersection(*({sort for item in query.priors if (sort := _sort_of(item)) is not None} for query in members))
        sort = next(iter(common)) if len(common) == 1 and all(likeliest) else None
        return sort if sort in likeliest else None
    sorts = Counter(sort for sort in likeliest if sort is not None)
    sort, times = max(sorts.items(), key=lambda pair: (pair[1], pair[0]), default=(None, 0))
    return sort if times >= _SURE_MEMBERS and 2 * times > len(members) else None


def prepare(query: Query, candidates: Candidates, options: ResolveOptions, *, on: date | None) -> None:
    """Give a query its candidates and what speaks for each before any other name of the text is heard.

    Parameters
    ----------
    on
        Only names in use on this day; None: any.
    """
    found = list(candidates.of(query.name, on)) or _unit_without_generic(query.name, candidates, on)
    if query.hint is not None:
        fitting = [item for item in found if fits(query.hint, item.place.kind)] or candidates.with_generic(query.name, query.hint, on)
        if not fitting and query.hint is PlaceKind.RIVER:
            fitting = [item for item in found if item.place.kind in (PlaceKind.COUNTRY, PlaceKind.REGION)]  # "across the Gambia"
        if found and not fitting:
            query.notes.append(f"the words beside it call it {a_kind(query.hint)}, and none is known by this name")
        found = fitting
    if query.strict and _are_plain(query.containers, found):
        inside = [item for item in found if any(may_lie_in(item, container) for container in query.containers)]
        if found and not inside:
            query.notes.append(f"no place of this name is known in {query.containers[0].name}")
        found = inside
    own_word = packaged_rules("en").kinds.get(query.name.rpartition(" ")[2].lower()) if " " in query.name else None
    fixed = []
    shadowed: dict[str, float] = {}
    biggest = _biggest(found)
    for item in found:
        points = item.points
        if item.place.country in options.focus:
            points += FOCUS_POINTS
        elif options.focus and item.tier is Tier.TRANSLITERATION:
            points -= FOCUS_POINTS
        if query.containers and any(lies_in(item, container) for container in query.containers):
            points += CONTAINER_POINTS
        if query.hint is not None and item.place.kind is query.hint:
            points += HINT_POINTS
        elif query.hint is None and item.place.kind is PlaceKind.ADMIN1 and not query.holds and (city := _city_of(item.place, found)):
            points -= SHADOW_POINTS
            shadowed[city.place.id] = max(item.points, shadowed.get(city.place.id, 0.0))
        elif query.holds and item.place.kind in _UNITS:
            points += HINT_POINTS
        elif item.place.kind.is_settlement and not query.containers and _is_outshone(item, biggest):
            points -= OUTSHONE_POINTS
        if query.town and item.place.kind.is_settlement:
            points += packaged_rules("en").weights[Role.TOWN_AFTER]
        if query.hint is None and own_word is item.place.kind:
            points += OWN_WORD_POINTS
        if query.acts and item.place.kind is PlaceKind.COUNTRY:
            points += ACTING_POINTS
        if options.near is not None:
            points += NEAR_POINTS * math.exp(-distance_km(options.near, item.place.lonlat) / _NEAR_KM)
        fixed.append(points)
    fixed = [points + (SEAT_POINTS if item.place.id in shadowed else 0.0) for item, points in zip(found, fixed, strict=True)]
    if shadowed and any(item.place.kind is PlaceKind.ADMIN1 and points >= item.points for item, points in zip(found, fixed, strict=True)):
        # a city that stands for its own unit is no less than another country's unit of this name
        fixed = [max(points, shadowed.get(item.place.id, points)) for item, points in zip(found, fixed, strict=True)]
    if len(found) > 1:
        # votes cannot carry a candidate over this gap; dropping it changes no answer and saves most of the work
        least = sorted(fixed, reverse=True)[:_HEARD][-1]
        least = max(least, max(fixed) - MOST_POINTS)
        kept = [(item, points) for item, points in zip(found, fixed, strict=True) if points >= least]
        found, fixed = [item for item, _ in kept], [points for _, points in kept]
    query.priors = found
    unlisted = UNLISTED_POINTS + (_UNLISTED_IN_FOCUS if options.focus else 0.0)
    query.ballot = Ballot(query.weight or math.sqrt(max(1, len(query.mentions))), found, fixed, unlisted)


def _unit_without_generic(name: str, candidates: Candidates, on: date | None) -> list[Prior]:
    """First-level units of a name that is only known without its generic word ("X region")."""
    stem, _, generic = name.rpartition(" ")
    if not stem or packaged_rules("en").kinds.get(generic.lower()) not in (PlaceKind.ADMIN1, PlaceKind.REGION):
        return []
    return [item for item in candidates.of(stem, on) if item.place.kind is PlaceKind.ADMIN1 and item.tier is not Tier.TRANSLITERATION]


_WITH_MEMBERS = frozenset({PlaceKind.COUNTRY, PlaceKind.ADMIN1})
_UNITS = frozenset({PlaceKind.COUNTRY, PlaceKind.ADMIN1, PlaceKind.REGION, PlaceKind.CONTINENT})


def lies_in(item: Prior, container: Place) -> bool:
    """Whether a candidate lies in a country or first-level unit."""
    if item.place.id == container.id:
        return False
    if container.kind is PlaceKind.COUNTRY:
        return item.place.country == container.country
    return item.unit == container.id


def _are_plain(containers: Sequence[Place], found: Sequence[Prior]) -> bool:
    """Whether containers are units with members, and neither another name of the place itself nor a neighbour of a country."""
    own = {item.place.id for item in found}
    return (
        bool(containers)
        and all(container.kind in _WITH_MEMBERS and container.id not in own for container in containers)
        and not any(item.place.kind is PlaceKind.COUNTRY for item in found)
    )


def may_lie_in(item: Prior, container: Place) -> bool:
    """Whether nothing speaks against it; of many imported places the unit is not known."""
    return lies_in(item, container) or (container.kind is PlaceKind.ADMIN1 and item.place.country == container.country and not item.unit)


def _city_of(unit: Place, found: Sequence[Prior]) -> Prior | None:
    """The city that a unit's bare name means: the country's capital, or a town of some size or a seat in or beside the unit."""
    cities = [item for item in found if item.place.kind.is_settlement and item.place.country == unit.country and _stands_for(item, unit)]
    return max(cities, key=lambda item: (item.points, item.place.id), default=None)


def _stands_for(city: Prior, unit: Place) -> bool:
    if city.national_capital:
        return True
    place = city.place
    apart = max(abs(place.lonlat.lon - unit.lonlat.lon), abs(place.lonlat.lat - unit.lonlat.lat))
    if apart < _SAME_DEG:
        return True  # the unit is little more than the town
    beside = apart < (_BESIDE_DEG if city.unit else _IN_WIDE_UNIT_DEG)
    return (beside or city.unit == unit.id) and bool(place.capital_of or (place.population or 0) >= _CITY_PEOPLE)


def _biggest(found: Sequence[Prior]) -> dict[str, int]:
    """Country to the people of its biggest town that has the name as its own."""
    people: dict[str, int] = {}
    for item in found:
        if item.main and item.place.kind.is_settlement:
            people[item.place.country] = max(people.get(item.place.country, 0), item.place.population or 0)
    return people


def _is_outshone(item: Prior, biggest: Mapping[str, int]) -> bool:
    """Whether a town of the country has the name as its own and many times the people: a bare name means that one."""
    return biggest.get(item.place.country, 0) >= _OUTSHINES * max(item.place.population or 0, 1000)
