"""Stretches of time over which the state of a place is the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from geomap.control.evidence import Evidence
from geomap.control.position import Step
from geomap.model import Confidence, ControlStatus, Extent

Item = TypeVar("Item")
Slice = tuple[Sequence[Item], int]
"""The first n of a growing list: the list is shared by the segments of one holder, not copied."""


def whole(items: Sequence[Item]) -> Slice[Item]:
    """All of a list as it is now; what is appended later does not count."""
    return (items, len(items))


class Segment:
    """One stretch, half-open ``[start, end)``; `end` is None while it lasts."""

    __slots__ = (
        "confidence",
        "contradict",
        "end",
        "extent",
        "holders",
        "inferred",
        "last",
        "opponents",
        "other",
        "share",
        "start",
        "status",
        "steps",
        "support",
    )

    start: date
    end: date | None
    status: ControlStatus
    holders: tuple[str, ...]
    opponents: tuple[str, ...]
    confidence: Confidence
    extent: Extent
    share: float | None
    inferred: bool
    last: date | None
    support: tuple[Slice[Evidence], ...]
    contradict: Slice[Evidence]
    other: list[Evidence]
    steps: tuple[Slice[Step], ...]

    def same(self, other: Segment) -> bool:
        """Whether both say the same of the place."""
        return (
            self.status is other.status
            and self.holders == other.holders
            and self.opponents == other.opponents
            and self.confidence is other.confidence
            and self.extent is other.extent
            and self.inferred == other.inferred
            and self.share == other.share
        )


def _quiet(before: date | None, after: date | None, fresh_days: int) -> bool:
    return before is not None and after is not None and (after - before).days > fresh_days


def append(segments: list[Segment], segment: Segment, *, fresh_days: int) -> None:
    """Add the next segment; it runs on with the last one if both say the same.

    Support that comes after a silence of more than `fresh_days` begins a new segment, so that inside a
    segment the last word is never older than that, and a reader of any day in it sees its true age.
    """
    if segments:
        last = segments[-1]
        if last.same(segment) and not _quiet(last.last, segment.last, fresh_days):
            last.last = segment.last
            last.support = segment.support
            last.contradict = segment.contradict
            last.steps = segment.steps
            last.other.extend(segment.other)
            return
        if last.start == segment.start:
            segment.other[:0] = last.other
            segments.pop()
            if segments:
                segments[-1].end = None
            append(segments, segment, fresh_days=fresh_days)
            return
        last.end = segment.start
    segments.append(segment)
