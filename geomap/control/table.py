"""States as flat rows: the one schema of every export of states."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from geomap.control.ageing import age_days, freshness
from geomap.control.build import Control
from geomap.control.camps import Camps
from geomap.control.ledger_words import names
from geomap.model import ControlState, ControlStatus, CrossingSide, CrossingState, Place

SCHEMA = "geomap-states/1"
"""Name and version of the columns."""
COLUMNS: Mapping[str, str] = {
    "state_id": "id of the state; unique in the table",
    "place_id": "gazetteer id",
    "place": "name in English",
    "kind": "kind of place",
    "country": "ISO 3166-1 alpha-2; for a side of a crossing the country of that side",
    "admin1": "first-level unit",
    "lon": "degrees east, EPSG:4326",
    "lat": "degrees north, EPSG:4326",
    "side": "name of the side of a crossing; empty for other places",
    "status": "held, shared, contested, besieged, pressured, presence_only, claimed_only, unknown; "
    "no_data for a side of a crossing of which nothing is told",
    "holders": "actor keys joined by |, the main one first; with claimed_only whoever claims it",
    "holder_names": "their names joined by |",
    "opponents": "actor keys joined by |: besiegers, attackers, rivals, and with claimed_only the holder before",
    "opponent_names": "their names joined by |",
    "confidence": "confirmed, likely, possible, doubtful",
    "extent": "full, most, partial, edge",
    "share_percent": "stated share of a unit, 0 to 100; empty if none is stated",
    "passage": "for a side of a crossing: open, restricted, closed, unknown",
    "official": "for a crossing: whether both states recognise it",
    "inferred": "true if no supporting text names the place",
    "valid_from": "first day, ISO 8601, inclusive",
    "valid_to": "first day it no longer holds, exclusive; empty: open",
    "last_supported": "day of the youngest supporting claim",
    "age_days": "days from it to as_of, 0 if it is younger",
    "freshness": "fresh, ageing, stale, by the policy",
    "support": "claim ids joined by |",
    "contradict": "claim ids joined by |",
    "other": "claim ids joined by |",
    "rules": "ids of the rules that fired, in order, joined by |",
    "views": "camp=holders;..., where camps differ",
    "policy": "name of the policy",
    "as_of": "the day asked for",
    "known_by": "only claims published by that day count; empty: all",
}
"""Every column with its meaning, in order."""


def states_table(control: Control, as_of: date) -> list[dict[str, Any]]:
    """The states that hold on a day, one row each, both sides of a crossing apart.

    Values are text, numbers, booleans or None; lists are joined by ``|``. The columns are `COLUMNS`, in order.
    """
    camps = Camps(control.actors)
    sides = {crossing.place_id: crossing.sides for crossing in control.crossings}
    passages = {state.place_id: state for state in control.crossings_on(as_of)}
    rows = []
    for state in control.states_on(as_of):
        near = sides[state.place_id][0] if state.place_id in sides else None
        rows.append(_row(control, state, control.places[state.place_id], as_of, camps, near, passages.get(state.place_id)))
    for line in control.far_sides.values():
        far_state = line.at(as_of)
        if far_state is not None:
            place = control.places[far_state.place_id]
            rows.append(_row(control, far_state, place, as_of, camps, sides[place.id][1], passages.get(place.id)))
    for crossing in passages.values():
        for side, told in zip(sides[crossing.place_id], crossing.sides, strict=True):
            if told.control is ControlStatus.NO_DATA:
                rows.append(_silent_side(control, crossing, control.places[crossing.place_id], as_of, camps, side))
    return sorted(rows, key=lambda row: (row["place_id"], row["state_id"]))


def _silent_side(control: Control, crossing: CrossingState, place: Place, as_of: date, camps: Camps, side: CrossingSide) -> dict[str, Any]:
    """The row of a side whose holder nobody tells of: both sides are always there."""
    nothing = ControlState(
        id=f"{place.id}/{side.country}@no_data",
        place_id=place.id,
        status=ControlStatus.NO_DATA,
        valid_from=crossing.valid_from,
        valid_to=crossing.valid_to,
    )
    unsaid = dict.fromkeys(("confidence", "extent", "inferred", "freshness"))
    return _row(control, nothing, place, as_of, camps, side, crossing) | unsaid


def _row(
    control: Control,
    state: ControlState,
    place: Place,
    as_of: date,
    camps: Camps,
    side: CrossingSide | None,
    crossing: CrossingState | None,
) -> dict[str, Any]:
    position = side.lonlat if side is not None else place.lonlat
    passage = None
    if side is not None and crossing is not None:
        passage = next((part.passage.value for part in crossing.sides if part.country == side.country), None)
    row = {
        "state_id": state.id,
        "place_id": place.id,
        "place": place.name,
        "kind": place.kind.value,
        "country": side.country if side is not None else place.country,
        "admin1": place.admin1,
        "lon": position.lon,
        "lat": position.lat,
        "side": side.name if side is not None else "",
        "status": state.status.value,
        "holders": "|".join(state.holders),
        "holder_names": names(state.holders, camps, joint="|"),
        "opponents": "|".join(state.opponents),
        "opponent_names": names(state.opponents, camps, joint="|"),
        "confidence": state.confidence.value,
        "extent": state.extent.value,
        "share_percent": state.share_percent,
        "passage": passage,
        "official": crossing.official if crossing is not None else None,
        "inferred": state.inferred,
        "valid_from": state.valid_from.isoformat() if state.valid_from else None,
        "valid_to": state.valid_to.isoformat() if state.valid_to else None,
        "last_supported": state.last_supported.isoformat() if state.last_supported else None,
        "age_days": age_days(state, as_of),
        "freshness": freshness(state, as_of, control.policy).value,
        "support": "|".join(state.support),
        "contradict": "|".join(state.contradict),
        "other": "|".join(state.other),
        "rules": "|".join(dict.fromkeys(step.rule_id for step in state.trace)),
        "views": ";".join(f"{view.camp}={','.join(view.holders)}" for view in state.views),
        "policy": control.policy.name,
        "as_of": as_of.isoformat(),
        "known_by": control.known_by.isoformat() if control.known_by else None,
    }
    assert list(row) == list(COLUMNS)
    return row
