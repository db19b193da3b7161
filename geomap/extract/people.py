"""Persons a text names in full, so that their surnames alone are not taken for places."""

from __future__ import annotations

import re
from collections.abc import Mapping

from geomap.extract.mention_rules import MentionRules, Role

_WORD = r"[^\W\d_a-z][\w'’-]+"
_PAIR = re.compile(
    rf"(?<![\w-])(?=({_WORD}\.?)[ \u00a0](?:[^\W\d_a-z]\.[ \u00a0]?){{0,2}}[\"“(]?(?:[^\W\d_a-z]\w+[\"”)][ \u00a0])?({_WORD}))"
)


def find_people(text: str, rules: MentionRules, known_places: Mapping[str, bool]) -> frozenset[str]:
    """Surnames (and given names) of the persons that `text` names with a title or a given name.

    Parameters
    ----------
    known_places
        Names of places found in the text: whether it is well known. Such a name is no sign of a person, on either side.
    """
    found: set[str] = set()
    titles, skip = rules.words[Role.TITLE], rules.words[Role.CALENDAR] | rules.words[Role.OPENER] | rules.words[Role.ADJECTIVE]
    offices = rules.words[Role.OFFICE_AFTER] | rules.words[Role.BODY_AFTER] | rules.words[Role.ORGANISATION_AFTER] | titles
    for match in _PAIR.finditer(text):
        first, last = match.group(1), match.group(2).removesuffix("'s").removesuffix("’s")
        if last in skip or last in offices or last.lower() in rules.kinds or last.lower() in rules.sites:
            continue
        if first in titles:
            if last not in rules.given_names:
                found.add(last)
        elif first in rules.given_names and not known_places.get(first) and first.lower() not in rules.ordinary_words and first not in skip:
            found.add(last)
            found.add(first)
    return frozenset(found)
