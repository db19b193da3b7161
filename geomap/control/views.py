"""What each camp says of the holder, where they differ."""

from __future__ import annotations

from collections.abc import Iterable

from geomap.control.camps import INDEPENDENT
from geomap.control.evidence import Effect, Evidence
from geomap.model import ClaimType, PartyView


def party_views(evidence: Iterable[Evidence]) -> tuple[PartyView, ...]:
    """The last word of each camp, the independent sources first; empty if all name the same holders or fewer than two speak.

    Parameters
    ----------
    evidence
        Of one place: what a state rests on and what contradicts it, sorted by day.
    """
    last: dict[str, list[Evidence]] = {}
    for piece in evidence:
        if piece.effect not in (Effect.GAIN, Effect.LOSS, Effect.FIGHT, Effect.DENIAL):
            continue
        camp = piece.speaker or INDEPENDENT
        words = last.get(camp)
        if words is not None and words[-1].day == piece.day:
            words.append(piece)
        else:
            last[camp] = [piece]
    views = tuple(
        PartyView(camp=camp, holders=_holders(words), claim_ids=tuple(dict.fromkeys(piece.claim.id for piece in words)))
        for camp, words in sorted(last.items(), key=lambda item: (item[0] != INDEPENDENT, item[0]))
    )
    return views if len({view.holders for view in views}) > 1 else ()


def _holders(words: list[Evidence]) -> tuple[str, ...]:
    holders: dict[str, None] = {}
    for piece in words:
        if piece.effect is Effect.GAIN:
            holders.update(dict.fromkeys(piece.actors))
        elif piece.effect is Effect.LOSS:
            holders.update(dict.fromkeys(piece.targets))
        elif piece.effect is Effect.DENIAL and piece.claim.type in (ClaimType.LOSS, ClaimType.WITHDRAWAL):
            holders.update(dict.fromkeys(piece.actors))  # who denies the loss says that the loser still stands there
    return tuple(holders)
