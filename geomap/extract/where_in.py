"""What only says in which country or province the place before it lies: "near P in U", "P in U, a stronghold of X", "P, U, ..."."""

from __future__ import annotations

from collections.abc import Collection

from geomap.extract.actor_roles import Members, Phrases
from geomap.extract.clauses import Row
from geomap.extract.places import PlaceFinder
from geomap.extract.spots import Spot

_LINK = 8
"""Code points that "in the" takes between two phrases."""


def without_containers(phrases: Phrases, places: PlaceFinder, inside: Collection[str]) -> Phrases:
    """Phrases behind a verb or noun without those that only locate the place of the phrase before them.

    Parameters
    ----------
    phrases
        (preposition, members), in the order of the text.
    inside
        Prepositions that mean "in".
    """
    if len(phrases) < 2:
        return phrases
    kept: list[tuple[str, Members]] = []
    for preposition, members in phrases:
        if not (kept and preposition in inside and _only_locates(members, kept[-1][1], places)):
            kept.append((preposition, members))
    return tuple(kept)


def _only_locates(members: Members, before: Members, places: PlaceFinder) -> bool:
    if not 0 <= members[0].start - before[-1].full_end <= _LINK or not any(word.tag == "P" for word in members[0].words):
        return False
    outer = places.of_members(members)
    return len(outer) == 1 and places.contains(outer[0].place, places.of_members(before))


def located_before(row: Row, index: int, spots: tuple[Spot, ...], places: PlaceFinder, inside: Collection[str]) -> tuple[Spot, ...]:
    """The place that the phrase at `index`, with its `spots`, only locates; the spots themselves where it stands alone."""
    while index >= 2 and len(spots) == 1 and spots[0].place.kind.is_area:
        link, before = row.items[index - 1], row.items[index - 2].phrase
        if before is None or not (link.kind == "," or (link.kind == "p" and link.text in inside)):
            break
        named = places.of_phrase(before)
        if not places.contains(spots[0].place, named):
            break
        index, spots = index - 2, named
    return spots
