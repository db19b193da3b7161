"""What a name is by itself, before the words around it are read."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from geomap.extract.mention_rules import MentionRules, Role
from geomap.gazetteer.hits import NameHit, TextHit
from geomap.model import NameKind, Place, PlaceKind

SMALL = 2.0
"""Points below which a name is that of a small town: it gives way to an organisation or a person of the same name."""
BIG = 2.2
"""Points of a town of half a million: its name is the town before it is a person."""
_ACTING = frozenset({PlaceKind.COUNTRY, PlaceKind.ADMIN1})


@dataclass(frozen=True, slots=True)
class NameFacts:
    """What a name is by itself."""

    points: float
    """What it brings before any context."""
    size: float
    """Points of the biggest place of this name alone."""
    heard: tuple[tuple[float, str, str], ...]
    """Points and reasons, as a sighting keeps them."""
    given: bool
    """It can be a given name."""
    surname: bool
    doubtful: bool
    """The gazetteer's own list calls it weak evidence of a place."""
    ordinary: bool
    """Its lower-case form is an English word."""
    never: str
    """Why it is never a place by itself (a day, a title, a people); empty if it can be one."""
    country: bool
    """A country or continent has this name: a generic word beside it is another place's ("the X border crossing")."""
    strong: bool
    """A country, a continent or a first-level unit has this name."""
    acts: bool
    """A government is called by this name: a country, a unit with one, or the capital of a country."""
    kinds: frozenset[PlaceKind]
    inside: frozenset[tuple[str, str]]
    """(country, "") and (country, unit) that its places lie in."""
    holds: frozenset[tuple[str, str]]
    """The same for the countries and units that it names."""
    short: bool
    """A country's abbreviation, which is an adjective before a noun."""


def name_facts(
    hit: TextHit,
    place_of: Callable[[str], Place],
    unit_of: Callable[[Place], str],
    rules: MentionRules,
    demonyms: Mapping[str, str],
) -> NameFacts:
    """What a name is by itself, for the places it could mean."""
    surface, hits, doubt = hit.surface, hit.hits, hit.doubt
    best, why = -9.0, ""
    places = [place_of(hit.place_id) for hit in hits]
    for name_hit, place in zip(hits, places, strict=True):
        points, reason = _place_points(name_hit, place)
        if points > best:
            best, why = points, reason
    size = best
    single = " " not in surface
    lower = surface.lower()
    is_abbreviation = surface.isupper() and len(surface) <= 5 and (single or "." in surface)
    ordinary = single and lower in rules.ordinary_words and not is_abbreviation
    title_case = surface.capitalize() if surface.isupper() else surface
    given = single and title_case in rules.given_names
    surname = single and title_case in rules.surnames
    heard: list[tuple[float, str, str]] = [(best, why, "")]
    if ordinary:
        best -= 2.0
        heard.append((-2.0, "an English word", ""))
    if (surname or given) and not any(place.kind is PlaceKind.COUNTRY for place in places):
        loss = 0.7 if best >= BIG else 1.5
        best -= loss
        heard.append((-loss, "also a person's name", ""))
    if doubt and not (surname or given or ordinary):
        best -= 1.5
        heard.append((-1.5, doubt, ""))
    if not single:
        best += 0.8
        heard.append((0.8, "more than one word", ""))
    if len(surface) <= 3 and not is_abbreviation and not (surname or given):
        best -= 1.0
        heard.append((-1.0, "very short", ""))
    kinds = frozenset(place.kind for place in places)
    if single and len(surface) == 2 and surface.isupper() and PlaceKind.COUNTRY not in kinds:
        best -= 2.5
        heard.append((-2.5, "two letters can mean many things", ""))
    strong = bool(kinds & {PlaceKind.COUNTRY, PlaceKind.CONTINENT, PlaceKind.ADMIN1})
    if is_abbreviation and not strong and not any(other.kind is NameKind.ABBREVIATION for other in hits):
        best -= 3.0
        heard.append((-3.0, "looks like an abbreviation of something else", ""))
    acts = bool(kinds & _ACTING) or any(place.capital_of and place.kind.is_settlement for place in places)
    return NameFacts(
        best,
        size,
        tuple(heard),
        given,
        surname,
        bool(doubt),
        ordinary,
        _never(surface, title_case, hits, strong, rules, demonyms),
        bool(kinds & {PlaceKind.COUNTRY, PlaceKind.CONTINENT}),
        strong,
        acts,
        kinds,
        *_containment(places, unit_of),
        is_abbreviation and PlaceKind.COUNTRY in kinds,
    )


