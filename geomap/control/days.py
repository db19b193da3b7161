"""Days before and after a day, for any day a calendar has."""

from __future__ import annotations

from datetime import date, timedelta


def shifted(day: date, days: int) -> date:
    """The day `days` after `day` (before, if negative), no farther than the calendar goes.

    Years 1 and 9999 are mistakes or placeholders in tables, and no reason to stop.
    """
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min
