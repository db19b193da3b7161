"""The answer for one name once the whole text was heard, in words."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.extract.options import ResolveOptions
from geomap.extract.priors import Prior, a_kind
from geomap.extract.queries import Query, lies_in
from geomap.model import Candidate, Place, PlaceKind, Resolution, ResolutionStatus

_SHOWN = 5
_SAME_DEG = 0.1


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
