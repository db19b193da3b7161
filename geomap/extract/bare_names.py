"""Names typed by a person, outside any text: "Anbar province", "the city of X", "Paris, Texas"."""

from __future__ import annotations

from dataclasses import dataclass

from geomap.extract.known_places import KnownPlaces
from geomap.extract.mention_rules import MentionRules, Role
from geomap.gazetteer.hits import Tier
from geomap.model import PlaceKind


@dataclass(frozen=True, kw_only=True)
class BareName:
    """A typed name taken apart."""

    query: str
    """As typed."""
    name: str
    """What is looked up."""
    hint: PlaceKind | None
    """What the generic word says."""
    container: str
    """What stands behind the comma; empty if nothing does."""


def read_name(query: str, gazetteer: KnownPlaces, rules: MentionRules) -> BareName:
    """Take a typed name apart, as far as the gazetteer does not know it whole."""
    text = " ".join(query.split())
    if _is_name(text, gazetteer):
        return BareName(query=query, name=text, hint=None, container="")
    name, _, container = (part.strip() for part in text.partition(","))
    name, hint = _without_generic(name, gazetteer, rules)
    return BareName(query=query, name=name, hint=hint, container=container)


def _is_name(text: str, gazetteer: KnownPlaces) -> bool:
    """Whether a place is called so, and not only something that sounds alike."""
    hits = gazetteer.lookup(text)
    return bool(hits) and hits[0].tier is not Tier.TRANSLITERATION


def _without_generic(name: str, gazetteer: KnownPlaces, rules: MentionRules) -> tuple[str, PlaceKind | None]:
    words = name.split(" ")
    if words[0].lower() == "the":
        words = words[1:]
    if len(words) > 2 and words[1].lower() == "of" and words[0].lower() in rules.words[Role.GENERIC_BEFORE]:
        return " ".join(words[2:]), rules.kinds.get(words[0].lower())
    for count in (3, 2, 1):
        generic = " ".join(words[-count:]).lower()
        kind = rules.sites.get(generic) or rules.kinds.get(generic)
        if kind is not None and len(words) > count:
            whole, bare = " ".join(words), " ".join(words[:-count])
            return (whole if _is_name(whole, gazetteer) else bare), kind
    return " ".join(words), None


def names_in(context: str, gazetteer: KnownPlaces) -> list[str]:
    """The known names in a text, each once."""
    return list(dict.fromkeys(hit.surface for hit in gazetteer.scan(context)))
