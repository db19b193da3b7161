"""Segments as `ControlState` values: made when asked for, since lists of claims are long."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from operator import attrgetter

from geomap.control.camps import Camps
from geomap.control.days import shifted
from geomap.control.evidence import Evidence
from geomap.control.policy import Policy
from geomap.control.segments import Segment
from geomap.control.views import TELLING, party_views
from geomap.model import ControlState, PartyView, RuleStep


class Words:
    """Puts rules into words; the same words are made once."""

    def __init__(self, policy: Policy, camps: Camps) -> None:
        """Keep the texts of the rules and the names of the actors."""
        self.policy = policy
        self.camps = camps
        self._made: dict[tuple[str, tuple[str, ...], tuple[str, ...], str], str] = {}

    def step(self, key: tuple[str, tuple[str, ...], tuple[str, ...], str], claim_ids: tuple[str, ...]) -> RuleStep:
        """One step of a trace (rule id, who, whom, more) with the names of its actors filled in."""
        text = self._made.get(key)
        if text is None:
            rule_id, who, whom, more = key
            text = self.policy.rule(rule_id).text
            if "{" in text:
                text = text.format(who=self._names(who), whom=self._names(whom), more=more or "unknown")
            self._made[key] = text
        made = object.__new__(RuleStep)
        made.__dict__.update(rule_id=key[0], text=text, claim_ids=claim_ids)
        return made

    def _names(self, keys: tuple[str, ...]) -> str:
        if not keys:
            return "somebody not named"
        names = [self.camps.name(key) for key in keys]
        return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def to_state(segment: Segment, place_id: str, words: Words, *, prefix: str = "") -> ControlState:
    """The state of one segment.

    Parameters
    ----------
    segment
        Of the place.
    place_id
        Goes into the state.
    words
        For the trace.
    prefix
        What the id begins with instead of the place id (a side of a crossing).
    """
    support: Sequence[Evidence]
    if len(segment.support) == 1:
        ((pieces, count),) = segment.support
        support = pieces if count == len(pieces) else pieces[:count]
    else:
        support = [piece for pieces, n in segment.support for piece in (pieces if n == len(pieces) else pieces[:n])]
    support_ids: tuple[str, ...] = (support[0].id,) if len(support) == 1 else tuple(dict.fromkeys([piece.id for piece in support]))
    listed, n = segment.contradict
    against: Sequence[Evidence] = ()
    against_ids: tuple[str, ...] = ()
    other_ids: tuple[str, ...] = ()
    if n:
        against = listed[:n]
        against_ids = tuple(dict.fromkeys([piece.id for piece in against if piece.id not in support_ids]))
    if segment.other:
        taken = {*support_ids, *against_ids}
        other_ids = tuple(dict.fromkeys([piece.id for piece in segment.other if piece.id not in taken]))
    # Filled at once: the __init__ of a frozen dataclass sets field by field, which is a fifth of what a day's states cost.
    made = object.__new__(ControlState)
    made.__dict__.update(
        id=f"{prefix or place_id}@{segment.start.isoformat()}",
        place_id=place_id,
        status=segment.status,
        valid_from=segment.start,
        valid_to=segment.end,
        holders=segment.holders,
        opponents=segment.opponents,
        confidence=segment.confidence,
        extent=segment.extent,
        share_percent=segment.share,
        inferred=segment.inferred,
        last_supported=segment.last,
        known_from=None,
        known_to=None,
        support=support_ids,
        contradict=against_ids,
        other=other_ids,
        views=_views(segment, support, against, words),
        trace=_trace(segment, support_ids, words),
    )
    return made


def _views(segment: Segment, support: Sequence[Evidence], against: Sequence[Evidence], words: Words) -> tuple[PartyView, ...]:
    # Most states have one voice: nothing to put in order then.
    if not against and len(support) < 2:
        return ()
    speakers = {piece.speaker for piece in support}
    if against:
        speakers.update([piece.speaker for piece in against])
    if len(speakers) < 2:
        return ()
    told = [piece for piece in (*support, *against) if piece.effect in TELLING]
    if len({piece.speaker for piece in told}) < 2:
        return ()
    since = shifted(segment.last or segment.start, -words.policy.stale_days)
    return party_views(_by_day(told), words.camps, since=since)


def _by_day(pieces: list[Evidence]) -> list[Evidence]:
    return in_order({id(piece): piece for piece in pieces}.values())


def in_order(pieces: Iterable[Evidence]) -> list[Evidence]:
    """Evidence in the order in which it is taken."""
    ordered = sorted(pieces, key=attrgetter("id"))
    ordered.sort(key=attrgetter("day"))
    return ordered


def sort_key(piece: Evidence) -> tuple[date, str]:
    """The order in which evidence is taken: day, then claim id."""
    return (piece.day, piece.id)


def _trace(segment: Segment, support_ids: tuple[str, ...], words: Words) -> tuple[RuleStep, ...]:
    merged: dict[tuple[str, tuple[str, ...], tuple[str, ...], str], tuple[str, ...]] = {}
    cited: set[str] = set()
    for steps, n in segment.steps:
        if not n:
            continue
        for step in steps if n == len(steps) else steps[:n]:
            key, claim_ids = step[:4], step[4]
            cited.update(claim_ids)
            if key in merged:
                claim_ids = tuple(dict.fromkeys((*merged[key], *claim_ids)))
            merged[key] = claim_ids
    trace = [words.step(key, claim_ids) for key, claim_ids in merged.items()]
    if not cited.issuperset(support_ids):
        again = tuple([claim_id for claim_id in support_ids if claim_id not in cited])
        trace.append(words.step(("gain-again", segment.holders, (), ""), again))
    if segment.inferred and support_ids:
        trace.append(words.step(("inferred", (), (), ""), support_ids))
    return tuple(trace)
