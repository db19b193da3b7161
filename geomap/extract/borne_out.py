"""Whether what the other names of a text speak of bears out the answer for one; where it does not, the name stays open.

The only bearer of a name that the gazetteer has is often a far one: the village that is meant is in no table. No answer beats a wrong one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

from geomap.extract.priors import Prior
from geomap.extract.queries import Query
from geomap.gazetteer.distance import distance_km, is_beyond
from geomap.gazetteer.hits import Tier
from geomap.model import Place, PlaceKind, PlaceName, Resolution, ResolutionStatus
from geomap.text.transliterate import spoken_form

_SMALL = 20_000
_NEAR_KM = 150.0
_FAR_KM = 300.0
_FIRM = 1
"""Names and peoples that speak of one country from which a text is about it: where nothing speaks of the far one, a single word of
another country is enough."""
_FAMOUS = 500_000
"""People of a city that may be known by several names all over the world, and is told of out of the blue."""
_SURE_ALONE = 0.8
"""Share of the evidence. Of the 687 towns chosen by hand, each asked by its name alone, 25 went to another place; this keeps ten of them
open and two right ones."""
_WIDE = frozenset({PlaceKind.COUNTRY, PlaceKind.CONTINENT, PlaceKind.REGION, PlaceKind.RIVER, PlaceKind.LAKE})


class OtherNames:
    """What all names of a document together speak of; asked of each name what the others say."""

    def __init__(self, queries: Iterable[Query], peoples: Set[str], focus: Sequence[str]) -> None:
        """Keep the likeliest reading of each name that is alike in more than sound.

        Parameters
        ----------
        queries
            The settled names of the document.
        peoples, focus
            Countries whose peoples the text names, and those the user told, ISO 3166-1 alpha-2.
        """
        self._given = {*peoples, *focus}
        self._read: list[tuple[str, Place]] = []
        self._names: dict[str, set[str]] = {}
        for query in queries:
            likely = max(zip(query.ballot.share, query.priors, strict=True), key=lambda pair: pair[0], default=None)
            if likely is not None and likely[1].tier is not Tier.TRANSLITERATION:
                place = likely[1].place
                self._read.append((query.name, place))
                if place.country:
                    self._names.setdefault(place.country, set()).add(query.name)

    def within(self, country: str, *, without: str) -> list[Place]:
        """What the names but one mean in a country."""
        return [place for name, place in self._read if name != without and place.country == country]

    def told(self, country: str) -> bool:
        """Whether a people of the text, or the user, speaks of a country."""
        return country in self._given

    def main_country(self, *, without: str) -> str:
        """The country that the names but one and the peoples speak of most; empty if there is none."""
        counts = {code: len(names - {without}) + (code in self._given) for code, names in self._names.items()}
        code = max(sorted(counts), key=lambda code: counts[code], default="")
        return code if counts.get(code, 0) >= _FIRM else ""

    def all_far_from(self, place: Place, *, without: str) -> bool:
        """Whether a place lies more than 300 km from whatever the names but one mean."""
        return all(name == without or is_beyond(place.lonlat, other.lonlat, _FAR_KM) for name, other in self._read)


def borne_out(query: Query, answer: Resolution, others: OtherNames) -> Resolution:
    """The answer, but open where the rest of the text does not bear it out.

    A name that is only alike in sound, or a side name: something else in the text must lie in that country. Of names alike in sound, a
    small place must lie near one of the text's other places there, or have a name that sounds the same with its vowels while the text
    tells of no other town there; a big one must lie in the country the text is about, or near a town it names. A place that few know,
    in a country of which nothing else is told, is no answer where it is far from everything else and the text is about another country.
    """
    if answer.place_id is None:
        return answer
    best = next(item for item in query.priors if item.place.id == answer.place_id)
    reason = _doubt(query, best, others)
    if not reason:
        return answer
    return replace(answer, status=ResolutionStatus.AMBIGUOUS, place_id=None, reasons=(reason, *query.notes))


def sure_alone(query: Query, answer: Resolution) -> Resolution:
    """The answer for a name that stands by itself, but open where a name alone does not tell.

    What is only alike in sound, and an imported town that is no national capital and has less than four fifths of the evidence.
    """
    if answer.place_id is None or query.containers:
        return answer
    best = next(item for item in query.priors if item.place.id == answer.place_id)
    if best.tier is Tier.TRANSLITERATION:
        reason = "the name is only alike in sound"
    elif ":" in best.place.id and best.place.kind.is_settlement and not best.national_capital and answer.score < _SURE_ALONE:
        reason = f"{len(query.priors)} places of this name, and none stands out far enough"
    else:
        return answer
    reason += ": tell the country, a place near by or the words it stands in"
    return replace(answer, status=ResolutionStatus.AMBIGUOUS, place_id=None, reasons=(reason, *query.notes))


def _doubt(query: Query, best: Prior, others: OtherNames) -> str:
    """Why the answer is not borne out; empty if it is."""
    place, name = best.place, query.name
    beside = others.within(place.country, without=name)
    # a crossing is of both its countries
    alone = not any(others.told(code) or others.within(code, without=name) for code in (place.country, best.across) if code)
    if best.tier is Tier.TRANSLITERATION:
        if alone:
            return "the name is only alike in sound, and nothing else in the text is in that country"
        if (place.population or 0) < _SMALL and not _sounds_right(name, place, beside):
            return "the name is only alike in sound, and the place is small and far from the text's other places"
        if others.main_country(without=name) not in ("", place.country) and not _is_near(place, beside):
            return "the name is only alike in sound, and the text is about another country"
    elif alone and not best.main and ":" in place.id and place.kind.is_settlement and (place.population or 0) < _FAMOUS:
        return "the name is only another name of the place, and nothing else in the text is in that country"
    may_stray = alone and not query.containers and _is_little_known(best)
    if may_stray and others.main_country(without=name) and others.all_far_from(place, without=name):
        return "the place is far from everything else in the text, which is about another country"
    return ""


def _is_little_known(item: Prior) -> bool:
    if item.place.kind.is_settlement:
        return not item.national_capital and (item.place.population or 0) < _FAMOUS
    return item.place.kind not in _WIDE


def _is_near(place: Place, others: Sequence[Place]) -> bool:
    return any(other.kind.is_settlement and distance_km(place.lonlat, other.lonlat) <= _NEAR_KM for other in others)


def _sounds_right(name: str, place: Place, others: Sequence[Place]) -> bool:
    """Whether a place is near one of the others, or nothing speaks against it and its name sounds the same, vowels and all."""
    if _is_near(place, others):
        return True
    sound = spoken_form(name)
    towns = any(other.kind.is_settlement for other in others)
    return not towns and any(spoken_form(other.text) == sound for other in (*place.names, PlaceName(text=place.name)))
