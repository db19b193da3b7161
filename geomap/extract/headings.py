"""Date headings of a chronology that are lines of their own and no single full day: "17-19 January", "May", "9 January - 6 March".

Convention: a heading without a year stands in the year that puts it nearest to the heading before it, not after the day of publication.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from datetime import date, timedelta

from geomap.model import Dating, between, in_month, on_day

_DASH = r"\s*[-–—]\s*"


class LineHeadings:
    """Reads lines that hold nothing but a day, a month or a range of them."""

    def __init__(self, months: Mapping[str, int]) -> None:
        """Keep the names of the months, in lower case."""
        self._months = months
        month = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
        year = r"(?:,?\s+(?P<year>(?:19|20)\d{2}))?"
        days = rf"(?:(?P<d1>\d{{1,2}})\s+)?(?:(?P<m1>{month})\.?\s*)?"
        self._line = re.compile(rf"(?:{days}{_DASH})?(?:(?P<d2>\d{{1,2}})\s+)?(?P<m2>{month})\.?{year}")
        self._days_first = re.compile(rf"(?:(?P<d1>\d{{1,2}}){_DASH})(?P<d2>\d{{1,2}})\s+(?P<m2>{month})\.?{year}")

    def read(self, line: str, *, before: Dating | None, published: date | None) -> Dating | None:
        """The days that a line names and nothing else; None if it is no such line.

        Parameters
        ----------
        line
            One line of the text.
        before
            The heading before it: without one a line is no heading of a chronology.
        published
            Day of publication: no heading is after it.
        """
        lower = line.strip().lower()
        match = self._days_first.fullmatch(lower) or self._line.fullmatch(lower)
        if match is None or before is None or before.likely is None:
            return None
        parts = match.groupdict()
        if (parts.get("m1") and not re.search(r"[-–—]", lower)) or (parts["d1"] and not (parts["d2"] and re.search(r"[-–—]", lower))):
            return None
        near = before.likely
        years = (int(parts["year"]),) if parts["year"] else (near.year - 1, near.year, near.year + 1)
        spans = [span for year in years if (span := self._span(parts, year)) is not None]
        fitting = [span for span in spans if published is None or span[0] <= published]
        if not fitting:
            return None
        first, last = min(fitting, key=lambda span: abs(span[0] - near))
        if not parts["d1"] and not parts["d2"] and not parts.get("m1"):
            return in_month(first.year, first.month)
        return on_day(first) if first == last else between(first, last, likely=first + (last - first) // 2)

    def _span(self, parts: Mapping[str, str | None], year: int) -> tuple[date, date] | None:
        """First and last day, the last in `year`; None for days that no month has."""
        end_month = self._months[parts["m2"] or ""]
        start_month = self._months[parts.get("m1") or parts["m2"] or ""]
        start_year = year - 1 if start_month > end_month else year
        try:
            last = date(year, end_month, int(parts["d2"] or calendar.monthrange(year, end_month)[1]))
            alone = parts["d1"] is None and parts.get("m1") is None
            first = last if alone and parts["d2"] else date(start_year, start_month, int(parts["d1"] or 1))
        except ValueError:
            return None
        return (first, last) if first <= last and last - first <= timedelta(days=366) else None
