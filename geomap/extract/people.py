"""Persons a text names in full, so that their surnames alone are not taken for places."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from geomap.extract.mention_rules import MentionRules, Role

_CAPITAL = r"[^\W\d_a-z]"
_REST = r"[\w'’-]+"
_PARTICLE = "(?:al|el|ul|ad|an|ar|as|ash|at|az|bin|ibn)"
# the capital comes first, not what must not stand before it: so the search runs over small letters fast
_PAIR = re.compile(
    rf"({_CAPITAL})(?<![\w-](?s:.))"
    rf"(?=({_REST}\.?)[ \u00a0](?:{_CAPITAL}\.[ \u00a0]?){{0,2}}[\"“(]?(?:{_CAPITAL}\w+[\"”)][ \u00a0])?"
    rf"(?:{_PARTICLE}[- ])?({_CAPITAL}{_REST}))"
)


def find_people(text: str, rules: MentionRules, known_places: Mapping[str, bool]) -> frozenset[str]:
    """Surnames (and given names) of the persons that `text` names with a title or a given name.

    Parameters
    ----------
    known_places
        Names of places found in the text: whether it is well known. Such a name is no sign of a person, on either side.
    """
    found: set[str] = set()
    titles = rules.words[Role.TITLE]
    skip, no_surnames = _no_names(rules)
    for match in _PAIR.finditer(text):
        capital, rest, last = match.groups()
        first, last = capital + rest, last.removesuffix("'s").removesuffix("’s")
        if last in no_surnames or last.lower() in rules.kinds or last.lower() in rules.sites:
            continue
        if first in titles:
            if last not in rules.given_names:
                found.add(last)
        elif first in rules.given_names and not known_places.get(first) and first.lower() not in rules.ordinary_words and first not in skip:
            found.add(last)
            found.add(first)
    return frozenset(found)


@lru_cache(maxsize=8)
def _no_names(rules: MentionRules) -> tuple[frozenset[str], frozenset[str]]:
    """Capitalised words that are no given names, and those that are no surnames."""
    words = rules.words
    skip = words[Role.CALENDAR] | words[Role.OPENER] | words[Role.ADJECTIVE]
    return skip, skip | words[Role.OFFICE_AFTER] | words[Role.BODY_AFTER] | words[Role.ORGANISATION_AFTER] | words[Role.TITLE]
