"""Segments as `ControlState` values: made when asked for, since lists of claims are long."""

from __future__ import annotations

from datetime import date, timedelta

from geomap.control.camps import Camps
from geomap.control.evidence import Evidence
from geomap.control.policy import Policy
from geomap.control.position import Step
from geomap.control.segments import Segment
from geomap.control.views import party_views
from geomap.model import ControlState, PartyView, RuleStep


def to_state(segment: Segment, place_id: str, policy: Policy, camps: Camps, *, prefix: str = "") -> ControlState:
    """The state of one segment.

    Parameters
    ----------
    segment
        Of the place.
    place_id
        Goes into the state.
    policy, camps
        For the words of the trace.
    prefix
        What the id begins with instead of the place id (a side of a crossing).
    """
    support = [piece for pieces, n in segment.support for piece in pieces[:n]]
    listed, n = segment.contradict
    against = list(listed[:n])
    support_ids = tuple(dict.fromkeys(piece.claim.id for piece in support))
    taken = set(support_ids)
    against_ids = tuple(dict.fromkeys(piece.claim.id for piece in against if piece.claim.id not in taken))
    taken.update(against_ids)
    other_ids = tuple(dict.fromkeys(piece.claim.id for piece in segment.other if piece.claim.id not in taken))
    return ControlState(
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
        support=support_ids,
        contradict=against_ids,
        other=other_ids,
        views=_views(segment, support, against, policy, camps),
        trace=tuple(_trace(segment, support_ids, policy, camps)),
    )


def _views(segment: Segment, support: list[Evidence], against: list[Evidence], policy: Policy, camps: Camps) -> tuple[PartyView, ...]:
    if not against and not _several_speak(support):
        return ()
    since = (segment.last or segment.start) - timedelta(days=policy.stale_days)
    return party_views(_by_day(support, against), camps, since=since)


def _several_speak(pieces: list[Evidence]) -> bool:
    return len(pieces) > 1 and any(piece.speaker != pieces[0].speaker for piece in pieces)


def _by_day(support: list[Evidence], against: list[Evidence]) -> list[Evidence]:
    return sorted({id(piece): piece for piece in (*support, *against)}.values(), key=sort_key)


def sort_key(piece: Evidence) -> tuple[date, str]:
    """The order in which evidence is taken: day, then claim id."""
    return (piece.day, piece.claim.id)


def _trace(segment: Segment, support_ids: tuple[str, ...], policy: Policy, camps: Camps) -> list[RuleStep]:
    steps: list[RuleStep] = []
    cited: set[str] = set()
    merged: dict[tuple[str, tuple[str, ...], tuple[str, ...], str], dict[str, None]] = {}
    for rule_id, who, whom, more, claim_ids in (step for steps, n in segment.steps for step in steps[:n]):
        merged.setdefault((rule_id, who, whom, more), {}).update(dict.fromkeys(claim_ids))
    for (rule_id, who, whom, more), claims in merged.items():
        steps.append(in_words((rule_id, who, whom, more, tuple(claims)), policy, camps))
        cited.update(claims)
    again = tuple(claim_id for claim_id in support_ids if claim_id not in cited)
    if again:
        steps.append(in_words(("gain-again", segment.holders, (), "", again), policy, camps))
    if segment.inferred and support_ids:
        steps.append(in_words(("inferred", (), (), "", support_ids), policy, camps))
    return steps


def in_words(step: Step, policy: Policy, camps: Camps) -> RuleStep:
    """One step of a trace with the names of its actors filled in."""
    rule_id, who, whom, more, claim_ids = step
    rule = policy.rule(rule_id)
    text = rule.text
    if "{" in text:
        text = text.format(who=_names(who, camps), whom=_names(whom, camps), more=more or "unknown")
    return RuleStep(rule_id=rule_id, text=text, claim_ids=claim_ids)


def _names(keys: tuple[str, ...], camps: Camps) -> str:
    if not keys:
        return "somebody not named"
    names = [camps.name(key) for key in keys]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
