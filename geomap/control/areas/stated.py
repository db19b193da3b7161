"""Method ``stated``: units of which texts state a share."""

from __future__ import annotations

from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from geomap.control.areas.plane import geodesic_km2
from geomap.control.build import Control
from geomap.model import ControlState, ControlStatus, Extent, Outline

SHARES = {Extent.FULL: (95.0, 100.0, 100.0), Extent.MOST: (50.0, 75.0, 100.0), Extent.PARTIAL: (0.0, 25.0, 50.0)}
"""Low, best and high percent that the words stand for where no share is stated: most is more than half, part is less."""


@dataclass(frozen=True, kw_only=True)
class StatedUnit:
    """One unit with the share that its first holder is said to have."""

    state: ControlState
    outline: Outline
    percent: tuple[float, float, float]
    """Low, best, high."""
    unit_km2: float

    @property
    def geometry(self) -> BaseGeometry:
        """The whole unit, EPSG:4326: where in it the share lies, nobody says."""
        return self.outline.geometry

    @property
    def km2(self) -> tuple[float, float, float]:
        """Low, best and high square kilometres."""
        low, best, high = self.percent
        return (self.unit_km2 * low / 100, self.unit_km2 * best / 100, self.unit_km2 * high / 100)


def stated_units(control: Control, states: tuple[ControlState, ...], outlines: dict[str, Outline]) -> tuple[StatedUnit, ...]:
    """Units with an outline of the same id and a believed holder, sorted by id."""
    found = []
    for state in states:
        outline = outlines.get(state.place_id)
        holds = state.status in (ControlStatus.HELD, ControlStatus.SHARED) and state.holders
        if outline is None or not holds or not control.places[state.place_id].kind.is_area:
            continue
        share = state.share_percent
        percent = (share, share, share) if share is not None else SHARES.get(state.extent)
        if percent is not None:
            found.append(
                StatedUnit(state=state, outline=outline, percent=percent, unit_km2=geodesic_km2(shapely.make_valid(outline.geometry)))
            )
    return tuple(sorted(found, key=lambda unit: unit.state.place_id))
