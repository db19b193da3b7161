"""What changed between two days: places, crossings, areas, people; as sentences and as records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from geomap.control.area_changes import drawn_changes, range_changes
from geomap.control.build import Control
from geomap.control.camps import Camps
from geomap.control.change import Change
from geomap.control.evidence import Effect
from geomap.control.ledger_words import crossing_in_words, status_in_words
from geomap.control.timelines import Timeline
from geomap.model import Area, AreaRange, ControlState, ControlStatus, CrossingState, Place
from geomap.model.records import to_record

_BELIEVED = frozenset({ControlStatus.HELD, ControlStatus.SHARED, ControlStatus.BESIEGED, ControlStatus.PRESSURED})


def changes(
    control: Control,
    first: date,
    last: date,
    *,
    areas: Iterable[Area] = (),
    ranges: tuple[Sequence[AreaRange], Sequence[AreaRange]] | None = None,
) -> tuple[Change, ...]:
    """What is not on `last` as it was on `first`.

    Parameters
    ----------
    control
        Of the whole time; build it with ``known_by`` for what was known then.
    first, last
        The two days compared.
    areas
        Areas with validity dates; their square kilometres are compared by actor and method, unless `ranges` are given.
    ranges
        What everybody has on the first and on the last day (`geomap.control.areas.estimate_areas`, the same methods for both).

    Returns
    -------
    tuple of Change
        Places by id, then crossings by id, then areas by actor.

    Raises
    ------
    ValueError
        If `last` is before `first`.
    """
    if last < first:
        raise ValueError(f"the last day ({last}) is before the first ({first})")
    camps = Camps(control.actors)
    found = []
    crossings = {state.place_id for state in control.crossing_states}
    for place_id, line in control.timelines.items():
        before, after = line.at(first), line.at(last)
        if place_id not in crossings and after is not None and not _alike(before, after):
            days = tuple(segment.start for segment in line.segments if first < segment.start <= last)
            found.append(
                _place_change(
                    control.places[place_id],
                    before,
                    after,
                    days,
                    camps,
                    taken=not control.places[place_id].kind.is_area and _taken(line, first, last),
                )
            )
    found.extend(_crossing_changes(control, first, last, camps))
    if ranges is not None:
        found.extend(range_changes(*ranges, camps))
    else:
        found.extend(drawn_changes(areas, first, last, camps))
    return tuple(found)


def _taken(line: Timeline, first: date, last: date) -> bool:
    """Whether what the state on `last` rests on tells of a change of hands after `first`."""
    segment = line.segment_at(last)
    if segment is None:
        return False
    pieces = (piece for listed, n in segment.support for piece in listed[:n])
    return any(piece.change and piece.effect in (Effect.GAIN, Effect.LOSS) and first < piece.day <= last for piece in pieces)


def _alike(before: ControlState | None, after: ControlState) -> bool:
    return before is not None and (before.status, before.holders, before.opponents, before.extent, before.share_percent) == (
        after.status,
        after.holders,
        after.opponents,
        after.extent,
        after.share_percent,
    )


def _believed(state: ControlState | None) -> tuple[str, ...]:
    return state.holders if state is not None and state.status in _BELIEVED else ()


def _place_change(
    place: Place, before: ControlState | None, after: ControlState, days: tuple[date, ...], camps: Camps, *, taken: bool
) -> Change:
    was, now = status_in_words(before, camps), status_in_words(after, camps)
    holders_before, holders_after = _believed(before), _believed(after)
    if before is None:
        what = "taken" if taken and holders_after else "first told"
        sentence = f"{place.name} taken: {now}; no data before" if what == "taken" else f"{place.name}: first told of: {now}"
    elif holders_before and holders_after and set(holders_before).isdisjoint(holders_after):
        what = "changed hands"
        sentence = f"{place.name} changed hands: {was}, then {now}"
    else:
        what = "status"
        sentence = f"{place.name}: {was}, then {now}"
    when = f" ({', '.join(day.isoformat() for day in days)})" if days else ""
    return Change(
        kind="place",
        id=place.id,
        name=place.name,
        what=what,
        before=was,
        after=now,
        holders_before=holders_before,
        holders_after=holders_after,
        days=days,
        people=place.population if not place.kind.is_area else None,
        claim_ids=after.support,
        sentence=f"{sentence}{when}.",
    )


def _crossing_changes(control: Control, first: date, last: date, camps: Camps) -> Iterable[Change]:
    before = {state.place_id: state for state in control.crossings_on(first)}
    for after in control.crossings_on(last):
        earlier = before.get(after.place_id)
        if earlier is not None and _sides(earlier) == _sides(after):
            continue
        place = control.places[after.place_id]
        was = crossing_in_words(earlier, camps) if earlier is not None else "no data"
        now = crossing_in_words(after, camps)
        line = control.timelines.get(after.place_id)
        taken = line is not None and _taken(line, first, last)
        same_holders = earlier is not None and [side.holders for side in earlier.sides] == [side.holders for side in after.sides]
        days = tuple(
            state.valid_from
            for state in control.crossing_states
            if state.place_id == after.place_id and state.valid_from is not None and first < state.valid_from <= last
        )
        yield Change(
            kind="crossing",
            id=after.place_id,
            name=place.name,
            what="passage" if same_holders else "changed hands" if earlier is not None else "taken" if taken else "first told",
            before=was,
            after=now,
            holders_before=earlier.sides[0].holders if earlier is not None else (),
            holders_after=after.sides[0].holders,
            days=days,
            claim_ids=after.support,
            sentence=f"{place.name} (crossing): {was}, then {now} ({', '.join(day.isoformat() for day in days)}).",
        )


def _sides(state: CrossingState) -> list[tuple[object, ...]]:
    return [(side.holders, side.control, side.passage) for side in state.sides]


@dataclass(frozen=True, kw_only=True)
class Balance:
    """What one actor gained and lost between two days."""

    actor: str
    places_gained: int
    places_lost: int
    people_gained: int
    """In places with a known population."""
    people_lost: int
    km2: tuple[float, ...]
    """Gained (negative: lost) by each method that was compared, or least, best and most; sorted."""
    sentence: str

    def record(self) -> dict[str, Any]:
        """As plain data."""
        record: dict[str, Any] = to_record(self)
        return record


def balance(found: Iterable[Change], control: Control) -> tuple[Balance, ...]:
    """Changes summed by actor: towns, sites and near sides of crossings, not shares of units; sorted by actor key."""
    camps = Camps(control.actors)
    counted = ("changed hands", "taken", "status")  # what is first told of may have been so all along
    rows: dict[str, list[int]] = {}
    km2: dict[str, list[float]] = {}
    for change in found:
        if change.kind == "area" and change.km2 is not None:
            km2.setdefault(change.id, []).extend((change.km2, *(change.km2_range or ())))
        if change.kind == "area" or change.what not in counted or control.places[change.id].kind.is_area:
            continue
        before, after = set(change.holders_before), set(change.holders_after)
        for actor in after - before:
            row = rows.setdefault(actor, [0, 0, 0, 0])
            row[0] += 1
            row[2] += change.people or 0
        for actor in before - after:
            row = rows.setdefault(actor, [0, 0, 0, 0])
            row[1] += 1
            row[3] += change.people or 0
    result = []
    for actor in sorted(rows.keys() | km2.keys()):
        gained, lost, people_in, people_out = rows.get(actor, [0, 0, 0, 0])
        grown = tuple(sorted(km2.get(actor, [])))
        sentence = f"{camps.name(actor)}: {gained} places gained ({people_in:,} people), {lost} lost ({people_out:,} people)"
        if grown:
            sentence += (
                f"; area {grown[0]:+,.0f} km2" if len(grown) == 1 else f"; area {grown[0]:+,.0f} to {grown[-1]:+,.0f} km2, by method"
            )
        result.append(
            Balance(
                actor=actor,
                places_gained=gained,
                places_lost=lost,
                people_gained=people_in,
                people_lost=people_out,
                km2=grown,
                sentence=f"{sentence}.",
            )
        )
    return tuple(result)
