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
from dataclasses import replace
from datetime import date
from functools import lru_cache

from geomap.extract.bare_names import BareName, names_in, read_name
from geomap.extract.borne_out import OtherNames, borne_out, sure_alone
from geomap.extract.candidates import Candidates
from geomap.extract.containers import containers_of, is_towns
from geomap.extract.known_places import KnownPlaces
from geomap.extract.mention_rules import packaged_rules
from geomap.extract.options import ResolveOptions
from geomap.extract.queries import LISTED_KINDS, Query, common_unit, may_lie_in, prepare
from geomap.extract.unit_lists import unit_lists
from geomap.extract.verdicts import answer
from geomap.extract.votes import Ballot, Votes, count, support
from geomap.model import Document, LonLat, Mention, Place, PlaceKind, Resolution

_SETTLED = 0.995
"""Share from which a name is not asked again before the last round."""
_PEOPLE_WEIGHT = 0.5
"""Of a demonym, beside 1 for the name of a place."""
_INSIDE_WEIGHT = 0.5
"""Of a name inside another name or in the name of the source, the same."""
_CAPITALISED = re.compile(r"[A-Z](?<!\w(?s:.))[a-z]{3,}")
_HEATS = (2.5, 2.0, 1.5, 1.2, 1.0)
"""Heat of each round of voting, cooling down."""


_UNITS = frozenset({PlaceKind.COUNTRY, PlaceKind.ADMIN1, PlaceKind.REGION, PlaceKind.CONTINENT})
"""Kinds that are settled first."""


