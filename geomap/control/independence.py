"""Independent origins: one agency text in ten papers is one origin.

Two claims have one origin if they come from one outlet, are spoken for one camp, quote one named
speaker, or if their quotations are copies of one text. Copies are found by the Jaccard similarity
of word shingles (Broder, "On the resemblance and containment of documents", 1997), computed exactly:
the claims that are compared are the few about one holder of one place, so no sketching is needed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.control.evidence import Evidence

_WORD = re.compile(r"\w+", re.UNICODE)


def shingles(text: str, size: int) -> frozenset[tuple[str, ...]]:
    """All runs of `size` words of a text, folded by case; the whole text if it is shorter."""
    words = _WORD.findall(text.casefold())
    if not words:
        return frozenset()
    if len(words) <= size:
        return frozenset({tuple(words)})
    return frozenset(zip(*(words[start:] for start in range(size)), strict=False))


def same_text(first: str, second: str, *, size: int, threshold: float) -> bool:
    """Whether two quotations are copies of one text; empty ones never are.

    Parameters
    ----------
    first, second
        Quotations.
    size
        Words to a shingle.
    threshold
        Jaccard similarity from which they count as copies, 0 to 1.
    """
    if not first or not second:
        return False
    if first == second:
        return True
    one, two = shingles(first, size), shingles(second, size)
    if not one or not two:
        return False
    shared = len(one & two)
    return shared >= threshold * (len(one) + len(two) - shared)


def _named(speaker: str) -> bool:
    # "residents" of two papers are two origins, "Col. So-and-so" is one wherever he is quoted.
    return any(character.isupper() for character in speaker[1:])


def one_origin(first: Evidence, second: Evidence, *, size: int, threshold: float) -> bool:
    """Whether two pieces of evidence go back to one origin."""
    if first.speaker or second.speaker:
        if first.speaker == second.speaker:
            return True
    elif first.origin == second.origin:
        return True
    one, two = first.claim, second.claim
    named = one.attribution.speaker
    if named and named == two.attribution.speaker and _named(named):
        return True
    return same_text(one.quotation, two.quotation, size=size, threshold=threshold)


def add_origin(origins: list[Evidence], evidence: Evidence, *, size: int, threshold: float) -> bool:
    """Append `evidence` to `origins` if it has an origin of its own; whether it had."""
    for known in origins:
        if one_origin(known, evidence, size=size, threshold=threshold):
            return False
    origins.append(evidence)
    return True


def group_origins(evidence: Sequence[Evidence], *, size: int, threshold: float) -> tuple[tuple[Evidence, ...], ...]:
    """The evidence by origin, in the given order; each piece joins the first group it shares an origin with."""
    groups: list[list[Evidence]] = []
    for piece in evidence:
        for group in groups:
            if any(one_origin(known, piece, size=size, threshold=threshold) for known in group):
                group.append(piece)
                break
        else:
            groups.append([piece])
    return tuple(tuple(group) for group in groups)
