"""Two clocks: what was true on a day, as it was known on another day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Generic, TypeVar

from geomap.control.build import gather
from geomap.control.camps import Camps
from geomap.control.crossings import build_crossing
from geomap.control.evidence import Evidence, Reader
from geomap.control.materialise import Words
from geomap.control.policy import DEFAULT_POLICY, Policy
from geomap.control.timelines import timeline
from geomap.control.weights import SourceRating
from geomap.model import Actor, Claim, ControlState, Crossing, CrossingState, Place

State = TypeVar("State", ControlState, CrossingState)


@dataclass(frozen=True, kw_only=True)
class Clocks:
    """States with both intervals: ``[valid_from, valid_to)`` and ``[known_from, known_to)``.

    For any day of knowledge the states of a place that were known then are sorted and disjoint.
    """

    policy: Policy
    states: tuple[ControlState, ...] = field(repr=False)
    """Sorted by place, `known_from`, `valid_from`."""
    far_states: tuple[ControlState, ...] = field(repr=False)
    """Of the sides of crossings that the gazetteer entries do not stand for; `SideState.state_id` names them."""
    crossing_states: tuple[CrossingState, ...] = field(repr=False)
    known_dates: tuple[date, ...]
    """Days on which something became known, sorted."""

    @cached_property
    def _by_place(self) -> dict[str, list[ControlState]]:
        places: dict[str, list[ControlState]] = {}
        for state in self.states:
            places.setdefault(state.place_id, []).append(state)
        return places

    def at(self, place_id: str, day: date, *, known_by: date | None = None) -> ControlState | None:
        """The state of a place on `day` as known by `known_by` (None: to this day); None: no data."""
        return next((state for state in self._by_place.get(place_id, ()) if _holds(state, day, known_by)), None)

    def states_on(self, day: date, *, known_by: date | None = None) -> tuple[ControlState, ...]:
        """The states that hold on `day` as known by `known_by` (None: to this day), sorted by place."""
        return tuple(state for state in self.states if _holds(state, day, known_by))


def _holds(state: ControlState, day: date, known_by: date | None) -> bool:
    if state.valid_from is not None and day < state.valid_from:
        return False
    if state.valid_to is not None and day >= state.valid_to:
        return False
    if known_by is None:
        return state.known_to is None
    return (state.known_from is None or state.known_from <= known_by) and (state.known_to is None or known_by < state.known_to)


def bitemporal(
    claims: Iterable[Claim],
    *,
    places: Mapping[str, Place],
    actors: Mapping[str, Actor],
    crossings: Iterable[Crossing] = (),
    policy: Policy = DEFAULT_POLICY,
    sources: Mapping[str, SourceRating] | None = None,
) -> Clocks:
    """Decide who holds what for every day on which something became known.

    States that stay the same from one day of knowledge to the next are one value. A claim with no day of
    publication counts as known only in the latest view, since nobody can say that it was known earlier. Of a
    place with more than `Policy.max_known_dates` days of knowledge the earliest are taken together as one.

    Parameters
    ----------
    claims, places, actors, crossings, policy, sources
        As for `geomap.control.build_control`.
    """
    words = Words(policy, Camps(actors))
    reader = Reader(places=places, camps=words.camps, policy=policy, sources=sources or {})
    table = {crossing.place_id: crossing for crossing in crossings}
    gathered = gather(claims, places=places, reader=reader)
    known = sorted({day for pieces in gathered.by_place.values() for piece in pieces if (day := piece.claim.known.likely) is not None})
    latest = known[-1] if known else None
    states: list[ControlState] = []
    far_states: list[ControlState] = []
    crossing_states: list[CrossingState] = []
    for place_id, evidence in sorted(gathered.by_place.items()):
        crossing, place = table.get(place_id), places[place_id]
        if crossing is None:
            near, _, _ = _slices(evidence, _one_place(place, words), latest, policy)
            states.extend(near)
        else:
            near, far, both = _slices(evidence, _one_crossing(crossing, place, words), latest, policy)
            states.extend(near)
            far_states.extend(far)
            crossing_states.extend(_linked(state, (near, far)) for state in both)
    return Clocks(
        policy=policy,
        states=tuple(states),
        far_states=tuple(far_states),
        crossing_states=tuple(crossing_states),
        known_dates=tuple(known),
    )


_Made = tuple[Sequence[ControlState], Sequence[ControlState], Sequence[CrossingState]]
"""States of a place (of the near side), of the far side, of the crossing as a whole."""
_Maker = Callable[[Sequence[Evidence]], _Made]


def _one_place(place: Place, words: Words) -> _Maker:
    return lambda pieces: (timeline(place.id, pieces, place=place, words=words).states, (), ())


def _one_crossing(crossing: Crossing, place: Place, words: Words) -> _Maker:
    def made(pieces: Sequence[Evidence]) -> _Made:
        built = build_crossing(crossing, pieces, place=place, words=words)
        return built.near.states, built.far.states, built.states

    return made


def _slices(
    evidence: Sequence[Evidence], made: _Maker, latest: date | None, policy: Policy
) -> tuple[list[ControlState], list[ControlState], list[CrossingState]]:
    """The states of one place for each day on which more of its evidence was known, in one pass from the earliest day."""
    days = [piece.claim.known.likely or latest for piece in evidence]
    steps = sorted({day for day in days if day is not None})[-policy.max_known_dates :]
    if not steps:
        near, far, both = made(evidence)
        return list(near), list(far), list(both)
    tracks: tuple[_Track[ControlState], _Track[ControlState], _Track[CrossingState]] = (_Track(), _Track(), _Track())
    for step in steps:
        near, far, both = made([piece for piece, day in zip(evidence, days, strict=True) if day is not None and day <= step])
        tracks[0].know(near, step)
        tracks[1].know(far, step)
        tracks[2].know(both, step)
    return tracks[0].finished(), tracks[1].finished(), tracks[2].finished()


class _Track(Generic[State]):
    """States as they come to be known and stop being what is known."""

    def __init__(self) -> None:
        self._running: dict[State, date] = {}
        self._done: list[State] = []

    def know(self, states: Sequence[State], day: date) -> None:
        """From `day` on these, and no others, are what is known."""
        current = dict.fromkeys(states)
        self._done.extend(_stamped(state, since, day) for state, since in self._running.items() if state not in current)
        self._running = {state: self._running.get(state, day) for state in current}

    def finished(self) -> list[State]:
        """All of them, sorted by both beginnings."""
        self._done.extend(_stamped(state, since, None) for state, since in self._running.items())
        return sorted(self._done, key=lambda state: (state.known_from or date.min, state.valid_from or date.min))


def _stamped(state: State, since: date, until: date | None) -> State:
    return replace(state, id=f"{state.id}/{since.isoformat()}", known_from=since, known_to=until)


def _linked(state: CrossingState, tracks: tuple[Sequence[ControlState], Sequence[ControlState]]) -> CrossingState:
    """The crossing state with the ids that the states of its sides have in this view, the latest where there are several."""
    sides = []
    for side, track in zip(state.sides, tracks, strict=True):
        known = [
            one.id
            for one in track
            if one.id.rpartition("/")[0] == side.state_id
            and (state.known_to is None or one.known_from is None or one.known_from < state.known_to)
            and (one.known_to is None or state.known_from is None or state.known_from < one.known_to)
        ]
        sides.append(replace(side, state_id=known[-1]) if known else side)
    return replace(state, sides=(sides[0], sides[1]))
