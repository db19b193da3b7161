"""In which mood a claim is made: cues, their direction, and where their scope ends.

Source of the method: Harkema et al., "ConText", J. Biomed. Inform. 42 (2009). The order of moods is that of the guide to the
claims bench: denied, historical, hypothetical, planned, then who says it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from geomap.extract.rules import Cue, RuleSet
from geomap.model import ClaimType, Modality
from geomap.text.sieve import Sieve

_ORDER = (Modality.DENIED, Modality.HISTORICAL, Modality.HYPOTHETICAL, Modality.PLANNED)
_WORD = re.compile(r"\w[\w'’-]*")


@dataclass(frozen=True, kw_only=True, slots=True)
class CueMatch:
    """One cue in a sentence; offsets count in the document."""

    cue: Cue
    start: int
    end: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Mood:
    """What the cues say of one trigger."""

    modality: Modality | None
    """None: the writer puts it as a fact."""
    hedged: bool
    cues: tuple[str, ...]
    ended: bool = False
    """It is said to be so no more ("no longer")."""


@lru_cache(maxsize=8)
def _compiled(rules: RuleSet) -> tuple[tuple[re.Pattern[str], ...], Sieve]:
    patterns = tuple(re.compile(cue.pattern) for cue in rules.cues)
    return patterns, Sieve(patterns)


def find_cues(text: str, start: int, end: int, rules: RuleSet) -> tuple[CueMatch, ...]:
    """All cues of a sentence; those that a pseudo-cue covers are left out."""
    lower = text[start:end].lower()
    if len(lower) != end - start:
        return ()
    patterns, sieve = _compiled(rules)
    found = [
        CueMatch(cue=rules.cues[number], start=match.start() + start, end=match.end() + start)
        for number in sieve.passing(lower)
        for match in patterns[number].finditer(lower)
    ]
    pseudo = [match for match in found if match.cue.modality == "pseudo"]
    return tuple(
        match
        for match in found
        if match.cue.modality != "pseudo"
        and not any(other.start <= match.start < other.end or match.start < other.end <= match.end for other in pseudo)
    )


def judge(text: str, matches: Sequence[CueMatch], start: int, end: int, *, kind: ClaimType, nominal: bool, edge: re.Pattern[str]) -> Mood:
    """The mood of a trigger at [start, end).

    Parameters
    ----------
    text
        The document.
    matches
        The cues of the trigger's sentence.
    kind
        The type of the claim the trigger makes.
    nominal
        Whether the trigger is a noun of action.
    edge
        What ends the scope of a cue on its way to the trigger.
    """
    hit: dict[Modality, list[str]] = {}
    hedges: list[str] = []
    ended: list[str] = []
    for match in matches:
        cue = match.cue
        if (cue.nominal and not nominal) or (cue.types and kind not in cue.types):
            continue
        if cue.direction in ("forward", "both") and match.end <= end and match.start < start:
            between = text[min(match.end, start) : start]
        elif cue.direction in ("backward", "both") and match.start >= end:
            between = text[end : match.start]
        else:
            continue
        if len(_WORD.findall(between)) > cue.reach or edge.search(between.lower()):
            continue
        if cue.modality == "hedge":
            hedges.append(cue.id)
        elif cue.modality == "ended":
            ended.append(cue.id)
        else:
            hit.setdefault(Modality(cue.modality), []).append(cue.id)
    for modality in _ORDER:
        if modality in hit:
            return Mood(modality=modality, hedged=bool(hedges), cues=(*dict.fromkeys(hit[modality]), *hedges, *ended), ended=bool(ended))
    return Mood(modality=None, hedged=bool(hedges), cues=(*hedges, *ended), ended=bool(ended))
