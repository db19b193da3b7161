"""The answer for one name once the whole text was heard, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

from geomap.extract.options import ResolveOptions
from geomap.extract.priors import Prior, a_kind
from geomap.extract.queries import Query, lies_in
from geomap.gazetteer.distance import distance_km
from geomap.gazetteer.hits import Tier
from geomap.model import Candidate, Place, PlaceKind, PlaceName, Resolution, ResolutionStatus
from geomap.text.transliterate import spoken_form

_SHOWN = 5
_SMALL = 20_000
_NEAR_KM = 150.0
_SAME_DEG = 0.1
_FAMOUS = 500_000
"""People of a city that may be known by several names all over the world."""


def answer(query: Query, options: ResolveOptions, *, suggestions: Sequence[str] = ()) -> Resolution:
    """What a settled query means, and why.

    Parameters
    ----------
    suggestions
        Names that look alike, to show where no place of the name is known.
    """
    if not query.priors:
        reasons = tuple(query.notes) or ("no place of this name is known",)
        return Resolution(mention_id="", query=query.name, status=ResolutionStatus.UNKNOWN, reasons=reasons, suggestions=tuple(suggestions))
    ranked = sorted(zip(query.ballot.share, query.priors, strict=True), key=lambda pair: (-pair[0], pair[1].place.id))
    candidates = tuple(
        Candidate(place_id=item.place.id, score=round(share, 4), reasons=_reasons(query, item, options)) for share, item in ranked[:_SHOWN]
    )
    best = ranked[0][1].place
    # entries for one spot (a city and the unit that is nothing but the city) do not compete with each other
    score = sum(share for share, item in ranked if _same_spot(item.place, best))
    if len(ranked) == 1 and score >= options.threshold:
        why = "the only place of this name that is known"
    elif len(ranked) == 1:
        why = "the only place of this name that is known is small and far from everything else in the text"
    elif score < options.threshold:
        why = f"{len(ranked)} places of this name, and none stands out"
    else:
        why = f"of {len(ranked)} places of this name, {best.name} has {score:.0%} of the evidence"
    resolved = score >= options.threshold
    return Resolution(
        mention_id="",
        query=query.name,
        status=ResolutionStatus.RESOLVED if resolved else ResolutionStatus.AMBIGUOUS,
        place_id=best.id if resolved else None,
        score=round(score, 4),
        candidates=candidates,
        reasons=(why, *(candidates[0].reasons if resolved else ()), *query.notes),
    )


def heard_only(query: Query, answer: Resolution, queries: Iterable[Query], peoples: Set[str], focus: Sequence[str]) -> Resolution:
    """The answer, but open where the name is only alike in sound, or a side name, and the rest of the text does not bear it out.

    Something else in the text must lie in that country. Of names alike in sound, a small place must lie near one of the text's other
    places there, or have a name that sounds the same with its vowels while the text tells of no other town there: a village that
    shares a skeleton of consonants with one nobody has listed is a wrong answer.
    """
    if answer.place_id is None:
        return answer
    best = next(item for item in query.priors if item.place.id == answer.place_id)
    country = best.place.country
    by_sound = best.tier is Tier.TRANSLITERATION
    far_fetched = ":" in best.place.id and best.place.kind.is_settlement and (best.place.population or 0) < _FAMOUS
    if not by_sound and (best.main or not far_fetched):
        return answer
    others = [
        likely[1].place
        for other in queries
        if other.name != query.name
        and (likely := max(zip(other.ballot.share, other.priors, strict=True), key=lambda pair: pair[0], default=None))
        and likely[1].tier is not Tier.TRANSLITERATION
        and likely[1].place.country == country
    ]
    if not others and country not in peoples and country not in focus:
        how = "only alike in sound" if by_sound else "only another name of the place"
        reason = f"the name is {how}, and nothing else in the text is in that country"
    elif by_sound and (best.place.population or 0) < _SMALL and not _is_borne_out(query.name, best.place, others):
        reason = "the name is only alike in sound, and the place is small and far from the text's other places"
    else:
        return answer
    return replace(answer, status=ResolutionStatus.AMBIGUOUS, place_id=None, reasons=(reason, *query.notes))


def _is_borne_out(name: str, place: Place, others: Sequence[Place]) -> bool:
    """Whether a place is near one of the others, or nothing speaks against it and its name sounds the same, vowels and all."""
    towns = [other for other in others if other.kind.is_settlement]
    if any(distance_km(place.lonlat, other.lonlat) <= _NEAR_KM for other in towns):
        return True
    sound = spoken_form(name)
    return not towns and any(spoken_form(other.text) == sound for other in (*place.names, PlaceName(text=place.name)))


def _reasons(query: Query, item: Prior, options: ResolveOptions) -> tuple[str, ...]:
    reasons = list(item.reasons)
    if item.place.country in options.focus:
        reasons.append(f"in the focus country {item.place.country}")
    for container in query.containers:
        if lies_in(item, container):
            reasons.append(f"the text places it in {container.name}")
            break
    if query.hint is not None and item.place.kind is query.hint:
        reasons.append(f"the words beside it call it {a_kind(query.hint)}")
    return tuple(reasons)


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
