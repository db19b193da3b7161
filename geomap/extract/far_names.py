"""Names that were resolved to a place which nothing else in the text speaks of: another place is meant, one nobody has listed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from geomap.extract.memory import Named
from geomap.gazetteer.distance import is_beyond
from geomap.model import PlaceKind
from geomap.text.tokens import tokenize

_FAR_KM = 500.0
_FIRM = 3
"""Places of one country, and its own name or people, from which a text is surely about it."""


def far_names(text: str, named: Sequence[Named], countries: Mapping[str, str]) -> list[Named]:
    """The names of which nothing is to be told, since the place they were resolved to is far from all the text is about.

    A text with three places or more in one country, or two and the country's name or people; and one single place in another that it
    names neither by country nor by people, more than 500 km from everything else: a suburb or village that has a famous namesake, and
    is in no gazetteer. Names that act ("X denied") are left as they are.

    Parameters
    ----------
    named
        The resolved names of the document, in order.
    countries
        Lower-case names of countries and peoples to country codes.
    """
    by_country: dict[str, set[str]] = defaultdict(set)
    for name in named:
        if name.place.kind is not PlaceKind.COUNTRY and name.place.country:
            by_country[name.place.country].add(name.place.id)
    if len(by_country) < 2:
        return []
    main = max(sorted(by_country), key=lambda code: len(by_country[code]))
    if len(by_country[main]) < _FIRM - 1:
        return []
    told = {name.place.country for name in named if name.place.kind is PlaceKind.COUNTRY}
    acting = {name.place.id for name in named if name.metonym or _acts(text, name)}
    lonely = [
        name
        for name in named
        if name.place.country not in ("", main)
        and name.place.country not in told
        and name.place.kind is not PlaceKind.COUNTRY
        and len(by_country[name.place.country]) == 1
        and name.place.id not in acting
    ]
    others = {name.place.id: name.place for name in named if name.place.kind is not PlaceKind.COUNTRY}
    far = [
        name
        for name in lonely
        if all(other.id == name.place.id or is_beyond(name.place.lonlat, other.lonlat, _FAR_KM) for other in others.values())
    ]
    if not far:
        return []
    words = [token.lower for token in tokenize(text)]
    told |= {countries[word] for word in (*words, *map(" ".join, pairwise(words))) if word in countries}
    firm = len(by_country[main]) + (main in told) >= _FIRM
    return [name for name in far if firm and name.place.country not in told]


def _acts(text: str, name: Named) -> bool:
    """Whether the name of a capital may stand for its government ("held by X", "X's army")."""
    before = text[max(0, name.start - 4) : name.start].lower()
    return bool(name.place.capital_of) and (before.endswith(" by ") or text[name.end : name.end + 2] in ("'s", "’s"))
