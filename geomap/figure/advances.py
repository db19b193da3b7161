"""Which advances a map shows as arrows on one day, and from where: the same choice the page makes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from geomap.model import Claim, ClaimType, ControlState, ControlStatus, LonLat, MapSpec, Place

HOLDING = frozenset({ControlStatus.HELD, ControlStatus.BESIEGED, ControlStatus.PRESSURED})
"""Statuses in which the first holder holds."""
_KM_PER_DEGREE = 111.0
_NO_DISTANCE_KM = 25.0
"""How far off a bearing without a distance begins; only the direction is drawn."""
_FARTHEST_KM = 200.0
"""A held place further away than this says nothing about where a force came from."""


@dataclass(frozen=True, kw_only=True)
class Advance:
    """One reported advance; it changes no holder."""

    id: str
    claim_id: str
    place_id: str
    """Where to."""
    actor: str
    """Actor key."""
    origin: LonLat
    """Where from, by the bearing the text gives or the nearest place the actor holds. Its distance is not told, only the direction."""


def advances_on(
    spec: MapSpec, day: date, *, known_by: date | None, states: Iterable[ControlState], places: dict[str, Place]
) -> Iterator[Advance]:
    """Advances from the first day they can mean to `MapSpec.attack_days` after the last; those from nowhere are left out.

    Parameters
    ----------
    states
        Those true on `day`, of crossings as well.
    """
    held = [
        (one.holders[0], places[one.place_id])
        for one in states
        if one.status in HOLDING and one.holders and one.place_id in places and not places[one.place_id].kind.is_area
    ]
    for claim in spec.claims:
        if claim.type is not ClaimType.ADVANCE or claim.actor is None or not claim.modality.is_live or claim.dating.likely is None:
            continue
        if known_by and claim.known.likely and claim.known.likely > known_by:
            continue
        first = min(claim.dating.likely, claim.dating.earliest or claim.dating.likely)
        last = max(claim.dating.likely, claim.dating.latest or claim.dating.likely)
        place = places.get(claim.place.place_id or "")
        if place is None or not first <= day <= last + timedelta(days=spec.attack_days):
            continue
        key = claim.actor.actor_id or f"name:{claim.actor.name}"
        origin = _origin(claim, place, [one for holder, one in held if holder == key])
        if origin is not None:
            yield Advance(id=f"advance:{claim.id}", claim_id=claim.id, place_id=place.id, actor=key, origin=origin)


def _origin(claim: Claim, place: Place, held: list[Place]) -> LonLat | None:
    """By the bearing in the text, else the nearest place its actor holds that day, else none."""
    here = place.lonlat
    squeeze = max(0.01, math.cos(math.radians(here.lat)))
    if claim.place.bearing_deg is not None:
        degrees = (claim.place.distance_km or _NO_DISTANCE_KM) / _KM_PER_DEGREE
        turn = math.radians(claim.place.bearing_deg)
        lon = here.lon + degrees * math.sin(turn) / squeeze
        return LonLat(lon=(lon + 180.0) % 360.0 - 180.0, lat=max(-90.0, min(90.0, here.lat + degrees * math.cos(turn))))

    def far(other: Place) -> float:
        return math.hypot((other.lonlat.lon - here.lon) * squeeze, other.lonlat.lat - here.lat) * _KM_PER_DEGREE

    near = min((one for one in held if one.id != place.id), key=far, default=None)
    return near.lonlat if near is not None and far(near) < _FARTHEST_KM else None
