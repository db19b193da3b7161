"""Dates of table cells: EDTF (ISO 8601-2:2019), validated by the edtf library, as `Dating`."""

from __future__ import annotations

import dataclasses
import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from geomap.io.written_dates import parse_day
from geomap.model import UNKNOWN_DATE, DatePrecision, Dating, between, in_month, in_year, on_day

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(~?)")
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_YEAR = re.compile(r"[1-9]\d{3}")
_SPREAD = timedelta(days=2)
"""How far a day that is approximate or uncertain may be off, as in `geomap.model.dating.on_day`."""


@lru_cache(maxsize=65_536)
def parse_dating(text: str) -> Dating:
    """The dating an EDTF string means; empty text is an unknown date.

    Besides EDTF, full written dates ("4 March 2015") and what spreadsheets make of them are read where day and month cannot be confused.

    Raises
    ------
    ValueError
        If it is no date, a day in no calendar, or a range that is open or ends before it begins.
    """
    text = text.strip()
    if not text:
        return UNKNOWN_DATE
    if match := _DAY.fullmatch(text):  # nine cells of ten; the library takes a hundred times as long
        return on_day(parse_day(text.rstrip("~")), approximate=bool(match[4]))
    if match := _MONTH.fullmatch(text):
        return in_month(int(match[1]), int(match[2]))
    if _YEAR.fullmatch(text):
        return in_year(int(text))
    parsed = _parse(text)
    if parsed is None:
        return on_day(parse_day(text))
    return _dating(parsed, text)


def _parse(text: str) -> Any:  # noqa: ANN401 - one of the library's classes
    from edtf import parse_edtf  # compiles its grammar on import
    from edtf.parser import EDTFParseException

    try:
        return parse_edtf(text)
    except EDTFParseException:
        return None


def _dating(parsed: Any, text: str) -> Dating:  # noqa: ANN401
    try:
        first, last = (date(*bound()[:3]) for bound in (parsed.lower_strict, parsed.upper_strict))
    except TypeError:
        raise ValueError(f"'{text}' is an open range") from None
    except (ValueError, OverflowError):
        raise ValueError(f"'{text}' is outside the calendar of the years 1 to 9999") from None
    if "T" in text and first == last:
        return on_day(first)
    uncertain = any(mark in text for mark in "?~%")
    if first == last and uncertain:
        spread = (first - _SPREAD, first + _SPREAD)
        return Dating(edtf=text, precision=DatePrecision.DAYS, earliest=spread[0], latest=spread[1], likely=first)
    likely = last if "/" in text else first
    return dataclasses.replace(between(first, last, likely=likely), edtf=text)
