"""When a text without a stated publication date was published, as far as the text itself proves it.

A wrong date moves every relative date of the text ("on Sunday") to a wrong day, so what is not certain is left out.
Neither the clock nor the date of the file is ever looked at.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from geomap.io.dateline import Dateline, find_dateline
from geomap.io.written_dates import WEEKDAYS, find_written_dates, parse_day
from geomap.model import DateOrigin

_YEAR = re.compile(r"(?<![\w-])(?:19|20)\d\d(?![\w-])")
_COPYRIGHT = re.compile(r"(?:©|\(c\)|\bcopyright\b)[^\n\d]{0,20}((?:19|20)\d\d)(?!\s*[-–])", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:first\s+)?(?:published|posted|released?|issued|date|dated|publication date|date of publication|release date)"
    r"(?:\s+(?:on|at))?\s*[:\-–]?\s+",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"by\s+[^\d,|]{3,60}[,|•·–—-]\s*", re.IGNORECASE)
_EDGE_LINES = 6
"""A publication line stands among the first or the last lines."""


@dataclass(frozen=True, kw_only=True)
class Publication:
    """What a text says about its own publication."""

    day: date | None = None
    origin: DateOrigin = DateOrigin.NONE
    dateline: str = ""
    """Place of the dateline, as written."""
    remark: str = ""
    """If there is no day: what the text offers that is not enough."""


def find_publication(text: str) -> Publication:
    """Date a text by its dateline, else by a line that can only be its publication date.

    A dateline without a year takes the year of a full date in the text with the same day and month, or of a
    copyright notice, if all such years agree, no later year is mentioned and the weekdays the opening names are possible.
    """
    dateline = find_dateline(text)
    place = dateline.place if dateline else ""
    if dateline and dateline.day and (day := _complete(dateline, text)):
        return Publication(day=day, origin=DateOrigin.DATELINE, dateline=place)
    if day := _publication_line(text):
        return Publication(day=day, origin=DateOrigin.TEXT, dateline=place)
    return Publication(dateline=place, remark=_remark(dateline, text))


def _complete(dateline: Dateline, text: str) -> date | None:
    month, day = dateline.month or 0, dateline.day or 0
    if dateline.year:
        return _day(dateline.year, month, day)
    mentioned = [int(year) for year in _YEAR.findall(text)]
    years = {found.day.year for found in find_written_dates(text) if (found.day.month, found.day.day) == (month, day)}
    years |= {int(year) for year in _COPYRIGHT.findall(text)}
    if len(years) != 1 or max(mentioned, default=0) > min(years):
        return None
    published = _day(years.pop(), month, day)
    return published if published and _weekday_fits(published, text) else None


def _weekday_fits(published: date, text: str) -> bool:
    """Whether the opening names no weekday, or that of the day itself or the day before (news is told the next morning)."""
    opening = text[:1500].casefold()
    named = {number for number, name in enumerate(WEEKDAYS) if re.search(rf"\b{name}\b", opening)}
    return not named or bool(named & {published.weekday(), (published - timedelta(days=1)).weekday()})


def _publication_line(text: str) -> date | None:
    lines = [line.strip(" \t*_#|") for line in text.splitlines() if line.strip()]
    edges = lines if len(lines) <= 2 * _EDGE_LINES else lines[:_EDGE_LINES] + lines[-_EDGE_LINES:]
    labelled, bare = set(), set()
    for line in edges:
        if len(line) > 120:
            continue
        if label := _LABEL.match(line):
            labelled |= _days(line[label.end() :])
        elif byline := _BYLINE.match(line):
            labelled |= _days(line[byline.end() :])
        else:
            bare |= _days(line)
    if len(labelled) == 1:
        return labelled.pop()
    if labelled or len(bare) != 1:
        return None
    # A lone date line may also head the first entry of a chronology, or tell of the past: no other full date may follow it.
    day = bare.pop()
    later = any(found.day > day for found in find_written_dates(text))
    headings = {found for line in lines if len(line) <= 40 for found in _days(line)}
    return day if not later and headings == {day} else None


def _days(line: str) -> set[date]:
    try:
        return {parse_day(line)}
    except ValueError:
        return set()


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _remark(dateline: Dateline | None, text: str) -> str:
    if dateline and dateline.day:
        return f"the dateline says {dateline.day} {calendar.month_name[dateline.month or 0]}, and nothing in the text proves the year"
    found = max((found.day for found in find_written_dates(text)), default=None)
    if found:
        return f"the text mentions {found.isoformat()}, which need not be the day it was published"
    return ""
