"""Which methods, with which numbers. The defaults are editorial choices, and the ranges say how much they matter."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class AreaMethod(StrEnum):
    """How areas are made."""

    REACH = "reach"
    CORRIDORS = "corridors"
    STATED = "stated"
    DRAWN = "drawn"


@dataclass(frozen=True, kw_only=True)
class AreaOptions:
    """Methods and parameters; all of them are written into every area.

    Raises
    ------
    ValueError
        If a distance is not positive, or the low end of a range lies above its high end.
    """

    methods: tuple[AreaMethod, ...] = (AreaMethod.REACH,)
    reach_km: float = 15.0
    """How far from a place its holder is assumed to reach."""
    reach_range_km: tuple[float, float] = (8.0, 25.0)
    """Low and high reach, for estimates."""
    band_km: float = 3.0
    """Half width of the contested band where two holders meet."""
    width_km: float = 4.0
    """Half width of a corridor, and radius around the places on it."""
    width_range_km: tuple[float, float] = (2.0, 8.0)
    """Low and high half width, for estimates."""
    gap_km: float = 60.0
    """Neighbours on a line that are farther apart are not joined."""
    snap_km: float = 6.0
    """A place this near to a line lies on it."""
    simplify_km: float = 0.3
    """Tolerance to which the edges of reach (as a coverage) and the lines of corridors are simplified; 0: not at all."""

    def __post_init__(self) -> None:
        """Refuse numbers that mean nothing."""
        for name in ("reach_km", "width_km", "gap_km", "snap_km"):
            if getattr(self, name) <= 0:
                raise ValueError(f"{name}: {getattr(self, name)} is not above 0")
        for name in ("band_km", "simplify_km"):
            if getattr(self, name) < 0:
                raise ValueError(f"{name}: {getattr(self, name)} is below 0")
        for name in ("reach_range_km", "width_range_km"):
            low, high = getattr(self, name)
            if not 0 < low <= high:
                raise ValueError(f"{name}: {low} to {high} is no range")
