"""Places that head entries: "P: shells fell", "P (Q) – fighters seized", or a line of its own above what is told of P."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.extract.memory import Label, Named
from geomap.extract.spots import SETTLEMENTS
from geomap.text.sentences import split_paragraphs

_BULLET = re.compile(r"[ \t]*(?:[•*‣▪●◦–—-]|--|\d{1,2}[.)])?[ \t]*$")
_MARK = re.compile(r"(?:[ \t]*\([^()\n]{1,40}\))?[ \t]*(?P<mark>:|[–—]|-{1,2}(?=\s))(?=\s)")
_LINE = re.compile(r"(?:[ \t]*\([^()\n]{1,40}\)|, [^\n.]{1,30})?[ \t]*[.:]?[ \t]*(?=\n)")
_OPENS = re.compile(r"[.!?][\"'”’)]*\s+$")
_DATELINE = re.compile(r"[^\n.:–—]{0,40}\s(?:[–—]|-{1,2})\s")
_DIGEST = 2
"""So many entries make a dash behind a place a label; a single one is the place of a dateline."""


def find_labels(text: str, named: Sequence[Named]) -> list[Label]:
    """The settlements that head a stretch of text, in order.

    Before a colon a name heads its paragraph, or its sentence where it does not open one. Before a dash it does where at least two
    paragraphs open so: a single one is a dateline, which tells where somebody writes. On a line of its own it heads what follows,
    up to the next such line.

    Parameters
    ----------
    named
        The resolved names of the document, in order.
    """
    found: list[Label] = []
    dashed: list[Label] = []
    lines: list[tuple[int, Named]] = []
    ends = {span.start: span.end for span in split_paragraphs(text)}
    for name in named:
        begin = text.rfind("\n", 0, name.start) + 1
        if name.place.kind not in SETTLEMENTS:
            continue
        lead = _BULLET.match(text, begin, name.start)
        if lead is None or lead.end() != name.start:
            if text[name.end : name.end + 2] == ": " and _OPENS.search(text, max(begin, name.start - 8), name.start):
                found.append(Label(start=name.end, end=_sentence_end(text, name.end), place=name.place))
            continue
        if _LINE.match(text, name.end):
            lines.append((begin, name))
            continue
        mark = _MARK.match(text, name.end)
        if mark is None:
            continue
        start = begin + len(text[begin : name.start]) - len(text[begin : name.start].lstrip())
        label = Label(start=name.end, end=ends.get(start, _line_end(text, name.end)), place=name.place)
        if mark.group("mark") == ":":
            found.append(label)
        else:
            dashed.append(label)
    if len(dashed) >= _DIGEST:
        found += dashed
    for number, (_, name) in enumerate(lines, start=1):
        end = lines[number][0] if number < len(lines) else len(text)
        found.append(Label(start=name.end, end=end, place=name.place))
    return sorted(found, key=lambda label: label.start)


def is_dateline(text: str, name: Named) -> bool:
    """Whether a name at the head of a text only tells where somebody writes ("X, May 12 - The rebels")."""
    return not text[: name.start].strip() and _DATELINE.match(text, name.end) is not None


def _sentence_end(text: str, start: int) -> int:
    return min(_line_end(text, start), text.find(". ", start) % (len(text) + 1))


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return end if end >= 0 else len(text)
