"""Border crossings: both sides always, each with its holder and whether it lets through.

A claim speaks for the side it names, else for the side the gazetteer enters the crossing under; the holder
of the other side comes only from claims about that side, and so does its passage. When a side changes
hands, whether it is open is unknown until somebody says so again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from geomap.control.evidence import Effect, Evidence
from geomap.control.materialise import Words, sort_key
from geomap.control.segments import Segment
from geomap.control.timelines import Timeline, timeline
from geomap.model import ControlStatus, Crossing, CrossingSide, CrossingState, CrossingStatus, Place, SideState


@dataclass(frozen=True, kw_only=True)
class BuiltCrossing:
    """What is known of one crossing."""

    near: Timeline
    """The side the gazetteer entry stands for."""
    far: Timeline
    states: tuple[CrossingState, ...]


def build_crossing(crossing: Crossing, evidence: Sequence[Evidence], *, place: Place, words: Words) -> BuiltCrossing:
    """Both sides of one crossing from all evidence about it, in any order."""
    first, second = crossing.sides
    near: list[Evidence] = []
    far: list[Evidence] = []
    for piece in evidence:
        (far if piece.claim.crossing_side == second.country else near).append(piece)
    lines = (
        timeline(place.id, near, place=place, words=words),
        timeline(place.id, far, place=place, words=words, prefix=f"{place.id}/{second.country}"),
    )
    passages = (_passage(near, lines[0].segments), _passage(far, lines[1].segments))
    states = _states(crossing, (first, second), lines, passages)
    return BuiltCrossing(near=lines[0], far=lines[1], states=states)


_Passage = tuple[date, CrossingStatus, tuple[str, ...]]


def _passage(evidence: Iterable[Evidence], segments: Sequence[Segment]) -> list[_Passage]:
    """Days on which the passage of one side changes: (day, status, claim ids), sorted."""
    told: dict[date, dict[CrossingStatus, list[str]]] = {}
    for piece in sorted(evidence, key=sort_key):
        status = piece.claim.crossing_status
        if piece.effect is Effect.PASSAGE and status is not None:
            told.setdefault(piece.day, {}).setdefault(status, []).append(piece.id)
    changes: list[_Passage] = []
    for day, words in told.items():
        ids = tuple(claim_id for claims in words.values() for claim_id in claims)
        # open and closed on one day: somebody is wrong, and nothing here says who
        changes.append((day, next(iter(words)) if len(words) == 1 else CrossingStatus.UNKNOWN, ids))
    for before, after in pairwise(segments):
        if before.holders != after.holders and after.start not in told:
            changes.append((after.start, CrossingStatus.UNKNOWN, ()))
    return sorted(changes, key=lambda change: change[0])


def _states(
    crossing: Crossing, sides: tuple[CrossingSide, CrossingSide], lines: tuple[Timeline, Timeline], passages: tuple[list[_Passage], ...]
) -> tuple[CrossingState, ...]:
    days = {segment.start for line in lines for segment in line.segments}
    days |= {change[0] for passage in passages for change in passage}
    states: list[CrossingState] = []
    for day in sorted(days):
        parts: list[SideState] = []
        support: list[str] = []
        inferred: list[bool] = []
        for side, line, passage in zip(sides, lines, passages, strict=True):
            state = line.at(day)
            last = next((change for change in reversed(passage) if change[0] <= day), None)
            parts.append(
                SideState(
                    country=side.country,
                    name=side.name,
                    holders=state.holders if state is not None else (),
                    control=state.status if state is not None else ControlStatus.NO_DATA,
                    passage=last[1] if last is not None else CrossingStatus.UNKNOWN,
                    state_id=state.id if state is not None else "",
                )
            )
            if state is not None:
                support.extend(state.support)
                inferred.append(state.inferred)
            if last is not None:
                support.extend(last[2])
                inferred.append(False)
        states.append(
            CrossingState(
                id=f"{crossing.place_id}@{day.isoformat()}",
                place_id=crossing.place_id,
                sides=(parts[0], parts[1]),
                valid_from=day,
                valid_to=None,
                official=crossing.official,
                inferred=all(inferred) and bool(inferred),
                support=tuple(dict.fromkeys(support)),
            )
        )
    return _joined(states)


def _joined(states: list[CrossingState]) -> tuple[CrossingState, ...]:
    joined: list[CrossingState] = []
    for state in states:
        if joined:
            last = joined[-1]
            if last.sides == state.sides and last.inferred == state.inferred:
                joined[-1] = replace(last, support=tuple(dict.fromkeys((*last.support, *state.support))))
                continue
            joined[-1] = replace(last, valid_to=state.valid_from)
        joined.append(state)
    return tuple(joined)
