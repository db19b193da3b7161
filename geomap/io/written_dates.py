"""Full calendar dates as people write them in English and in numbers. A date that is not certain is no date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_NAMES = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
"""Pattern of a month's name, whole or shortened; read it with `month_number`."""
DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
"""Pattern of a day of the month."""

_FULL = re.compile(
    rf"(?<![\w/.-])(?:"
    rf"(?P<month>{MONTH})\s+(?P<day>{DAY})\s*,?\s+(?P<year>(?:19|20)\d\d)"
    rf"|(?P<day2>{DAY})(?:\s+of)?[\s-]+(?P<month2>{MONTH})\s*,?[\s-]+(?P<year2>(?:19|20)\d\d)"
    rf"|(?P<iso>(?:19|20)\d\d-\d\d-\d\d)"
    rf"|(?P<a>\d{{1,2}})(?P<mark>[./-])(?P<b>\d{{1,2}})(?P=mark)(?P<year3>(?:19|20)\d\d)"
    rf")(?![\w/]|-\d)",
    re.IGNORECASE,
)
_WEEKDAY = r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?,?\s+)?"
_CLOCK = r"(?:,?\s*(?:at\s+)?\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?(?:\s*(?:[A-Z]{2,4}|[+-]\d{2}:?\d{2}))?)?"


@dataclass(frozen=True, kw_only=True)
class WrittenDate:
    """One full date in a text."""

    start: int
    """First code point, inclusive."""
    end: int
    """Exclusive."""
    day: date


def month_number(name: str) -> int:
    """1 to 12 for a month's name or its short form."""
    start = name.casefold().rstrip(".")[:3]
    return next(number for number, month in enumerate(_NAMES, 1) if month.startswith(start))


def find_written_dates(text: str) -> Iterator[WrittenDate]:
    """Every full date in `text`, in order.

    Numbers like 03/04/2015, which are two days in two countries, and days that are in no calendar are left out.
    """
    for match in _FULL.finditer(text):
        try:
            day = _day_of(match)
        except ValueError:
            continue
        yield WrittenDate(start=match.start(), end=match.end(), day=day)


def parse_day(value: str) -> date:
    """The day a field names: ISO 8601 (a clock time after it is passed over) or a full written date.

    Raises
    ------
    ValueError
        If it is no full date, or a day that is in no calendar; the message says which.
    """
    text = value.strip()
    iso = re.match(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}.*)?$", text)
    if iso:
        return _calendar_day(int(iso[1]), int(iso[2]), int(iso[3]))
    match = re.match(_WEEKDAY, text, re.IGNORECASE)
    rest = text[match.end() :] if match else text
    written = _FULL.match(rest)
    if written and re.fullmatch(_CLOCK, rest[written.end() :].strip(" ,-–"), re.IGNORECASE):
        return _day_of(written)
    raise ValueError("this is no full date")


def _day_of(match: re.Match[str]) -> date:
    if match["iso"]:
        year, month, day = (int(part) for part in match["iso"].split("-"))
        return _calendar_day(year, month, day)
    if match["year3"]:
        first, second = int(match["a"]), int(match["b"])
        if first <= 12 and second <= 12 and first != second:
            raise ValueError("day and month cannot be told apart")
        day, month = (first, second) if second <= 12 else (second, first)
        return _calendar_day(int(match["year3"]), month, day)
    name, number, year_text = (
        (match["month"], match["day"], match["year"]) if match["month"] else (match["month2"], match["day2"], match["year2"])
    )
    return _calendar_day(int(year_text), month_number(name), int(re.sub(r"\D", "", number)))


def _calendar_day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        if not 1 <= month <= 12:
            raise ValueError(f"there is no month {month}") from None
        raise ValueError(f"there is no {day} {_NAMES[month - 1].capitalize()} {year}") from None
