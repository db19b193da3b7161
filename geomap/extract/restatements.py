"""One claim, once: restatements of a document are merged into the place where it is told best.

Source: the guide to the claims bench, "One claim, once": two claims on one place are distinct when they differ in type group, actor, date,
extent, or in whether they are live.
"""

from __future__ import annotations

from collections.abc import Sequence

from geomap.model import Claim, ClaimType, DatePrecision, Extent, Modality

_GAIN = frozenset({ClaimType.CAPTURE, ClaimType.RECAPTURE, ClaimType.TRANSFER})
_GROUPS = {
    ClaimType.CAPTURE: "gain", ClaimType.RECAPTURE: "gain", ClaimType.TRANSFER: "gain", ClaimType.CONTROL: "hold", ClaimType.LOSS: "loss",
    ClaimType.WITHDRAWAL: "loss", ClaimType.CONTESTED: "contested", ClaimType.SIEGE: "siege", ClaimType.ATTACK: "attack",
    ClaimType.PRESENCE: "presence", ClaimType.ADVANCE: "advance", ClaimType.CROSSING_STATUS: "crossing",
}  # fmt: skip


def merge_restatements(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims of one document without those that only repeat another; order is kept."""
    kept: list[Claim] = []
    for claim in claims:
        for index, other in enumerate(kept):
            if _same(other, claim):
                kept[index] = _better(other, claim)
                break
        else:
            kept.append(claim)
    return tuple(sorted(kept, key=lambda claim: (claim.start or 0, claim.end or 0)))


def _same(one: Claim, two: Claim) -> bool:
    if one.place.place_id != two.place.place_id or _GROUPS[one.type] != _GROUPS[two.type]:
        return False
    if one.modality.is_live != two.modality.is_live or (not one.modality.is_live and one.modality is not two.modality):
        return False
    if (one.modality is Modality.CLAIMED_BY_PARTY) != (two.modality is Modality.CLAIMED_BY_PARTY):
        return False
    if one.actor is not None and two.actor is not None and (one.actor.actor_id or one.actor.name) != (two.actor.actor_id or two.actor.name):
        return False
    if Extent.EDGE in (one.extent, two.extent) and one.extent is not two.extent:
        return False
    by_noun = any(cue.endswith("noun") for claim in (one, two) for cue in claim.cues[:1])
    if one.extent is not two.extent and _GROUPS[one.type] in ("gain", "hold") and not (by_noun and Extent.FULL in (one.extent, two.extent)):
        return False
    return _dates_meet(one, two)


def _dates_meet(one: Claim, two: Claim) -> bool:
    first, second = one.dating, two.dating
    if (
        not first.known
        or not second.known
        or first.earliest is None
        or second.earliest is None
        or first.latest is None
        or second.latest is None
    ):
        return True
    if first.earliest <= second.latest and second.earliest <= first.latest:
        return True
    return (
        first.likely is not None
        and second.likely is not None
        and abs((first.likely - second.likely).days) <= 1
        and not _explicit_both(one, two)
    )


def _explicit_both(one: Claim, two: Claim) -> bool:
    return all(any(cue.startswith("time.") for cue in claim.cues) for claim in (one, two))


def _better(one: Claim, two: Claim) -> Claim:
    """The claim that tells more: a date of its own, an actor, a speaker, the verb rather than the noun; the first of equals."""

    def told(claim: Claim) -> tuple[int, ...]:
        precise = claim.dating.precision is DatePrecision.DAY and any(cue.startswith("time.") for cue in claim.cues)
        return (
            not any(cue.startswith("place.context") or cue == "place.pronoun" for cue in claim.cues),
            claim.actor is not None and bool(claim.actor.raw),
            bool(precise),
            -int(claim.dating.precision or 9),
            bool(claim.attribution.speaker),
            not any(cue.endswith("noun") for cue in claim.cues),
        )

    return two if told(two) > told(one) else one
