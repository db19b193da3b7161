"""What each voice says by itself, told by the claims it rests on."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from datetime import date

from geomap.model import Claim, ControlState, ControlStatus, CrossingState, SideState, Telling

Voice = Sequence[ControlState | CrossingState]


def build_tellings(voices: Mapping[str, Voice], claims: Sequence[Claim]) -> tuple[Telling, ...]:
    """One telling for every state of every voice, sorted by voice and claim; a state that rests on no claim is left out.

    Parameters
    ----------
    voices
        Voice (``source:<name>`` or ``camp:<id>``) to the states that follow from its claims alone. A crossing's own state gives way to
        that of both its sides.
    claims
        In the order of the map.
    """
    index = {claim.id: number for number, claim in enumerate(claims)}
    found: list[Telling] = []
    for voice, states in sorted(voices.items()):
        crossed = {state.place_id for state in states if isinstance(state, CrossingState)}
        kept = [
            (state, number)
            for state in states
            if (isinstance(state, CrossingState) or state.place_id not in crossed)
            and (number := _ground_of(state, claims, index)) is not None
        ]
        kept.sort(key=lambda pair: (pair[0].place_id, pair[0].valid_from or date.min))
        for (state, number), after in itertools.zip_longest(kept, kept[1:]):
            meets = after[0].valid_from if after is not None and after[0].place_id == state.place_id else None
            found.append(_telling(voice, state, number, claims[number], meets))
    return tuple(sorted(found, key=lambda telling: (telling.voice, telling.claim, telling.starts or 0)))


def _ground_of(state: ControlState | CrossingState, claims: Sequence[Claim], index: Mapping[str, int]) -> int | None:
    """The claim a state rests on: the one of its first day if there is one."""
    numbers = [index[claim_id] for claim_id in state.support if claim_id in index and _day(claims[index[claim_id]])]
    return next((number for number in numbers if _day(claims[number]) == state.valid_from), numbers[0] if numbers else None)


def _day(claim: Claim) -> date | None:
    return claim.dating.likely or claim.known.likely


def _telling(voice: str, state: ControlState | CrossingState, number: int, claim: Claim, meets: date | None) -> Telling:
    day = _day(claim)
    assert day is not None
    sides: tuple[SideState, ...] = state.sides if isinstance(state, CrossingState) else ()
    holders = tuple(dict.fromkeys(itertools.chain.from_iterable(side.holders for side in sides))) if sides else _holders(state)
    own = ((claim.actor.actor_id or f"name:{claim.actor.name}"),) if claim.actor else ()
    lasts = 0
    if state.valid_to is not None and state.valid_to != meets:
        lasts = (state.valid_to - (state.valid_from or day)).days
    return Telling(
        voice=voice,
        claim=number,
        status=sides[0].control if sides else _status(state),
        starts=(state.valid_from - day).days if state.valid_from else None,
        lasts=lasts,
        holders=() if holders in (own, ()) else holders,
        nobody=not holders and bool(own),
        opponents=() if isinstance(state, CrossingState) else state.opponents,
        sides=sides,
    )


def _holders(state: ControlState | CrossingState) -> tuple[str, ...]:
    return state.holders if isinstance(state, ControlState) else ()


def _status(state: ControlState | CrossingState) -> ControlStatus:
    return state.status if isinstance(state, ControlState) else ControlStatus.UNKNOWN
