"""Several camps are said to hold one place on one day: who wins, by which rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from geomap.control.camps import Camps
from geomap.control.evidence import Evidence
from geomap.control.independence import group_origins
from geomap.control.policy import Policy
from geomap.model import ClaimType


@dataclass(frozen=True, kw_only=True)
class Ranking:
    """The camps' evidence, the winner first."""

    order: tuple[list[Evidence], ...]
    rule: str
    """The rule that put the first before the others."""
    more: str = ""
    """Numbers for the words of the rule."""
    overlap: bool = False
    """Neither of the first two wins."""


def score(pieces: list[Evidence], policy: Policy) -> float:
    """The weight of a camp's evidence: of every independent origin, its heaviest word."""
    groups = group_origins(pieces, size=policy.shingle_words, threshold=policy.same_text)
    return sum(max(piece.weight for piece in group) for group in groups)


def rank(believed: Mapping[str, list[Evidence]], policy: Policy, camps: Camps) -> Ranking:
    """Order two or more camps that are believably said to hold one place on one day.

    A recapture comes after a capture; a change of hands wins over a standing holder; two names against one opponent
    are one side, unless the data tells both as sides of their own; else the weight of independent origins decides,
    with `Policy.margin`.
    """
    weights = {camp: score(pieces, policy) for camp, pieces in believed.items()}
    order = sorted(believed, key=lambda camp: (-weights[camp], camp))
    for rule, wins in (("recapture-last", _recaptured), ("change-over-standing", _changed)):
        winners = [camp for camp in order if wins(believed[camp])]
        if len(winners) == 1:
            rest = [camp for camp in order if camp != winners[0]]
            return Ranking(order=tuple(believed[camp] for camp in (winners[0], *rest)), rule=rule)
    ranked = tuple(believed[camp] for camp in order)
    losers = {piece.target for pieces in ranked for piece in pieces if piece.target}
    one_side = len(losers) == 1 and not losers & set(order) and not camps.apart(order)
    if one_side and all(any(piece.target for piece in pieces) for pieces in ranked):
        return Ranking(order=ranked, rule="two-names")
    first, second = weights[order[0]], weights[order[1]]
    if first >= policy.margin * second:
        return Ranking(order=ranked, rule="outweighed", more=f"{first:.2f} to {second:.2f}")
    return Ranking(order=ranked, rule="overlap", overlap=True)


def _recaptured(pieces: list[Evidence]) -> bool:
    return any(piece.claim.type is ClaimType.RECAPTURE for piece in pieces)


def _changed(pieces: list[Evidence]) -> bool:
    return any(piece.change for piece in pieces)
