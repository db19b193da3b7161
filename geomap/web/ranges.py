"""How much ground everybody has on the day the map opens on, as rows of text: low to high over methods that differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal

from geomap.model import AreaRange, MapSpec

UNITS = 4
"""At most this many units are named in a row, those with the largest share first; the command line lists them all."""

_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@dataclass(frozen=True, kw_only=True)
class RangeRow:
    """One actor."""

    actor: str
    km2: str
    people: str
    units: str
    methods: str


@dataclass(frozen=True, kw_only=True)
class RangeTable:
    """The table, empty where no area was modelled."""

    title: str
    rows: tuple[RangeRow, ...]


def range_table(spec: MapSpec, words: Mapping[str, str]) -> RangeTable:
    """One row an actor, most ground first.

    Parameters
    ----------
    spec
        The map.
    words
        Phrases of the interface, among them ``ranges.*`` and ``method.*``.
    """
    locale = _locale(spec.lang)
    actors = {style.key: style.name for style in spec.actors}
    arabic = spec.lang.split("-")[0] == "ar"
    units = {outline.id: outline.name_ar if arabic and outline.name_ar else outline.name for outline in spec.outlines}

    def number(value: float) -> str:
        return format_decimal(round(value), locale=locale, numbering_system="arab" if arabic else "default")

    def spread(low: float, best: float, high: float) -> str:
        if round(low) == round(high):
            return number(best)
        return words["ranges.spread"].replace("{low}", number(low)).replace("{high}", number(high)).replace("{best}", number(best))

    def people(one: AreaRange) -> str:
        if one.low_people is None or one.best_people is None or one.high_people is None:
            return words["ranges.unknown"]
        return spread(one.low_people, one.best_people, one.high_people)

    rows = tuple(
        RangeRow(
            actor=actors.get(one.actor, one.actor.removeprefix("name:")),
            km2=spread(one.low_km2, one.best_km2, one.high_km2),
            people=people(one),
            units="; ".join(
                f"{units.get(share.unit_id, share.name)} {spread(share.low, share.best, share.high)} %"
                for share in sorted(one.units, key=lambda share: (-share.best, share.unit_id))[:UNITS]
                if round(share.high)  # less than half a percent at the most is no share worth a line
            ),
            methods="; ".join(words[f"method.{method}"] for method in one.methods),
        )
        for one in sorted(spec.ranges, key=lambda one: (-one.best_km2, one.actor))
    )
    day = format_date(spec.as_of, "d MMMM y", locale=locale)
    return RangeTable(title=words["ranges.title"].replace("{day}", day.translate(_ARABIC_DIGITS) if arabic else day), rows=rows)


def _locale(lang: str) -> Locale:
    try:
        return Locale.parse(lang, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")
