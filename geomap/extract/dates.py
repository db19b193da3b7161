"""When: the time expressions of a text, resolved against its publication date.

Convention: weekdays are the last such day up to the day of publication, a month without a year the last such month. Without a publication
date only full dates are known; nothing is guessed from the clock. Source: the guide to the claims bench, "Dates"; TimeML 1.2.1.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from dateutil.relativedelta import relativedelta

from geomap.extract.headings import LineHeadings
from geomap.extract.lexicon import Lexicon
from geomap.extract.rules import TimeRules
from geomap.model import UNKNOWN_DATE, Dating, between, in_month, in_year, on_day
from geomap.text.sieve import Sieve


@dataclass(frozen=True, kw_only=True)
class TimeHit:
    """One time expression."""

    start: int
    end: int
    rule_id: str
    dating: Dating
    since: bool = False
    """It tells the beginning of something that lasts."""
    relative: timedelta | None = None
    """For expressions that count from an event told before ("three weeks later", "the same day"): how far from it.

    With a `dating` as well ("a week earlier") that holds where no event was told before.
    """


@dataclass(frozen=True)
class _Compiled:
    rules: tuple[tuple[str, str, re.Pattern[str]], ...]
    sieve: Sieve
    """Tells which of the rules are worth trying on a sentence."""
    since: re.Pattern[str]
    heading: re.Pattern[str]
    before_heading: re.Pattern[str]
    """What may stand before the date that heads an entry: a bullet, a weekday."""
    weekdays: dict[str, int]
    months: dict[str, int]
    units: dict[str, str]
    lines: LineHeadings


@lru_cache(maxsize=8)
def _compile(rules: TimeRules) -> _Compiled:
    weekdays = {word: number for number, words in enumerate(rules.weekdays) for word in words.split()}
    months = {word: number for number, words in enumerate(rules.months, start=1) for word in words.split()}
    units = {word: unit for unit, words in rules.units.items() for word in words.split()}

    def alternatives(words: object) -> str:
        return "|".join(sorted(map(str, words), key=len, reverse=True))  # type: ignore[call-overload]

    slots = {
        "weekday": alternatives(weekdays),
        "month": f"(?P<month>{alternatives(months)})",
        "unit": alternatives(units),
        "number": r"\d+|" + alternatives(rules.number_words.split()),
    }

    def fill(pattern: str) -> str:
        for slot, words in slots.items():
            pattern = pattern.replace("{" + slot + "}", words)
        return pattern

    compiled = tuple((rule.id, rule.operation, re.compile(rf"(?<![\w-])(?:{fill(rule.pattern)})(?!\w)")) for rule in rules.rules)
    sieve = Sieve([pattern for _, _, pattern in compiled])
    since = re.compile(
        rf"(?<!\w)(?:{alternatives(rules.since_words.split())})\s+(?:the\s+)?(?:(?:early|mid|late|beginning of|end of)\s+)?$"
    )
    heading = re.compile(fill(rules.heading).replace("(?P<month>", "(?:"))
    before_heading = re.compile(rf"^[ \t\-–—•*]*(?:(?:{alternatives(weekdays)})\b\.?,?\s*)?$")
    return _Compiled(compiled, sieve, since, heading, before_heading, weekdays, months, units, LineHeadings(months))


class DateReader:
    """Reads the time expressions of one document."""

    def __init__(self, rules: TimeRules, lexicon: Lexicon, published: date | None) -> None:
        """Keep the rules and the day that relative dates count from."""
        self._compiled = _compile(rules)
        self._numbers = lexicon.numbers
        self.published = published

    def find(self, text: str, start: int, end: int, *, base: date | None = None) -> tuple[TimeHit, ...]:
        """The time expressions in ``text[start:end]``, in order, without overlaps; offsets count in `text`.

        Parameters
        ----------
        base
            The day that relative expressions count from; by default the day of publication.
        """
        lower = text[start:end].lower()
        if len(lower) != end - start:
            return ()
        day = base or self.published
        taken: list[TimeHit] = []
        for number in self._compiled.sieve.passing(lower):
            rule_id, operation, pattern = self._compiled.rules[number]
            for match in pattern.finditer(lower):
                if any(hit.start < match.end() + start and match.start() + start < hit.end for hit in taken):
                    continue
                hit = self._resolve(match, rule_id, operation, day, start, lower)
                if operation == "that":
                    hit = _that_year(text, match, rule_id, start)
                if hit is not None:
                    taken.append(hit)
        return tuple(sorted(taken, key=lambda hit: hit.start))

    def heading(self, text: str, start: int, end: int, *, before: Dating | None = None) -> Dating | None:
        """The date that heads a chronology entry at `start` ("February 24 - ..."); after another heading also a line of its own ("May")."""
        alone = self._compiled.lines.read(text[start:end], before=before, published=self.published) if end - start <= _LINE else None
        if alone is not None:
            return alone
        for hit in self.find(text, start, min(end, start + 60)):
            if hit.rule_id in _UNFIT:
                continue
            lead = self._compiled.before_heading.sub("", text[start : hit.start].lower())
            after = self._compiled.heading.match(text[hit.end : min(end, hit.end + 40)].lower())
            exact = hit.dating.known and hit.dating.earliest == hit.dating.latest
            return hit.dating if not lead and after is not None and exact else None
        return None

    def _resolve(self, match: re.Match[str], rule_id: str, operation: str, base: date | None, offset: int, lower: str) -> TimeHit | None:
        groups = match.groupdict()
        relative: timedelta | None = None
        dating: Dating | None
        if operation == "later":
            relative = self._span(groups)
            dating = UNKNOWN_DATE
        elif operation in ("duration", "that"):
            dating = UNKNOWN_DATE
        elif operation == "earlier":
            relative = -self._span(groups)
            dating = UNKNOWN_DATE if base is None else self._ago(self._compiled.units.get(groups.get("unit") or "", "day"), groups, base)
        elif operation == "same":
            relative, dating = timedelta(0), UNKNOWN_DATE
        elif operation.startswith("next:"):
            relative, dating = timedelta(days=int(operation.partition(":")[2])), UNKNOWN_DATE
        else:
            dating = self._absolute(operation, groups, base)
        if dating is None:
            return None
        word = self._compiled.since.search(
            lower, max(0, match.start() - _SINCE_REACH), match.start()
        )  # "since" belongs to its date, and is no border of a clause then
        start = match.start() if word is None else word.start()
        since = word is not None or self._compiled.since.match(lower, match.start(), _first_space(match)) is not None
        return TimeHit(start=start + offset, end=match.end() + offset, rule_id=rule_id, dating=dating, since=since, relative=relative)

    def _absolute(self, operation: str, groups: dict[str, str | None], base: date | None) -> Dating | None:
        if operation == "day":
            return self._day(groups, base)
        if operation == "day-of-month":
            return self._day_of_month(groups, base)
        if operation == "month":
            return self._month(groups, base)
        if operation == "year":
            return in_year(int(groups["year"] or 0))
        if base is None:
            return UNKNOWN_DATE
        if operation == "weekday":
            wanted = self._compiled.weekdays[groups["weekday"] or ""]
            return on_day(base - timedelta(days=(base.weekday() - wanted) % 7))
        if operation == "weekend":
            sunday = base - timedelta(days=(base.weekday() + 1) % 7)
            return between(sunday - timedelta(days=1), sunday)
        if operation.startswith("back:"):
            return on_day(base - timedelta(days=int(operation.partition(":")[2])))
        if operation.startswith("season:"):
            first = date(base.year, int(operation.partition(":")[2]), 1)
            while first + relativedelta(months=3) > base:
                first -= relativedelta(years=1)
            return between(first, first + relativedelta(months=3, days=-1), likely=first + relativedelta(months=1))
        unit = self._compiled.units.get(groups.get("unit") or "", "")
        return self._counted(operation, unit, groups, base)

    def _counted(self, operation: str, unit: str, groups: dict[str, str | None], base: date) -> Dating:
        if operation == "this":
            first = {"day": base, "week": base - timedelta(days=base.weekday()), "month": base.replace(day=1)}.get(unit, base)
            return in_month(base.year, base.month) if unit == "month" else in_year(base.year) if unit == "year" else between(first, base)
        if operation == "recent":
            reach = {"day": 7, "week": 28, "month": 122, "year": 1100}[unit]
            return between(base - timedelta(days=reach), base, likely=base - timedelta(days=reach // 3))
        if operation == "past":
            reach = max(1, round(self._span(groups).days))
            return between(base - timedelta(days=reach), base, likely=base - timedelta(days=reach // 2))
        if operation == "last":
            if unit == "week":
                monday = base - timedelta(days=base.weekday() + 7)
                return between(monday, monday + timedelta(days=6), likely=monday + timedelta(days=3))
            if unit == "year":
                return in_year(base.year - 1)
            before = base - relativedelta(months=1) if unit == "month" else base - timedelta(days=1)
            return in_month(before.year, before.month) if unit == "month" else on_day(before)
        return self._ago(unit, groups, base)

    def _ago(self, unit: str, groups: dict[str, str | None], base: date) -> Dating:
        count = self._count(groups)
        if unit == "day":
            return on_day(base - timedelta(days=count))
        if unit == "week":
            centre = base - timedelta(weeks=count)
            return between(centre - timedelta(days=3), centre + timedelta(days=3), likely=centre)
        if unit == "month":
            centre = base - relativedelta(months=count)
            return between(centre - timedelta(days=15), centre + timedelta(days=15), likely=centre)
        return in_year(base.year - count) if count < base.year else UNKNOWN_DATE

    def _count(self, groups: dict[str, str | None]) -> int:
        word = groups.get("number") or "one"
        if word.isdigit():
            return min(int(word), 9999)
        return int(self._numbers.get(word, 1))

    def _span(self, groups: dict[str, str | None]) -> timedelta:
        unit = self._compiled.units.get(groups.get("unit") or "", "day")
        return timedelta(days=self._count(groups) * {"day": 1, "week": 7, "month": 30, "year": 365}[unit])

    def _day(self, groups: dict[str, str | None], base: date | None) -> Dating | None:
        month = int(groups["monthnumber"] or 0) if groups.get("monthnumber") else self._compiled.months[groups["month"] or ""]
        day = int(groups["day"] or 0)
        if groups.get("year"):
            return _valid_day(int(groups["year"] or 0), month, day)
        if base is None:
            return UNKNOWN_DATE
        limit = max(base, self.published or base) + timedelta(days=2)
        found = [_valid_day(base.year - back, month, day) for back in (0, 1)]
        days = [dating for dating in found if dating is not None and dating.likely is not None and dating.likely <= limit]
        return min(days, key=lambda dating: abs((dating.likely or base) - base), default=None)

    def _day_of_month(self, groups: dict[str, str | None], base: date | None) -> Dating | None:
        """A bare day ("on the 18th"): of the month that counting starts in, or the last such day before it."""
        if base is None:
            return UNKNOWN_DATE
        day = int(groups["day"] or 0)
        limit = max(base, self.published or base)
        found = _valid_day(base.year, base.month, day)
        if found is not None and found.likely is not None and found.likely <= limit:
            return found
        before = base - relativedelta(months=1)
        return _valid_day(before.year, before.month, day)

    def _month(self, groups: dict[str, str | None], base: date | None) -> Dating:
        month = self._compiled.months[groups["month"] or ""]
        if groups.get("year"):
            return in_month(int(groups["year"] or 0), month)
        if base is None:
            return UNKNOWN_DATE
        return in_month(base.year if month <= base.month else base.year - 1, month)


def _first_space(match: re.Match[str]) -> int:
    """End of the first word of a hit with the space behind it, where the hit opens with a word like "since"."""
    return match.start() + match.group().find(" ") + 1


_UNFIT = frozenset({"time.last-weekday", "time.today", "time.yesterday"})
"""Rules whose hits do not head a chronology entry."""


_LINE = 45
"""Code points of a line that is nothing but a heading."""
_SINCE_REACH = 40
"""Code points before a date within which a "since" stands."""
_YEAR_REACH = 300
"""Code points before an anaphoric date within which the year it points back to is named."""
_FULL_YEAR = re.compile(r"(?<![\w.,-])(?:19|20)\d{2}(?![\w-]|[.,]\d)")


def _that_year(text: str, match: re.Match[str], rule_id: str, offset: int) -> TimeHit | None:
    """An anaphoric date ("that summer"), in the year named last before it; None without one."""
    begin = match.start() + offset
    years = _FULL_YEAR.findall(text[max(0, begin - _YEAR_REACH) : begin])
    if not years:
        return None
    return TimeHit(start=begin, end=match.end() + offset, rule_id=rule_id, dating=in_year(int(years[-1])))


def _valid_day(year: int, month: int, day: int) -> Dating | None:
    try:
        return on_day(date(year, month, day))
    except ValueError:
        return None
