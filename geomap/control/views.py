"""What each camp says of the holder, where they differ."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import combinations

from geomap.control.camps import INDEPENDENT, Camps
from geomap.control.evidence import Effect, Evidence
from geomap.model import ClaimType, PartyView

TELLING = (Effect.GAIN, Effect.LOSS, Effect.DENIAL)
"""What says who holds a place."""


def party_views(evidence: Iterable[Evidence], camps: Camps, *, since: date) -> tuple[PartyView, ...]:
    """The last word of each camp, the independent sources first; empty unless two of them name different sides.

    Parameters
    ----------
    evidence
        Of one place: what a state rests on and what contradicts it, sorted by day.
    camps
        Two names of one camp are no disagreement, and neither is naming one of two partners.
    since
        Older words of parties do not count: who once admitted a loss need not say so today. The last word of
        independent sources counts however old it is.
    """
    last: dict[str, list[Evidence]] = {}
    for piece in evidence:
        if piece.effect not in TELLING or (piece.speaker and piece.day < since):
            continue
        camp = piece.speaker or INDEPENDENT
        words = last.get(camp)
        if words is not None and words[-1].day == piece.day:
            words.append(piece)
        else:
            last[camp] = [piece]
    if len(last) < 2:
        return ()
    spoken = [(camp, _holders(last[camp])) for camp in sorted(last, key=lambda camp: (camp != INDEPENDENT, camp))]
    sides = [{camps.of(key) for key in holders} for _, holders in spoken]
    if not any(one.isdisjoint(two) and (one or two) for one, two in combinations(sides, 2)):
        return ()
    return tuple(
        PartyView(camp=camp, holders=holders, claim_ids=tuple(dict.fromkeys([piece.id for piece in last[camp]])))
        for camp, holders in spoken
    )


def _holders(words: list[Evidence]) -> tuple[str, ...]:
    if len(words) == 1 and words[0].effect is not Effect.DENIAL:
        return tuple(dict.fromkeys(words[0].actors if words[0].effect is Effect.GAIN else words[0].targets))
    holders: dict[str, None] = {}
    for piece in words:
        if piece.effect is Effect.GAIN:
            holders.update(dict.fromkeys(piece.actors))
        elif piece.effect is Effect.LOSS:
            holders.update(dict.fromkeys(piece.targets))
        elif piece.claim.type in (ClaimType.LOSS, ClaimType.WITHDRAWAL):
            holders.update(dict.fromkeys(piece.actors))  # who denies the loss says that the loser still stands there
    return tuple(holders)
