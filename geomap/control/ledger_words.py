"""The sentences of the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from geomap.control.camps import Camps, actor_key
from geomap.control.evidence import Evidence
from geomap.model import Claim, ClaimType, ControlState, ControlStatus, CrossingState, Extent, Modality, Place, PlaceRelation

_VERBS = {
    ClaimType.CAPTURE: "took it",
    ClaimType.RECAPTURE: "took it back",
    ClaimType.CONTROL: "holds it",
    ClaimType.LOSS: "lost it",
    ClaimType.WITHDRAWAL: "withdrew from it",
    ClaimType.TRANSFER: "was handed it",
    ClaimType.CONTESTED: "fights in it",
    ClaimType.SIEGE: "besieges it",
    ClaimType.ATTACK: "attacked it",
    ClaimType.PRESENCE: "is there",
    ClaimType.ADVANCE: "advanced on it",
    ClaimType.CROSSING_STATUS: "holds the crossing",
}
_MODALITY = {
    Modality.DENIED: "denied",
    Modality.HISTORICAL: "history",
    Modality.HYPOTHETICAL: "a possibility",
    Modality.PLANNED: "a plan",
    Modality.CLAIMED_BY_PARTY: "claimed by a party",
    Modality.REPORTED: "reported",
    Modality.ASSERTED: "stated",
}
_STATUS = {
    ControlStatus.HELD: "held by {who}",
    ControlStatus.SHARED: "shared: held in part or together by {who}",
    ControlStatus.CONTESTED: "contested",
    ControlStatus.BESIEGED: "besieged",
    ControlStatus.PRESSURED: "held by {who}, under attack",
    ControlStatus.PRESENCE_ONLY: "not said to be held by anybody; somebody is there",
    ControlStatus.CLAIMED_ONLY: "claimed by {who} alone",
    ControlStatus.UNKNOWN: "unknown",
    ControlStatus.NO_DATA: "no data",
}


def names(keys: tuple[str, ...], camps: Camps, *, joint: str = ", ") -> str:
    """Actors as a list for people."""
    return joint.join(camps.name(key) for key in keys)


def status_in_words(state: ControlState | None, camps: Camps) -> str:
    """Status, holders, opponents and extent of a state, without its place and day; None: "no data"."""
    if state is None:
        return _STATUS[ControlStatus.NO_DATA]
    text = _STATUS[state.status].format(who=names(state.holders, camps))
    if state.status in (ControlStatus.CONTESTED, ControlStatus.BESIEGED) and state.holders:
        text += f", with {names(state.holders, camps)} holding (part of) it"
    if state.opponents:
        text += f"; against: {names(state.opponents, camps)}"
    if state.share_percent is not None:
        text += f"; {state.share_percent:g} percent"
    elif state.extent is not Extent.FULL:
        text += f"; extent: {state.extent.value}"
    return text


def state_in_words(state: ControlState | None, place: Place, as_of: date, camps: Camps, *, claims: int) -> str:
    """One sentence: the state of a place on a day.

    Parameters
    ----------
    state
        None: no data.
    place, as_of, camps
        What is asked for, and the names of actors.
    claims
        How many claims there are about the place at all.
    """
    where = f"{place.name} on {as_of.isoformat()}:"
    if state is None:
        if not claims:
            return f"{where} no data; there is no claim about it."
        return f"{where} no data; of {claims} claims about it none says what was so by that day."
    text = status_in_words(state, camps)
    # "from", not "since": a holder that is told of without a word of its coming may have stood there long before
    since = f"from {state.valid_from.isoformat()}" if state.valid_from else "from before the first claim"
    until = f" until {state.valid_to.isoformat()}" if state.valid_to else ""
    inferred = ", inferred" if state.inferred else ""
    return f"{where} {text} ({state.confidence.value}{inferred}; {since}{until})."


def crossing_in_words(state: CrossingState, camps: Camps) -> str:
    """Both sides of a crossing: name, status, holders and passage of each."""
    return "; ".join(
        f"{side.name} side {side.control.value.replace('_', ' ')}"
        f"{f' by {names(side.holders, camps)}' if side.holders else ''}, passage {side.passage.value}"
        for side in state.sides
    )


def history_in_words(states: Iterable[CrossingState], camps: Camps) -> tuple[str, ...]:
    """Every state of a crossing with its interval, one line each."""
    return tuple(
        f"{state.valid_from or 'from before the first claim'} to {state.valid_to or 'open'}: {crossing_in_words(state, camps)}"
        for state in states
    )


def claim_in_words(claim: Claim, piece: Evidence | None, camps: Camps, *, word: str, weight: float, origin: int, side: str = "") -> str:
    """One claim as a line of the ledger; `side` names the side of a crossing it is about."""
    who = camps.name(actor_key(claim.actor)) if claim.actor else "somebody not named"
    if claim.type is ClaimType.CROSSING_STATUS and claim.crossing_status is not None:
        what = f"crossing {claim.crossing_status.value}"
    else:
        what = f"{who} {_VERBS[claim.type]}"
    if claim.share_percent is not None:
        what += f" ({claim.share_percent:g} percent)"
    elif claim.extent is not Extent.FULL:
        what += f" ({claim.extent.value})"
    if claim.place.relation not in (PlaceRelation.AT, PlaceRelation.AREA):
        what += f" ({claim.place.relation.value})"
    if side:
        what += f" ({side} side)"
    if claim.target:
        what += f", against {camps.name(actor_key(claim.target))}"
    day = piece.day.isoformat() if piece is not None else "no date"
    speaker = f", says {claim.attribution.speaker}" if claim.attribution.speaker else ""
    source = claim.source or claim.attribution.publication or claim.doc_id
    known = f" {claim.known.edtf}" if claim.known.known else ""
    heavy = f"; {word}, weight {weight:.2f}" if word else ""
    number = f", origin {origin}" if origin else ""
    inferred = "; place inferred" if claim.place.inferred else ""
    return f"{day}  {what}: {_MODALITY[claim.modality]}{speaker} ({source}{known}){heavy}{number}{inferred} [{claim.id}]"


def origins_in_words(groups: tuple[tuple[Evidence, ...], ...]) -> str:
    """How many independent origins there are, and which claims share one."""
    if not groups:
        return "No independent origin."
    count = f"{len(groups)} independent origin{'s' if len(groups) > 1 else ''}"
    shared = [group for group in groups if len(group) > 1]
    if not shared:
        return f"{count}."
    return f"{count}; counted once: {'; '.join(', '.join(piece.id for piece in group) for group in shared)}."
