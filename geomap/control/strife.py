"""Fighting, sieges, attacks, presence and denials: what they change, and what they never do.

None of them makes anybody the holder. They mark a held place as contested, besieged or pressured, and a
place without a holder as besieged, unknown, or as one where somebody is.
"""

from __future__ import annotations

from geomap.control.days import shifted
from geomap.control.evidence import Effect, Evidence
from geomap.control.interest import Word
from geomap.control.situation import Situation, Strife
from geomap.model import ClaimType, Extent


def take_strife(now: Situation, piece: Evidence, *, settled: bool) -> None:
    """Take one piece of evidence that is neither gain nor loss.

    Parameters
    ----------
    now
        Changed in place.
    piece
        A fight, a siege, an attack, a presence, a denial, or a gain of the edge.
    settled
        Whether a believable holder was told for the same day.
    """
    effect = piece.effect
    if effect is Effect.FIGHT and piece.extent is not Extent.EDGE:
        _fight(now, piece, settled=settled)
    elif effect is Effect.SIEGE and piece.extent in (Extent.FULL, Extent.MOST) and piece.word is not Word.OWN:
        _siege(now, piece)
    elif effect is Effect.PRESENCE:
        if now.base is not None:
            now.other.append(piece)
        else:
            now.present = _with(now, now.present, piece)
    elif effect is Effect.DENIAL:
        _denial(now, piece)
    else:  # attacks, advances, a siege being laid, and what is told of the edge only
        press(now, piece)


def press(now: Situation, piece: Evidence) -> None:
    """Mark a held place as pressured; keep it as a hint where nobody is known to hold it."""
    now.other.append(piece)
    if now.base is None:
        now.hints = _with(now, now.hints, piece)
        return
    strangers = now.strangers(piece)
    if strangers or not piece.camp:
        _mark(now, piece, strangers)


def _with(now: Situation, strife: Strife | None, piece: Evidence) -> Strife:
    strife = strife or Strife(now.policy, piece.day)
    strife.add(piece, now.strangers(piece))
    return strife


def _mark(now: Situation, piece: Evidence, strangers: tuple[str, ...]) -> None:
    for key in strangers or ("",):
        now.pressers[key] = piece
    now.pressed_until = shifted(piece.day, now.policy.pressure_days)


def _fight(now: Situation, piece: Evidence, *, settled: bool) -> None:
    if now.base is not None and settled:
        now.step("fight-beside-gain", (), (), "", (piece,))
        now.other.append(piece)
        _mark(now, piece, now.strangers(piece))
    elif piece.word is Word.OWN and (now.base is None or piece.camp not in now.base.camps):
        now.step("fight-own-word", piece.actors, (), "", (piece,))
        press(now, piece)
    else:
        now.fight = _with(now, now.fight, piece)
        now.step("fight", (), (), "", (piece,))


def _siege(now: Situation, piece: Evidence) -> None:
    if now.base is not None and piece.camp in now.base.camps:
        now.other.append(piece)
        return
    now.siege = _with(now, now.siege, piece)


def _denial(now: Situation, piece: Evidence) -> None:
    """Somebody denies that one gained it, or that one lost it."""
    base = now.base
    gain = piece.claim.type not in (ClaimType.LOSS, ClaimType.WITHDRAWAL)
    holding = base is not None and (piece.camp in base.camps if gain else piece.camp == base.loser or piece.camp in now.past)
    claiming = piece.camp in now.claimants if gain else bool(now.claimants)
    if not holding and not claiming:
        now.other.append(piece)
        return
    now.against.append(piece)
    now.disputed = now.disputed or not piece.speaker
    now.step("denied", piece.actors if gain else base.holders if base is not None else (), (), "", (piece,))
