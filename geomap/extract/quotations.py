"""Where a quotation begins and ends: at the borders of a sentence, or of a clause of a long one."""

from __future__ import annotations

import re

from geomap.text.sentences import Span

_LONG = 280
"""Code points of a sentence up to which the whole of it is quoted."""
_BREAK = re.compile(r"[;:](?=\s)|\s[–—]\s|,(?=\s(?:and|but|while|as|after|before|when|where|who|which|although|because|said)\b)")


def at_borders(text: str, sentence: Span, start: int, end: int) -> tuple[int, int]:
    """The span a reader is shown for evidence at [start, end): widened, never cut.

    Source: editing practice: a quotation is a whole statement with its source; a short sentence is quoted whole.

    Parameters
    ----------
    text
        The document; all offsets are code points of it, ends exclusive.
    sentence
        The sentence the evidence stands in.
    """
    low, high = sentence.start, sentence.end
    while low < high and text[low].isspace():
        low += 1
    while high > low and text[high - 1].isspace():
        high -= 1
    if high - low <= _LONG:
        return low, high
    breaks = list(_BREAK.finditer(text, low, high))
    before = [match.end() for match in breaks if match.end() <= start]
    after = [match.start() for match in breaks if match.start() >= end]
    begin = before[-1] if before else low
    stop = after[0] if after else high
    while begin < start and text[begin].isspace():
        begin += 1
    return begin, stop


def in_quotation(before: str) -> bool:
    """Whether a quotation is still open behind the words of a paragraph so far."""
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1