class Resolver:
    """Resolves names against one gazetteer; keeps what it looked up, so that a second document costs less."""

    def __init__(self, gazetteer: KnownPlaces, options: ResolveOptions | None = None) -> None:
        """Use `gazetteer`; nothing is looked up yet."""
        self._gazetteer = gazetteer
        self._options = options or ResolveOptions()
        self._candidates = Candidates(gazetteer, self._options.focus)

    def resolve(self, document: Document, mentions: Sequence[Mention], inside: Sequence[str] = ()) -> tuple[Resolution, ...]:
        """One resolution a mention, in their order; the names `inside` other names vote and are not answered."""
        queries: dict[tuple[str, PlaceKind | None, bool], Query] = {}
        lists = unit_lists(document.text, mentions, lambda name: any(place.kind in LISTED_KINDS for place in self._units(name)))
        rules = packaged_rules(document.language)
        apart = {index for run in lists for index in run[:-1]}
        containers, holders, firm = containers_of(document.text, mentions, self._units, self._may_lie_in, rules, apart=apart)
        for index, mention in enumerate(mentions):
            key = (mention.surface, mention.kind_hint, index in holders)
            query = queries.get(key) or queries.setdefault(key, Query(mention.surface, mention.kind_hint, holds=index in holders))
            query.mentions.append(index)
            query.containers.extend(containers.get(index, ()))
            query.strict |= index in firm
            query.acts |= mention.metonym
            query.town |= is_towns(document.text, mention, rules)
        self._share_containers(queries)
        found = list(queries.values())
        self._prepare(found, document.published)
        found += self._listed(found, lists)
        asides = self._asides(document, inside, {query.name for query in found})
        self._prepare(asides, document.published)
        peoples = self._peoples(document.text)
        self._decide([*found, *asides], peoples)
        answers: list[Resolution | None] = [None] * len(mentions)
        others = OtherNames(found, peoples.keys(), self._options.focus)
        for query in found:
            resolution = borne_out(query, answer(query, self._options), others)
            for index in query.mentions:
                answers[index] = replace(resolution, mention_id=mentions[index].id)
        return tuple(found for found in answers if found is not None)

    def resolve_names(self, names: Sequence[BareName], context: Sequence[str]) -> tuple[Resolution, ...]:
        """Names without a text; `context` are further names that vote and are not answered."""
        queries = [
            Query(name.name, name.hint, [index], self._units(name.container) if name.container else [], strict=True)
            for index, name in enumerate(names)
        ]
        others = [Query(name, None) for name in context]
        alone = len(names) == 1 and not context and not self._options.focus and self._options.near is None
        self._prepare([*queries, *others], None)
        self._decide([*queries, *others], {})
        found = []
        for query, name in zip(queries, names, strict=True):
            suggestions = () if query.priors else self._gazetteer.suggest(query.name)
            resolution = answer(query, self._options, suggestions=suggestions)
            found.append(replace(sure_alone(query, resolution) if alone else resolution, query=name.query))
        return tuple(found)

    def _peoples(self, text: str) -> dict[str, float]:
        """Votes of the adjectives and peoples of a text ("Iraqi") for their countries, damped by how often they occur."""
        demonyms = self._gazetteer.demonyms
        found = Counter(demonyms[low] for word in _CAPITALISED.findall(text) if (low := word.lower()) in demonyms)
        return {country: _PEOPLE_WEIGHT * math.sqrt(times) for country, times in sorted(found.items())}

    def _units(self, name: str) -> list[Place]:
        """Countries and units that `name` can mean, for reading "X, Y"."""
        return [item.place for item in self._candidates.of(name, self._options.on) if item.place.kind.is_area]

    def _may_lie_in(self, name: str, unit: Place) -> bool:
        return any(may_lie_in(item, unit) for item in self._candidates.of(name, self._options.on))

    @staticmethod
    def _share_containers(queries: dict[tuple[str, PlaceKind | None, bool], Query]) -> None:
        """A container named once holds for every mention of the name."""
        by_name: dict[str, list[Place]] = {}
        for query in queries.values():
            by_name.setdefault(query.name, []).extend(query.containers)
        for query in queries.values():
            query.containers = by_name[query.name]

    def _asides(self, document: Document, inside: Sequence[str], known: Set[str]) -> list[Query]:
        """Names that vote and are not answered: inside other names, and where and by whom the text was sent."""
        weights = {name: _INSIDE_WEIGHT * math.sqrt(times) for name, times in Counter(inside).items()}
        for text, weight in ((document.source, _INSIDE_WEIGHT), (document.dateline, 1.0)):
            for name in names_in(text, self._gazetteer) if text else ():
                weights[name] = max(weight, weights.get(name, 0.0))
        return [Query(name, None, weight=weight) for name, weight in weights.items() if name not in known]

    def _prepare(self, queries: Iterable[Query], published: date | None) -> None:
        for query in queries:
            prepare(query, self._candidates, self._options, on=self._options.on or published)

    @staticmethod
    def _listed(queries: Sequence[Query], lists: Sequence[Sequence[int]]) -> list[Query]:
        """Names that stand in a list of units and would be read as something else, taken out of their queries and read as units."""
        by_mention = {index: query for query in queries for index in query.mentions}
        found = []
        for run in lists:
            unit = common_unit([by_mention[index] for index in run])
            for index in run:
                query = by_mention[index]
                if unit is not None and (listed := query.among(unit)) is not None:
                    query.mentions.remove(index)
                    listed.mentions.append(index)
                    found.append(listed)
        return found

    def _decide(self, queries: Sequence[Query], peoples: Mapping[str, float]) -> None:
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
        voting = set(map(id, voters))
        for ballot in ballots:
            if heat == 1.0 or max(ballot.share) < _SETTLED:
                heard = votes if id(ballot) in voting else Votes(votes.countries, votes.units, votes.near, votes.total + ballot.weight)
                extra, unlisted = support(ballot, heard)
                ballot.settle(extra, heat, unlisted=unlisted)


def resolve_mentions(
    document: Document,
    mentions: Sequence[Mention],
    gazetteer: KnownPlaces,
    *,
    inside: Sequence[str] = (),
    options: ResolveOptions | None = None,
) -> tuple[Resolution, ...]:
    """What each mention of a document means.

    Parameters
    ----------
    mentions
        Of `document`, in any order.
    gazetteer
        Knows the places.
    inside
        Names inside other names of the text (`FoundNames.inside`): they vote, at half the weight, and are not answered.

    Returns
    -------
    One resolution for each mention, in the same order.
    """
    return _resolver(gazetteer, options or ResolveOptions()).resolve(document, mentions, inside)


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
