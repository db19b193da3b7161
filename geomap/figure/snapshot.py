"""What a map shows on one day: the same choice of states the page makes, as a list that can be compared with its table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Protocol, TypeVar

from geomap.figure.advances import Advance, advances_on
from geomap.model import UNKNOWN_DATE, Area, AttackEvent, ControlState, ControlStatus, CrossingState, FrontLine, MapSpec, Place


class _Dated(Protocol):
    @property
    def valid_from(self) -> date | None: ...
    @property
    def valid_to(self) -> date | None: ...


class _TwoClocks(_Dated, Protocol):
    @property
    def known_from(self) -> date | None: ...
    @property
    def known_to(self) -> date | None: ...


D = TypeVar("D", bound=_Dated)
T = TypeVar("T", bound=_TwoClocks)
AREA_METHODS = ("drawn", "reach", "corridors", "stated")
"""A map shows the areas of one method: of the first of these that it has any of, as the page does when it opens."""


@dataclass(frozen=True, kw_only=True)
class DrawnMark:
    """One thing drawn, in the words of the page's hooks (``data-geomap-*``)."""

    id: str
    kind: str
    """``state``, ``crossing``, ``area``, ``front`` or ``claim`` (an attack or an advance)."""
    place_id: str
    """Empty for an area and a front."""
    status: str
    holders: tuple[str, ...]
    """Actor keys; for a crossing those of the first side, then those of the second."""


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """Everything of a map that is true on one day, as known by one day."""

    day: date
    states: tuple[ControlState, ...]
    """Of all places something is told of, but crossings that have a state of both sides; those are in `crossings`."""
    crossings: tuple[CrossingState, ...]
    areas: tuple[Area, ...]
    """Of `method` only, as the fronts: what two methods make of the same states would hide each other."""
    fronts: tuple[FrontLine, ...]
    attacks: tuple[AttackEvent, ...]
    """Of the days on which they can have happened and the `MapSpec.attack_days` days after."""
    advances: tuple[Advance, ...]
    places: dict[str, Place]
    method: str = ""
    """One of `AREA_METHODS`; empty if the map has no areas."""
    changed: frozenset[str] = field(default=frozenset())
    """Ids of places whose state is another one than in the snapshot before."""

    @property
    def items(self) -> tuple[ControlState | CrossingState, ...]:
        """States, then crossings."""
        return (*self.states, *self.crossings)

    @property
    def marks(self) -> tuple[DrawnMark, ...]:
        """What is drawn, states first."""
        return (
            *(
                DrawnMark(id=one.id, kind="state", place_id=one.place_id, status=one.status.value, holders=one.holders)
                for one in self.states
            ),
            *(
                DrawnMark(
                    id=one.id,
                    kind="crossing",
                    place_id=one.place_id,
                    status=one.sides[0].control.value,
                    holders=one.sides[0].holders + one.sides[1].holders,
                )
                for one in self.crossings
            ),
            *(
                DrawnMark(id=one.id, kind="area", place_id="", status=one.status, holders=(one.actor,) if one.actor else ())
                for one in self.areas
            ),
            *(DrawnMark(id=one.id, kind="front", place_id="", status="contested", holders=one.actors) for one in self.fronts),
            *(
                DrawnMark(id=one.id, kind="claim", place_id=one.place_id, status="attack", holders=(one.actor,) if one.actor else ())
                for one in self.attacks
            ),
            *(DrawnMark(id=one.id, kind="claim", place_id=one.place_id, status="advance", holders=(one.actor,)) for one in self.advances),
        )


def take_snapshot(spec: MapSpec, day: date, *, known_by: date | None = None, before: Snapshot | None = None) -> Snapshot:
    """The map on `day`.

    Parameters
    ----------
    day
        When it was true; intervals are half-open, so a state is drawn on its first day and not on the day it ends.
    known_by
        When it was known; None: as known to this day.
    before
        An earlier snapshot to mark changes against.
    """
    places = {place.id: place for place in spec.places}
    crossings = tuple(one for one in _true(_known(spec.crossing_states, known_by), day) if one.place_id in places)
    two_sided = {one.place_id for one in crossings}
    told = [one for one in _true(_known(spec.states, known_by), day) if one.status is not ControlStatus.NO_DATA and one.place_id in places]
    method = next((name for name in AREA_METHODS if any(area.method == name for area in spec.areas)), "")
    now = Snapshot(
        day=day,
        states=tuple(one for one in told if one.place_id not in two_sided),
        crossings=crossings,
        areas=tuple(one for one in _true(spec.areas, day) if one.method == method),
        fronts=tuple(one for one in _true(spec.fronts, day) if one.method == method),
        attacks=tuple(one for one in _attacks(spec, day, known_by) if one.place_id in places),
        advances=tuple(advances_on(spec, day, known_by=known_by, states=told, places=places)),
        places=places,
        method=method,
    )
    if before is None:
        return now
    old, new = _fingerprints(before), _fingerprints(now)
    changed = frozenset(place for place in old.keys() | new.keys() if old.get(place) != new.get(place))
    return Snapshot(**{**vars(now), "changed": changed})


def drawn_marks(spec: MapSpec, *, on: date | None = None, known_by: date | None = None) -> tuple[DrawnMark, ...]:
    """What a figure of this day draws, without drawing it; None: the day the map opens on."""
    return take_snapshot(spec, on or spec.as_of, known_by=known_by).marks


def knows_less(spec: MapSpec, day: date, known_by: date | None) -> bool:
    """Whether the map of `day` was another one by what was known then, so that sentences about it do not hold."""
    return known_by is not None and take_snapshot(spec, day, known_by=known_by).items != take_snapshot(spec, day).items


def _true(items: Iterable[D], day: date) -> list[D]:
    return [one for one in items if (one.valid_from is None or one.valid_from <= day) and (one.valid_to is None or day < one.valid_to)]


def _known(items: Iterable[T], known_by: date | None) -> list[T]:
    if known_by is None:
        return [one for one in items if one.known_to is None]
    return [
        one for one in items if (one.known_from is None or one.known_from <= known_by) and (one.known_to is None or known_by < one.known_to)
    ]


def _attacks(spec: MapSpec, day: date, known_by: date | None) -> Iterator[AttackEvent]:
    """Attacks from the first day they can mean to the map's number of days after the last."""
    claims = {claim.id: claim for claim in spec.claims}
    for event in spec.attacks:
        claim = claims.get(event.claim_id)
        dating, known = (claim.dating, claim.known.likely) if claim else (UNKNOWN_DATE, None)
        first = min(event.day, dating.earliest or event.day)
        last = max(event.day, dating.latest or event.day)
        if first <= day <= last + timedelta(days=spec.attack_days) and not (known_by and known and known > known_by):
            yield event


def _fingerprints(snapshot: Snapshot) -> dict[str, object]:
    found: dict[str, object] = {one.place_id: (one.status, one.holders, one.opponents) for one in snapshot.states}
    found |= {one.place_id: tuple((side.holders, side.control, side.passage) for side in one.sides) for one in snapshot.crossings}
    return found
