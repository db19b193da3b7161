"""What changed on the ground between two days: areas that were drawn, and ranges of areas that were modelled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from geomap.control.camps import Camps
from geomap.control.change import Change
from geomap.model import Area, AreaEstimate, AreaRange


def drawn_changes(areas: Iterable[Area], first: date, last: date, camps: Camps) -> Iterator[Change]:
    """A change for every actor and method whose square kilometres differ; areas as they are on the two days."""
    listed = tuple(areas)
    before, after = _totals(listed, first), _totals(listed, last)
    for actor, method in sorted(before.keys() | after.keys()):
        was, now = before.get((actor, method), 0.0), after.get((actor, method), 0.0)
        if round(was) == round(now):
            continue
        name = camps.name(actor)
        yield Change(
            kind="area",
            id=actor,
            name=name,
            what="km2",
            before=f"{was:,.0f} km2",
            after=f"{now:,.0f} km2",
            km2=round(now - was, 1),
            sentence=f"{name}: {was:,.0f} km2, then {now:,.0f} km2 ({now - was:+,.0f}; method: {method}).",
        )


def _totals(areas: Iterable[Area], day: date) -> dict[tuple[str, str], float]:
    totals: dict[tuple[str, str], float] = {}
    for area in areas:
        started = area.valid_from is None or area.valid_from <= day
        if area.actor and started and (area.valid_to is None or day < area.valid_to):
            totals[area.actor, area.method] = totals.get((area.actor, area.method), 0.0) + area.area_km2
    return totals


def range_changes(before: Sequence[AreaRange], after: Sequence[AreaRange], camps: Camps) -> Iterator[Change]:
    """A change for every actor whose ground or people differ by any estimate.

    Each estimate is compared with the one by the same method and parameter: the spread of the differences is what is not
    known about the change, and far smaller than the spread of either day. Who has nothing by an estimate has nothing there.
    """
    was, now = ({one.actor: one for one in ranges} for ranges in (before, after))
    for actor in sorted(was.keys() | now.keys()):
        old, new = was.get(actor), now.get(actor)
        one, two = _by_parameter(old), _by_parameter(new)
        keys = list(dict.fromkeys((*two, *one)))
        km2 = [round(_km2(two.get(key)) - _km2(one.get(key)), 1) for key in keys]
        people = [
            (two[key].people or 0 if key in two else 0) - (one[key].people or 0 if key in one else 0)
            for key in keys
            if (key in two and two[key].people is not None) or (key in one and one[key].people is not None)
        ]
        if not any(round(size) for size in km2) and not any(people):
            continue
        name = camps.name(actor)
        methods = ", ".join(dict.fromkeys(method for method, _ in keys))
        told = f"{_spread(km2)} km2" + (f", {_spread(people)} people in places with a known population" if people else "")
        yield Change(
            kind="area",
            id=actor,
            name=name,
            what="km2",
            before=_words(old),
            after=_words(new),
            km2=km2[0],
            km2_range=(min(km2), max(km2)),
            people=people[0] if people else None,
            people_range=(min(people), max(people)) if people else None,
            sentence=f"{name}: {_words(old)}, then {_words(new)}: {told} (methods, which differ: {methods}).",
        )


def _by_parameter(ranges: AreaRange | None) -> dict[tuple[str, str], AreaEstimate]:
    return {(one.method, one.parameter): one for one in ranges.estimates} if ranges is not None else {}


def _km2(estimate: AreaEstimate | None) -> float:
    return estimate.km2 if estimate is not None else 0.0


def _words(ranges: AreaRange | None) -> str:
    if ranges is None:
        return "no ground"
    if ranges.low_km2 == ranges.high_km2:
        return f"{ranges.best_km2:,.0f} km2"
    return f"{ranges.low_km2:,.0f} to {ranges.high_km2:,.0f} km2 (best {ranges.best_km2:,.0f})"


def _spread(values: Sequence[float]) -> str:
    low, best, high = (f"{value:+,.0f}" for value in (min(values), values[0], max(values)))
    return best if low == high else f"{low} to {high} (best {best})"
