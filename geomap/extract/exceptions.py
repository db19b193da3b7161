"""Places of which a part is excepted: "all of P, except Q", "except for Q, X holds P"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from geomap.extract.lexicon import Lexicon
from geomap.extract.spots import AREAS, Spot
from geomap.model import Extent

_BEHIND, _AHEAD = 60, 30
"""Code points behind the name, and of the head of the sentence, that are looked at."""


class _Patterns(NamedTuple):
    behind: re.Pattern[str]
    opening: re.Pattern[str]


@lru_cache(maxsize=8)
def _patterns(lexicon: Lexicon) -> _Patterns:
    kinds = "|".join(map(re.escape, lexicon.kind_of_noun))
    phrases = "|".join(map(re.escape, lexicon.exceptions))
    return _Patterns(re.compile(rf",?\s+(?:(?:{kinds})\s+)?,?\s*(?:{phrases})\b"), re.compile(rf"(?:{phrases})\b"))


def without_excepted(spot: Spot, text: str, sentence: int, lexicon: Lexicon) -> Spot:
    """The place with a smaller extent where the words right behind it, or at the head of its sentence, except a part of it.

    Parameters
    ----------
    text, sentence
        The document, and the offset at which the sentence begins.
    """
    if spot.end is None or spot.extent not in (None, Extent.FULL):
        return spot
    patterns = _patterns(lexicon)
    behind, opening = text[spot.end : spot.end + _BEHIND].lower(), text[sentence : sentence + _AHEAD].lower()
    if patterns.behind.match(behind) or (spot.place.kind in AREAS and patterns.opening.match(opening)):
        return replace(spot, extent=Extent.MOST, cues=(*spot.cues, "place.except"))
    return spot
