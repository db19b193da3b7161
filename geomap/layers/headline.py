"""The title that says what the map shows, with numbers that can be counted on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from geomap.layers.words import Words
from geomap.model import ActorStyle, ControlState, ControlStatus, Place

HOLDING = frozenset({ControlStatus.HELD, ControlStatus.BESIEGED, ControlStatus.PRESSURED})
"""Statuses in which one actor counts as the holder."""


def states_on(states: Iterable[ControlState], day: date, *, known_by: date | None = None) -> tuple[ControlState, ...]:
    """The states true on `day` as known by `known_by` (None: as known to this day), in the order given."""
    return tuple(
        state
        for state in states
        if (state.valid_from is None or state.valid_from <= day)
        and (state.valid_to is None or day < state.valid_to)
        and (
            state.known_to is None
            if known_by is None
            else (state.known_from is None or state.known_from <= known_by) and (state.known_to is None or known_by < state.known_to)
        )
    )


NAMED = 3
"""So many actors a headline or the line below it names before it counts the others."""


def build_headline(
    states: Iterable[ControlState],
    places: Mapping[str, Place],
    styles: Iterable[ActorStyle],
    *,
    day: date,
    words: Words,
    where: tuple[str, ...] = (),
) -> tuple[str, str]:
    """Title and subtitle for the states of one day.

    Counted are places with a state other than "no data": towns and sites, not provinces, districts and countries, since a
    town's holder says nothing of its province. An actor holds a place if it alone does and independent or uncontradicted
    reports say so; contested, shared, unclear and claimed places are counted apart.

    Parameters
    ----------
    states
        The states of `day`; see `states_on`.
    places, styles
        Places by id; actors in the map's order.
    where
        Names of the countries the map is about; they open the subtitle.
    """
    counted = [state for state in states if state.status is not ControlStatus.NO_DATA and not places[state.place_id].kind.is_area]
    names = {style.key: style.name for style in styles}
    holds: Counter[str] = Counter(state.holders[0] for state in counted if state.status in HOLDING and state.holders)
    return _title(holds, counted, places, names, words), _subtitle(holds, counted, names, day, words, where)


def _title(
    holds: Counter[str],
    counted: list[ControlState],
    places: Mapping[str, Place],
    names: Mapping[str, str],
    words: Words,
) -> str:
    if not counted:
        return words["headline.nothing"]
    if not holds:
        return words["headline.none"]
    most = max(holds.values())
    leaders = [key for key in names if holds[key] == most]
    if len(counted) == 1:
        return words.fill("headline.only", actor=names[leaders[0]], place=places[counted[0].place_id].name_in(words.lang))
    total = words.number(len(counted))
    if len(leaders) == 1:
        return words.fill("headline.lead", actor=names[leaders[0]], n=words.number(most), total=total)
    return words.fill(
        "headline.tie", actors=words.listed(_capped([names[key] for key in leaders], words)), n=words.number(most), total=total
    )


def _capped(items: list[str], words: Words) -> list[str]:
    """A long list as its beginning and the number of the others, never of a single one."""
    if len(items) <= NAMED + 1:
        return items
    return [*items[:NAMED], words.fill("headline.others", n=words.number(len(items) - NAMED))]


def _subtitle(
    holds: Counter[str], counted: list[ControlState], names: Mapping[str, str], day: date, words: Words, where: tuple[str, ...]
) -> str:
    parts = [words.listed(where), words.day(day)] if where else [words.day(day)]
    most = max(holds.values(), default=0)
    others = sorted((key for key in holds if holds[key] < most), key=lambda key: (-holds[key], list(names).index(key)))
    if others:
        told_of = [words.fill("headline.other", actor=names[key], n=words.number(holds[key])) for key in others]
        parts.append(words["list.separator"].join(_capped(told_of, words)))
    kinds = Counter(state.status for state in counted)
    flags = [
        ("count.contested", kinds[ControlStatus.CONTESTED]),
        ("count.shared", kinds[ControlStatus.SHARED]),
        ("count.claimed", kinds[ControlStatus.CLAIMED_ONLY]),
        ("count.unclear", kinds[ControlStatus.UNKNOWN] + kinds[ControlStatus.PRESENCE_ONLY]),
        ("count.inferred", sum(state.inferred for state in counted)),
    ]
    told = [words.count(key, number) for key, number in flags if number]
    if told:
        parts.append(words["list.separator"].join(told))
    return words["part.separator"].join(parts)
