"""What the words right around a resolved name say of its part in the sentence: a seat, a distance, a street, a list, a sort of place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from geomap.extract.lexicon import Lexicon
from geomap.extract.memory import Named

_BEFORE = 48
"""Code points before a name that are looked at."""
_CALLED = 60
"""Code points behind a name in which an apposition says what it is."""


class _Patterns(NamedTuple):
    aside: re.Pattern[str]
    street: re.Pattern[str]
    apposition: re.Pattern[str]
    """The words behind the comma, up to the next mark."""
    generic: re.Pattern[str]
    passing: re.Pattern[str]
    leads: re.Pattern[str]
    """What stands between the beginning of a sentence and a name it opens with."""


@lru_cache(maxsize=8)
def _patterns(lexicon: Lexicon) -> _Patterns:
    def one_of(words: str) -> str:
        return "|".join(sorted(map(re.escape, words.split()), key=len, reverse=True))

    kinds = "|".join(sorted(map(re.escape, (*lexicon.kind_of_noun, *lexicon.capital_nouns.split())), key=len, reverse=True))
    bearings = "|".join(sorted(map(re.escape, lexicon.bearings), key=len, reverse=True))
    far = rf"(?:{one_of(lexicon.distance_words)}|{one_of(lexicon.travel_words)})"
    return _Patterns(
        aside=re.compile(
            rf"(?:\b{far}\s+(?:away\s+)?(?:from|of|to)|\d(?:{one_of(lexicon.distance_words)})\s+(?:from|of)"
            rf"|\b(?:{bearings})\s+of|\b(?:{one_of(lexicon.way_nouns)})\s+(?:\w+\s+)?(?:from|to|towards|between|out\s+of))\s+(?:the\s+)?$",
            re.IGNORECASE,
        ),
        street=re.compile(rf"\s(?:{one_of(lexicon.street_nouns.title())})\b"),
        apposition=re.compile(rf",\s+(?:(?:an?|the|another)\s)(?P<words>[^,.;:()\n–—]{{3,{_CALLED}}})", re.IGNORECASE),
        generic=re.compile(rf"\b(?:{kinds})\b", re.IGNORECASE),
        passing=re.compile(
            rf"(?:(?P<before>[\w-]+)\s+(?:{one_of(lexicon.passing_prepositions)})|(?:{one_of(lexicon.leaving_words)})\s+{lexicon.purpose})\s+(?:the\s+(?:[\w-]+\s+{lexicon.of}\s+)?)?$",
            re.IGNORECASE,
        ),
        leads=re.compile(
            rf"(?:^|\n|[.!?][\"'”’)]*\s)[ \t]*(?:[-–—*•]\s+)?[\"“]?(?:(?:{one_of(lexicon.inside_prepositions)})\s+)?"
            rf"(?:the\s+(?:[\w-]+\s+){{1,3}}{lexicon.of}\s+)?$",
            re.IGNORECASE,
        ),
    )


def with_roles(text: str, named: Sequence[Named], lexicon: Lexicon) -> list[Named]:
    """The names that stand for places, with what the words around them say.

    Left out are names of streets and buildings called after a town ("Tell Road"): nothing is told of the town there.
    """
    bodies = lexicon.words("official_nouns") | lexicon.words("forces_state")
    joints = lexicon.words("conjunctions") | {""}
    patterns = _patterns(lexicon)
    found: list[Named] = []
    for place in named:
        if patterns.street.match(text, place.end):
            continue
        before = text[max(0, place.start - _BEFORE) : place.start]
        words = before.lower().split()
        gap = text[found[-1].end : place.start] if found else "."
        listed = gap.strip(", ").lower() in joints and "\n" not in gap
        seat = len(words) > 1 and words[-1] == "in" and words[-2] in bodies
        aside = patterns.aside.search(before) is not None
        went = patterns.passing.search(before)
        passing = went is not None and (went.group("before") or "").lower() not in lexicon.words("standing_links")
        leads = patterns.leads.search(before) is not None and text[place.end : place.end + 1] in " ,"
        called = _called(text, place, words, lexicon, patterns)
        if seat or listed or aside or passing or leads or called:
            place = replace(place, seat=seat, listed=listed, aside=aside, passing=passing, leads=leads, called=called)
        found.append(place)
    return found


def _called(text: str, place: Named, before: Sequence[str], lexicon: Lexicon, patterns: _Patterns) -> frozenset[str]:
    """Generic words of places right before ("the town of X") and in the apposition behind ("X, a coking town near Y")."""
    words = set()
    if len(before) > 1 and before[-1] in lexicon.words("of") and before[-2] in lexicon.kind_of_noun:
        words.add(before[-2])
    apposition = patterns.apposition.match(text, place.end)
    if apposition is not None:
        generic = patterns.generic.search(apposition.group("words"))
        if generic is not None:
            words.add(generic.group().lower())
    return frozenset(words)
