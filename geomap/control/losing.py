"""Losses and withdrawals: to somebody named, to somebody who claims it, or to nobody known.

An admission of loss by the side that lost is strong; the word of a rival that the other side fled is weak.
A withdrawal makes nobody the holder: with no successor the place is unknown.
"""

from __future__ import annotations

from geomap.control.evidence import Evidence
from geomap.control.interest import Word
from geomap.control.position import Position, ids
from geomap.control.situation import Situation
from geomap.control.strife import press
from geomap.model import ClaimType, Extent


def take_loss(now: Situation, piece: Evidence, *, settled: bool) -> None:
    """Take one loss or withdrawal.

    Parameters
    ----------
    now
        Changed in place.
    piece
        The loss; its camp is the one that lost.
    settled
        Whether a believable holder was told for the same day; a gain of the loser itself then stands.
    """
    base = now.base
    if piece.extent is Extent.EDGE:
        press(now, piece)
    elif base is not None and piece.camp in base.camps:
        _holder_lost(now, base, piece, settled=settled)
    elif piece.extent is Extent.PARTIAL:
        now.other.append(piece)
    elif base is None:
        _vacate(now, piece)
    elif piece.word is not Word.OWN and _speaks_for(now, base, piece):
        base.add(piece, votes=False)
        rule = "admission" if piece.word is Word.ADMISSION else "loss-seconds"
        base.steps.append((rule, (), piece.actors, "", ids((piece,))))
        _clear(now, base, piece)
    else:
        now.other.append(piece)


def _holder_lost(now: Situation, base: Position, piece: Evidence, *, settled: bool) -> None:
    if settled:
        now.against.append(piece)
    elif piece.word is Word.OWN:
        now.against.append(piece)
        now.step("loss-by-rival", (), piece.actors, "", (piece,))
    elif piece.extent is Extent.PARTIAL:
        base.extent = Extent.MOST if base.extent is Extent.FULL else base.extent
        now.against.append(piece)
        now.step("loss-of-part", (), piece.actors, "", (piece,))
    elif len(base.camps) > 1:
        base.drop(piece.camp, now.camps)
        now.against.append(piece)
        now.step("partner-left", base.holders, piece.actors, "", (piece,))
    else:
        _vacate(now, piece)


def _clear(now: Situation, base: Position, loss: Evidence) -> None:
    """With the loser gone from all of it, nothing of it is left to him: no part, no claim, no fight."""
    if loss.camp in now.claimants:
        now.against = [*now.against, *now.claimants.pop(loss.camp).support]
    if now.rival is not None and loss.camp in now.rival.camps:
        now.rival = None
    if loss.extent is Extent.FULL:
        base.extent = Extent.FULL
        if now.fight is not None and all(now.camps.of(key) == loss.camp for key in now.fight.actors):
            now.fight = None
            now.step("fight-over", base.holders, (), "", (loss,))


def _speaks_for(now: Situation, base: Position, loss: Evidence) -> bool:
    """Whether a loss by somebody else speaks for the present holder."""
    return loss.camp == base.loser or loss.target in base.camps or loss.camp in now.past or loss.camp in now.claimants


def _vacate(now: Situation, piece: Evidence) -> None:
    """Nobody who is known to hold it is left."""
    named = piece.claim.type is ClaimType.LOSS and piece.target
    if piece.word is Word.OWN and not now.policy.own_word_holds:
        if named:
            position = now.claimants.get(piece.target)
            if position is None:
                position = now.claimants[piece.target] = Position(now.policy, piece.extent, piece.day)
            position.grant(piece.targets, piece.target, piece)
            now.step("own-word", piece.targets, (), "", (piece,))
        else:
            now.other.append(piece)
            now.step("loss-by-rival", (), piece.actors, "", (piece,))
        return
    claimants = [position for camp, position in now.claimants.items() if camp != piece.camp]
    rule = "admission" if piece.word is Word.ADMISSION else "loss-seconds"
    if named:
        base = Position(now.policy, Extent.FULL, piece.day)
        base.grant(piece.targets, piece.target, piece)
        base.steps.append(("loss-to", piece.targets, piece.actors, "", ids((piece,))))
    elif len(claimants) == 1:
        base = claimants[0]
        base.steps.append(("own-word-seconded", base.holders, (), "", ids(base.support)))
        base.add(piece, votes=False)
    else:
        now.vacate(piece)
        now.step("left", (), piece.actors, "", (piece,))
        return
    base.steps.append((rule, (), piece.actors, "", ids((piece,))))
    now.take_over(base)