_NEVER_ROLES = (
    (Role.CALENDAR, "a day or month"),
    (Role.OPENER, "a function word"),
    (Role.TITLE, "a title"),
    (Role.OFFICE_AFTER, "an office"),
    (Role.BODY_AFTER, "a public body"),
    (Role.ADJECTIVE, "an adjective or a people"),
)


def _never(surface: str, title_case: str, hits: tuple[NameHit, ...], strong: bool, rules: MentionRules, demonyms: Mapping[str, str]) -> str:
    for role, reason in _NEVER_ROLES:
        if (title_case in rules.words[role] or f"{title_case}." in rules.words[role]) and not strong:
            return reason
    leading = rules.words[Role.LEADING]
    if not strong and (title_case in leading or f"{title_case}." in leading) and all(hit.kind is not NameKind.MAIN for hit in hits):
        return "the first word of longer names"
    low = surface.lower()
    if low in rules.kinds or low in rules.sites or low in rules.words[Role.DIRECTION] or low in rules.words[Role.GENERIC_BEFORE]:
        return "a generic word"
    if low in demonyms:
        return "a people or an adjective"
    first, _, rest = surface.partition(" ")
    if rest and first in rules.words[Role.CALENDAR]:
        return "a date"
    last = rest.rsplit(" ", 1)[-1]
    if last in rules.words[Role.TITLE] and last in rules.words[Role.OFFICE_AFTER]:
        return "ends with an office"
    if (
        rest
        and first in rules.words[Role.OPENER]
        and not strong
        and (first != "The" or rest.lower() in rules.ordinary_words or all(hit.kind is not NameKind.MAIN for hit in hits))
    ):
        return "begins with a function word"
    return ""


def _containment(places: list[Place], unit_of: Callable[[Place], str]) -> tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]]:
    inside: set[tuple[str, str]] = set()
    holds: set[tuple[str, str]] = set()
    for place in places:
        if place.kind is PlaceKind.COUNTRY:
            holds.add((place.country, ""))
            continue
        inside.add((place.country, ""))
        unit = unit_of(place)
        if place.kind is PlaceKind.ADMIN1:
            holds.add((place.country, unit))
        elif unit:
            inside.add((place.country, unit))
    return frozenset(inside), frozenset(holds)


def _place_points(hit: NameHit, place: Place) -> tuple[float, str]:
    kind = place.kind
    if kind in (PlaceKind.COUNTRY, PlaceKind.CONTINENT):
        points, reason = 3.5, "a country or continent"
    elif kind in (PlaceKind.ADMIN1, PlaceKind.REGION):
        points, reason = 3.0, "a first-level unit or region"
    elif place.capital_of and kind.is_settlement:
        points, reason = 2.2, "a capital"
    elif place.population:
        points = min(2.6, max(0.2, math.log10(place.population) / 2 - 0.6))
        reason = f"a settlement of {place.population} people"
    elif kind.is_settlement:
        points, reason = 0.8, "a settlement"
    else:
        points, reason = 1.6, f"a {kind.value.replace('_', ' ')}"
    if hit.kind is NameKind.VARIANT and place.population is not None and kind.is_settlement:
        points, reason = points - 0.8, reason + ", by another name"
    return points, reason
