"""Deciding which place a name means, and saying why.

Two passes over one document: first countries and first-level units, then the towns with those as votes; then
once more with the towns voting too. A name that stays open is ambiguous and is not drawn: a wrong mark does
harm. One name has one sense in a document, unless the words beside it call it different things.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from geomap.extract.bare_names import BareName, names_in, read_name
from geomap.extract.candidates import Candidates
from geomap.extract.containers import containers_of
from geomap.extract.known_places import KnownPlaces
from geomap.extract.mention_rules import packaged_rules
from geomap.extract.priors import Prior, fits
from geomap.extract.votes import MOST_POINTS, UNLISTED_POINTS, Ballot, Votes, count, support
from geomap.gazetteer.hits import Tier
from geomap.model import Candidate, Document, LonLat, Mention, Place, PlaceKind, Resolution, ResolutionStatus

FOCUS_POINTS = 5.0
CONTAINER_POINTS = 8.0
DATELINE_POINTS = 1.5
HINT_POINTS = 2.0
SHADOW_POINTS = 9.0
"""Taken from a first-level unit whose main city has the same name: the bare name means the city."""
OUTSHONE_POINTS = 2.5
"""Taken from a settlement where one of its country has the same name and far more people."""
NEAR_POINTS = 4.0
_NEAR_KM = 150.0
_SHOWN = 5
_UNLISTED_IN_FOCUS = 2.0
"""An unlisted namesake is expected in focus as well."""
_SETTLED = 0.995
"""Share from which a name is not asked again before the last round."""
_HEARD = 30
"""Candidates of one name that are weighed against the text, best first."""
_PEOPLE_WEIGHT = 0.5
"""Of a demonym, beside 1 for the name of a place."""
_CAPITALISED = re.compile(r"\b[A-Z][a-z]{3,}")
_HEATS = (2.5, 2.0, 1.5, 1.2, 1.0)
"""Heat of each round of voting, cooling down."""
_SAME_DEG = 0.1
_BESIDE_DEG = 3.0
_CITY_PEOPLE = 10_000
_OUTSHINES = 50
"""Times as many people."""


@dataclass(frozen=True, kw_only=True)
class ResolveOptions:
    """What the caller knows beyond the text, and how sure an answer must be."""

    focus: tuple[str, ...] = ()
    """Countries the texts are about (ISO 3166-1 alpha-2): a strong prior."""
    near: LonLat | None = None
    """A position the places are expected near to."""
    on: date | None = None
    """Only names in use on this day count; None: the day of publication, or any."""
    threshold: float = 0.55
    """Share of all evidence that the best candidate must have; below it the answer is ambiguous. See docs/quality.md."""


@dataclass(slots=True)
class _Query:
    """One name in one sense, with all its mentions."""

    name: str
    hint: PlaceKind | None
    mentions: list[int] = field(default_factory=list)
    containers: list[Place] = field(default_factory=list)
    strict: bool = False
    """The containers were typed by a person or stand plainly in the text: a place elsewhere is no answer."""
    holds: bool = False
    """It stands behind a place that lies in it ("X, Y")."""
    priors: list[Prior] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    ballot: Ballot = field(default_factory=lambda: Ballot(0.0, (), []))


class Resolver:
    """Resolves names against one gazetteer; keeps what it looked up, so that a second document costs less."""

    def __init__(self, gazetteer: KnownPlaces, options: ResolveOptions | None = None) -> None:
        """Use `gazetteer`; nothing is looked up yet."""
        self._gazetteer = gazetteer
        self._options = options or ResolveOptions()
        self._candidates = Candidates(gazetteer, self._options.focus)

    def resolve(self, document: Document, mentions: Sequence[Mention]) -> tuple[Resolution, ...]:
        """One resolution a mention, in their order."""
        queries: dict[tuple[str, PlaceKind | None, bool], _Query] = {}
        containers, holders, firm = containers_of(document.text, mentions, self._units)
        for index, mention in enumerate(mentions):
            key = (mention.surface, mention.kind_hint, index in holders)
            query = queries.setdefault(key, _Query(mention.surface, mention.kind_hint, holds=index in holders))
            query.mentions.append(index)
            query.containers.extend(containers.get(index, ()))
            query.strict |= index in firm
        self._share_containers(queries)
        self._decide(list(queries.values()), document.dateline, document.published, self._peoples(document.text))
        answers: list[Resolution | None] = [None] * len(mentions)
        peoples = set(self._peoples(document.text))
        for query in queries.values():
            resolution = self._heard_only(query, self._answer(query), queries.values(), peoples)
            for index in query.mentions:
                answers[index] = replace(resolution, mention_id=mentions[index].id)
        return tuple(answer for answer in answers if answer is not None)

    def resolve_names(self, names: Sequence[BareName], context: Sequence[str]) -> tuple[Resolution, ...]:
        """Names without a text; `context` are further names that vote and are not answered."""
        queries = [
            _Query(name.name, name.hint, [index], self._units(name.container) if name.container else [], strict=True)
            for index, name in enumerate(names)
        ]
        self._decide([*queries, *(_Query(name, None) for name in context)], "", None, {})
        return tuple(replace(self._answer(query, suggest=True), query=name.query) for query, name in zip(queries, names, strict=True))

    def _peoples(self, text: str) -> dict[str, float]:
        """Votes of the adjectives and peoples of a text ("Iraqi") for their countries, damped by how often they occur."""
        demonyms = self._gazetteer.demonyms
        found = Counter(demonyms[low] for word in _CAPITALISED.findall(text) if (low := word.lower()) in demonyms)
        return {country: _PEOPLE_WEIGHT * math.sqrt(times) for country, times in sorted(found.items())}

    def _units(self, name: str) -> list[Place]:
        """Countries and units that `name` can mean, for reading "X, Y"."""
        return [item.place for item in self._candidates.of(name, self._options.on) if item.place.kind.is_area]

    @staticmethod
    def _share_containers(queries: dict[tuple[str, PlaceKind | None, bool], _Query]) -> None:
        """A container named once holds for every mention of the name."""
        by_name: dict[str, list[Place]] = {}
        for query in queries.values():
            by_name.setdefault(query.name, []).extend(query.containers)
        for query in queries.values():
            query.containers = by_name[query.name]

    def _decide(self, queries: Sequence[_Query], dateline: str, published: date | None, peoples: Mapping[str, float]) -> None:
        home = {item.place.country for item in self._candidates.of(dateline, None)[:1]} if dateline else set()
        for query in queries:
            self._prepare(query, home, self._options.on or published)
        ballots = [query.ballot for query in queries if query.priors]
        first = [ballot for ballot in ballots if any(item.place.kind in _UNITS for item in ballot.priors)]
        for ballot in ballots:
            ballot.settle([0.0] * len(ballot.fixed), _HEATS[0])
        self._round(first, first, peoples, _HEATS[0])
        self._round(ballots, first, peoples, _HEATS[0])
        for heat in _HEATS[1:]:
            self._round(ballots, ballots, peoples, heat)

    @staticmethod
    def _round(ballots: Sequence[Ballot], voters: Sequence[Ballot], peoples: Mapping[str, float], heat: float) -> None:
        votes = count(voters, peoples)
        for ballot in ballots:
            if heat == 1.0 or max(ballot.share) < _SETTLED:
                heard = (
                    votes
                    if any(ballot is voter for voter in voters)
                    else Votes(votes.countries, votes.units, votes.cells, votes.total + ballot.weight)
                )
                ballot.settle(support(ballot, heard), heat)

    def _prepare(self, query: _Query, home: set[str], on: date | None) -> None:
        found = list(self._candidates.of(query.name, on)) or self._unit_without_generic(query.name, on)
        if query.hint is not None:
            fitting = [item for item in found if fits(query.hint, item.place.kind)] or self._candidates.with_generic(
                query.name, query.hint, on
            )
            if not fitting and query.hint is PlaceKind.RIVER:
                fitting = [item for item in found if item.place.kind in (PlaceKind.COUNTRY, PlaceKind.REGION)]  # "across the Gambia"
            if found and not fitting:
                query.notes.append(f"the words beside it call it a {query.hint.value.replace('_', ' ')}, and none is known by this name")
            found = fitting
        if query.strict and _are_plain(query.containers, found):
            inside = [item for item in found if any(_may_lie_in(item, container) for container in query.containers)]
            if found and not inside:
                query.notes.append(f"no place of this name is known in {query.containers[0].name}")
            found = inside
        fixed = []
        for item in found:
            points = item.points
            if item.place.country in self._options.focus:
                points += FOCUS_POINTS
            elif self._options.focus and item.tier is Tier.TRANSLITERATION:
                points -= FOCUS_POINTS
            if item.place.country in home:
                points += DATELINE_POINTS
            if query.containers and any(_lies_in(item, container) for container in query.containers):
                points += CONTAINER_POINTS
            if query.hint is not None and item.place.kind is query.hint:
                points += HINT_POINTS
            elif query.hint is None and item.place.kind is PlaceKind.ADMIN1 and not query.holds and _has_city(item.place, found):
                points -= SHADOW_POINTS
            elif query.holds and item.place.kind in _UNITS:
                points += HINT_POINTS
            elif item.place.kind.is_settlement and not query.containers and _is_outshone(item, found):
                points -= OUTSHONE_POINTS
            if self._options.near is not None:
                points += NEAR_POINTS * math.exp(-_km(self._options.near, item.place.lonlat) / _NEAR_KM)
            fixed.append(points)
        if len(found) > 1:
            # votes cannot carry a candidate over this gap; dropping it changes no answer and saves most of the work
            least = sorted(fixed, reverse=True)[:_HEARD][-1]
            least = max(least, max(fixed) - MOST_POINTS)
            kept = [(item, points) for item, points in zip(found, fixed, strict=True) if points >= least]
            found, fixed = [item for item, _ in kept], [points for _, points in kept]
        query.priors = found
        unlisted = UNLISTED_POINTS + (_UNLISTED_IN_FOCUS if self._options.focus else 0.0)
        query.ballot = Ballot(math.sqrt(max(1, len(query.mentions))), found, fixed, unlisted)

    def _unit_without_generic(self, name: str, on: date | None) -> list[Prior]:
        """First-level units of a name that is only known without its generic word ("X region")."""
        stem, _, generic = name.rpartition(" ")
        if not stem or packaged_rules("en").kinds.get(generic.lower()) not in (PlaceKind.ADMIN1, PlaceKind.REGION):
            return []
        return [
            item for item in self._candidates.of(stem, on) if item.place.kind is PlaceKind.ADMIN1 and item.tier is not Tier.TRANSLITERATION
        ]

    def _answer(self, query: _Query, *, suggest: bool = False) -> Resolution:
        if not query.priors:
            reasons = tuple(query.notes) or ("no place of this name is known",)
            suggestions = self._gazetteer.suggest(query.name) if suggest else ()
            return Resolution(mention_id="", query=query.name, status=ResolutionStatus.UNKNOWN, reasons=reasons, suggestions=suggestions)
        ranked = sorted(zip(query.ballot.share, query.priors, strict=True), key=lambda pair: (-pair[0], pair[1].place.id))
        candidates = tuple(
            Candidate(place_id=item.place.id, score=round(share, 4), reasons=self._reasons(query, item)) for share, item in ranked[:_SHOWN]
        )
        best = ranked[0][1].place
        # entries for one spot (a city and the unit that is nothing but the city) do not compete with each other
        score = sum(share for share, item in ranked if _same_spot(item.place, best))
        if len(ranked) == 1 and score >= self._options.threshold:
            why = "the only place of this name that is known"
        elif len(ranked) == 1:
            why = "the only place of this name that is known is small and far from everything else in the text"
        elif score < self._options.threshold:
            why = f"{len(ranked)} places of this name, and none stands out"
        else:
            why = f"of {len(ranked)} places of this name, {best.name} has {score:.0%} of the evidence"
        resolved = score >= self._options.threshold
        return Resolution(
            mention_id="",
            query=query.name,
            status=ResolutionStatus.RESOLVED if resolved else ResolutionStatus.AMBIGUOUS,
            place_id=best.id if resolved else None,
            score=round(score, 4),
            candidates=candidates,
            reasons=(why, *(candidates[0].reasons if resolved else ()), *query.notes),
        )

    def _heard_only(self, query: _Query, answer: Resolution, queries: Iterable[_Query], peoples: Set[str]) -> Resolution:
        """The answer, but open where the name is only alike in sound and nothing else in the text lies in that country."""
        if answer.place_id is None:
            return answer
        best = next(item for item in query.priors if item.place.id == answer.place_id)
        country = best.place.country
        if best.tier is not Tier.TRANSLITERATION or country in peoples or country in self._options.focus:
            return answer
        for other in queries:
            likely = max(zip(other.ballot.share, other.priors, strict=True), key=lambda pair: pair[0], default=None)
            if other.name != query.name and likely and likely[1].tier is not Tier.TRANSLITERATION and likely[1].place.country == country:
                return answer
        reason = "the name is only alike in sound, and nothing else in the text is in that country"
        return replace(answer, status=ResolutionStatus.AMBIGUOUS, place_id=None, reasons=(reason, *query.notes))

    def _reasons(self, query: _Query, item: Prior) -> tuple[str, ...]:
        reasons = list(item.reasons)
        if item.place.country in self._options.focus:
            reasons.append(f"in the focus country {item.place.country}")
        for container in query.containers:
            if _lies_in(item, container):
                reasons.append(f"the text places it in {container.name}")
                break
        if query.hint is not None and item.place.kind is query.hint:
            reasons.append(f"the words beside it call it a {query.hint.value.replace('_', ' ')}")
        return tuple(reasons)


def resolve_mentions(
    document: Document, mentions: Sequence[Mention], gazetteer: KnownPlaces, *, options: ResolveOptions | None = None
) -> tuple[Resolution, ...]:
    """What each mention of a document means.

    Parameters
    ----------
    mentions
        Of `document`, in any order.
    gazetteer
        Knows the places.

    Returns
    -------
    One resolution for each mention, in the same order.
    """
    return _resolver(gazetteer, options or ResolveOptions()).resolve(document, mentions)


@lru_cache(maxsize=2)
def _resolver(gazetteer: KnownPlaces, options: ResolveOptions) -> Resolver:
    """The resolver of the last calls: what it looked up depends on the gazetteer and the options alone."""
    return Resolver(gazetteer, options)


def resolve_names(
    names: Sequence[str],
    gazetteer: KnownPlaces,
    *,
    focus: Sequence[str] = (),
    context: str = "",
    near: LonLat | None = None,
    on: date | None = None,
) -> tuple[Resolution, ...]:
    """What each name means, without a text around it.

    Parameters
    ----------
    names
        Names as written; a generic word may stand with them ("Anbar province") and a container behind a comma ("Paris, Texas").
    focus
        Countries, ISO 3166-1 alpha-2.
    context
        Text or further names; the places named in it vote.
    near
        Expected neighbourhood.
    on
        Only names in use on this day.
    """
    rules = packaged_rules("en")
    resolver = Resolver(gazetteer, ResolveOptions(focus=tuple(focus), near=near, on=on))
    return resolver.resolve_names([read_name(name, gazetteer, rules) for name in names], names_in(context, gazetteer))


_WITH_MEMBERS = frozenset({PlaceKind.COUNTRY, PlaceKind.ADMIN1})
_UNITS = frozenset({PlaceKind.COUNTRY, PlaceKind.ADMIN1, PlaceKind.REGION, PlaceKind.CONTINENT})


def _lies_in(item: Prior, container: Place) -> bool:
    if item.place.id == container.id:
        return False
    if container.kind is PlaceKind.COUNTRY:
        return item.place.country == container.country
    return item.unit == (container.country, container.name)


def _are_plain(containers: Sequence[Place], found: Sequence[Prior]) -> bool:
    """Whether containers are units with members, and neither another name of the place itself nor a neighbour of a country."""
    own = {item.place.id for item in found}
    return (
        bool(containers)
        and all(container.kind in _WITH_MEMBERS and container.id not in own for container in containers)
        and not any(item.place.kind is PlaceKind.COUNTRY for item in found)
    )


def _may_lie_in(item: Prior, container: Place) -> bool:
    """Whether nothing speaks against it; of many imported places the unit is not known."""
    return _lies_in(item, container) or (
        container.kind is PlaceKind.ADMIN1 and item.place.country == container.country and item.unit is None
    )


def _has_city(unit: Place, found: Sequence[Prior]) -> bool:
    """Whether the country's capital has the unit's name, or a town of some size or a seat in or beside the unit."""
    for item in found:
        place = item.place
        if not place.kind.is_settlement or place.country != unit.country:
            continue
        if item.national_capital:
            return True
        beside = abs(place.lonlat.lon - unit.lonlat.lon) < _BESIDE_DEG and abs(place.lonlat.lat - unit.lonlat.lat) < _BESIDE_DEG
        if (beside or place.admin1 == unit.name) and (place.capital_of or (place.population or 0) >= _CITY_PEOPLE):
            return True
    return False


def _is_outshone(item: Prior, found: Sequence[Prior]) -> bool:
    """Whether a town of the country has the name as its own and many times the people: a bare name means that one."""
    people = max(item.place.population or 0, 1000)
    return any(
        other.main and other.place.kind.is_settlement and other.place.country == item.place.country
        and (other.place.population or 0) >= _OUTSHINES * people
        for other in found
    )  # fmt: skip


def _same_spot(one: Place, other: Place) -> bool:
    """Whether two entries are one place on the map: a city and the first-level unit that is nothing but this city."""
    if one.id == other.id:
        return True
    return (
        one.country == other.country
        and abs(one.lonlat.lon - other.lonlat.lon) < _SAME_DEG
        and abs(one.lonlat.lat - other.lonlat.lat) < _SAME_DEG
        and {one.kind.is_settlement or one.kind is PlaceKind.ADMIN1, other.kind.is_settlement or other.kind is PlaceKind.ADMIN1} == {True}
    )


def _km(one: LonLat, other: LonLat) -> float:
    from geopy.distance import geodesic

    return float(geodesic(one.latlon, other.latlon).km)
