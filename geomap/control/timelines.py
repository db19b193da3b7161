"""All states of one place in order."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from geomap.control.evidence import Evidence, finer_dates
from geomap.control.materialise import Words, in_order, to_state
from geomap.control.segments import Segment
from geomap.control.shares import Shares
from geomap.control.standing import Standing
from geomap.model import ControlState, Place


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """All states of one place in order, made into `ControlState` values when they are asked for."""

    place_id: str
    segments: tuple[Segment, ...] = field(repr=False)
    words: Words = field(repr=False)
    prefix: str = ""
    """What ids begin with instead of the place id."""

    _starts: array[int] = field(init=False, repr=False, compare=False)
    """Proleptic ordinals of the first days, side by side in memory: a day is asked of thousands of places at once."""
    _made: dict[int, ControlState] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Lay out the first days."""
        object.__setattr__(self, "_starts", array("i", [segment.start.toordinal() for segment in self.segments]))

    def _state(self, index: int) -> ControlState:
        state = self._made.get(index)
        if state is None:
            state = to_state(self.segments[index], self.place_id, self.words, prefix=self.prefix)
            self._made[index] = state
        return state

    def at(self, day: date) -> ControlState | None:
        """The state on `day`; None before the first one."""
        index = bisect_right(self._starts, day.toordinal()) - 1
        return self._state(index) if index >= 0 else None

    def segment_at(self, day: date) -> Segment | None:
        """What the state on `day` is made from; None before the first one."""
        index = bisect_right(self._starts, day.toordinal()) - 1
        return self.segments[index] if index >= 0 else None

    @property
    def states(self) -> tuple[ControlState, ...]:
        """All of them, sorted, disjoint."""
        return tuple(self._state(index) for index in range(len(self.segments)))


def timeline(place_id: str, evidence: Sequence[Evidence], *, place: Place, words: Words, prefix: str = "") -> Timeline:
    """The states of one place from its evidence, in any order."""
    pieces = in_order(finer_dates(evidence))
    fold = Shares(words.policy, words.camps) if place.kind.is_area else Standing(words.policy, words.camps)
    return Timeline(place_id=place_id, segments=tuple(fold.run(pieces)), words=words, prefix=prefix)
