"""When something was true, and how exactly that is known."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum


class DatePrecision(IntEnum):
    """How exact a date is, on the scale of UCDP GED's ``date_prec``.

    Source: Högbladh, UCDP GED Codebook version 24.1, variable ``date_prec``.
    """

    DAY = 1
    """The exact day."""
    DAYS = 2
    """A range of two to six days."""
    WEEK = 3
    """The week is known, not the day."""
    MONTH = 4
    """The month is known, not the week (a range of 8 to 31 days)."""
    YEAR = 5
    """The year is known, not the month (anything longer than a month)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Dating:
    """A date with its uncertainty: an EDTF string and the days it can mean.

    Build one with `on_day`, `between`, `in_month`, `in_year`, or take `UNKNOWN_DATE`; the fields agree then.
    Days are calendar days at the place told of; no time zone is implied.
    """

    edtf: str
    """Extended Date/Time Format, level 1 (ISO 8601-2:2019): ``2014-06-21``, ``2014-06``,
    ``2014-06-10/2014-06-16``, ``2014-06-10~``; empty if unknown."""
    precision: DatePrecision | None
    """None if the date is unknown."""
    earliest: date | None
    """First day it can mean, inclusive."""
    latest: date | None
    """Last day it can mean, inclusive."""
    likely: date | None
    """The day to draw it on: a likely day inside the range, by convention the first of a month or year."""

    @property
    def known(self) -> bool:
        """Whether there is any date at all."""
        return self.likely is not None


UNKNOWN_DATE = Dating(edtf="", precision=None, earliest=None, latest=None, likely=None)
"""No date: the text gives none, and none is guessed."""


def on_day(day: date, *, approximate: bool = False) -> Dating:
    """One exact day; `approximate` adds EDTF's ``~`` and widens the precision to `DatePrecision.DAYS`."""
    if approximate:
        spread = timedelta(days=2)
        return Dating(edtf=f"{day.isoformat()}~", precision=DatePrecision.DAYS, earliest=day - spread, latest=day + spread, likely=day)
    return Dating(edtf=day.isoformat(), precision=DatePrecision.DAY, earliest=day, latest=day, likely=day)


def between(first: date, last: date, *, likely: date | None = None) -> Dating:
    """A closed range of days; the precision follows from its length.

    Parameters
    ----------
    first, last
        First and last day, both inclusive.
    likely
        The day to draw; by default the last one.

    Raises
    ------
    ValueError
        If `last` is before `first`, or `likely` is not in the range.
    """
    if last < first:
        raise ValueError(f"the range ends ({last}) before it begins ({first})")
    if first == last:
        return on_day(first)
    day = likely or last
    if not first <= day <= last:
        raise ValueError(f"{day} is not between {first} and {last}")
    length = (last - first).days + 1
    precision = (
        DatePrecision.DAYS
        if length <= 6
        else DatePrecision.WEEK
        if length <= 8
        else DatePrecision.MONTH
        if length <= 31
        else DatePrecision.YEAR
    )
    return Dating(edtf=f"{first.isoformat()}/{last.isoformat()}", precision=precision, earliest=first, latest=last, likely=day)


def in_month(year: int, month: int) -> Dating:
    """A whole month; drawn on its first day."""
    last = calendar.monthrange(year, month)[1]
    first = date(year, month, 1)
    return Dating(
        edtf=f"{year:04d}-{month:02d}", precision=DatePrecision.MONTH, earliest=first, latest=date(year, month, last), likely=first
    )


def in_year(year: int) -> Dating:
    """A whole year; drawn on its first day."""
    first = date(year, 1, 1)
    return Dating(edtf=f"{year:04d}", precision=DatePrecision.YEAR, earliest=first, latest=date(year, 12, 31), likely=first)
