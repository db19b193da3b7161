"""What the sightings of one document say about each other: lists, containers, repetition."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from geomap.extract.name_facts import NameFacts
from geomap.extract.sighting import ACCEPTED, Sighting

_LIST_GAP = re.compile(r",? (?:and|or|&) |, (?:and |or )?|/| – |–")

_IN_UNIT, _IN_COUNTRY = 2, 3
"""Other names that must lie in the province, or in the country."""
_LETTERS = 4
_WELL_KNOWN = 2.0
"""Points of a town of some 160,000: also if persons are called so."""
_INSIDE_GAP = re.compile(r",? ?\(|, ?(?:in |(?:a|the) [a-z]+ (?:in|of) )?(?:the )?(?:[a-z]+ern )?| in (?:the )?(?:[a-z]+ern )?")


def take_lists(text: str, sightings: Sequence[Sighting]) -> None:
    """Neighbours in a list ("A, B and C") support each other, and share the word that says their kind."""
    for left, right in pairwise(sightings):
        if right.start - left.end > 6 or not _LIST_GAP.fullmatch(text, left.end, right.start):
            continue
        if left.located and left.points >= ACCEPTED and not right.vetoed and not right.person:
            if right.points < ACCEPTED:
                right.add(3.0, "listed beside", left.surface)
            right.located = True
        if right.kind_hint is None and left.spreads > 0:
            right.kind_hint, right.spreads = left.kind_hint, left.spreads
    for left, right in zip(reversed(sightings[:-1]), reversed(sightings[1:]), strict=False):
        if right.start - left.end > 6 or not _LIST_GAP.fullmatch(text, left.end, right.start):
            continue
        if right.points >= ACCEPTED and right.located and not left.vetoed and not left.person and left.points < ACCEPTED:
            left.add(1.5, "listed beside", right.surface)
        if left.kind_hint is None and right.spreads < 0:
            left.kind_hint, left.spreads = right.kind_hint, right.spreads


def take_containers(text: str, sightings: Sequence[Sighting], facts: Mapping[str, NameFacts]) -> None:
    """A country or unit after a comma makes what stands before it a place ("X, Y")."""
    for left, right in pairwise(sightings):
        if left.vetoed or right.vetoed or not _INSIDE_GAP.fullmatch(text, left.end, right.start):
            continue
        if facts[left.surface].inside & facts[right.surface].holds:
            left.add(3.0, "followed by", right.surface)
            left.located = True
            right.add(3.0, "after", left.surface)


def take_neighbours(text: str, sightings: Sequence[Sighting], facts: Mapping[str, NameFacts]) -> None:
    """A doubtful name that is a town of the province or country of the text's other places is meant as that town.

    Only names that are nothing else besides: no English words, no names of persons, nothing the words beside them speak against.
    """
    sure = {sighting.surface for sighting in sightings if sighting.points >= ACCEPTED}
    shared = Counter(unit for surface in sure for unit in facts[surface].inside | facts[surface].holds)
    for sighting in sightings:
        fact = facts[sighting.surface]
        if sighting.vetoed or not 0 < fact.points <= sighting.points < ACCEPTED:
            continue
        if fact.ordinary or fact.doubtful or ((fact.given or fact.surname) and (sighting.person or fact.size < _WELL_KNOWN)):
            continue
        if (len(sighting.surface) < _LETTERS and fact.size < _WELL_KNOWN) or text[max(0, sighting.start - 1)] == "(":
            continue  # a name in brackets is another name of what stands before it
        in_unit = max((shared[unit] for unit in fact.inside if unit[1]), default=0)
        in_country = max((shared[unit] for unit in fact.inside), default=0)
        if in_unit >= _IN_UNIT:
            sighting.add(1.2, "in the province of other places of the text")
        elif in_country >= max(_IN_COUNTRY, len(sure) / 2):
            sighting.add(0.8, "in the country of other places of the text")


def take_repetitions(sightings: Sequence[Sighting], small: Callable[[str], bool]) -> None:
    """One name, one sense: a name that is surely a place once is one wherever nothing speaks against it."""
    sure = {sighting.surface for sighting in sightings if sighting.located and sighting.points >= ACCEPTED}
    organisations = {sighting.surface for sighting in sightings if sighting.in_organisation and sighting.points < ACCEPTED}
    persons = {sighting.surface for sighting in sightings if sighting.person}
    for sighting in sightings:
        if (
            sighting.points < ACCEPTED
            and not sighting.vetoed
            and not sighting.against
            and sighting.surface in sure
            and sighting.surface not in persons
        ):
            sighting.add(2.0, "a place elsewhere in the text")
        elif sighting.surface in organisations and sighting.surface not in sure and not sighting.vetoed and small(sighting.surface):
            sighting.add(-2.0, "part of an organisation's name elsewhere in the text")
        elif not sighting.located and not sighting.vetoed and sighting.surface in persons and sighting.surface not in sure:
            sighting.add(-2.0, "a person elsewhere in the text")
