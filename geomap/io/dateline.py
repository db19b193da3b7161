"""The dateline that opens an agency text: place, day and agency before the first words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geomap.io.written_dates import DAY, MONTH, month_number

_WORD = r"[^\W\d_][\w'’.-]*"
_DATELINE = re.compile(
    rf"\(?(?P<place>{_WORD}(?:[ /]{_WORD}){{0,4}}(?:, {_WORD}(?: {_WORD}){{0,2}}?)?)"
    rf"(?:,?\s+(?:(?P<month>{MONTH})\s+(?P<day>{DAY})|(?P<day2>{DAY})\s+(?P<month2>{MONTH}))\b(?:,?\s+(?P<year>(?:19|20)\d\d)\b)?\)?)?"
    rf",?\s*(?P<agency>\([^()\n]{{2,40}}\))?"
    rf"\s*(?P<mark>:|—|–|--|-)\s"
)
_LINES = 6
"""A dateline stands in the first lines: after a headline, a byline, a picture's caption."""


@dataclass(frozen=True, kw_only=True)
class Dateline:
    """A dateline as found."""

    place: str
    """As written, in the case of the text."""
    month: int | None = None
    day: int | None = None
    """Of the month; None if the dateline has no day."""
    year: int | None = None


def find_dateline(text: str) -> Dateline | None:
    """The dateline of a text, or None.

    A line counts if it begins with a name in capitals, or in ordinary case before an agency in brackets or a full date,
    and goes on after a dash or colon. A colon alone ("ARMY: no losses") makes no dateline.
    """
    lines = [line.lstrip() for line in text[:4000].splitlines() if line.strip()]
    for line in lines[:_LINES]:
        match = _DATELINE.match(line)
        if match is None or len(line) - match.end() < 40:
            continue
        head = re.split(r"[,/]", match["place"])[0]
        dated = bool(match["month"] or match["month2"])
        capitals = head == head.upper() and sum(character.isalpha() for character in head) >= 3
        if not (capitals or (head[0].isupper() and (match["agency"] or match["year"]))):
            continue
        if not (dated or match["agency"] or match["mark"] in ("—", "–", "--", "-")):
            continue
        return Dateline(
            place=match["place"],
            month=month_number(match["month"] or match["month2"]) if dated else None,
            day=int(re.sub(r"\D", "", match["day"] or match["day2"])) if dated else None,
            year=int(match["year"]) if match["year"] else None,
        )
    return None
