"""Who profits from a claim, and whether the speaker is among them.

A party's word about its own gain is weak; its word about its own loss is strong (statement against
interest). Belligerents who neither gain nor lose by a claim are outsiders: parties, but not to this.
"""

from __future__ import annotations

from enum import IntEnum

from geomap.control.camps import Camps
from geomap.model import Claim, Modality


class Word(IntEnum):
    """Whose word a claim is, seen from its own direction."""

    INDEPENDENT = 0
    """The writer, residents, monitors, other media."""
    ADMISSION = 1
    """The camp that loses by it says so."""
    OUTSIDER = 2
    """A belligerent who neither gains nor loses by it."""
    OWN = 3
    """The camp that gains by it says so."""


def speaker_camp(claim: Claim, camps: Camps, source_camp: str = "") -> str:
    """The camp the claim is spoken for; empty if the speaker is no party.

    Parameters
    ----------
    claim
        Any claim.
    camps
        Camps of the actors.
    source_camp
        The camp the outlet itself belongs to, from the ratings of sources; counts where nobody else is quoted.
    """
    attribution = claim.attribution
    if attribution.camp:
        return attribution.camp
    if attribution.speaker_actor_id:
        return camps.of(attribution.speaker_actor_id)
    return "" if attribution.speaker else source_camp


def word_of(claim: Claim, *, speaker: str, gainer: str, loser: str) -> Word:
    """Whose word the claim is.

    Parameters
    ----------
    claim
        Any claim.
    speaker
        Camp it is spoken for, empty if none (`speaker_camp`).
    gainer, loser
        Camps that gain and lose by what is claimed; empty if unknown.
    """
    if not speaker:
        # A belligerent spoke, and the text does not let one tell which: the cautious reading is the gainer.
        return Word.OWN if claim.modality is Modality.CLAIMED_BY_PARTY else Word.INDEPENDENT
    if speaker == loser and speaker != gainer:
        return Word.ADMISSION
    if speaker == gainer:
        return Word.OWN
    return Word.OUTSIDER
