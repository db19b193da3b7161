"""How old a state's last support is; a state ages, it is never dropped."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from geomap.control.policy import DEFAULT_POLICY, Policy
from geomap.model import ControlState


class Freshness(StrEnum):
    """How far a state has faded."""

    FRESH = "fresh"
    AGEING = "ageing"
    STALE = "stale"


def age_days(state: ControlState, day: date) -> int | None:
    """Days from the last support of a state to `day`, never below 0; None if it has no supporting day."""
    if state.last_supported is None:
        return None
    return max(0, (day - state.last_supported).days)


def freshness(state: ControlState, day: date, policy: Policy = DEFAULT_POLICY) -> Freshness:
    """How far a state has faded on `day`, by `Policy.fresh_days` and `Policy.stale_days`."""
    age = age_days(state, day)
    if age is None or age >= policy.stale_days:
        return Freshness.STALE
    return Freshness.AGEING if age > policy.fresh_days else Freshness.FRESH
