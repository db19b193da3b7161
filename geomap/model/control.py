"""Who holds what, as computed from claims by named rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from geomap.model.claim import CrossingStatus, Extent


class ControlStatus(StrEnum):
    """What can be said of a place over an interval (DESIGN vocabulary)."""

    HELD = "held"
    SHARED = "shared"
    """Held by several together, without a fight."""
    CONTESTED = "contested"
    """Fought over, or claimed by several and neither wins."""
    BESIEGED = "besieged"
    """Held, and surrounded by somebody else."""
    PRESSURED = "pressured"
    """Held, and attacked or advanced upon."""
    PRESENCE_ONLY = "presence_only"
    """Somebody is there; nobody is said to hold it."""
    CLAIMED_ONLY = "claimed_only"
    """A party says it gained it, and nobody independent says so."""
    UNKNOWN = "unknown"
    """There are claims, and they do not decide it (a withdrawal with no successor)."""
    NO_DATA = "no_data"
    """No claim at all."""


class Confidence(StrEnum):
    """How sure the state is."""

    CONFIRMED = "confirmed"
    """Two or more independent origins, or an admission against interest."""
    LIKELY = "likely"
    POSSIBLE = "possible"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, kw_only=True)
class RuleStep:
    """One rule that fired, and what it did; the steps of a state re-derive it."""

    rule_id: str
    text: str
    """What it did, in words."""
    claim_ids: tuple[str, ...] = ()
    """The claims it looked at."""


@dataclass(frozen=True, kw_only=True)
class PartyView:
    """What one camp (or the independent sources) says of the holder."""

    camp: str
    """Camp id; ``independent`` for all sources that are no party."""
    holders: tuple[str, ...]
    """Actor keys: the actor id, or ``name:<words>`` for an actor the data does not know."""
    claim_ids: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ControlState:
    """The state of one place over one half-open interval."""

    id: str
    """``<place id>@<valid_from>``, with ``/known_from`` where the state was not always known."""
    place_id: str
    status: ControlStatus
    valid_from: date | None
    """First day, inclusive; None: since before the first claim."""
    valid_to: date | None
    """First day it no longer holds, exclusive; None: open."""
    holders: tuple[str, ...] = ()
    """Actor keys, the main one first; empty if nobody is said to hold it."""
    opponents: tuple[str, ...] = ()
    """Besiegers, attackers, rival claimants."""
    confidence: Confidence = Confidence.POSSIBLE
    extent: Extent = Extent.FULL
    share_percent: float | None = None
    """For a unit held in part: the stated share."""
    inferred: bool = False
    """All support is inferred, none names the place."""
    last_supported: date | None = None
    """Day of the youngest supporting claim; the page fades a state by its distance."""
    known_from: date | None = None
    """First publication day from which this state follows; None: from the beginning."""
    known_to: date | None = None
    """Exclusive; None: to this day."""
    support: tuple[str, ...] = ()
    """Ids of claims for it."""
    contradict: tuple[str, ...] = ()
    """Ids of claims against it."""
    other: tuple[str, ...] = ()
    """Ids of claims about the place that decide nothing here (attacks, plans, history)."""
    views: tuple[PartyView, ...] = ()
    """What each camp says, where they differ."""
    trace: tuple[RuleStep, ...] = ()
    """The rules that made it, in order."""


@dataclass(frozen=True, kw_only=True)
class SideState:
    """One side of a crossing over the interval of its `CrossingState`."""

    country: str
    name: str
    holders: tuple[str, ...]
    control: ControlStatus
    passage: CrossingStatus
    state_id: str = ""
    """The `ControlState` this side's holder comes from; empty: no data."""


@dataclass(frozen=True, kw_only=True)
class CrossingState:
    """Both sides of one crossing over one half-open interval."""

    id: str
    place_id: str
    sides: tuple[SideState, SideState]
    valid_from: date | None
    valid_to: date | None
    official: bool = True
    known_from: date | None = None
    known_to: date | None = None
    inferred: bool = False
    support: tuple[str, ...] = ()
