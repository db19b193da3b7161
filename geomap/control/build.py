"""Claims in, control states out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from geomap.control.camps import Camps
from geomap.control.crossings import build_crossing
from geomap.control.evidence import Evidence, Reader
from geomap.control.materialise import Words
from geomap.control.policy import DEFAULT_POLICY, Policy
from geomap.control.timelines import Timeline, timeline
from geomap.control.weights import SourceRating
from geomap.model import Actor, Claim, ControlState, Crossing, CrossingState, Place, Review


@dataclass(frozen=True, kw_only=True)
class Control:
    """Who holds what, over all days.

    Intervals are half-open ``[valid_from, valid_to)``, per place sorted and disjoint; the last one is open.
    A place that no claim decides anything about has no state: that is "no data".
    """

    policy: Policy
    """What decided."""
    places: Mapping[str, Place] = field(repr=False)
    """As given to `build_control`, by id."""
    actors: Mapping[str, Actor] = field(repr=False)
    """As given, by id."""
    crossings: tuple[Crossing, ...] = field(default=(), repr=False)
    """As given."""
    sources: Mapping[str, SourceRating] = field(default_factory=dict, repr=False)
    """As given."""
    timelines: Mapping[str, Timeline] = field(default_factory=dict, repr=False)
    """By place id, sorted."""
    far_sides: Mapping[str, Timeline] = field(default_factory=dict, repr=False)
    """Of crossings, the side that the gazetteer entry does not stand for: by ``<place id>/<country>``."""
    crossing_states: tuple[CrossingState, ...] = ()
    """Both sides of every crossing of which anything is told, sorted by place and `valid_from`."""
    undated: tuple[str, ...] = ()
    """Claims without any date: told of, and deciding nothing."""
    unplaced: tuple[str, ...] = ()
    """Claims about a place that is not among the places."""
    rejected: tuple[str, ...] = ()
    """Claims that a person rejected."""
    unknown_by: tuple[str, ...] = ()
    """Claims not known by `known_by`, or with no day of publication."""
    known_by: date | None = None
    """Only claims published by that day count; None: all."""

    @cached_property
    def states(self) -> tuple[ControlState, ...]:
        """Every state, sorted by place and `valid_from`."""
        return tuple(state for timeline in self.timelines.values() for state in timeline.states)

    def at(self, place_id: str, day: date) -> ControlState | None:
        """The state of a place on `day`; None: no data."""
        timeline = self.timelines.get(place_id)
        return timeline.at(day) if timeline is not None else None

    def states_on(self, day: date) -> tuple[ControlState, ...]:
        """The states that hold on `day`, sorted by place."""
        return tuple(state for timeline in self.timelines.values() if (state := timeline.at(day)) is not None)

    def crossings_on(self, day: date) -> tuple[CrossingState, ...]:
        """The crossing states that hold on `day`, sorted by place."""
        return tuple(
            state
            for state in self.crossing_states
            if (state.valid_from is None or state.valid_from <= day) and (state.valid_to is None or day < state.valid_to)
        )


def build_control(
    claims: Iterable[Claim],
    *,
    places: Mapping[str, Place],
    actors: Mapping[str, Actor],
    crossings: Iterable[Crossing] = (),
    policy: Policy = DEFAULT_POLICY,
    known_by: date | None = None,
    sources: Mapping[str, SourceRating] | None = None,
) -> Control:
    """Decide who holds what.

    Parameters
    ----------
    claims
        Any order; the result does not depend on it. Claims that a person rejected are left out.
    places
        By id. A claim about a place that is not in it is listed in `Control.unplaced`.
    actors
        By id; an actor the data does not know stands alone.
    crossings
        Both sides of the border crossings among the places.
    policy
        The rules and their numbers.
    known_by
        Only claims published by that day, inclusive; None: all. Claims with no day of publication count only without it.
    sources
        Ratings of outlets by case-folded name (`geomap.control.weights.parse_ratings`).
    """
    listed = tuple(crossings)
    words = Words(policy, Camps(actors))
    reader = Reader(places=places, camps=words.camps, policy=policy, sources=sources or {}, known_by=known_by)
    table = {crossing.place_id: crossing for crossing in listed}
    gathered = gather(claims, places=places, reader=reader)
    timelines: dict[str, Timeline] = {}
    far_sides: dict[str, Timeline] = {}
    crossing_states: list[CrossingState] = []
    for place_id, evidence in sorted(gathered.by_place.items()):
        crossing = table.get(place_id)
        if crossing is None:
            line = timeline(place_id, evidence, place=places[place_id], words=words)
        else:
            built = build_crossing(crossing, evidence, place=places[place_id], words=words)
            line = built.near
            crossing_states.extend(built.states)
            if built.far.segments:
                far_sides[built.far.prefix] = built.far
        if line.segments:
            timelines[place_id] = line
    return Control(
        policy=policy,
        places=places,
        actors=actors,
        crossings=listed,
        sources=sources or {},
        timelines=timelines,
        far_sides=far_sides,
        crossing_states=tuple(crossing_states),
        undated=gathered.undated,
        unplaced=gathered.unplaced,
        rejected=gathered.rejected,
        unknown_by=gathered.unknown_by,
        known_by=known_by,
    )


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """The evidence of all places, and the claims that are none."""

    by_place: Mapping[str, Sequence[Evidence]]
    undated: tuple[str, ...]
    unplaced: tuple[str, ...]
    rejected: tuple[str, ...]
    unknown_by: tuple[str, ...]


def gather(claims: Iterable[Claim], *, places: Mapping[str, Place], reader: Reader) -> Gathered:
    """Read all claims, by place; a claim that comes twice counts once."""
    about: dict[str, list[Claim]] = {}
    undated, unplaced, rejected, unknown_by = [], [], [], []
    seen: set[str] = set()
    for claim in claims:
        claim_id = claim.id
        if claim_id in seen:
            continue
        seen.add(claim_id)
        place_id = claim.place.place_id
        if claim.review is Review.REJECTED:
            rejected.append(claim_id)
        elif place_id not in places:
            unplaced.append(claim_id)
        elif reader.known_by is not None and not reader.knows(claim):
            unknown_by.append(claim_id)
        else:
            known = about.get(place_id)
            if known is None:
                about[place_id] = [claim]
            else:
                known.append(claim)
    # Read place by place: what is weighed together then lies together in memory, which halves the time of long lists.
    by_place: dict[str, list[Evidence]] = {}
    for place_id, told in about.items():
        evidence: list[Evidence] = []
        for claim in told:
            pieces = reader.read(claim)
            if pieces:
                evidence.extend(pieces)
            else:
                undated.append(claim.id)
        if evidence:
            by_place[place_id] = evidence
    return Gathered(
        by_place=by_place,
        undated=tuple(sorted(undated)),
        unplaced=tuple(sorted(unplaced)),
        rejected=tuple(sorted(rejected)),
        unknown_by=tuple(sorted(unknown_by)),
    )
