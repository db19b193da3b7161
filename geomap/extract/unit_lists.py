"""Lists of countries or of provinces: what stands among them is one of them ("A, B and C")."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from geomap.model import Mention

_AND = re.compile(r" (?:and|or) (?:the )?")
_GAP = re.compile(r",? (?:and|or) (?:the )?|, (?:the )?")
_LEAST = 3
"""Members a list with commas must have: two names beside each other may as well be a place and what it lies in."""


def unit_lists(text: str, mentions: Sequence[Mention], may_be_unit: Callable[[str], bool]) -> tuple[tuple[int, ...], ...]:
    """The lists of a text whose members can all be countries or first-level units, as indexes of mentions.

    Parameters
    ----------
    may_be_unit
        Whether a country or first-level unit has a name.
    """
    order = sorted(range(len(mentions)), key=lambda index: mentions[index].start)
    found: list[tuple[int, ...]] = []
    run: list[int] = order[:1]
    for left, right in pairwise(order):
        if _GAP.fullmatch(text, mentions[left].end, mentions[right].start):
            run.append(right)
            continue
        found.append(tuple(run))
        run = [right]
    found.append(tuple(run))
    return tuple(
        run
        for run in found
        if (len(run) >= _LEAST or (len(run) == 2 and _AND.fullmatch(text, mentions[run[0]].end, mentions[run[1]].start)))
        and all(may_be_unit(mentions[index].surface) for index in run)
    )
