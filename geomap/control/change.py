"""One thing that is not on one day as it was on another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from geomap.model.records import to_record


@dataclass(frozen=True, kw_only=True)
class Change:
    """One thing that is not on the last day as it was on the first."""

    kind: str
    """``place``, ``crossing`` or ``area``."""
    id: str
    """Place id; for an area the actor key."""
    name: str
    what: str
    """``first told`` (no data before), ``taken`` (no data before, and a change of hands is told), ``changed hands``,
    ``status``, ``passage``, ``km2``."""
    before: str
    """State on the first day, in words; "no data" if there was none."""
    after: str
    holders_before: tuple[str, ...] = ()
    """Actor keys, where the status lets one speak of a holder; empty otherwise."""
    holders_after: tuple[str, ...] = ()
    days: tuple[date, ...] = ()
    """Days in ``(first, last]`` on which its state changed."""
    people: int | None = None
    """Population of the place as the gazetteer has it; for an area people gained (negative: lost). None if unknown."""
    people_range: tuple[int, int] | None = None
    """For an area that was modelled: least and most over methods and parameters."""
    km2: float | None = None
    """For an area: geodesic square kilometres gained (negative: lost)."""
    km2_range: tuple[float, float] | None = None
    """For an area that was modelled: least and most over methods and parameters."""
    claim_ids: tuple[str, ...] = ()
    """What the state on the last day rests on."""
    sentence: str = ""

    def record(self) -> dict[str, Any]:
        """As plain data."""
        record: dict[str, Any] = to_record(self)
        return record
